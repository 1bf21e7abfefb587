"""Rectifications (整改): begun for an amber or red place, reported by the owner, re-checked by somebody else."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID, uuid4

import msgspec

from supervision.audit import Act, Change
from supervision.errors import InputInvalid, RuleRefused
from supervision.legal_time import legal_day
from supervision.officers import Officer, Role
from supervision.residence.changes import RESIDENCE, about, residence_change
from supervision.residence.quality.places import load_place
from supervision.residence.quality.rating import Colour
from supervision.residence.quality.rectification_rows import (
    RECTIFICATION,
    STEP,
    Rectification,
    RectificationState,
    StepKind,
    load_rectification,
)
from supervision.residence.rules import ResidenceRuleName, find_residence_rule
from supervision.storage.database import fetch
from supervision.texts import needed_text
from supervision.vault import Place, seal_text, service_key
from supervision.wording import Wording

NOTHING_DUE = Wording("这里是绿色，没有需要整改的。", "This place is green: there is nothing to mend.")
IS_BEGUN = Wording("这里已有一件整改没有办结。", "A rectification of this place is not closed yet.")
OWNER_UNFIT = Wording("请从本辖区的民警、协管员中选择责任人。", "Choose the owner among the officers of this place.")
NOT_OPEN = Wording("这件整改已报完成或已办结。", "This rectification was reported as done, or is closed.")
NOT_REPORTED = Wording("这件整改还没有报完成，或已办结。", "This rectification was not reported as done, or is closed.")
SELF_CHECK = Wording(
    "复查须由责任人和报完成的人以外的民警进行。", "The re-check is another officer's than the owner and the reporter."
)


class NothingDue(RuleRefused):
    """A green place needs no rectification."""

    code = "nothing-due"


class RectificationBegun(RuleRefused):
    """One open rectification for a place at a time."""

    code = "rectification-begun"


class RectificationMoved(RuleRefused):
    """It does not stand where the act would take it up."""

    code = "rectification-moved"


class SelfChecked(RuleRefused):
    """Nobody re-checks what they own or reported."""

    code = "self-checked"


@dataclass(frozen=True, slots=True)
class RectificationDraft:
    """What is to be mended where, and by whom; without a drawer the whole community."""

    division: str
    drawer_id: UUID | None
    owner_id: UUID
    task: str


@dataclass(frozen=True, slots=True)
class PossibleOwner:
    """Somebody who can own a rectification of a place; whoever is on duty there stands first."""

    id: UUID
    name: str
    is_on_duty: bool


async def begin_rectification(officer: Officer, draft: RectificationDraft) -> UUID:
    """Begin one for an amber or red place; due by the rule of its colour. NothingDue, RectificationBegun."""
    task = needed_text(draft.task, "task")
    async with residence_change(officer.actor, Act.RECTIFICATION_BEGIN) as change:
        today = legal_day(change.at)
        place = await load_place(officer, Act.RECTIFICATION_BEGIN, draft.division, draft.drawer_id, today)
        if place.rating.colour is Colour.GREEN:
            raise NothingDue(NOTHING_DUE)
        owners = await _owners(place.division, place.drawer_id, today)
        if draft.owner_id not in {owner.id for owner in owners}:
            raise InputInvalid(OWNER_UNFIT, field="owner")
        rectification_id = uuid4()
        counts = msgspec.json.encode({one.kind: one.share for one in place.rating.judged}).decode()
        key = await service_key(RESIDENCE)
        stored = await change.connection.fetchval(
            """INSERT INTO rectification (id, division, drawer, colour, counts_json, task_sealed, owner, due_on, state,
                   begun_at, begun_by, reopened)
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'open', $9, $10, 0)
               ON CONFLICT (division, drawer) WHERE state <> 'closed' DO NOTHING
               RETURNING id""",
            rectification_id, place.division, place.drawer_id, place.rating.colour, counts,
            seal_text(key, task, Place(RECTIFICATION, "task_sealed", rectification_id)), draft.owner_id,
            due_on(place.rating.colour, today, place.division), change.at, officer.id,
        )  # fmt: skip
        if stored is None:
            raise RectificationBegun(IS_BEGUN)
        change.is_about(RECTIFICATION, rectification_id)
        change.note(division=place.division, drawer=place.drawer_id, colour=place.rating.colour, owner=draft.owner_id)
    return rectification_id


async def add_progress(officer: Officer, rectification_id: UUID, note: str, *, is_done: bool = False) -> None:
    """Write down a step, or report that it is done. RectificationMoved, InputInvalid."""
    text = needed_text(note, "note")
    async with residence_change(
        officer.actor, Act.RECTIFICATION_REPORT, about(RECTIFICATION, rectification_id)
    ) as change:
        rectification = await load_rectification(officer, Act.RECTIFICATION_REPORT, rectification_id, lock=True)
        if rectification.state is not RectificationState.OPEN:
            raise RectificationMoved(NOT_OPEN)
        await _add_step(change, officer, rectification, StepKind.REPORTED if is_done else StepKind.PROGRESS, text)
        if is_done:
            await change.connection.execute(
                "UPDATE rectification SET state = 'reported', reported_by = $2 WHERE id = $1",
                rectification_id, officer.id,
            )  # fmt: skip


async def recheck_rectification(officer: Officer, rectification_id: UUID, note: str, *, has_passed: bool) -> None:
    """Close what was reported, or reopen it with a new due day. SelfChecked, RectificationMoved, InputInvalid."""
    text = needed_text(note, "note")
    async with residence_change(
        officer.actor, Act.RECTIFICATION_RECHECK, about(RECTIFICATION, rectification_id)
    ) as change:
        rectification = await load_rectification(officer, Act.RECTIFICATION_RECHECK, rectification_id, lock=True)
        if rectification.state is not RectificationState.REPORTED:
            raise RectificationMoved(NOT_REPORTED)
        if officer.id in {rectification.owner_id, rectification.reported_by}:
            raise SelfChecked(SELF_CHECK)
        await _add_step(change, officer, rectification, StepKind.PASSED if has_passed else StepKind.FAILED, text)
        if has_passed:
            await change.connection.execute(
                "UPDATE rectification SET state = 'closed', closed_at = $2, closed_by = $3 WHERE id = $1",
                rectification_id, change.at, officer.id,
            )  # fmt: skip
        else:
            await change.connection.execute(
                """UPDATE rectification SET state = 'open', reported_by = NULL, due_on = $2, reopened = reopened + 1
                   WHERE id = $1""",
                rectification_id, due_on(rectification.colour, legal_day(change.at), rectification.division),
            )  # fmt: skip


async def possible_owners(
    officer: Officer, division: str, drawer_id: UUID | None, today: date
) -> tuple[PossibleOwner, ...]:
    """Who can own a rectification there, those on duty first; NotFound beyond reach."""
    place = await load_place(officer, Act.RECTIFICATION_BEGIN, division, drawer_id, today)
    return await _owners(place.division, place.drawer_id, today)


def due_on(colour: Colour, today: date, division: str) -> date:
    """Until when a place of that colour is to be mended, by the rule that holds there."""
    return today + timedelta(days=find_residence_rule(DUE_RULES[colour], today, division).number)


DUE_RULES = {
    Colour.AMBER: ResidenceRuleName.RECTIFICATION_DUE_AMBER,
    Colour.RED: ResidenceRuleName.RECTIFICATION_DUE_RED,
}


async def _owners(division: str, drawer_id: UUID | None, today: date) -> tuple[PossibleOwner, ...]:
    """Community police of the place, and whoever has the drawer on duty."""
    rows = await fetch(
        """SELECT officer.id, officer.name, bool_or(duty.id IS NOT NULL) AS is_on_duty, min(duty.part) AS part
           FROM officer
           LEFT JOIN drawer_duty AS duty ON duty.officer = officer.id AND duty.drawer = $2 AND duty.valid_from <= $3
               AND (duty.valid_until IS NULL OR duty.valid_until >= $3)
           WHERE officer.register = $4 AND officer.state = 'active'
               AND (duty.id IS NOT NULL OR EXISTS (
                   SELECT FROM role_grant AS g WHERE g.officer = officer.id AND g.role = $5
                       AND starts_with($1, g.prefix) AND g.revoked_at IS NULL
                       AND g.valid_from <= $3 AND (g.valid_until IS NULL OR g.valid_until >= $3)))
           GROUP BY officer.id, officer.name
           ORDER BY is_on_duty DESC, part DESC NULLS LAST, officer.name, officer.id""",
        division, drawer_id, today, RESIDENCE, Role.COMMUNITY_POLICE,
    )  # fmt: skip
    return tuple(PossibleOwner(**{name: row[name] for name in ("id", "name", "is_on_duty")}) for row in rows)


async def _add_step(change: Change, officer: Officer, to: Rectification, kind: StepKind, note: str) -> None:
    step_id, key = uuid4(), await service_key(RESIDENCE)
    await change.connection.execute(
        """INSERT INTO rectification_step (id, rectification, kind, note_sealed, at, by)
           VALUES ($1, $2, $3, $4, $5, $6)""",
        step_id, to.id, kind, seal_text(key, note, Place(STEP, "note_sealed", step_id)), change.at, officer.id,
    )  # fmt: skip
    change.note(step=kind)
