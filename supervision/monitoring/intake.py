"""Taking a batch of fixes in: admitted, sealed, stored, judged and counted in one transaction.

An `Intake` belongs to one worker and holds what it has read of orders and judgement. Nothing in its memory runs ahead
of the database: new states count once their transaction has committed.
"""

from collections import Counter, defaultdict
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from supervision import legal_time
from supervision.audit import stored_batch
from supervision.monitoring.admission import Arrival, FixOutcome, admit
from supervision.monitoring.alert_keeping import WearerChanges, keep_alert_changes
from supervision.monitoring.canaries import Canary, announce_canaries
from supervision.monitoring.check_in_answers import answer_check_in
from supervision.monitoring.counting import Counts, add_counts
from supervision.monitoring.judging import (
    Folded,
    Standing,
    fold_clock,
    fold_fixes,
    keep_checkpoints,
    load_standing_for_system,
)
from supervision.monitoring.positions import insert_positions, keep_last_positions
from supervision.orders.admissions import (
    Admission,
    OpenCheckIn,
    WornTracker,
    load_admissions_for_system,
    load_revision_for_system,
    load_worn_trackers_for_system,
)
from supervision.position import Fix, Strap
from supervision.storage.engine import Connection

LeaseCheck = Callable[[Connection], Awaitable[None]]

CLOCK_LAG = timedelta(seconds=15)
"""How far behind the present the clock strikes, so that fixes under way are judged before it."""


@dataclass(slots=True)
class Heard:
    """The newest that a tracker said of itself: when it arrived, battery in percent, strap."""

    at: datetime
    battery_percent: int | None = None
    strap: Strap | None = None

    def hear(self, fix: Fix) -> None:
        """Take in one more fix; what it does not say stays as it was."""
        self.at = max(self.at, fix.received_at)
        if fix.battery_percent is not None:
            self.battery_percent = fix.battery_percent
        if fix.strap is not None:
            self.strap = fix.strap


@dataclass(frozen=True, slots=True)
class BatchReport:
    """What a batch came to."""

    stored: int
    alerts: tuple[UUID, ...]
    heard: Mapping[str, Heard] = field(default_factory=dict)
    """What the worn trackers said of themselves, by tracker; of a refused fix nothing is kept, this neither."""


