"""Drawers of a community's cabinet, and who looks after each from when to when."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

from supervision.audit import Act
from supervision.errors import InputInvalid, NotFound, RuleRefused
from supervision.legal_time import legal_day
from supervision.officers import Officer, Role
from supervision.officers.officer import NOT_HERE
from supervision.residence.addresses.standard import load_address
from supervision.residence.addresses.words import AddressKind, DutyPart
from supervision.residence.changes import about, residence_change
from supervision.residence.reach import check_reach, reach_of
from supervision.storage.database import Record, fetch, fetch_one
from supervision.wording import Wording

SUBJECT = "drawer"

NO_DRAWER_THERE = Wording(
    "抽屉是一栋楼，或者一条没有楼栋的街路。", "A drawer is a building, or a street whose houses are no buildings."
)
DRAWER_EXISTS = Wording("这个地址已有抽屉。", "This address is a drawer already.")
OFFICER_UNFIT = Wording(
    "协管员须有本社区的协管员授权，责任民警须有本社区的民警授权。",
    "An assistant needs an assistant's grant here, an officer a community police officer's.",
)
DUTY_TAKEN = Wording(
    "这些日期已有人负责；请先结束原来的，或登记为代管。",
    "Somebody has this duty on some of these days: end that first, or enter a cover.",
)
DAYS_BACKWARDS = Wording("截止日期早于起始日期。", "The last day lies before the first.")


class DrawerExists(RuleRefused):
    """The address is a drawer already."""

    code = "drawer-exists"


class DutyTaken(RuleRefused):
    """Somebody else has this part of the drawer on some of the days."""

    code = "duty-taken"


@dataclass(frozen=True, slots=True)
class Drawer:
    """A drawer within its cabinet."""

    id: UUID
    division: str
    address_id: UUID
    name: str
    ordinal: int


@dataclass(frozen=True, slots=True)
class DrawerDuty:
    """Who looks after a drawer; `until` is the last day."""

    id: UUID
    drawer_id: UUID
    officer_id: UUID
    officer_name: str
    part: DutyPart
    is_cover_for: UUID | None
    valid_from: date
    valid_until: date | None


@dataclass(frozen=True, slots=True)
class DutyDraft:
    """A duty as it was asked for; `is_cover_for` names the duty whose holder is away."""

    officer_id: UUID
    part: DutyPart
    valid_from: date
    valid_until: date | None = None
    is_cover_for: UUID | None = None


async def create_drawer(officer: Officer, address_id: UUID, ordinal: int = 0) -> UUID:
    """Make a building or a street a drawer of its community's cabinet. InputInvalid, DrawerExists."""
    async with residence_change(officer.actor, Act.DRAWER_CREATE) as change:
        address = await load_address(officer, Act.DRAWER_CREATE, address_id)
        if address.kind not in {AddressKind.BUILDING, AddressKind.STREET} or address.merged_into is not None:
            raise InputInvalid(NO_DRAWER_THERE, field="address")
        drawer_id: UUID | None = await change.connection.fetchval(
            """INSERT INTO drawer (id, division, address, name, ordinal, created_at, created_by)
               VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (address) DO NOTHING RETURNING id""",
            uuid4(), address.division, address_id, address.full_name, ordinal or address.ordinal, change.at,
            officer.id,
        )  # fmt: skip
        if drawer_id is None:
            raise DrawerExists(DRAWER_EXISTS)
        change.is_about(SUBJECT, drawer_id)
        change.note(division=address.division)
    return drawer_id


async def give_duty(officer: Officer, drawer_id: UUID, draft: DutyDraft) -> UUID:
    """Give somebody a part of a drawer for days; DutyTaken when another holds it then and this is no cover."""
    if draft.valid_until is not None and draft.valid_until < draft.valid_from:
        raise InputInvalid(DAYS_BACKWARDS, field="valid_until")
    async with residence_change(officer.actor, Act.DRAWER_ASSIGN, about(SUBJECT, drawer_id)) as change:
        drawer = await load_drawer(officer, Act.DRAWER_ASSIGN, drawer_id, lock=True)
        await check_fit(officer, draft, drawer.division)
        taken = await fetch(
            """SELECT id FROM drawer_duty WHERE drawer = $1 AND part = $2 AND is_cover_for IS NULL
                   AND daterange(valid_from, valid_until, '[]') && daterange($3, $4, '[]')""",
            drawer_id, draft.part, draft.valid_from, draft.valid_until,
        )  # fmt: skip
        if draft.is_cover_for is None and taken:
            raise DutyTaken(DUTY_TAKEN)
        if draft.is_cover_for is not None and draft.is_cover_for not in {row["id"] for row in taken}:
            raise InputInvalid(NOT_HERE, field="is_cover_for")
        duty_id = uuid4()
        await change.connection.execute(
            """INSERT INTO drawer_duty (id, drawer, officer, part, is_cover_for, valid_from, valid_until, given_by,
                   given_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)""",
            duty_id, drawer_id, draft.officer_id, draft.part, draft.is_cover_for, draft.valid_from, draft.valid_until,
            officer.id, change.at,
        )  # fmt: skip
        change.note(duty=duty_id, officer=draft.officer_id, part=draft.part)
    return duty_id


