"""The live map and the question for which purpose it is opened."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar

from api.console.view_models.alerts import OpenAlertsView
from api.console.view_models.base import Id, View


@dataclass(frozen=True, slots=True, kw_only=True)
class PurposeView(View):
    """Asks for which purpose a file or a map is opened: one button for each purpose, and what will be recorded.

    Sends `purpose` (and what stands in `kept`) by GET to `action_path`, which records the opening. The purposes have
    their words in `words_table`, and their hints in the table of that name with `-hint`.
    """

    template: ClassVar[str] = "purpose.html"
    subject: str
    action_path: str
    cancel_path: str
    purposes: tuple[str, ...] = ("supervision", "alert", "search", "complaint", "inspection")
    words_table: str = "purpose"
    kept: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseloadLine:
    """One wearer of the officer's caseload in the drawer of the map; `state` is `kept`, `broken` or `unknown`."""

    supervisee_id: Id
    masked_name: str
    order_number: str
    state: str
    last_fixed_at: datetime | None
    battery_percent: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveMapView(View):
    """The map with its drawer; `centre` is (longitude, latitude)."""

    template: ClassVar[str] = "map.html"
    purpose: str
    alerts: OpenAlertsView
    caseload: tuple[CaseloadLine, ...]
    caseload_total: int
    centre: tuple[float, float]
    zoom: float = 13.0
