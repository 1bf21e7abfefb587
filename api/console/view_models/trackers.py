"""Trackers: registry, pairing, hand-back; check-in requests; what was refused."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from api.console.view_models.base import Choice, FormState, Happening, Id, Line, Paging, View
from api.console.view_models.today import HandBackLine, RefusalLine


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackerLine:
    """One tracker of the registry; `state` is `stock`, `paired`, `worn`, `to-hand-back` or `revoked`.

    `tracker_id` is also its number on the housing and its MQTT account; `kind` is `dedicated` or `phone`. `concern` is
    `silent`, `battery-low` or `strap-open` where that goes on.
    """

    tracker_id: str
    model_name: str
    kind: str
    dialect: str
    state: str
    office_name: str
    masked_wearer: str = ""
    supervisee_id: Id | None = None
    last_received_at: datetime | None = None
    battery_percent: int | None = None
    concern: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackerListView(View):
    """The registry. Filters stay in the address: `query`, `show` (a state, or `hand-back` for the tasks), `cursor`."""

    template: ClassVar[str] = "trackers/list.html"
    query: str
    show: str
    shows: tuple[Choice, ...]
    lines: tuple[TrackerLine, ...]
    hand_backs: tuple[HandBackLine, ...]
    paging: Paging
    may_add: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackerFormView(View):
    """Posts `serial`, `model`, `division` to `/console/trackers`; for a `new` one `model_name`, `kind`, `dialect`."""

    template: ClassVar[str] = "trackers/form.html"
    form: FormState
    models: tuple[Choice, ...]
    kinds: tuple[Choice, ...]
    dialects: tuple[Choice, ...]
    divisions: tuple[Choice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignmentLine:
    """Who wore the tracker, from when to when."""

    supervisee_id: Id
    masked_name: str
    order_id: Id
    order_number: str
    fitted_at: datetime
    removed_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackerView(View):
    """One tracker.

    Posts to `/console/trackers/{id}/pairing`, `…/revocation` (second factor), `…/hand-back` (`received_at`,
    `condition`).
    """

    template: ClassVar[str] = "trackers/one.html"
    tracker: TrackerLine
    serial: str
    topic: str
    facts: tuple[Line, ...]
    assignments: tuple[AssignmentLine, ...]
    history: tuple[Happening, ...]
    refusals: tuple[RefusalLine, ...] = ()
    hand_back: HandBackLine | None = None
    may_pair: bool = False
    may_revoke: bool = False
    may_take_back: bool = False
    form: FormState = FormState()


@dataclass(frozen=True, slots=True, kw_only=True)
class PairingView(View):
    """The pairing document, shown and printed once.

    `qr_svg` is an SVG made by us of `document`, the JSON that a tracker reads.
    """

    template: ClassVar[str] = "trackers/pairing.html"
    tracker_id: str
    dialect: str
    document: str
    qr_svg: str
    fields: tuple[Line, ...]
    made_at: datetime
    made_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckInLine:
    """One request for a phone's single point; `state` is `waiting`, `open`, `answered`, `unanswered` or `withdrawn`."""

    request_id: Id
    supervisee_id: Id
    masked_name: str
    reason: str
    asked_by: str
    opens_at: datetime
    closes_at: datetime
    state: str
    answered_at: datetime | None = None
    result: str = ""
    may_withdraw: bool = False
    series_path: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckInsView(View):
    """信息化核查: the requests, and the form of a new one.

    It posts `supervisee`, `tracker` (a phone), `reason`, `when` (now|at|series), `opens_at` or the series'
    `first_on`, `last_on`, `weekdays` and `times` (HH:MM, empty ones do not count), and `window_minutes` to
    `/console/check-ins`. Whom to ask is chosen in the file, which leads here with `supervisee` in the address: then
    `asked_name` is set. Withdrawal posts to `/console/check-ins/{id}/withdrawal`. `limits` says in words how many
    requests a day are lawful, with the rule.
    """

    template: ClassVar[str] = "check_ins.html"
    lines: tuple[CheckInLine, ...]
    shows: tuple[Choice, ...]
    show: str
    paging: Paging
    phones: tuple[Choice, ...]
    windows: tuple[Choice, ...]
    limits: tuple[str, ...]
    supervisee_id: Id | None = None
    asked_name: str = ""
    asked_number: str = ""
    form: FormState = FormState()
    may_ask: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckInSeriesView(View):
    """定期核查: all windows of one act, to look at, to print for the person, to withdraw what is to come."""

    template: ClassVar[str] = "check_in_series.html"
    lines: tuple[CheckInLine, ...]
    path: str
    number: str
    tracker_id: str
    asked_at: datetime
    waiting: int
    answered: int
    unanswered: int
    may_withdraw: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckInView(View):
    """One request, opened for a purpose, with the position that answered it, if one did.

    `position` is (longitude, latitude), `accuracy_m` the 68 % radius as reported, `source` gnss, wifi or cell.
    """

    template: ClassVar[str] = "check_in.html"
    line: CheckInLine
    tracker_id: str
    position: tuple[float, float] | None = None
    accuracy_m: float | None = None
    source: str = ""
    fixed_at: datetime | None = None
    received_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusalsView(View):
    """What was refused or set aside, by reason, over `days` days up to today; `per_day` runs oldest first."""

    template: ClassVar[str] = "refusals.html"
    days: int
    lines: tuple[RefusalLine, ...]
    per_day: tuple[tuple[date, int], ...]
    filters: Mapping[str, str]
    advice: Mapping[str, str]
