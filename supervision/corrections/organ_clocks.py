"""Until when the organ that decided must have sent its documents, and told of custody; by the rows of that day."""

from datetime import date

from supervision.corrections.rules import CorrectionRuleName, find_correction_rule
from supervision.legal_rules import LegalRule
from supervision.officers.holidays import legal_calendar
from supervision.periods import CountedPeriod, count_period


def documents_rule(effective_on: date, division: str) -> LegalRule:
    """Documents are served within days of the decision's effect (Community Correction Law, art. 20)."""
    return find_correction_rule(CorrectionRuleName.DOCUMENTS_DUE, effective_on, division)


def custody_rule(began_on: date, division: str) -> LegalRule:
    """Whoever detains somebody under correction tells the agency within days (ibid., art. 32)."""
    return find_correction_rule(CorrectionRuleName.COURT_MEASURE_TOLD_DUE, began_on, division)


async def period_of(rule: LegalRule, event_on: date) -> CountedPeriod:
    """The period of a row after an event."""
    return count_period(event_on, rule.number, rule.unit, await legal_calendar())
