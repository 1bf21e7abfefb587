"""The table of supervisees: judged against the files, written by whoever confirmed it, and taken back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import msgspec

from supervision.audit import Act, Change
from supervision.corrections.content import check_content, check_start, term_of
from supervision.corrections.files import FILE_EXISTS, FileOffice
from supervision.corrections.import_rows import COLUMNS, RowContent, read_row
from supervision.corrections.imports.comparing import (
    Difference,
    ToldFile,
    changed_content,
    differences,
    told_fields,
)
from supervision.corrections.imports.made import MadeFiles
from supervision.corrections.imports.undoing import put_back_files, take_back_files
from supervision.corrections.imports.writing import change_files, open_files, turn_down_new
from supervision.corrections.store import StoredFile, find_open_files, like_reach, load_files
from supervision.errors import InputInvalid
from supervision.legal_time import legal_day, now
from supervision.officers import Officer
from supervision.officers.sessions import load_acting_officer_for_system
from supervision.settings import Register
from supervision.sheets.store import ImportJob, ImportLine
from supervision.sheets.table import Kept, TableRow, masked, refused_line, turned_down, unreadable_line
from supervision.sheets.words import ImportVerdict
from supervision.storage.database import fetch
from supervision.storage.numbering import COUNTY_DIGITS, county_of
from supervision.wording import Wording

IN_SHEET_TWICE = Wording("表内有相同证件号码的行。", "An earlier row has the same document number.")
OUTSIDE = Wording("没有这个机构，或者不在您的管辖范围内。", "There is no such office within your reach.")
DIFFERS = Wording("与档案不同：%s。", "Differs from the file: %s.")
DIFFERS_IN_TERM = Wording(
    "期限已经两人复核，表中不同：%s；请在档案的期限变更中登记。",
    "Two officers stand for the term; the table says otherwise: %s. Enter it as a change of the term on the file.",
)

LINES = msgspec.msgpack.Decoder(ToldFile)
"""Reads what a row told."""


def takes(job: ImportJob, field: str) -> bool:  # noqa: ARG001 - of no column a region decides
    """Everything that a file has may be told."""
    return True


@dataclass(frozen=True, slots=True)
class _Read:
    """A row that can stand by itself."""

    content: RowContent
    office: FileOffice
    told: ToldFile


class FileTable:
    """One row a supervisee."""

    columns, chunk_rows, made_as = COLUMNS, 200, MadeFiles
    takes = staticmethod(takes)

    def __init__(self) -> None:
        self._seen: set[str] = set()

    def group_of(self, row: TableRow) -> tuple[str, ...]:
        """Every row stands for itself."""
        return (str(row.number),)

    async def judge(self, job: ImportJob, rows: Sequence[TableRow]) -> list[ImportLine]:
        """New, changed, unchanged, by hand, duplicate, outside or invalid, as far as whoever handed it in may know."""
        giver = await load_acting_officer_for_system(job.handed_in_by)
        offices, today = await _offices_by_name(giver), legal_day(now())
        judged = {row.number: _read(row, offices, today) for row in rows}
        read = {number: one for number, one in judged.items() if isinstance(one, _Read)}
        there = await _files_there(read)
        files = await load_files(giver, Act.PERSON_FILE_CHANGE, there.values())
        confirmed = await files_with_confirmed_term(files)
        lines = []
        for row in rows:
            one = judged[row.number]
            if isinstance(one, _Read):
                file_id = there.get(row.number)
                lines.append(await self._against_file(row, one, file_id, files, confirmed))
            else:
                lines.append(one)
        return lines

    async def write(self, change: Change, job: ImportJob, officer_id: UUID, lines: list[ImportLine]) -> MadeFiles:  # noqa: ARG002 - one kind of table
        """Open the files of new rows and change those that were chosen, as far as whoever confirmed it may."""
        officer = await load_acting_officer_for_system(officer_id)
        told = {line.row_number: LINES.decode(line.line) for line in lines if line.line is not None}
        await turn_down_new(officer, lines, told)
        opened = await open_files(change, officer, lines, told)
        files = {one.row_number: one.file_id for one in opened}
        changed = await change_files(change, officer, lines, told)
        for line in lines:  # from here on whoever looks at a row is asked whether its file is open to them
            line.record_id = files.get(line.row_number, line.record_id)
        return MadeFiles(opened, changed)

    async def undo(self, change: Change, officer_id: UUID, made: MadeFiles) -> Kept:
        """Take untouched files back, their keys destroyed, and put changed ones back that nobody changed since."""
        officer = await load_acting_officer_for_system(officer_id)
        reasons = await take_back_files(change, officer, made.opened)
        reasons |= await put_back_files(change, officer, made.changed)
        return Kept(len(reasons), reasons)

    async def _against_file(
        self,
        row: TableRow,
        read: _Read,
        file_id: UUID | None,
        files: Mapping[UUID, StoredFile],
        confirmed: frozenset[UUID],
    ) -> ImportLine:
        who, number = masked(row.cells.get("name")), read.content.content.identity.document_number
        if number in self._seen:
            return turned_down(row.number, who, ImportVerdict.DUPLICATE, IN_SHEET_TWICE, "document_number")
        self._seen.add(number)
        if file_id is None:
            try:
                check_start(read.told.content, legal_day(now()), read.office.division)
            except InputInvalid as error:
                return refused_line(row, who, error)
            return ImportLine(row.number, ImportVerdict.NEW, who, line=msgspec.msgpack.encode(read.told))
        file = files.get(file_id)
        if file is None:
            return turned_down(row.number, who, ImportVerdict.DUPLICATE, FILE_EXISTS, "document_number")
        try:
            found = await differences_of(file, read.told, is_term_confirmed=file_id in confirmed)
            if any(not one.is_by_hand for one in found):
                merged = changed_content(await file.open_content(), read.told, found)
                merged = check_content(merged, legal_day(now()), read.office.division)
                term_of(merged, read.office.division)
        except InputInvalid as error:
            return refused_line(row, who, error)
        return _compared(row.number, who, file, read.told, found)


async def differences_of(file: StoredFile, told: ToldFile, *, is_term_confirmed: bool) -> tuple[Difference, ...]:
    """In what a row differs from a file that the caller has loaded."""
    content = await file.open_content()
    return differences(content, file.office_id, file.office_name, told, is_term_confirmed=is_term_confirmed)


async def files_with_confirmed_term(files: Mapping[UUID, StoredFile]) -> frozenset[UUID]:
    """Those of the loaded files of which two officers stand for a last day."""
    rows = await fetch(
        "SELECT DISTINCT file FROM term_entry WHERE file = ANY($1) AND state = 'confirmed'",
        list(files),
    )
    return frozenset(row["file"] for row in rows)


def _read(row: TableRow, offices: Mapping[str, FileOffice], today: date) -> _Read | ImportLine:
    who = masked(row.cells.get("name"))
    if (unreadable := unreadable_line(row, who)) is not None:
        return unreadable
    try:
        content = read_row(row.cells, today)
        office = offices.get(content.office_name)
        if office is None:
            return turned_down(row.number, who, ImportVerdict.OUTSIDE, OUTSIDE, "office")
        term_of(content.content, office.division)
    except InputInvalid as error:
        return refused_line(row, who, error)
    return _Read(content, office, ToldFile(office.id, office.name, content.content, told_fields(row.cells)))


def _compared(row_number: int, who: str, file: StoredFile, told: ToldFile, found: Sequence[Difference]) -> ImportLine:
    """What a row is to a file that may be known; a change waits to be chosen."""
    by_hand = [one for one in found if one.is_by_hand]
    if not found:
        return ImportLine(row_number, ImportVerdict.UNCHANGED, who, record_id=file.id)
    others = [one for one in found if not one.is_by_hand]
    sentences = [_naming(sentence, some) for sentence, some in ((DIFFERS, others), (DIFFERS_IN_TERM, by_hand)) if some]
    return ImportLine(
        row_number,
        ImportVerdict.CHANGED if others else ImportVerdict.BY_HAND,
        who,
        ("".join(sentences), " ".join(sentence.english for sentence in sentences)),
        line=msgspec.msgpack.encode(msgspec.structs.replace(told, revision=file.revision)),
        record_id=file.id,
        is_chosen=False,
    )


_TITLES = {column.field: column.title for column in COLUMNS}


def _naming(sentence: Wording, found: Sequence[Difference]) -> Wording:
    """The sentence with the titles of the items; what stands in them it does not say."""
    titles = [_TITLES[one.field] for one in found]
    english = [title.english if isinstance(title, Wording) else title for title in titles]
    return Wording(sentence % "、".join(titles), sentence.english % ", ".join(english))


async def _offices_by_name(officer: Officer) -> dict[str, FileOffice]:
    rows = await fetch(
        """SELECT id, name, division FROM office
           WHERE register = $1 AND division LIKE ANY($2) AND length(division) >= $3""",
        Register.CORRECTIONS, like_reach(officer, Act.PERSON_FILE_IMPORT), COUNTY_DIGITS,
    )  # fmt: skip
    return {row["name"]: FileOffice(row["id"], row["name"], row["division"]) for row in rows}


async def _files_there(read: Mapping[int, _Read]) -> dict[int, UUID]:
    """The open files of the rows' counties with the rows' documents, by the number of the row."""
    by_county: dict[str, dict[int, str]] = {}
    for number, one in read.items():
        by_county.setdefault(county_of(one.office.division), {})[number] = one.content.content.identity.document_number
    found: dict[int, UUID] = {}
    for county, documents in by_county.items():
        files = await find_open_files(county, documents.values())
        found |= {number: files[document] for number, document in documents.items() if document in files}
    return found
