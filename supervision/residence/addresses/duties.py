"""Who is on duty today in the drawers of a community, who could be, and handing drawers over in one act."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID, uuid4

from supervision.audit import Act, Change
from supervision.errors import InputInvalid
from supervision.legal_time import legal_day, now
from supervision.officers import Officer
from supervision.residence.addresses.drawers import (
    Drawer,
    DrawerDuty,
    DutyDraft,
    DutyTaken,
    check_fit,
    duty_of,
    load_drawer,
    load_drawers,
    role_of_part,
)
from supervision.residence.addresses.words import DutyPart
from supervision.residence.changes import residence_change
from supervision.residence.reach import check_reach
from supervision.storage.database import Record, fetch
from supervision.wording import Wording

NOTHING_CHOSEN = Wording("请选择要交接的抽屉。", "Choose the drawers to hand over.")
SAME_HOLDER = Wording("交接双方不能是同一个人。", "They are handed over to somebody else.")
FIRST_DAY_PAST = Wording("交接日期不能早于今天。", "The first day cannot lie before today.")
NOT_THEIRS = Wording(
    "其中有抽屉那一天不由交出人负责，没有交接任何抽屉。",
    "Somebody else has one of these drawers on that day; none was handed over.",
)


@dataclass(frozen=True, slots=True)
class OnDuty:
    """A drawer and who is on duty there on a day; covers stand beside whom they cover for."""

    drawer: Drawer
    assistant: DrawerDuty | None
    officer: DrawerDuty | None
    covers: tuple[DrawerDuty, ...]

    @property
    def is_uncovered(self) -> bool:
        """Whether one of the two parts has nobody."""
        return self.assistant is None or self.officer is None


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody with a grant that fits a part of duty."""

    officer_id: UUID
    name: str
    part: DutyPart


@dataclass(frozen=True, slots=True)
class HandOver:
    """Drawers that go from one holder of a part to another with the morning of `first_day`."""

    part: DutyPart
    from_id: UUID
    to_id: UUID
    drawer_ids: tuple[UUID, ...]
    first_day: date


async def load_duty_board(officer: Officer, division: str | None = None) -> tuple[OnDuty, ...]:
    """The drawers within reach with whoever is on duty today, in the order of the cabinet."""
    drawers = await load_drawers(officer, Act.DRAWER_LIST, division)
    duties = await _duties_on([drawer.id for drawer in drawers], legal_day(now()))
    return tuple(_on_duty(drawer, [duty for duty in duties if duty.drawer_id == drawer.id]) for drawer in drawers)


async def load_candidates(officer: Officer, division: str) -> tuple[Candidate, ...]:
    """Who could be on duty in a community within reach: officers and assistants with a grant over it."""
    await check_reach(officer, Act.DRAWER_ASSIGN, division, b"")
    found: list[Candidate] = []
    for part in DutyPart:
        rows = await fetch(
            """SELECT DISTINCT officer.id, officer.name FROM officer JOIN role_grant ON role_grant.officer = officer.id
               WHERE officer.register = $1 AND officer.state = 'active' AND role = $2 AND starts_with($3, prefix)
                   AND revoked_at IS NULL AND (valid_until IS NULL OR valid_until >= $4) ORDER BY officer.name""",
            officer.register, role_of_part(part), division, legal_day(now()),
        )  # fmt: skip
        found += [Candidate(row["id"], row["name"], part) for row in rows]
    return tuple(found)


async def hand_over(officer: Officer, handed: HandOver) -> None:
    """Hand drawers from one holder to another in one act: all of them, or none. InputInvalid, DutyTaken."""
    if not handed.drawer_ids:
        raise InputInvalid(NOTHING_CHOSEN, field="drawers")
    if handed.from_id == handed.to_id:
        raise InputInvalid(SAME_HOLDER, field="to")
    async with residence_change(officer.actor, Act.DRAWER_ASSIGN) as change:
        if handed.first_day < legal_day(change.at):
            raise InputInvalid(FIRST_DAY_PAST, field="first_day")
        for drawer_id in sorted(set(handed.drawer_ids)):
            drawer = await load_drawer(officer, Act.DRAWER_ASSIGN, drawer_id, lock=True)
            await check_fit(officer, DutyDraft(handed.to_id, handed.part, handed.first_day), drawer.division)
            held = await change.connection.fetchrow(
                """SELECT id, valid_from, valid_until FROM drawer_duty
                   WHERE drawer = $1 AND part = $2 AND officer = $3 AND is_cover_for IS NULL
                       AND (valid_until IS NULL OR valid_until >= $4) ORDER BY valid_from LIMIT 1""",
                drawer_id, handed.part, handed.from_id, handed.first_day,
            )  # fmt: skip
            if held is None or held["valid_from"] > handed.first_day:
                raise DutyTaken(NOT_THEIRS)
            await _pass_on(change, officer, held, handed, drawer_id)
        change.note(drawers=[str(drawer_id) for drawer_id in handed.drawer_ids], part=handed.part)
        change.note(giver=handed.from_id, taker=handed.to_id, first_day=handed.first_day)


async def _pass_on(change: Change, officer: Officer, held: Record, handed: HandOver, drawer_id: UUID) -> None:
    """End a duty on the eve and begin the other's; what was planned of it, its last day and its covers, goes on."""
    duty_id = uuid4()
    await change.connection.execute(
        """INSERT INTO drawer_duty (id, drawer, officer, part, valid_from, valid_until, given_by, given_at)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8)""",
        duty_id, drawer_id, handed.to_id, handed.part, handed.first_day, held["valid_until"], officer.id, change.at,
    )  # fmt: skip
    await change.connection.execute(
        "UPDATE drawer_duty SET is_cover_for = $2 WHERE is_cover_for = $1 AND valid_from >= $3",
        held["id"], duty_id, handed.first_day,
    )  # fmt: skip
    if held["valid_from"] < handed.first_day:
        await change.connection.execute(
            "UPDATE drawer_duty SET valid_until = $2 WHERE id = $1", held["id"], handed.first_day - timedelta(days=1)
        )
    else:  # it began today: it never was
        await change.connection.execute(
            "UPDATE drawer_duty SET is_cover_for = $2 WHERE is_cover_for = $1", held["id"], duty_id
        )
        await change.connection.execute("DELETE FROM drawer_duty WHERE id = $1", held["id"])


async def _duties_on(drawer_ids: list[UUID], day: date) -> list[DrawerDuty]:
    rows = await fetch(
        """SELECT duty.id, duty.drawer AS drawer_id, duty.officer AS officer_id, officer.name AS officer_name,
               duty.part, duty.is_cover_for, duty.valid_from, duty.valid_until
           FROM drawer_duty AS duty JOIN officer ON officer.id = duty.officer
           WHERE duty.drawer = ANY($1) AND valid_from <= $2 AND (valid_until IS NULL OR valid_until >= $2)
           ORDER BY duty.given_at""",
        drawer_ids, day,
    )  # fmt: skip
    return [duty_of(row) for row in rows]


def _on_duty(drawer: Drawer, duties: Sequence[DrawerDuty]) -> OnDuty:
    held = {duty.part: duty for duty in duties if duty.is_cover_for is None}
    covers = tuple(duty for duty in duties if duty.is_cover_for is not None)
    return OnDuty(drawer, held.get(DutyPart.ASSISTANT), held.get(DutyPart.OFFICER), covers)
