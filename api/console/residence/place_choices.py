"""Drawers, dwellings and households as options of a form, within the officer's reach."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from api.console.page_forms import read_id
from api.console.pages_base import PageRequest
from api.console.view_models.base import Choice
from supervision.audit import Act
from supervision.officers import local_names
from supervision.residence.addresses.drawers import Drawer, load_drawer, load_drawers
from supervision.residence.addresses.dwellings import Dwelling, dwellings_in, load_dwelling
from supervision.residence.households.listing import load_households_at
from supervision.wording import Wording

_HOUSEHOLD = Wording("%(number)s %(head)s（%(n)s 人）", "%(number)s %(head)s (%(n)s persons)")


@dataclass(frozen=True, slots=True)
class PlaceChoices:
    """What can be chosen, as far as it was chosen: a drawer, then a dwelling in it, then a household there."""

    drawers: tuple[Choice, ...] = ()
    dwellings: tuple[Choice, ...] = ()
    households: tuple[Choice, ...] = ()
    dwelling: Dwelling | None = None


async def place_choices(page: PageRequest, act: Act, drawer: str, dwelling: str) -> PlaceChoices:
    """The options after a drawer and a dwelling were chosen, or neither; NotFound for what lies out of reach."""
    chosen_id = read_id(dwelling, "dwelling")
    chosen = await load_dwelling(page.officer, act, chosen_id) if chosen_id else None
    drawer_id = read_id(drawer, "drawer") or (chosen.drawer_id if chosen else None)
    return PlaceChoices(
        drawers=await drawer_choices(await load_drawers(page.officer, Act.DRAWER_LIST)),
        dwellings=await _dwellings(page, drawer_id) if drawer_id else (),
        households=await _households(page, act, chosen) if chosen else (),
        dwelling=chosen,
    )


async def drawer_choices(drawers: Sequence[Drawer]) -> tuple[Choice, ...]:
    """Drawers by their names; behind a name of which there are several stands the community of each."""
    counted = Counter(one.name for one in drawers)
    places = await local_names({one.division for one in drawers if counted[one.name] > 1})
    return tuple(
        Choice(value=str(one.id), label=one.name if counted[one.name] == 1 else f"{one.name}（{places[one.division]}）")
        for one in drawers
    )


async def _dwellings(page: PageRequest, drawer_id: UUID) -> tuple[Choice, ...]:
    drawer = await load_drawer(page.officer, Act.DRAWER_LIST, drawer_id)
    return tuple(
        Choice(value=str(one.id), label=one.address.removeprefix(drawer.name) or one.address)
        for one in await dwellings_in(drawer.id)
    )


async def _households(page: PageRequest, act: Act, dwelling: Dwelling) -> tuple[Choice, ...]:
    pattern = page.say(_HOUSEHOLD)
    return tuple(
        Choice(value=str(one.id), label=pattern % {"number": one.number, "head": one.head, "n": one.residents})
        for one in await load_households_at(page.officer, act, dwelling.id)
    )
