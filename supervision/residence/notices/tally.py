"""How often a stranger may try: counted by the database within each hour, whatever process answers."""

from datetime import datetime, timedelta
from enum import StrEnum
from uuid import uuid4

from supervision.audit.expiry import ExpiringRows
from supervision.errors import RuleRefused
from supervision.residence.changes import RESIDENCE
from supervision.storage.database import fetch
from supervision.vault import digest
from supervision.wording import Wording

TRIED_TOO_OFTEN = Wording(
    "操作过于频繁，请一小时后再试。已填写的内容没有提交。",
    "This was tried too often; try again in an hour. What was typed has not been sent.",
)
EXPIRING_TALLIES = ExpiringRows("public_tally", "hour", register="'residence'")


class Tried(StrEnum):
    """What is counted."""

    GIVEN_BY_CALLER = "given-by-caller"
    GIVEN_BY_LINK = "given-by-link"
    FOLLOWED_BY_CALLER = "followed-by-caller"
    WRONG_CODE = "wrong-code"


MOST_AN_HOUR = {
    Tried.GIVEN_BY_CALLER: 60,
    Tried.GIVEN_BY_LINK: 120,
    Tried.FOLLOWED_BY_CALLER: 120,
    Tried.WRONG_CODE: 20,
}
"""Generous for a landlord or for an office behind one address, too few for guessing."""


class TriedTooOften(RuleRefused):
    """Too many tries within the hour."""

    code = "tried-too-often"


async def count_try(kind: Tried, who: str, at: datetime) -> None:
    """Count one try, in a statement of its own so that a refusal does not undo it; TriedTooOften over the limit."""
    hour = at.replace(minute=0, second=0, microsecond=0)
    rows = await fetch(
        """INSERT INTO public_tally (id, tally_digest, hour, tried) VALUES ($1, $2, $3, 1)
           ON CONFLICT (tally_digest, hour) DO UPDATE SET tried = public_tally.tried + 1 RETURNING tried""",
        uuid4(), _digest(kind, who), hour,
    )  # fmt: skip
    if rows[0]["tried"] > MOST_AN_HOUR[kind]:
        raise TriedTooOften(TRIED_TOO_OFTEN)


async def check_tries(kind: Tried, who: str, at: datetime) -> None:
    """TriedTooOften where the limit of this hour has been reached, without counting."""
    rows = await fetch(
        "SELECT tried FROM public_tally WHERE tally_digest = $1 AND hour > $2 AND tried >= $3",
        _digest(kind, who), at - timedelta(hours=1), MOST_AN_HOUR[kind],
    )  # fmt: skip
    if rows:
        raise TriedTooOften(TRIED_TOO_OFTEN)


def _digest(kind: Tried, who: str) -> bytes:
    return digest(RESIDENCE, f"tally-{kind}", who)
