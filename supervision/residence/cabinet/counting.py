"""The counters of homes and drawers: one query each, through digests that only the service can compute."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from uuid import UUID

from supervision.residence.cabinet.marks import NOBODY, HomeCounts
from supervision.residence.households.queues import to_verify_if_met_by
from supervision.residence.households.store import dwelling_digest
from supervision.residence.households.within import met_on
from supervision.residence.reach import drawer_digest
from supervision.storage.database import fetch

ENDING_WITHIN = timedelta(days=30)
"""How far ahead the end of a stay is shown; a stay that is over its expected end is shown too."""


async def count_homes(dwelling_ids: Iterable[UUID], division: str, today: date) -> dict[UUID, HomeCounts]:
    """The counters of premises of one division that the caller has loaded; what has nobody is left at zero."""
    digests = {dwelling_digest(dwelling_id): dwelling_id for dwelling_id in dwelling_ids}
    keys = list(digests)
    living = {
        digests[bytes(row["dwelling_digest"])]: (row["living"], row["unverified"])
        for row in await fetch(_LIVING.format(by="h.dwelling_digest"), keys, to_verify_if_met_by(today, division))
    }
    ending = {
        digests[bytes(row["dwelling_digest"])]: row["ending"]
        for row in await fetch(
            """SELECT dwelling_digest, count(*) AS ending FROM stay
               WHERE dwelling_digest = ANY($1) AND ended_on IS NULL AND expected_until <= $2 GROUP BY 1""",
            keys, today + ENDING_WITHIN,
        )
    }  # fmt: skip
    hazards = {
        row["dwelling"]: row["hazards"]
        for row in await fetch(
            """SELECT dwelling, count(*) AS hazards FROM hazard
               WHERE dwelling = ANY($1) AND state = 'open' GROUP BY 1""",
            list(digests.values()),
        )
    }
    return {
        home: HomeCounts(*living.get(home, (0, 0)), ending=ending.get(home, 0), open_hazards=hazards.get(home, 0))
        for home in digests.values()
    }


async def count_drawers(drawer_ids: Iterable[UUID], division: str, today: date) -> dict[UUID, HomeCounts]:
    """How many live in each drawer, and how many of them have not been verified in time."""
    digests = {drawer_digest(drawer_id): drawer_id for drawer_id in drawer_ids}
    rows = await fetch(
        f"""SELECT drawer_digest, count(*) AS living,
               count(*) FILTER (WHERE {met_on("r")} <= $2)
                   AS unverified
           FROM resident AS r WHERE drawer_digest = ANY($1) AND state = 'living' GROUP BY 1""",  # noqa: S608 - a constant
        list(digests), to_verify_if_met_by(today, division),
    )  # fmt: skip
    counts = dict.fromkeys(digests.values(), NOBODY)
    for row in rows:
        counts[digests[bytes(row["drawer_digest"])]] = HomeCounts(row["living"], row["unverified"])
    return counts


async def count_households(household_ids: Iterable[UUID], division: str, today: date) -> Mapping[UUID, HomeCounts]:
    """The counters of households of one division that the caller has loaded."""
    ids = list(household_ids)
    living = await fetch(_LIVING.format(by="h.id"), ids, to_verify_if_met_by(today, division))
    ending = await fetch(
        """SELECT household, count(*) AS ending FROM stay
           WHERE household = ANY($1) AND ended_on IS NULL AND expected_until <= $2 GROUP BY 1""",
        ids, today + ENDING_WITHIN,
    )  # fmt: skip
    ends = {row["household"]: row["ending"] for row in ending}
    counts = {row["id"]: HomeCounts(row["living"], row["unverified"], ends.get(row["id"], 0)) for row in living}
    return {household: counts.get(household, NOBODY) for household in ids}


_LIVING = f"""
SELECT {{by}}, count(*) AS living,
    count(*) FILTER (WHERE {met_on("r")} <= $2) AS unverified
FROM household AS h JOIN resident AS r ON r.household = h.id AND r.state = 'living'
WHERE {{by}} = ANY($1) GROUP BY 1
"""  # noqa: S608 - constants
