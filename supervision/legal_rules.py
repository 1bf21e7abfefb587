"""Numbers of law as dated rows, each with its source and how sure we are of it. Pure.

Code asks for a rule by name, day and place and shows the row that it applied; a region's own row goes before all. Rows
of regions are stored as well: whoever lets an act begin hands it the table as it stands then, and it stays that table
until the act ends.
"""

from collections.abc import Iterable, Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from supervision.wording import Wording


class Confidence(StrEnum):
    """How a number was established."""

    VERIFIED = "verified"
    """Read in the full text or on an official page."""
    SECONDARY = "secondary"
    """From one unofficial page."""
    LOCAL = "local"
    """The rule of one region, taken as an example."""
    CORROBORATED = "corroborated"
    """From memory, partly confirmed by a source."""
    UNVERIFIED = "unverified"
    """From memory: the customer checks it against the official text."""
    OURS = "ours"
    """No law gives a number; this is our cautious reading of the law named as the source."""


class RuleName(StrEnum):
    """The numbers of law that this service applies."""

    CONTROL_TERM_LEAST = "control-term-least"
    CONTROL_TERM_MOST = "control-term-most"
    CONTROL_TERM_MOST_JOINED = "control-term-most-joined"
    PROBATION_TERM_LEAST = "probation-term-least"
    PROBATION_TERM_MOST = "probation-term-most"
    ORDER_TERM_MOST = "order-term-most"
    ORDER_EXTENSION_MOST = "order-extension-most"
    TRACKER_REMOVAL_DUE = "tracker-removal-due"
    CHECK_INS_A_DAY = "check-ins-a-day"
    CHECK_IN_GAP = "check-in-gap"
    CHECK_IN_NIGHT_START = "check-in-night-start"
    CHECK_IN_NIGHT_END = "check-in-night-end"
    CHECK_IN_WINDOW = "check-in-window"
    CHECK_IN_WINDOW_MOST = "check-in-window-most"
    CHECK_IN_SERIES_MOST = "check-in-series-most"


class Unit(StrEnum):
    """What a rule's number counts."""

    YEARS = "years"
    MONTHS = "months"
    DAYS = "days"
    HOURS = "hours"
    MINUTES = "minutes"
    WORKING_DAYS = "working-days"
    TIMES = "times"
    HOUR_OF_DAY = "hour-of-day"
    PERSONS = "persons"
    SQUARE_METRES = "square-metres"
    PER_HUNDRED = "per-hundred"
    ROWS = "rows"
    LEVEL = "level"
    """Who decides: the place in the list of deciders, from the justice office at 1 to the province at 5."""


@dataclass(frozen=True, slots=True)
class LegalRule:
    """One number of law, in force from `valid_from` up to and including `valid_until`; no division means nationwide.

    `name` is a `RuleName`, or the name of a number that one register alone applies.
    """

    name: StrEnum
    number: int
    unit: Unit
    source: Wording
    confidence: Confidence
    valid_from: date
    valid_until: date | None = None
    division: str = ""

    def applies(self, on: date, division: str) -> bool:
        """Whether the row is in force on that day in that division."""
        return (
            self.valid_from <= on
            and (self.valid_until is None or on <= self.valid_until)
            and division.startswith(self.division)
        )


@dataclass(frozen=True, slots=True)
class Opening:
    """What a region's row may say in a rule's place: from `least` to `most`, in the rule's unit or one of `units`."""

    least: int
    most: int
    units: frozenset[Unit] = frozenset()


class RuleMissing(LookupError):
    """No row of that name is in force: the data of the rules is incomplete."""


_CRIMINAL_LAW_SINCE = date(1997, 10, 1)
_CORRECTION_LAW_SINCE = date(2020, 7, 1)
_LAW_29 = Wording("社区矫正法第二十九条", "Community Correction Law, art. 29")
_LAW_26_34 = Wording(
    "社区矫正法第二十六条、第三十四条（次数和时间为本系统的审慎设定）",
    "Community Correction Law, arts. 26 and 34 (the caps are this system's own, on the cautious side)",
)
_CRIME_38 = Wording("刑法第三十八条", "Criminal Law, art. 38")
_CRIME_69 = Wording("刑法第六十九条（数罪并罚）", "Criminal Law, art. 69 (several offences)")
_CRIME_73 = Wording("刑法第七十三条", "Criminal Law, art. 73")


