"""Administrative divisions by their digits: levels, containment, and what may be entered. Pure."""

from enum import StrEnum
from itertools import pairwise

from supervision.errors import InputInvalid


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

_LEVEL_NAMES = {
    Level.PROVINCE: "省级",
    Level.CITY: "地市级",
    Level.COUNTY: "县级",
    Level.TOWNSHIP: "乡级",
    Level.COMMUNITY: "村级",
}


def is_division(code: str) -> bool:
    """Whether `code` has the form of a division's code: 2, 4, 6, 9 or 12 digits."""
    return len(code) in LEVEL_BY_LENGTH and code.isascii() and code.isdigit()


def level_of(code: str) -> Level:
    """The level that the length of `code` says; zeros at its end are digits like any other. DivisionInvalid."""
    if not is_division(code):
        raise DivisionInvalid("A division's code has 2, 4, 6, 9 or 12 digits and nothing else.", field="division")
    return LEVEL_BY_LENGTH[len(code)]


def level_name(code: str) -> str:
    """The Chinese name of the division's level. DivisionInvalid."""
    return _LEVEL_NAMES[level_of(code)]


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
        raise DivisionInvalid("A division's code has 2, 4, 6, 9 or 12 digits and nothing else.", field=field)
    bounds = [0, *(length for length in LEVEL_BY_LENGTH if length <= len(code))]
    for start, end in pairwise(bounds):
        if not code[start:end].strip("0") and LEVEL_BY_LENGTH[end] is not Level.COUNTY:
            raise DivisionInvalid(
                f"The code is filled up with zeros; write it as long as its level, such as {code[:start] or '14'}.",
                field=field,
            )
    return code
