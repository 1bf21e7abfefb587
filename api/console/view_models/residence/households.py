"""The list of household files, and that of the amendments in them that wait."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from api.console.view_models.base import Choice, Id, Paging, View
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


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendmentLine:
    """An amendment that waits for another officer; `due_on` where the law says until when it is answered."""

    amendment_id: Id
    masked_name: str
    place: str
    asked_by: str
    requested_at: datetime
    due_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendmentListView(View):
    """Amendments that wait for this officer, the earliest first."""

    template: ClassVar[str] = "residence/people/amendments.html"
    lines: tuple[AmendmentLine, ...]
    today: date
    paging: Paging