async def end_duty(officer: Officer, duty_id: UUID, last_day: date | None = None) -> None:
    """End a duty with `last_day`, or as of yesterday: from today on nobody sees the drawer by it."""
    row = await fetch_one("SELECT drawer FROM drawer_duty WHERE id = $1", duty_id)
    if row is None:
        raise NotFound(NOT_HERE)
    async with residence_change(officer.actor, Act.DRAWER_ASSIGN, about(SUBJECT, row["drawer"])) as change:
        await load_drawer(officer, Act.DRAWER_ASSIGN, row["drawer"], lock=True)
        ended = await change.connection.fetchval(
            """UPDATE drawer_duty SET valid_until = coalesce($2, $3::date - 1)
               WHERE id = $1 AND valid_from <= coalesce($2, $3::date - 1) RETURNING id""",
            duty_id, last_day, legal_day(change.at),
        )  # fmt: skip
        if ended is None:  # it had not begun before today: it never was
            await change.connection.execute("DELETE FROM drawer_duty WHERE id = $1", duty_id)
        change.note(duty=duty_id, ended=last_day)


async def load_drawer(officer: Officer, act: Act, drawer_id: UUID, *, lock: bool = False) -> Drawer:
    """One drawer within reach; NotFound elsewhere, and for an assistant who is not on duty there."""
    row = await fetch_one(f"{_SELECT} WHERE drawer.id = $1 {'FOR NO KEY UPDATE' if lock else ''}", drawer_id)
    if row is None:
        raise NotFound(NOT_HERE)
    await check_reach(officer, act, row["division"], drawer_id)
    return drawer_of(row)


async def load_drawers(officer: Officer, act: Act, division: str | None = None) -> tuple[Drawer, ...]:
    """The drawers within reach, of one community or of all, in the order of the cabinet."""
    reach = await reach_of(officer, act)
    rows = await fetch(
        f"""{_SELECT} JOIN standard_address AS place ON place.id = drawer.address
            WHERE (drawer.division LIKE ANY($1) OR drawer.id = ANY($2)) AND place.merged_into IS NULL
            AND ($3::text IS NULL OR drawer.division LIKE $3 || '%')
            ORDER BY drawer.division, drawer.ordinal, drawer.name""",
        reach.patterns, list(reach.drawers), division,
    )  # fmt: skip
    return tuple(map(drawer_of, rows))


async def load_duties(officer: Officer, drawer_id: UUID) -> tuple[DrawerDuty, ...]:
    """Who has looked and looks after a drawer, the newest first."""
    await load_drawer(officer, Act.DRAWER_LIST, drawer_id)
    rows = await fetch(
        """SELECT duty.id, duty.drawer AS drawer_id, duty.officer AS officer_id, officer.name AS officer_name,
               duty.part, duty.is_cover_for, duty.valid_from, duty.valid_until
           FROM drawer_duty AS duty JOIN officer ON officer.id = duty.officer
           WHERE duty.drawer = $1 ORDER BY duty.valid_from DESC, duty.given_at DESC""",
        drawer_id,
    )
    return tuple(map(duty_of, rows))


def duty_of(row: Record) -> DrawerDuty:
    """A duty from the columns of its query."""
    return DrawerDuty(**{**row, "part": DutyPart(row["part"])})


def role_of_part(part: DutyPart) -> Role:
    """The role that may have a part of duty."""
    return _ROLE_OF_PART[part]


_SELECT = "SELECT drawer.id, drawer.division, drawer.address AS address_id, drawer.name, drawer.ordinal FROM drawer"
_ROLE_OF_PART = {DutyPart.ASSISTANT: Role.POLICE_ASSISTANT, DutyPart.OFFICER: Role.COMMUNITY_POLICE}


async def check_fit(officer: Officer, draft: DutyDraft, division: str) -> None:
    """InputInvalid unless the holder has the grant that the part asks for."""
    fits = await fetch_one(
        """SELECT officer.id FROM officer JOIN role_grant ON role_grant.officer = officer.id
           WHERE officer.id = $1 AND officer.register = $2 AND officer.state = 'active' AND role = $3
               AND starts_with($4, prefix) AND revoked_at IS NULL AND (valid_until IS NULL OR valid_until >= $5)""",
        draft.officer_id, officer.register, _ROLE_OF_PART[draft.part], division, draft.valid_from,
    )  # fmt: skip
    if fits is None:
        raise InputInvalid(OFFICER_UNFIT, field="officer")


def drawer_of(row: Record) -> Drawer:
    """A drawer from its row."""
    return Drawer(**row)
