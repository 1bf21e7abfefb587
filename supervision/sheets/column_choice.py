"""Which column of a file is which field, where somebody says so because the titles do not. Pure."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

import msgspec

from supervision.errors import InputInvalid
from supervision.masking import mask_document_number, mask_name, mask_phone
from supervision.sheet_cells import CELL_NEEDED, Cell, text_of
from supervision.sheets.columns import Column
from supervision.wording import Wording

ColumnChoice = Mapping[str, int]
"""In which column of the file, counted from nought, each field is; a field that is in none is left out."""

SAMPLES = 3
"""How many cells of a column are shown."""

SAMPLED_ROWS = 50
"""In how many rows, from the first, they are looked for."""

COLUMN_UNKNOWN = Wording("文件里没有这一列。", "The file has no such column.")
FIELD_UNKNOWN = Wording("没有这一项。", "There is no such field.")
COLUMN_TWICE = Wording("这一列已经对应了另一项。", "This column is another field's already.")

_NOISE = re.compile(r"[（(【\[].*?[）)】\]]|[\s*＊:：_/、.-]")
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/#-]{0,11}")
_NUMBER = re.compile(r"[+0-9][0-9Xx -]{6,}")
_DAY = re.compile(r"((?:19|20)[0-9]{2})(?:[-/.年][0-9]{1,2}[-/.月][0-9]{1,2}日?|[0-9]{4})")
_MOST_DIGITS_OF_A_CODE, _SHORTEST_DOCUMENT = 6, 15


class FileColumn(msgspec.Struct, frozen=True, array_like=True):
    """A column of a file: where it stands, its title, and what is in its first filled cells, masked."""

    place: int
    title: str
    samples: tuple[str, ...]


def file_columns(
    titles: tuple[str, ...], rows: Iterable[Mapping[str, Cell]], columns: tuple[Column, ...]
) -> tuple[FileColumn, ...]:
    """The titled columns of a file with samples from its first rows."""
    words = frozenset(choice for column in columns for choice in column.choices)
    first = list(rows)
    return tuple(
        FileColumn(place, title, tuple(_samples((row.get(title) for row in first), words)))
        for place, title in enumerate(titles)
        if title
    )


def suggest(columns: tuple[Column, ...], titles: tuple[str, ...]) -> ColumnChoice:
    """Fields whose title a column bears, or one that holds it or is held by it; the longest likeness goes first."""
    likenesses = sorted(
        (
            (-_likeness(_plain(known), _plain(title)), place, column.field)
            for column in columns
            for known in column.titles
            for place, title in enumerate(titles)
            if title and _likeness(_plain(known), _plain(title))
        ),
    )
    found: dict[str, int] = {}
    for _, place, field in likenesses:
        if field not in found and place not in found.values():
            found[field] = place
    return found


def check_choice(columns: tuple[Column, ...], there: Iterable[int], chosen: ColumnChoice) -> None:
    """InputInvalid names the first field that has no column though it needs one, an unknown one, or another's."""
    places, taken = frozenset(there), set[int]()
    for field in chosen.keys() - {column.field for column in columns}:
        raise InputInvalid(FIELD_UNKNOWN, field=field)
    for column in columns:
        place = chosen.get(column.field)
        if place is None:
            if column.is_required:
                raise InputInvalid(CELL_NEEDED, field=column.field)
            continue
        if place not in places:
            raise InputInvalid(COLUMN_UNKNOWN, field=column.field)
        if place in taken:
            raise InputInvalid(COLUMN_TWICE, field=column.field)
        taken.add(place)


def chosen_fields(chosen: ColumnChoice, titles: tuple[str, ...]) -> dict[str, str]:
    """From a file's titles to our fields, as they were chosen."""
    return {titles[place]: field for field, place in chosen.items()}


def masked_sample(cell: Cell, words: frozenset[str]) -> str:
    """A cell as far as it tells what its column is: words to choose and short codes whole, all else masked."""
    text = text_of(cell)
    if text in words:
        return text
    if isinstance(cell, date) or _DAY.fullmatch(text):
        return f"{text[:4]}-**-**"
    digits = sum(character.isdigit() for character in text)
    if _CODE.fullmatch(text) and digits <= _MOST_DIGITS_OF_A_CODE and digits:
        return text
    if _NUMBER.fullmatch(text) and len(text) < _SHORTEST_DOCUMENT:
        return mask_phone(text)
    return mask_document_number(text) if digits > _MOST_DIGITS_OF_A_CODE else mask_name(text)


def _samples(cells: Iterable[Cell], words: frozenset[str]) -> Iterator[str]:
    filled = (cell for cell in cells if text_of(cell))
    for cell, _ in zip(filled, range(SAMPLES), strict=False):
        yield masked_sample(cell, words)


def _plain(title: str) -> str:
    return _NOISE.sub("", title)


def _likeness(known: str, title: str) -> int:
    """How long the shorter is where one holds the other; more where they are the same; 0 where neither does."""
    if not known or not title or (known not in title and title not in known):
        return 0
    return min(len(known), len(title)) * 2 + (known == title)
