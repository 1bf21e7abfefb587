"""What a tracker is told at pairing."""

import base64
import json
from pathlib import Path

import pytest

from devices.broker import BrokerAddress, tracker_address
from devices.dialects import Dialect
from devices.pairing import pairing_document
from devices.registry import Pairing
from devices.tls import ensure_certificate
from supervision import legal_time
from supervision.settings import load_settings

PLAIN = BrokerAddress("127.0.0.1", 1883)


def pairing(dialect: Dialect) -> Pairing:
    return Pairing(
        "trk-0a1b2c3d4e", "trk-0a1b2c3d4e", "Zm9v-_YmFyZm9vYmFyZm9vYmF", "trackers/0/trk-0a1b2c3d4e", dialect
    )


def test_the_document_names_broker_account_topic_dialect_and_quality_of_service() -> None:
    document = pairing_document(pairing(Dialect.NATIVE), PLAIN)
    assert json.loads(document.as_json()) == {
        "tracker_id": "trk-0a1b2c3d4e",
        "mqtt_host": "127.0.0.1",
        "mqtt_port": 1883,
        "mqtt_tls": False,
        "username": "trk-0a1b2c3d4e",
        "password": "Zm9v-_YmFyZm9vYmFyZm9vYmF",
        "topic": "trackers/0/trk-0a1b2c3d4e",
        "dialect": "native",
        "qos": 1,
    }
    assert json.loads(document.qr_text) == json.loads(document.as_json())
    assert document.link is None


def test_an_owntracks_app_is_set_up_by_a_link_that_nothing_on_its_way_can_spoil() -> None:
    document = pairing_document(pairing(Dialect.OWNTRACKS), PLAIN)
    assert document.link is not None
    scheme, _, inline = document.link.partition("?inline=")
    assert scheme == "owntracks:///config"
    assert inline.isalnum(), "no sign that a link escapes or drops"
    configuration = json.loads(base64.b64decode(inline, validate=True))
    assert configuration["_type"] == "configuration"
    assert configuration["mode"] == 0
    assert configuration["pubTopicBase"] == "trackers/0/trk-0a1b2c3d4e"
    assert (configuration["host"], configuration["port"], configuration["tls"]) == ("127.0.0.1", 1883, False)
    assert (configuration["username"], configuration["password"]) == ("trk-0a1b2c3d4e", document.password)
    assert configuration["pubQos"] == 1
    assert configuration["pubRetain"] is configuration["cleanSession"] is configuration["cmd"] is False
    assert document.qr_text == document.link


def test_beyond_loopback_the_document_carries_the_authority_to_trust_and_the_code_its_fingerprint(
    tmp_path: Path,
) -> None:
    settings = load_settings({"SUPERVISION_HOME": str(tmp_path), "SUPERVISION_LISTEN": "192.0.2.7"})
    authority = ensure_certificate(settings, legal_time.now()).ca_file
    assert authority is not None
    document = pairing_document(pairing(Dialect.NATIVE), tracker_address(settings))
    assert json.loads(document.as_json())["ca_pem"] == authority.read_text()
    assert document.mqtt_tls
    in_code = json.loads(document.qr_text)
    assert "ca_pem" not in in_code
    assert len(in_code["ca_sha256"]) == 64


@pytest.mark.parametrize("dialect", list(Dialect))
def test_the_code_can_be_drawn_on_a_page_and_in_a_terminal(dialect: Dialect) -> None:
    document = pairing_document(pairing(dialect), PLAIN)
    assert document.qr_svg().startswith("<svg")
    lines = document.qr_terminal().splitlines()
    assert len({len(line) for line in lines}) == 1
    assert set("".join(lines)) <= set(" ▀▄█")


def test_the_password_is_in_no_text_about_the_document() -> None:
    document = pairing_document(pairing(Dialect.NATIVE), PLAIN)
    assert document.password not in repr(document)
    assert document.password in document.as_json()
