"""Importing supervisees from a sheet: a verdict for every row first, and then all new ones in one audited change."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID, uuid4

from supervision import legal_time
from supervision.audit import Act, audited_change
from supervision.corrections.content import FileContent, term_of
from supervision.corrections.files import FileOffice, new_file, store_new, tell_of_opening
from supervision.corrections.import_rows import MOST_ROWS, RowContent, read_row
from supervision.corrections.store import (
    find_open_documents,
    like_reach,
    save_search_terms,
    search_terms_of,
)
from supervision.errors import InputInvalid
from supervision.masking import mask_name
from supervision.officers import Officer, check_officer_may
from supervision.settings import Register
from supervision.sheet_cells import Cell
from supervision.storage.database import fetch
from supervision.storage.numbering import COUNTY_DIGITS, Series, county_of, take_numbers
from supervision.vault import KeyKind, create_keys
from supervision.wording import Wording


class Verdict(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    DUPLICATE = "duplicate"
    OUTSIDE = "outside-jurisdiction"
    INVALID = "invalid"


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row of the sheet: its number there, and its cells by field."""

    number: int
    cells: Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class RowVerdict:
    """What becomes of one row and why; `field` names the column to mend, `who` is the masked name."""

    row_number: int
    verdict: Verdict
    who: str
    reason: str | None = None
    field: str | None = None


@dataclass(frozen=True, slots=True)
class _Judged:
    """A verdict, with what will be stored where it is `new`."""

    verdict: RowVerdict
    row: RowContent | None = None
    office: FileOffice | None = None


TOO_MANY_ROWS = Wording(f"一次最多导入 {MOST_ROWS} 行。", f"A sheet has at most {MOST_ROWS} rows.")
IN_SHEET_TWICE = Wording("表内有相同证件号码的行。", "An earlier row has the same document number.")
IN_REGISTER = Wording(
    "本县已有此证件号码的在矫档案。", "This county already has an open file with this document number."
)
OUTSIDE = Wording("没有这个机构，或者不在您的管辖范围内。", "There is no such office within your reach.")


async def check_import(officer: Officer, rows: Sequence[SheetRow]) -> tuple[RowVerdict, ...]:
    """A verdict for every row; nothing is stored, but that somebody checked is."""
    _check_size(rows)
    check_officer_may(officer, Act.PERSON_FILE_IMPORT, None)
    async with audited_change(officer.actor, Act.PERSON_FILE_IMPORT, detail={"step": "check"}) as change:
        judged = await _judge(officer, rows)
        change.note(**_counts(judged))
    return tuple(one.verdict for one in judged)


async def commit_import(officer: Officer, rows: Sequence[SheetRow]) -> tuple[RowVerdict, ...]:
    """Judge the rows again and store every new one, all in one change; the others stay out with their reason."""
    _check_size(rows)
    check_officer_may(officer, Act.PERSON_FILE_IMPORT, None)
    async with audited_change(officer.actor, Act.PERSON_FILE_IMPORT, detail={"step": "commit"}) as change:
        judged = await _judge(officer, rows)
        opened = await _store(officer, judged, change.at)
        await tell_of_opening(change, opened)
        change.note(**_counts(judged), files=[str(file_id) for file_id in opened])
    return tuple(one.verdict for one in judged)


def _check_size(rows: Sequence[SheetRow]) -> None:
    if len(rows) > MOST_ROWS:
        raise InputInvalid(TOO_MANY_ROWS, field="sheet")


async def _judge(officer: Officer, rows: Sequence[SheetRow]) -> list[_Judged]:
    offices = await _offices_by_name(officer)
    today = legal_time.legal_day(legal_time.now())
    judged = [_judge_alone(row, offices, today) for row in rows]
    known = await _known_documents(judged)
    seen: set[str] = set()
    for place, one in enumerate(judged):
        if one.row is None or one.office is None:
            continue
        number = one.row.content.identity.document_number
        if number in seen:
            judged[place] = _turned_down(one.verdict, Verdict.DUPLICATE, IN_SHEET_TWICE, "document_number")
        elif (county_of(one.office.division), number) in known:
            judged[place] = _turned_down(one.verdict, Verdict.DUPLICATE, IN_REGISTER, "document_number")
        seen.add(number)
    return judged


def _judge_alone(row: SheetRow, offices: Mapping[str, FileOffice], today: date) -> _Judged:
    who = mask_name(str(row.cells.get("name") or "").strip())
    new = RowVerdict(row.number, Verdict.NEW, who)
    try:
        content = read_row(row.cells, today)
        office = offices.get(content.office_name)
        if office is None:
            return _turned_down(new, Verdict.OUTSIDE, OUTSIDE, "office")
        term_of(content.content, office.division)
    except InputInvalid as error:
        return _turned_down(new, Verdict.INVALID, error.args[0], error.field)
    return _Judged(new, content, office)


def _turned_down(verdict: RowVerdict, kind: Verdict, reason: str, field: str | None) -> _Judged:
    return _Judged(RowVerdict(verdict.row_number, kind, verdict.who, reason, field))


async def _offices_by_name(officer: Officer) -> dict[str, FileOffice]:
    rows = await fetch(
        """SELECT id, name, division FROM office
           WHERE register = $1 AND division LIKE ANY($2) AND length(division) >= $3""",
        Register.CORRECTIONS, like_reach(officer, Act.PERSON_FILE_IMPORT), COUNTY_DIGITS,
    )  # fmt: skip
    return {row["name"]: FileOffice(row["id"], row["name"], row["division"]) for row in rows}


async def _known_documents(judged: Sequence[_Judged]) -> set[tuple[str, str]]:
    """County and number of documents with an open file; the county's series is locked first, so that none slips in."""
    by_county: dict[str, list[str]] = {}
    for one in judged:
        if one.row and one.office:
            numbers = by_county.setdefault(county_of(one.office.division), [])
            numbers.append(one.row.content.identity.document_number)
    known: set[tuple[str, str]] = set()
    for county, numbers in sorted(by_county.items()):
        await take_numbers(Series.FILE, county, 0)
        known |= {(county, number) for number in await find_open_documents(county, numbers)}
    return known


async def _store(officer: Officer, judged: Sequence[_Judged], at: datetime) -> dict[UUID, FileContent]:
    new = [(one.row.content, one.office) for one in judged if one.row and one.office]
    keys = await create_keys(Register.CORRECTIONS, KeyKind.FILE, [None] * len(new))
    numbers: dict[str, list[str]] = {}
    for county in sorted({county_of(office.division) for _, office in new}):
        count = sum(county_of(office.division) == county for _, office in new)
        numbers[county] = (await take_numbers(Series.FILE, county, count))[::-1]
    stored = []
    contents = {}
    for (content, office), key in zip(new, keys, strict=True):
        file_id = uuid4()
        number = numbers[county_of(office.division)].pop()
        stored.append((file_id, new_file(file_id, number, office, content, key, officer, at)))
        contents[file_id] = content
    await store_new([new for _, new in stored])
    await save_search_terms({file_id: search_terms_of(content) for file_id, content in contents.items()})
    return contents


def _counts(judged: Sequence[_Judged]) -> dict[str, int]:
    return {verdict.value: sum(one.verdict.verdict is verdict for one in judged) for verdict in Verdict}
