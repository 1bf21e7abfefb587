"""Several readings in one transaction: each keeps its entry, and none is kept without it."""

from contextlib import suppress

import pytest

from supervision.actor import Actor
from supervision.audit import Act, ChainReport, audited_change, read_together, verify_chain
from supervision.errors import RuleRefused
from supervision.settings import Register
from supervision.storage.database import fetch
from tests.makers import CORRECTIONS

READER = Actor.system("tests")


async def kept(register: Register = CORRECTIONS) -> list[tuple[str, str]]:
    rows = await fetch("SELECT act, detail_json FROM audit_entry WHERE register = $1 ORDER BY position", register)
    return [(row["act"], row["detail_json"]) for row in rows]


async def fail() -> None:
    async with audited_change(READER, Act.CONTACT_LIST):
        raise RuleRefused


async def read_and_fail() -> None:
    async with read_together():
        async with audited_change(READER, Act.ORDER_LIST):
            pass
        await fail()


async def fail_and_read_on() -> None:
    async with read_together():
        with suppress(RuleRefused):
            await fail()


async def transaction_id() -> int:
    return int((await fetch("SELECT pg_current_xact_id()::text::bigint AS id"))[0]["id"])


@pytest.mark.usefixtures("vault")
async def test_readings_together_share_a_transaction_and_keep_an_entry_each_in_their_order() -> None:
    async with read_together():
        async with audited_change(READER, Act.ORDER_LIST) as change:
            first = await transaction_id()
            change.note(shown=1)
        async with audited_change(READER, Act.CONTACT_LIST) as change:
            second = await transaction_id()
            change.note(shown=2)
    assert first == second
    assert await kept() == [("order:list", '{"shown":1}'), ("contact:list", '{"shown":2}')]
    assert await verify_chain(CORRECTIONS) == ChainReport(2, None, None)


@pytest.mark.usefixtures("vault")
async def test_each_register_keeps_its_own_chain_whole() -> None:
    async with audited_change(READER, Act.DRAWER_LIST, register=Register.RESIDENCE):
        pass
    async with read_together():
        async with audited_change(READER, Act.ORDER_LIST):
            pass
        async with audited_change(READER, Act.DRAWER_LIST, register=Register.RESIDENCE):
            pass
    assert (len(await kept()), len(await kept(Register.RESIDENCE))) == (1, 2)
    assert await verify_chain(CORRECTIONS) == ChainReport(1, None, None)
    assert await verify_chain(Register.RESIDENCE) == ChainReport(2, None, None)


@pytest.mark.usefixtures("vault")
async def test_one_reading_that_fails_leaves_no_entry_of_those_beside_it() -> None:
    with pytest.raises(RuleRefused):
        await read_and_fail()
    assert await kept() == []


@pytest.mark.usefixtures("vault")
async def test_a_failure_that_was_caught_between_is_not_kept_as_if_nothing_had_been() -> None:
    with pytest.raises(RuntimeError, match="those beside it went on"):
        await fail_and_read_on()
    assert await kept() == []


@pytest.mark.usefixtures("vault")
async def test_what_follows_a_commit_comes_after_that_of_all_readings() -> None:
    seen: list[int] = []

    async def look() -> None:
        seen.append(len(await kept()))

    async with read_together():
        async with audited_change(READER, Act.ORDER_LIST) as change:
            change.after_commit(look)
        async with audited_change(READER, Act.CONTACT_LIST):
            pass
        assert seen == []
    assert seen == [2]


@pytest.mark.usefixtures("vault")
async def test_after_readings_together_an_act_has_a_transaction_of_its_own_again() -> None:
    async with read_together(), audited_change(READER, Act.ORDER_LIST):
        pass
    async with audited_change(READER, Act.CONTACT_LIST):
        pass
    assert [act for act, _ in await kept()] == ["order:list", "contact:list"]
