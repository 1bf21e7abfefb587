"""Our own small authority, and MQTT over TLS with its certificate."""

import socket
import ssl
import stat
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509

from devices.broker.address import BrokerAddress
from devices.tls import LIFETIME, TlsFiles, ensure_certificate
from supervision.settings import Settings, load_settings
from tests.devices.broker.talking import Talker
from tests.devices.broker.town import PASSWORDS, mosquitto_town, settings_in

NOW = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)


def settings_for(home: Path, **more: str) -> Settings:
    return load_settings({"SUPERVISION_HOME": str(home), **more})


def certificate_in(files: TlsFiles) -> x509.Certificate:
    return x509.load_pem_x509_certificate(files.cert_file.read_bytes())


def names_in(files: TlsFiles) -> set[str]:
    names = certificate_in(files).extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    return {str(name.value) for name in names}


def test_the_certificate_names_whatever_a_client_may_have_been_told(tmp_path: Path) -> None:
    settings = settings_for(
        tmp_path, SUPERVISION_LISTEN="192.0.2.7", SUPERVISION_PUBLIC_URL="https://ward.example:8443"
    )
    names = names_in(ensure_certificate(settings, NOW))
    assert {"192.0.2.7", "ward.example", "localhost", "127.0.0.1", socket.gethostname()} <= names


def test_it_lasts_825_days_and_is_renewed_when_90_are_left(tmp_path: Path) -> None:
    settings = settings_for(tmp_path)
    first = certificate_in(ensure_certificate(settings, NOW))
    assert LIFETIME == first.not_valid_after_utc - first.not_valid_before_utc == timedelta(days=825)
    later = certificate_in(ensure_certificate(settings, NOW + timedelta(days=700)))
    assert first == later
    renewed_at = NOW + timedelta(days=740)
    renewed = certificate_in(ensure_certificate(settings, renewed_at))
    assert renewed.not_valid_before_utc <= renewed_at < renewed.not_valid_after_utc
    assert first.issuer == renewed.issuer


def test_a_new_public_name_brings_a_new_certificate_of_the_same_authority(tmp_path: Path) -> None:
    first = ensure_certificate(settings_for(tmp_path), NOW)
    assert first.ca_file is not None
    authority = first.ca_file.read_bytes()
    moved = ensure_certificate(settings_for(tmp_path, SUPERVISION_PUBLIC_URL="https://new.example"), NOW)
    assert "new.example" in names_in(moved)
    assert authority == first.ca_file.read_bytes()


@pytest.mark.parametrize("lost", ["server.key", "ca.key"])
def test_a_lost_key_is_made_anew_and_the_whole_fits_again(tmp_path: Path, lost: str) -> None:
    settings = settings_for(tmp_path)
    files = ensure_certificate(settings, NOW)
    (tmp_path / "tls" / lost).unlink()
    assert files == ensure_certificate(settings, NOW)
    assert files.ca_file is not None
    certificate_in(files).verify_directly_issued_by(x509.load_pem_x509_certificate(files.ca_file.read_bytes()))
    ssl.create_default_context(ssl.Purpose.CLIENT_AUTH).load_cert_chain(files.cert_file, files.key_file)


def test_keys_are_private_and_a_given_certificate_is_left_alone(tmp_path: Path) -> None:
    files = ensure_certificate(settings_for(tmp_path / "own"), NOW)
    assert {0o600} == {stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "own/tls").iterdir()}
    given = settings_for(
        tmp_path / "theirs",
        SUPERVISION_TLS_CERT_FILE=str(files.cert_file),
        SUPERVISION_TLS_KEY_FILE=str(files.key_file),
    )
    assert TlsFiles(files.cert_file, files.key_file, None) == ensure_certificate(given, NOW)
    assert not (tmp_path / "theirs").exists()


class SpeaksTls(Settings):
    """Listens on loopback, as tests do, and behaves as beyond it."""

    __slots__ = ()

    @property
    def is_loopback(self) -> bool:
        return False


async def test_beyond_loopback_trackers_speak_tls_and_the_service_a_socket(tmp_path: Path) -> None:
    own = settings_in(tmp_path / "home")
    settings = SpeaksTls(**{field.name: getattr(own, field.name) for field in fields(own)})
    async with mosquitto_town(settings) as town:
        address = replace(
            town.broker.tracker_address().signed_in_as("trk-anna", PASSWORDS["trk-anna"]),
            ca_file=settings.home / "tls" / "ca.pem",
        )
        assert address.is_tls
        with town.service() as service, Talker(address, client_id="phone") as anna:
            service.subscribe("trackers/0/#")
            anna.publish("trackers/0/trk-anna", b"sealed on the way")
            assert service.payloads(1) == [b"sealed on the way"]
        assert not answers_in_clear(replace(address, is_tls=False))


def answers_in_clear(address: BrokerAddress) -> bool:
    with address.open(5) as connection:
        connection.sendall(b"\x10\x0c\x00\x04MQTT\x04\x02\x00\x3c\x00\x00")
        try:
            return connection.recv(1) == b"\x20"
        except ConnectionError:
            return False
