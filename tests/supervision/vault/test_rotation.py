import os
import sys
from datetime import UTC, datetime, timedelta

import anyio
import asyncpg
import pytest
from anyio.abc import Process

from supervision.errors import SealBroken
from supervision.legal_time import now
from supervision.settings import Settings
from supervision.storage.database import fetch
from supervision.storage.transaction import one_transaction
from supervision.storage.urls import DatabaseUrls
from supervision.vault import (
    BACKUP_LIFE_DAYS,
    DataKey,
    KeyKind,
    Vault,
    create_key,
    create_keys,
    destroy_key,
    forget,
    list_destruction,
    load_keys,
    rotate_keys,
)
from supervision.vault.key_folder import month_of
from tests.supervision.vault.makers import CORRECTIONS, back_up_keys, restore_keys, stored_key

pytestmark = [pytest.mark.anyio, pytest.mark.usefixtures("vault")]

LATER = datetime(2099, 1, 1, 3, tzinfo=UTC)
"""The night after a month's end, later than any day on which the tests run."""
AFTER_BACKUPS = LATER + timedelta(days=BACKUP_LIFE_DAYS)


async def month_count(month: str) -> int:
    rows = await fetch("SELECT count(*) AS n FROM vault_key WHERE wrapped_by = $1", month)
    return int(rows[0]["n"])


async def test_within_its_month_a_rotation_does_nothing(vault: Vault) -> None:
    await create_key(CORRECTIONS, KeyKind.FILE)
    before = await back_up_keys()
    report = await rotate_keys(CORRECTIONS, now())
    assert (report.rewrapped_keys, report.remaining_keys) == (0, 0)
    assert (report.retired_months, report.destroyed_months) == ((), ())
    assert await back_up_keys() == before
    assert vault.folder(CORRECTIONS).living_months == [month_of(now())]


async def test_a_new_month_wraps_every_living_key_anew_and_changes_none(vault: Vault) -> None:
    files = await create_keys(CORRECTIONS, KeyKind.FILE, [None] * 5)
    orders = await create_keys(CORRECTIONS, KeyKind.ORDER, files)
    old_month = month_of(now())
    report = await rotate_keys(CORRECTIONS, LATER)
    assert report.month == "2099-01"
    assert report.rewrapped_keys == 11  # the register's own key among them
    assert report.retired_months == (old_month,)
    assert report.destroyed_months == ()
    assert await month_count("2099-01") == 11
    assert vault.folder(CORRECTIONS).months[old_month].retired_at == LATER
    loaded = await load_keys(key.id for key in (*files, *orders))
    assert all(loaded[key.id].raw == key.raw for key in (*files, *orders))
    assert (await stored_key((await create_key(CORRECTIONS, KeyKind.FILE)).id))["wrapped_by"] == "2099-01"


async def test_the_old_monthly_key_is_destroyed_when_backups_have_ended_and_not_before(vault: Vault) -> None:
    old_month = month_of(now())
    path = vault.folder(CORRECTIONS).path / f"{old_month}.key"
    await rotate_keys(CORRECTIONS, LATER)
    early = await rotate_keys(CORRECTIONS, AFTER_BACKUPS - timedelta(seconds=1))
    assert early.destroyed_months == ()
    assert path.exists()
    due = await rotate_keys(CORRECTIONS, AFTER_BACKUPS)
    assert due.destroyed_months == (old_month,)
    assert not path.exists()
    again = await rotate_keys(CORRECTIONS, AFTER_BACKUPS)
    assert again.destroyed_months == ()


async def test_once_the_monthly_key_is_destroyed_no_backup_opens_a_destroyed_file(superuser_url: str) -> None:
    file = await create_key(CORRECTIONS, KeyKind.FILE)
    backup = await back_up_keys()
    await list_destruction(await destroy_key(file.id, "retention-ended", "person-file", str(file.id)))
    await rotate_keys(CORRECTIONS, LATER)
    await restore_keys(superuser_url, backup)
    assert await opened([file]) == 1  # a backup still opens it: the certificate's day has not come
    await fetch("UPDATE vault_key SET wrapped_sealed = NULL, destroyed_at = now() WHERE id = $1", file.id)
    await rotate_keys(CORRECTIONS, AFTER_BACKUPS)
    await restore_keys(superuser_url, backup)
    forget(file.id)
    with pytest.raises(SealBroken, match="is gone"):
        await load_keys([file.id])


async def test_a_destroyed_key_stays_destroyed() -> None:
    file = await create_key(CORRECTIONS, KeyKind.FILE)
    await destroy_key(file.id, "retention-ended", "person-file", str(file.id))
    assert (await rotate_keys(CORRECTIONS, LATER)).rewrapped_keys == 1
    row = await stored_key(file.id)
    assert (row["wrapped_sealed"], row["wrapped_by"]) == (None, month_of(now()))


async def test_a_key_made_under_a_parent_destroyed_in_the_same_moment_is_destroyed_too() -> None:
    file = await create_key(CORRECTIONS, KeyKind.FILE)
    order = await create_key(CORRECTIONS, KeyKind.ORDER, file)
    await fetch("UPDATE vault_key SET wrapped_sealed = NULL, destroyed_at = now() WHERE id = $1", file.id)
    report = await rotate_keys(CORRECTIONS, LATER)
    assert (report.remaining_keys, report.retired_months) == (0, (month_of(now()),))
    assert (await stored_key(order.id))["wrapped_sealed"] is None


