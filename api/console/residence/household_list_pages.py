"""The masked list of household files."""

from litestar import Controller, get
from litestar.di import NamedDependency

from api.console.page_forms import read_id
from api.console.pages_base import PageRequest
from api.console.residence.place_choices import drawer_choices
from api.console.residence.resident_pages import communities
from api.console.view_models.base import Choice
from api.console.view_models.residence.households import HouseholdListView
from api.http import HttpResponse
from supervision.audit import Act
from supervision.legal_time import legal_day
from supervision.residence.addresses.drawers import load_drawers
from supervision.residence.households.listing import ListFilters, count_households, list_households
from supervision.residence.households.queues import unverified_since
from supervision.residence.households.words import HouseholdState
from supervision.wording import Wording

UNVERIFIED, CLOSED = "unverified", "closed"
_SHOWS = {
    "": Wording("在册", "open"),
    UNVERIFIED: Wording("久未核对", "not visited for long"),
    CLOSED: Wording("已关闭", "closed"),
}


class HouseholdListPages(Controller):
    """Household files inside the officer's reach."""

    path = "/households"

    @get("/", opt={"act": Act.HOUSEHOLD_LIST})
    async def list_households(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """Household files, masked, newest first; of a community or a drawer, open ones, those due, or closed ones."""
        given = page.filters()
        show, community = given.get("show", ""), given.get("community")
        since = unverified_since(page.officer, legal_day(page.now)) if show == UNVERIFIED else None
        filters = ListFilters(community, read_id(given.get("drawer"), "drawer"), since)
        state = HouseholdState.CLOSED if show == CLOSED else HouseholdState.OPEN
        found = await list_households(page.officer, filters, state, given.get("cursor"))
        total = await count_households(page.officer, filters, state)
        drawers = await load_drawers(page.officer, Act.HOUSEHOLD_LIST, community)
        view = HouseholdListView(
            lines=found.items,
            shows=tuple(Choice(value=key, label=page.say(text)) for key, text in _SHOWS.items()),
            show=show,
            communities=await communities(page),
            drawers=await drawer_choices(drawers),
            filters=page.filters("community", "drawer"),
            paging=page.paging(len(found.items), found.next, total),
            may_register=page.may(Act.RESIDENT_REGISTER),
        )
        return await page.show(view, active="households")
