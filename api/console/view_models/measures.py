"""Sanctions and rewards: the tab of a file, queues, one measure with its steps, its paper; prosecutors' opinions."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from api.console.view_models.base import Choice, Deadline, FormState, Happening, Id, LegalBasis, Paging, View
from api.console.view_models.papers import ActPaper
from api.console.view_models.supervisees import SuperviseeTab


@dataclass(frozen=True, slots=True, kw_only=True)
class RungLine:
    """A measure on a ground: how far the facts carry it, the counting, and where it comes from."""

    kind: str
    trigger: str
    status: str
    steps: tuple[str, ...]
    bases: tuple[LegalBasis, ...]
    propose_path: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureLine:
    """A measure in a list; of a sealed one only that it is sealed. `person` is empty where all are of one person."""

    measure_id: Id
    number: str
    kind: str
    trigger: str
    state: str
    proposed_at: datetime
    is_sealed: bool = False
    masked_name: str = ""
    file_number: str = ""
    deadline: Deadline | None = None
    due_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExcuseLine:
    """Days that do not count, and why."""

    first_on: date
    last_on: date
    reason: str
    accepted_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LapseLine:
    """A time out of supervision."""

    lapse_id: Id
    began_on: date
    ended_on: date | None
    reason: str
    evidence: str
    confirmed_by: str
    confirmed_at: datetime
    cancelled_at: datetime | None = None
    excuses: tuple[ExcuseLine, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingLine:
    """A written finding that the person is unrepentant."""

    finding_id: Id
    found_on: date
    facts: str
    recorded_by: str
    withdrawn_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConductTab(SuperviseeTab):
    """考核奖惩: what applies with its counting, what was taken, and what officers confirmed and found.

    `unfounded` is what people would have to find without any fact on the file.

    Posts `began_on`, `reason`, `evidence` to `/console/supervisees/{id}/lapses`, `facts` to `…/findings`; below
    `/console/lapses/{id}` `ended_on` to `ending`, `first_on`, `last_on`, `reason` to `excuses`, `reason` to
    `cancelling`; `reason` to `/console/findings/{id}/withdrawal`. Each carries the `purpose` along.
    """

    template: ClassVar[str] = "measures/conduct.html"
    applies: tuple[RungLine, ...]
    unfounded: tuple[RungLine, ...]
    others: tuple[RungLine, ...]
    rewards: tuple[RungLine, ...]
    measures: tuple[MeasureLine, ...]
    lapses: tuple[LapseLine, ...]
    findings: tuple[FindingLine, ...]
    form: FormState = FormState()
    may_record: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureListView(View):
    """A queue of measures; `show` stays in the address."""

    template: ClassVar[str] = "measures/list.html"
    lines: tuple[MeasureLine, ...]
    shows: tuple[Choice, ...]
    show: str
    paging: Paging


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalFormView(View):
    """Posts `kind`, `trigger`, `facts`, repeated `records`, `purpose` to `/console/supervisees/{id}/measures`."""

    template: ClassVar[str] = "measures/propose.html"
    supervisee_id: Id
    masked_name: str
    rung: RungLine
    records: tuple[Choice, ...]
    is_counted: bool
    form: FormState
    purpose: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureView(View):
    """One measure with its steps and what can be done now.

    `acts` holds any of the steps' codes. Forms post to `/console/measures/{id}/…`: `hearing` (`reply`, `text`),
    `response` (`text`), `dropping` (`reason`), `decision` (`note`), `undoing` (`reason`), `service` (`served_on`, file
    `scan`, `witness_1`, `witness_2`, `code`), `sending` (`sent_at`, `organ`, `code`), `copy` (`copied_on`,
    `prosecutor`), `outcome` (`result`, `decided_on`, `document`, `note`, file `scan`), `objection` (`day`, `text`),
    `objection/answer` (`text`), `appeal` (`day`, `text`), `review` (`reason`), `annulment` (`reason`, `code`),
    `sealed-reading` (`legal_basis`).
    """

    template: ClassVar[str] = "measures/one.html"
    measure_id: Id
    supervisee_id: Id
    name: str
    category: str
    number: str
    kind: str
    trigger: str
    state: str
    purpose: str
    facts: str
    counting: tuple[str, ...]
    source: str
    history: tuple[Happening, ...]
    deadlines: tuple[tuple[str, Deadline], ...] = ()
    ruling_due_at: datetime | None = None
    ruling_basis: LegalBasis | None = None
    custody_until: date | None = None
    custody_basis: LegalBasis | None = None
    outcome: str = ""
    is_sealed: bool = False
    is_told: bool = True
    papers: tuple[ActPaper, ...] = ()
    is_printed_here: bool = False
    waits_for_review: bool = False
    acts: frozenset[str] = frozenset()
    replies: tuple[Choice, ...] = ()
    form: FormState = FormState()


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasurePaperView(View):
    """A praise as it is printed, which has no form, with the receipt that the person signs."""

    template: ClassVar[str] = "measures/paper.html"
    measure_id: Id
    number: str
    kind: str
    name: str
    born_on: date | None
    home_address: str
    category: str
    court: str
    judgment_number: str
    facts: str
    source: str
    decided_on: date
    agency_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedRecordView(View):
    """A sealed record in clear, once; the proof opens by posting `legal_basis` to `…/sealed-proof`."""

    template: ClassVar[str] = "measures/sealed.html"
    supervisee_id: Id
    record_id: Id
    kind: str
    happened_on: date
    summary: str
    legal_basis: str
    has_proof: bool
    back_path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OpinionLine:
    """A prosecutor's opinion in a list, without what it says."""

    opinion_id: Id
    kind: str
    file_number: str
    received_on: date
    deadline: Deadline | None
    answered_on: date | None = None
    answered_by: str = ""
    closed_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OpinionListView(View):
    """The inbox of prosecutors' opinions.

    Posts `kind`, `received_on`, `organ`, `document`, `text`, `file_number` to `/console/opinions`.
    """

    template: ClassVar[str] = "measures/opinions.html"
    lines: tuple[OpinionLine, ...]
    shows: tuple[Choice, ...]
    show: str
    kinds: tuple[Choice, ...]
    paging: Paging
    form: FormState = FormState()


@dataclass(frozen=True, slots=True, kw_only=True)
class OpinionView(View):
    """One opinion. Posts `text` to `/console/opinions/{id}/answer`, and nothing to `…/closing`."""

    template: ClassVar[str] = "measures/opinion.html"
    line: OpinionLine
    supervisee_id: Id | None
    organ: str
    document: str
    text: str
    answer: str
    form: FormState = FormState()
    may_answer: bool = False
    may_close: bool = False
