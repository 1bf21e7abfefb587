from dataclasses import replace
from uuid import uuid4

import asyncpg
import pytest

from supervision.errors import KeyDestroyed, NotFound, SealBroken
from supervision.settings import Settings
from supervision.storage.database import fetch
from supervision.storage.transaction import one_transaction
from supervision.vault import DataKey, KeyKind, Vault, create_key, create_keys, forget, load_key, load_keys, service_key
from supervision.vault.suites import AES, SM
from tests.supervision.vault.makers import CORRECTIONS, make_data_key, open_and_use, stored_key

pytestmark = [pytest.mark.anyio, pytest.mark.usefixtures("vault")]


async def test_a_key_comes_back_from_the_database_as_it_was_made() -> None:
    made = await create_key(CORRECTIONS, KeyKind.FILE)
    loaded = await load_key(made.id)
    assert loaded is not made
    assert (loaded.id, loaded.raw, loaded.kind, loaded.suite) == (made.id, made.raw, KeyKind.FILE, AES)


async def test_a_child_comes_back_through_its_parents() -> None:
    file = await create_key(CORRECTIONS, KeyKind.FILE)
    order = await create_key(CORRECTIONS, KeyKind.ORDER, file)
    assert (await load_key(order.id)).raw == order.raw
    assert (await stored_key(order.id))["parent"] == file.id


async def test_only_the_wrapped_key_is_stored() -> None:
    file = await create_key(CORRECTIONS, KeyKind.FILE)
    row = await stored_key(file.id)
    wrapped = row["wrapped_sealed"]
    assert isinstance(wrapped, bytes)
    assert file.raw not in wrapped
    assert (row["wrapped_by"], row["suite"], row["register"]) == ("2026-11", "aes", "corrections")


async def test_many_keys_are_made_and_loaded_at_once() -> None:
    households = await create_keys(CORRECTIONS, KeyKind.HOUSEHOLD, [None] * 20)
    residents = await create_keys(CORRECTIONS, KeyKind.RESIDENT, households * 2)
    loaded = await load_keys(key.id for key in [*households, *residents])
    assert {key.id: key.raw for key in [*households, *residents]} == {key_id: key.raw for key_id, key in loaded.items()}
    assert await create_keys(CORRECTIONS, KeyKind.FILE, []) == []


async def test_a_key_of_a_transaction_that_rolled_back_never_was() -> None:
    made: list[DataKey] = []

    async def make_and_fail() -> None:
        async with one_transaction():
            made.append(await create_key(CORRECTIONS, KeyKind.FILE))
            await load_key(made[0].id)
            raise LookupError

    with pytest.raises(LookupError):
        await make_and_fail()
    forget(made[0].id)
    with pytest.raises(NotFound):
        await load_key(made[0].id)


async def test_an_unknown_key_is_not_found() -> None:
    with pytest.raises(NotFound):
        await load_keys([uuid4()])


async def test_the_register_has_one_key_of_its_own(settings: Settings) -> None:
    before = await service_key(CORRECTIONS)
    await open_and_use(settings)
    after = await service_key(CORRECTIONS)
    assert (after.id, after.raw, after.kind) == (before.id, before.raw, KeyKind.SERVICE)


async def test_a_key_cannot_hang_under_another_registers_key() -> None:
    stranger = replace_register(make_data_key())
    with pytest.raises(ValueError, match="another register"):
        await create_key(CORRECTIONS, KeyKind.ORDER, stranger)


def replace_register(key: DataKey) -> DataKey:
    stranger = make_data_key()
    object.__setattr__(stranger, "register", f"not {key.register}")
    return stranger


async def test_each_suite_keeps_its_keys_when_the_configuration_changes(settings: Settings) -> None:
    old = await create_key(CORRECTIONS, KeyKind.FILE)
    await open_and_use(replace(settings, suite=SM.name))
    new = await create_key(CORRECTIONS, KeyKind.ORDER, old)
    assert (new.suite, len(new.raw)) == (SM, 16)
    loaded = await load_keys([old.id, new.id])
    assert (loaded[old.id].suite, loaded[new.id].suite) == (AES, SM)
    assert loaded[new.id].raw == new.raw


@pytest.mark.parametrize(
    "change",
    [
        "kind = 'officer'",
        "parent = NULL",
        "wrapped_by = '2026-10'",
        "wrapped_sealed = (SELECT wrapped_sealed FROM vault_key WHERE id = $2)",
        "wrapped_sealed = set_byte(wrapped_sealed, 20, (get_byte(wrapped_sealed, 20) + 1) % 256)",
        "suite = 'sm'",
        "parent = $2",
    ],
)
async def test_a_record_altered_in_the_database_opens_nothing(change: str) -> None:
    file, other = await create_keys(CORRECTIONS, KeyKind.FILE, [None, None])
    order = await create_key(CORRECTIONS, KeyKind.ORDER, file)
    await fetch(f"UPDATE vault_key SET {change} WHERE id = $1 AND id <> $2", order.id, other.id)  # noqa: S608 - from the list above
    with pytest.raises(SealBroken):
        await load_key(order.id)


async def test_a_loop_of_parents_opens_nothing() -> None:
    file = await create_key(CORRECTIONS, KeyKind.FILE)
    order = await create_key(CORRECTIONS, KeyKind.ORDER, file)
    await fetch("UPDATE vault_key SET parent = $2 WHERE id = $1", file.id, order.id)
    with pytest.raises(SealBroken, match="loop"):
        await load_key(order.id)


async def test_a_destroyed_parent_kills_its_children_even_where_their_rows_live_on() -> None:
    file = await create_key(CORRECTIONS, KeyKind.FILE)
    order = await create_key(CORRECTIONS, KeyKind.ORDER, file)
    await fetch("UPDATE vault_key SET wrapped_sealed = NULL, destroyed_at = now() WHERE id = $1", file.id)
    assert (await stored_key(order.id))["wrapped_sealed"] is not None
    with pytest.raises(KeyDestroyed):
        await load_key(order.id)
    assert await load_keys([file.id, order.id]) == {}


@pytest.mark.parametrize("change", ["wrapped_sealed = NULL", "destroyed_at = now()"])
async def test_the_database_refuses_a_key_half_destroyed(change: str) -> None:
    file = await create_key(CORRECTIONS, KeyKind.FILE)
    with pytest.raises(asyncpg.CheckViolationError):
        await fetch(f"UPDATE vault_key SET {change} WHERE id = $1", file.id)  # noqa: S608 - from the list above


async def test_a_loaded_key_stays_at_hand_until_it_is_forgotten(vault: Vault) -> None:
    file = await create_key(CORRECTIONS, KeyKind.FILE)
    loaded = await load_key(file.id)
    assert await load_key(file.id) is loaded
    forget(file.id)
    assert vault.cache.get(file.id) is None
    assert await load_key(file.id) is not loaded
