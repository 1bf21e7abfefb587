"""Columns of lists by the titles that organs give them, and what a row says of a person. Pure."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import msgspec

from supervision.corrections.category import Category, read_category
from supervision.corrections.reconciliation.words import ListedState
from supervision.documents import DocumentType, normalise_number, read_document
from supervision.errors import InputInvalid
from supervision.sheet_cells import Cell, day_of, text_of
from supervision.wording import Wording

MOST_ROWS = 5_000
"""How many rows a list may have."""

_MOST_TEXT = 200
_NOISE = re.compile(r"[（(【\[].*?[）)】\]]|[\s*＊:：_/、.-]")

TITLES: Mapping[str, tuple[str, ...]] = {
    "name": ("姓名", "对象姓名", "矫正对象姓名", "罪犯姓名", "被告人", "被告人姓名"),
    "document_number": ("身份证号", "身份证号码", "公民身份号码", "居民身份证号", "证件号", "证件号码"),
    "object_number": ("对象编号", "矫正对象编号", "人员编号"),
    "born_on": ("出生日期", "出生年月日", "出生年月"),
    "organ": ("判决机关", "决定机关", "裁判机关", "审理法院", "法院", "判决法院", "监狱", "监所"),
    "judgment_number": ("文书号", "判决书号", "裁定书号", "决定书号", "案号", "法律文书号"),
    "effective_on": ("生效日", "生效日期", "判决生效日期", "文书生效日期"),
    "category": ("矫正类别", "类别", "矫正种类"),
    "starts_on": ("起", "起始日", "起始日期", "矫正起始日", "矫正开始日期", "考验期起"),
    "ends_on": ("止", "终止日", "终止日期", "矫正终止日", "矫正结束日期", "考验期止"),
    "state": ("状态", "矫正状态", "在矫状态", "人员状态"),
}
"""The titles by which each field is known, written without brackets, spaces and signs."""

_FIELD_OF = {title: name for name, titles in TITLES.items() for title in titles}
_STATES: Mapping[str, ListedState] = {
    **dict.fromkeys(("在矫", "在册", "在管", "在列", "正常", "执行中", "矫正中"), ListedState.IN_PROGRAMME),
    **dict.fromkeys(("脱管", "失联", "下落不明"), ListedState.OUT_OF_CONTACT),
    **dict.fromkeys(
        ("解矫", "解除", "解除矫正", "期满", "期满解除", "终止", "终止矫正", "收监", "收监执行", "死亡", "撤销缓刑",
         "撤销假释", "已解矫", "赦免"), ListedState.ENDED,
    ),
}  # fmt: skip

COLUMNS_NEEDED = Wording(
    "认不出这张表：第一行须有“身份证号”或者“对象编号”，或者“姓名”和“出生日期”。其他能认出的列："
    "决定机关、文书号、生效日、矫正类别、起、止、状态。",
    "This table is not recognised: its first row needs 身份证号 or 对象编号, or both 姓名 and 出生日期. Other columns "
    "that are known: 决定机关, 文书号, 生效日, 矫正类别, 起, 止, 状态.",
)
NO_ROWS = Wording("名单里没有行。", "The list has no rows.")
TOO_MANY_ROWS = Wording(f"一张名单最多 {MOST_ROWS} 行。", f"A list has at most {MOST_ROWS} rows.")


class ListedPerson(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a row says of a person; `unread` names each cell that means nothing here, with what stands in it."""

    name: str = ""
    document_number: str = ""
    object_number: str = ""
    born_on: date | None = None
    organ: str = ""
    judgment_number: str = ""
    effective_on: date | None = None
    category: Category | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    state: ListedState | None = None
    unread: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row as a table gave it: its number there, its cells by title, and the titles of cells that were refused."""

    number: int
    cells: Mapping[str, Cell]
    refused: frozenset[str] = field(default_factory=frozenset)


def recognise(titles: Sequence[str]) -> dict[str, str]:
    """In which column each field is; InputInvalid for a table by which nobody could be recognised.

    Of two columns of one field the first counts; what is not known is left out and stored nowhere.
    """
    found: dict[str, str] = {}
    for title in titles:
        name = _FIELD_OF.get(_NOISE.sub("", title))
        if name is not None:
            found.setdefault(name, title)
    if not ({"document_number", "object_number"} & found.keys() or {"name", "born_on"} <= found.keys()):
        raise InputInvalid(COLUMNS_NEEDED, field="sheet")
    return found


def read_rows(rows: Sequence[TableRow], columns: Mapping[str, str], today: date) -> list[tuple[int, ListedPerson]]:
    """What every row says, with its number. InputInvalid for a list without rows, or with too many."""
    if not rows:
        raise InputInvalid(NO_ROWS, field="sheet")
    if len(rows) > MOST_ROWS:
        raise InputInvalid(TOO_MANY_ROWS, field="sheet")
    return [(row.number, _read_row(row, columns, today)) for row in rows]


def _read_row(row: TableRow, columns: Mapping[str, str], today: date) -> ListedPerson:
    texts = {name: text_of(row.cells.get(title))[:_MOST_TEXT] for name, title in columns.items()}
    unread = [(name, "") for name, title in columns.items() if title in row.refused]
    said: dict[str, Any] = {name: texts.get(name, "") for name in ("name", "organ", "judgment_number")}
    said |= {name: normalise_number(texts.get(name, "")) for name in ("document_number", "object_number")}
    for name, read in _READERS.items():
        text = texts.get(name, "")
        said[name] = read(text) if text else None
        if text and said[name] is None:
            unread.append((name, text))
    if said["born_on"] is None:
        said["born_on"] = _birth_in(said["document_number"], today)
    if not (said["document_number"] or said["object_number"] or (said["name"] and said["born_on"])):
        unread.append(("name", said["name"]))
    return ListedPerson(**said, unread=tuple(unread))


def _day(text: str) -> date | None:
    try:
        return day_of(text, "")
    except InputInvalid:
        return None


def _category(text: str) -> Category | None:
    try:
        return read_category(text)
    except InputInvalid:
        return None


def _birth_in(number: str, today: date) -> date | None:
    """The birth that a citizen's number says; None for any other, and for a number that is wrong."""
    try:
        return read_document(DocumentType.ID_CARD, number, today).born_on
    except InputInvalid:
        return None


_READERS: Mapping[str, Callable[[str], object]] = {
    "born_on": _day,
    "effective_on": _day,
    "starts_on": _day,
    "ends_on": _day,
    "category": _category,
    "state": _STATES.get,
}
