"""The columns of the two import files, named after GB/T 31000, and what each says of a person or a home."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Generic, TypeVar

from bench.district.names import draw_name
from bench.district.people import DWELLING_TYPES, NATIONS, REASONS, Person, citizen_number, phone_number
from bench.district.places import DISTRICT, Home

Subject = TypeVar("Subject")
Value = str | int | float | date | None

BUILDING_USE_NAMES = {"01": "住宅", "02": "商业", "03": "办公", "04": "工业", "05": "仓储", "06": "商住", "99": "其他"}
"""建筑用途 (GB/T 31000)."""
LETTING_USE_NAMES = {"01": "宿舍", "02": "住房", "03": "商铺", "04": "办公", "05": "仓库", "06": "厂房", "99": "其他"}
"""出租用途 (GB/T 31000)."""
_EDUCATION = ("小学", "初中", "普通高中", "中等职业教育", "大学专科", "大学本科")
_MARITAL = ("未婚", "已婚", "离婚")
_LANDLORD_PHONES = 80_000_000


@dataclass(frozen=True, slots=True)
class Column(Generic[Subject]):
    """A title, and the value under it."""

    title: str
    value: Callable[[Subject], Value]


RESIDENTS: Sequence[Column[Person]] = (
    Column("证件类型", lambda person: person.document_type),
    Column("证件号码", lambda person: person.document_number),
    Column("姓名", lambda person: person.name.whole),
    Column("曾用名", lambda _: None),
    Column("性别", lambda person: "男" if person.is_male else "女"),
    Column("出生日期", lambda person: person.born_on),
    Column("民族", lambda person: NATIONS[person.name.nation]),
    Column("婚姻状况", lambda person: _drawn(person, _MARITAL) if person.relation in {"户主", "合租人"} else None),
    Column("文化程度", lambda person: _drawn(person, _EDUCATION)),
    Column("服务处所", lambda person: person.employer or None),
    Column("联系方式", lambda person: person.phone),
    Column("户籍地行政区划", lambda person: person.domicile_code),
    Column("户籍地详址", lambda person: person.domicile),
    Column("现住地行政区划", lambda person: person.home.community.code),
    Column("现住地详址", lambda person: person.home.address),
    Column("房屋编号", lambda person: person.home.code),
    Column("流入原因", lambda person: REASONS[person.reason]),
    Column("住所类型", lambda person: DWELLING_TYPES[person.dwelling_type]),
    Column("办证类型", lambda person: "居住证" if person.index % 3 == 0 else None),
    Column("证件编号", lambda _: None),
    Column("登记日期", lambda person: person.registered_on),
    Column("到期日期", lambda person: person.ends_on),
    Column("户编号", lambda person: f"{DISTRICT}{person.head:08}"),
    Column("与户主关系", lambda person: person.relation),
    Column("监护人姓名", lambda person: person.guardian or None),
    Column("与监护人关系", lambda person: "子女" if person.guardian else None),
    Column("监护人联系方式", lambda person: phone_number(person.head) if person.guardian else None),
    Column("备注", lambda _: None),
)
"""One row a resident."""

DWELLINGS: Sequence[Column[Home]] = (
    Column("房屋编号", lambda home: home.code),
    Column("行政区划", lambda home: home.community.code),
    Column("街道", lambda home: home.community.township),
    Column("社区", lambda home: home.community.name),
    Column("街路巷", lambda home: home.street),
    Column("门牌号", lambda home: f"{home.house}号"),
    Column("楼栋", lambda home: f"{home.building}号楼"),
    Column("单元", lambda home: f"{home.unit}单元"),
    Column("房号", lambda home: f"{home.room}室"),
    Column("房屋地址", lambda home: home.address),
    Column("建筑用途", lambda home: BUILDING_USE_NAMES[home.building_use]),
    Column("房屋面积", lambda home: home.area_m2),
    Column("房间数", lambda home: home.rooms),
    Column("可住人数", lambda home: home.capacity),
    Column("出租用途", lambda home: LETTING_USE_NAMES[home.letting_use]),
    Column("隐患类型", lambda home: "火灾" if home.number % 97 == 0 else "无"),
    Column("房主证件类型", lambda _: "居民身份证"),
    Column("房主证件号码", lambda home: _landlord(home)[1]),
    Column("房主姓名", lambda home: _landlord(home)[0]),
    Column("房主联系方式", lambda home: phone_number(_LANDLORD_PHONES + home.landlord)),
)
"""One row a home."""


def _drawn(person: Person, among: Sequence[str]) -> str:
    return among[person.index * 7_919 % len(among)]


def _landlord(home: Home) -> tuple[str, str]:
    """Name and document number, the same in each of the landlord's homes and no other landlord's."""
    chance = Random(f"landlord {home.landlord}")
    born_on = date(1948, 1, 1) + timedelta(days=home.landlord * 7_919 % 16_000)
    is_male = chance.random() < 0.55  # noqa: PLR2004 - a little more than half
    name = draw_name(chance, born_on.year, is_male=is_male)
    return name.whole, citizen_number(DISTRICT, born_on, 2 * (home.landlord % 499) + is_male)
