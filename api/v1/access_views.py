"""Limits on access, broken glass, legal queries and trails as answers, and what is asked of them."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from msgspec import Meta

from api.v1.requests import Body, ShortText
from api.v1.views import View
from supervision.corrections.access_rule import LimitKind
from supervision.corrections.limits.glass import BrokenGlass
from supervision.corrections.limits.legal_queries import LegalQuery, QueryText
from supervision.corrections.limits.store import AccessLimit, LimitState
from supervision.corrections.limits.terms import LimitDraft
from supervision.corrections.limits.trails import Receipt
from supervision.officers import Role


class NewLimit(Body, frozen=True):
    """A limit as it is asked for; it stands once another officer has confirmed it."""

    kind: LimitKind
    from_on: date
    until_on: date
    reason: ShortText
    officers: tuple[UUID, ...] = ()
    offices: tuple[UUID, ...] = ()
    roles: tuple[Role, ...] = ()

    def draft(self) -> LimitDraft:
        """What the domain takes."""
        return LimitDraft(
            self.kind, self.from_on, self.until_on, self.reason, self.officers, self.offices, self.roles
        )  # fmt: skip


class AccessLimitView(View, frozen=True):
    """A limit; `named` are the officers and offices whom it names."""

    id: UUID
    supervisee_id: UUID | None
    assessment_id: UUID | None
    kind: LimitKind
    state: LimitState
    named: list[str]
    roles: list[Role]
    from_on: date
    until_on: date
    reason: str
    set_at: datetime
    set_by_name: str
    decided_at: datetime | None
    decided_by_name: str
    decision: str
    ended_at: datetime | None
    ended_by_name: str
    end_reason: str

    @classmethod
    def of_limit(cls, limit: AccessLimit) -> "AccessLimitView":
        """The view of a limit."""
        owner = {"supervisee_id": limit.about_id, "assessment_id": None}
        if limit.is_of_assessment:
            owner = {"supervisee_id": None, "assessment_id": limit.about_id}
        return cls.of(limit, id=limit.limit_id, **owner)


class NameableView(View, frozen=True):
    """An officer whom a limit can name; an office where the name is empty."""

    id: UUID
    name: str
    office_name: str


class GlassBreaking(Body, frozen=True):
    """The exact number of a file or of its person's document, why it must be opened, and a fresh code."""

    number: Annotated[str, Meta(min_length=1, max_length=40)]
    reason: ShortText
    code: Annotated[str, Meta(min_length=1, max_length=40)]


class GlassOpenedView(View, frozen=True):
    """The file that is open now, and until when."""

    supervisee_id: UUID
    until_at: datetime


class GlassReview(Body, frozen=True):
    """Whether breaking the glass was justified, and what was found."""

    is_justified: bool
    finding: ShortText


class BrokenGlassView(View, frozen=True):
    """One use of the way past a restriction; `is_justified` is null until somebody has reviewed it."""

    id: UUID
    supervisee_id: UUID
    file_number: str
    officer_name: str
    office_name: str
    reason: str
    opened_at: datetime
    until_at: datetime
    review_due_on: date
    reviewed_at: datetime | None
    reviewed_by_name: str
    is_justified: bool | None
    finding: str

    @classmethod
    def of_glass(cls, glass: BrokenGlass) -> "BrokenGlassView":
        """The view of one use."""
        return cls.of(glass, id=glass.glass_id, supervisee_id=glass.file_id)


class NewLegalQuery(Body, frozen=True):
    """Which organ asks on what legal basis, by whom with which credentials, and for what."""

    organ: ShortText
    basis: ShortText
    enquirer: ShortText
    question: ShortText

    def text(self) -> QueryText:
        """What the domain takes."""
        return QueryText(self.organ, self.basis, self.enquirer, self.question)


class QueryAnswer(Body, frozen=True):
    """What was told, or that nothing was and why."""

    answer: ShortText


class LegalQueryView(View, frozen=True):
    """A legal query; `answer` is empty until what was told is recorded."""

    id: UUID
    supervisee_id: UUID
    file_number: str
    organ: str
    basis: str
    enquirer: str
    question: str
    recorded_at: datetime
    recorded_by_name: str
    until_at: datetime
    answered_at: datetime | None
    answered_by_name: str
    answer: str

    @classmethod
    def of_query(cls, query: LegalQuery) -> "LegalQueryView":
        """The view of a legal query."""
        text = {name: getattr(query.text, name) for name in query.text.__struct_fields__}
        return cls.of(query, id=query.query_id, supervisee_id=query.file_id, **text)


class OwnActView(View, frozen=True):
    """One act of one's own on a file; without id and number where one may no longer know it."""

    at: datetime
    act: str
    purpose: str | None
    result: str
    file_id: UUID | None
    file_number: str


class ReceiptLineView(View, frozen=True):
    """One opening, by role and office."""

    at: datetime
    role: str
    office_name: str
    act: str
    purpose: str | None


class ReceiptView(View, frozen=True):
    """Who opened a file, as its person is told."""

    file_number: str
    printed_at: datetime
    lines: list[ReceiptLineView]
    is_cut: bool

    @classmethod
    def of_receipt(cls, receipt: Receipt) -> "ReceiptView":
        """The view of a receipt."""
        return cls.of(receipt, lines=[ReceiptLineView.of(line) for line in receipt.lines])
