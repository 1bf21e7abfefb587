"""Who may publish and read what, asked of a real Mosquitto."""

from devices.broker.mosquitto_conf import MAX_PAYLOAD_BYTES
from tests.devices.broker.talking import come_true
from tests.devices.broker.town import ACCOUNTS, SERVICE_CLIENT_ID, Town, account

ANNA, BORIS = "trackers/0/trk-anna", "trackers/0/trk-boris"


async def test_a_tracker_publishes_at_and_below_its_own_base(town: Town) -> None:
    with town.service() as service, town.tracker("trk-anna") as anna:
        service.subscribe("trackers/0/#")
        anna.publish(ANNA, b"owntracks")
        anna.publish(f"{ANNA}/positions", b"native")
        anna.publish(f"{ANNA}/status", b"event")
        assert service.payloads(3) == [b"owntracks", b"native", b"event"]


async def test_what_a_tracker_publishes_elsewhere_reaches_nobody_and_is_counted(town: Town) -> None:
    elsewhere = [BORIS, f"{BORIS}/positions", "trackers/0", "trackers/trk-anna/x", "other", "$SYS/x", f"/{ANNA}"]
    with town.service() as service, town.tracker("trk-boris") as boris:
        service.subscribe("trackers/#")
        boris.subscribe("#")
        for topic in elsewhere:
            with town.tracker("trk-anna") as anna:  # Debian's version acknowledges, then cuts the connection
                anna.publish(topic, b"forged")
        with town.tracker("trk-anna") as anna:
            anna.publish(f"{ANNA}/positions", b"the last")
        assert service.payloads(1) == [b"the last"]
        assert boris.received == []
    await town.broker.stop()  # the log is written by blocks; at the end all of it
    refusals = town.broker.refusals()
    assert len(elsewhere) - 1 == refusals.publishes  # trackers/trk-anna/x is nobody's shard: an echo of her own
    assert {"trk-anna": len(elsewhere) - 1} == refusals.publishes_by_account


async def test_a_tracker_reads_its_own_commands_and_nothing_else(town: Town) -> None:
    with town.tracker("trk-anna") as anna, town.tracker("trk-boris") as boris, town.service() as service:
        for topic in ("#", "trackers/#", f"{BORIS}/commands", f"{ANNA}/positions", f"{ANNA}/commands", f"{ANNA}/cmd"):
            anna.subscribe(topic)
        boris.publish(f"{BORIS}/positions", b"his")
        anna.publish(f"{ANNA}/positions", b"her own")
        service.publish(f"{BORIS}/commands", b"to him")
        service.publish(f"{ANNA}/positions", b"")
        service.publish(f"{ANNA}/commands", b"to her")
        service.publish(f"{ANNA}/cmd", b"to her phone")
        anna.payloads(2)
        assert {(f"{ANNA}/commands", b"to her"), (f"{ANNA}/cmd", b"to her phone")} == set(anna.received)


async def test_the_service_of_a_shard_reads_no_other_shard(town: Town) -> None:
    with town.service() as service, town.tracker("trk-anna") as anna:
        service.subscribe("#")
        anna.publish("trackers/1/trk-anna/positions", b"another shard")
        anna.publish(f"{ANNA}/positions", b"ours")
        assert service.payloads(1) == [b"ours"]


async def test_the_service_clears_a_retained_position(town: Town) -> None:
    with town.tracker("trk-anna") as anna:
        anna.publish(ANNA, b"kept", retain=True)
    with town.service() as service:
        service.publish(ANNA, b"", retain=True)
        service.subscribe("trackers/0/#")
        with town.tracker("trk-anna") as anna:
            anna.publish(ANNA, b"fresh")
        assert service.payloads(1) == [b"fresh"]


async def test_a_tracker_under_the_client_id_of_a_shard_takes_nothing_over(town: Town) -> None:
    town.open_session()
    with town.tracker("trk-anna") as anna:
        anna.publish(f"{ANNA}/positions", b"waiting")
    for clean in (True, False):
        with town.tracker("trk-boris", SERVICE_CLIENT_ID, clean=clean) as boris:
            assert boris.refusal is None
    with town.service() as service:
        assert service.payloads(1) == [b"waiting"]
        with town.tracker("trk-boris", SERVICE_CLIENT_ID):
            assert not service.disconnected.wait(0.3)


async def test_any_client_id_is_accepted(town: Town) -> None:
    with town.service() as service:
        service.subscribe("trackers/0/#")
        for number, client_id in enumerate(("x", "a/b", "+", "#", "手环", "0", "trk-boris", "i" * 200)):
            with town.tracker("trk-anna", client_id) as anna:
                anna.publish(ANNA, client_id.encode())
                assert number + 1 == len(service.payloads(number + 1))


async def test_strangers_and_wrong_passwords_are_refused_and_counted(town: Town) -> None:
    right = town.broker.tracker_address().signed_in_as("trk-anna", "0" * 32)
    with town.tracker("trk-anna") as anna:
        assert anna.refusal is None
    for address in (right, right.signed_in_as("trk-nobody", "0" * 32), right.signed_in_as("", None)):
        with type(anna)(address, client_id="stranger") as stranger:
            assert stranger.refusal is not None
    await town.broker.stop()
    assert town.broker.refusals().sign_ins == 3


async def test_a_new_account_is_known_as_soon_as_it_is_published(town: Town) -> None:
    await town.broker.publish_accounts([account("0"), account("trk-boris")])
    with town.tracker("trk-anna") as anna:
        assert anna.refusal is not None
    await town.broker.publish_accounts(ACCOUNTS)
    with town.tracker("trk-anna") as anna:
        assert anna.refusal is None


async def test_a_revoked_account_is_disconnected_while_others_stay(town: Town) -> None:
    with town.service() as service, town.tracker("trk-anna") as anna, town.tracker("trk-boris") as boris:
        service.subscribe("trackers/0/#")
        await town.broker.publish_accounts([account("0"), next(a for a in ACCOUNTS if a.username == "trk-boris")])
        assert come_true(anna.disconnected.is_set)
        anna.publish_without_waiting(ANNA, b"too late")
        boris.publish(BORIS, b"still here")
        assert service.payloads(1) == [b"still here"]
        assert not boris.disconnected.is_set()


async def test_an_oversize_message_is_dropped_and_does_not_come_back(town: Town) -> None:
    with town.service() as service:
        service.subscribe("trackers/0/#")
        with town.tracker("trk-anna") as anna:
            anna.publish(ANNA, b"x" * (MAX_PAYLOAD_BYTES + 1))
        with town.tracker("trk-anna") as anna:
            anna.publish(ANNA, b"x" * MAX_PAYLOAD_BYTES)
            assert [len(payload) for payload in service.payloads(1)] == [MAX_PAYLOAD_BYTES]
            anna.publish_without_waiting(ANNA, b"x" * 10 * MAX_PAYLOAD_BYTES)
            assert come_true(anna.disconnected.is_set)
    await town.broker.stop()
    assert town.broker.refusals().oversize == 2
