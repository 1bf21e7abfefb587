"""Until when somebody must report in: ten days from the effect of the decision (Community Correction Law, art. 21)."""

from datetime import date

from supervision.corrections.rules import CorrectionRuleName, find_correction_rule
from supervision.legal_rules import LegalRule
from supervision.legal_time import legal_day, now
from supervision.officers.holidays import legal_calendar
from supervision.periods import CountedPeriod, count_period


def report_rule(division: str) -> LegalRule:
    """The rule that is applied to whoever is to report in now."""
    return find_correction_rule(CorrectionRuleName.REPORT_IN_DUE, legal_day(now()), division)


async def report_due(effective_on: date, division: str) -> CountedPeriod:
    """The period to report in: its first day is not counted, and a last day that is off moves on."""
    rule = report_rule(division)
    return count_period(effective_on, rule.number, rule.unit, await legal_calendar())
