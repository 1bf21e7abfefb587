"""From a tracker's publish to a stored, judged position and an alert, through a real broker and database."""

import asyncio
from datetime import timedelta

from supervision import legal_time
from supervision.actor import Actor
from supervision.audit import Act, audited_change
from supervision.storage.database import fetch
from tests.devices.ingest.conftest import Line, send
from tests.devices.ingest.looking import come_true, count_of, outcomes, reached
from tests.devices.ingest.wearers import HOME, a_tracker, a_wearer, ago, report


async def test_a_fix_at_home_is_stored_and_raises_nothing(line: Line) -> None:
    anna = await a_wearer()
    await line.know()
    async with line.working():
        with line.tracker(anna) as tracker:
            await send(tracker, f"trackers/0/{anna.tracker_id}/positions", report(1, (ago(30), 5)))
        assert await reached("stored")
    assert await count_of("position") == 1
    assert await count_of("alert", "kind <> 'silent'") == 0


async def test_leaving_the_required_zone_raises_one_alert(line: Line) -> None:
    anna = await a_wearer()
    await line.know()
    away = [(ago(300 - 30 * step), 5 if step < 2 else 400 + 60 * step) for step in range(10)]
    async with line.working():
        with line.tracker(anna) as tracker:
            await send(tracker, f"trackers/0/{anna.tracker_id}/positions", report(7, *away))
        assert await reached("stored", 10)
    alerts = await fetch("SELECT kind, state FROM alert WHERE kind <> 'silent'")
    assert [(alert["kind"], alert["state"]) for alert in alerts] == [("left-required-zone", "open")]


async def test_a_repeated_message_is_stored_once(line: Line) -> None:
    anna = await a_wearer()
    await line.know()
    message = report(1, (ago(60), 5), (ago(30), 6))
    async with line.working():
        with line.tracker(anna) as tracker:
            for _ in range(3):
                await send(tracker, f"trackers/0/{anna.tracker_id}/positions", message)
        assert await reached("duplicate", 4)
    assert await count_of("position") == 2


async def test_every_kind_of_bad_message_is_counted_and_stops_nothing(line: Line) -> None:
    anna = await a_wearer()
    await line.know()
    topic = f"trackers/0/{anna.tracker_id}/positions"
    async with line.working():
        with line.tracker(anna) as tracker:
            await send(tracker, topic, b"not json")
            await send(tracker, topic, b'{"seq": 1, "fixes": [{"t": 1, "lat": 95, "lon": 0}]}')
            await send(tracker, topic, b'{"seq": 1, "fixes": [{"t": "noon", "lat": 35, "lon": 112}]}')
            await send(tracker, topic, report(2, (ago(-3600), 5)))
            await send(tracker, topic, report(3, (ago(3 * 86400), 5)))
            await send(tracker, f"trackers/0/{anna.tracker_id}/elsewhere", b"{}")
            await send(tracker, topic, report(4, (ago(5), 5)))
        assert await reached("stored")
    found = await outcomes()
    assert found["malformed"] == 1
    assert found["fix-impossible"] == 1
    assert found["fix-malformed"] == 1
    assert found["future-dated"] == 1
    assert found["too-old"] == 1
    assert found["unexpected-topic"] == 1
    assert await count_of("position") == 1


async def test_a_fix_without_a_live_order_is_counted_and_nothing_of_it_is_stored(line: Line) -> None:
    async with audited_change(Actor.system("test"), Act.TRACKER_PAIR) as change:
        await a_tracker(change.connection, "trk-loose", "p" * 32, is_dedicated=True)
    await line.know()
    async with line.working():
        with line.tracker_as("trk-loose", "p" * 32) as tracker:
            await send(tracker, "trackers/0/trk-loose/positions", report(1, (ago(10), 5)))
        assert await reached("no-live-order")
    assert await count_of("position") == 0


async def test_the_fix_after_the_end_of_the_term_is_refused_with_nobody_signing_anything(line: Line) -> None:
    today = legal_time.legal_day(legal_time.now())
    anna = await a_wearer(term_ends_on=today)
    await line.know()
    midnight = legal_time.day_end(today)
    topic = f"trackers/0/{anna.tracker_id}/positions"
    async with line.working():
        with line.tracker(anna) as tracker:
            with legal_time.moved_clock(lambda: midnight - timedelta(seconds=1)):
                await send(tracker, topic, report(1, (midnight - timedelta(seconds=1), 5)))
                assert await reached("stored")
            with legal_time.moved_clock(lambda: midnight):
                await send(tracker, topic, report(2, (midnight, 5)))
                await send(tracker, topic, report(3, (midnight - timedelta(seconds=30), 5)))
                assert await reached("no-live-order", 2)
    assert await count_of("position") == 1


async def test_a_tracker_cannot_write_into_anothers_track(line: Line) -> None:
    anna, boris = await a_wearer("anna"), await a_wearer("boris")
    await line.know()
    async with line.working():
        with line.tracker(boris) as tracker:  # the broker may answer a forbidden publish as it likes
            tracker.publish_without_waiting(f"trackers/0/{anna.tracker_id}/positions", report(1, (ago(10), 5)))
            await asyncio.sleep(0.5)
        with line.tracker(boris) as tracker:
            await send(tracker, f"trackers/0/{boris.tracker_id}/positions", report(1, (ago(10), 5)))
        assert await reached("stored")
    rows = await fetch("SELECT DISTINCT assignment_id FROM position")
    assert [row["assignment_id"] for row in rows] == [boris.assignment_id]


async def test_an_owntracks_location_moves_its_wearer(line: Line) -> None:
    anna = await a_wearer()
    async with audited_change(Actor.system("test"), Act.TRACKER_PAIR) as change:
        await change.connection.execute("UPDATE tracker_model SET dialect = 'owntracks'")
    await line.know()
    payload = (
        f'{{"_type":"location","tid":"zz","lat":{HOME.lat},"lon":{HOME.lon},"acc":12,"tst":{ago(10).timestamp():.0f},'
        '"batt":61,"vel":0,"t":"u"}'
    ).encode()
    async with line.working():
        with line.tracker(anna) as tracker:
            await send(tracker, f"trackers/0/{anna.tracker_id}", payload, retain=True)
        assert await reached("stored")
    assert await count_of("last_position") == 1


async def test_a_worn_tracker_tells_its_battery_and_strap_and_a_refused_one_tells_nothing(line: Line) -> None:
    anna = await a_wearer()
    async with audited_change(Actor.system("test"), Act.TRACKER_PAIR) as change:
        await a_tracker(change.connection, "trk-loose", "p" * 32, is_dedicated=True)
    await line.know()

    async def is_heard() -> bool:
        return await count_of("tracker", "last_seen_at IS NOT NULL") > 0

    async with line.working():
        with line.tracker(anna) as tracker, line.tracker_as("trk-loose", "p" * 32) as loose:
            await send(loose, "trackers/0/trk-loose/positions", report(1, (ago(10), 5), battery=3))
            await send(tracker, f"trackers/0/{anna.tracker_id}/positions", report(1, (ago(10), 5), battery=61))
        assert await come_true(is_heard)
    rows = await fetch("SELECT id, battery_percent, strap FROM tracker ORDER BY id")
    assert [tuple(row.values()) for row in rows] == [(anna.tracker_id, 61, "closed"), ("trk-loose", None, None)]
