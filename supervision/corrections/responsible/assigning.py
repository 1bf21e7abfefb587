"""Setting who answers for a file, and handing over a whole caseload; the person is told of whoever is new."""

from collections.abc import Mapping
from uuid import UUID

from supervision.audit import Act, Change, Subject, audited_change
from supervision.corrections.access import asking
from supervision.corrections.contacts.store import (
    SELECT_CONTACTS,
    ContactContent,
    StepDetail,
    append_step,
    contact_of,
    insert_planned,
)
from supervision.corrections.contacts.words import ContactKind, Outcome
from supervision.corrections.file_state import FILE_ENDED, FileEnded
from supervision.corrections.opening import SUBJECT_KIND, about_file
from supervision.corrections.responsible.store import current_of, end_current, insert_current
from supervision.corrections.store import StoredFile, load_file, load_files_locked
from supervision.errors import InputInvalid, NotFound
from supervision.legal_time import day_end, legal_day
from supervision.officers import Officer, check_officer_may
from supervision.officers.officer import NOT_HERE
from supervision.officers.sessions import load_acting_officer_for_system
from supervision.storage.database import fetch
from supervision.vault import DataKey, load_keys
from supervision.wording import Wording

TAKER_WRONG = Wording(
    "此人不能办理这里的档案（不在职、不管辖，或者对其中有的档案回避）。",
    "This officer may not work on all of these files: not in office, not of this place, or shut out of one.",
)
SAME_OFFICER = Wording("已经由其负责。", "They answer for it already.")
TELL = Wording("告知本人：日常联系由%(name)s负责。", "Tell the person: %(name)s is who to turn to.")


async def set_responsible(officer: Officer, file_id: UUID, officer_id: UUID) -> None:
    """Let an officer answer for a file from today. InputInvalid, FileEnded."""
    async with audited_change(officer.actor, Act.FILE_OFFICER_SET, about_file(file_id)) as change:
        file = await load_file(officer, Act.FILE_OFFICER_SET, file_id, lock=True)
        if file.state.is_closed:
            raise FileEnded(FILE_ENDED)
        if (await current_of([file_id])).get(file_id, (None, None))[0] == officer_id:
            raise InputInvalid(SAME_OFFICER, field="officer")
        await _assign(change, officer, {file_id: file}, officer_id)
        change.note(officer=officer_id)


async def hand_over_caseload(officer: Officer, from_id: UUID, to_id: UUID) -> int:
    """Let one officer answer for every open file within reach for which another does; gives how many these are.

    NotFound when there is none; InputInvalid when the one who takes over may not work on each of them: then none moves.
    """
    if from_id == to_id:
        raise InputInvalid(SAME_OFFICER, field="to_officer")
    check_officer_may(officer, Act.FILE_OFFICER_SET, None)
    async with audited_change(officer.actor, Act.FILE_OFFICER_SET, Subject("officer", str(from_id))) as change:
        found = await load_files_locked(officer, Act.FILE_OFFICER_SET, await held_by(officer, from_id))
        current = await current_of(found)
        files = {file_id: file for file_id, file in found.items() if current.get(file_id, (None, None))[0] == from_id}
        if not files:
            raise NotFound(NOT_HERE)
        await _assign(change, officer, files, to_id)
        change.is_also_about(SUBJECT_KIND, files, officer=to_id)
        change.note(to=to_id, files=len(files))
    return len(files)


async def held_by(officer: Officer, holder_id: UUID) -> list[UUID]:
    """The open files within reach for which somebody answers, by id."""
    rows = await fetch(
        """SELECT f.id FROM files_within($1) AS f JOIN file_officer AS a ON a.file = f.id AND a.until_on IS NULL
           WHERE a.officer = $2 AND f.ended_at IS NULL ORDER BY f.id""",
        asking(officer, Act.FILE_OFFICER_SET), holder_id,
    )  # fmt: skip
    return [row["id"] for row in rows]


async def end_responsible(change: Change, officer: Officer, keys: Mapping[UUID, DataKey]) -> None:
    """From today nobody answers for these files, each with its key; nobody is told any more of who answered for them.

    The caller's change holds the files locked.
    """
    told = [contact_id for _, contact_id in (await current_of(keys)).values() if contact_id is not None]
    rows = await fetch(f"{SELECT_CONTACTS} WHERE c.id = ANY($1) AND c.outcome IS NULL", told)
    for contact in map(contact_of, rows):
        await append_step(change, officer.id, contact, Outcome.CANCELLED, StepDetail(), keys[contact.file_id])
    await end_current(change, list(keys))


async def _assign(change: Change, officer: Officer, files: Mapping[UUID, StoredFile], to_id: UUID) -> None:
    taker = await _checked_taker(to_id, files)
    keys = await load_keys(file.vault_key for file in files.values())
    await end_responsible(change, officer, {file_id: keys[file.vault_key] for file_id, file in files.items()})
    told = [
        (file_id, await _tell(change, officer, file, taker, keys[file.vault_key])) for file_id, file in files.items()
    ]
    await insert_current(change, officer.id, to_id, told, change.at)


async def _checked_taker(to_id: UUID, files: Mapping[UUID, StoredFile]) -> Officer:
    """The officer who is to answer for these files, if each of them is open to them. InputInvalid."""
    try:
        taker = await load_acting_officer_for_system(to_id)
    except NotFound as error:
        raise InputInvalid(TAKER_WRONG, field="to_officer") from error
    open_to = await fetch(
        "SELECT f.id FROM files_within($1) AS f WHERE f.id = ANY($2)", asking(taker, Act.CONTACT_RECORD), list(files)
    )
    if len(open_to) != len(files):
        raise InputInvalid(TAKER_WRONG, field="to_officer")
    return taker


async def _tell(change: Change, officer: Officer, file: StoredFile, taker: Officer, key: DataKey) -> UUID | None:
    """Plan the call of today by which the person is told; nobody is called who is not under supervision."""
    today = legal_day(change.at)
    if not file.state.is_supervised or today > file.term_ends_on:
        return None
    span = change.at, day_end(today)
    content = ContactContent(str(TELL) % {"name": taker.name})
    return await insert_planned(change, officer, file.id, ContactKind.CALL, span, content, key)
