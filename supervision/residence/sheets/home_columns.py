"""The columns of the table of rental homes (出租房), named after GB/T 31000, and how their cells are read. Pure."""

import math
import re

from supervision.documents import DOCUMENT_TYPE_NAMES
from supervision.errors import InputInvalid
from supervision.residence.addresses.words import OWNERSHIP_NAMES
from supervision.residence.codes import (
    BUILDING_USE_NAMES,
    HAZARD_KIND_NAMES,
    LETTING_USE_NAMES,
    HazardKind,
)
from supervision.sheet_cells import Cell, text_of
from supervision.sheets.columns import Column, names_of, reader_of
from supervision.wording import Wording

NO_HAZARD = "无"
"""`00` of 隐患类型."""

HOME_COLUMNS: tuple[Column, ...] = (
    Column("home_code", "房屋编号", ("地址编码",), is_required=True),
    Column("division", "行政区划", ("区划代码",)),
    Column("street", "街路巷", ("街路",)),
    Column("house", "门牌号"),
    Column("building", "楼栋"),
    Column("unit", "单元"),
    Column("room", "房号", ("房间",)),
    Column("floor", "楼层"),
    Column("building_use", "建筑用途", is_required=True, choices=names_of(BUILDING_USE_NAMES)),
    Column("area_m2", "房屋面积", ("面积",)),
    Column("rooms", "房间数"),
    Column("letting_use", "出租用途", is_required=True, choices=names_of(LETTING_USE_NAMES)),
    Column("ownership", "产权性质", ("产权",), choices=names_of(OWNERSHIP_NAMES)),
    Column("hazards", "隐患类型", choices=(NO_HAZARD, *names_of(HAZARD_KIND_NAMES))),
    Column("landlord_document_type", "房主证件类型", ("房东证件类型",), choices=names_of(DOCUMENT_TYPE_NAMES)),
    Column("landlord_document_number", "房主证件号码", ("房东证件号码", "房主身份证号")),
    Column("landlord_name", "房主姓名", ("房东姓名", "房主")),
    Column("landlord_phone", "房主联系方式", ("房东联系方式", "房主电话")),
    Column("landlord_address", "房主住址", ("房东住址", "房主地址")),
    Column("lon", "经度"),
    Column("lat", "纬度"),
)
"""One row a home; its house number is the district's code of its room, and names the room where it is known already."""

NUMBER_WRONG = Wording("请填写数字。", "Enter a number.")
WHOLE_NUMBER_WRONG = Wording("请填写整数。", "Enter a whole number.")

_MOST = 100_000
_UNIT_OF_AREA = re.compile(r"(?:㎡|m2|m²|平方米|平米|平)$", re.IGNORECASE)
_BETWEEN_HAZARDS = re.compile(r"[、,，;；/\s]+")

read_building_use = reader_of(BUILDING_USE_NAMES)
read_letting_use = reader_of(LETTING_USE_NAMES)
read_ownership = reader_of(OWNERSHIP_NAMES)
_read_hazard = reader_of(HAZARD_KIND_NAMES)
_NOTHING = frozenset({"", NO_HAZARD, "00", "0"})


def read_area(cell: Cell) -> float | None:
    """Square metres, with or without their sign; None where the cell is empty."""
    return _number(_UNIT_OF_AREA.sub("", text_of(cell)).strip(), "area_m2")


def read_rooms(cell: Cell) -> int | None:
    """How many rooms; None where the cell is empty."""
    number = _number(text_of(cell), "rooms")
    if number is not None and number != int(number):
        raise InputInvalid(WHOLE_NUMBER_WRONG, field="rooms")
    return None if number is None else int(number)


def read_hazards(cell: Cell) -> tuple[HazardKind, ...]:
    """The kinds of hazards, several divided by 、 or a comma; none for 无."""
    words = _BETWEEN_HAZARDS.split(text_of(cell))
    return tuple(dict.fromkeys(_read_hazard(word, "hazards") for word in words if word not in _NOTHING))


def _number(text: str, field: str) -> float | None:
    if not text:
        return None
    try:
        number = float(text)
    except ValueError as error:
        raise InputInvalid(NUMBER_WRONG, field=field) from error
    if not math.isfinite(number) or abs(number) > _MOST:
        raise InputInvalid(NUMBER_WRONG, field=field)
    return number