def _crime(name: RuleName, months: int, source: Wording, confidence: Confidence = Confidence.VERIFIED) -> LegalRule:
    return LegalRule(name, months, Unit.MONTHS, source, confidence, _CRIMINAL_LAW_SINCE)


def _order(name: RuleName, number: int, unit: Unit, confidence: Confidence = Confidence.VERIFIED) -> LegalRule:
    return LegalRule(name, number, unit, _LAW_29, confidence, _CORRECTION_LAW_SINCE)


def _check_in(name: RuleName, number: int, unit: Unit) -> LegalRule:
    return LegalRule(name, number, unit, _LAW_26_34, Confidence.OURS, _CORRECTION_LAW_SINCE)


LEGAL_RULES: tuple[LegalRule, ...] = (
    _crime(RuleName.CONTROL_TERM_LEAST, 3, _CRIME_38),
    _crime(RuleName.CONTROL_TERM_MOST, 24, _CRIME_38),
    _crime(RuleName.CONTROL_TERM_MOST_JOINED, 36, _CRIME_69, Confidence.UNVERIFIED),
    _crime(RuleName.PROBATION_TERM_LEAST, 2, _CRIME_73),
    _crime(RuleName.PROBATION_TERM_MOST, 60, _CRIME_73),
    _order(RuleName.ORDER_TERM_MOST, 3, Unit.MONTHS),
    _order(RuleName.ORDER_EXTENSION_MOST, 3, Unit.MONTHS),
    _order(RuleName.TRACKER_REMOVAL_DUE, 1, Unit.DAYS, Confidence.OURS),
    _check_in(RuleName.CHECK_INS_A_DAY, 3, Unit.TIMES),
    _check_in(RuleName.CHECK_IN_GAP, 120, Unit.MINUTES),
    _check_in(RuleName.CHECK_IN_NIGHT_START, 22, Unit.HOUR_OF_DAY),
    _check_in(RuleName.CHECK_IN_NIGHT_END, 6, Unit.HOUR_OF_DAY),
    _check_in(RuleName.CHECK_IN_WINDOW, 15, Unit.MINUTES),
    _check_in(RuleName.CHECK_IN_WINDOW_MOST, 60, Unit.MINUTES),
    _check_in(RuleName.CHECK_IN_SERIES_MOST, 31, Unit.DAYS),
)
"""All rows of code; a later row for the same place, or a row for a smaller place, goes before."""

_N = RuleName

OPENINGS: Mapping[StrEnum, Opening] = {
    _N.CONTROL_TERM_MOST_JOINED: Opening(24, 36),
    _N.ORDER_TERM_MOST: Opening(1, 3),
    _N.ORDER_EXTENSION_MOST: Opening(1, 3),
    _N.TRACKER_REMOVAL_DUE: Opening(0, 3),
    _N.CHECK_INS_A_DAY: Opening(1, 3),
    _N.CHECK_IN_GAP: Opening(120, 720),
    _N.CHECK_IN_NIGHT_START: Opening(18, 22),
    _N.CHECK_IN_NIGHT_END: Opening(6, 10),
    _N.CHECK_IN_WINDOW: Opening(5, 15),
    _N.CHECK_IN_WINDOW_MOST: Opening(15, 60),
    _N.CHECK_IN_SERIES_MOST: Opening(7, 31),
}
"""How far a region's row may go: never beyond what the law grants, nor past our caps. What is missing is not open."""

RULES_IN_FORCE: ContextVar[tuple[LegalRule, ...]] = ContextVar("rules in force", default=LEGAL_RULES)
"""The table by which the present act is judged: the rows of code, and the regions' rows that stood when it began."""


def find_rule(name: StrEnum, on: date, division: str = "", rules: Iterable[LegalRule] | None = None) -> LegalRule:
    """The row that holds on that day in that division: the most local, then the newest; RuleMissing without one."""
    table = RULES_IN_FORCE.get() if rules is None else rules
    rows = [rule for rule in table if rule.name is name and rule.applies(on, division)]
    if not rows:
        raise RuleMissing(name)
    return max(rows, key=lambda rule: (len(rule.division), rule.valid_from))
