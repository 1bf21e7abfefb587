"""Writing a chunk of supervisees: new files opened in bulk, and chosen differences taken into files that are there."""

from collections.abc import Iterable, Mapping
from uuid import UUID, uuid4

import msgspec

from supervision.audit import Act, Change
from supervision.corrections.assessed import take_over_limits
from supervision.corrections.content import FileContent, check_content
from supervision.corrections.files import (
    FILE_EXISTS,
    OFFICE_UNKNOWN,
    FileOffice,
    load_office,
    new_file,
    save_content,
    store_new,
    tell_of_opening,
)
from supervision.corrections.imports.comparing import ToldFile, changed_content, differences
from supervision.corrections.imports.made import ChangedFile, OpenedFile
from supervision.corrections.opening import SUBJECT_KIND
from supervision.corrections.responsible.store import insert_first
from supervision.corrections.store import (
    StoredFile,
    find_open_documents,
    like_reach,
    load_files_locked,
    save_search_terms,
    search_terms_of,
)
from supervision.corrections.term_entries import (
    TermWaiting,
    confirmed_last_day,
    enter_judgment,
    entries_of,
    length_of,
)
from supervision.errors import InputInvalid
from supervision.legal_time import legal_day
from supervision.officers import Officer
from supervision.settings import Register
from supervision.sheets.store import ImportLine
from supervision.sheets.table import said_of, turned_down
from supervision.sheets.words import ImportVerdict
from supervision.storage.database import fetch
from supervision.storage.numbering import Series, county_of, take_numbers
from supervision.vault import KeyKind, Place, create_keys, load_key, seal_json
from supervision.wording import Wording

BEFORE = "before_sealed"
"""The name under which a file's content before an import is sealed, with the file's key."""

CHUNK = "file_import_chunk"

LEFT_AS_IT_WAS = Wording("没有勾选，档案保持原样。", "Not ticked: the file is left as it was.")
CHANGED_MEANWHILE = Wording(
    "检查之后档案有变动，没有写入；请重新导入核对。",
    "The file changed since the check, so nothing was written: import the table again to compare.",
)

Told = Mapping[int, ToldFile]
"""What rows tell, by the number of the row."""


async def turn_down_new(officer: Officer, lines: list[ImportLine], told: Told) -> None:
    """Turn new rows down that cannot be any more: an office out of reach, a document with a file by now.

    The series of each county is locked first, so that no file slips in until the caller's transaction ends.
    """
    offices = await _offices_within(officer, (told[line.row_number].office_id for line in _new(lines)))
    known: set[tuple[str, str]] = set()
    for county, documents in sorted(_documents(lines, told, offices).items()):
        await take_numbers(Series.FILE, county, 0)
        known |= {(county, number) for number in await find_open_documents(county, documents)}
    for place, line in enumerate(lines):
        if line.verdict is not ImportVerdict.NEW:
            continue
        row = told[line.row_number]
        office = offices.get(row.office_id)
        if office is None:
            lines[place] = turned_down(line.row_number, line.who, ImportVerdict.OUTSIDE, OFFICE_UNKNOWN, "office")
        elif (county_of(office.division), row.content.identity.document_number) in known:
            lines[place] = turned_down(
                line.row_number, line.who, ImportVerdict.DUPLICATE, FILE_EXISTS, "document_number"
            )


async def open_files(change: Change, officer: Officer, lines: Iterable[ImportLine], told: Told) -> list[OpenedFile]:
    """Open the files of the new rows, each under a key of its own, numbered in the order of the table."""
    new = [(line.row_number, told[line.row_number]) for line in _new(lines)]
    offices = await _offices_within(officer, (row.office_id for _, row in new))
    keys = await create_keys(Register.CORRECTIONS, KeyKind.FILE, [None] * len(new))
    counties = [county_of(offices[row.office_id].division) for _, row in new]
    numbers = {
        county: (await take_numbers(Series.FILE, county, counties.count(county)))[::-1]
        for county in sorted(set(counties))
    }
    stored, terms, contents, opened = [], {}, {}, []
    for (row_number, row), key, county in zip(new, keys, counties, strict=True):
        file_id = uuid4()
        office, number = offices[row.office_id], numbers[county].pop()
        stored.append(new_file(file_id, number, office, row.content, key, officer, change.at))
        terms[file_id], contents[file_id] = search_terms_of(row.content), row.content
        opened.append(OpenedFile(row_number, file_id))
    await store_new(stored)
    await save_search_terms(terms)
    await take_over_limits(change, {each: content.identity.document_number for each, content in contents.items()})
    await insert_first(change, officer, list(contents))
    await tell_of_opening(change, contents)
    change.is_also_about(SUBJECT_KIND, terms, step="opened")
    return opened


