"""The cabinet: a community's drawers, and one of them open, floor by floor."""

from litestar import Controller, get
from litestar.di import NamedDependency

from api.console.page_forms import read_id
from api.console.pages_base import PageRequest, address
from api.console.residence.communities import chosen_community
from api.console.residence.quality_views import community_line
from api.console.view_models.residence.cabinet import (
    BuildingPicture,
    CabinetView,
    DrawerFrontLine,
    FloorRow,
    HomeTile,
)
from api.http import HttpResponse
from supervision.audit import Act
from supervision.legal_time import legal_day
from supervision.residence.addresses.names import written_name
from supervision.residence.cabinet.building import Building, DrawerFront, Floor, Home, load_building, load_cabinet
from supervision.residence.cabinet.counting import ENDING_WITHIN
from supervision.residence.quality.counting import load_quality
from supervision.residence.quality.rating import Colour
from supervision.residence.rules import ResidenceRuleName, find_residence_rule

PATH = "/console/cabinet"


class CabinetPages(Controller):
    """Homes with their counters; nobody is opened here."""

    path = "/cabinet"

    @get("/", opt={"act": Act.DRAWER_LIST})
    async def cabinet(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """The community's drawers, with the chosen one open; a number plate leads to its home."""
        given, chosen = page.filters("drawer", "plate"), await chosen_community(page)
        fronts = await load_cabinet(page.officer, chosen.division) if chosen.division else ()
        drawer_id = read_id(given.get("drawer"), "drawer") or next((front.drawer.id for front in fronts), None)
        building = await load_building(page.officer, drawer_id) if drawer_id else None
        if building is not None and (home := _find(building, given.get("plate", ""))) is not None:
            return page.redirect(_path_of(home))
        rule = find_residence_rule(ResidenceRuleName.VERIFICATION_DUE, legal_day(page.now), chosen.division)
        rated = await load_quality(page.officer, legal_day(page.now), chosen.division) if fronts else ()
        colours = {line.drawer.id: line.rating.colour for community in rated for line in community.drawers}
        view = CabinetView(
            communities=chosen.choices,
            division=chosen.division,
            community_name=chosen.name,
            drawers=tuple(_front(front, colours[front.drawer.id]) for front in fronts),
            quality=next((community_line(page, community, {}) for community in rated), None),
            building=_picture(page, building) if building else None,
            ending_days=ENDING_WITHIN.days,
            verification_days=rule.number,
            may_make_drawers=page.may(Act.DRAWER_CREATE),
        )
        return await page.show(view, active="cabinet")


def cabinet_path(division: str, drawer_id: object = None) -> str:
    """The cabinet of a community, with one of its drawers open."""
    return address(PATH, division=division, drawer=str(drawer_id) if drawer_id else None)


def _find(building: Building, plate: str) -> Home | None:
    wanted = written_name(plate)
    homes = [home for floor in building.floors for home in floor.homes]
    exact = next((home for home in homes if home.plate == wanted), None)
    return exact or next((home for home in homes if wanted and home.plate.endswith(wanted)), None)


def _path_of(home: Home) -> str:
    if home.dwelling is None:
        return f"/console/dwellings/new?address={home.address_id}"
    return f"/console/dwellings/{home.dwelling.id}"


def _front(front: DrawerFront, colour: Colour) -> DrawerFrontLine:
    return DrawerFrontLine(
        drawer_id=front.drawer.id,
        name=front.drawer.name,
        living=front.counts.living,
        unverified=front.counts.unverified,
        colour=colour,
    )


def _picture(page: PageRequest, building: Building) -> BuildingPicture:
    homes = [home for floor in building.floors for home in floor.homes]
    return BuildingPicture(
        drawer_id=building.drawer.id,
        name=building.drawer.name,
        living=building.living,
        unverified=building.unverified,
        homes=len(homes),
        vacant=sum(home.is_vacant for home in homes),
        floors=tuple(_row(page, floor) for floor in building.floors),
    )


def _row(page: PageRequest, floor: Floor) -> FloorRow:
    label = floor.name or page.say("平房") if floor.number is None else f"{floor.number}F"
    return FloorRow(label=label, homes=tuple(map(_tile, floor.homes)))


def _tile(home: Home) -> HomeTile:
    dwelling, counts = home.dwelling, home.counts
    return HomeTile(
        plate=home.plate,
        address_id=home.address_id,
        dwelling_id=dwelling.id if dwelling else None,
        living=counts.living,
        unverified=counts.unverified,
        ending=counts.ending,
        marks=home.marks,
        is_let=dwelling is not None and dwelling.facts.letting_use is not None,
    )
