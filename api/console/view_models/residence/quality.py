"""The register's quality: colours with their arithmetic, rectifications, samples, assistants and figures."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from api.console.view_models.base import Bar, Choice, FormState, Id, LegalBasis, Paging, View
from supervision.residence.addresses.dwellings import Dwelling
from supervision.residence.households.masked import MaskedResident
from supervision.residence.households.queues import OverOccupied
from supervision.residence.quality.behind import Mismatch
from supervision.residence.quality.figures import Staffing
from supervision.residence.quality.rectification_rows import Rectification, RectificationStep
from supervision.residence.quality.rectifications import PossibleOwner
from supervision.residence.quality.sample_rows import AssistantQuality, Sample, SampleItem


@dataclass(frozen=True, slots=True, kw_only=True)
class CountLine:
    """One count of a place; `share` is its percentage, `path` the list behind it, empty where there is none."""

    kind: str
    due: int
    of: int
    share: str
    colour: str
    basis: LegalBasis
    path: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceLine:
    """A drawer or community; `rectification_path` leads to the open one, `begin_path` to the form of a new one."""

    name: str
    colour: str
    counts: tuple[CountLine, ...]
    path: str = ""
    rectification_path: str = ""
    begin_path: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class QualityView(View):
    """All communities, one of them with its drawers, or the places that nobody mends; `community` is None for all."""

    template: ClassVar[str] = "residence/quality/list.html"
    community: PlaceLine | None
    lines: tuple[PlaceLine, ...]
    colours: Mapping[str, int]
    print_path: str
    is_to_mend: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class QualityPrintView(View):
    """The same for paper, with the arithmetic written out."""

    template: ClassVar[str] = "residence/quality/print.html"
    communities: tuple[tuple[PlaceLine, tuple[PlaceLine, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BehindView(View):
    """The list behind a number: of residents, of premises that are over-occupied or let, or of tasks."""

    template: ClassVar[str] = "residence/quality/behind.html"
    title: str
    residents: tuple[MaskedResident, ...] | None = None
    premises: tuple[OverOccupied, ...] | None = None
    homes: tuple[Dwelling, ...] | None = None
    tasks: tuple[Mismatch, ...] | None = None
    paging: Paging | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RectificationListView(View):
    """Rectifications in one state."""

    template: ClassVar[str] = "residence/quality/rectifications.html"
    show: str
    shows: tuple[Choice, ...]
    lines: tuple[Rectification, ...]
    today: date
    paging: Paging


@dataclass(frozen=True, slots=True, kw_only=True)
class RectificationFormView(View):
    """The form that begins one."""

    template: ClassVar[str] = "residence/quality/rectification_form.html"
    place: PlaceLine
    division: str
    drawer_id: Id | None
    owners: tuple[PossibleOwner, ...]
    due_on: date
    basis: LegalBasis
    form: FormState = FormState()


@dataclass(frozen=True, slots=True, kw_only=True)
class RectificationView(View):
    """One with its steps and what may be done now."""

    template: ClassVar[str] = "residence/quality/rectification.html"
    it: Rectification
    steps: tuple[RectificationStep, ...]
    today: date
    may_report: bool
    may_recheck: bool
    form: FormState = FormState()


@dataclass(frozen=True, slots=True, kw_only=True)
class RateLine:
    """One of the three rates; `percent` is empty where nobody could be counted."""

    name: str
    percent: str
    arithmetic: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleLine:
    """A sample in the list."""

    sample: Sample
    rates: tuple[RateLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleListView(View):
    """The samples, and the form that draws one."""

    template: ClassVar[str] = "residence/quality/samples.html"
    lines: tuple[SampleLine, ...]
    communities: tuple[Choice, ...]
    paging: Paging
    form: FormState = FormState()


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleView(View):
    """A sample with its households; the form that came back stands at the item `refused`."""

    template: ClassVar[str] = "residence/quality/sample.html"
    sample: Sample
    rates: tuple[RateLine, ...]
    items: tuple[SampleItem, ...]
    officer_id: Id | None = None
    """Who looks at it, and may correct what they entered themselves."""
    refused: Id | None = None
    form: FormState = FormState()


@dataclass(frozen=True, slots=True, kw_only=True)
class AssistantLine:
    """An assistant with the rates of re-visits in the drawers on duty."""

    assistant: AssistantQuality
    rates: tuple[RateLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AssistantListView(View):
    """The assistants on duty."""

    template: ClassVar[str] = "residence/quality/assistants.html"
    lines: tuple[AssistantLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AssistantView(View):
    """One assistant with the re-visits behind the rates."""

    template: ClassVar[str] = "residence/quality/assistant.html"
    line: AssistantLine
    items: tuple[SampleItem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthBars:
    """Who came and who went in a month."""

    name: str
    began: Bar
    ended: Bar


@dataclass(frozen=True, slots=True, kw_only=True)
class FiguresView(View):
    """The figures: residents, what else the register holds, and staffing."""

    template: ClassVar[str] = "residence/quality/figures.html"
    residents: Bar
    charts: tuple[tuple[str, tuple[Bar, ...]], ...]
    register: tuple[tuple[str, tuple[Bar, ...]], ...]
    months: tuple[MonthBars, ...]
    staffing: tuple[Staffing, ...]
    staffing_basis: LegalBasis | None
