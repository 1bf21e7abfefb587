"""How long an order and each extension may last: three calendar months each. Pure.

Our reading of "not more than three months" (Community Correction Law, art. 29): from the first day to the day before
the corresponding day three months later; where that month has no such day, to the day before its last. An order from
31 January lasts to 29 April, one from 30 November to 27 February: never longer than the law allows on any reading.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from supervision.errors import RuleRefused
from supervision.legal_rules import LegalRule, RuleName, find_rule
from supervision.legal_time import add_months
from supervision.orders.order_state import VersionKind
from supervision.wording import Wording

BACKWARDS = Wording("截止日不能早于起始日。", "The last day cannot lie before the first.")
START_PAST = Wording("起始日不能早于今天。", "The first day cannot lie in the past.")
AFTER_TERM = Wording("定位期限不能超过矫正期满日。", "The order cannot outlast the term of the correction.")
NOT_LONGER = Wording("延期后的截止日须晚于原截止日。", "An extension ends later than the order did before.")
START_OVERLAPS = Wording(
    "延期自原截止日次日起算；原期限已过的，自批准之日起算。",
    "An extension begins on the day after the term before it, or, if that has run out, not before today.",
)
VARIATION_KEEPS_TERM = Wording(
    "变更不改变期限；需要延长的另行办理延期。", "A variation keeps the term; a longer one needs an extension."
)


class PeriodRefused(RuleRefused):
    """The law does not allow an order of this length."""

    code = "order-period-refused"


@dataclass(frozen=True, slots=True)
class Period:
    """From the beginning of the first day to the end of the last, in legal time."""

    starts_on: date
    ends_on: date


def find_period_rule(kind: VersionKind, on: date, division: str) -> LegalRule:
    """The rule that limits an order, or an extension, beginning on that day."""
    name = RuleName.ORDER_EXTENSION_MOST if kind is VersionKind.EXTENSION else RuleName.ORDER_TERM_MOST
    return find_rule(name, on, division)


def latest_end(kind: VersionKind, starts_on: date, term_ends_on: date, division: str) -> date:
    """The last day that an order or extension from `starts_on` can have."""
    months = find_period_rule(kind, starts_on, division).number
    return min(add_months(starts_on, months) - timedelta(days=1), term_ends_on)


def check_period(
    kind: VersionKind, period: Period, *, before: Period | None, term_ends_on: date, division: str, today: date
) -> None:
    """Refuse a period longer than the law allows; `before` is the approved period, for all but the first version."""
    if kind is VersionKind.VARIATION:
        if period != before:
            raise PeriodRefused(VARIATION_KEEPS_TERM)
        return
    if period.ends_on < period.starts_on:
        raise PeriodRefused(BACKWARDS)
    if kind is VersionKind.EXTENSION and before is not None:
        if period.ends_on <= before.ends_on:
            raise PeriodRefused(NOT_LONGER)
        follows_on = before.ends_on + timedelta(days=1)
        if period.starts_on != follows_on and not follows_on < today <= period.starts_on:
            raise PeriodRefused(START_OVERLAPS)
    elif period.starts_on < today:
        raise PeriodRefused(START_PAST)
    if period.ends_on > term_ends_on:
        raise PeriodRefused(AFTER_TERM)
    if period.ends_on > latest_end(kind, period.starts_on, term_ends_on, division):
        raise PeriodRefused(_too_long(find_period_rule(kind, period.starts_on, division)))


def _too_long(rule: LegalRule) -> Wording:
    return Wording(
        f"期限不得超过 {rule.number} 个月（{rule.source}）。",
        f"The term is at most {rule.number} months ({rule.source.english}).",
    )
