"""What the figures count, into which slices, and in which period. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from supervision.audit.acts import Act
from supervision.corrections.category import Category
from supervision.corrections.contacts.words import Outcome
from supervision.corrections.file_state import EndCause
from supervision.corrections.sanctions.words import MeasureKind
from supervision.corrections.searching.words import SearchEnd
from supervision.corrections.supervision_class import SupervisionClass
from supervision.errors import InputInvalid
from supervision.legal_time import add_months
from supervision.wording import Wording


class Chart(StrEnum):
    """What is counted: files, or what stands on them."""

    CATEGORY = "category"
    CLASS = "class"
    COUNTY = "county"
    OFFICE = "office"
    STARTED = "started"
    ENDING = "ending"
    FLOW = "flow"
    REPORTING = "reporting"
    TRANSFERS = "transfers"
    CONTACTS = "contacts"
    LEAVE = "leave"
    MEASURES = "measures"
    SEARCHES = "searches"
    ORDERS = "orders"


class Flow(StrEnum):
    """How a file comes, beside the causes by which it ends."""

    RECEIVED = "received"
    REPORTED_IN = "reported-in"


class Reporting(StrEnum):
    """How reporting in went, and who has not done so by now."""

    ON_TIME = "on-time"
    LATE = "late"
    WAITING = "waiting"
    OVERDUE = "overdue"


class Ending(StrEnum):
    """Which terms end soon, and which are over without a certificate."""

    SOON = "soon"
    PAST = "past"


class Side(StrEnum):
    """Whether a change of place brought somebody here, or took them away."""

    IN = "in"
    OUT = "out"


class LeaveAnswer(StrEnum):
    """What was decided on leave."""

    APPROVED = "approved"
    REFUSED = "refused"


OVERDUE = "overdue"
"""A contact that was due and has no outcome."""
LASTING = "lasting"
"""A search that goes on."""
IN_FORCE = "in-force"
"""An order that lets positions in."""
EARLIER = "earlier"
"""A term that began before the months that are told apart."""
MONTHS = 12
"""How many months of start are told apart, this one included."""
SOON_DAYS = 30
"""How near the end of a term is when it is counted as near."""

COUNTED_OUTCOMES = tuple(outcome for outcome in Outcome if outcome is not Outcome.RESCHEDULED)
"""A contact that was moved is counted where it was moved to."""

FIXED_SLICES: Mapping[Chart, tuple[str, ...]] = {
    Chart.CATEGORY: tuple(Category),
    Chart.CLASS: tuple(SupervisionClass),
    Chart.ENDING: tuple(Ending),
    Chart.FLOW: (*Flow, *EndCause),
    Chart.REPORTING: tuple(Reporting),
    Chart.TRANSFERS: tuple(Side),
    Chart.CONTACTS: (*COUNTED_OUTCOMES, OVERDUE),
    Chart.LEAVE: tuple(LeaveAnswer),
    Chart.MEASURES: tuple(MeasureKind),
    Chart.SEARCHES: (LASTING, *SearchEnd),
    Chart.ORDERS: (IN_FORCE,),
}
"""The slices that are shown with none in them as well; those of the other charts are what is found."""

_COUNTY, _MONTH = re.compile(r"[0-9]{6}"), re.compile(r"(?!0000)[0-9]{4}-(0[1-9]|1[0-2])")
_OFFICE = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_FOUND_SLICES = {Chart.COUNTY: _COUNTY, Chart.OFFICE: _OFFICE, Chart.STARTED: _MONTH}


def is_slice(chart: Chart, name: str) -> bool:
    """Whether a chart can have a slice of that name, so that an address that was mistyped is told."""
    if chart in FIXED_SLICES:
        return name in FIXED_SLICES[chart]
    return bool(_FOUND_SLICES[chart].fullmatch(name)) or (chart is Chart.STARTED and name == EARLIER)


OF_PERIOD = frozenset({
    Chart.FLOW, Chart.REPORTING, Chart.TRANSFERS, Chart.CONTACTS, Chart.LEAVE, Chart.MEASURES, Chart.SEARCHES,
})  # fmt: skip
"""What is counted in a period; the others are counted as they stand now."""

ACT_OF: Mapping[Chart, Act] = dict.fromkeys(Chart, Act.PERSON_FILE_LIST) | {
    Chart.TRANSFERS: Act.TRANSFER_LIST,
    Chart.CONTACTS: Act.CONTACT_LIST,
    Chart.LEAVE: Act.APPLICATION_LIST,
    Chart.MEASURES: Act.MEASURE_LIST,
    Chart.SEARCHES: Act.SEARCH_LIST,
    Chart.ORDERS: Act.ORDER_LIST,
}
"""By which act the list behind a chart is read: who may not do it has no such chart."""


class Span(StrEnum):
    """How long a period is."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


DAY_OUT = Wording("日期须在1900年至2200年之间。", "Choose a day between the years 1900 and 2200.")
_FIRST_YEAR, _LAST_YEAR = 1900, 2200
_SPAN_MONTHS = {Span.MONTH: 1, Span.QUARTER: 3, Span.YEAR: 12}


@dataclass(frozen=True, slots=True)
class Period:
    """A month, a quarter or a year of the calendar, from its first day up to, but not including, `until`."""

    span: Span
    first: date

    @property
    def until(self) -> date:
        """The first day after it."""
        return add_months(self.first, _SPAN_MONTHS[self.span])

    @property
    def before(self) -> "Period":
        """The one before it."""
        return Period(self.span, add_months(self.first, -_SPAN_MONTHS[self.span]))

    @property
    def after(self) -> "Period":
        """The one after it."""
        return Period(self.span, self.until)


def period_of(span: Span, day: date) -> Period:
    """The period of that length in which a day lies. InputInvalid where the periods beside it leave the calendar."""
    if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        raise InputInvalid(DAY_OUT, field="day")
    months = _SPAN_MONTHS[span]
    return Period(span, day.replace(month=(day.month - 1) // months * months + 1, day=1))
