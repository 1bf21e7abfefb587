"""Daily partitions of positions, made by a service that owns nothing."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import asyncpg
import pytest

from supervision.legal_time import day_end, day_start
from supervision.storage.database import fetch
from supervision.storage.partitions import (
    PARTITION_FUNCTION_SQL,
    POSITION_TABLE_SQL,
    drop_position_partition,
    ensure_position_partitions,
)
from supervision.storage.urls import DatabaseUrls

DAY = date(2026, 11, 23)
WEARER = UUID(int=7)


@pytest.fixture
async def positions(bare_database: DatabaseUrls) -> DatabaseUrls:
    """The parent table and its functions, as a migration makes them."""
    owner = await asyncpg.connect(bare_database.owner)
    await owner.execute(POSITION_TABLE_SQL)
    await owner.execute(PARTITION_FUNCTION_SQL)
    await owner.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON position TO supervision_service")
    await owner.close()
    return bare_database


async def store(fixed_at: datetime) -> None:
    await fetch("INSERT INTO position VALUES ($1, $2, 1, $2, $3)", WEARER, fixed_at, b"sealed")


async def partition_of(fixed_at: datetime) -> str:
    rows = await fetch("SELECT tableoid::regclass::text AS name FROM position WHERE fixed_at = $1", fixed_at)
    return str(rows[0]["name"])


@pytest.mark.usefixtures("positions")
async def test_a_partition_is_a_day_of_legal_time_to_the_microsecond() -> None:
    assert await ensure_position_partitions(DAY, DAY + timedelta(days=1)) == 2
    last_moment = day_end(DAY) - timedelta(microseconds=1)
    for moment in (day_start(DAY), last_moment, day_end(DAY)):
        await store(moment)
    assert await partition_of(day_start(DAY)) == "position_20261123"
    assert await partition_of(last_moment) == "position_20261123"
    assert await partition_of(day_end(DAY)) == "position_20261124"


@pytest.mark.usefixtures("positions")
async def test_partitions_that_exist_are_left_alone() -> None:
    await ensure_position_partitions(DAY, DAY)
    await store(day_start(DAY))
    assert await ensure_position_partitions(DAY - timedelta(days=1), DAY + timedelta(days=1)) == 2
    assert await partition_of(day_start(DAY)) == "position_20261123"


@pytest.mark.usefixtures("positions")
async def test_a_fix_of_a_day_without_partition_is_refused() -> None:
    await ensure_position_partitions(DAY, DAY)
    with pytest.raises(asyncpg.CheckViolationError):
        await store(datetime(2030, 1, 1, tzinfo=UTC))


@pytest.mark.usefixtures("positions")
async def test_the_same_fix_is_stored_once() -> None:
    await ensure_position_partitions(DAY, DAY)
    await store(day_start(DAY))
    with pytest.raises(asyncpg.UniqueViolationError):
        await store(day_start(DAY))


@pytest.mark.usefixtures("positions")
async def test_a_dropped_day_takes_its_rows_along_and_is_gone_once() -> None:
    await ensure_position_partitions(DAY, DAY)
    await store(day_start(DAY))
    assert await drop_position_partition(DAY)
    assert not await drop_position_partition(DAY)
    assert await fetch("SELECT * FROM position") == []


@pytest.mark.usefixtures("positions")
async def test_more_than_an_order_s_life_of_partitions_is_not_made_at_once() -> None:
    with pytest.raises(asyncpg.InvalidParameterValueError):
        await ensure_position_partitions(DAY, DAY + timedelta(days=401))
    with pytest.raises(asyncpg.InvalidParameterValueError):
        await ensure_position_partitions(DAY, DAY - timedelta(days=1))


@pytest.mark.usefixtures("positions")
async def test_the_service_can_neither_make_nor_drop_tables_itself() -> None:
    await ensure_position_partitions(DAY, DAY)
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await fetch("DROP TABLE position_20261123")
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await fetch("CREATE TABLE mine (number int)")


async def test_writers_of_another_day_do_not_hold_up_a_new_partition(positions: DatabaseUrls) -> None:
    await ensure_position_partitions(DAY, DAY)
    writer = await asyncpg.connect(positions.service)
    transaction = writer.transaction()
    await transaction.start()
    await writer.execute("INSERT INTO position VALUES ($1, $2, 1, $2, $3)", WEARER, day_start(DAY), b"sealed")
    assert await ensure_position_partitions(DAY + timedelta(days=1), DAY + timedelta(days=1)) == 1
    await transaction.rollback()
    await writer.close()
