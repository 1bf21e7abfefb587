"""Records past their period, proposals to destroy them, and certificates."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from api.console.view_models.base import Choice, FormState, Id, Line, Paging, View


@dataclass(frozen=True, slots=True, kw_only=True)
class DestructionLine:
    """One record that is due, or one proposal; `id` is the record's while it is due, the proposal's afterwards.

    `may_choose` says whether the officer may propose or approve it; `label` is empty once nothing is left to show.
    """

    id: Id
    kind: str
    label: str
    community: str
    ended_at: datetime
    kept_until: date
    is_held: bool = False
    may_choose: bool = True
    proposed_by_name: str = ""
    proposed_at: datetime | None = None
    decided_by_name: str = ""
    decided_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DestructionListView(View):
    """One way to see the list: `residents` or `households` that are due, `proposed`, `returned`, `destroyed`.

    Due lines post `ids` and `show` to `/console/destruction`; proposed ones send `ids` to
    `/console/destruction/approval`, or post `reason` to `/console/destruction/{id}/return`.
    """

    template: ClassVar[str] = "residence/destruction/list.html"
    show: str
    shows: tuple[Choice, ...]
    lines: tuple[DestructionLine, ...]
    paging: Paging
    months: int
    source: str
    form: FormState = FormState()


@dataclass(frozen=True, slots=True, kw_only=True)
class DestructionCertificateView(View):
    """A certificate whose signature was verified, to be printed."""

    template: ClassVar[str] = "residence/destruction/certificate.html"
    facts: tuple[Line, ...]
    gone_from_backups_on: date
    certificate_json: str
    signature: str
    signed_by: str
