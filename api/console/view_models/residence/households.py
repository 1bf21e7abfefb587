"""The list of household files."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from api.console.view_models.base import Choice, Paging, View
from supervision.residence.households.masked import MaskedHousehold


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdListView(View):
    """Household files, masked. `show` chooses a way to see them; it stays in the address, as `filters` do."""

    template: ClassVar[str] = "residence/people/households.html"
    lines: tuple[MaskedHousehold, ...]
    shows: tuple[Choice, ...]
    show: str
    communities: tuple[Choice, ...]
    drawers: tuple[Choice, ...]
    filters: Mapping[str, str]
    paging: Paging
    may_register: bool = False
