"""The life of a file: its steps with their papers, the last days of its term, and the queues."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from api.console.view_models.base import Attachment, Choice, FormState, Id, LegalBasis, Line, Paging, View
from api.console.view_models.papers import ActPaper
from api.console.view_models.supervisees import InjunctionLine, SuperviseeTab


@dataclass(frozen=True, slots=True, kw_only=True)
class StepLine:
    """One step; `due_on` is the day until which it was due, and `is_late` whether that had passed.

    `organ_basis` where it was the deciding organ that owed it: documents, or word of custody.
    """

    step: str
    state: str
    happened_at: datetime
    note: str
    present: tuple[str, ...]
    guardian: str = ""
    place: str
    taken_at: datetime
    taken_by: str
    checked_document: str = ""
    due_on: date | None = None
    is_late: bool = False
    organ_basis: LegalBasis | None = None
    paper: Attachment | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LifeTab(SuperviseeTab):
    """经过: every step of the file, newest first, and the papers of its steps."""

    template: ClassVar[str] = "supervisees/life.html"
    steps: tuple[StepLine, ...]
    papers: tuple[ActPaper, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TermEntryLine:
    """A last day as one officer entered it; `is_own` where the one who looks entered it."""

    entry_id: Id
    kind: str
    last_day: date
    state: str
    entered_at: datetime
    entered_by: str
    organ: str = ""
    document_number: str = ""
    arithmetic: str = ""
    decided_at: datetime | None = None
    decided_by: str = ""
    reason: str = ""
    document: Attachment | None = None
    is_own: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgmentTab(SuperviseeTab):
    """判决: the judgment, the arithmetic of the term, and who entered and confirmed each last day.

    Posts to `/console/supervisees/{id}/…`: `terms` (`kind`, `months`, `days`, `organ`, `document_number`, file
    `document`), `terms/{entry}/confirmation`, `terms/{entry}/return` (`reason`).
    """

    template: ClassVar[str] = "supervisees/judgment.html"
    court: str
    judgment_number: str
    judged_on: date | None
    effective_on: date | None
    offence: str
    offended_on: date | None
    sentence: str
    term_basis: LegalBasis
    arithmetic: tuple[str, ...]
    injunctions: tuple[InjunctionLine, ...] = ()
    outside_prison: tuple[Line, ...] = ()
    report_basis: LegalBasis | None = None
    documents: tuple[Attachment, ...] = ()
    entries: tuple[TermEntryLine, ...] = ()
    change_kinds: tuple[Choice, ...] = ()
    start_reason: str = ""
    may_decide: bool = False
    form: FormState = FormState()


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingLine:
    """A file that waits, and the one thing to do; `days_left` is below zero once that is overdue."""

    supervisee_id: Id
    number: str
    masked_name: str
    category: str
    office_name: str
    state: str
    since: datetime
    path: str
    action: str
    due_on: date | None = None
    days_left: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingFilesView(View):
    """What waits in the lives of files; the address keeps `show` (which queue) and `cursor`."""

    template: ClassVar[str] = "supervisees/waiting.html"
    lines: tuple[WaitingLine, ...]
    shows: tuple[Choice, ...]
    filters: Mapping[str, str]
    paging: Paging
    basis: LegalBasis | None = None
