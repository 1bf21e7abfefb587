"""The stream of alerts: nothing that an officer may see is missed, and nothing else is sent."""

import asyncio
import re
from datetime import timedelta
from uuid import uuid4

import asyncpg
import pytest

from api.v1 import alert_hub, alert_stream
from supervision.corrections.access_rule import FileAccess, LimitKind
from supervision.errors import StorageUnavailable
from supervision.legal_time import now
from supervision.monitoring.alerts import Alert, AlertState
from supervision.monitoring.outcomes import AlertKind
from supervision.officers import suspend_officer
from supervision.storage.database import fetch
from tests.api.conftest import Service
from tests.api.makers import Wearer, make_wearer, raise_alert
from tests.api.streams import listening
from tests.cast import NORTH
from tests.makers_limits import make_limit


async def _wearer(service: Service) -> Wearer:
    return await make_wearer(service.cast.olga, service.cast.north_office, NORTH)


async def test_a_raised_alert_arrives_at_once_with_its_id(service: Service) -> None:
    wearer = await _wearer(service)
    async with service.client(service.cast.olga) as client, listening(client) as stream:
        alert_id = await raise_alert(wearer)
        message = await stream.next(1.0)
    assert (message.event, message.id) == ("alert", str(alert_id))
    assert message.data["id"] == str(alert_id)
    assert message.data["supervisee_id"] == str(wearer.file_id)
    assert message.data["state"] == "open"


async def test_every_change_of_an_alert_is_told(service: Service) -> None:
    wearer = await _wearer(service)
    async with service.client(service.cast.olga) as client, listening(client) as stream:
        alert_id = await raise_alert(wearer)
        assert (await stream.next()).data["state"] == "open"
        await client.post(f"/api/v1/alerts/{alert_id}/acknowledgement")
        assert (await stream.next()).data["state"] == "acknowledged"
        body = {"finding": "environment", "note": "信号漂移。"}
        await client.post(f"/api/v1/alerts/{alert_id}/disposition", json=body)
        assert (await stream.next()).data["state"] == "disposed"


async def test_an_officer_of_another_place_is_told_nothing(service: Service) -> None:
    wearer = await _wearer(service)
    async with service.client(service.cast.oscar) as client, listening(client) as stream:
        await raise_alert(wearer)
        assert await stream.silence(0.5)


async def test_whom_a_limit_shuts_out_hears_nothing_more_on_a_stream_that_is_open(service: Service) -> None:
    wearer, other = await _wearer(service), await _wearer(service)
    async with service.client(service.cast.olga) as client, listening(client) as stream:
        await make_limit(service.cast, wearer.file_id, LimitKind.EXCLUSION, service.cast.olga)
        unheard = await raise_alert(wearer)
        heard = await raise_alert(other)
        assert (await stream.next()).id == str(heard)
        async with listening(client, **{"last-event-id": str(unheard)}) as resumed:
            assert (await resumed.next()).id == str(heard)
            assert await resumed.silence(0.3)


async def test_a_role_without_alerts_gets_no_stream(service: Service) -> None:
    async with service.client(service.cast.sam) as client:
        assert (await client.get("/api/v1/alerts/stream")).status_code == 403
    async with service.client() as client:
        assert (await client.get("/api/v1/alerts/stream")).status_code == 401


async def test_a_stream_resumes_after_the_last_alert_that_was_seen(service: Service) -> None:
    first, second = await _wearer(service), await _wearer(service)
    async with service.client(service.cast.olga) as client:
        async with listening(client) as stream:
            seen = await raise_alert(first)
            assert (await stream.next()).id == str(seen)
        missed = await raise_alert(second)
        async with listening(client, **{"last-event-id": str(seen)}) as stream:
            assert (await stream.next()).id == str(missed)
            assert await stream.silence(0.3)


async def test_what_happened_to_the_last_alert_itself_is_not_missed(service: Service) -> None:
    wearer = await _wearer(service)
    async with service.client(service.cast.olga) as client:
        alert_id = await raise_alert(wearer)
        await client.post(f"/api/v1/alerts/{alert_id}/acknowledgement")
        async with listening(client, **{"last-event-id": str(alert_id)}) as stream:
            assert (await stream.next()).data["state"] == "acknowledged"


@pytest.mark.parametrize("last_id", ["42", "nonsense"])
async def test_a_last_event_id_that_is_none_of_ours_is_refused(service: Service, last_id: str) -> None:
    async with service.client(service.cast.olga) as client:
        answer = await client.get("/api/v1/alerts/stream", headers={"last-event-id": last_id})
    assert (answer.status_code, answer.json()["field"]) == (400, "Last-Event-ID")


async def test_a_stream_survives_the_loss_of_every_database_connection(service: Service) -> None:
    first, second = await _wearer(service), await _wearer(service)
    async with service.client(service.cast.olga) as client, listening(client) as stream:
        before = await raise_alert(first)
        assert (await stream.next()).id == str(before)
        await _cut_all_connections(service)
        await _database_is_back()
        after = await raise_alert(second)
        assert (await stream.next(10)).id == str(after)
        assert await stream.silence(0.5)


