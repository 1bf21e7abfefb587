"""Dates, times and lengths are written as the law and its officers write them."""

from datetime import UTC, date, datetime, timedelta

import pytest

from api.console import formats
from api.console.rendering import translations
from tests.api.console.samples.moments import NOW, at

CHINESE = translations("zh").gettext
ENGLISH = translations("en").gettext


def test_a_moment_belongs_to_the_day_of_legal_time() -> None:
    late_in_utc = datetime(2026, 11, 22, 16, 30, tzinfo=UTC)
    assert formats.long_date(late_in_utc, "zh") == "2026年11月23日"
    assert formats.clock(late_in_utc) == "00:30"
    assert formats.weekday(late_in_utc, "zh") == "星期一"


def test_dates_read_well_in_both_languages() -> None:
    day = date(2026, 11, 22)
    assert (formats.long_date(day, "zh"), formats.long_date(day, "en")) == ("2026年11月22日", "22 November 2026")
    assert (formats.short_date(day, "zh"), formats.short_date(day, "en")) == ("11月22日", "22 Nov")
    assert formats.weekday(day, "en") == "Sun"


def test_a_moment_says_no_more_than_is_needed_to_tell_it_apart() -> None:
    assert formats.moment(at(21, 40), NOW, "zh") == "21:40"
    assert formats.moment(at(9, 5, day=22), NOW, "zh") == "11月22日 09:05"
    assert formats.moment(datetime(2025, 11, 23, 1, tzinfo=UTC), NOW, "zh") == "2025年11月23日 09:00"


def test_a_day_of_another_year_says_which() -> None:
    assert formats.near_date(date(2026, 1, 2), NOW, "zh") == "1月2日"
    assert formats.near_date(date(2025, 12, 31), NOW, "zh") == "2025年12月31日"
    assert formats.near_date(date(2027, 2, 24), NOW, "en") == "24 February 2027"


def test_relative_time_stands_beside_the_absolute() -> None:
    assert formats.moment_ago(at(21, 40), NOW, "zh", CHINESE) == "21:40，12 分钟前"
    assert formats.moment_ago(at(21, 40), NOW, "en", ENGLISH) == "21:40, 12 min ago"
    assert formats.ago(NOW + timedelta(hours=2), NOW, CHINESE) == "2 小时后"
    assert formats.ago(NOW - timedelta(seconds=3), NOW, CHINESE) == "刚刚"


@pytest.mark.parametrize(
    ("length", "said"),
    [
        (timedelta(seconds=59), "59 秒"),
        (timedelta(minutes=12, seconds=40), "12 分钟"),
        (timedelta(hours=2), "2 小时"),
        (timedelta(hours=2, minutes=5), "2 小时 5 分"),
        (timedelta(days=2, hours=3), "2 天 3 小时"),
        (timedelta(days=40, hours=3), "40 天"),
    ],
)
def test_a_length_is_told_in_its_two_largest_units(length: timedelta, said: str) -> None:
    assert formats.duration(length, CHINESE) == said


def test_days_left_are_told_before_on_and_after_the_day() -> None:
    assert [formats.days_left(days, CHINESE) for days in (12, 0, -3)] == ["剩 12 天", "今天到期", "已过 3 天"]


def test_sizes_name_their_unit() -> None:
    assert (formats.size(1), formats.size(98_304), formats.size(5_400_000)) == ("1 KB", "96 KB", "5.1 MB")


def test_a_count_that_stopped_says_so() -> None:
    assert [formats.counted(number) for number in (0, 10_000, 10_001)] == ["0", "10000", "10000+"]
