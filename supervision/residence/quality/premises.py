"""The rating of one dwelling, by what is due of the record behind its door."""

from datetime import date

from supervision.residence.addresses.dwellings import Dwelling
from supervision.residence.households.queues import to_verify_if_met_by
from supervision.residence.households.store import dwelling_digest
from supervision.residence.households.within import met_on
from supervision.residence.quality.rating import DueKind, Rating, Share, rate
from supervision.storage.database import fetch


async def rate_dwelling(dwelling: Dwelling, today: date) -> Rating:
    """The colour of a dwelling that the caller has loaded, with its arithmetic; who lives there plays no part."""
    rows = await fetch(
        f"""SELECT
                (SELECT count(*) FROM resident AS r JOIN household AS h ON h.id = r.household
                    WHERE h.dwelling_digest = $1 AND r.state = 'living') AS living,
                (SELECT count(*) FROM resident AS r JOIN household AS h ON h.id = r.household
                    WHERE h.dwelling_digest = $1 AND r.state = 'living' AND {met_on("r")} <= $2) AS unverified,
                (SELECT count(*) FROM stay WHERE dwelling_digest = $1 AND ended_on IS NULL) AS stays,
                (SELECT count(*) FROM stay
                    WHERE dwelling_digest = $1 AND ended_on IS NULL AND expected_until < $3) AS past_end,
                (SELECT count(*) FROM visit_task AS t JOIN household AS h ON h.id = t.household
                    WHERE h.dwelling_digest = $1 AND t.state <> 'closed') AS tasks,
                (SELECT count(*) FROM occupancy
                    WHERE dwelling_digest = $1 AND residents > capacity) AS over_occupied""",  # noqa: S608 - a constant
        dwelling_digest(dwelling.id), to_verify_if_met_by(today, dwelling.division), today,
    )  # fmt: skip
    found = rows[0]
    shares = {
        DueKind.UNVERIFIED: Share(found["unverified"], found["living"]),
        DueKind.PAST_END: Share(found["past_end"], found["stays"]),
        DueKind.MISMATCH: Share(found["tasks"], found["living"]),
        DueKind.OVER_OCCUPIED: Share(found["over_occupied"], int(found["living"] > 0)),
    }
    return rate(shares, today, dwelling.division)
