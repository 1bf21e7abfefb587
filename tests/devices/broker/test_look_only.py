"""The stand-in broker: enough for a look, with the same accounts and rules."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from devices.broker.look_only_broker import LookOnlyBroker
from supervision.errors import SettingsWrong
from tests.devices.broker.talking import come_true
from tests.devices.broker.town import ACCOUNTS, PASSWORDS, Town, account, look_only_town, settings_in

ANNA, BORIS = "trackers/0/trk-anna", "trackers/0/trk-boris"


@pytest.fixture
async def look(tmp_path: Path) -> AsyncIterator[Town]:
    async with look_only_town(settings_in(tmp_path / "home")) as town:
        yield town


async def test_a_position_reaches_the_service_and_a_command_the_tracker(look: Town) -> None:
    with look.service() as service, look.tracker("trk-anna") as anna:
        service.subscribe("trackers/0/#")
        anna.subscribe(f"{ANNA}/commands")
        anna.publish(f"{ANNA}/positions", b"here")
        assert service.payloads(1) == [b"here"]
        service.publish(f"{ANNA}/commands", b"resend")
        assert anna.payloads(1) == [b"resend"]


async def test_a_forged_position_reaches_nobody_and_is_counted(look: Town) -> None:
    with look.service() as service, look.tracker("trk-anna") as anna, look.tracker("trk-boris") as boris:
        service.subscribe("trackers/0/#")
        boris.publish_without_waiting(f"{ANNA}/positions", b"forged")
        anna.publish(f"{ANNA}/positions", b"true")
        assert service.payloads(1) == [b"true"]
    assert come_true(lambda: look.broker.refusals().publishes_by_account == {"trk-boris": 1})


async def test_a_tracker_cannot_listen_to_another(look: Town) -> None:
    with look.tracker("trk-anna") as anna, look.tracker("trk-boris") as boris:
        for topic in ("#", "trackers/#", "trackers/+/trk-boris/#", f"{BORIS}/positions", f"{ANNA}/commands"):
            anna.subscribe(topic)
        boris.publish(f"{BORIS}/positions", b"his")
        with look.service() as service:
            service.publish(f"{BORIS}/commands", b"to him")
            service.publish(f"{ANNA}/commands", b"to her")
        assert anna.payloads(1) == [b"to her"]


async def test_accounts_are_added_and_revoked_while_it_runs(look: Town) -> None:
    with look.service() as service, look.tracker("trk-anna") as anna:
        service.subscribe("trackers/0/#")
        await look.broker.publish_accounts([account("0")])
        anna.publish_without_waiting(ANNA, b"revoked")
        assert come_true(lambda: look.broker.refusals().publishes == 1)
        with look.tracker("trk-boris") as boris:
            assert boris.refusal is not None
        await look.broker.publish_accounts(ACCOUNTS)
        with look.tracker("trk-boris") as boris:
            boris.publish(BORIS, b"welcome")
        assert service.payloads(1) == [b"welcome"]
    assert come_true(lambda: look.broker.refusals().sign_ins == 1)


async def test_it_says_what_it_is(look: Town) -> None:
    assert look.broker.is_look_only
    assert look.broker.service_address(0).signed_in_as("0", PASSWORDS["0"]).port == look.settings.mqtt_port


async def test_it_refuses_to_serve_beyond_this_machine(tmp_path: Path) -> None:
    settings = settings_in(tmp_path, SUPERVISION_LISTEN="192.0.2.1")
    with pytest.raises(SettingsWrong, match="Install mosquitto, or set SUPERVISION_MQTT_URL"):
        await LookOnlyBroker(settings).start(ACCOUNTS)
