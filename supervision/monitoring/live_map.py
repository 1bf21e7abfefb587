"""The live map as an officer follows it: who wears a tracker now, where they were last, and how that stands."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from supervision import legal_time
from supervision.corrections.listing import SupervisedPerson, load_supervised_people
from supervision.monitoring.compliance import SPEAKS_FOR
from supervision.monitoring.judging import rules_of
from supervision.monitoring.positions import position_sealer, unseal_fixes
from supervision.monitoring.tracks import WearerOnMap, load_map
from supervision.officers.officer import Officer
from supervision.orders.admissions import WornTracker, load_worn_of_files_for_system
from supervision.orders.listing import LiveOrder, load_live_orders
from supervision.orders.zones import Place, Zone, ZoneKind
from supervision.position import Fix
from supervision.storage.database import Record, fetch, fetch_one
from supervision.vault import load_keys

TAIL = timedelta(minutes=30)
"""How much of the way behind a wearer the map shows."""


class Standing(StrEnum):
    """How a wearer stands; what is not certain is never called broken."""

    KEPT = "kept"
    BROKEN = "broken"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class FollowedWearer:
    """Somebody under a live order: masked, with the last place and the way there, if any has come in."""

    person: SupervisedPerson
    order: LiveOrder
    standing: Standing
    fix: Fix | None
    tail: tuple[tuple[float, float], ...] = ()
    """Longitudes and latitudes of the last half hour, oldest first."""


@dataclass(frozen=True, slots=True)
class WearerZone:
    """A condition of somebody's live order, and whether it must be met just now."""

    supervisee_id: UUID
    zone: Zone
    applies_now: bool


@dataclass(frozen=True, slots=True)
class StandingOrder:
    """The conditions that bind somebody now, and when the tracker last said where it was."""

    zones: tuple[Zone, ...]
    last_fixed_at: datetime | None


@dataclass(frozen=True, slots=True)
class FollowedMap:
    """Who is on the map, or whose place has changed; `gone` are those whose order is over."""

    wearers: tuple[FollowedWearer, ...]
    gone: tuple[UUID, ...]
    read_at: datetime


async def follow_map(officer: Officer, since: datetime | None = None) -> FollowedMap:
    """Everybody within reach under a live order, or only those whose place came in after `since`.

    NotFound when the map was not opened for a purpose, or too long ago.
    """
    now = legal_time.now()
    placed = {wearer.supervisee_id: wearer for wearer in await load_map(officer, since)}
    orders = await load_live_orders(officer)
    wanted = list(orders) if since is None else [file_id for file_id in placed if file_id in orders]
    people = await load_supervised_people(officer, wanted)
    worn = await _worn_now(wanted, now)
    broken = await _broken_now({one.assignment_id for one in worn.values()})
    tails = await _tails([placed[file_id] for file_id in wanted if file_id in placed], now)
    wearers = tuple(
        FollowedWearer(
            person=people[file_id],
            order=orders[file_id],
            standing=_standing(worn.get(file_id), at.fix if at else None, broken, now),
            fix=at.fix if at else None,
            tail=tails.get(at.assignment_id, ()) if at else (),
        )
        for file_id in wanted
        if file_id in people and ((at := placed.get(file_id)) is not None or since is None)
    )
    return FollowedMap(wearers, tuple(file_id for file_id in placed if file_id not in orders), now)


async def load_map_zones(officer: Officer) -> tuple[WearerZone, ...]:
    """The conditions of all live orders within reach. NotFound when the map was not opened for a purpose."""
    now = legal_time.now()
    await load_map(officer, now)
    worn = await _worn_now(list(await load_live_orders(officer)), now)
    return tuple(
        WearerZone(file_id, zone, rules.binds_at(zone, now))
        for file_id, tracker in worn.items()
        for rules in rules_of(tracker)
        if rules.live_at(now)
        for zone in rules.zones
    )


async def load_standing_order(officer: Officer, file_id: UUID) -> StandingOrder:
    """What binds somebody now, for whoever opened their file; no condition where no order is live."""
    now = legal_time.now()
    if file_id not in await load_live_orders(officer, [file_id]):
        return StandingOrder((), None)
    worn = (await _worn_now([file_id], now)).get(file_id)
    if worn is None:
        return StandingOrder((), None)
    zones = next((rules.zones for rules in rules_of(worn) if rules.live_at(now)), ())
    last = await fetch_one("SELECT fixed_at FROM last_position WHERE assignment = $1", worn.assignment_id)
    return StandingOrder(zones, last["fixed_at"] if last is not None else None)


async def _worn_now(file_ids: Collection[UUID], now: datetime) -> dict[UUID, WornTracker]:
    worn = await load_worn_of_files_for_system(file_ids)
    return {one.file_id: one for one in worn if one.is_live_at(now)}


def _standing(worn: WornTracker | None, fix: Fix | None, broken: Collection[UUID], now: datetime) -> Standing:
    """Broken is what an alert says that nobody has explained; kept is what a fresh fix says with its whole circle."""
    if worn is not None and worn.assignment_id in broken:
        return Standing.BROKEN
    if worn is None or fix is None or now - fix.fixed_at > SPEAKS_FOR:
        return Standing.UNKNOWN
    rules = next((each for each in rules_of(worn) if each.live_at(now)), None)
    if rules is None:
        return Standing.UNKNOWN
    binding = [zone for zone in rules.zones if rules.binds_at(zone, now)]
    return Standing.KEPT if all(_is_kept(zone, fix) for zone in binding) else Standing.UNKNOWN


def _is_kept(zone: Zone, fix: Fix) -> bool:
    wanted = Place.INSIDE if zone.kind is ZoneKind.REQUIRED else Place.OUTSIDE
    return zone.place(fix).place is wanted


async def _broken_now(assignments: Collection[UUID]) -> set[UUID]:
    """Those with an alert about a zone that goes on, and that nobody found to be anything but a breach."""
    rows = await fetch(
        """SELECT DISTINCT assignment FROM alert WHERE assignment = ANY($1::uuid[]) AND lasted_until IS NULL
             AND condition_id IS NOT NULL
             AND (state IN ('open', 'acknowledged') OR (state = 'disposed' AND finding = 'breach'))""",
        list(assignments),
    )
    return {row["assignment"] for row in rows}


async def _tails(wearers: Sequence[WearerOnMap], now: datetime) -> dict[UUID, tuple[tuple[float, float], ...]]:
    rows = await fetch(
        """SELECT assignment_id, fixed_at, seq, sealed FROM position
           WHERE assignment_id = ANY($1::uuid[]) AND fixed_at >= $2 ORDER BY assignment_id, fixed_at, seq""",
        [wearer.assignment_id for wearer in wearers], now - TAIL,
    )  # fmt: skip
    keys = await load_keys({wearer.order_key for wearer in wearers})
    stored = _by_assignment(rows)
    tails = {}
    for wearer in wearers:
        if (key := keys.get(wearer.order_key)) is not None and wearer.assignment_id in stored:
            fixes = unseal_fixes(wearer.assignment_id, position_sealer(key), stored[wearer.assignment_id])
            tails[wearer.assignment_id] = tuple(
                (fix.lon, fix.lat) for fix in fixes if fix.lon is not None and fix.lat is not None
            )
    return tails


def _by_assignment(rows: Sequence[Record]) -> Mapping[UUID, list[Record]]:
    grouped: dict[UUID, list[Record]] = {}
    for row in rows:
        grouped.setdefault(row["assignment_id"], []).append(row)
    return grouped
