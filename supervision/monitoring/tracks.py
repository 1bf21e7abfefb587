"""Tracks and the live map: positions opened for an officer, for a stated purpose, with a trace."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from supervision import legal_time
from supervision.audit import Act, Subject, audited_change
from supervision.corrections.access import asking
from supervision.corrections.purposes import Purpose
from supervision.corrections.store import load_file
from supervision.errors import InputInvalid, KeyDestroyed, NotFound
from supervision.monitoring.positions import position_sealer, row_id, unseal_fixes, unseal_packed
from supervision.officers.officer import Officer, check_officer_may, reach
from supervision.position import Fix, LocatedColumns, unpack_fix, unpack_located
from supervision.storage.database import fetch
from supervision.vault import load_key, load_keys
from supervision.wording import Wording

LONGEST_TRACK = timedelta(days=93)
"""How much of a track opens at once: an order's longest term."""

SPAN_WRONG = Wording(
    f"时间段须为正且不超过{LONGEST_TRACK.days}天。", f"Ask for a span of at most {LONGEST_TRACK.days} days."
)

MAP_IS_OPEN_FOR = timedelta(minutes=30)
"""How long one recorded opening of the map covers its refreshing; then it is recorded again."""


@dataclass(frozen=True, slots=True)
class Worn:
    """Under which order and assignment a stretch of a track was recorded."""

    assignment_id: UUID
    order_id: UUID
    tracker_id: str


@dataclass(frozen=True, slots=True)
class Track:
    """A wearer's stored fixes, opened, assignment after assignment in time order."""

    supervisee_id: UUID
    from_at: datetime
    until_at: datetime
    packed: tuple[bytes, ...]
    worn: tuple[Worn, ...]

    @property
    def located(self) -> LocatedColumns:
        """The fixes with a location, column by column."""
        return unpack_located(self.packed)

    @property
    def fixes(self) -> list[Fix]:
        """All fixes one by one, those without a location too."""
        return [unpack_fix(packed) for packed in self.packed]


@dataclass(frozen=True, slots=True)
class WearerOnMap:
    """A wearer's newest position under a live order."""

    supervisee_id: UUID
    assignment_id: UUID
    order_id: UUID
    order_key: UUID
    tracker_id: str
    division: str
    fix: Fix


async def open_track(
    officer: Officer, supervisee_id: UUID, from_at: datetime, until_at: datetime, purpose: Purpose
) -> Track:
    """The positions of one supervisee in a span, in clear; recorded with the purpose. A destroyed track is empty."""
    if not from_at < until_at <= from_at + LONGEST_TRACK:
        raise InputInvalid(SPAN_WRONG, field="from")
    await load_file(officer, Act.TRACK_OPEN, supervisee_id)
    async with audited_change(
        officer.actor, Act.TRACK_OPEN, Subject("person-file", str(supervisee_id)), purpose=purpose
    ) as change:
        worn, packed = await _load_track(supervisee_id, from_at, until_at)
        change.note(from_at=from_at.isoformat(), until_at=until_at.isoformat(), fixes=len(packed))
    return Track(supervisee_id, from_at, until_at, tuple(packed), tuple(worn))


async def stored_fixes_of(supervisee_id: UUID, from_at: datetime, until_at: datetime) -> list[Fix]:
    """The stored fixes of somebody whose file the caller has loaded in an act of its own."""
    _, packed = await _load_track(supervisee_id, from_at, until_at)
    return [unpack_fix(one) for one in packed]


async def _load_track(supervisee_id: UUID, from_at: datetime, until_at: datetime) -> tuple[list[Worn], list[bytes]]:
    assignments = await fetch(
        """SELECT worn.id, worn.order_id, worn.tracker_id, positioning_order.vault_key
           FROM tracker_assignment AS worn JOIN positioning_order ON positioning_order.id = worn.order_id
           WHERE positioning_order.file = $1 AND worn.assigned_at < $2 ORDER BY worn.assigned_at""",
        supervisee_id, until_at,
    )  # fmt: skip
    worn, packed = [], []
    for row in assignments:
        try:
            sealer = position_sealer(await load_key(row["vault_key"]))
        except KeyDestroyed:
            continue
        stored = await fetch(
            """SELECT fixed_at, seq, sealed FROM position WHERE assignment_id = $1 AND fixed_at >= $2 AND fixed_at < $3
               ORDER BY fixed_at, seq""",
            row["id"], from_at, until_at,
        )  # fmt: skip
        if stored:
            worn.append(Worn(row["id"], row["order_id"], row["tracker_id"]))
            packed += unseal_packed(row["id"], sealer, stored)
    return worn, packed


