"""How much waits for an officer: orders to decide on and trackers to fetch, counted without opening anything."""

from uuid import UUID

from supervision import legal_time
from supervision.audit import Act
from supervision.corrections.access import asking
from supervision.officers import Officer
from supervision.orders.deciders import places_to_decide
from supervision.orders.listing import ENDING_WITHIN
from supervision.orders.store import WITH_STOP
from supervision.storage.database import fetch
from supervision.storage.questions import Question, count_of

_TO_DECIDE = """
SELECT DISTINCT p.id
FROM positioning_order AS p JOIN files_within($1) AS f ON f.id = p.file
JOIN order_version AS v ON v.order_id = p.id
WHERE v.state = 'proposed' AND p.state <> 'ended' AND f.division LIKE ANY($3)
  AND v.proposed_by IS DISTINCT FROM $2 AND NOT $2 = ANY(v.drafters)
"""

TO_FETCH = f"""
FROM tracker_assignment AS a JOIN positioning_order AS p ON p.id = a.order_id
JOIN files_within($1) AS f ON f.id = p.file
{WITH_STOP}
WHERE a.handed_back_at IS NULL AND (a.ended_at IS NOT NULL OR stop.at <= $2)
"""
"""Assignments (as `a`) of people whom `asking` ($1) may know, whose order was over at $2 with the tracker still out."""

_ENDING = f"""
SELECT count(*) FROM positioning_order AS p JOIN files_within($1) AS f ON f.id = p.file
{WITH_STOP}
WHERE p.state = 'in-force' AND stop.at > $2 AND stop.at <= $3
"""  # noqa: S608 - made of constants


async def find_orders_to_decide(officer: Officer) -> list[UUID] | None:
    """The proposed orders within reach that the officer may approve or return; never those that are their own.

    None for whoever decides on no orders.
    """
    if not (places := await places_to_decide(officer, legal_time.now())):
        return None
    patterns = [f"{place}%" for place in places]
    return [row["id"] for row in await fetch(_TO_DECIDE, asking(officer, Act.ORDER_APPROVE), officer.id, patterns)]


def count_ending_orders(officer: Officer) -> Question[int]:
    """How many orders within reach end soon: those that `list_orders` shows as ending."""
    now = legal_time.now()
    return count_of(_ENDING, asking(officer, Act.ORDER_LIST), now, now + ENDING_WITHIN)


def count_removal_tasks(officer: Officer) -> Question[int]:
    """How many trackers within reach must be fetched from people whose order is over."""
    return count_of(f"SELECT count(*) {TO_FETCH}", asking(officer, Act.TRACKER_HAND_BACK), legal_time.now())
