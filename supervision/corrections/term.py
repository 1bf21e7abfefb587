"""The term of a correction, worked out step by step as an officer would check it by hand. Pure.

Years and months run from the first day to the day before the corresponding day; where that day is missing, or the first
day is the last of its month, to the day before the last day of the month (the Supreme People's Court's interpretation
of the Criminal Procedure Law, 2021, art. 202, read in a judge's commentary). Credited days come off its end.
"""

import calendar
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from supervision.corrections.category import CATEGORY_NAMES, Category
from supervision.errors import InputInvalid
from supervision.legal_rules import LegalRule, RuleName, find_rule
from supervision.legal_time import add_months, day_end
from supervision.wording import Wording

_MOST_YEARS = 40
_MOST_MONTHS = 12 * _MOST_YEARS
_MOST_DAYS = 366 * _MOST_YEARS

LENGTH_NEEDED = Wording("请填写期限：至少一项大于零。", "Enter the length of the term: at least one part above zero.")
LENGTH_WRONG = Wording(
    "期限的年、月、日和折抵天数须为零或正整数，且不超过40年。",
    "Years, months, days and credited days are whole numbers from zero; a term lasts at most 40 years.",
)
NOTHING_LEFT = Wording("折抵后期限已满，没有剩余的矫正期。", "The days credited use up the whole term.")


class TermInvalid(InputInvalid):
    """No term comes out of what was entered, or the law does not know such a term."""

    code = "term-invalid"


@dataclass(frozen=True, slots=True)
class TermLength:
    """How long the decision says the term is."""

    years: int = 0
    months: int = 0
    days: int = 0


@dataclass(frozen=True, slots=True)
class TermArithmetic:
    """The steps in words, the last day of the term, and the bounds of law that were checked."""

    steps: tuple[Wording, ...]
    last_day: date
    rules: tuple[LegalRule, ...]

    @property
    def ends_at(self) -> datetime:
        """The first moment after the term: midnight of legal time at the end of the last day."""
        return day_end(self.last_day)


_BOUNDS = {
    Category.CONTROL: (RuleName.CONTROL_TERM_LEAST, RuleName.CONTROL_TERM_MOST, RuleName.CONTROL_TERM_MOST_JOINED),
    Category.SUSPENDED_SENTENCE: (RuleName.PROBATION_TERM_LEAST, RuleName.PROBATION_TERM_MOST),
}
"""Parole lasts as long as the sentence has to run, service outside prison as decided: the law gives them no bounds."""


def work_out_term(
    category: Category, starts_on: date, length: TermLength, credited_days: int = 0, division: str = ""
) -> TermArithmetic:
    """The last day of a term and how it comes about; TermInvalid outside of the law's bounds or if nothing is left."""
    _check_numbers(length, credited_days)
    rules = _check_bounds(category, starts_on, length, division)
    steps = [Wording(f"起算日：{starts_on}", f"First day: {starts_on}")]
    after = starts_on
    if length.years:
        after = add_months(after, 12 * length.years)
        steps.append(Wording(f"加 {length.years} 年：{after}", f"plus {length.years} years: {after}"))
    if length.months:
        after = _add_term_months(after, length.months)
        steps.append(Wording(f"加 {length.months} 个月：{after}", f"plus {length.months} months: {after}"))
    if length.days:
        after += timedelta(days=length.days)
        steps.append(Wording(f"加 {length.days} 日：{after}", f"plus {length.days} days: {after}"))
    last_day = after - timedelta(days=1)
    steps.append(Wording(f"期限至其前一日：{last_day}", f"the term lasts to the day before: {last_day}"))
    if credited_days:
        last_day -= timedelta(days=credited_days)
        steps.append(Wording(f"折抵 {credited_days} 日：{last_day}", f"less {credited_days} days credited: {last_day}"))
    if last_day < starts_on:
        raise TermInvalid(NOTHING_LEFT, field="deducted_days")
    steps.append(Wording(f"期满日：{last_day}（当日24时）", f"Last day: {last_day}, until midnight"))
    return TermArithmetic((*steps, *_bound_steps(category, rules)), last_day, rules)


def _check_numbers(length: TermLength, credited_days: int) -> None:
    if (
        not 0 <= length.years <= _MOST_YEARS
        or not 0 <= length.months <= _MOST_MONTHS
        or not 0 <= length.days <= _MOST_DAYS
        or not 0 <= credited_days <= _MOST_DAYS
    ):
        raise TermInvalid(LENGTH_WRONG, field="term_years")
    if length == TermLength():
        raise TermInvalid(LENGTH_NEEDED, field="term_years")


def _check_bounds(category: Category, starts_on: date, length: TermLength, division: str) -> tuple[LegalRule, ...]:
    """Compare by calendar, not by counting months: 23 months and 40 days may or may not be more than two years."""
    names = _BOUNDS.get(category, ())
    rules = tuple(find_rule(name, starts_on, division) for name in names)
    if rules:
        after = _after(starts_on, length)
        least, *mosts = rules
        if after < _after(starts_on, TermLength(months=least.number)) or all(
            after > _after(starts_on, TermLength(years=most.number // 12, months=most.number % 12)) for most in mosts
        ):
            raise TermInvalid(_outside(category, least, mosts[-1]), field="term_years")
    return rules


def _after(starts_on: date, length: TermLength) -> date:
    after = add_months(starts_on, 12 * length.years) if length.years else starts_on
    return (_add_term_months(after, length.months) if length.months else after) + timedelta(days=length.days)


def _add_term_months(day: date, months: int) -> date:
    """The corresponding day, or the last day of the month where that is missing or `day` is the last of its own."""
    after = add_months(day, months)
    if day.day == calendar.monthrange(day.year, day.month)[1]:
        return after.replace(day=calendar.monthrange(after.year, after.month)[1])
    return after


def _outside(category: Category, least: LegalRule, most: LegalRule) -> Wording:
    name = CATEGORY_NAMES[category]
    return Wording(
        f"{name}的期限须为 {least.number} 个月以上、{most.number} 个月以下（{least.source}；{most.source}）。",
        f"A term of {name.english} lasts {least.number} to {most.number} months "
        f"({least.source.english}; {most.source.english}).",
    )


def _bound_steps(category: Category, rules: tuple[LegalRule, ...]) -> tuple[Wording, ...]:
    if not rules:
        return ()
    name, (least, most, *joined) = CATEGORY_NAMES[category], rules
    tail = f"；{joined[0].source}不超过 {joined[0].number} 个月" if joined else ""
    english = f"; {joined[0].source.english}: at most {joined[0].number}" if joined else ""
    return (
        Wording(
            f"核对：{name}为 {least.number} 至 {most.number} 个月（{most.source}{tail}）",
            f"checked: {name.english} lasts {least.number} to {most.number} months ({most.source.english}{english})",
        ),
    )
