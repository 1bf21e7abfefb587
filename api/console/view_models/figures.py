"""The figures of corrections."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from api.console.view_models.base import Bar, Choice, View


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartView:
    """Numbers that stand beside each other; `is_of_period` where they are of the period, and not as of now."""

    title: str
    bars: tuple[Bar, ...]
    is_of_period: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionFiguresView(View):
    """All charts. In the address: `span`, a `day` of the period, and `place`."""

    template: ClassVar[str] = "figures/corrections.html"
    total: int
    period: str
    spans: tuple[Choice, ...]
    span: str
    day: date
    before_path: str
    after_path: str | None
    places: tuple[Choice, ...]
    place: str
    place_name: str
    charts: tuple[ChartView, ...]
