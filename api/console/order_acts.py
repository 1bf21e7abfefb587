"""What an officer may do with an order now: their permissions and the order's own state together."""

from dataclasses import dataclass

from api.console.pages_base import PageRequest
from supervision.audit import Act
from supervision.legal_time import day_start, legal_day
from supervision.orders.liveness import StopCause
from supervision.orders.opening import OrderInFull, VersionInFull, Wearing
from supervision.orders.order_state import OPEN_VERSION_STATES, OrderState, VersionState

_EDITABLE = frozenset({VersionState.DRAFT, VersionState.RETURNED})


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an order stands: its newest version, the one approved last, what is worn, and whether it has stopped."""

    order: OrderInFull
    newest: VersionInFull
    approved: VersionInFull | None
    worn: Wearing | None
    has_stopped: bool

    @property
    def is_open(self) -> bool:
        """Whether nobody has finally decided on the newest version."""
        return self.newest.version.state in OPEN_VERSION_STATES

    @property
    def is_editable(self) -> bool:
        """Whether the newest version is a draft, or was returned to be mended."""
        return self.newest.version.state in _EDITABLE

    @property
    def unproved(self) -> tuple[str, ...]:
        """The grounds whose record has no proof or was annulled."""
        return tuple(
            ground for ground, record in self.order.records if record.proof_id is None or record.annulled_at is not None
        )

    @property
    def to_hand_back(self) -> tuple[str, ...]:
        """The trackers that must be fetched back from the wearer."""
        return tuple(
            one.tracker_id
            for one in self.order.worn
            if one.handed_back_at is None and (one.ended_at is not None or self.has_stopped)
        )

    @property
    def is_running(self) -> bool:
        """Whether the order is in force and has not stopped by itself."""
        return self.order.state is OrderState.IN_FORCE

    @property
    def is_still_to_do(self) -> bool:
        """Whether the order was approved and has not ended: papers can be served and trackers put on."""
        return self.order.state in {OrderState.APPROVED, OrderState.IN_FORCE} and self.approved is not None

    def may_start(self, page: PageRequest) -> bool:
        """Whether nothing is lacking for the start."""
        return (
            self.order.state is OrderState.APPROVED
            and self.approved is not None
            and self.approved.served_at is not None
            and self.worn is not None
            and day_start(self.approved.terms.starts_on) <= page.now
            and legal_day(page.now) <= min(self.approved.terms.ends_on, self.order.order.term_ends_on)
        )


def standing_of(page: PageRequest, order: OrderInFull) -> Standing:
    """Where the order stands at the page's moment."""
    approved = [one for one in order.versions if one.version.state is VersionState.APPROVED]
    has_stopped = order.stop is not None and order.stop.at <= page.now
    return Standing(
        order=order,
        newest=newest_of(order),
        approved=approved[-1] if approved else None,
        worn=None if has_stopped else next((one for one in order.worn if one.ended_at is None), None),
        has_stopped=has_stopped,
    )


def newest_of(order: OrderInFull) -> VersionInFull:
    """The newest version that was not given up."""
    kept = [one for one in order.versions if one.version.state is not VersionState.WITHDRAWN]
    return kept[-1] if kept else order.versions[-1]


def acts_now(page: PageRequest, standing: Standing, *, decides: bool = False) -> frozenset[str]:
    """Which of the order page's forms are offered; `decides` where the officer is the head here, or acts as head."""
    possible = {
        "edit": (Act.ORDER_DRAFT, standing.is_editable),
        "withdraw": (Act.ORDER_WITHDRAW, standing.is_editable and standing.approved is not None),
        "propose": (Act.ORDER_PROPOSE, standing.is_editable and _is_complete(standing)),
        "approve": (Act.ORDER_APPROVE, decides and _awaits(page, standing)),
        "print-notice": (Act.ORDER_PRINT_NOTICE, standing.is_still_to_do and not standing.is_open),
        "record-notice": (Act.ORDER_SERVE_NOTICE, standing.is_still_to_do and _is_printed(standing)),
        "fit-tracker": (Act.TRACKER_ASSIGN, standing.is_still_to_do),
        "start": (Act.ORDER_START, standing.may_start(page)),
        "change": (Act.ORDER_DRAFT, standing.is_running and _may_follow(standing)),
        "extend": (Act.ORDER_DRAFT, _may_extend(standing)),
        "end": (Act.ORDER_END, standing.order.state is not OrderState.ENDED),
    }
    division = standing.order.order.division
    return frozenset(name for name, (act, is_possible) in possible.items() if is_possible and page.may(act, division))


def _is_complete(standing: Standing) -> bool:
    return bool(standing.newest.terms.grounds) and not standing.unproved


def _awaits(page: PageRequest, standing: Standing) -> bool:
    version = standing.newest.version
    return version.state is VersionState.PROPOSED and not version.is_of(page.officer.id)


def _is_printed(standing: Standing) -> bool:
    approved = standing.approved
    return approved is not None and approved.printed_at is not None and approved.served_at is None


def _may_follow(standing: Standing) -> bool:
    """Whether another version may be drafted: none is open, and the last one approved is in force."""
    approved = standing.approved
    return not standing.is_open and approved is not None and approved.version.valid_from is not None


def _may_extend(standing: Standing) -> bool:
    """An order can be extended while it runs, and after it ran out of time; not once it stopped for another reason."""
    stored, stop = standing.order.order, standing.order.stop
    if stored.state is not OrderState.IN_FORCE or not _may_follow(standing) or standing.approved is None:
        return False
    is_over_for_good = standing.has_stopped and stop is not None and stop.cause is not StopCause.EXPIRED
    return not is_over_for_good and standing.approved.terms.ends_on < stored.term_ends_on
