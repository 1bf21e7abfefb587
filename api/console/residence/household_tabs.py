"""The tabs of an opened household file; those that are lists of other pages know it by `?household=`."""

from collections.abc import Mapping
from uuid import UUID

from api.console.pages_base import PageRequest, address
from api.console.view_models.residence.people import HouseholdTabs, Tab
from supervision.wording import Wording

TABS: Mapping[str, Wording] = {
    "dwelling": Wording("住所与房东", "Home and landlord"),
    "stays": Wording("居住", "Stays"),
    "cards": Wording("卡片", "Cards"),
    "materials": Wording("材料", "Materials"),
    "visits": Wording("走访", "Visits"),
    "history": Wording("历史", "History"),
}
"""Every tab, in order."""

ELSEWHERE: Mapping[str, str] = {"cards": "/console/cards", "visits": "/console/tasks"}
"""The lists that are narrowed to a household; the purpose goes along, for the way back to its file."""


def tabs_of(page: PageRequest, household_id: UUID, purpose: str) -> tuple[Tab, ...]:
    """The tabs of a household as links."""
    own = f"/console/households/{household_id}"
    return tuple(
        Tab(
            key=key,
            label=page.say(label),
            path=address(ELSEWHERE[key], household=household_id, purpose=purpose)
            if key in ELSEWHERE
            else address(own, tab=key, purpose=purpose),
        )
        for key, label in TABS.items()
    )


def household_tabs(page: PageRequest, household_id: UUID, number: str, tab: str) -> HouseholdTabs:
    """Above a list that is a tab of a household."""
    purpose = page.filters().get("purpose", "")
    return HouseholdTabs(number=number, tab=tab, tabs=tabs_of(page, household_id, purpose))
