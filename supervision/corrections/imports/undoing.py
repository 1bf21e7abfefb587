"""Taking an import back: untouched files go with their keys, changed ones are put back, and what stays says why."""

from collections.abc import Sequence
from functools import partial
from uuid import UUID

from supervision.audit import Act, Change
from supervision.corrections.content import FileContent
from supervision.corrections.files import FileOffice, load_office
from supervision.corrections.imports.made import ChangedFile, OpenedFile
from supervision.corrections.imports.writing import BEFORE, CHUNK, store_changed
from supervision.corrections.opening import SUBJECT_KIND
from supervision.corrections.outbox.withdrawing import NOT_PROVIDED, withdraw_events
from supervision.corrections.store import StoredFile, load_files_locked
from supervision.corrections.term_entries import TermWaiting
from supervision.errors import InputInvalid
from supervision.officers import Officer
from supervision.sheets.untouched import untouched
from supervision.storage.database import fetch
from supervision.vault import Place, destroy_key, list_destruction, load_key, unseal_json
from supervision.wording import Wording

WORKED_ON_SINCE = Wording(
    "建档后档案已有修改或其他记录，或者已通知交换平台，没有撤销。",
    "The file was changed, has records since, or a platform was told of it: it stays.",
)
CHANGED_SINCE = Wording("写入后档案又有变动，没有恢复。", "The file was changed again since: it is not put back.")
OUT_OF_REACH = Wording(
    "档案不在撤销人可以更改的范围内，保持原样。",
    "The file is not within what whoever took the import back may change: it stays as it is.",
)
REASON = "import-undone"

_MADE_WITH_A_FILE = ("search_term", "file_step", "term_entry", "contact")
"""What opening a file and planning its duties make beside it; any other row that refers to a file keeps it."""

_PLANNED_ONLY = """
NOT EXISTS (SELECT FROM contact AS c WHERE c.file = f.id AND (c.made_by IS NOT NULL OR c.outcome IS NOT NULL
    OR c.revision > 0 OR EXISTS (SELECT FROM contact_reminder AS r WHERE r.contact = c.id)))
"""
"""Of the duties that were planned by themselves, nobody has done anything with one."""


async def take_back_files(change: Change, officer: Officer, opened: Sequence[OpenedFile]) -> dict[int, Wording]:
    """Remove the files that nobody has touched and destroy their keys; gives why others stay, by their row.

    A file of which a platform was told stays: the platform keeps what it was given. So does one that the officer may
    not change: nobody destroys what is closed to them.
    """
    ids = [one.file_id for one in opened]
    await fetch("SELECT FROM person_file WHERE id = ANY($1) ORDER BY id FOR UPDATE", ids)
    rows = await fetch(
        f"""SELECT f.id FROM person_file AS f
            WHERE f.id = ANY($1) AND f.revision = 1 AND {_PLANNED_ONLY} AND {NOT_PROVIDED}
                AND {await untouched("person_file", "f", (*_MADE_WITH_A_FILE, "outbox_event"))}""",  # noqa: S608 - names that the database itself gives
        ids,
    )
    within = await load_files_locked(officer, Act.PERSON_FILE_CHANGE, ids)
    removed = [row["id"] for row in rows if row["id"] in within]
    for table in _MADE_WITH_A_FILE:
        await change.connection.execute(f"DELETE FROM {table} WHERE file = ANY($1)", removed)  # noqa: S608 - our own names
    for file_id in removed:
        destruction = await destroy_key(within[file_id].vault_key, REASON, SUBJECT_KIND, str(file_id))
        change.after_commit(partial(list_destruction, destruction))
    change.before_commit(partial(_remove, change, removed))
    change.is_also_about(SUBJECT_KIND, removed, step="taken-back")
    return {
        one.row_number: WORKED_ON_SINCE if one.file_id in within else OUT_OF_REACH
        for one in opened
        if one.file_id not in removed
    }


async def _remove(change: Change, file_ids: Sequence[UUID], _position: int) -> None:
    """Remove the files, which the caller holds, with what platforms were to be told of them."""
    await withdraw_events(change, file_ids)
    await change.connection.execute("DELETE FROM person_file WHERE id = ANY($1)", file_ids)


async def put_back_files(change: Change, officer: Officer, changed: Sequence[ChangedFile]) -> dict[int, Wording]:
    """Store what stood in the files before as their next revision; gives why others stay, by their row."""
    files = await load_files_locked(officer, Act.PERSON_FILE_CHANGE, (one.file_id for one in changed))
    kept: dict[int, Wording] = {}
    back: list[UUID] = []
    for one in changed:
        file = files.get(one.file_id)
        if file is None:
            kept[one.row_number] = OUT_OF_REACH
        elif file.revision != one.revision or file.state.is_closed or not await _put_back(change, officer, file, one):
            kept[one.row_number] = CHANGED_SINCE
        else:
            back.append(one.file_id)
    change.is_also_about(SUBJECT_KIND, back, step="put-back")
    return kept


async def _put_back(change: Change, officer: Officer, file: StoredFile, one: ChangedFile) -> bool:
    place = Place(CHUNK, BEFORE, file.id)
    before = unseal_json(await load_key(file.vault_key), one.before_sealed, place, FileContent)
    office: FileOffice | None = None
    try:
        if one.office_id != file.office_id:
            office = await load_office(officer, Act.PERSON_FILE_CHANGE, one.office_id)
        await store_changed(change, officer, file, before, office)
    except (InputInvalid, TermWaiting):
        return False
    return True
