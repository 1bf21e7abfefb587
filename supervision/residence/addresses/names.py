"""When two names on plates mean one place: full-width signs, 号楼 or 栋 or 幢 or #, zeros before a number. Pure."""

import re
import unicodedata

from supervision.residence.addresses.words import AddressKind

LONGEST_NAME = 60
"""How long one part of an address may be."""

_SUFFIXES = {
    AddressKind.BUILDING: r"(?:号楼|栋|幢|座|号|楼|#)?",
    AddressKind.UNIT: r"(?:单元|门|#)?",
    AddressKind.ROOM: r"(?:号房|室|号|房|#)?",
}
_FOLDED = {kind: re.compile(rf"{suffix}$") for kind, suffix in _SUFFIXES.items()}
_HAN_DIGITS = {"零": 0, "〇": 0, "一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_HAN_NUMBER = re.compile(r"^[一二三四五六七八九十]{1,3}(?=号楼|栋|幢|座|单元|$)")
_ZEROS = re.compile(r"(?<![0-9])0+(?=[0-9])")
_NUMBER = re.compile(r"[0-9]+")
_MOST_ORDINAL = 9_999_999


def written_name(name: str) -> str:
    """A name as it is stored: half-width, without spaces around or inside."""
    return unicodedata.normalize("NFKC", "".join(unicodedata.normalize("NFKC", name).split()))


def compared_name(kind: AddressKind, name: str) -> str:
    """What is compared: `3号楼`, `３栋`, `03幢` and `3#` give the same; a street's name is only written evenly."""
    plain = written_name(name).upper()
    if kind is AddressKind.STREET:
        return plain
    plain = _HAN_NUMBER.sub(lambda found: str(_han_number(found[0])), plain)
    stem = _FOLDED[kind].sub("", plain, count=1) or plain
    return _ZEROS.sub("", stem)


def ordinal_of(name: str) -> int:
    """Where a name stands among its neighbours: by the first number in it, 0 without one."""
    found = _NUMBER.search(compared_name(AddressKind.BUILDING, name))
    return min(int(found[0]), _MOST_ORDINAL) if found else 0


def floor_of(room: str) -> int | None:
    """The floor that a room's number says, as doors are numbered: 601 is on 6, 1203 on 12; None for other names."""
    digits = compared_name(AddressKind.ROOM, room)
    if not digits.isascii() or not digits.isdigit() or not 3 <= len(digits) <= 4:  # noqa: PLR2004 - floor and two digits
        return None
    return int(digits[:-2])


def _han_number(text: str) -> int:
    tens, ten, ones = text.partition("十")
    if not ten:
        return int("".join(str(_HAN_DIGITS[sign]) for sign in text))
    return 10 * (_HAN_DIGITS[tens] if tens else 1) + (_HAN_DIGITS[ones] if ones else 0)
