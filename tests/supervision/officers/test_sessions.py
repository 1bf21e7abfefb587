"""Sessions: how long they last, and how they end."""

import asyncio
from datetime import datetime, timedelta

import pytest

from supervision.errors import NotSignedIn
from supervision.legal_time import now
from supervision.officers import (
    end_session,
    load_session,
    sign_in,
)
from supervision.storage.database import fetch
from supervision.storage.listener import Listener, Notified
from supervision.storage.urls import DatabaseUrls
from tests.cast import Cast
from tests.makers import acts_of


async def test_sessions_run_side_by_side_and_signing_out_ends_one(cast: Cast) -> None:
    first = await sign_in("olga", cast.olga.password, cast.olga.code())
    second = await sign_in("olga", cast.olga.password, cast.olga.code(steps=1))
    await end_session(await load_session(first.token))
    with pytest.raises(NotSignedIn):
        await load_session(first.token)
    assert (await load_session(second.token)).officer.id == cast.olga.id
    assert ("session:sign-out", "done") in await acts_of(cast.olga.id)


async def test_an_idle_session_ends_after_half_an_hour_and_a_used_one_goes_on(cast: Cast) -> None:
    at = now()
    signed_in = await sign_in("olga", cast.olga.password, cast.olga.code(at), now=at)
    for minutes in (25, 50, 75):
        assert await load_session(signed_in.token, now=at + timedelta(minutes=minutes))
    with pytest.raises(NotSignedIn):
        await load_session(signed_in.token, now=at + timedelta(minutes=105))


async def test_no_session_outlives_twelve_hours(cast: Cast) -> None:
    at = now()
    signed_in = await sign_in("olga", cast.olga.password, cast.olga.code(at), now=at)
    for quarter in range(1, 48):
        assert await load_session(signed_in.token, now=at + timedelta(minutes=15 * quarter))
    with pytest.raises(NotSignedIn):
        await load_session(signed_in.token, now=at + timedelta(hours=12))


async def test_the_use_of_a_session_is_noted_once_a_minute_at_most(cast: Cast) -> None:
    at = now()
    signed_in = await sign_in("olga", cast.olga.password, cast.olga.code(at), now=at)
    session = await load_session(signed_in.token, now=at + timedelta(seconds=59))

    async def seen_at() -> datetime:
        moment: datetime = (await fetch("SELECT last_seen_at FROM session WHERE id = $1", session.id))[0][
            "last_seen_at"
        ]
        return moment

    assert await seen_at() == at
    await load_session(signed_in.token, now=at + timedelta(seconds=61))
    assert await seen_at() == at + timedelta(seconds=61)


@pytest.mark.parametrize("token", ["", "unknown", "\x00", "x" * 10_000])
async def test_an_unknown_token_is_nobodys(cast: Cast, token: str) -> None:
    assert token != cast.olga.token
    with pytest.raises(NotSignedIn):
        await load_session(token)


async def test_an_open_page_does_not_keep_a_session_from_idling(cast: Cast) -> None:
    at = now()
    signed_in = await sign_in("olga", cast.olga.password, cast.olga.code(at), now=at)
    for minutes in (10, 20, 29):
        assert await load_session(signed_in.token, counts_as_use=False, now=at + timedelta(minutes=minutes))
    with pytest.raises(NotSignedIn):
        await load_session(signed_in.token, counts_as_use=False, now=at + timedelta(minutes=30))


async def test_an_open_stream_is_told_when_its_session_ends(cast: Cast, database: DatabaseUrls) -> None:
    async with Listener(database.service, ["officers"]) as listener:
        await end_session(await load_session(cast.olga.token))
        told = await asyncio.wait_for(anext(listener), timeout=10)
    assert told == Notified("officers", str(cast.olga.id))
