"""The way of a positioning order in the town, step by step, each by the officer whose step it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from api.demo.cast import AGENCY, HEAD, SYSTEM, Cast
from api.demo.county import COUNTY
from api.demo.papers import small_paper
from api.demo.residents import Resident
from devices.dialects import Dialect
from devices.registry import Pairing, pair_tracker, register_tracker
from supervision import legal_time
from supervision.corrections.attachments import AttachmentKind, add_attachment
from supervision.corrections.record_kinds import RecordKind
from supervision.corrections.records import add_record
from supervision.orders.approval import approve_order, open_for_approval, return_order
from supervision.orders.drafting import draft_next, draft_order
from supervision.orders.grounds import Ground
from supervision.orders.notices import print_notice, serve_notice
from supervision.orders.order_state import VersionKind
from supervision.orders.periods import latest_end
from supervision.orders.proposing import propose_order
from supervision.orders.terms import GroundChoice, Terms
from supervision.orders.wearing import TrackerFacts, assign_tracker, start_order
from supervision.orders.zones import Zone

_FACTS: tuple[tuple[Ground, RecordKind, str, str], ...] = (
    (
        Ground.UNAPPROVED_LEAVE,
        RecordKind.LEAVE_BREACH,
        "未经批准离开本县两日，经核实无正当理由，本人承认。",
        "外出情况核实笔录",
    ),
    (
        Ground.REFUSED_REPORT,
        RecordKind.WARNING,
        "连续三次拒不按规定报告活动情况，县社区矫正机构给予警告。",
        "警告决定书",
    ),
    (
        Ground.INJUNCTION_BREACH,
        RecordKind.INJUNCTION_BREACH,
        "违反禁止令进入被禁止的场所，现场民警出具证明。",
        "违反禁止令情况说明",
    ),
    (
        Ground.PUBLIC_SECURITY_PENALTY,
        RecordKind.POLICE_PENALTY,
        "违反监督管理规定，被公安机关处以行政拘留五日。",
        "行政处罚决定书",
    ),
    (
        Ground.REVOCATION_PROPOSAL,
        RecordKind.REVOCATION_PROPOSAL,
        "两次警告后仍不改正，经集体评议拟提请撤销缓刑。",
        "集体评议记录",
    ),
)
"""The five grounds, each with the record that proves it."""


@dataclass(slots=True)
class OrderStory:
    """One order on its way: whose, with which conditions, and what has come of it so far."""

    number: int
    resident: Resident
    file_id: UUID
    zones: Sequence[Zone]
    model: str
    starts_on: date
    term_ends_on: date
    record_id: UUID | None = None
    order_id: UUID | None = None
    scan_id: UUID | None = None

    @property
    def division(self) -> str:
        """The township whose justice office keeps the file."""
        return self.resident.township.code

    @property
    def known_order(self) -> UUID:
        """The order's id; it was drafted."""
        return _known(self.order_id)

    @property
    def ends_on(self) -> date:
        """The last day of its first term."""
        return latest_end(VersionKind.INITIAL, self.starts_on, self.term_ends_on, self.division)

    async def record_fact(self, cast: Cast) -> None:
        """Put the fact on the file on which the order will rest, with its proof."""
        officer = await cast.in_office_of(self.division)
        _, kind, summary, title = _FACTS[self.number % len(_FACTS)]
        paper = small_paper(f"Record {self.number + 1}", [f"Kind: {kind.value}"])
        proof = await add_attachment(officer, self.file_id, AttachmentKind.PROOF, title, paper)
        today = legal_time.legal_day(legal_time.now())
        self.record_id = await add_record(officer, self.file_id, kind, today, summary, proof)

    async def draft(self, cast: Cast) -> None:
        """Draft the order."""
        self.order_id = await draft_order(await cast.in_office_of(self.division), self.file_id, self._terms())

    async def propose(self, cast: Cast) -> None:
        """Put it before the head of the county bureau."""
        await propose_order(await cast.in_office_of(self.division), self.known_order)

    async def approve(self, cast: Cast, by: str = HEAD) -> None:
        """Read the paper, and confirm its digest with the second factor."""
        head = await cast.officer(by)
        shown = await open_for_approval(head, self.known_order)
        await approve_order(head, self.known_order, shown.digest, cast.code(by))

    async def send_back(self, cast: Cast) -> None:
        """Return it to be mended."""
        reason = "拟定的期限与事由不相称，请说明必要性并考虑缩短期限。"
        await return_order(await cast.officer(HEAD), self.known_order, reason)

    async def print_notice(self, cast: Cast) -> None:
        """Print the numbered notice."""
        await print_notice(await cast.in_office_of(self.division), self.known_order)

    async def serve(self, cast: Cast) -> None:
        """Have it signed, and put the scan on the file."""
        officer = await cast.in_office_of(self.division)
        paper = small_paper(f"Notice {self.number + 1}", ["Read, understood and signed."])
        scan = await add_attachment(
            officer, self.file_id, AttachmentKind.NOTICE_SCAN, "定位告知书（签收扫描件）", paper
        )
        await serve_notice(officer, self.known_order, legal_time.now(), scan_id=scan)

    async def start(self, cast: Cast, tracker: TrackerFacts) -> None:
        """Put the tracker on, and start."""
        await assign_tracker(await cast.officer(AGENCY), self.known_order, tracker)
        await start_order(await cast.in_office_of(self.division), self.known_order)

    async def propose_extension(self, cast: Cast, starts_on: date) -> None:
        """Ask for a longer term, with an assessment."""
        officer = await cast.in_office_of(self.division)
        terms = self._terms(
            VersionKind.EXTENSION, starts_on, "评估：仍有再次违反规定的现实风险，家庭监督不足，建议延期。"
        )
        await draft_next(officer, self.known_order, VersionKind.EXTENSION, terms)
        await propose_order(officer, self.known_order)

    def _terms(
        self, kind: VersionKind = VersionKind.INITIAL, starts_on: date | None = None, assessment: str = ""
    ) -> Terms:
        ground, *_ = _FACTS[self.number % len(_FACTS)]
        begins_on = starts_on or self.starts_on
        return Terms(
            starts_on=begins_on,
            ends_on=latest_end(kind, begins_on, self.term_ends_on, self.division),
            grounds=(GroundChoice(ground, _known(self.record_id)),),
            zones=tuple(zone.as_dict() for zone in self.zones),
            tracker_model=self.model,
            assessment=assessment,
        )


def _known(value: UUID | None) -> UUID:
    if value is None:
        raise ValueError("the order has not come so far yet")
    return value


async def new_tracker(cast: Cast, serial: str, model: str, dialect: Dialect, *, is_dedicated: bool = True) -> Pairing:
    """Register a tracker of the county and pair it."""
    system = await cast.officer(SYSTEM)
    tracker_id = await register_tracker(system, serial, model, dialect, COUNTY, is_dedicated=is_dedicated)
    return await pair_tracker(system, tracker_id)


def facts_of(pairing: Pairing, model: str, *, is_dedicated: bool = True) -> TrackerFacts:
    """What the orders need to know of a tracker."""
    return TrackerFacts(pairing.tracker_id, is_dedicated, is_paired=True, division=COUNTY, model_name=model)


def days_before(at: datetime, days: int, hour: int, minute: int) -> datetime:
    """A time of the legal day so many days before."""
    day = legal_time.legal_day(at) - timedelta(days=days)
    return legal_time.day_start(day) + timedelta(hours=hour, minutes=minute)
