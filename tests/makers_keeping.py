"""Residents whose stay ended long ago, and a second officer who decides on their destruction."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from uuid import UUID

from supervision.legal_time import add_months, day_end, legal_day, moved_clock, now
from supervision.officers import Role
from supervision.residence.households.registering import end_stay
from supervision.residence.households.words import StayEnd
from tests.cast import NORTH, Cast
from tests.makers import RESIDENCE, Member, make_officer
from tests.makers_residence import Building, make_household

STAY_MONTHS = 24


async def make_second(cast: Cast) -> Member:
    """Another police officer of North."""
    return await make_officer(
        "piet", "Piet Police", Role.COMMUNITY_POLICE, NORTH, cast.north_station,
        register=RESIDENCE, granted_by=cast.rita.id,
    )  # fmt: skip


async def make_gone(cast: Cast, building: Building) -> tuple[UUID, UUID]:
    """Somebody whose stay ended today: the household and the resident."""
    household, (resident,) = await make_household(cast.petra.officer, building.dwellings["101"])
    await end_stay(cast.petra.officer, resident, legal_day(now()), StayEnd.LEFT_AREA)
    return household, resident


def last_moment() -> datetime:
    """The end of the last day on which what ended today is kept."""
    return day_end(add_months(legal_day(now()), STAY_MONTHS))


@contextmanager
def past_the_period() -> Iterator[datetime]:
    """The time at which what ended today is just past its period."""
    over = last_moment()
    with moved_clock(lambda: over):
        yield over
