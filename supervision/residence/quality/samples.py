"""Sample audits (抽查): household files of a community drawn by a recorded seed, and what their re-visits find."""

import secrets
from dataclasses import dataclass
from uuid import UUID, uuid4

from supervision.audit import Act, Change
from supervision.errors import InputInvalid, RuleRefused
from supervision.legal_time import legal_day
from supervision.officers import Officer
from supervision.residence.changes import residence_change
from supervision.residence.households.listing import COMMUNITY_WRONG
from supervision.residence.quality.places import load_place
from supervision.residence.quality.sample_rows import SAMPLE, assistants_of, load_item
from supervision.residence.quality.sampling import draw, find_sample_size
from supervision.storage.database import fetch
from supervision.wording import Wording

NOTHING_TO_DRAW = Wording("这个社区没有在册的户档。", "This community has no open household file.")
OWN_DRAWER = Wording(
    "抽查不能由负责这个抽屉的协管员自己进行。", "A drawer is never re-visited by the assistant who looks after it."
)
VISITED_ALREADY = Wording(
    "这一户的抽查结果已由另一人登记，更正由登记人办理。", "Somebody else entered what was found there, and corrects it."
)
NUMBERS_WRONG = Wording(
    "人数不能为负；未注销与登记有误的人数之和不能超过登记人数。",
    "No number is below zero, and stale and wrong together are no more than are registered.",
)
_COMMUNITY_DIGITS = 12
_MOST_PEOPLE = 1_000


class NothingToDraw(RuleRefused):
    """A sample needs files to draw from."""

    code = "nothing-to-draw"


class OwnDrawer(RuleRefused):
    """Whoever keeps a drawer does not check it."""

    code = "own-drawer"


class VisitedAlready(RuleRefused):
    """What a re-visit found is changed by whoever entered it, and by nobody else."""

    code = "visited-already"


@dataclass(frozen=True, slots=True)
class Found:
    """How many persons were there unregistered, were registered but gone, and were registered with a wrong entry."""

    missed: int
    stale: int
    wrong: int


async def draw_sample(officer: Officer, division: str) -> UUID:
    """Draw household files of a community for a re-visit; gives the sample's id. NothingToDraw, InputInvalid.

    A community that is amber or red is sampled denser.
    """
    if len(division) != _COMMUNITY_DIGITS:
        raise InputInvalid(COMMUNITY_WRONG, field="community")
    async with residence_change(officer.actor, Act.SAMPLE_DRAW) as change:
        today = legal_day(change.at)
        place = await load_place(officer, Act.SAMPLE_DRAW, division, None, today)
        rows = await fetch("SELECT id, drawer_digest FROM household WHERE division = $1 AND state = 'open'", division)
        digests = {row["id"]: row["drawer_digest"] for row in rows}
        if not digests:
            raise NothingToDraw(NOTHING_TO_DRAW)
        colour, seed, sample_id = place.rating.colour, secrets.token_hex(16), uuid4()
        drawn = draw(seed, digests, find_sample_size(len(digests), colour, today, division))
        await change.connection.execute(
            """INSERT INTO quality_sample (id, division, seed, colour, households, drawn_at, drawn_by)
               VALUES ($1, $2, $3, $4, $5, $6, $7)""",
            sample_id, division, seed, colour, len(digests), change.at, officer.id,
        )  # fmt: skip
        await _store_items(change, sample_id, drawn, digests)
        change.is_about(SAMPLE, sample_id)
        change.note(division=division, seed=seed, drawn=len(drawn), of=len(digests))
    return sample_id


async def record_visit(officer: Officer, item_id: UUID, found: Found) -> None:
    """Enter what the re-visit of a household found, or correct what one entered oneself.

    What stood there before stays in the audit. OwnDrawer, VisitedAlready, InputInvalid; NotFound elsewhere.
    """
    async with residence_change(officer.actor, Act.SAMPLE_RECORD) as change:
        item = await load_item(officer, Act.SAMPLE_RECORD, item_id)
        change.is_about(SAMPLE, item.sample_id)
        if officer.id in await assistants_of(item.drawer_digest, item.division, legal_day(change.at)):
            raise OwnDrawer(OWN_DRAWER)
        rows = await fetch(
            "SELECT count(*) AS n FROM resident WHERE household = $1 AND state = 'living'", item.household_id
        )
        expected = int(rows[0]["n"])
        numbers = (found.missed, found.stale, found.wrong)
        if min(numbers) < 0 or max(numbers) > _MOST_PEOPLE or found.stale + found.wrong > expected:
            raise InputInvalid(NUMBERS_WRONG, field="stale")
        stored = await change.connection.fetchval(
            """UPDATE sample_item SET expected = $2, missed = $3, stale = $4, wrong = $5, visited_at = $6,
                   visited_by = $7 WHERE id = $1 AND (visited_by IS NULL OR visited_by = $7) RETURNING id""",
            item_id, expected, *numbers, change.at, officer.id,
        )  # fmt: skip
        if stored is None:
            raise VisitedAlready(VISITED_ALREADY)
        if item.found is not None:
            change.note(instead_of=list(item.found))
        change.note(item=item_id, expected=expected, missed=found.missed, stale=found.stale, wrong=found.wrong)


async def _store_items(change: Change, sample_id: UUID, drawn: list[UUID], digests: dict[UUID, bytes]) -> None:
    await change.connection.executemany(
        """INSERT INTO sample_item (id, sample, household, drawer_digest, ordinal) VALUES ($1, $2, $3, $4, $5)""",
        [
            (uuid4(), sample_id, household, digests[household], ordinal)
            for ordinal, household in enumerate(drawn, start=1)
        ],
    )
