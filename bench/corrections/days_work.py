"""What a day has in store: contacts due, beginnings still open, leave to decide, trackers worn, alerts waiting."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice
from uuid import UUID

from supervision.legal_time import legal_day, now
from supervision.officers import Role
from supervision.orders.wearing import assign_tracker, start_order
from supervision.storage.database import fetch
from tests.makers import Member, make_officer
from tests.makers_applications import make_leave
from tests.makers_files import make_ready, make_term_confirmed
from tests.makers_orders import make_approved_order, make_terms, make_tracker, serve

_DAYS = 30
_OVERDUE_DAYS = 2
_EVERY_OPEN_TASK = 20
_EVERY_LEAVE = 25
_TRACKERS_A_COUNTY = 4  # a head has so many codes to approve with, without waiting half a minute for the next

_SPREAD = """
UPDATE contact SET planned_on = day, due_on = day, shown_at = shown_at + (day - planned_on) * interval '1 day'
FROM (SELECT id, $1::date + (row_number() OVER (ORDER BY id) % $2)::int AS day
      FROM contact WHERE outcome IS NULL) AS spread
WHERE spread.id = contact.id
"""
_ALERTS = """
INSERT INTO alert (id, assignment, file, division, kind, state, certainty, occurred_at, known_at, evidence_sealed)
SELECT gen_random_uuid(), a.id, f.id, f.division, 'silent', 'open', 0.99, now() - interval '1 hour', now(), ''
FROM tracker_assignment AS a JOIN positioning_order AS p ON p.id = a.order_id JOIN person_file AS f ON f.id = p.file
"""


@dataclass(frozen=True, slots=True)
class County:
    """A county's agency and head, and its files, each with the clerk who keeps it."""

    code: str
    agent: Member
    head: Member
    files: Sequence[tuple[Member, UUID]]


async def make_county(code: str, office_id: UUID, files: Sequence[tuple[Member, UUID]]) -> County:
    """A county with its two officers."""
    agent = await make_officer(f"agent{code}", f"Agent {code}", Role.COUNTY_AGENCY, code, office_id)
    head = await make_officer(f"head{code}", f"Head {code}", Role.COUNTY_HEAD, code, office_id)
    return County(code, agent, head, files)


async def make_days_work(county: County) -> None:
    """Most beginnings done and some open, some leave to decide, a few people under positioning with an alert each."""
    for number, (clerk, file_id) in enumerate(county.files):
        if number % _EVERY_OPEN_TASK:
            await make_ready(clerk.officer, file_id)
            await make_term_confirmed(county.agent.officer, file_id)
        if not number % _EVERY_LEAVE:
            await make_leave(clerk, file_id)
    for clerk, file_id in islice(county.files, 1, 1 + _TRACKERS_A_COUNTY):
        order_id = await make_approved_order(clerk, county.head, file_id, await make_terms(clerk, file_id))
        await serve(clerk, order_id, file_id)
        await assign_tracker(county.agent.officer, order_id, make_tracker(division=county.code))
        await start_order(clerk.officer, order_id)


async def spread_contacts_and_alerts() -> None:
    """Spread what is planned over the days from two ago to four weeks ahead; every tracker has just fallen silent."""
    await fetch(_SPREAD, legal_day(now()) - timedelta(days=_OVERDUE_DAYS), _DAYS)
    await fetch(_ALERTS)
