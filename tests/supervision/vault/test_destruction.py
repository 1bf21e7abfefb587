import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from supervision.errors import KeyDestroyed, KeyFolderRefused, NotFound, SealBroken
from supervision.legal_time import legal_day, moved_clock, now
from supervision.storage.database import fetch
from supervision.storage.transaction import one_transaction
from supervision.vault import (
    DataKey,
    Destruction,
    KeyKind,
    Vault,
    create_key,
    destroy_key,
    list_destruction,
    load_key,
    load_keys,
    public_key,
    reapply_destructions,
    verify_certificate,
)
from supervision.vault.destroyed_list import list_unlisted
from supervision.vault.destruction import gone_from_backups_on
from tests.supervision.vault.makers import CORRECTIONS, back_up_keys, make_folder, restore_keys, stored_key

pytestmark = pytest.mark.anyio


async def destroy(key: DataKey) -> Destruction:
    """Destroy a file's key as a caller does: in a transaction, and listed after it."""
    async with one_transaction():
        destruction = await destroy_key(key.id, "retention-ended", "person-file", str(key.id))
    await list_destruction(destruction)
    return destruction


def listed_lines(vault: Vault) -> list[bytes]:
    return (vault.folder(CORRECTIONS).path / "destroyed.jsonl").read_bytes().splitlines()


@pytest.mark.parametrize(
    ("wrapped_by", "destroyed_at", "day"),
    [
        ("2026-11", datetime(2026, 11, 23, tzinfo=UTC), date(2027, 1, 6)),
        ("2026-11", datetime(2026, 11, 30, 15, 59, tzinfo=UTC), date(2027, 1, 6)),
        ("2026-11", datetime(2026, 11, 30, 16, 0, tzinfo=UTC), date(2027, 2, 6)),
        ("2026-09", datetime(2026, 11, 23, tzinfo=UTC), date(2027, 1, 6)),
        ("2026-12", datetime(2026, 11, 23, tzinfo=UTC), date(2027, 2, 6)),
        ("2027-01", datetime(2027, 1, 5, tzinfo=UTC), date(2027, 3, 9)),
    ],
)
def test_a_key_is_gone_from_backups_35_days_after_its_month_is_re_wrapped(
    wrapped_by: str, destroyed_at: datetime, day: date
) -> None:
    assert gone_from_backups_on(wrapped_by, destroyed_at) == day


async def test_a_destroyed_key_and_all_below_it_are_gone(vault: Vault) -> None:
    file = await create_key(CORRECTIONS, KeyKind.FILE)
    orders = [await create_key(CORRECTIONS, KeyKind.ORDER, file) for _ in range(2)]
    other = await create_key(CORRECTIONS, KeyKind.FILE)
    await load_keys([file.id, other.id, *(order.id for order in orders)])
    destruction = await destroy(file)
    assert set(destruction.certificate.key_ids) == {file.id, *(order.id for order in orders)}
    assert destruction.certificate.key_ids[0] == file.id
    for key in (file, *orders):
        assert vault.cache.get(key.id) is None
        assert (await stored_key(key.id))["wrapped_sealed"] is None
        with pytest.raises(KeyDestroyed):
            await load_key(key.id)
    assert (await load_key(other.id)).raw == other.raw


@pytest.mark.usefixtures("vault")
async def test_destroying_an_orders_key_leaves_the_file_readable() -> None:
    file = await create_key(CORRECTIONS, KeyKind.FILE)
    order = await create_key(CORRECTIONS, KeyKind.ORDER, file)
    await destroy(order)
    assert set(await load_keys([file.id, order.id])) == {file.id}


@pytest.mark.usefixtures("vault")
async def test_the_certificate_says_what_why_and_from_which_day_and_verifies() -> None:
    file = await create_key(CORRECTIONS, KeyKind.FILE)
    destruction = await destroy(file)
    certificate = verify_certificate(
        destruction.certificate_json.encode(), destruction.signature, public_key(CORRECTIONS)
    )
    assert certificate == destruction.certificate
    assert (certificate.subject_kind, certificate.subject_id) == ("person-file", str(file.id))
    assert certificate.reason == "retention-ended"
    assert certificate.gone_from_backups_on > legal_day(certificate.destroyed_at) + timedelta(days=35)
    assert bytes.fromhex(certificate.signed_by) == public_key(CORRECTIONS)
    row = (await fetch("SELECT * FROM destruction WHERE key_id = $1", file.id))[0]
    assert (row["certificate_json"], row["signature"]) == (destruction.certificate_json, destruction.signature)
    assert row["gone_from_backups_on"] == certificate.gone_from_backups_on


