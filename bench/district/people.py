"""Those who came to the district: whole households, drawn one after another and never held. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from bench.district.names import PersonName, draw_foreign_name, draw_name
from bench.district.places import Home

TODAY = date(2026, 11, 20)
"""The day on which the register is imported."""

NATIONS = {
    "01": "汉族", "03": "回族", "04": "藏族", "05": "维吾尔族", "06": "苗族", "08": "壮族", "11": "满族",
    "15": "土家族", "17": "哈萨克族", "": "",
}  # fmt: skip
REASONS = {
    "01": "务工", "02": "务农", "03": "经商", "04": "学习培训", "05": "婚嫁", "06": "随迁", "07": "治病疗养",
    "08": "投亲靠友", "09": "工作调动", "99": "其他",
}  # fmt: skip
"""流入原因 (GB/T 31000)."""
DWELLING_TYPES = {
    "01": "自购", "02": "租赁", "03": "寄宿", "04": "借住", "05": "单位宿舍", "06": "临时宿舍", "07": "农民工公寓",
    "99": "其他",
}  # fmt: skip
"""住所类型 (GB/T 31000)."""

_REASON_WEIGHTS = {"01": 62, "03": 12, "04": 6, "05": 3, "07": 1, "08": 4, "09": 3, "02": 1, "99": 1}
_PROVINCES = (
    "41", "34", "51", "42", "43", "36", "45", "52", "61", "13", "37", "14", "50", "53", "32", "44", "35", "33", "62",
    "22", "23", "21", "15", "46", "64", "63", "65", "54", "11", "12", "31",
)  # fmt: skip
"""First digits as they are in use; a number's other four digits are no county's."""
_NAMED_AFTER = tuple(a + b for a in "瀚岚溪塬汀渚霁晴" for b in "东西南北")
_COUNTIES, _SEQUENCES = 9 * 99, 499
_BLOCKS = 4
_MINOR_YEARS, _ADULT_YEARS = 12, 16
YOUNGEST_PARENT_YEAR = 2002
_NO_SUCH_PHONES = "160"
_FOREIGN_SHARE = 0.004
_EMPLOYER_STEMS = (
    "青禾",
    "晓月",
    "云帆",
    "磐石",
    "鸿雁",
    "春晖",
    "锦程",
    "拓野",
    "恒川",
    "沐泽",
    "启澜",
    "蓝汀",
    "万木",
    "新塬",
)
_EMPLOYER_KINDS = ("电子", "服饰", "物流", "餐饮管理", "建筑劳务", "家政服务", "机械", "食品", "环卫服务", "商贸")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


@dataclass(frozen=True, slots=True)
class Person:
    """A resident as a row of the register; `head` is the index of the household's first member."""

    index: int
    head: int
    relation: str
    name: PersonName
    document_type: str
    document_number: str
    is_male: bool
    born_on: date
    phone: str
    domicile_code: str
    reason: str
    dwelling_type: str
    registered_on: date
    ends_on: date
    employer: str
    home: Home
    guardian: str = ""
    """The name of who acts for a minor."""

    @property
    def domicile(self) -> str:
        """An address in a province that no map shows."""
        province = _NAMED_AFTER[_PROVINCES.index(self.domicile_code[:2])]
        county = int(self.domicile_code[2:])
        village = f"{_NAMED_AFTER[county % 32]}县{_NAMED_AFTER[county // 7 % 32]}村"
        return f"{province}省{province[0]}川市{village}{county % 89 + 1}号"


def check_character(first_17: str) -> str:
    """GB 11643: ISO 7064, MOD 11-2, written down here again so that the product is measured by another's arithmetic."""
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, first_17, strict=True))
    return "10X98765432"[total % 11]


def citizen_number(code: str, born_on: date, sequence: int) -> str:
    """A number with its check character; `sequence` is odd for men."""
    first_17 = f"{code}{born_on:%Y%m%d}{sequence:03}"
    return first_17 + check_character(first_17)


def phone_number(index: int) -> str:
    """A number that was given to nobody; each index below a hundred million has its own."""
    return f"{_NO_SUCH_PHONES}{(index * 7_654_321 + 1_234_567) % 10**8:08}"


def people(seed: str, homes: Iterator[Home], homes_count: int, people_count: int) -> Iterator[Person]:
    """Everybody, home by home, exactly so many; a home's members follow each other, its head first."""
    chance = Random(f"{seed} people")
    index = 0
    for place, home in enumerate(homes):
        left, homes_left = people_count - index, homes_count - place
        size = left if homes_left == 1 else _household_size(chance, left, homes_left)
        yield from _household(chance, index, size, home)
        index += size


def _household_size(chance: Random, left: int, homes_left: int) -> int:
    wanted = left / homes_left * chance.choice((0.3, 0.5, 0.7, 0.9, 1, 1, 1.2, 1.4, 1.8, 2.2))
    return max(0, min(left, round(wanted)))


