"""Changes of the place of execution: the list, one of them, and asking for one."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from api.console.view_models.base import Choice, Deadline, FormState, Happening, Id, LegalBasis, Line, Paging, View
from api.console.view_models.papers import ActPaper


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferLine:
    """One change in a list, the person masked."""

    transfer_id: Id
    masked_name: str
    from_place: str
    to_place: str
    state: str
    asked_at: datetime
    due_on: date | None = None
    is_overdue: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferListView(View):
    """Changes from and to the officer's counties; the filter `show` stays in the address."""

    template: ClassVar[str] = "transfers/list.html"
    lines: tuple[TransferLine, ...]
    show: str
    shows: tuple[Choice, ...]
    paging: Paging


@dataclass(frozen=True, slots=True, kw_only=True)
class NextStepChoice:
    """A step that the officer may take; `path` is where its form goes."""

    step: str
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferView(View):
    """One change in clear. Each next step posts `step`, `happened_on`, `note` to its path; `may_reply` to `…/reply`."""

    template: ClassVar[str] = "transfers/one.html"
    transfer_id: Id
    supervisee_id: Id
    name: str
    file_number: str
    state: str
    facts: tuple[Line, ...]
    history: tuple[Happening, ...]
    next_steps: tuple[NextStepChoice, ...]
    deadline: Deadline | None = None
    form: FormState = FormState()
    papers: tuple[ActPaper, ...] = ()
    may_reply: bool = False
    is_file_here: bool = True
    purpose: str = "supervision"


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferFormView(View):
    """Asking for a change.

    Posts `supervisee`, `to_division`, `to_office`, `moves_on`, `address`, `reason`, `late_reason` to
    `/console/transfers`. `to_division` is one of `counties`, a name that ends in its code, or a code.
    """

    template: ClassVar[str] = "transfers/form.html"
    supervisee_id: Id
    masked_name: str
    number: str
    counties: tuple[str, ...]
    offices: tuple[Choice, ...]
    basis: LegalBasis
    form: FormState = FormState()
