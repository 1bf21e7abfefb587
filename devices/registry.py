"""The registry of trackers: models, stock, pairing with an MQTT account of its own, revocation."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from devices.broker.accounts import hash_password
from devices.decoding import KnownTracker
from devices.dialects import Dialect
from devices.errors import TrackerRefused
from supervision.audit import Act, Change, Subject, audited_change
from supervision.audit.expiry import ExpiringRows
from supervision.errors import InputInvalid, NotFound
from supervision.monitoring.intake import Heard
from supervision.officers.jurisdiction import is_division
from supervision.officers.officer import Officer, check_officer_may, reach
from supervision.storage.database import Record, fetch
from supervision.storage.engine import Connection
from supervision.wording import Wording

_PASSWORD_BYTES = 18
_LONGEST_SERIAL = 60

EXPIRING_TRACKERS = ExpiringRows("tracker", "revoked_at")

ALREADY_WORN = Wording("该终端仍在佩戴，不能重新配对。", "This tracker is being worn; it cannot be paired again.")
IS_REVOKED = Wording("该终端已停用。", "This tracker has been revoked.")
SERIAL_TAKEN = Wording("该序列号已登记。", "A tracker with this serial number is registered already.")
NO_TRACKER = Wording("没有这个终端。", "There is no such tracker.")


class TrackerState(StrEnum):
    """Where a tracker is in its life."""

    STOCK = "stock"
    PAIRED = "paired"
    REVOKED = "revoked"


@dataclass(frozen=True, slots=True)
class TrackerModel:
    """A make of tracker; only a dedicated device can back a positioning order, and the dialect says nothing of that."""

    id: UUID
    name: str
    is_dedicated: bool
    dialect: Dialect


@dataclass(frozen=True, slots=True)
class Tracker:
    """One tracker of the registry; who wears it is an assignment's business."""

    id: str
    serial: str
    model: str
    is_dedicated: bool
    dialect: Dialect
    division: str
    shard: int
    state: TrackerState
    registered_at: datetime
    paired_at: datetime | None
    revoked_at: datetime | None
    last_seen_at: datetime | None
    battery_percent: int | None
    strap: str | None
    is_worn: bool

    @property
    def topic(self) -> str:
        """The base under which it publishes."""
        return topic_of(self.shard, self.id)


@dataclass(frozen=True, slots=True)
class Pairing:
    """What a tracker is told once: its account and topic. The password is kept nowhere else."""

    tracker_id: str
    username: str
    password: str
    topic: str
    dialect: Dialect


def topic_of(shard: int, tracker_id: str) -> str:
    """The topic base of a tracker; its shard is given at pairing."""
    return f"trackers/{shard}/{tracker_id}"


SELECT_TRACKERS = """
SELECT tracker.id, tracker.serial, tracker_model.name AS model, tracker_model.is_dedicated, tracker_model.dialect,
       tracker.division, tracker.shard, tracker.state, tracker.registered_at, tracker.paired_at, tracker.revoked_at,
       greatest(tracker.last_seen_at,
           (SELECT max(asked.answered_at) FROM check_in_request AS asked WHERE asked.tracker_id = tracker.id)
       ) AS last_seen_at, tracker.battery_percent, tracker.strap,
       EXISTS (SELECT FROM tracker_assignment AS worn WHERE worn.tracker_id = tracker.id AND worn.ended_at IS NULL)
           AS is_worn
FROM tracker JOIN tracker_model ON tracker_model.id = tracker.model
"""
"""The columns that `tracker_of` reads."""


def tracker_of(row: Record) -> Tracker:
    """A tracker from the columns of its query."""
    values = dict(row)
    values |= {"dialect": Dialect(values["dialect"]), "state": TrackerState(values["state"])}
    return Tracker(**values)


async def add_model(change: Change, name: str, dialect: Dialect, *, is_dedicated: bool) -> UUID:
    """Add a make of tracker inside an act under way; the same name gives the model that is there."""
    rows = await change.connection.fetch(
        """INSERT INTO tracker_model (id, name, is_dedicated, dialect) VALUES (gen_random_uuid(), $1, $2, $3)
           ON CONFLICT (name) DO UPDATE SET name = excluded.name RETURNING id""",
        name, is_dedicated, dialect,
    )  # fmt: skip
    return UUID(str(rows[0]["id"]))


async def load_models(officer: Officer) -> list[TrackerModel]:
    """The makes of tracker that can be registered."""
    check_officer_may(officer, Act.TRACKER_LIST, None)
    rows = await fetch("SELECT id, name, is_dedicated, dialect FROM tracker_model ORDER BY name")
    return [TrackerModel(row["id"], row["name"], row["is_dedicated"], Dialect(row["dialect"])) for row in rows]


