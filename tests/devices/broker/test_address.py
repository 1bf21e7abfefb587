"""Where service and trackers connect, by the settings."""

from pathlib import Path

import pytest

from devices.broker import BrokerAddress, BrokerKind, parse_broker_url, service_address, start_broker, tracker_address
from supervision.errors import SettingsWrong
from supervision.settings import load_settings
from tests.devices.broker.town import ACCOUNTS, settings_in


def test_a_url_gives_host_port_tls_and_account() -> None:
    assert BrokerAddress("broker.example", 1883) == parse_broker_url("mqtt://broker.example")
    expected = BrokerAddress("10.0.0.7", 8884, is_tls=True, username="ward", password="p@ss/:")
    assert expected == parse_broker_url("mqtts://ward:p%40ss%2F%3A@10.0.0.7:8884/")
    assert parse_broker_url("mqtts://[2001:db8::1]").port == 8883


@pytest.mark.parametrize(
    "url", ["", "broker.example", "http://h", "mqtt://", "mqtt://h:0x", "mqtt://h:70000", "mqtt://h/topic", "mqtt://h?x=1"]
)  # fmt: skip
def test_an_unusable_url_is_refused_without_being_repeated(url: str) -> None:
    with pytest.raises(SettingsWrong, match="SUPERVISION_MQTT_URL") as refusal:
        parse_broker_url(url.replace("://", "://ward:secret@"))
    assert "secret" not in str(refusal.value)


def test_an_address_shows_no_password() -> None:
    assert "secret" not in repr(parse_broker_url("mqtt://ward:secret@h"))


def test_trackers_are_told_the_public_host_and_tls_beyond_loopback(tmp_path: Path) -> None:
    inside = settings_in(tmp_path)
    assert BrokerAddress("127.0.0.1", inside.mqtt_port) == tracker_address(inside)
    open_to_all = load_settings(
        {"SUPERVISION_LISTEN": "0.0.0.0", "SUPERVISION_PUBLIC_URL": "https://ward.example:8443"}  # noqa: S104 - not listened on
    )
    authority = open_to_all.home / "tls" / "ca.pem"
    assert BrokerAddress("ward.example", 1883, is_tls=True, ca_file=authority) == tracker_address(open_to_all)


async def test_an_outside_broker_gets_its_account_files_and_no_process(tmp_path: Path) -> None:
    settings = settings_in(tmp_path, SUPERVISION_MQTT_URL="mqtts://ward:secret@broker.example")
    broker = await start_broker(settings, ACCOUNTS)
    assert BrokerKind.OUTSIDE is broker.kind
    assert not broker.is_look_only
    assert broker.service_address(0).username == "ward"
    assert BrokerAddress("broker.example", 8883, is_tls=True) == broker.tracker_address()
    assert len((tmp_path / "broker" / "passwords").read_text().splitlines()) == 3
    assert broker.refusals().publishes == 0
    await broker.stop()


def test_the_shard_s_account_is_used_where_the_operator_names_none(tmp_path: Path) -> None:
    settings = settings_in(tmp_path, SUPERVISION_MQTT_URL="mqtt://broker.example")
    assert service_address(settings, 3).username == "3"
    assert service_address(settings, 3).password is None
