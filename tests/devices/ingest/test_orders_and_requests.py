"""What ends an order ends its track in the same moment; what a phone may send is the one point it was asked for."""

from datetime import timedelta
from uuid import uuid4

from supervision import legal_time
from supervision.actor import Actor
from supervision.audit import Act, audited_change
from supervision.storage.database import fetch
from tests.devices.ingest.conftest import Line, send
from tests.devices.ingest.looking import count_of, outcomes, reached
from tests.devices.ingest.wearers import HOME, Wearer, a_tracker, a_wearer, ago, report


async def _end_order(wearer: Wearer) -> None:
    async with audited_change(Actor.system("test"), Act.ORDER_END) as change:
        await change.connection.execute(
            "UPDATE positioning_order SET state = 'ended', ended_at = $2, end_cause = 'no-longer-needed' WHERE id = $1",
            wearer.order_id, change.at,
        )  # fmt: skip


async def test_rule_10_the_fix_after_an_officer_ended_the_order_is_refused_buffered_ones_too(line: Line) -> None:
    anna = await a_wearer()
    await line.know()
    topic = f"trackers/0/{anna.tracker_id}/positions"
    async with line.working():
        with line.tracker(anna) as tracker:
            await send(tracker, topic, report(1, (ago(60), 5)))
            assert await reached("stored")
            await _end_order(anna)
            await send(tracker, topic, report(2, (ago(30), 5)))
            await send(tracker, topic, report(3, (ago(0), 5)))
        assert await reached("no-live-order", 2)
    assert await count_of("position") == 1


async def test_custody_stops_the_track_at_once(line: Line) -> None:
    anna = await a_wearer()
    await line.know()
    topic = f"trackers/0/{anna.tracker_id}/positions"
    async with line.working():
        with line.tracker(anna) as tracker:
            await send(tracker, topic, report(1, (ago(60), 5)))
            assert await reached("stored")
            async with audited_change(Actor.system("test"), Act.PERSON_FILE_CHANGE) as change:
                await change.connection.execute(
                    """INSERT INTO file_absence (id, file, kind, began_at, recorded_at)
                       VALUES ($1, $2, 'custody', $3, $3)""",
                    uuid4(), anna.file_id, change.at,
                )  # fmt: skip
            await send(tracker, topic, report(2, (ago(0), 5)))
        assert await reached("no-live-order")


async def _ask(wearer: Wearer, phone: str) -> None:
    now = legal_time.now()
    async with audited_change(Actor.system("test"), Act.CHECK_IN_ASK) as change:
        await a_tracker(change.connection, phone, "q" * 32, is_dedicated=False, dialect="owntracks")
        await change.connection.execute(
            """INSERT INTO check_in_request (id, file, tracker_id, reason_sealed, opens_at, closes_at, asked_at)
               VALUES ($1, $2, $3, '', $4, $5, $4)""",
            uuid4(), wearer.file_id, phone, now - timedelta(minutes=1), now + timedelta(minutes=14),
        )  # fmt: skip


def _location(seconds_ago: float) -> bytes:
    at = ago(seconds_ago).timestamp()
    return f'{{"_type":"location","lat":{HOME.lat},"lon":{HOME.lon},"acc":9,"tst":{at:.0f},"t":"u"}}'.encode()


async def test_a_phone_gives_the_one_point_it_was_asked_for_and_no_second(line: Line) -> None:
    anna = await a_wearer()
    await _ask(anna, "trk-phone")
    await line.know()
    async with line.working():
        with line.tracker_as("trk-phone", "q" * 32) as phone:
            await send(phone, "trackers/0/trk-phone", _location(5))
            assert await reached("check-in-answered")
            await send(phone, "trackers/0/trk-phone", _location(1))
        assert await reached("no-open-request")
    assert await count_of("position") == 0
    assert (await outcomes())["check-in-answered"] == 1
    rows = await fetch("SELECT answered_at, position_sealed FROM check_in_request")
    assert rows[0]["answered_at"] is not None
    assert len(rows[0]["position_sealed"]) > 0


async def test_a_phone_that_nobody_asked_is_refused(line: Line) -> None:
    async with audited_change(Actor.system("test"), Act.TRACKER_PAIR) as change:
        await a_tracker(change.connection, "trk-phone", "q" * 32, is_dedicated=False, dialect="owntracks")
    await line.know()
    async with line.working():
        with line.tracker_as("trk-phone", "q" * 32) as phone:
            await send(phone, "trackers/0/trk-phone", _location(5))
        assert await reached("no-open-request")
    assert await count_of("check_in_request") == 0


async def test_late_fixes_give_the_same_alerts_as_fixes_in_order(line: Line) -> None:
    anna, boris = await a_wearer("anna"), await a_wearer("boris")
    await line.know()
    walk = [(ago(900 - 30 * step), 5.0 if step < 5 or step > 20 else 500.0) for step in range(30)]
    messages = [report(seq, fix) for seq, fix in enumerate(walk)]
    async with line.working():
        with line.tracker(anna) as tracker:
            for message in messages:
                await send(tracker, f"trackers/0/{anna.tracker_id}/positions", message)
        with line.tracker(boris) as tracker:
            for message in [*messages[15:], *messages[:15]]:
                await send(tracker, f"trackers/0/{boris.tracker_id}/positions", message)
        assert await reached("stored", 60)
    rows = await fetch(
        """SELECT kind, occurred_at, lasted_until, array_agg(assignment::text ORDER BY assignment) AS wearers FROM alert
           WHERE kind <> 'silent' AND state <> 'retracted' GROUP BY kind, occurred_at, lasted_until"""
    )
    assert [row["kind"] for row in rows] == ["left-required-zone"]
    assert rows[0]["wearers"] == sorted([str(anna.assignment_id), str(boris.assignment_id)])


async def test_a_retained_message_is_cleared_from_the_broker(line: Line) -> None:
    anna = await a_wearer()
    await line.know()
    topic = f"trackers/0/{anna.tracker_id}/positions"
    with line.tracker(anna) as tracker:
        await send(tracker, topic, report(1, (ago(60), 5)), retain=True)
    async with line.working():
        assert await reached("retained")
    assert await count_of("position") == 0
    async with line.working():
        with line.tracker(anna) as tracker:
            await send(tracker, topic, report(2, (ago(30), 5)))
        assert await reached("stored")
    assert (await outcomes())["retained"] == 1


async def test_a_days_backlog_in_one_message_is_stored_whole(line: Line) -> None:
    anna = await a_wearer()
    await line.know()
    day = [(ago(60 * (1440 - minute)), minute % 40) for minute in range(1440)]
    async with line.working():
        with line.tracker(anna) as tracker:
            await send(tracker, f"trackers/0/{anna.tracker_id}/positions", report(1, *day))
        assert await reached("stored", 1440)
    assert await count_of("position") == 1440


async def test_a_backlog_behind_a_newer_fix_raises_no_silence_that_is_over(line: Line) -> None:
    anna = await a_wearer()
    await line.know()
    topic = f"trackers/0/{anna.tracker_id}/positions"
    async with line.working():
        with line.tracker(anna) as tracker:
            await send(tracker, topic, report(1, (ago(0), 5)))
            for number in range(8):
                await send(tracker, topic, report(2 + number, (ago(40_000 - 3_600 * number), 5)))
        assert await reached("stored", 9)
    assert await count_of("alert", "kind = 'silent' AND state = 'open' AND lasted_until IS NULL") == 0
    assert await count_of("alert", "kind = 'silent'") <= 1
