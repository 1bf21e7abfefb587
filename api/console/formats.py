"""How dates, times and lengths are written, in Chinese and in English. Pure."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from supervision.legal_time import LEGAL_ZONE
from supervision.paging import MOST_COUNTED

Translate = Callable[[str], str]
"""From the Chinese wording to that of the page's language."""

_MONTHS = tuple("January February March April May June July August September October November December".split())  # noqa: SIM905 - twelve lines less
_WEEKDAYS_ZH = "一二三四五六日"
_WEEKDAYS_EN = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MINUTE = 60
_HOUR = 60 * _MINUTE
_DAY = 24 * _HOUR
_DAYS_WITH_HOURS = 3  # from three days on, hours are noise
_KILOBYTE = 1024


def counted(number: int) -> str:
    """How many wait; where counting stopped, that it did: 10000+."""
    return f"{number}" if number <= MOST_COUNTED else f"{MOST_COUNTED}+"


def legal_date(day: date) -> date:
    """The day of legal time that a date, or a moment, stands for."""
    return day.astimezone(LEGAL_ZONE).date() if isinstance(day, datetime) else day


def long_date(day: date, language: str) -> str:
    """2026年11月22日, or 22 November 2026."""
    day = legal_date(day)
    if language == "zh":
        return f"{day.year}年{day.month}月{day.day}日"
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def short_date(day: date, language: str) -> str:
    """11月22日, or 22 Nov: for places where the year is plain."""
    day = legal_date(day)
    return f"{day.month}月{day.day}日" if language == "zh" else f"{day.day} {_MONTHS[day.month - 1][:3]}"


def near_date(day: date, now: datetime, language: str) -> str:
    """A day as short as it can be told apart: 11月22日 this year, with the year otherwise."""
    is_this_year = legal_date(day).year == legal_date(now).year
    return short_date(day, language) if is_this_year else long_date(day, language)


def month_name(day: date, language: str) -> str:
    """2026年11月, or November 2026."""
    return f"{day.year}年{day.month}月" if language == "zh" else f"{_MONTHS[day.month - 1]} {day.year}"


def weekday(day: date, language: str) -> str:
    """星期日, or Sun."""
    index = legal_date(day).weekday()
    return f"星期{_WEEKDAYS_ZH[index]}" if language == "zh" else _WEEKDAYS_EN[index]


def clock(at: datetime, *, seconds: bool = False) -> str:
    """21:40, in legal time and 24 hours."""
    return f"{at.astimezone(LEGAL_ZONE):%H:%M:%S}" if seconds else f"{at.astimezone(LEGAL_ZONE):%H:%M}"


def moment(at: datetime, now: datetime, language: str) -> str:
    """A moment as short as it can be told apart: 21:40 today, 11月22日 21:40 this year, with the year otherwise."""
    day, today = legal_date(at), legal_date(now)
    if day == today:
        return clock(at)
    return f"{near_date(at, now, language)} {clock(at)}"


def full_moment(at: datetime, language: str) -> str:
    """A moment with its year and seconds, for papers and evidence."""
    return f"{long_date(at, language)} {clock(at, seconds=True)}"


def duration(length: timedelta, translate: Translate) -> str:
    """The two largest units of a length: 2 小时 5 分; anything under a minute in seconds."""
    seconds = int(abs(length.total_seconds()))
    if seconds < _MINUTE:
        return translate("%(seconds)s 秒") % {"seconds": seconds}
    if seconds < _HOUR:
        return translate("%(minutes)s 分钟") % {"minutes": seconds // _MINUTE}
    hours, minutes = seconds // _HOUR, seconds % _HOUR // _MINUTE
    if seconds < _DAY:
        pattern = translate("%(hours)s 小时 %(minutes)s 分") if minutes else translate("%(hours)s 小时")
        return pattern % {"hours": hours, "minutes": minutes}
    days, hours = seconds // _DAY, seconds % _DAY // _HOUR
    pattern = translate("%(days)s 天 %(hours)s 小时") if hours and days < _DAYS_WITH_HOURS else translate("%(days)s 天")
    return pattern % {"days": days, "hours": hours}


def ago(at: datetime, now: datetime, translate: Translate) -> str:
    """How long ago, or in how long."""
    length = now - at
    if abs(length) < timedelta(seconds=10):
        return translate("刚刚")
    pattern = translate("%(length)s前") if length > timedelta() else translate("%(length)s后")
    return pattern % {"length": duration(length, translate)}


def moment_ago(at: datetime, now: datetime, language: str, translate: Translate) -> str:
    """The absolute time with the relative one beside it: 21:40，12 分钟前."""
    return translate("%(moment)s，%(ago)s") % {"moment": moment(at, now, language), "ago": ago(at, now, translate)}


def days_left(days: int, translate: Translate) -> str:
    """剩 12 天, 今天到期 or 已过 3 天."""
    if days == 0:
        return translate("今天到期")
    return (translate("剩 %(days)s 天") if days > 0 else translate("已过 %(days)s 天")) % {"days": abs(days)}


def size(size_bytes: int) -> str:
    """A file's size as people say it."""
    if size_bytes < _KILOBYTE**2:
        return f"{max(1, round(size_bytes / _KILOBYTE))} KB"
    return f"{size_bytes / _KILOBYTE**2:.1f} MB"