async def change_files(change: Change, officer: Officer, lines: list[ImportLine], told: Told) -> list[ChangedFile]:
    """Take what was chosen into the files as their next revision; what cannot be any more is left, and says why."""
    files = await load_files_locked(
        officer, Act.PERSON_FILE_CHANGE, (line.record_id for line in lines if line.record_id and line.is_chosen)
    )
    changed = []
    for place, line in enumerate(lines):
        if line.verdict is not ImportVerdict.CHANGED or line.record_id is None:
            continue
        if not line.is_chosen:
            lines[place] = _left(line, LEFT_AS_IT_WAS)
            continue
        file, row = files.get(line.record_id), told[line.row_number]
        try:
            before = await _change(change, officer, file, row) if file and file.revision == row.revision else None
        except (InputInvalid, TermWaiting) as refusal:
            lines[place] = _left(line, refusal.args[0])
            continue
        if file is None or before is None:
            lines[place] = _left(line, CHANGED_MEANWHILE)
            continue
        changed.append(ChangedFile(line.row_number, file.id, file.revision + 1, file.office_id, before))
    change.is_also_about(SUBJECT_KIND, [one.file_id for one in changed], step="changed")
    return changed


async def _change(change: Change, officer: Officer, file: StoredFile, row: ToldFile) -> bytes | None:
    """Store what differs and give the content before, sealed; None once it is closed. InputInvalid, TermWaiting."""
    if file.state.is_closed:
        return None
    before, entries = await file.open_content(), await entries_of(file)
    is_confirmed = confirmed_last_day(entries) is not None
    found = differences(before, file.office_id, file.office_name, row, is_term_confirmed=is_confirmed)
    content = check_content(changed_content(before, row, found), legal_day(change.at), file.division)
    is_moved = row.office_id != file.office_id
    office = await load_office(officer, Act.PERSON_FILE_CHANGE, row.office_id) if is_moved else None
    await store_changed(change, officer, file, content, office)
    return seal_json(await load_key(file.vault_key), before, Place(CHUNK, BEFORE, file.id))


async def store_changed(
    change: Change, officer: Officer, file: StoredFile, content: FileContent, office: FileOffice | None
) -> None:
    """Store content in a file that the caller has locked; a last day is entered anew only where its length differs."""
    last_day = file.term_ends_on
    if length_of(content) != length_of(await file.open_content()):
        division = office.division if office else file.division
        last_day = await enter_judgment(officer, file, content, division, change.at)
    await save_content(change, officer, file, file.revision, content, office, last_day)


def _new(lines: Iterable[ImportLine]) -> list[ImportLine]:
    return [line for line in lines if line.verdict is ImportVerdict.NEW]


def _documents(lines: Iterable[ImportLine], told: Told, offices: Mapping[UUID, FileOffice]) -> dict[str, list[str]]:
    """The documents of new rows by the county of their office."""
    documents: dict[str, list[str]] = {}
    for line in _new(lines):
        row = told[line.row_number]
        if row.office_id in offices:
            county = county_of(offices[row.office_id].division)
            documents.setdefault(county, []).append(row.content.identity.document_number)
    return documents


async def _offices_within(officer: Officer, office_ids: Iterable[UUID]) -> dict[UUID, FileOffice]:
    rows = await fetch(
        "SELECT id, name, division FROM office WHERE id = ANY($1) AND division LIKE ANY($2)",
        list(set(office_ids)), like_reach(officer, Act.PERSON_FILE_IMPORT),
    )  # fmt: skip
    return {row["id"]: FileOffice(row["id"], row["name"], row["division"]) for row in rows}


def _left(line: ImportLine, reason: str) -> ImportLine:
    return msgspec.structs.replace(line, verdict=ImportVerdict.LEFT, reason=said_of(reason), field=None)
