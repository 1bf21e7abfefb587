"""What is due in each drawer and community within reach, by a few grouped queries; no person is read for it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from supervision.audit import Act
from supervision.errors import InputInvalid
from supervision.officers import Officer, division_names, is_division
from supervision.residence.addresses.drawers import Drawer, load_drawers
from supervision.residence.households.listing import COMMUNITY_WRONG
from supervision.residence.households.queues import unverified_since
from supervision.residence.households.within import met_on, within
from supervision.residence.quality.rating import DueKind, Rating, Share, rate
from supervision.residence.reach import Reach, drawer_digest, reach_of
from supervision.storage.database import fetch

Shares = dict[DueKind, Share]


@dataclass(frozen=True, slots=True)
class DrawerQuality:
    """A drawer with its rating."""

    drawer: Drawer
    rating: Rating


@dataclass(frozen=True, slots=True)
class CommunityQuality:
    """A community with the ratings of its drawers; an assistant's is made of the drawers on duty alone."""

    division: str
    name: str
    rating: Rating
    drawers: tuple[DrawerQuality, ...]


async def load_quality(officer: Officer, today: date, division: str | None = None) -> tuple[CommunityQuality, ...]:
    """The communities within reach with their drawers, the worst of either first; InputInvalid for a wrong place."""
    if division is not None and not is_division(division):
        raise InputInvalid(COMMUNITY_WRONG, field="community")
    drawers = await load_drawers(officer, Act.QUALITY_OPEN, division)
    due = await _due_by_drawer(await reach_of(officer, Act.QUALITY_OPEN), unverified_since(officer, today), today)
    attended = await _attended(drawers, today)
    rated = defaultdict(list)
    for drawer in drawers:
        shares = {**due.get(drawer_digest(drawer.id), {}), DueKind.UNATTENDED: Share(int(drawer.id not in attended), 1)}
        rated[drawer.division].append(DrawerQuality(drawer, rate(shares, today, drawer.division)))
    names = await division_names(rated)
    communities = [_community(code, names[code], lines, today) for code, lines in rated.items()]
    return tuple(sorted(communities, key=lambda one: (*_badness(one.rating), one.division)))


def _community(division: str, name: str, lines: list[DrawerQuality], today: date) -> CommunityQuality:
    whole = {kind: sum((line.rating.share(kind) for line in lines), Share()) for kind in DueKind}
    ordered = sorted(lines, key=lambda line: (*_badness(line.rating), line.drawer.ordinal, line.drawer.name))
    return CommunityQuality(division, name, rate(whole, today, division), tuple(ordered))


def _badness(rating: Rating) -> tuple[int, int]:
    """What sorts the worst first."""
    return {"red": 0, "amber": 1, "green": 2}[rating.colour], -sum(one.share.due for one in rating.judged)


async def _attended(drawers: Iterable[Drawer], today: date) -> set[object]:
    rows = await fetch(
        """SELECT DISTINCT drawer FROM drawer_duty
           WHERE drawer = ANY($1) AND valid_from <= $2 AND (valid_until IS NULL OR valid_until >= $2)""",
        [drawer.id for drawer in drawers], today,
    )  # fmt: skip
    return {row["drawer"] for row in rows}


async def _due_by_drawer(reach: Reach, unverified: date, today: date) -> Mapping[bytes, Shares]:
    found: dict[bytes, Shares] = defaultdict(dict)
    values: list[object] = [unverified]
    residents = await fetch(
        f"""SELECT r.drawer_digest, count(*) AS whole, count(*) FILTER (WHERE {met_on("r")} <= $1) AS due
            FROM resident AS r WHERE r.state = 'living' AND {within(reach, "r", values)}
            GROUP BY r.drawer_digest""",  # noqa: S608 - values are bound
        *values,
    )
    values = [today]
    stays = await fetch(
        f"""SELECT s.drawer_digest, count(*) AS whole, count(*) FILTER (WHERE s.expected_until < $1) AS due
            FROM stay AS s WHERE s.ended_on IS NULL AND {within(reach, "s", values)}
            GROUP BY s.drawer_digest""",  # noqa: S608 - values are bound
        *values,
    )
    values = []
    dwellings = await fetch(
        f"""SELECT o.drawer_digest, count(*) AS whole, count(*) FILTER (WHERE o.residents > o.capacity) AS due
            FROM occupancy AS o WHERE o.residents > 0 AND {within(reach, "o", values)}
            GROUP BY o.drawer_digest""",  # noqa: S608 - values are bound
        *values,
    )
    values = []
    tasks = await fetch(
        f"""SELECT t.drawer_digest, count(*) AS due FROM visit_task AS t
            WHERE t.state <> 'closed' AND {within(reach, "t", values)}
            GROUP BY t.drawer_digest""",  # noqa: S608 - values are bound
        *values,
    )
    for kind, rows in (
        (DueKind.UNVERIFIED, residents),
        (DueKind.PAST_END, stays),
        (DueKind.OVER_OCCUPIED, dwellings),
    ):
        for row in rows:
            found[bytes(row["drawer_digest"])][kind] = Share(row["due"], row["whole"])
    for row in tasks:  # also where nobody is registered
        whole = found[bytes(row["drawer_digest"])].get(DueKind.UNVERIFIED, Share()).of
        found[bytes(row["drawer_digest"])][DueKind.MISMATCH] = Share(row["due"], whole)
    return found
