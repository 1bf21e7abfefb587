"""What an order or a check-in request needs to know of a tracker, for an officer who may put it to use."""

from devices.registry import NO_TRACKER, TrackerState
from supervision.audit import Act
from supervision.errors import NotFound
from supervision.officers.officer import Officer, reach
from supervision.orders.wearing import TrackerFacts
from supervision.storage.database import fetch_one


async def load_tracker_facts(officer: Officer, tracker_id: str, act: Act) -> TrackerFacts:
    """The tracker, kept where the officer may do `act` or by an office above; NotFound otherwise.

    A county keeps trackers for its townships, whose officers put them to use without seeing the county's stock.
    """
    row = await fetch_one(
        """SELECT tracker.state, tracker.division, tracker_model.name, tracker_model.is_dedicated
           FROM tracker JOIN tracker_model ON tracker_model.id = tracker.model WHERE tracker.id = $1""",
        tracker_id,
    )
    if row is None or not any(_shares(prefix, row["division"]) for prefix in reach(officer, act)):
        raise NotFound(NO_TRACKER)
    is_paired = row["state"] == TrackerState.PAIRED
    return TrackerFacts(tracker_id, row["is_dedicated"], is_paired, row["division"], row["name"])


def _shares(prefix: str, division: str) -> bool:
    return prefix.startswith(division) or division.startswith(prefix)
