"""The search for residents: one box at the top of every page, one list of what was found."""

from litestar import Controller, get
from litestar.di import NamedDependency

from api.console.pages_base import PageRequest
from api.console.view_models.base import Choice
from api.console.view_models.residence.search import SearchView
from api.http import HttpResponse
from api.residence_search import search_register
from supervision.audit import Act
from supervision.officers import division_names
from supervision.residence.purposes import RESIDENCE_PURPOSE_NAMES
from supervision.residence.search.recent import last_search_purpose


class SearchPages(Controller):
    """Residents and household files inside the officer's reach, by what is known of them."""

    path = "/search"

    @get("/", opt={"act": Act.RESIDENT_SEARCH, "about": "register"})
    async def search(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """What was found, the surest first; the search is recorded with its purpose."""
        return await show_search(page)


async def show_search(page: PageRequest) -> HttpResponse:
    """The list of what the address's query finds; a purpose given once holds for half an hour, then it is asked for."""
    given = page.filters()
    query, purposes = given.get("query", "").strip(), purpose_choices(page)
    purpose = given.get("purpose") or await last_search_purpose(page.officer) or ""
    if not query or not purpose or "ask" in given:
        return await page.show(SearchView(query=query, purpose="", purposes=purposes), active="residents")
    found = await search_register(page.officer, query, purpose, given.get("cursor"))
    view = SearchView(
        query=query,
        purpose=found.purpose,
        purposes=purposes,
        residents=found.residents,
        households=found.households,
        homes=found.homes,
        places=await division_names({resident.division for resident in found.residents}),
        is_bounded=found.is_bounded,
        paging=page.paging(len(found.residents), found.next),
        may_register=page.may(Act.RESIDENT_REGISTER),
    )
    return await page.show(view, active="residents")


def purpose_choices(page: PageRequest) -> tuple[Choice, ...]:
    """The purposes of this register, as options."""
    return tuple(Choice(value=purpose.value, label=page.say(name)) for purpose, name in RESIDENCE_PURPOSE_NAMES.items())