def _household(chance: Random, first: int, size: int, home: Home) -> Iterator[Person]:
    """A family, or people who share a home."""
    may_be_family = home.letting_use != "01" and chance.random() < 0.6  # noqa: PLR2004 - the rest are roommates
    head: Person | None = None
    for offset in range(size):
        is_family = may_be_family and head is not None and head.born_on.year <= YOUNGEST_PARENT_YEAR
        relation = _relation(chance, offset, is_family=is_family)
        person = _person(chance, first + offset, relation, head, home)
        head = head or person
        yield person


def _relation(chance: Random, offset: int, *, is_family: bool) -> str:
    if offset == 0:
        return "户主"
    if not is_family:
        return "合租人"
    if offset == 1:
        return "配偶"
    return chance.choice(("子女", "子女", "子女", "父母"))


def _person(chance: Random, index: int, relation: str, head: Person | None, home: Home) -> Person:
    is_male, born_on = _sex_and_birth(chance, relation, head)
    surname = head.name.surname if head and relation == "子女" else ""
    name = draw_name(chance, born_on.year, is_male=is_male, surname=surname)
    code = _code(chance, index)
    kind, number = "居民身份证", citizen_number(code, born_on, 2 * (index // _COUNTIES % _SEQUENCES) + is_male + 2)
    if relation in {"户主", "合租人"} and chance.random() < _FOREIGN_SHARE:
        kind, number, name = _other_document(chance, index, name)
    is_child = born_on.year > TODAY.year - _MINOR_YEARS
    registered_on = TODAY - timedelta(days=chance.randrange(1, 1_400))
    reason = "06" if head and relation in {"子女", "父母"} else _weighted(chance, _REASON_WEIGHTS)
    works = reason in {"01", "03", "09"} and not is_child
    return Person(
        index=index,
        head=head.index if head else index,
        relation=relation,
        name=name,
        document_type=kind,
        document_number=number,
        is_male=is_male,
        born_on=born_on,
        phone=head.phone if head and is_child else phone_number(index),
        domicile_code=head.domicile_code if head and relation != "合租人" else code,
        reason=reason,
        dwelling_type=_dwelling_type(chance, home),
        registered_on=registered_on,
        ends_on=max(registered_on, TODAY + timedelta(days=chance.randrange(-20, 700))),
        employer=_employer(chance) if works else "",
        home=home,
        guardian=guardian_of(born_on, head.name) if head else "",
    )


def guardian_of(born_on: date, parent: PersonName) -> str:
    """The parent's name for whoever may be a minor by the rules of registration."""
    return parent.whole if TODAY.year - born_on.year <= _ADULT_YEARS else ""


def _sex_and_birth(chance: Random, relation: str, head: Person | None) -> tuple[bool, date]:
    day = timedelta(days=chance.randrange(365))
    if head and relation == "子女":
        return chance.random() < 0.52, date(min(2025, head.born_on.year + chance.randint(21, 34)), 1, 1) + day  # noqa: PLR2004
    if head and relation == "父母":
        return chance.random() < 0.5, date(max(1935, head.born_on.year - chance.randint(21, 30)), 1, 1) + day  # noqa: PLR2004
    is_male = not head.is_male if head and relation == "配偶" else chance.random() < 0.56  # noqa: PLR2004
    around = head.born_on.year if head else chance.choices((1965, 1978, 1988, 1996, 2003), (10, 22, 32, 24, 12))[0]
    return is_male, date(min(2007, around + chance.randint(-6, 6)), 1, 1) + day


def _code(chance: Random, index: int) -> str:
    """A county that does not exist; with the sequence no two indexes below 1.7 million can make the same number."""
    county = index % _COUNTIES
    block = index // (_COUNTIES * _SEQUENCES) % _BLOCKS
    province = chance.choices(_PROVINCES[block::_BLOCKS], weights=range(len(_PROVINCES[block::_BLOCKS]), 0, -1))[0]
    return f"{province}{91 + county // 99}{county % 99 + 1:02}"


def _other_document(chance: Random, index: int, name: PersonName) -> tuple[str, str, PersonName]:
    """A document of those who come from Hong Kong, Macao, Taiwan or abroad; its number ends in the index."""
    match chance.randrange(4):
        case 0:
            return "港澳居民来往内地通行证", f"{chance.choice('HM')}{index % 10**8:08}", name
        case 1:
            return "台湾居民来往大陆通行证", f"{index % 10**8:08}", name
        case _:
            return "护照", f"{chance.choice('EGNP')}{index % 10**8:08}", draw_foreign_name(chance)


def _dwelling_type(chance: Random, home: Home) -> str:
    if home.letting_use == "01":
        return chance.choice(("05", "05", "06", "07"))
    return _weighted(chance, {"02": 90, "03": 3, "04": 6, "99": 1})


def _employer(chance: Random) -> str:
    return f"云泽{chance.choice(_EMPLOYER_STEMS)}{chance.choice(_EMPLOYER_KINDS)}有限公司"


def _weighted(chance: Random, weights: dict[str, int]) -> str:
    return chance.choices(tuple(weights), weights=tuple(weights.values()))[0]
