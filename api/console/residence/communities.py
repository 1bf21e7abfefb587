"""The communities that an officer can choose between, and the one that is chosen."""

from dataclasses import dataclass

from api.console.pages_base import PageRequest
from api.console.view_models.base import Choice
from supervision.audit import Act
from supervision.residence.addresses.listing import Community, load_communities


@dataclass(frozen=True, slots=True)
class ChosenCommunity:
    """All communities within reach, and which one the page shows; empty where there is none."""

    communities: tuple[Community, ...]
    division: str

    @property
    def name(self) -> str:
        """What the chosen community is called, with what contains it."""
        return next((one.name for one in self.communities if one.division == self.division), "")

    @property
    def choices(self) -> tuple[Choice, ...]:
        """For a select; the code stands behind a name of which there are two."""
        names = [_short(one.name) for one in self.communities]
        return tuple(
            Choice(value=one.division, label=name if names.count(name) == 1 else f"{name}（{one.division}）")
            for one, name in zip(self.communities, names, strict=True)
        )


async def chosen_community(
    page: PageRequest, act: Act = Act.DRAWER_LIST, *, any_of_them: bool = False
) -> ChosenCommunity:
    """The community in the address, or the first that has a drawer; with `any_of_them` none needs to be chosen."""
    communities, asked = await load_communities(page.officer, act), page.filters().get("division", "")
    if any(one.division == asked for one in communities):
        return ChosenCommunity(communities, asked)
    if any_of_them or not communities:
        return ChosenCommunity(communities, "")
    first = next((one for one in communities if one.drawers), communities[0])
    return ChosenCommunity(communities, first.division)


def _short(name: str) -> str:
    """The last two parts of a name that begins with the province: township and community."""
    cut = max(name.rfind(sign, 0, -1) for sign in "县区市旗")
    return name[cut + 1 :]
