"""When a simulated tracker reports, and what. Pure: it is told the time, and publishes nothing itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random

from devices.broker.address import BrokerAddress
from devices.dialects import Dialect
from devices.simulator.reporting import Condition, Measurement, Reporter, report
from devices.simulator.ways import Way

UPLOAD_SECONDS = 600
"""How often a tracker that keeps its fixes sends them."""

_LIVE_SECONDS = (10.0, 15.0)
_BUFFERED_FIX_SECONDS = 30
_STRAY_FIX_SECONDS = 10
_MOST_BUFFERED = timedelta(hours=2)


@dataclass(frozen=True, slots=True)
class SimulatedAccount:
    """Where and as whom a tracker publishes."""

    tracker_id: str
    address: BrokerAddress
    topic: str
    dialect: Dialect


@dataclass(frozen=True, slots=True)
class Message:
    """One publish."""

    topic: str
    payload: bytes


def last_upload(at: datetime, phase_seconds: int) -> datetime:
    """When a tracker that uploads every ten minutes did so last, at or before `at`."""
    return at - timedelta(seconds=(at.timestamp() - phase_seconds) % UPLOAD_SECONDS)


class SimulatedTracker:
    """Reports every 10 to 15 s; or, with a `phase_seconds`, keeps its fixes and uploads them every ten minutes.

    Nothing from before `begun_at` is told again: what an earlier run has told may have been another story.
    """

    def __init__(
        self, account: SimulatedAccount, reporter: Reporter, begun_at: datetime, phase_seconds: int | None = None
    ) -> None:
        self.account = account
        self._reporter = reporter
        self._phase_seconds = phase_seconds
        self._chance = Random(f"{account.tracker_id} {begun_at}")  # noqa: S311 - spreads reports, nothing to guess
        self._boot = int(begun_at.timestamp())
        self._seq = 0
        self._live_until: datetime | None = None
        self._strap_open_until = self._low_until = datetime.fromtimestamp(0, UTC)
        self._sent_until = begun_at
        self.due_at = begun_at + timedelta(seconds=self._chance.uniform(0, _LIVE_SECONDS[1]))
        if phase_seconds is not None:
            self.due_at = last_upload(begun_at, phase_seconds) + timedelta(seconds=UPLOAD_SECONDS)

    def run_away(
        self, way: Way, begins_at: datetime, upload_at: datetime, speed_mps: float, stay_seconds: float
    ) -> None:
        """Let the wearer stray; the tracker keeps its fixes until `upload_at`, sends them at once, and goes on live."""
        outing = self._reporter.walker.stray(way, begins_at, speed_mps, stay_seconds)
        self._sent_until = begins_at
        self._live_until = outing.ends_at
        self.due_at = upload_at

    def stray(self, way: Way, begins_at: datetime, speed_mps: float, stay_seconds: float) -> None:
        """Let the wearer stray, reporting as ever."""
        self._reporter.walker.stray(way, begins_at, speed_mps, stay_seconds)

    def open_strap(self, until: datetime) -> None:
        """Say that the strap is open, until then."""
        self._strap_open_until = until

    def run_low(self, until: datetime) -> None:
        """Say that the battery is nearly empty, until then."""
        self._low_until = until

    def take_messages(self, at: datetime) -> Sequence[Message]:
        """What is to be published now that it is due; the next report is then due later."""
        measurements = self._measure(at)
        self._schedule(at)
        if not measurements:
            return ()
        self._seq += 1
        said = report(self.account.dialect, self._seq, self._boot, measurements, self._condition(at))
        return tuple(Message(self.account.topic + below, payload) for below, payload in said)

    def _measure(self, at: datetime) -> list[Measurement]:
        """The fixes since the last report: one while reporting live, all that were kept otherwise."""
        is_catching_up = self._live_until is not None and (at - self._sent_until).total_seconds() > 2 * _LIVE_SECONDS[1]
        since, self._sent_until = max(self._sent_until, at - _MOST_BUFFERED), at
        if is_catching_up:
            return self._kept(since, at, _STRAY_FIX_SECONDS)
        if self._phase_seconds is not None and not self._is_live(at):
            return self._kept(since, at, _BUFFERED_FIX_SECONDS)
        return [self._reporter.measure(at)]

    def _kept(self, since: datetime, until: datetime, every_seconds: int) -> list[Measurement]:
        count = int((until - since).total_seconds() // every_seconds)
        return [
            self._reporter.measure(until - timedelta(seconds=back * every_seconds)) for back in reversed(range(count))
        ]

    def _schedule(self, at: datetime) -> None:
        if self._phase_seconds is None or self._is_live(at):
            self.due_at = at + timedelta(seconds=self._chance.uniform(*_LIVE_SECONDS))
        else:
            self._live_until = None
            self.due_at = last_upload(at, self._phase_seconds) + timedelta(seconds=UPLOAD_SECONDS)

    def _is_live(self, at: datetime) -> bool:
        return self._live_until is not None and at < self._live_until

    def _condition(self, at: datetime) -> Condition:
        condition = self._reporter.condition(at)
        if at < self._low_until:
            condition = condition.run_down_to(_LOW_PERCENT)
        return condition.with_open_strap() if at < self._strap_open_until else condition


_LOW_PERCENT = 14
