"""The work of a night."""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.commands.nightly import keep_nights, run_nightly, seconds_until_next_run
from supervision import legal_time
from supervision.audit import stored_batch
from supervision.legal_time import LEGAL_ZONE
from supervision.monitoring.counting import add_counts
from supervision.officers import sign_in
from supervision.settings import Register, Settings, load_settings
from supervision.storage.database import close_pool, fetch
from tests.cast import Cast
from tests.makers import CORRECTIONS, PASSWORD


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return load_settings({"SUPERVISION_HOME": str(tmp_path / "home")})


def beijing(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LEGAL_ZONE)


@pytest.mark.parametrize(
    ("now", "seconds"),
    [
        ("2026-11-23 03:09:59", 1),
        ("2026-11-23 03:10:00", 86_400),
        ("2026-11-23 03:10:01", 86_399),
        ("2026-11-23 23:10:00", 4 * 3_600),
        ("2026-12-31 12:10:00", 15 * 3_600),
    ],
)
def test_the_night_begins_at_ten_past_three_in_beijing(now: str, seconds: int) -> None:
    assert seconds_until_next_run(beijing(now)) == seconds
    assert seconds_until_next_run(beijing(now).astimezone(UTC)) == seconds


@given(st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1)))  # noqa: DTZ001 - the zone is given below
def test_whenever_it_is_asked_the_next_night_is_ahead_and_within_a_day(at: datetime) -> None:
    now = at.replace(tzinfo=UTC)
    seconds = seconds_until_next_run(now)
    assert 0 < seconds <= 86_400
    begins_at = (now + timedelta(seconds=seconds)).astimezone(LEGAL_ZONE)
    assert abs(begins_at - begins_at.replace(hour=3, minute=10, second=0, microsecond=0)) < timedelta(milliseconds=1)


async def many(table: str) -> int:
    return int((await fetch(f"SELECT count(*) AS many FROM {table}"))[0]["many"])  # noqa: S608 - tests name the tables


async def test_a_night_without_work_makes_no_entry(cast: Cast, settings: Settings) -> None:
    assert cast
    before = await many("audit_entry")
    done = await run_nightly(settings)
    assert done["partitions"] > 100
    assert await many("audit_entry") == before
    assert not (await run_nightly(settings)).total()


async def test_the_first_night_of_a_month_rotates_the_keys_and_says_so(cast: Cast, settings: Settings) -> None:
    later = legal_time.now() + timedelta(days=40)
    with legal_time.moved_clock(lambda: later):
        done = await run_nightly(settings)
    assert done["rewrapped-keys"] >= 11, "every officer has a key"
    entries = await fetch("SELECT register, actor_name, detail_json FROM audit_entry WHERE act = 'keys:rotate'")
    assert sorted(entry["register"] for entry in entries) == sorted(Register), "each in its own chain"
    for entry in entries:
        assert entry["actor_name"] == "nightly"
        assert f"{later:%Y-%m}" in entry["detail_json"]
    assert cast.olga.officer.register == CORRECTIONS


async def test_what_signing_in_and_counting_leave_behind_is_dropped_after_its_months(
    cast: Cast, settings: Settings
) -> None:
    await sign_in(cast.olga.username, PASSWORD, cast.olga.code())
    with pytest.raises(Exception, match="有误"):
        await sign_in(cast.oscar.username, "wrong", cast.oscar.code())
    async with stored_batch() as connection:
        await add_counts(connection, {("-", "malformed"): 3}, legal_time.now())
    tables = ("session", "used_code", "sign_in_guard", "intake_count")
    kept = [await many(table) for table in tables]
    assert all(kept)
    start = legal_time.now()
    with legal_time.moved_clock(lambda: start + timedelta(days=170)):
        await run_nightly(settings)
        assert [await many(table) for table in tables] == kept
    with legal_time.moved_clock(lambda: start + timedelta(days=190)):
        done = await run_nightly(settings)
        assert [await many(table) for table in tables] == [0, 0, 0, 0]
    assert [done[f"dropped-{table.replace('_', '-')}"] for table in tables] == kept


async def test_a_night_that_fails_does_not_end_the_nights(cast: Cast, settings: Settings) -> None:
    assert cast
    await close_pool()
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(keep_nights(settings), 0.3)
