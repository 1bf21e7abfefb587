"""An employer's list of people, pasted or from a sheet: each row becomes a person, or says why not. Pure."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from supervision.documents import DOCUMENT_TYPE_NAMES, DocumentType
from supervision.errors import InputInvalid
from supervision.residence.codes import ArrivalReason, LodgingKind
from supervision.residence.households.person import Person
from supervision.residence.notices.content import MOST_PERSONS, NAMED_TWICE, Arrival, make_item
from supervision.residence.rules import FieldList, PersonField
from supervision.wording import Wording

COLUMNS: Mapping[str, Wording] = {
    "name": Wording("姓名", "Name"),
    "document_number": Wording("证件号码", "Document number"),
    "phone": Wording("手机", "Telephone"),
    "began_on": Wording("入住日期", "Arrived on"),
    "room": Wording("房号", "Room"),
    "document_type": Wording("证件类型", "Document"),
}
"""The columns of a list, in this order where it has no heading; name and number are needed."""

DAY_WRONG = Wording("日期写法不对，应写作 2026-01-31。", "Write the day like 2026-01-31.")
DOCUMENT_UNKNOWN = Wording("没有这种证件类型。", "There is no such kind of document.")
LIST_LONG = Wording("一次最多 500 行，请分次提交。", "A list has 500 rows at most; send several.")

_SEPARATOR = re.compile(r"[\t,，;；]|\s{2,}")
_DATE = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:\s.*)?")


@dataclass(frozen=True, slots=True)
class ListedPerson:
    """A row of a list: the person in it, or what is wrong."""

    number: int
    cells: Mapping[str, str]
    arrival: Arrival | None
    refusal: str = ""


@dataclass(frozen=True, slots=True)
class ListTerms:
    """What is the same for everybody on a list, and the region's fields."""

    lodging: LodgingKind
    began_on: date
    expected_until: date | None
    fields: FieldList
    today: date


def split_rows(text: str) -> list[dict[str, str]]:
    """The cells of a pasted list by the keys of COLUMNS; a heading is recognised and may change their order."""
    lines = [line for line in unicodedata.normalize("NFKC", text).splitlines() if line.strip()]
    rows = [[cell.strip() for cell in _SEPARATOR.split(line.strip())] for line in lines]
    keys = list(COLUMNS)
    titles = {title: key for key, name in COLUMNS.items() for title in (str(name), name.english)}
    if rows and titles.keys() & set(rows[0]):
        keys = [titles.get(cell, "") for cell in rows[0]]
        rows = rows[1:]
    return [{key: cell for key, cell in zip(keys, row, strict=False) if key} for row in rows]


def read_list(rows: Sequence[Mapping[str, str]], terms: ListTerms) -> tuple[ListedPerson, ...]:
    """A verdict for every row; InputInvalid for more rows than a notice may name."""
    if len(rows) > MOST_PERSONS:
        raise InputInvalid(LIST_LONG, field="list")
    seen: set[str] = set()
    found = []
    for number, cells in enumerate(rows, start=1):
        try:
            arrival = _read_row(cells, terms)
        except InputInvalid as refusal:
            found.append(ListedPerson(number, cells, None, refusal.args[0]))
            continue
        is_known = arrival.document_number in seen
        seen.add(arrival.document_number)
        found.append(ListedPerson(number, cells, None if is_known else arrival, NAMED_TWICE if is_known else ""))
    return tuple(found)


def good_rows(rows: Iterable[ListedPerson]) -> tuple[Arrival, ...]:
    """The people of the rows with whom nothing is wrong."""
    return tuple(row.arrival for row in rows if row.arrival is not None)


def _read_row(cells: Mapping[str, str], terms: ListTerms) -> Arrival:
    phone = cells.get("phone", "") if PersonField.PHONE in terms.fields.fields else ""
    person = Person(
        name=cells.get("name", ""),
        document_type=_document(cells.get("document_type", "")),
        document_number=cells.get("document_number", ""),
        phone=phone,
    )
    text = cells.get("began_on", "")
    began_on = _day(text) if text else terms.began_on
    entered = Arrival(person, terms.lodging, ArrivalReason.WORK, began_on, terms.expected_until, cells.get("room", ""))
    item = make_item(entered, terms.fields, terms.today)
    if not isinstance(item, Arrival):
        raise TypeError("an arrival stays an arrival")
    return item


def _document(text: str) -> DocumentType:
    if not text:
        return DocumentType.ID_CARD
    for kind, name in DOCUMENT_TYPE_NAMES.items():
        if text in (kind.value, str(name), name.english):
            return kind
    raise InputInvalid(DOCUMENT_UNKNOWN, field="document_type")


def _day(text: str) -> date:
    found = _DATE.fullmatch(text)
    try:
        return date(*map(int, found.groups())) if found else date.fromisoformat(text[:10])
    except ValueError as error:
        raise InputInvalid(DAY_WRONG, field="began_on") from error
