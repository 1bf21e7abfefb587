"""Holidays and the working days that make up for them, as the State Council announces them each autumn."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from chinese_calendar.constants import holidays as announced_holidays
from chinese_calendar.constants import workdays as announced_workdays

from supervision.actor import Actor
from supervision.audit import Act, audited_change
from supervision.errors import InputInvalid
from supervision.periods import LegalCalendar
from supervision.settings import Register
from supervision.storage.database import fetch
from supervision.wording import Wording

NOT_HOLIDAYS = Wording(
    "文件不是“日期,上班,名称”三列的 CSV 表（日期如 2027-01-01，上班填 0 或 1）。",
    "The file is no CSV table of the columns day, is_working (0 or 1) and name, with days as 2027-01-01.",
)

_HEADING = ["day", "is_working", "name"]
_LONGEST_NAME = 40
_NAMES = {
    "New Year's Day": "元旦",
    "Spring Festival": "春节",
    "Tomb-sweeping Day": "清明节",
    "Labour Day": "劳动节",
    "Dragon Boat Festival": "端午节",
    "National Day": "国庆节",
    "Mid-autumn Festival": "中秋节",
}


@dataclass(frozen=True, slots=True)
class Holiday:
    """A day that differs from the plain week: off although a weekday or named, or worked although at a weekend."""

    day: date
    is_working: bool
    name: str


def announced_days(from_year: int) -> list[Holiday]:
    """What the calendar library knows of `from_year` and later; it follows the State Council's notices."""
    days = [Holiday(day, is_working=False, name=_NAMES.get(name, name)) for day, name in announced_holidays.items()]
    days += [Holiday(day, is_working=True, name=_NAMES.get(name, name)) for day, name in announced_workdays.items()]
    return sorted((day for day in days if day.day.year >= from_year), key=lambda holiday: holiday.day)


def read_holidays(text: str) -> list[Holiday]:
    """The days of a CSV table, for a year that the library does not know yet; InputInvalid when it is none."""
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
    if not rows or [cell.strip() for cell in rows[0]] != _HEADING:
        raise InputInvalid(NOT_HOLIDAYS, field="holidays")
    return [_read_row(row) for row in rows[1:] if row]


def _read_row(row: list[str]) -> Holiday:
    try:
        day, is_working, name = (cell.strip() for cell in row)
        holiday = Holiday(date.fromisoformat(day), {"0": False, "1": True}[is_working], name)
    except (ValueError, KeyError) as error:
        raise InputInvalid(NOT_HOLIDAYS, field="holidays") from error
    if not 1 <= len(name) <= _LONGEST_NAME:
        raise InputInvalid(NOT_HOLIDAYS, field="holidays")
    return holiday


async def import_holidays(actor: Actor, register: Register, holidays: Sequence[Holiday]) -> int:
    """Store the days, in the place of what was known of the same days; gives their number."""
    by_day = {holiday.day: holiday for holiday in holidays}
    async with audited_change(actor, Act.HOLIDAY_IMPORT, register=register) as change:
        await change.connection.execute(
            """INSERT INTO holiday (day, is_working, name) SELECT * FROM unnest($1::date[], $2::boolean[], $3::text[])
               ON CONFLICT (day) DO UPDATE SET is_working = EXCLUDED.is_working, name = EXCLUDED.name""",
            list(by_day), [day.is_working for day in by_day.values()], [day.name for day in by_day.values()],
        )  # fmt: skip
        change.note(days=len(by_day))
    return len(by_day)


async def legal_calendar() -> LegalCalendar:
    """Which days are off, as far as it was announced; beyond that, weekends alone."""
    rows = await fetch("SELECT day, is_working FROM holiday")
    return LegalCalendar(
        frozenset(row["day"] for row in rows if not row["is_working"]),
        frozenset(row["day"] for row in rows if row["is_working"]),
    )
