"""The households that a table of residents names: which are there already, who heads them, and what new rows become."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from supervision.residence.households.heads import heads_of, settled_role
from supervision.residence.households.words import MemberRole
from supervision.residence.sheets.resident_rows import ResidentLine
from supervision.storage.database import fetch

HouseholdTold = tuple[str, str]
"""A household as a table names it: the code of its home, and its own."""


def household_of(line: ResidentLine) -> HouseholdTold:
    """The household of a row."""
    return line.home_code, line.household_code


@dataclass(frozen=True, slots=True)
class ToldHouseholds:
    """Household files that are there already, households that have a head, and those of which some row says so."""

    there: Mapping[HouseholdTold, UUID]
    headed: set[HouseholdTold]
    claimed: frozenset[HouseholdTold]

    def settle_role(self, line: ResidentLine) -> MemberRole:
        """What a new resident becomes: whoever says nothing is the head where no row says so. InputInvalid."""
        household = household_of(line)
        is_taken = household in self.headed or (line.role is None and household in self.claimed)
        role = settled_role(line.role, has_head=is_taken)
        if role is MemberRole.HEAD:
            self.headed.add(household)
        return role


async def find_told_households(lines: Iterable[ResidentLine], there: Mapping[HouseholdTold, UUID]) -> ToldHouseholds:
    """The households of rows; `there` are the files in which somebody of the table lives already."""
    heads = await heads_of(there.values())
    return ToldHouseholds(
        there=there,
        headed={household for household, file in there.items() if heads[file]},
        claimed=frozenset(household_of(line) for line in lines if line.role is MemberRole.HEAD),
    )


async def lock_open_households(household_ids: Iterable[UUID]) -> dict[UUID, bool]:
    """Those of the household files that are open still, held by the caller's change, with whether each has a head."""
    rows = await fetch(
        "SELECT id FROM household WHERE id = ANY($1) AND state = 'open' ORDER BY id FOR NO KEY UPDATE",
        list(set(household_ids)),
    )
    heads = await heads_of(row["id"] for row in rows)
    return {household_id: bool(found) for household_id, found in heads.items()}
