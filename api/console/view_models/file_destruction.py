"""Files past their period, proposals to destroy them, and certificates."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from api.console.view_models.base import Choice, FormState, Id, Line, Paging, View


@dataclass(frozen=True, slots=True, kw_only=True)
class FileDestructionLine:
    """One file that is due, or one proposal; `id` is the file's while it is due, the proposal's afterwards.

    `obstacles` say in words what keeps the file although its period is over; `may_choose` whether the officer may
    propose or approve it now, `may_return` whether they may send the proposal back. `label` is empty once nothing is
    left to show, and `file_path` where the officer may not open it.
    """

    id: Id
    number: str
    label: str
    file_path: str
    community: str
    ended_on: date
    kept_until: date
    due_on: date
    obstacles: tuple[str, ...]
    may_choose: bool
    may_return: bool = False
    proposed_by_name: str = ""
    proposed_at: datetime | None = None
    decided_by_name: str = ""
    decided_at: datetime | None = None
    return_reason: str = ""
    certificate_number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileDestructionListView(View):
    """One way to see the list: files that are `due`, or proposals that are `proposed`, `returned`, `destroyed`.

    Due lines post `ids` to `path`; proposed ones send `ids` to `{path}/approval`, or post `reason` to
    `{path}/{id}/return`. `may_decide` is whether the officer proposes or approves what is shown.
    """

    template: ClassVar[str] = "keeping/list.html"
    title: str
    path: str
    show: str
    shows: tuple[Choice, ...]
    lines: tuple[FileDestructionLine, ...]
    paging: Paging
    may_decide: bool
    months: int
    kept_from: str
    source: str
    form: FormState = FormState()


@dataclass(frozen=True, slots=True, kw_only=True)
class FileDestructionCertificateView(View):
    """A certificate whose signature was verified, to be printed; `path` is the list from which one came."""

    template: ClassVar[str] = "keeping/certificate.html"
    path: str
    facts: tuple[Line, ...]
    gone_from_backups_on: date
    certificate_json: str
    signature: str
    signed_by: str
