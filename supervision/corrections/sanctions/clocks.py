"""The clocks that run once a measure is out: the copy to the prosecutor, objections, rulings, custody. Pure.

A last day of custody does not move over a holiday (Criminal Procedure Law, art. 105); the others do.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from supervision.corrections.rules import CorrectionRuleName, find_correction_rule
from supervision.corrections.sanctions.words import REVOCATIONS, MeasureKind
from supervision.legal_rules import LegalRule
from supervision.legal_time import legal_day
from supervision.periods import CountedPeriod, LegalCalendar, count_period

_N = CorrectionRuleName


@dataclass(frozen=True, slots=True)
class Ruling:
    """Until when the organ that decides has to decide: a day, or for an arrest a moment."""

    due_on: date | None = None
    due_at: datetime | None = None


def period_of(name: CorrectionRuleName, event_on: date, division: str, calendar: LegalCalendar) -> CountedPeriod:
    """The period of a rule after an event, with its arithmetic."""
    rule = find_correction_rule(name, event_on, division)
    return count_period(event_on, rule.number, rule.unit, calendar)


def ruling_rule(kind: MeasureKind, on: date, division: str) -> LegalRule | None:
    """The row that says within how long the organ decides; None where no law says it."""
    if kind is MeasureKind.ARREST:
        return find_correction_rule(_N.ARREST_DECISION_DUE, on, division)
    if kind is MeasureKind.REDUCTION:
        return find_correction_rule(_N.REDUCTION_RULING_DUE, on, division)
    return find_correction_rule(_N.COURT_RULING_DUE, on, division) if kind in REVOCATIONS else None


def ruling_due(kind: MeasureKind, sent_at: datetime, division: str, calendar: LegalCalendar) -> Ruling:
    """Until when the organ has to decide on what was sent to it then."""
    sent_on = legal_day(sent_at)
    rule = ruling_rule(kind, sent_on, division)
    if rule is None:
        return Ruling()
    if kind is MeasureKind.ARREST:
        return Ruling(due_at=sent_at + timedelta(hours=rule.number))
    return Ruling(due_on=count_period(sent_on, rule.number, rule.unit, calendar).due_on)


def custody_until(arrested_on: date, division: str) -> date:
    """The last day of custody after an arrest: counted, and never moved."""
    return period_of(_N.ARREST_CUSTODY_MOST, arrested_on, division, LegalCalendar()).last_counted
