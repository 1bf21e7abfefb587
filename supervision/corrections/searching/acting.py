"""Opening a search, putting down what was done, ending it. An alert opens none: an officer does.

A search and the state of the file say the same: whoever is searched for is out of contact until they are found.
"""

from datetime import datetime
from uuid import UUID, uuid4

from supervision.audit import Act, audited_change
from supervision.corrections.file_state import FILE_ENDED, FileEnded, FileState
from supervision.corrections.life_cycle import LifeStep
from supervision.corrections.opening import about_file
from supervision.corrections.papers.with_acts import issue_with_act
from supervision.corrections.searching.ending import save_end
from supervision.corrections.searching.search_papers import FORM_OF, papers_of_search
from supervision.corrections.searching.store import STEP_TABLE, TABLE, load_search, steps_of
from supervision.corrections.searching.tables import PersonSearchRow
from supervision.corrections.searching.words import (
    IN_CONTACT_AGAIN,
    SearchEnd,
    SearchRefused,
    SearchStep,
    check_end,
)
from supervision.corrections.steps import StepDetail, take_step
from supervision.corrections.store import load_file
from supervision.errors import InputInvalid
from supervision.officers import Officer, check_officer_may
from supervision.storage.database import fetch_one
from supervision.texts import needed_text
from supervision.vault import Place, load_key, seal_text
from supervision.wording import Wording

_MOST_TEXT = 2_000

IN_FUTURE = Wording("时间不能晚于现在。", "The time cannot lie in the future.")
BEFORE_LOST = Wording("时间不能早于失去联系之时。", "The time cannot lie before the contact was lost.")
UNDER_WAY = Wording("已在查找，请继续登记。", "A search is under way already; go on with that one.")
OVER = Wording("查找已经结束。", "The search has ended.")


async def open_search(officer: Officer, file_id: UUID, lost_since_at: datetime, reason: str) -> UUID:
    """Begin to search for somebody whom the officer holds out of contact since then; the file says so from now on.

    SearchRefused, InputInvalid; LifeStepRefused for somebody who is in custody.
    """
    reason = needed_text(reason, "reason", _MOST_TEXT)
    async with audited_change(officer.actor, Act.SEARCH_OPEN, about_file(file_id)) as change:
        file = await load_file(officer, Act.SEARCH_OPEN, file_id, lock=True)
        if file.ended_at is not None:
            raise FileEnded(FILE_ENDED)
        if lost_since_at > change.at:
            raise InputInvalid(IN_FUTURE, field="lost_since_at")
        key = await load_key(file.vault_key)
        if await fetch_one("SELECT 1 FROM person_search WHERE file = $1 AND ended_at IS NULL", file_id) is not None:
            raise SearchRefused(UNDER_WAY)
        search_id = uuid4()
        await PersonSearchRow.insert(
            PersonSearchRow(
                id=search_id, file=file_id, lost_since_at=lost_since_at, opened_at=change.at, opened_by=officer.id,
                reason_sealed=seal_text(key, reason, Place(TABLE, "reason_sealed", search_id)),
            )
        )  # fmt: skip
        if file.state is not FileState.LOST_CONTACT:
            check_officer_may(officer, Act.PERSON_FILE_LOSE, file.division)
            await take_step(change, officer, file, LifeStep.LOSE, lost_since_at, StepDetail(reason))
        change.note(search=search_id, lost_since_at=lost_since_at.isoformat())
    return search_id


async def take_search_step(
    officer: Officer, search_id: UUID, step: SearchStep, happened_at: datetime, note: str
) -> None:
    """Put down what was done: whom was called or told, and what came of it. SearchRefused once it has ended.

    Telling police or procuratorate puts out the paper that says so.
    """
    note = needed_text(note, "note", _MOST_TEXT)
    subject = await load_search(officer, Act.SEARCH_STEP, search_id)
    async with audited_change(officer.actor, Act.SEARCH_STEP, about_file(subject.file_id)) as change:
        file = await load_file(officer, Act.SEARCH_STEP, subject.file_id, lock=True)
        search = await load_search(officer, Act.SEARCH_STEP, search_id, lock=True)
        if search.ended_at is not None:
            raise SearchRefused(OVER)
        if happened_at > change.at:
            raise InputInvalid(IN_FUTURE, field="happened_at")
        if happened_at < search.lost_since_at:
            raise InputInvalid(BEFORE_LOST, field="happened_at")
        step_id = uuid4()
        key = await load_key(search.vault_key)
        sealed = seal_text(key, note, Place(STEP_TABLE, "note_sealed", step_id))
        await change.connection.execute(
            """INSERT INTO person_search_step (id, search, number, step, happened_at, note_sealed, taken_at, taken_by)
               SELECT $1, $2, 1 + count(*), $3, $4, $5, $6, $7 FROM person_search_step WHERE search = $2""",
            step_id, search_id, step, happened_at, sealed, change.at, officer.id,
        )  # fmt: skip
        change.note(search=search_id, step=step)
        if step in FORM_OF:
            *_, called = papers_of_search(search, await steps_of(search, key))
            await issue_with_act(change, officer, file, called)


async def end_search(officer: Officer, search_id: UUID, end: SearchEnd, note: str) -> None:
    """End a search, with where and how; with somebody who was found the file goes back to where it stood.

    Handed over only after police and procuratorate were told: then they stay out of contact. SearchRefused.
    """
    note = needed_text(note, "note", _MOST_TEXT)
    subject = await load_search(officer, Act.SEARCH_END, search_id)
    async with audited_change(officer.actor, Act.SEARCH_END, about_file(subject.file_id)) as change:
        file = await load_file(officer, Act.SEARCH_END, subject.file_id, lock=True)
        search = await load_search(officer, Act.SEARCH_END, search_id, lock=True)
        if search.ended_at is not None:
            raise SearchRefused(OVER)
        key = await load_key(search.vault_key)
        check_end(end, [taken.step for taken in await steps_of(search, key)])
        await save_end(change, officer, search_id, end, note, key)
        if end in IN_CONTACT_AGAIN and file.state is FileState.LOST_CONTACT:
            check_officer_may(officer, Act.PERSON_FILE_FIND, file.division)
            await take_step(change, officer, file, LifeStep.FIND, change.at, StepDetail(note))