async def test_a_key_that_a_transaction_holds_is_left_to_the_next_night(vault: Vault, database: DatabaseUrls) -> None:
    file, other = await create_keys(CORRECTIONS, KeyKind.FILE, [None, None])
    connection = await asyncpg.connect(database.service)
    try:
        async with connection.transaction():
            await connection.execute("SELECT 1 FROM vault_key WHERE id = $1 FOR UPDATE", file.id)
            held = await rotate_keys(CORRECTIONS, LATER)
    finally:
        await connection.close()
    assert (held.rewrapped_keys, held.remaining_keys, held.retired_months) == (2, 1, ())
    assert (await stored_key(file.id))["wrapped_by"] == month_of(now())
    assert (await stored_key(other.id))["wrapped_by"] == "2099-01"
    report = await rotate_keys(CORRECTIONS, LATER + timedelta(days=1))
    assert (report.rewrapped_keys, report.remaining_keys) == (1, 0)
    assert vault.folder(CORRECTIONS).months[month_of(now())].retired_at == LATER + timedelta(days=1)


async def test_an_unreadable_key_keeps_its_month_and_all_months_after_it() -> None:
    file = await create_key(CORRECTIONS, KeyKind.FILE)
    await fetch("UPDATE vault_key SET wrapped_sealed = 'damaged' WHERE id = $1", file.id)
    await rotate_keys(CORRECTIONS, LATER)
    await rotate_keys(CORRECTIONS, LATER + timedelta(days=31))
    report = await rotate_keys(CORRECTIONS, AFTER_BACKUPS + timedelta(days=99))
    assert (report.remaining_keys, report.destroyed_months) == (1, ())


async def test_certificates_whose_day_has_come_too_early_are_counted() -> None:
    file = await create_key(CORRECTIONS, KeyKind.FILE)
    await destroy_key(file.id, "retention-ended", "person-file", str(file.id))
    late = await rotate_keys(CORRECTIONS, LATER)
    assert late.late_certificates == 1
    assert (await rotate_keys(CORRECTIONS, AFTER_BACKUPS)).late_certificates == 0


async def test_a_clock_that_goes_back_makes_no_older_month() -> None:
    await rotate_keys(CORRECTIONS, LATER)
    report = await rotate_keys(CORRECTIONS, now())
    assert (report.month, report.rewrapped_keys) == ("2099-01", 0)


async def test_a_rotation_refuses_to_run_inside_a_transaction() -> None:
    async with one_transaction():
        with pytest.raises(RuntimeError, match="inside a transaction"):
            await rotate_keys(CORRECTIONS, LATER)


ROTATE_SLOWLY = """
import asyncio, os
from datetime import datetime
from supervision.settings import Register, load_settings
from supervision.storage.database import open_pool
from supervision.vault import open_vault, rotate_keys, rotation, use_vault

async def main():
    await open_pool(os.environ["SERVICE_URL"], min_size=1, max_size=1)
    use_vault(await open_vault(load_settings()))
    rotation._BATCH = 1
    await rotate_keys(Register.CORRECTIONS, datetime.fromisoformat(os.environ["NIGHT"]))

asyncio.run(main())
"""


async def test_a_rotation_killed_half_way_is_finished_by_the_next_one(
    vault: Vault, settings: Settings, database: DatabaseUrls
) -> None:
    files = await create_keys(CORRECTIONS, KeyKind.FILE, [None] * 1_000)
    orders = await create_keys(CORRECTIONS, KeyKind.ORDER, files)
    environment = {
        **os.environ,
        "SUPERVISION_HOME": str(settings.home),
        "SERVICE_URL": database.service,
        "NIGHT": LATER.isoformat(),
    }
    async with await anyio.open_process([sys.executable, "-c", ROTATE_SLOWLY], env=environment) as process:
        try:
            await wait_until_rewrapped(20, process)
        finally:
            process.kill()
    done = await month_count("2099-01")
    assert 20 <= done < 2_001
    assert vault.folder(CORRECTIONS).months[month_of(now())].retired_at is None

    assert await opened(files, orders) == 2_000
    report = await rotate_keys(CORRECTIONS, LATER)
    assert (done + report.rewrapped_keys, report.remaining_keys) == (2_001, 0)
    assert await opened(files, orders) == 2_000


async def wait_until_rewrapped(count: int, process: Process) -> None:
    for _ in range(3_000):
        if await month_count("2099-01") >= count:
            return
        assert process.returncode is None, "the rotation ended before it could be killed"
        await anyio.sleep(0.01)
    raise AssertionError("the rotation did not begin")


async def opened(*groups: list[DataKey]) -> int:
    """How many keys of the groups open, read anew from the database, to what they were."""
    for key in (key for group in groups for key in group):
        forget(key.id)
    loaded = await load_keys(key.id for group in groups for key in group)
    return sum(loaded[key.id].raw == key.raw for group in groups for key in group)
