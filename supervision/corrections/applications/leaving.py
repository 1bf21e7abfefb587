"""Whether a trip leaves the "city or county" at all: the urban districts of one city are one place. Pure.

Implementing Measures, art. 26 (from memory): a municipality's or prefecture-level city's urban districts are one place,
a county and a county-level city each their own. A division's name says what it is; failing that, GB/T 2260 numbers
districts 01 to 20 (and all of a municipality's first group), counties 21 to 70, county-level cities 81 to 99. What 71
to 80 stand for (development zones), each place knows for itself.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from supervision.officers.jurisdiction import is_division

_MUNICIPALITIES = frozenset({"11", "12", "31", "50"})
_CITY_DIGITS, _COUNTY_DIGITS = 4, 6
_DISTRICTS, _ZONES = range(1, 21), range(71, 81)
_NO_DISTRICTS = ("县", "市", "旗", "林区", "特区")


class Leaving(StrEnum):
    """What the codes say of a trip."""

    LEAVES = "leaves"
    STAYS = "stays"
    UNKNOWN = "unknown"


def leaving_of(home: str, destinations: Iterable[str], names: Mapping[str, str]) -> Leaving:
    """Whether a trip from `home` to divisions leaves the place of execution; `names` of counties, where loaded.

    One destination elsewhere is enough to leave; one that cannot be placed, with none elsewhere, is for people to say.
    """
    found = {_leaving_to(home, each, names) for each in destinations}
    if Leaving.LEAVES in found:
        return Leaving.LEAVES
    return Leaving.UNKNOWN if Leaving.UNKNOWN in found or not found else Leaving.STAYS


def is_urban_district(county: str, name: str = "") -> bool | None:
    """Whether a county-level division is an urban district of its city; None where that cannot be known."""
    number = int(county[_CITY_DIGITS:_COUNTY_DIGITS])
    if number == 0:  # a city without counties: all of it is one place
        return True
    if name.endswith(_NO_DISTRICTS):
        return False
    if number in _ZONES:
        return None
    if name.endswith("区") or number in _DISTRICTS:
        return True
    return county[:2] in _MUNICIPALITIES and county[2:4] == "01"


def _leaving_to(home: str, destination: str, names: Mapping[str, str]) -> Leaving:
    shared = min(len(home), len(destination), _CITY_DIGITS)
    if not is_division(destination):
        return Leaving.UNKNOWN
    if home[:shared] != destination[:shared]:
        return Leaving.LEAVES
    if min(len(home), len(destination)) < _COUNTY_DIGITS:
        return Leaving.UNKNOWN
    here, there = home[:_COUNTY_DIGITS], destination[:_COUNTY_DIGITS]
    urban = {is_urban_district(county, names.get(county, "")) for county in (here, there)}
    if here == there or urban == {True}:
        return Leaving.STAYS
    return Leaving.LEAVES if False in urban else Leaving.UNKNOWN
