"""Through which door the canary goes: a tracker's own, wherever the service listens."""

from pathlib import Path

import pytest

from devices.broker import BrokerAddress
from devices.canary_flight import door_for_trackers
from supervision.settings import load_settings

OPERATORS = {"SUPERVISION_TLS_CERT_FILE": "/etc/certificate.pem", "SUPERVISION_TLS_KEY_FILE": "/etc/key.pem"}


@pytest.mark.parametrize(
    ("environment", "door"),
    [
        ({}, BrokerAddress("127.0.0.1", 1883)),
        ({"SUPERVISION_LISTEN": "::1", "SUPERVISION_MQTT_PORT": "1999"}, BrokerAddress("::1", 1999)),
        (OPERATORS, BrokerAddress("127.0.0.1", 1883)),
        (
            {**OPERATORS, "SUPERVISION_LISTEN": "192.0.2.7", "SUPERVISION_PUBLIC_URL": "https://ward.example"},
            BrokerAddress("ward.example", 1883, is_tls=True),
        ),
        (
            {"SUPERVISION_MQTT_URL": "mqtts://service:secret@broker.example"},
            BrokerAddress("broker.example", 8883, is_tls=True),
        ),
    ],
)
def test_the_canary_goes_where_a_tracker_would(environment: dict[str, str], door: BrokerAddress) -> None:
    assert door_for_trackers(load_settings(environment)) == door


@pytest.mark.parametrize(
    ("listen", "host"),
    [("0.0.0.0", "127.0.0.1"), ("::", "::1"), ("192.0.2.7", "192.0.2.7")],  # noqa: S104 - not listened on
)
def test_under_our_own_authority_the_door_is_on_the_machine_itself(tmp_path: Path, listen: str, host: str) -> None:
    settings = load_settings(
        {
            "SUPERVISION_HOME": str(tmp_path),
            "SUPERVISION_LISTEN": listen,
            "SUPERVISION_PUBLIC_URL": "https://ward.example",
        }
    )
    expected = BrokerAddress(host, 1883, is_tls=True, ca_file=tmp_path / "tls" / "ca.pem")
    assert door_for_trackers(settings) == expected