@pytest.mark.usefixtures("vault")
async def test_an_altered_certificate_or_anothers_signature_does_not_verify(tmp_path: Path) -> None:
    destruction = await destroy(await create_key(CORRECTIONS, KeyKind.FILE))
    text = destruction.certificate_json.encode()
    altered = text.replace(b"retention-ended", b"retention-enden")
    assert altered != text
    with pytest.raises(SealBroken):
        verify_certificate(altered, destruction.signature, public_key(CORRECTIONS))
    with pytest.raises(SealBroken):
        verify_certificate(text, make_folder(tmp_path / "others").sign(text), public_key(CORRECTIONS))


@pytest.mark.usefixtures("vault")
async def test_a_key_is_destroyed_once_and_only_if_there_is_one() -> None:
    file = await create_key(CORRECTIONS, KeyKind.FILE)
    await destroy(file)
    with pytest.raises(KeyDestroyed):
        await destroy(file)
    with pytest.raises(NotFound):
        await destroy_key(uuid4(), "retention-ended", "person-file", "none")
    assert len(await fetch("SELECT 1 FROM destruction")) == 1


async def test_a_destruction_that_rolled_back_leaves_the_key_living(vault: Vault) -> None:
    file = await create_key(CORRECTIONS, KeyKind.FILE)

    async def destroy_and_fail() -> None:
        async with one_transaction():
            await destroy_key(file.id, "retention-ended", "person-file", str(file.id))
            raise LookupError

    with pytest.raises(LookupError):
        await destroy_and_fail()
    assert (await load_key(file.id)).raw == file.raw
    assert listed_lines(vault) == []


async def test_a_destruction_outlives_the_restoring_of_an_older_backup(vault: Vault, superuser_url: str) -> None:
    file = await create_key(CORRECTIONS, KeyKind.FILE)
    order = await create_key(CORRECTIONS, KeyKind.ORDER, file)
    backup = await back_up_keys()
    destruction = await destroy(file)
    await restore_keys(superuser_url, backup)
    assert (await load_key(order.id)).raw == order.raw
    vault.cache.forget(order.id)

    assert await reapply_destructions() == 2
    assert await load_keys([file.id, order.id]) == {}
    row = (await fetch("SELECT id, certificate_json FROM destruction"))[0]
    assert row["id"] == destruction.certificate.certificate_id
    assert row["certificate_json"] == destruction.certificate_json
    assert (await stored_key(file.id))["destroyed_at"] == destruction.certificate.destroyed_at
    assert await reapply_destructions() == 0


async def test_a_key_made_after_the_backup_needs_no_row_to_keep_its_certificate(
    vault: Vault, superuser_url: str
) -> None:
    backup = await back_up_keys()
    await destroy(await create_key(CORRECTIONS, KeyKind.FILE))
    await restore_keys(superuser_url, backup)
    assert await reapply_destructions(vault) == 0
    assert len(await fetch("SELECT 1 FROM destruction")) == 1


async def test_a_destruction_killed_before_it_was_listed_is_listed_at_the_next_start(vault: Vault) -> None:
    file = await create_key(CORRECTIONS, KeyKind.FILE)
    async with one_transaction():
        destruction = await destroy_key(file.id, "retention-ended", "person-file", str(file.id))
    assert listed_lines(vault) == []
    assert await list_unlisted(vault) == 1
    assert [json.loads(line)["certificate_json"] for line in listed_lines(vault)] == [destruction.certificate_json]
    assert await list_unlisted(vault) == 0


async def test_a_line_torn_by_a_crash_is_listed_again(vault: Vault) -> None:
    await destroy(await create_key(CORRECTIONS, KeyKind.FILE))
    path = vault.folder(CORRECTIONS).path / "destroyed.jsonl"
    path.write_bytes(path.read_bytes()[:-40])
    assert await list_unlisted(vault) == 1
    assert len(listed_lines(vault)) == 2
    assert await list_unlisted(vault) == 0


async def test_a_forged_line_destroys_nothing(vault: Vault) -> None:
    file, other = [await create_key(CORRECTIONS, KeyKind.FILE) for _ in range(2)]
    await destroy(other)
    path = vault.folder(CORRECTIONS).path / "destroyed.jsonl"
    path.write_text(path.read_text().replace(str(other.id), str(file.id)))
    with pytest.raises(KeyFolderRefused, match="did not sign"):
        await reapply_destructions()
    assert (await load_key(file.id)).raw == file.raw


async def test_a_destruction_long_past_is_not_replayed_once_its_month_is_destroyed(vault: Vault) -> None:
    folder = vault.folder(CORRECTIONS)
    with moved_clock(lambda: datetime(2027, 1, 5, tzinfo=UTC)):
        await destroy(await create_key(CORRECTIONS, KeyKind.FILE))
    (month,) = folder.living_months
    folder.add_month("2027-09", now())
    folder.destroy_month(month, now())
    await fetch("DELETE FROM destruction")
    assert await reapply_destructions() == 0
    assert await fetch("SELECT 1 FROM destruction") == []