class Intake:
    """One worker's way in; `check_lease` refuses, inside the transaction, a worker that is no longer the holder."""

    def __init__(self, check_lease: LeaseCheck, say_alive: LeaseCheck | None = None) -> None:
        self._check_lease = check_lease
        self._say_alive = say_alive
        self._revision = -1
        self._admissions: dict[str, list[Admission]] = {}
        self._standings: dict[UUID, Standing] = {}
        self._worn: list[WornTracker] | None = None

    async def store(self, arrivals: Sequence[Arrival], counts: Counts, canaries: Sequence[Canary] = ()) -> BatchReport:
        """Store a batch; all of it is durable when this returns, none of it when it raises."""
        async with stored_batch() as connection:
            await self._check_lease(connection)
            now = legal_time.now()
            tally: Counts = Counter(counts)
            entries = await self._admit(connection, arrivals, now, tally)
            standings = await self._standings_of([worn for worn, _ in entries])
            sealers = {assignment: standing.sealer for assignment, standing in standings.items()}
            new = await insert_positions(connection, [(worn.assignment_id, fix) for worn, fix in entries], sealers)
            fixes = _new_by_wearer(entries, new, tally)
            folded = {
                assignment: await fold_fixes(standings[assignment], wearer_fixes)
                for assignment, wearer_fixes in fixes.items()
            }
            alerts = await self._keep(connection, standings, folded, now)
            await keep_last_positions(connection, fixes, sealers)
            await add_counts(connection, tally, now)
            await announce_canaries(connection, canaries)
        self._commit(standings, folded)
        return BatchReport(len(new), tuple(alerts), _heard(entries))

    async def tick(self, now: datetime) -> BatchReport:
        """Let the clock strike for every wearer: curfews, hours, silence, the ends of orders; none needs a fix."""
        async with stored_batch() as connection:
            await self._check_lease(connection)
            if self._say_alive is not None:
                await self._say_alive(connection)
            await self._read_revision()
            if self._worn is None:
                self._worn = await load_worn_trackers_for_system()
                wanted = {worn.assignment_id for worn in self._worn}
                self._standings = {key: standing for key, standing in self._standings.items() if key in wanted}
            standings = await self._standings_of(self._worn)
            folded = {}
            for assignment, standing in standings.items():
                outcome = fold_clock(standing, now - CLOCK_LAG)
                if outcome.state is not standing.state:
                    folded[assignment] = outcome
            alerts = await self._keep(connection, standings, folded, now)
        self._commit(standings, folded)
        return BatchReport(0, tuple(alerts))

    async def _admit(
        self, connection: Connection, arrivals: Sequence[Arrival], now: datetime, tally: Counts
    ) -> list[tuple[WornTracker, Fix]]:
        """The fixes that come in by an order; check-ins are answered and refusals counted on the way."""
        await self._read_revision()
        missing = {arrival.tracker_id for arrival in arrivals} - self._admissions.keys()
        if missing:
            found = await load_admissions_for_system(missing)
            self._admissions |= {tracker_id: found.get(tracker_id, []) for tracker_id in missing}
        entries: list[tuple[WornTracker, Fix]] = []
        for arrival in arrivals:
            entry = admit(arrival, self._admissions[arrival.tracker_id], now)
            match entry:
                case WornTracker():
                    entries.append((entry, arrival.fix))
                case OpenCheckIn():
                    outcome = await answer_check_in(connection, entry, arrival.fix, now)
                    tally[arrival.tracker_id, outcome] += 1
                case _:
                    tally[arrival.tracker_id, entry] += 1
        return entries

    async def _read_revision(self) -> None:
        revision = await load_revision_for_system()
        if revision != self._revision:
            self._admissions.clear()
            self._worn = None
            self._revision = revision

    async def _standings_of(self, wearers: Iterable[WornTracker]) -> dict[UUID, Standing]:
        standings = {}
        for worn in wearers:
            assignment = worn.assignment_id
            if assignment in standings:
                continue
            standing = self._standings.get(assignment)
            if standing is None:
                standing = await load_standing_for_system(worn)
            elif standing.worn is not worn:
                standing = standing.under(worn)
            standings[assignment] = standing
        return standings

    async def _keep(
        self,
        connection: Connection,
        standings: Mapping[UUID, Standing],
        folded: Mapping[UUID, Folded],
        now: datetime,
    ) -> list[UUID]:
        wearers = [
            WearerChanges(standings[assignment].worn, standings[assignment].key, outcome.changes)
            for assignment, outcome in folded.items()
        ]
        await keep_checkpoints(connection, standings, folded)
        return await keep_alert_changes(connection, wearers, now)

    def _commit(self, standings: Mapping[UUID, Standing], folded: Mapping[UUID, Folded]) -> None:
        for assignment, standing in standings.items():
            outcome = folded.get(assignment)
            if outcome is not None:
                standing.take(outcome)
            self._standings[assignment] = standing


def _heard(entries: Iterable[tuple[WornTracker, Fix]]) -> dict[str, Heard]:
    heard: dict[str, Heard] = {}
    for worn, fix in entries:
        tracker = heard.get(worn.tracker_id)
        if tracker is None:
            tracker = heard[worn.tracker_id] = Heard(fix.received_at)
        tracker.hear(fix)
    return heard


def _new_by_wearer(
    entries: Iterable[tuple[WornTracker, Fix]], new: set[tuple[UUID, datetime, int]], tally: Counts
) -> dict[UUID, list[Fix]]:
    """The fixes that were not stored before, by assignment in time order; the rest are counted as duplicates."""
    fixes: dict[UUID, list[Fix]] = defaultdict(list)
    waiting = set(new)
    for worn, fix in entries:
        key = (worn.assignment_id, fix.fixed_at, fix.seq)
        if key in waiting:
            waiting.discard(key)
            fixes[worn.assignment_id].append(fix)
            tally[worn.tracker_id, FixOutcome.STORED] += 1
        else:
            tally[worn.tracker_id, FixOutcome.DUPLICATE] += 1
    for wearer_fixes in fixes.values():
        wearer_fixes.sort(key=lambda fix: (fix.fixed_at, fix.seq))
    return fixes
