"""Which offices a change of place can lead to."""

from dataclasses import dataclass
from uuid import UUID

from supervision.settings import Register
from supervision.storage.database import fetch
from supervision.storage.numbering import COUNTY_DIGITS, county_of


@dataclass(frozen=True, slots=True)
class ReceivingOffice:
    """An office of another county in this installation."""

    id: UUID
    name: str
    division: str


async def receiving_offices(from_division: str) -> tuple[ReceivingOffice, ...]:
    """The offices of other counties that can keep files, by division; offices are no secret within the register."""
    rows = await fetch(
        """SELECT id, name, division FROM office
           WHERE register = $1 AND length(division) >= $2 AND NOT starts_with(division, $3) ORDER BY division, name""",
        Register.CORRECTIONS, COUNTY_DIGITS, county_of(from_division),
    )  # fmt: skip
    return tuple(ReceivingOffice(row["id"], row["name"], row["division"]) for row in rows)
