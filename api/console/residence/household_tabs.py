"""The tabs of an opened household file; pages of other kinds add their own to the list."""

from collections.abc import Mapping
from uuid import UUID

from api.console.pages_base import PageRequest, address
from api.console.view_models.residence.people import Tab
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

ELSEWHERE: Mapping[str, str] = {}
"""Tabs that are pages of their own, by the path that lists what belongs to a household: `?household=` is added."""


def tabs_of(page: PageRequest, household_id: UUID, purpose: str) -> tuple[Tab, ...]:
    """The tabs of a household as links; one whose page is not there is left out."""
    own = f"/console/households/{household_id}"
    return tuple(
        Tab(
            key=key,
            label=page.say(label),
            path=address(ELSEWHERE[key], household=household_id)
            if key in ELSEWHERE
            else address(own, tab=key, purpose=purpose),
        )
        for key, label in TABS.items()
        if key in ELSEWHERE or key not in {"cards", "visits"}
    )