async def register_tracker(officer: Officer, serial: str, model_name: str, dialect: Dialect, division: str, *,
                           is_dedicated: bool) -> str:  # fmt: skip
    """Put a tracker into stock; its new id is also its MQTT account."""
    serial = serial.strip()
    if not 1 <= len(serial) <= _LONGEST_SERIAL:
        raise InputInvalid(Wording("请填写序列号。", "Give the serial number."), field="serial")
    if not is_division(division):
        raise InputInvalid(Wording("区划代码无效。", "This is not a division code."), field="division")
    check_officer_may(officer, Act.TRACKER_REGISTER, division)
    async with audited_change(officer.actor, Act.TRACKER_REGISTER) as change:
        model = await add_model(change, model_name, dialect, is_dedicated=is_dedicated)
        tracker_id = f"trk-{secrets.token_hex(5)}"
        done = await fetch(
            """INSERT INTO tracker (id, serial, model, division, shard, state, registered_at)
               VALUES ($1, $2, $3, $4, 0, 'stock', $5) ON CONFLICT (serial) DO NOTHING RETURNING id""",
            tracker_id, serial, model, division, change.at,
        )  # fmt: skip
        if not done:
            raise TrackerRefused(SERIAL_TAKEN)
        change.is_about("tracker", tracker_id)
    return tracker_id


async def pair_tracker(officer: Officer, tracker_id: str) -> Pairing:
    """Give a tracker a fresh account; the old password stops working. Refused while it is worn or when revoked."""
    tracker = await load_tracker(officer, tracker_id, Act.TRACKER_PAIR)
    if tracker.state is TrackerState.REVOKED:
        raise TrackerRefused(IS_REVOKED)
    if tracker.is_worn:
        raise TrackerRefused(ALREADY_WORN)
    async with audited_change(officer.actor, Act.TRACKER_PAIR, Subject("tracker", tracker_id)) as change:
        return await write_pairing(change, tracker)


async def write_pairing(change: Change, tracker: Tracker) -> Pairing:
    """Write a fresh account inside an act under way, and tell whoever keeps the broker's accounts."""
    password = secrets.token_urlsafe(_PASSWORD_BYTES)
    await change.connection.execute(
        "UPDATE tracker SET state = 'paired', password_hash = $2, paired_at = $3 WHERE id = $1",
        tracker.id, hash_password(password), change.at,
    )  # fmt: skip
    await change.connection.execute("SELECT pg_notify('trackers', $1)", tracker.id)
    return Pairing(tracker.id, tracker.id, password, tracker.topic, tracker.dialect)


async def revoke_tracker(officer: Officer, tracker_id: str) -> None:
    """End a tracker's account for good; what it sends from now on reaches nothing."""
    await load_tracker(officer, tracker_id, Act.TRACKER_REVOKE)
    async with audited_change(officer.actor, Act.TRACKER_REVOKE, Subject("tracker", tracker_id)) as change:
        await change.connection.execute(
            """UPDATE tracker SET state = 'revoked', password_hash = NULL, revoked_at = $2
               WHERE id = $1 AND revoked_at IS NULL""",
            tracker_id, change.at,
        )  # fmt: skip
        await change.connection.execute("SELECT pg_notify('trackers', $1)", tracker_id)


async def load_tracker(officer: Officer, tracker_id: str, act: Act = Act.TRACKER_LIST) -> Tracker:
    """One tracker, if the officer may do `act` where it is kept."""
    rows = await fetch(f"{SELECT_TRACKERS} WHERE tracker.id = $1", tracker_id)
    if not rows:
        raise NotFound(NO_TRACKER)
    check_officer_may(officer, act, rows[0]["division"])
    return tracker_of(rows[0])


async def load_trackers(officer: Officer) -> list[Tracker]:
    """The trackers kept inside the officer's reach, those in use first."""
    rows = await fetch(
        f"""{SELECT_TRACKERS}
            WHERE EXISTS (SELECT FROM unnest($1::text[]) AS prefix WHERE starts_with(tracker.division, prefix))
            ORDER BY is_worn DESC, tracker.registered_at DESC, tracker.id""",
        list(reach(officer, Act.TRACKER_LIST)),
    )
    return [tracker_of(row) for row in rows]


async def load_known_trackers_for_system(tracker_ids: Sequence[str] | None = None) -> dict[str, KnownTracker]:
    """What decoding needs of the paired trackers, all of them or those asked for."""
    rows = await fetch(
        """SELECT tracker.id, tracker.shard, tracker_model.dialect, tracker_model.is_dedicated
           FROM tracker JOIN tracker_model ON tracker_model.id = tracker.model
           WHERE tracker.state = 'paired' AND ($1::text[] IS NULL OR tracker.id = ANY($1))""",
        None if tracker_ids is None else list(tracker_ids),
    )
    return {
        row["id"]: KnownTracker(row["id"], row["shard"], Dialect(row["dialect"]), row["is_dedicated"]) for row in rows
    }


async def load_broker_accounts_for_system() -> list[tuple[str, str]]:
    """(username, password hash) of every paired tracker: what the broker has to know."""
    rows = await fetch("SELECT id, password_hash FROM tracker WHERE state = 'paired' ORDER BY id")
    return [(row["id"], row["password_hash"]) for row in rows]


async def keep_heard(connection: Connection, heard: Mapping[str, Heard]) -> None:
    """Write what worn trackers last said of themselves, inside the worker's own transaction."""
    if heard:
        ids = sorted(heard)
        await connection.execute(
            """UPDATE tracker
               SET last_seen_at = new.at, battery_percent = coalesce(new.battery, tracker.battery_percent),
                   strap = coalesce(new.strap, tracker.strap)
               FROM unnest($1::text[], $2::timestamptz[], $3::int[], $4::text[]) AS new (id, at, battery, strap)
               WHERE tracker.id = new.id""",
            ids,
            [heard[id_].at for id_ in ids],
            [heard[id_].battery_percent for id_ in ids],
            [heard[id_].strap for id_ in ids],
        )
