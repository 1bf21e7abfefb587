"""Limits on access, the way past them, legal queries, and who opened what."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from api.console.view_models.base import Choice, FormState, Id, LegalBasis, Paging, View
from api.console.view_models.supervisees import SuperviseeTab


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitLine:
    """A limit on access to one file or assessment; `acts` holds any of `decide`, `end`, posted below `path`."""

    path: str
    about_path: str
    about_number: str
    kind: str
    state: str
    named: tuple[str, ...]
    roles: tuple[str, ...]
    from_on: date
    until_on: date
    reason: str
    set_by: str
    set_at: datetime
    decided_by: str = ""
    decided_at: datetime | None = None
    decision: str = ""
    ended_by: str = ""
    ended_at: datetime | None = None
    end_reason: str = ""
    acts: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitChoices:
    """What a limit may say, for whoever may ask for one."""

    kinds: tuple[Choice, ...]
    officers: tuple[Choice, ...]
    offices: tuple[Choice, ...]
    roles: tuple[Choice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitsTab(SuperviseeTab):
    """访问限制: the limits on a file, newest first.

    Posts `kind`, `from_on`, `until_on`, `reason` and, repeated, `officers`, `offices`, `roles` to
    `/console/supervisees/{id}/limits`.
    """

    template: ClassVar[str] = "supervisees/limits.html"
    limits: tuple[LimitLine, ...]
    choices: LimitChoices | None
    form: FormState = FormState()


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessmentLimitsView(View):
    """访问限制 of an assessment: posts like `LimitsTab`, to `/console/assessments/{id}/limits`."""

    template: ClassVar[str] = "assessments/limits.html"
    assessment_id: Id
    purpose: str
    limits: tuple[LimitLine, ...]
    choices: LimitChoices | None
    form: FormState = FormState()


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessView(View):
    """What the pages of 查阅管理 share: which of them the officer may open."""

    shows: tuple[Choice, ...]
    form: FormState = FormState()


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnTrailLine:
    """One act of one's own on a file; the number is empty where one may no longer know it."""

    at: datetime
    act: str
    purpose: str
    result: str
    supervisee_id: Id | None
    file_number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnTrailView(AccessView):
    """我的查阅: what one did with files oneself."""

    template: ClassVar[str] = "access/mine.html"
    lines: tuple[OwnTrailLine, ...]
    paging: Paging


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakGlassView(AccessView):
    """紧急查阅: posts `number`, `reason`, `code` to `/console/access/break`."""

    template: ClassVar[str] = "access/break.html"
    hours: int
    basis: LegalBasis


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingLimitsView(AccessView):
    """待审核的访问限制: posts to `/console/access/limits/{id}/confirmation`, `…/refusal` and `…/ending` (`reason`)."""

    template: ClassVar[str] = "access/limits.html"
    limits: tuple[LimitLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GlassLine:
    """One breaking of the glass; `is_justified` is None until somebody has reviewed it."""

    glass_id: Id
    supervisee_id: Id
    file_number: str
    officer_name: str
    office_name: str
    reason: str
    opened_at: datetime
    until_at: datetime
    review_due_on: date
    is_overdue: bool = False
    reviewed_by: str = ""
    reviewed_at: datetime | None = None
    is_justified: bool | None = None
    finding: str = ""
    may_review: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class GlassListView(AccessView):
    """紧急查阅复核: posts `is_justified` yes|no and `finding` to `/console/access/glass/{id}/review`."""

    template: ClassVar[str] = "access/glass.html"
    lines: tuple[GlassLine, ...]
    basis: LegalBasis
    paging: Paging


@dataclass(frozen=True, slots=True, kw_only=True)
class GlassTodayView(View):
    """A fragment of today's work: whose breaking of the glass waits for a review, asked for again and again."""

    template: ClassVar[str] = "access/_glass_today.html"
    lines: tuple[GlassLine, ...]
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class QueryLine:
    """A legal query into a minor's file; `answer` is empty until what was told is recorded."""

    query_id: Id
    supervisee_id: Id
    file_number: str
    organ: str
    basis: str
    enquirer: str
    question: str
    recorded_by: str
    recorded_at: datetime
    until_at: datetime
    answered_by: str = ""
    answered_at: datetime | None = None
    answer: str = ""
    is_open: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class QueryListView(AccessView):
    """依法查询: posts `number`, `organ`, `basis`, `enquirer` and `question`, and `answer` to `…/{id}/answer`."""

    template: ClassVar[str] = "access/queries.html"
    lines: tuple[QueryLine, ...]
    paging: Paging
    may_record: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptLine:
    """One opening as the person is told: role and office, no name."""

    at: datetime
    role: str
    office_name: str
    act: str
    purpose: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptView(View):
    """查阅回执: a paper for the person."""

    template: ClassVar[str] = "access/receipt.html"
    supervisee_id: Id
    file_number: str
    office_name: str
    printed_at: datetime
    lines: tuple[ReceiptLine, ...]
    is_cut: bool
