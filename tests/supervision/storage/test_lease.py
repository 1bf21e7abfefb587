"""The lease of a shard: one holder, a rising epoch, and nothing stored by one who lost it."""

import asyncio
import signal
import sys
import time

import asyncpg
import pytest

from supervision.errors import NotFound, StorageUnavailable
from supervision.storage import lease
from supervision.storage.database import fetch
from supervision.storage.lease import Lease, LeaseLost, check_epoch
from supervision.storage.transaction import one_transaction
from supervision.storage.urls import DatabaseUrls

SHARD = 3
STALL_SECONDS = 1.0

FREEZING_HOLDER = """
import asyncio, sys
from supervision.storage import lease
async def hold():
    held = await lease.take(sys.argv[1], 3, stall_seconds=1.0)
    print(held.epoch, flush=True)
    await held.lost.wait()
    print("lost", flush=True)
asyncio.run(hold())
"""


@pytest.fixture
async def shards(bare_database: DatabaseUrls) -> DatabaseUrls:
    """A table of shards with one row."""
    owner = await asyncpg.connect(bare_database.owner)
    await owner.execute("CREATE TABLE shard (number int PRIMARY KEY, epoch bigint NOT NULL)")
    await owner.execute("INSERT INTO shard VALUES (3, 0); GRANT SELECT, UPDATE ON shard TO supervision_service")
    await owner.close()
    return bare_database


async def take(urls: DatabaseUrls) -> Lease:
    held = await lease.take(urls.service, SHARD, stall_seconds=STALL_SECONDS)
    assert held is not None
    return held


async def test_only_one_worker_holds_a_shard_and_each_holder_raises_the_epoch(shards: DatabaseUrls) -> None:
    first = await take(shards)
    assert await lease.take(shards.service, SHARD) is None
    await first.release()
    second = await take(shards)
    assert (first.epoch, second.epoch) == (1, 2)
    assert first.lost.is_set()
    assert not second.lost.is_set()
    await second.release()


async def test_a_lease_outlives_many_stalls_while_its_heart_beats(shards: DatabaseUrls) -> None:
    held = await take(shards)
    await asyncio.sleep(2.5 * STALL_SECONDS)
    assert not held.lost.is_set()
    await held.release()


async def test_a_batch_of_the_present_holder_is_stored(shards: DatabaseUrls) -> None:
    held = await take(shards)
    async with one_transaction() as connection:
        await check_epoch(connection, SHARD, held.epoch)
    await held.release()
    assert [row["epoch"] for row in await fetch("SELECT epoch FROM shard")] == [held.epoch]


async def test_a_batch_of_an_earlier_holder_is_refused(shards: DatabaseUrls) -> None:
    first = await take(shards)
    await first.release()
    second = await take(shards)
    with pytest.raises(LeaseLost):
        async with one_transaction() as connection:
            await check_epoch(connection, SHARD, first.epoch)
    await second.release()


async def test_a_new_holder_waits_for_the_batch_that_its_predecessor_is_storing(shards: DatabaseUrls) -> None:
    first = await take(shards)
    async with one_transaction() as connection:
        await check_epoch(connection, SHARD, first.epoch)
        await first.release()
        taking = asyncio.create_task(take(shards))
        await asyncio.sleep(0.3)
        assert not taking.done()
    second = await taking
    assert second.epoch == first.epoch + 1
    await second.release()


async def test_a_terminated_connection_loses_the_lease_at_once(shards: DatabaseUrls) -> None:
    held = await take(shards)
    await fetch("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'shard 3'")
    await asyncio.wait_for(held.lost.wait(), 1)
    second = await take(shards)
    await held.release()
    await second.release()


async def test_a_holder_that_freezes_loses_the_shard_and_knows_it_when_it_wakes(shards: DatabaseUrls) -> None:
    holder = await asyncio.create_subprocess_exec(
        sys.executable, "-c", FREEZING_HOLDER, shards.service, stdout=asyncio.subprocess.PIPE
    )
    assert holder.stdout is not None
    epoch = int(await holder.stdout.readline())
    holder.send_signal(signal.SIGSTOP)
    frozen_at = time.monotonic()
    while (second := await lease.take(shards.service, SHARD)) is None:
        assert time.monotonic() - frozen_at < 5 * STALL_SECONDS
        await asyncio.sleep(0.1)
    assert second.epoch == epoch + 1
    holder.send_signal(signal.SIGCONT)
    assert await holder.stdout.readline() == b"lost\n"
    assert await holder.wait() == 0
    await second.release()


async def test_a_shard_that_does_not_exist_cannot_be_held(shards: DatabaseUrls) -> None:
    with pytest.raises(NotFound):
        await lease.take(shards.service, 99)
    held = await take(shards)
    await held.release()


async def test_without_a_database_there_is_no_lease() -> None:
    with pytest.raises(StorageUnavailable):
        await lease.take("postgresql://nobody:none@127.0.0.1:1/none", SHARD)