async def load_evidence_fixes(
    officer: Officer, assignment_id: UUID, from_at: datetime, until_at: datetime
) -> list[Fix]:
    """The fixes around an alert, for whoever opened it; none when the order's key was destroyed."""
    rows = await fetch(
        """SELECT positioning_order.vault_key, file.division
           FROM tracker_assignment AS worn JOIN positioning_order ON positioning_order.id = worn.order_id
           JOIN files_open_to($1) AS file ON file.id = positioning_order.file WHERE worn.id = $2""",
        asking(officer, Act.ALERT_OPEN),
        assignment_id,
    )
    if not rows:
        raise NotFound("There is no such assignment.")
    check_officer_may(officer, Act.ALERT_OPEN, rows[0]["division"])
    keys = await load_keys([rows[0]["vault_key"]])
    if not keys:
        return []
    stored = await fetch(
        """SELECT fixed_at, seq, sealed FROM position WHERE assignment_id = $1 AND fixed_at BETWEEN $2 AND $3
           ORDER BY fixed_at, seq LIMIT 2000""",
        assignment_id, from_at, until_at,
    )  # fmt: skip
    return unseal_fixes(assignment_id, position_sealer(keys[rows[0]["vault_key"]]), stored)


async def open_map(officer: Officer, purpose: Purpose) -> None:
    """Record that the officer opened the live map, and why."""
    check_officer_may(officer, Act.MAP_OPEN, None)
    async with audited_change(officer.actor, Act.MAP_OPEN, purpose=purpose) as change:
        change.note(reach=reach(officer, Act.MAP_OPEN))


async def last_map_purpose(officer: Officer) -> Purpose | None:
    """For which purpose the officer opened the map within the last half hour; None when that has to be stated again."""
    opened = await fetch(
        """SELECT purpose FROM audit_entry WHERE actor_id = $1 AND act = $2 AND result = 'done' AND at > $3
           ORDER BY at DESC LIMIT 1""",
        str(officer.id), Act.MAP_OPEN, legal_time.now() - MAP_IS_OPEN_FOR,
    )  # fmt: skip
    return Purpose(opened[0]["purpose"]) if opened else None


async def load_map(officer: Officer, since: datetime | None = None) -> list[WearerOnMap]:
    """Newest positions inside the officer's reach, or only those received after `since`; `open_map` comes first.

    NotFound when the map was not opened, or so long ago that its purpose has to be stated again.
    """
    check_officer_may(officer, Act.MAP_OPEN, None)
    if await last_map_purpose(officer) is None:
        raise NotFound("the map was not opened for a purpose")
    rows = await fetch(
        """SELECT last_position.*, worn.order_id, worn.tracker_id, positioning_order.vault_key,
                  file.id AS file_id, file.division
           FROM last_position JOIN tracker_assignment AS worn ON worn.id = last_position.assignment
           JOIN positioning_order ON positioning_order.id = worn.order_id
           JOIN files_within($1) AS file ON file.id = positioning_order.file
           WHERE ($2::timestamptz IS NULL OR last_position.received_at > $2)
             AND positioning_order.ended_at IS NULL AND worn.ended_at IS NULL""",
        asking(officer, Act.MAP_OPEN), since,
    )  # fmt: skip
    keys = await load_keys({row["vault_key"] for row in rows})
    wearers = []
    for row in rows:
        if (key := keys.get(row["vault_key"])) is None:
            continue
        row_key = row_id(row["assignment"], row["fixed_at"], row["seq"])
        fix = unpack_fix(position_sealer(key).unseal(row["position_sealed"], row_key))
        wearers.append(
            WearerOnMap(
                row["file_id"], row["assignment"], row["order_id"], key.id, row["tracker_id"], row["division"], fix
            )
        )
    return wearers
