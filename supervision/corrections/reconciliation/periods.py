"""Which months are reconciled together, and until when it is begun. Pure."""

from dataclasses import dataclass
from datetime import date, timedelta

from supervision.errors import InputInvalid
from supervision.legal_time import add_months
from supervision.wording import Wording

_LAW_SINCE = date(2020, 7, 1)

MONTH_NOT_OVER = Wording("这个月还没有结束，月末之后再核对。", "The month is not over yet; reconcile it afterwards.")
MONTH_TOO_EARLY = Wording("社区矫正法 2020 年 7 月 1 日起施行，请填写其后的月份。", "Choose a month since July 2020.")


@dataclass(frozen=True, slots=True)
class Period:
    """The days that one reconciliation is about, from the first to the last."""

    from_on: date
    until_on: date


def period_of(month: date, every: int) -> Period:
    """The period in which a month lies, where registers are reconciled every so many months of the year."""
    last = -(-month.month // every) * every
    first = date(month.year, last - every + 1, 1)
    return Period(first, add_months(first, every) - timedelta(days=1))


def last_period(today: date, every: int) -> Period:
    """The last period that is over."""
    current = period_of(today, every)
    return period_of(current.from_on - timedelta(days=1), every)


def check_period(period: Period, today: date) -> None:
    """InputInvalid for a period that is not over, or lies before the law."""
    if period.until_on >= today:
        raise InputInvalid(MONTH_NOT_OVER, field="month")
    if period.until_on < _LAW_SINCE:
        raise InputInvalid(MONTH_TOO_EARLY, field="month")
