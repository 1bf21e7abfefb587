"""Until when an organ is answered: by rule, counted over working days."""

from datetime import date

from supervision.corrections.rules import CorrectionRuleName, find_correction_rule
from supervision.legal_rules import LegalRule
from supervision.officers.holidays import legal_calendar
from supervision.periods import CountedPeriod, count_period


async def period_of(received_on: date, division: str, *, is_fast: bool) -> tuple[CountedPeriod, LegalRule]:
    """The period of a request that came in that day, with its arithmetic, and the rule that says so."""
    name = CorrectionRuleName.ASSESSMENT_DUE_FAST if is_fast else CorrectionRuleName.ASSESSMENT_DUE
    rule = find_correction_rule(name, received_on, division)
    return count_period(received_on, rule.number, rule.unit, await legal_calendar()), rule
