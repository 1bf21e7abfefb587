"""Trackers, assignments and check-in requests as the API shows and takes them."""

from datetime import date, datetime
from typing import Annotated, TypeAlias
from uuid import UUID

from msgspec import Meta

from api.v1.requests import Body, Moment, ShortText
from api.v1.supervisee_views import SuperviseeView
from api.v1.views import View
from devices.dialects import Dialect
from devices.registry import TrackerState
from supervision.orders.check_ins import CheckIn, CheckInState, OpenedCheckIn
from supervision.orders.liveness import StopCause
from supervision.orders.removal import RemovalTask
from supervision.position import FixSource

WindowMinutes: TypeAlias = Annotated[int, Meta(ge=1, le=1440)]
ClockText: TypeAlias = Annotated[str, Meta(pattern="^([01][0-9]|2[0-3]):[0-5][0-9]$")]
"""A time of day of legal time, such as 09:00."""


class TrackerView(View, frozen=True):
    """One tracker of the registry; nothing says who wears it."""

    id: str
    serial: str
    model: str
    is_dedicated: bool
    dialect: Dialect
    division: str
    state: TrackerState
    registered_at: datetime
    paired_at: datetime | None
    revoked_at: datetime | None
    last_seen_at: datetime | None
    battery_percent: int | None
    strap: str | None
    is_worn: bool


class TrackerModelView(View, frozen=True):
    """A make of tracker; only a dedicated device can back a positioning order."""

    id: UUID
    name: str
    is_dedicated: bool
    dialect: Dialect


class PairingView(View, frozen=True):
    """The pairing document: where and as whom a tracker publishes, shown once; the password is kept nowhere else."""

    tracker_id: str
    mqtt_host: str
    mqtt_port: int
    mqtt_tls: bool
    username: str
    password: str
    topic: str
    dialect: Dialect
    qos: int
    ca_pem: str | None
    link: str | None


class RemovalTaskView(View, frozen=True):
    """A tracker to fetch: from whom, since when its order is over and why, and by when."""

    assignment_id: UUID
    tracker_id: str
    order_id: UUID
    order_number: str
    supervisee: SuperviseeView
    ended_at: datetime
    cause: StopCause
    due_on: date

    @classmethod
    def of_task(cls, task: RemovalTask) -> "RemovalTaskView":
        """The view of a task."""
        return cls.of(task, supervisee=SuperviseeView.of_person(task.person))


class CheckInView(View, frozen=True):
    """A request for one position; its person is masked."""

    id: UUID
    supervisee: SuperviseeView
    tracker_id: str
    reason: str
    state: CheckInState
    opens_at: datetime
    closes_at: datetime
    asked_at: datetime
    asked_by: str
    answered_at: datetime | None
    series: UUID | None

    @classmethod
    def of_check_in(cls, check_in: CheckIn) -> "CheckInView":
        """The view of a request."""
        return cls.of(
            check_in,
            id=check_in.request_id,
            supervisee=SuperviseeView.of_person(check_in.person),
            asked_by=check_in.asked_by_name,
        )


class FixView(View, frozen=True):
    """One position: degrees in WGS-84, and the 68 % radius in metres as reported."""

    fixed_at: datetime
    received_at: datetime
    lat: float | None
    lon: float | None
    accuracy_m: float | None
    source: FixSource


class OpenedCheckInView(View, frozen=True):
    """A request with the position that answered it, if one did."""

    check_in: CheckInView
    position: FixView | None

    @classmethod
    def of_opened(cls, opened: OpenedCheckIn) -> "OpenedCheckInView":
        """The view of a request that was opened."""
        position = None if opened.fix is None else FixView.of(opened.fix)
        return cls(CheckInView.of_check_in(opened.check_in), position)


class NewTracker(Body, frozen=True):
    """A tracker for the stock; an unknown model is added with it."""

    serial: str
    model: ShortText
    dialect: Dialect
    division: str
    is_dedicated: bool


class TrackerChoice(Body, frozen=True):
    """Which tracker."""

    tracker_id: str


class HandBack(Body, frozen=True):
    """When a tracker came back."""

    received_at: Moment
    note: str = ""


class NewCheckIn(Body, frozen=True):
    """Whom to ask for one position, by which phone, why, and when; now, for a quarter of an hour, if not said."""

    supervisee_id: UUID
    tracker_id: str
    reason: ShortText
    opens_at: Moment | None = None
    window_minutes: WindowMinutes | None = None


class NewCheckInSeries(Body, frozen=True):
    """Whom to ask again and again, from day to day: on which weekdays (1 Monday to 7 Sunday) and at what times."""

    supervisee_id: UUID
    tracker_id: str
    reason: ShortText
    first_on: date
    last_on: date
    weekdays: Annotated[list[Annotated[int, Meta(ge=1, le=7)]], Meta(max_length=7)]
    times: Annotated[list[ClockText], Meta(max_length=12)]
    window_minutes: WindowMinutes | None = None
