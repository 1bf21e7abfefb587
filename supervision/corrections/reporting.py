"""From documents to the programme: reporting in, the declaration; and contact that is lost and found again."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from msgspec import structs
from piccolo.columns import Column

from supervision.audit import audited_change
from supervision.corrections.file_state import FileState
from supervision.corrections.induction.declaration_paper import paper_of_declaration
from supervision.corrections.induction.group import check_standing_group
from supervision.corrections.induction.plan import has_plan
from supervision.corrections.life_cycle import LifeStep
from supervision.corrections.opening import about_file
from supervision.corrections.papers.with_acts import issue_with_act
from supervision.corrections.presence import NOBODY_SAID, Presence, has_guardian_duty, read_presence
from supervision.corrections.steps import StepDetail, act_of, load_open_file, take_step
from supervision.documents import DocumentType
from supervision.errors import InputInvalid, RuleRefused
from supervision.legal_time import legal_day
from supervision.officers import Officer
from supervision.storage.database import fetch_one
from supervision.texts import needed_text, optional_text, person_name
from supervision.vault import load_key
from supervision.wording import Wording

_MOST_NOTE = 1_000
_MOST_PRESENT = 12
_MOST_PLACE = 100

PRESENT_NEEDED = Wording("请填写宣告时在场的人员。", "Enter who was present at the declaration.")
SEARCH_LASTS = Wording(
    "正在查找，请在查找中登记结果，恢复联系随之登记。",
    "A search is under way: end it with its result, and the contact is recorded with it.",
)
PRESENT_MANY = Wording("在场人员过多。", "These are too many people.")

PLAN_MISSING = Wording(
    "还没有矫正方案，请先在“方案”页制定矫正小组和矫正方案，再列入在矫（社区矫正法第二十四条、第二十五条）。",
    "There is no correction plan yet: group and plan come first, on the tab “Plan” (Community Correction Law, arts. 24 "
    "and 25).",
)


class ProgrammeRefused(RuleRefused):
    """Nobody enters the programme without a plan."""

    code = "programme-refused"


class ContactSearched(RuleRefused):
    """The person is searched for: contact comes back with the end of the search."""

    code = "contact-searched"


async def report_in(
    officer: Officer,
    file_id: UUID,
    reported_at: datetime,
    checked_document: DocumentType,
    note: str = "",
    paper_id: UUID | None = None,
) -> FileState:
    """Record that the person reported in, late or not, and by which original document the officer knew them.

    The day until which it was due stays with the step (Community Correction Law, arts. 21 and 22).
    """
    note = optional_text(note, "note", _MOST_NOTE)
    act = act_of(LifeStep.REPORT_IN)
    async with audited_change(officer.actor, act, about_file(file_id)) as change:
        file = await load_open_file(officer, act, file_id)
        due_on = file.report_due_on
        detail = StepDetail(note=note, due_on=due_on, checked_document=checked_document)
        values: dict[Column | str, Any] = {"report_due_on": None}
        state = await take_step(change, officer, file, LifeStep.REPORT_IN, reported_at, detail, paper_id, values)
        change.note(late=due_on is not None and legal_day(reported_at) > due_on)
    return state


async def declare(
    officer: Officer,
    file_id: UUID,
    declared_at: datetime,
    present: Sequence[str],
    place: str = "",
    note: str = "",
    paper_id: UUID | None = None,
    presence: Presence = NOBODY_SAID,
) -> FileState:
    """Record the declaration of facts, term and rules to the person, with those who were present.

    Its paper goes out with it, unless it did before, to be read out.
    Of a minor under age it is said which guardian was there, or why none was. InputInvalid.
    """
    names = tuple(person_name(name, "present") for name in present if name.strip())
    if not names:
        raise InputInvalid(PRESENT_NEEDED, field="present")
    if len(names) > _MOST_PRESENT:
        raise InputInvalid(PRESENT_MANY, field="present")
    detail = StepDetail(optional_text(note, "note", _MOST_NOTE), names, optional_text(place, "place", _MOST_PLACE))
    act = act_of(LifeStep.DECLARE)
    async with audited_change(officer.actor, act, about_file(file_id)) as change:
        file = await load_open_file(officer, act, file_id)
        identity, day = file.identity(await load_key(file.vault_key)), legal_day(declared_at)
        is_owed = has_guardian_duty(identity, day, file.division, is_minor=file.is_minor)
        presence = read_presence(presence, is_minor=file.is_minor, is_owed=is_owed)
        detail = structs.replace(detail, presence=presence)
        state = await take_step(change, officer, file, LifeStep.DECLARE, declared_at, detail, paper_id)
        if (called := await paper_of_declaration(file)) is not None:
            await issue_with_act(change, officer, file, called)
    return state


async def begin_programme(officer: Officer, file_id: UUID, began_at: datetime, note: str = "") -> FileState:
    """Record that group and plan stand and supervision begins. GroupRefused, ProgrammeRefused without either."""
    detail, act = StepDetail(optional_text(note, "note", _MOST_NOTE)), act_of(LifeStep.BEGIN)
    async with audited_change(officer.actor, act, about_file(file_id)) as change:
        file = await load_open_file(officer, act, file_id)
        state = await take_step(change, officer, file, LifeStep.BEGIN, began_at, detail)
        await check_standing_group(file, legal_day(change.at))
        if not await has_plan(file):
            raise ProgrammeRefused(PLAN_MISSING)
    return state


async def lose_contact(
    officer: Officer, file_id: UUID, since: datetime, note: str, paper_id: UUID | None = None
) -> FileState:
    """Record that an officer found the person to be out of contact, with what was tried; orders go on."""
    detail = StepDetail(needed_text(note, "note", _MOST_NOTE))
    return await _step(officer, file_id, LifeStep.LOSE, since, detail, paper_id)


async def find_again(officer: Officer, file_id: UUID, found_at: datetime, note: str = "") -> FileState:
    """Record that the person is in contact again; the file stands where it stood before.

    ContactSearched while a search lasts: its end says where the person was found, and takes this step.
    """
    detail = StepDetail(optional_text(note, "note", _MOST_NOTE))
    act = act_of(LifeStep.FIND)
    async with audited_change(officer.actor, act, about_file(file_id)) as change:
        file = await load_open_file(officer, act, file_id)
        if await fetch_one("SELECT 1 FROM person_search WHERE file = $1 AND ended_at IS NULL", file_id) is not None:
            raise ContactSearched(SEARCH_LASTS)
        return await take_step(change, officer, file, LifeStep.FIND, found_at, detail)


async def _step(
    officer: Officer,
    file_id: UUID,
    step: LifeStep,
    happened_at: datetime,
    detail: StepDetail,
    paper_id: UUID | None = None,
) -> FileState:
    act = act_of(step)
    async with audited_change(officer.actor, act, about_file(file_id)) as change:
        file = await load_open_file(officer, act, file_id)
        return await take_step(change, officer, file, step, happened_at, detail, paper_id)
