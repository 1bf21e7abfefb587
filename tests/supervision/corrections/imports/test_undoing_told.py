"""Taking an import back while platforms are told and read: nothing is lost, and nobody waits in a ring."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import UUID

import pytest

from supervision.audit import Act, audited_change
from supervision.corrections.imports.made import OpenedFile
from supervision.corrections.imports.undoing import WORKED_ON_SINCE, take_back_files
from supervision.corrections.opening import about_file
from supervision.corrections.outbox.kinds import EventKind
from supervision.corrections.outbox.reading import read_outbox
from supervision.corrections.outbox.telling import Happened, tell
from supervision.errors import StorageUnavailable
from supervision.legal_time import legal_day, now
from supervision.storage.database import fetch
from supervision.wording import Wording
from tests.cast import Cast
from tests.locks import queued
from tests.makers_files import make_person_file


async def take_back(cast: Cast, *file_ids: UUID) -> dict[int, Wording]:
    """Take files back as the undoing of an import does."""
    opened = [OpenedFile(row, file_id) for row, file_id in enumerate(file_ids, start=2)]
    async with audited_change(cast.olga.officer.actor, Act.FILE_IMPORT_UNDO) as change:
        return await take_back_files(change, cast.olga.officer, opened)


async def lose(cast: Cast, file_id: UUID, has_lock: asyncio.Event, may_go_on: asyncio.Event) -> None:
    """An act that tells of an event, and stops with the chain's lock until it may go on."""

    async def stop(_position: int) -> None:
        has_lock.set()
        await may_go_on.wait()

    async with audited_change(cast.olga.officer.actor, Act.PERSON_FILE_LOSE, about_file(file_id)) as change:
        change.before_commit(stop)
        await tell(change, Happened(EventKind.CONTACT_LOST, file_id, legal_day(now())))


@asynccontextmanager
async def chain_held(cast: Cast, file_id: UUID) -> AsyncIterator[None]:
    """Inside of the block, an act that tells of this file has the chain's lock; at the end it goes on and succeeds."""
    has_lock, may_go_on = asyncio.Event(), asyncio.Event()
    act = asyncio.create_task(lose(cast, file_id, has_lock, may_go_on))
    try:
        await has_lock.wait()
        yield
    finally:
        may_go_on.set()
        await act


async def numbers() -> list[tuple[int, UUID, bool]]:
    """Number, file and whether it was given, of each event."""
    rows = await fetch("SELECT number, file, provided_at IS NOT NULL AS is_given FROM outbox_event ORDER BY number")
    return [(row["number"], row["file"], row["is_given"]) for row in rows]


async def test_an_undoing_between_the_reading_and_its_mark_gives_nothing_out_and_loses_nothing(cast: Cast) -> None:
    first, gone, second, third = [await make_person_file(cast.olga.officer) for _ in range(4)]
    async with chain_held(cast, first):
        undoing = asyncio.create_task(take_back(cast, gone))
        await queued(1)
        reading = asyncio.create_task(read_outbox(cast.emil.officer, None, 0, 3))
        await queued(2)
    assert await undoing == {}
    with pytest.raises(StorageUnavailable):
        await reading
    left = [first, second, third, first]
    assert await numbers() == [(number, file_id, False) for number, file_id in enumerate(left, start=1)]
    given = await read_outbox(cast.emil.officer, None, 0)
    assert [one.file_id for one in given.events] == left
    assert all(is_given for _, _, is_given in await numbers())


async def test_where_the_undoing_leaves_fewer_than_were_read_reading_again_helps(cast: Cast) -> None:
    kept, gone, also_gone, last = [await make_person_file(cast.olga.officer) for _ in range(4)]
    async with chain_held(cast, kept):
        undoing = asyncio.create_task(take_back(cast, gone, also_gone, last))
        await queued(1)
        reading = asyncio.create_task(read_outbox(cast.emil.officer, None, 0))
        await queued(2)
    assert await undoing == {}
    with pytest.raises(StorageUnavailable):
        await reading
    assert [one.number for one in (await read_outbox(cast.emil.officer, None, 0)).events] == [1, 2]


async def test_a_file_that_is_given_while_it_is_taken_back_stays_when_that_is_done_again(cast: Cast) -> None:
    other, told = [await make_person_file(cast.olga.officer) for _ in range(2)]
    async with chain_held(cast, other):
        reading = asyncio.create_task(read_outbox(cast.emil.officer, None, 0))
        await queued(1)
        undoing = asyncio.create_task(take_back(cast, told))
        await queued(2)
    assert len((await reading).events) == 2
    with pytest.raises(StorageUnavailable):
        await undoing
    assert await take_back(cast, told) == {2: WORKED_ON_SINCE}
    assert [(number, file_id) for number, file_id, _ in await numbers()] == [(1, other), (2, told), (3, other)]


async def test_an_undoing_and_an_act_that_tells_in_the_same_county_both_succeed(cast: Cast) -> None:
    kept, gone = [await make_person_file(cast.olga.officer) for _ in range(2)]
    async with chain_held(cast, kept):
        undoing = asyncio.create_task(take_back(cast, gone))
        await queued(1)
    assert await undoing == {}
    assert await numbers() == [(1, kept, False), (2, kept, False)]


async def test_an_undoing_and_an_act_that_tells_of_the_same_file_both_succeed(cast: Cast) -> None:
    told = await make_person_file(cast.olga.officer)
    await read_outbox(cast.emil.officer, None, 0)
    async with chain_held(cast, told):
        undoing = asyncio.create_task(take_back(cast, told))
        await queued(1)
    assert await undoing == {2: WORKED_ON_SINCE}
    assert await numbers() == [(1, told, True), (2, told, False)]
