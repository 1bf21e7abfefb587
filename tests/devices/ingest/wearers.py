"""Wearers for ingest: an order in force, worn since yesterday, written straight into the tables that ingest reads."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import msgspec

from devices.broker import hash_password
from supervision import legal_time
from supervision.actor import Actor
from supervision.audit import Act, audited_change
from supervision.orders.terms import Terms
from supervision.orders.zones import Circle, Zone, ZoneKind
from supervision.position import Point
from supervision.settings import Register
from supervision.storage.engine import Connection
from supervision.vault import KeyKind, Place, create_key, seal_json

NORTH = "990102001"
HOME = Point(35.49, 112.85)
RADIUS_M = 100.0


@dataclass(frozen=True)
class Wearer:
    """Who wears which tracker, required to stay within 100 m of home."""

    tracker_id: str
    password: str
    file_id: UUID
    order_id: UUID
    assignment_id: UUID
    condition_id: UUID


def home_zone(condition_id: UUID) -> Zone:
    return Zone(condition_id, ZoneKind.REQUIRED, Circle(HOME, RADIUS_M), name="家")


async def a_wearer(
    name: str = "anna", *, term_ends_on: date | None = None, zones: tuple[Zone, ...] | None = None
) -> Wearer:
    """An order that began two days ago and runs for weeks, with a paired dedicated tracker."""
    wearer = Wearer(f"trk-{name}", f"{name:x<32}", uuid4(), uuid4(), uuid4(), uuid4())
    began_at = legal_time.now() - timedelta(days=2)
    today = legal_time.legal_day(legal_time.now())
    async with audited_change(Actor.system("test"), Act.ORDER_START) as change:
        connection = change.connection
        file_key = await create_key(Register.CORRECTIONS, KeyKind.FILE)
        order_key = await create_key(Register.CORRECTIONS, KeyKind.ORDER, file_key)
        office = await connection.fetchval(
            """INSERT INTO office (id, register, name, level, division) VALUES ($1, 'corrections', $2, 'township', $3)
               RETURNING id""",
            uuid4(), f"office of {name}", NORTH,
        )  # fmt: skip
        await connection.execute(
            """INSERT INTO person_file (id, number, vault_key, division, office, category, state, identity_sealed,
                   contacts_sealed, home_sealed, judgment_sealed, term_starts_on, term_ends_on, opened_at, revision)
               VALUES ($1, $2, $3, $4, $5, 'parole', 'in-programme', '', '', '', '', $6, $7, $8, 1)""",
            wearer.file_id, f"2026-{name}", file_key.id, NORTH, office, today - timedelta(days=100),
            term_ends_on or today + timedelta(days=200), began_at,
        )  # fmt: skip
        await connection.execute(
            """INSERT INTO positioning_order (id, number, file, vault_key, state, starts_at, ends_at, created_at)
               VALUES ($1, $2, $3, $4, 'in-force', $5, $6, $5)""",
            wearer.order_id, f"D-{name}", wearer.file_id, order_key.id, began_at, began_at + timedelta(days=60),
        )  # fmt: skip
        version_id = uuid4()
        terms = Terms(
            starts_on=today - timedelta(days=1),
            ends_on=today + timedelta(days=59),
            grounds=(),
            zones=tuple(zone.as_dict() for zone in (zones or (home_zone(wearer.condition_id),))),
        )
        place = Place("order_version", "terms_sealed", version_id)
        await connection.execute(
            """INSERT INTO order_version (id, order_id, version, kind, state, starts_on, ends_on, drafted_at,
                   terms_sealed, valid_from)
               VALUES ($1, $2, 1, 'initial', 'approved', $3, $4, $5, $6, $5)""",
            version_id, wearer.order_id, terms.starts_on, terms.ends_on, began_at, seal_json(order_key, terms, place),
        )  # fmt: skip
        await a_tracker(connection, wearer.tracker_id, wearer.password, is_dedicated=True)
        await connection.execute(
            "INSERT INTO tracker_assignment (id, order_id, tracker_id, assigned_at) VALUES ($1, $2, $3, $4)",
            wearer.assignment_id, wearer.order_id, wearer.tracker_id, began_at,
        )  # fmt: skip
    return wearer


async def a_tracker(
    connection: Connection, tracker_id: str, password: str, *, is_dedicated: bool, dialect: str = "native"
) -> None:
    """A paired tracker."""
    kind = "wristband" if is_dedicated else "phone"
    model = await connection.fetchval(
        """INSERT INTO tracker_model (id, name, is_dedicated, dialect) VALUES ($1, $2, $3, $4)
           ON CONFLICT (name) DO UPDATE SET name = excluded.name RETURNING id""",
        uuid4(), f"{kind} {dialect}", is_dedicated, dialect,
    )  # fmt: skip
    await connection.execute(
        """INSERT INTO tracker (id, serial, model, division, shard, state, password_hash, registered_at, paired_at)
           VALUES ($1, $1, $2, $3, 0, 'paired', $4, $5, $5)""",
        tracker_id, model, NORTH, hash_password(password), legal_time.now(),
    )  # fmt: skip


def metres_north(metres: float) -> float:
    """The latitude that many metres north of home."""
    return HOME.lat + metres / 110_950


def report(seq: int, *fixes: tuple[datetime, float], accuracy_m: float = 8.0, **more: object) -> bytes:
    """A native message with fixes (when, metres north of home)."""
    return msgspec.json.encode(
        {
            "seq": seq,
            "fixes": [
                {"t": at.timestamp(), "lat": metres_north(north), "lon": HOME.lon, "acc": accuracy_m, "src": "gnss"}
                for at, north in fixes
            ],
            "battery": 80,
            "strap": "closed",
            **more,
        }
    )


def ago(seconds: float) -> datetime:
    """A whole second so long ago."""
    return datetime.now(UTC).replace(microsecond=0) - timedelta(seconds=seconds)
