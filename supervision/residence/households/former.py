"""Who belonged to a household before, masked: the old office keeps the interval, the person lives on elsewhere."""

from dataclasses import dataclass
from datetime import date

from supervision.masking import mask_name
from supervision.residence.households.opening import HouseholdFile
from supervision.residence.households.store import RESIDENT_COLUMNS, open_people, resident_of
from supervision.residence.households.words import MemberRole, StayEnd
from supervision.storage.database import fetch


@dataclass(frozen=True, slots=True)
class Former:
    """One interval of belonging that is over; `went_to` is the division of a move, empty for anything else."""

    name: str
    role: MemberRole
    began_on: date
    ended_on: date
    end_reason: StayEnd | None
    went_to: str


async def former_members_of(file: HouseholdFile) -> tuple[Former, ...]:
    """The intervals of an opened household that are over, the last first."""
    rows = await fetch(
        f"""SELECT {RESIDENT_COLUMNS}, m.role, m.began_on, m.ended_on, s.end_reason,
                CASE move.asked_side WHEN 'old' THEN move.deciding_division ELSE move.asking_division END AS went_to
            FROM membership AS m JOIN resident AS r ON r.id = m.resident
            LEFT JOIN stay AS s ON s.resident = m.resident AND s.household = m.household AND s.ended_on = m.ended_on
            LEFT JOIN resident_move AS move ON move.resident = m.resident AND move.state = 'accepted'
                AND move.moves_on = m.ended_on AND s.end_reason = 'moved'
            WHERE m.household = $1 AND m.ended_on IS NOT NULL
            ORDER BY m.ended_on DESC, m.began_on DESC""",  # noqa: S608 - made of constants
        file.household.id,
    )
    residents = [resident_of(row) for row in rows]
    people = await open_people(residents)
    return tuple(
        Former(
            name=mask_name(people[resident.id].name) if resident.id in people else "",
            role=MemberRole(row["role"]),
            began_on=row["began_on"],
            ended_on=row["ended_on"],
            end_reason=StayEnd(row["end_reason"]) if row["end_reason"] else None,
            went_to=row["went_to"] or "",
        )
        for row, resident in zip(rows, residents, strict=True)
    )
