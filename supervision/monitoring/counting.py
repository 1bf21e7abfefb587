"""Counters of what came in and what was refused: by day, account and outcome, never by content."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from supervision.audit import Act, audited_change
from supervision.audit.expiry import ExpiringRows
from supervision.legal_time import legal_day
from supervision.officers.officer import Officer, check_officer_may
from supervision.storage.database import fetch
from supervision.storage.engine import Connection

Counts = Counter[tuple[str, str]]
"""How often each (account, outcome) occurred."""

EXPIRING_COUNTS = ExpiringRows("intake_count", "last_at")

_ADD = """
INSERT INTO intake_count AS kept (id, day, account, outcome, count, last_at)
SELECT gen_random_uuid(), $1, account, outcome, count, $2
FROM unnest($3::text[], $4::text[], $5::int8[]) AS new (account, outcome, count)
ON CONFLICT (day, account, outcome) DO UPDATE SET count = kept.count + excluded.count, last_at = excluded.last_at
"""


@dataclass(frozen=True, slots=True)
class IntakeCount:
    """How many messages or fixes of an account met an outcome on a day of legal time."""

    day: date
    account: str
    outcome: str
    count: int
    last_at: datetime


async def add_counts(connection: Connection, counts: Mapping[tuple[str, str], int], now: datetime) -> None:
    """Add to the day's counters, in one order of rows so that two workers never wait for each other in a ring."""
    if not counts:
        return
    rows = sorted((account, outcome, count) for (account, outcome), count in counts.items())
    accounts, outcomes, numbers = zip(*rows, strict=True)
    await connection.execute(_ADD, legal_day(now), now, list(accounts), [str(o) for o in outcomes], list(numbers))


async def open_intake_counts(officer: Officer, since: date) -> list[IntakeCount]:
    """What was refused, set aside and stored since a day, newest first; reading it is recorded."""
    check_officer_may(officer, Act.REFUSALS_READ, None)
    async with audited_change(officer.actor, Act.REFUSALS_READ):
        rows = await fetch(
            """SELECT day, account, outcome, count, last_at FROM intake_count WHERE day >= $1
               ORDER BY day DESC, last_at DESC, account, outcome""",
            since,
        )
    return [IntakeCount(**dict(row)) for row in rows]