async def test_an_alert_raised_while_nobody_listened_is_read_afterwards(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    wearer = await _wearer(service)
    hub: alert_hub.AlertHub = service.app.state.alert_hub
    async with service.client(service.cast.olga) as client, listening(client) as stream:
        with monkeypatch.context() as deaf:
            deaf.setattr(hub, "_hear", lambda _event: None)
            missed = await raise_alert(wearer)
            assert await stream.silence(0.3)
        await _cut_all_connections(service)
        assert (await stream.next(10)).id == str(missed)


async def test_a_stream_that_hears_nothing_for_long_ends_so_that_the_page_can_say_so(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(alert_hub, "LONGEST_LOSS_SECONDS", 0.5)
    async with service.client(service.cast.olga) as client, listening(client) as stream:
        await _cut_all_connections(service, for_good=True)
        await stream.end(5)


async def test_a_comment_is_sent_while_nothing_happens(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(alert_stream, "KEEP_ALIVE_SECONDS", 0.2)
    async with service.client(service.cast.olga) as client, listening(client) as stream:
        await asyncio.sleep(0.7)
        assert stream.comments.count("keep-alive") >= 2


async def test_a_suspended_officers_stream_ends_at_once(service: Service) -> None:
    olga, sue = service.cast.olga, service.cast.sue
    async with service.client(olga) as client, listening(client) as stream:
        await suspend_officer(sue.officer, olga.id)
        await stream.end(2)
        assert (await client.get("/api/v1/alerts/stream")).status_code == 401


async def test_signing_out_ends_the_stream_of_that_session(service: Service) -> None:
    async with service.client(service.cast.olga) as client, listening(client) as stream:
        await client.delete("/api/v1/session")
        await stream.end(2)


async def test_a_stream_does_not_keep_an_idle_session_open(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(alert_stream, "KEEP_ALIVE_SECONDS", 0.1)
    olga = service.cast.olga
    await fetch("UPDATE session SET last_seen_at = last_seen_at - interval '20 minutes' WHERE officer = $1", olga.id)
    async with service.client(olga) as client, listening(client):
        await asyncio.sleep(0.3)
        (row,) = await fetch("SELECT now() - last_seen_at AS idle FROM session WHERE officer = $1", olga.id)
        assert row["idle"] > timedelta(minutes=19)
        await client.get("/api/v1/alerts")
        (row,) = await fetch("SELECT now() - last_seen_at AS idle FROM session WHERE officer = $1", olga.id)
        assert row["idle"] < timedelta(minutes=1)


async def test_a_failure_to_deliver_ends_the_streams_and_the_next_alert_is_delivered(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = await _wearer(service), await _wearer(service)
    async with service.client(service.cast.olga) as client:
        with monkeypatch.context() as broken:
            broken.setattr(alert_hub, "alert_message", lambda _alert: 1 / 0)
            async with listening(client) as stream:
                missed = await raise_alert(first)
                await stream.end(2)
        async with listening(client) as stream:
            assert (await raise_alert(second)) != missed
            assert (await stream.next()).event == "alert"


def test_an_inbox_keeps_the_newest_word_on_an_alert() -> None:
    inbox = alert_hub.Inbox(uuid4())
    events = [_event() for _ in range(alert_hub.MOST_WAITING)]
    for event in (*events, *events[:10]):
        inbox.put(event)
    assert not inbox.is_closed
    assert inbox.take() == events[10:] + events[:10]


def test_an_inbox_that_overflows_is_closed_so_that_its_client_resumes() -> None:
    inbox = alert_hub.Inbox(uuid4())
    for _ in range(alert_hub.MOST_WAITING + 1):
        inbox.put(_event())
    assert inbox.is_closed
    assert not inbox.take()


def _event() -> alert_hub.AlertEvent:
    alert = Alert(
        id=uuid4(), kind=AlertKind.SOS, state=AlertState.OPEN, certainty=1.0, occurred_at=now(), known_at=now(),
        lasted_until=None, supervisee_id=uuid4(), assignment_id=uuid4(), order_id=uuid4(), order_number="D-1",
        condition_id=None, order_version_id=None, division=NORTH, acknowledged_at=None, acknowledged_by=None,
        finding=None, disposed_at=None, disposed_by=None,
    )  # fmt: skip
    return alert_hub.AlertEvent(alert, b"", FileAccess(NORTH, is_minor=False))


async def test_a_stream_that_is_closed_leaves_nothing_behind(service: Service) -> None:
    hub: alert_hub.AlertHub = service.app.state.alert_hub
    async with service.client(service.cast.olga) as client:
        for _ in range(5):
            async with listening(client):
                assert hub.open_streams == 1
            for _ in range(100):
                await asyncio.sleep(0.02 if hub.open_streams else 0)
            assert not hub.open_streams


async def _cut_all_connections(service: Service, *, for_good: bool = False) -> None:
    address, database = re.sub(r"@/(test_[0-9]+)", "@/postgres", service.superuser_url), _database(service)
    connection = await asyncpg.connect(address)
    try:
        if for_good:
            await connection.execute(f"ALTER DATABASE {database} WITH ALLOW_CONNECTIONS false")
        await connection.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1", database)
    finally:
        await connection.close()


async def _database_is_back() -> None:
    """The pool drops each dead connection at its first use."""
    for _ in range(20):
        try:
            await asyncio.gather(*(fetch("SELECT 1") for _ in range(10)))
        except StorageUnavailable:
            continue
        return
    pytest.fail("the database did not come back")


def _database(service: Service) -> str:
    found = re.search(r"@/(test_[0-9]+)", service.superuser_url)
    assert found
    return found[1]
