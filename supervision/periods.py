"""Counting periods of law: the first day is left out, a last day that is off moves to the next working day. Pure.

The pattern is Criminal Procedure Law, art. 105. No statute says how periods of registration are counted, so they are
counted the same way; periods in working days end on a working day by themselves (Administrative Licensing Law, art. 82,
from memory).
"""

from dataclasses import dataclass
from datetime import date, timedelta

from supervision.legal_rules import Unit
from supervision.legal_time import add_months
from supervision.wording import Wording

_ONE_DAY = timedelta(days=1)
_WEEKEND_FROM = 5
_WEEKDAYS = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")
_WEEKDAYS_ENGLISH = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

COUNTING_BASIS = Wording(
    "期间开始之日不计入，末日为节假日的顺延至其后第一个工作日（参照刑事诉讼法第一百零五条）",
    "the first day is not counted, and a last day that is off moves to the next working day (after Criminal Procedure "
    "Law, art. 105)",
)
"""By what rule days are counted here."""


@dataclass(frozen=True, slots=True)
class LegalCalendar:
    """Which days are off: weekends and announced holidays, but for the weekend days that make up for them."""

    days_off: frozenset[date] = frozenset()
    days_worked: frozenset[date] = frozenset()

    def is_working_day(self, day: date) -> bool:
        """Whether offices are open on that day."""
        if day in self.days_worked:
            return True
        return day not in self.days_off and day.weekday() < _WEEKEND_FROM

    def next_working_day(self, day: date) -> date:
        """`day` itself, or the first working day after it."""
        while not self.is_working_day(day):
            day += _ONE_DAY
        return day


@dataclass(frozen=True, slots=True)
class CountedPeriod:
    """A period with its arithmetic: the event's day, the last day as counted, and the day to which that moved."""

    event_on: date
    number: int
    unit: Unit
    last_counted: date
    due_on: date

    def is_over(self, today: date) -> bool:
        """Whether the last day has passed."""
        return today > self.due_on


def count_period(event_on: date, number: int, unit: Unit, calendar: LegalCalendar) -> CountedPeriod:
    """The period of `number` days, working days or months after an event; ValueError for any other unit."""
    match unit:
        case Unit.DAYS:
            last = event_on + timedelta(days=number)
        case Unit.WORKING_DAYS:
            last = _after_working_days(event_on, number, calendar)
        case Unit.MONTHS:
            last = add_months(event_on, number)
        case _:
            message = f"a period of law is not counted in {unit}"
            raise ValueError(message)
    return CountedPeriod(event_on, number, unit, last, calendar.next_working_day(last))


def describe_period(period: CountedPeriod) -> Wording:
    """The arithmetic in one sentence, as a page shows it."""
    unit, english_unit = _UNIT_WORDS[period.unit]
    chinese = (
        f"{_day(period.event_on)}当日不计，自次日起{period.number}{unit}，至{_day(period.last_counted)}"
        + (f"；末日不是工作日，顺延至{_day(period.due_on)}" if period.due_on != period.last_counted else "")
        + "。"
    )
    english = (
        f"{_english_day(period.event_on)} is not counted; {period.number} {english_unit} from the next day on end on "
        f"{_english_day(period.last_counted)}"
        + (f", a day off, and so on {_english_day(period.due_on)}" if period.due_on != period.last_counted else "")
        + "."
    )
    return Wording(chinese, english)


_UNIT_WORDS = {
    Unit.DAYS: ("日", "days"),
    Unit.WORKING_DAYS: ("个工作日", "working days"),
    Unit.MONTHS: ("个月", "months"),
}


def _after_working_days(event_on: date, number: int, calendar: LegalCalendar) -> date:
    day = event_on
    for _ in range(number):
        day = calendar.next_working_day(day + _ONE_DAY)
    return day


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日（{_WEEKDAYS[day.weekday()]}）"


def _english_day(day: date) -> str:
    return f"{_WEEKDAYS_ENGLISH[day.weekday()]} {day.isoformat()}"
