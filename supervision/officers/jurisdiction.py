"""Administrative divisions by their digits: levels, containment, and what may be entered. Pure."""

from enum import StrEnum
from itertools import pairwise

from supervision.errors import InputInvalid
from supervision.wording import Wording


class DivisionInvalid(InputInvalid):
    """This is not the code of a division; the message says what would be."""

    code = "division-invalid"


class Level(StrEnum):
    """The level of a division, from the length of its code (GB/T 2260, GB/T 10114 and the statistical codes)."""

    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"
    TOWNSHIP = "township"
    COMMUNITY = "community"


LEVEL_BY_LENGTH = {2: Level.PROVINCE, 4: Level.CITY, 6: Level.COUNTY, 9: Level.TOWNSHIP, 12: Level.COMMUNITY}
"""How many digits name which level; no other length names anything."""

LEVEL_NAMES = {
    Level.PROVINCE: Wording("省级", "province"),
    Level.CITY: Wording("地市级", "city"),
    Level.COUNTY: Wording("县级", "county"),
    Level.TOWNSHIP: Wording("乡级", "township"),
    Level.COMMUNITY: Wording("村级", "community"),
}

NOT_A_CODE = Wording(
    "区划代码只能是 2、4、6、9 或 12 位数字。", "A division's code has 2, 4, 6, 9 or 12 digits and nothing else."
)
FILLED_WITH_ZEROS = Wording(
    "区划代码用零补足了位数，无法判断层级；请按层级填写，例如县级填 6 位。",
    "The code is filled up with zeros, so its level cannot be told; write a county's with 6 digits, for example.",
)


def is_division(code: str) -> bool:
    """Whether `code` has the form of a division's code: 2, 4, 6, 9 or 12 digits."""
    return len(code) in LEVEL_BY_LENGTH and code.isascii() and code.isdigit()


def level_of(code: str) -> Level:
    """The level that the length of `code` says; zeros at its end are digits like any other. DivisionInvalid."""
    if not is_division(code):
        raise DivisionInvalid(NOT_A_CODE, field="division")
    return LEVEL_BY_LENGTH[len(code)]


def level_name(code: str) -> Wording:
    """The name of the division's level. DivisionInvalid."""
    return LEVEL_NAMES[level_of(code)]


def covers(prefix: str, division: str) -> bool:
    """Whether `division` is `prefix` itself or lies inside it, digit by digit.

    False when either is no division's code: 140502000000 covers itself alone, never the county 140502.
    """
    return is_division(prefix) and is_division(division) and division.startswith(prefix)


def containing(division: str) -> tuple[str, ...]:
    """The division and all that contain it, widest first. DivisionInvalid."""
    level_of(division)
    return tuple(division[:length] for length in LEVEL_BY_LENGTH if length <= len(division))


def entered_division(text: str, *, field: str = "division") -> str:
    """The code that somebody typed or imported, spaces around it removed.

    DivisionInvalid when a level is filled up with zeros (140502000000 for the county 140502): which level
    was meant is for people to say. Only the county's two digits may be zero, in cities that have no counties.
    """
    code = text.strip()
    if not is_division(code):
        raise DivisionInvalid(NOT_A_CODE, field=field)
    bounds = [0, *(length for length in LEVEL_BY_LENGTH if length <= len(code))]
    for start, end in pairwise(bounds):
        if not code[start:end].strip("0") and LEVEL_BY_LENGTH[end] is not Level.COUNTY:
            raise DivisionInvalid(FILLED_WITH_ZEROS, field=field)
    return code
