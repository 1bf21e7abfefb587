"""The wearers' past: fixes as their trackers would have sent them, taken in by the product's own intake before it runs.

A live order without a fix for half an hour is an alert. So the past has no longer gap: every 25 minutes in earlier
days, more often in the last one, and often where something happened.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from api.demo.diary import clock_at
from devices.dialects import Dialect, decode
from devices.simulator.reporting import Condition, Reporter, report
from devices.simulator.trackers import last_upload
from supervision.legal_time import legal_day
from supervision.monitoring.admission import Arrival
from supervision.monitoring.intake import Intake
from supervision.storage.engine import Connection
from supervision.storage.partitions import ensure_position_partitions

SELDOM, SOMETIMES, OFTEN = timedelta(minutes=25), timedelta(minutes=5), timedelta(minutes=1)
_RECENT = timedelta(hours=24)
_UNDER_WAY = timedelta(seconds=2)
_MOST_A_BATCH = 3_000
_LOW_PERCENT = 12


@dataclass(frozen=True, slots=True)
class Stretch:
    """A while in which fixes are dense, and in which the tracker says that its strap is open or its battery low."""

    from_at: datetime
    until_at: datetime
    is_strap_open: bool = False
    is_battery_low: bool = False

    def holds_at(self, at: datetime) -> bool:
        """Whether `at` lies in it."""
        return self.from_at <= at < self.until_at


@dataclass(slots=True)
class PastTrack:
    """One wearer's track as far as it is known; `every` is how dense the last day is."""

    tracker_id: str
    dialect: Dialect
    reporter: Reporter
    known_until: datetime
    phase_seconds: int | None = None
    every: timedelta = SOMETIMES
    stretches: list[Stretch] = field(default_factory=list)
    boot: int = 0
    seq: int = 0

    def condition(self, at: datetime) -> Condition:
        """What the tracker says of itself."""
        condition = self.reporter.condition(at)
        for stretch in self.stretches:
            if stretch.holds_at(at):
                condition = condition.with_open_strap() if stretch.is_strap_open else condition
                condition = condition.run_down_to(_LOW_PERCENT) if stretch.is_battery_low else condition
        return condition

    def take_times(self, until: datetime, present: datetime) -> Iterator[datetime]:
        """When it fixed after what is known, up to `until`; that is known then."""
        if self.phase_seconds is not None:
            until = min(until, last_upload(present, self.phase_seconds))
        while (at := self.known_until + self._pace(self.known_until, present)) <= until:
            self.known_until = at
            yield at

    def _pace(self, at: datetime, present: datetime) -> timedelta:
        ahead = [stretch.from_at for stretch in self.stretches if stretch.from_at > at]
        if any(stretch.holds_at(at) for stretch in self.stretches):
            return OFTEN
        pace = self.every if at >= present - _RECENT else SELDOM
        return max(min([pace, *(start - at for start in ahead)]), timedelta(seconds=20))


class Past:
    """All tracks together; `present` is when the town is raised."""

    def __init__(self, present: datetime) -> None:
        self.present = present
        self.tracks: dict[int, PastTrack] = {}
        self._intake = Intake(_nobody_else_stores)

    async def make_room(self, since: datetime) -> None:
        """Have partitions for all days since then."""
        await ensure_position_partitions(legal_day(since), legal_day(self.present + timedelta(days=1)))

    async def catch_up(self, until: datetime) -> None:
        """Take in what everybody's trackers fixed until then; `until` may be the present, and nothing later."""
        arrivals: list[Arrival] = []
        for track in self.tracks.values():
            arrivals += _arrivals(track, until, self.present)
        arrivals.sort(key=lambda arrival: arrival.fix.fixed_at)
        with clock_at(until):
            for start in range(0, len(arrivals), _MOST_A_BATCH):
                await self.take_in(arrivals[start : start + _MOST_A_BATCH])

    async def take_in(self, arrivals: Sequence[Arrival]) -> None:
        """Admit, judge and store, as ingest does."""
        await self._intake.store(arrivals, Counter())

    async def let_the_clock_strike(self) -> None:
        """Find by the clock alone what is due by the present."""
        await self._intake.tick(self.present)


def _arrivals(track: PastTrack, until: datetime, present: datetime) -> Iterator[Arrival]:
    for at in track.take_times(until, present):
        track.seq += 1
        said = report(track.dialect, track.seq, track.boot, [track.reporter.measure(at)], track.condition(at))
        for below, payload in said:
            for fix in decode(track.dialect, below.removeprefix("/"), payload, at + _UNDER_WAY).fixes:
                yield Arrival(track.tracker_id, is_dedicated=True, fix=fix)


async def _nobody_else_stores(_connection: Connection) -> None:
    """The town is raised before ingest runs: there is no lease to hold against anybody."""
