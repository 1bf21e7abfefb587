"""Positioning orders as the API shows and takes them."""

from datetime import date, datetime
from uuid import UUID

from api.v1.requests import Body, Moment, ShortText
from api.v1.supervisee_views import SuperviseeView
from api.v1.views import View
from supervision.corrections.records import FileRecord
from supervision.orders.approval import PaperForApproval
from supervision.orders.grounds import Ground
from supervision.orders.listing import OrderSummary
from supervision.orders.liveness import Stop, StopCause
from supervision.orders.notices import Notice, Witnesses
from supervision.orders.opening import OrderInFull, VersionInFull
from supervision.orders.order_state import OrderState, VersionKind, VersionState
from supervision.orders.terms import OrderPaper, Terms


class StopView(View, frozen=True):
    """The moment from which no position is let in any more, and why."""

    at: datetime
    cause: StopCause


class OrderSummaryView(View, frozen=True):
    """An order in a list; its person is masked."""

    id: UUID
    number: str
    version: int
    state: OrderState
    supervisee: SuperviseeView
    starts_on: date
    ends_on: date
    stop: StopView | None
    waiting_kind: VersionKind | None
    proposed_by: str
    proposed_at: datetime | None
    created_at: datetime

    @classmethod
    def of_summary(cls, summary: OrderSummary) -> "OrderSummaryView":
        """The view of an order in a list."""
        return cls.of(
            summary,
            id=summary.order_id,
            supervisee=SuperviseeView.of_person(summary.person),
            stop=_stop(summary.stop),
            proposed_by=summary.proposed_by_name,
        )


class RecordView(View, frozen=True):
    """A recorded fact on a file, with its proof if it has one."""

    id: UUID
    kind: str
    happened_on: date
    summary: str
    proof_id: UUID | None
    proof_title: str
    proof_sha256: str
    recorded_at: datetime
    recorded_by: str
    annulled_at: datetime | None

    @classmethod
    def of_record(cls, record: FileRecord) -> "RecordView":
        """The view of a recorded fact."""
        return cls.of(record, id=record.record_id, kind=record.kind.value, recorded_by=record.recorded_by_name)


class GroundView(View, frozen=True):
    """A statutory ground with the record on which it rests, as it stands now."""

    ground: Ground
    record: RecordView


class VersionView(View, frozen=True):
    """One version of an order's terms, from its draft to its notice.

    `mandate_document` is the number of the mandate under which a deputy decided; empty for the head.
    """

    id: UUID
    version: int
    kind: VersionKind
    state: VersionState
    terms: Terms
    paper_digest: str | None
    proposed_by: str
    proposed_at: datetime | None
    decided_by: str
    mandate_document: str
    decided_at: datetime | None
    decision_note: str
    valid_from: datetime | None
    valid_until: datetime | None
    notice_number: str | None
    printed_at: datetime | None
    served_at: datetime | None
    witnesses: Witnesses | None
    scan_id: UUID | None

    @classmethod
    def of_version(cls, in_full: VersionInFull) -> "VersionView":
        """The view of a version."""
        version = in_full.version
        return cls.of(
            version,
            terms=in_full.terms,
            paper_digest=version.paper_digest.hex() if version.paper_digest else None,
            proposed_by=version.proposed_by_name,
            decided_by=version.decided_by_name,
            decision_note=in_full.decision_note,
            notice_number=in_full.notice_number,
            printed_at=in_full.printed_at,
            served_at=in_full.served_at,
            witnesses=in_full.witnesses,
            scan_id=in_full.scan_id,
        )


class WearingView(View, frozen=True):
    """Which tracker was worn, from when to when, and whether it is back."""

    assignment_id: UUID
    tracker_id: str
    assigned_at: datetime
    ended_at: datetime | None
    handed_back_at: datetime | None


class OrderView(View, frozen=True):
    """An order in clear, with every version and every tracker worn under it."""

    id: UUID
    number: str
    supervisee_id: UUID
    supervisee_name: str
    state: OrderState
    starts_at: datetime | None
    ends_at: datetime | None
    ended_at: datetime | None
    end_note: str
    stop: StopView | None
    versions: list[VersionView]
    grounds: list[GroundView]
    worn: list[WearingView]

    @classmethod
    def of_order(cls, in_full: OrderInFull) -> "OrderView":
        """The view of an order that was opened."""
        return cls.of(
            in_full.order,
            supervisee_id=in_full.order.file_id,
            supervisee_name=in_full.person_name,
            state=in_full.state,
            end_note=in_full.end_note,
            stop=_stop(in_full.stop),
            versions=[VersionView.of_version(version) for version in in_full.versions],
            grounds=[GroundView(ground, RecordView.of_record(record)) for ground, record in in_full.records],
            worn=[WearingView.of(worn) for worn in in_full.worn],
        )


class ProposalView(View, frozen=True):
    """The paper that waits for a decision, the digest that confirms it, and the terms in force beside it."""

    digest: str
    paper: OrderPaper
    in_force: Terms | None

    @classmethod
    def of_paper(cls, shown: PaperForApproval) -> "ProposalView":
        """The view of a proposed paper."""
        return cls(shown.digest, shown.paper, shown.in_force)


class NoticeView(View, frozen=True):
    """The notice as it is printed for the wearer, of protected zones only that they exist; `paper_id` is its DOCX."""

    number: str
    paper: OrderPaper
    printed_at: datetime
    approved_at: datetime | None
    approved_by: str
    served_at: datetime | None
    paper_id: UUID | None

    @classmethod
    def of_notice(cls, notice: Notice) -> "NoticeView":
        """The view of a notice."""
        return cls.of(notice, approved_by=notice.approved_by_name)


class NewOrder(Body, frozen=True):
    """For whom an order is drafted, and with which terms."""

    supervisee_id: UUID
    terms: Terms


class NextVersion(Body, frozen=True):
    """A variation or an extension."""

    kind: VersionKind
    terms: Terms


class Approval(Body, frozen=True):
    """The digest of exactly what was shown, and a fresh one-time code."""

    digest: str
    code: str

    def __repr__(self) -> str:
        return "Approval(…)"


class Service(Body, frozen=True):
    """When the notice was served: with the scan of the signed paper, or before two witnesses of a refusal."""

    served_at: Moment
    scan_id: UUID | None = None
    witnesses: tuple[str, str] | None = None


class OrderEnding(Body, frozen=True):
    """Why an order ends early."""

    cause: StopCause
    note: ShortText


def _stop(stop: Stop | None) -> StopView | None:
    return None if stop is None else StopView(stop.at, stop.cause)
