"""The canary: from a tracker's door to the channel of alerts, and nothing of it in any track."""

import asyncio
from dataclasses import replace

from devices.broker import service_address
from devices.canary import canary_topic, encode_canary
from devices.canary_flight import Leg, LegReport, door_for_trackers, fly_canary, refusal_at
from supervision.storage.listener import Listener, Notified
from tests.devices.ingest.conftest import Line, send
from tests.devices.ingest.looking import count_of, outcomes, reached

NONCE = "0123456789abcdef" * 2


async def fly(line: Line, *, password: str | None = None) -> list[LegReport]:
    door = door_for_trackers(line.settings)
    return await fly_canary(door, 0, password or line.session.canary_password, line.urls.service)


async def test_a_canary_reaches_the_channel_of_alerts_and_every_leg_is_timed(line: Line) -> None:
    async with line.working():
        reports = await fly(line)
    assert [report.leg for report in reports] == [Leg.CONNECT, Leg.BROKER, Leg.INGEST, Leg.DATABASE]
    assert all(report.seconds is not None and 0 <= report.seconds < 10 for report in reports)


async def test_nothing_of_a_canary_is_stored_but_a_count(line: Line) -> None:
    async with line.working():
        await fly(line)
    assert await outcomes() == {"canary": 1}
    assert await count_of("position") == await count_of("alert") == await count_of("last_position") == 0


async def test_a_canary_that_ingest_does_not_take_is_lost_on_that_leg(line: Line) -> None:
    reports = await fly(line)
    assert [report.leg for report in reports] == [Leg.CONNECT, Leg.BROKER, Leg.INGEST]
    assert reports[-1].seconds is None


async def test_a_broker_that_does_not_know_the_canary_says_so(line: Line) -> None:
    (report,) = await fly(line, password="w" * 22)
    assert report.leg is Leg.CONNECT
    assert report.seconds is None
    assert "authori" in report.reason.lower()


async def test_a_broker_that_is_away_is_a_connection_that_fails(line: Line) -> None:
    await line.broker.stop()
    (report,) = await fly(line)
    assert (report.leg, report.seconds) == (Leg.CONNECT, None)
    assert report.reason


async def test_only_a_well_formed_message_on_the_canarys_own_topic_is_announced(line: Line) -> None:
    async with line.working(), Listener(line.urls.service, ["alerts"]) as listener:
        with line.tracker_as("canary-0", line.session.canary_password) as canary:
            await send(canary, "trackers/0/canary-0/positions", encode_canary(NONCE))
            await send(canary, canary_topic(0), b'{"nonce": "short"}')
            await send(canary, canary_topic(0), encode_canary("f" * 32))
        event = await asyncio.wait_for(anext(listener), 10)
    assert isinstance(event, Notified)
    assert event.payload.startswith("canary:" + "f" * 32)
    assert await outcomes() == {"unexpected-topic": 1, "malformed": 1, "canary": 1}


async def test_a_retained_canary_is_cleared_and_announced_to_nobody(line: Line) -> None:
    with line.tracker_as("canary-0", line.session.canary_password) as speaker:
        await send(speaker, canary_topic(0), encode_canary(NONCE), retain=True)
    async with line.working():
        assert await reached("retained")
    assert "canary" not in await outcomes()


async def test_the_service_sees_whether_its_own_door_opens(line: Line) -> None:
    door = service_address(line.settings, 0).signed_in_as("0", line.session.password)
    assert await asyncio.to_thread(refusal_at, door) is None
    refusal = await asyncio.to_thread(refusal_at, replace(door, password="wrong"))
    assert refusal is not None
    assert "authori" in refusal.lower()
