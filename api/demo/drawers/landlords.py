"""The invented landlords of the cabinets' homes; people of the county, and no supervisees. Pure."""

from datetime import date, timedelta
from functools import cache
from random import Random

from api.demo.county import COUNTY
from api.demo.drawers.people import all_households, all_newcomers
from api.demo.drawers.places import Build, DrawerPlace, Home, all_drawers
from api.demo.names import RESIDENT_SURNAMES, resident_name
from supervision.documents import DocumentType, check_character
from supervision.residence.parties.details import Party
from supervision.residence.parties.words import PartyKind

HOMES_OF_ONE = 4
"""How many homes a landlord has in a drawer, at most."""

_ORDERS_FROM = 700
"""No supervisee's number has such an order."""
_NO_SUCH_NUMBERS = "164"
_MOST_IN_DRAWER = 8


def let_homes(drawer: DrawerPlace) -> tuple[Home, ...]:
    """The homes of a drawer that landlords let; a dormitory is its employer's."""
    return () if drawer.build is Build.DORMITORY else tuple(home for home in drawer.homes if home.is_let)


def landlord_of(drawer: DrawerPlace, home: Home) -> Party:
    """Whose a let home is: every landlord has some that follow each other."""
    place = let_homes(drawer).index(home)
    return _landlords()[all_drawers().index(drawer) * _MOST_IN_DRAWER + place // HOMES_OF_ONE % _MOST_IN_DRAWER]


@cache
def _landlords() -> tuple[Party, ...]:
    chance = Random("landlords")  # noqa: S311 - invented people
    taken = {member.person.name for household in all_households() for member in household.members}
    taken |= {person.name for person in all_newcomers()}
    found = []
    for number in range(len(all_drawers()) * _MOST_IN_DRAWER):
        is_male = chance.random() < 0.6  # noqa: PLR2004 - most
        born_on = date(1952, 1, 1) + timedelta(days=chance.randrange(30 * 365))
        first_17 = f"{COUNTY}{born_on:%Y%m%d}{_ORDERS_FROM + 2 * (number % 149) + is_male:03}"
        found.append(
            Party(
                kind=PartyKind.LANDLORD,
                name=resident_name(chance, chance.choice(RESIDENT_SURNAMES), is_male=is_male, taken=taken),
                phone=f"{_NO_SUCH_NUMBERS}{(number + 5) * 7_654_321 % 10**8:08}",
                document_type=DocumentType.ID_CARD,
                document_number=first_17 + check_character(first_17),
            )
        )
    return tuple(found)
