"""Wearers under an order in force, whose fixes go the way of ingest and raise real alerts."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count
from uuid import UUID, uuid4

from devices.housekeeping import make_partitions_ahead
from supervision import legal_time
from supervision.audit import Act, audited_change
from supervision.monitoring.admission import Arrival
from supervision.monitoring.intake import Intake
from supervision.orders.terms import Terms
from supervision.orders.zones import Circle, Zone, ZoneKind
from supervision.position import Fix, Point, Strap
from supervision.settings import Register
from supervision.storage.engine import Connection
from supervision.vault import KeyKind, Place, create_key, load_key, seal_json
from tests.makers import MAKER, Member
from tests.makers_files import make_person_file

HOME = Point(35.49, 112.85)

_numbers = count(1)
_seq = count(1)


@dataclass(frozen=True, slots=True)
class Wearer:
    """A supervisee under an order in force, with the tracker that is worn."""

    file_id: UUID
    division: str
    order_id: UUID
    assignment_id: UUID
    tracker_id: str


async def make_wearer(member: Member, office_id: UUID, division: str) -> Wearer:
    """Somebody required to stay within 100 m of home, whose order and tracker began an hour ago."""
    await make_partitions_ahead()
    file_id = await make_person_file(member.officer, office_id)
    wearer = Wearer(file_id, division, uuid4(), uuid4(), f"trk-{next(_numbers):010d}")
    began_at = legal_time.now() - timedelta(minutes=52)
    today = legal_time.legal_day(legal_time.now())
    zone = Zone(uuid4(), ZoneKind.REQUIRED, Circle(HOME, 100.0), name="家")
    terms = Terms(today - timedelta(days=1), today + timedelta(days=59), (), (zone.as_dict(),))
    async with audited_change(MAKER, Act.ORDER_START) as change:
        file_key = await change.connection.fetchval("SELECT vault_key FROM person_file WHERE id = $1", wearer.file_id)
        order_key = await create_key(Register.CORRECTIONS, KeyKind.ORDER, await load_key(file_key))
        version_id = uuid4()
        await change.connection.execute(
            """INSERT INTO positioning_order (id, number, file, vault_key, state, starts_at, ends_at, created_at)
               VALUES ($1, $2, $3, $4, 'in-force', $5, $6, $5)""",
            wearer.order_id, f"D-{wearer.tracker_id}", wearer.file_id, order_key.id, began_at,
            began_at + timedelta(days=60),
        )  # fmt: skip
        await change.connection.execute(
            """INSERT INTO order_version (id, order_id, version, kind, state, starts_on, ends_on, drafted_at,
                   terms_sealed, valid_from)
               VALUES ($1, $2, 1, 'initial', 'approved', $3, $4, $5, $6, $5)""",
            version_id, wearer.order_id, terms.starts_on, terms.ends_on, began_at,
            seal_json(order_key, terms, Place("order_version", "terms_sealed", version_id)),
        )  # fmt: skip
        await _make_tracker(change.connection, wearer.tracker_id, division, began_at)
        await change.connection.execute(
            "INSERT INTO tracker_assignment (id, order_id, tracker_id, assigned_at) VALUES ($1, $2, $3, $4)",
            wearer.assignment_id, wearer.order_id, wearer.tracker_id, began_at,
        )  # fmt: skip
    return wearer


async def _make_tracker(connection: Connection, tracker_id: str, division: str, at: datetime) -> None:
    model = await connection.fetchval(
        """INSERT INTO tracker_model (id, name, is_dedicated, dialect) VALUES ($1, 'wristband', true, 'native')
           ON CONFLICT (name) DO UPDATE SET name = excluded.name RETURNING id""",
        uuid4(),
    )
    await connection.execute(
        """INSERT INTO tracker (id, serial, model, division, shard, state, password_hash, registered_at, paired_at)
           VALUES ($1, $1, $2, $3, 0, 'paired', 'none', $4, $4)""",
        tracker_id, model, division, at,
    )  # fmt: skip


def fix(minutes_ago: float, *, north_m: float = 0.0, strap: Strap = Strap.CLOSED) -> Fix:
    """A good fix, so many metres north of home."""
    at = legal_time.now() - timedelta(minutes=minutes_ago)
    return Fix(at, next(_seq), at, HOME.lat + north_m / 110_950, HOME.lon, 8.0, battery_percent=80, strap=strap)


async def send(wearer: Wearer, *fixes: Fix) -> tuple[UUID, ...]:
    """Take fixes in as ingest does; gives the alerts that changed."""
    intake = Intake(_no_lease)
    report = await intake.store([Arrival(wearer.tracker_id, is_dedicated=True, fix=each) for each in fixes], Counter())
    return report.alerts


async def raise_alert(wearer: Wearer, *, minutes_ago: float = 30.0) -> UUID:
    """The wearer is seen far from home until ten minutes later."""
    fixes = [fix(minutes_ago + 20 - minute, north_m=0.0) for minute in range(3)]
    fixes += [fix(minutes_ago - minute, north_m=2_000.0) for minute in range(10)]
    (alert_id, *_) = await send(wearer, *fixes)
    return alert_id


async def _no_lease(_connection: Connection) -> None:
    """These tests have one worker."""
