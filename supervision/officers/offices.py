"""Offices: where officers work, each serving one division."""

from dataclasses import dataclass
from uuid import UUID, uuid4

from supervision.audit import Act, audited_change
from supervision.errors import InputInvalid
from supervision.officers.divisions import UNKNOWN, division_names, is_known_division
from supervision.officers.jurisdiction import Level, covers, entered_division, level_of
from supervision.officers.officer import Officer, check_officer_may, reach
from supervision.storage.database import fetch, fetch_one
from supervision.wording import Wording

NAME_WRONG = Wording("机构名称应为 1 至 80 个字。", "An office's name has 1 to 80 characters.")
NAME_TAKEN = Wording("已有同名机构。", "There is an office of this name already.")
OTHER_LEVEL = Wording(
    "区划代码的位数与所选层级不符。", "The length of the division's code does not fit the chosen level."
)
PARENT_WRONG = Wording(
    "上级机构不存在，或其辖区不包含本机构的辖区。",
    "The superior office does not exist, or its division does not contain this one's.",
)

_LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class OfficeDraft:
    """An office as it was asked for; the level is given beside the code, so that a slip of a digit is noticed."""

    name: str
    level: Level
    division: str
    parent_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Office:
    """An office with the number of officers who have not left it."""

    id: UUID
    name: str
    level: Level
    division: str
    division_name: str
    parent_id: UUID | None
    officer_count: int


def entered_office(draft: OfficeDraft) -> OfficeDraft:
    """The draft as it is stored; InputInvalid when name or division cannot be, or the level does not fit."""
    name, division = draft.name.strip(), entered_division(draft.division)
    if not 1 <= len(name) <= _LONGEST_NAME:
        raise InputInvalid(NAME_WRONG, field="name")
    if level_of(division) is not draft.level:
        raise InputInvalid(OTHER_LEVEL, field="level")
    return OfficeDraft(name, draft.level, division, draft.parent_id)


async def create_office(officer: Officer, draft: OfficeDraft) -> UUID:
    """Create an office in a division that was loaded; gives its id. InputInvalid names the field to mend."""
    check_officer_may(officer, Act.OFFICE_CREATE, None)
    office = entered_office(draft)
    if not await is_known_division(office.division):
        raise InputInvalid(UNKNOWN, field="division")
    if office.parent_id is not None:
        parent = await fetch_one(
            "SELECT division FROM office WHERE id = $1 AND register = $2", office.parent_id, officer.register
        )
        if parent is None or not covers(parent["division"], office.division):
            raise InputInvalid(PARENT_WRONG, field="parent")
    async with audited_change(officer.actor, Act.OFFICE_CREATE, register=officer.register) as change:
        office_id: UUID | None = await change.connection.fetchval(
            """INSERT INTO office (id, register, name, level, division, parent) VALUES ($1, $2, $3, $4, $5, $6)
               ON CONFLICT (register, name) DO NOTHING RETURNING id""",
            uuid4(), officer.register, office.name, office.level, office.division, office.parent_id,
        )  # fmt: skip
        if office_id is None:
            raise InputInvalid(NAME_TAKEN, field="name")
        change.is_about("office", office_id)
        change.note(division=office.division)
    return office_id


async def load_offices(officer: Officer) -> tuple[Office, ...]:
    """The offices within the officer's reach, by division: a containing one before those inside it."""
    rows = await fetch(
        """SELECT id, name, level, division, parent AS parent_id,
               (SELECT count(*) FROM officer WHERE officer.office = office.id AND officer.state <> 'ended') AS officers
           FROM office
           WHERE register = $1 AND EXISTS (SELECT FROM unnest($2::text[]) AS prefix WHERE starts_with(division, prefix))
           ORDER BY division, name""",
        officer.register, list(reach(officer, Act.OFFICE_LIST)),
    )  # fmt: skip
    names = await division_names({row["division"] for row in rows})
    return tuple(
        Office(
            row["id"], row["name"], Level(row["level"]), row["division"], names[row["division"]], row["parent_id"],
            row["officers"],
        )
        for row in rows
    )  # fmt: skip
