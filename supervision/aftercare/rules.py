"""The number by which after-care is kept, as a dated row with its source and confidence. Pure."""

from collections.abc import Mapping
from contextvars import ContextVar
from datetime import date
from enum import StrEnum

from supervision.legal_rules import Confidence, LegalRule, Opening, Unit, find_rule
from supervision.wording import Wording


class AftercareRuleName(StrEnum):
    """The numbers that after-care applies."""

    AFTERCARE_WINDOW = "aftercare-window"


AFTERCARE_RULES: tuple[LegalRule, ...] = (
    LegalRule(
        AftercareRuleName.AFTERCARE_WINDOW,
        60,
        Unit.MONTHS,
        Wording("安置帮教工作惯例（须核对正式文本）", "the practice of after-care (to be confirmed against the text)"),
        Confidence.UNVERIFIED,
        date(2020, 7, 1),
    ),
)
"""All rows of code; a later row for the same place, or a row for a smaller place, goes before."""

OPENINGS: Mapping[StrEnum, Opening] = {AftercareRuleName.AFTERCARE_WINDOW: Opening(12, 120)}
"""How far a region's row may go."""

RULES_IN_FORCE: ContextVar[tuple[LegalRule, ...]] = ContextVar("after-care rules in force", default=AFTERCARE_RULES)
"""The table by which the present act is judged: the rows of code, and the regions' rows that stood when it began."""


def find_aftercare_rule(name: AftercareRuleName, on: date, division: str = "") -> LegalRule:
    """The row that holds on that day in that division: the most local, then the newest; RuleMissing without one."""
    return find_rule(name, on, division, RULES_IN_FORCE.get())
