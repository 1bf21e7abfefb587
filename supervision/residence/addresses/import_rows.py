"""Rows of a district's address table: read, checked, and judged new, changed, known, or not to be used. Pure."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from supervision.errors import InputInvalid
from supervision.residence.addresses.names import LONGEST_NAME, floor_of, written_name
from supervision.residence.addresses.points import check_point
from supervision.residence.addresses.words import AddressKind
from supervision.sheet_cells import Cell, text_of
from supervision.sheets.columns import Column
from supervision.wording import Wording

COLUMNS: tuple[Column, ...] = (
    Column("division", Wording("区划代码", "division"), is_required=True),
    Column("street", Wording("街路", "street"), is_required=True),
    Column("building", Wording("楼栋", "building")),
    Column("unit", Wording("单元", "unit")),
    Column("room", Wording("房间", "room")),
    Column("floor", Wording("楼层", "floor")),
    Column("code", Wording("地址编码", "address code")),
    Column("lat", Wording("纬度", "latitude")),
    Column("lon", Wording("经度", "longitude")),
)
"""The columns of the table; a row is about the finest part that it fills in."""

COMMUNITY_WRONG = Wording("区划代码须为已载入社区的 12 位代码。", "The division is the code of a loaded community.")
STREET_NEEDED = Wording("须填写街路。", "A street is needed.")
BUILDING_NEEDED = Wording("填写单元或房间时，须填写楼栋。", "A unit or a room needs its building.")
NAME_IS_DAY = Wording(
    "此格被 Excel 当成了日期，请把这一列设为文本格式后重新填写。",
    "Excel took this cell for a date: make the column text and enter it again.",
)
NAME_LONG = Wording("名称不超过 60 个字。", "A name has 60 characters at most.")
FLOOR_WRONG = Wording("楼层须为 -9 至 200 的整数。", "A floor is a whole number from -9 to 200.")
POINT_WRONG = Wording("经纬度须为数字，同时填写，且在地球上。", "Latitude and longitude are numbers, both or none.")
CODE_LONG = Wording("地址编码不超过 30 个字符。", "A code has 30 characters at most.")
NO_ADDRESSES = Wording(
    "没有哪一列填写 12 位区划代码，这不是地址表。请补上区划代码和街路两列，或者使用模板。",
    "No column has a community's 12 digits, so this is no address table: add the division and the street, "
    "or use the template.",
)
LISTED_TWICE = Wording(
    "同一地址在表中出现两次，以先出现的为准。", "The table has this address twice; the first counts."
)
OUTSIDE = Wording("不在您的辖区。", "It is outside your jurisdiction.")

_COMMUNITY = re.compile(r"[0-9]{12}")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")  # a room 3-1 as a workbook that guesses gives it
_LONGEST_CODE = 30
_LOWEST, _HIGHEST = -9, 200

Place = tuple[str, ...]
"""An address by its division and the names from the street down; an empty name is a level that is left out."""


class AddressVerdict(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    CHANGED = "changed"
    KNOWN = "duplicate"
    OUTSIDE = "outside-jurisdiction"
    INVALID = "invalid"


@dataclass(frozen=True, slots=True)
class AddressLine:
    """A row that can be read; `place` has division, street, building, unit and room, the last ones left out."""

    place: Place
    floor: int | None
    code: str | None
    lat: float | None
    lon: float | None

    @property
    def kind(self) -> AddressKind:
        """What the row is about."""
        return kind_of(self.place)


@dataclass(frozen=True, slots=True)
class RowVerdict:
    """What becomes of a row, and why; `field` is the column to mend."""

    verdict: AddressVerdict
    who: str
    reason: str = ""
    field: str | None = None


def kind_of(place: Place) -> AddressKind:
    """The level of a place's last name."""
    return (AddressKind.STREET, AddressKind.BUILDING, AddressKind.UNIT, AddressKind.ROOM)[len(place) - 2]


def parent_of(place: Place) -> Place | None:
    """What a place stands under; a room without a unit stands under its building."""
    above = place[:-1]
    if len(above) == 1:
        return None
    return above if above[-1] else above[:-1]


def full_name_of(place: Place) -> str:
    """The address in one piece, from the street down."""
    return "".join(place[1:])


def with_parents(place: Place) -> Iterable[Place]:
    """The place and everything that it stands under, the street first."""
    above = parent_of(place)
    if above is not None:
        yield from with_parents(above)
    yield place


def check_may_list_addresses(titles: Iterable[str], rows: Iterable[Mapping[str, Cell]]) -> None:
    """InputInvalid for a table that lists no addresses, whichever of its columns are chosen."""
    needed = sum(column.is_required for column in COLUMNS)
    has_codes = any(_COMMUNITY.fullmatch(text_of(cell)) for row in rows for cell in row.values())
    if sum(map(bool, titles)) < needed or not has_codes:
        raise InputInvalid(NO_ADDRESSES, field="sheet")


def read_address_row(row: Mapping[str, str], communities: Mapping[str, bool]) -> AddressLine:
    """The row as a line; `communities` are the loaded ones. InputInvalid names the column to mend."""
    division = written_name(row.get("division", ""))
    if not _COMMUNITY.fullmatch(division) or division not in communities:
        raise InputInvalid(COMMUNITY_WRONG, field="division")
    names = [_name(row, part) for part in ("street", "building", "unit", "room")]
    if not names[0]:
        raise InputInvalid(STREET_NEEDED, field="street")
    while not names[-1]:
        names.pop()
    if len(names) > 1 and not names[1]:
        raise InputInvalid(BUILDING_NEEDED, field="building")
    place = (division, *names)
    is_room = kind_of(place) is AddressKind.ROOM
    return AddressLine(place, _floor(row, names[-1]) if is_room else None, read_code(row), *read_point(row))


def read_code(row: Mapping[str, str]) -> str | None:
    """The district's own code. InputInvalid."""
    code = written_name(row.get("code", "")) or None
    if code is not None and len(code) > _LONGEST_CODE:
        raise InputInvalid(CODE_LONG, field="code")
    return code


def read_point(row: Mapping[str, str]) -> tuple[float | None, float | None]:
    """Latitude and longitude, both or none. InputInvalid."""
    lat, lon = _degrees(row, "lat"), _degrees(row, "lon")
    try:
        check_point(lat, lon)
    except InputInvalid as error:
        raise InputInvalid(POINT_WRONG, field="lat") from error
    return lat, lon


def _name(row: Mapping[str, str], part: str) -> str:
    name = written_name(row.get(part, ""))
    if len(name) > LONGEST_NAME:
        raise InputInvalid(NAME_LONG, field=part)
    if _DAY.match(name):
        raise InputInvalid(NAME_IS_DAY, field=part)
    return name


def _floor(row: Mapping[str, str], room: str) -> int | None:
    text = written_name(row.get("floor", ""))
    if not text:
        return floor_of(room)
    try:
        floor = int(text)
    except ValueError as error:
        raise InputInvalid(FLOOR_WRONG, field="floor") from error
    if not _LOWEST <= floor <= _HIGHEST:
        raise InputInvalid(FLOOR_WRONG, field="floor")
    return floor


def _degrees(row: Mapping[str, str], part: str) -> float | None:
    text = written_name(row.get(part, ""))
    if not text:
        return None
    try:
        return float(text)
    except ValueError as error:
        raise InputInvalid(POINT_WRONG, field=part) from error
