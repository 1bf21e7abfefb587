"""What the doctor can tell without the database."""

import socket
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from api.commands.canary_checks import LEG_ADVICE, LEG_NAMES, leg_checks
from api.commands.checks import (
    BROKER_KIND,
    Verdict,
    check_certificate,
    check_keys,
    check_port,
    room_for,
    standing_checks,
)
from api.commands.doctor import as_line
from api.commands.installation import note_broker_kind
from devices.broker import BrokerKind
from devices.canary_flight import Leg, LegReport
from devices.tls import ensure_certificate
from supervision import legal_time
from supervision.settings import SealSuite, Settings, load_settings
from supervision.vault.key_folder import make_key_folder
from tests.makers import CORRECTIONS, RESIDENCE

GIB = 1 << 30
KEPT = {CORRECTIONS}


@pytest.fixture
def home(tmp_path: Path) -> Settings:
    settings = load_settings(
        {"SUPERVISION_HOME": str(tmp_path / "home"), "SUPERVISION_KEY_DIR": str(tmp_path / "keys")}
    )
    settings.home.mkdir(mode=0o700)
    make_key_folder(settings.key_dir, CORRECTIONS, SealSuite.AES, legal_time.now())
    return settings


def test_keys_apart_from_the_data_are_good(home: Settings) -> None:
    assert check_keys(home, KEPT).verdict is Verdict.GOOD


def test_keys_inside_the_home_are_a_warning(home: Settings) -> None:
    inside = replace(home, key_dir=home.home / "keys")
    make_key_folder(inside.key_dir, CORRECTIONS, SealSuite.AES, legal_time.now())
    check = check_keys(inside, KEPT)
    assert check.verdict is Verdict.WARNING
    assert check.advice is not None
    assert "SUPERVISION_KEY_DIR" in check.advice.english


def test_keys_that_others_can_read_or_that_are_gone_are_a_failure(home: Settings) -> None:
    (home.key_dir / CORRECTIONS / "audit.key").chmod(0o644)
    check = check_keys(home, KEPT)
    assert check.verdict is Verdict.FAILED
    assert "chmod 600" in check.finding
    assert check_keys(replace(home, key_dir=home.home / "nowhere"), KEPT).verdict is Verdict.FAILED


@pytest.mark.parametrize(
    ("free_bytes", "verdict"),
    [(GIB // 2, Verdict.FAILED), (3 * GIB, Verdict.WARNING), (30 * GIB, Verdict.GOOD)],
)
def test_a_full_disk_is_announced_in_time(free_bytes: int, verdict: Verdict) -> None:
    assert room_for(Path("/srv/supervision"), free_bytes).verdict is verdict


@pytest.mark.parametrize(("days", "verdict"), [(0, Verdict.GOOD), (800, Verdict.WARNING), (830, Verdict.FAILED)])
def test_a_certificate_is_announced_a_month_before_its_end(home: Settings, days: int, verdict: Verdict) -> None:
    outside = replace(home, listen="192.0.2.7")
    now = legal_time.now()
    ensure_certificate(outside, now)
    assert check_certificate(outside, now + timedelta(days=days)).verdict is verdict


def test_a_certificate_that_is_missing_is_a_failure(home: Settings) -> None:
    missing = replace(home, listen="192.0.2.7", tls_cert_file=home.home / "no.pem", tls_key_file=home.home / "no.key")
    assert check_certificate(missing, legal_time.now()).verdict is Verdict.FAILED


def test_a_strangers_program_on_our_port_is_named_with_the_variable_to_set(home: Settings, tmp_path: Path) -> None:
    (tmp_path / "squatter").symlink_to(sys.executable)
    hold = "import socket; s = socket.create_server(('127.0.0.1', 0)); print(s.getsockname()[1], flush=True); input()"
    with subprocess.Popen(
        [tmp_path / "squatter", "-c", hold], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as squatter:
        assert squatter.stdout is not None
        port = int(squatter.stdout.readline())
        free = socket.create_server(("127.0.0.1", 0))
        mqtt_port = free.getsockname()[1]
        free.close()
        http = check_port(home, port, "SUPERVISION_HTTP_PORT", "python")
        mqtt = check_port(home, mqtt_port, "SUPERVISION_MQTT_PORT", "mosquitto")
        squatter.communicate("\n")
    assert http.verdict is Verdict.FAILED
    assert "squatter" in http.finding
    assert http.advice is not None
    assert "SUPERVISION_HTTP_PORT" in http.advice.english
    assert mqtt.verdict is Verdict.GOOD


def test_the_look_only_broker_is_a_warning(home: Settings) -> None:
    note_broker_kind(home, BrokerKind.LOOK_ONLY)
    *_, kind = standing_checks(home, KEPT, legal_time.now())
    assert kind.verdict is Verdict.WARNING
    note_broker_kind(home, BrokerKind.MOSQUITTO)
    *_, kind = standing_checks(home, KEPT, legal_time.now())
    assert kind.verdict is Verdict.GOOD


def test_of_the_polices_register_no_broker_is_looked_at(home: Settings) -> None:
    note_broker_kind(home, BrokerKind.LOOK_ONLY)
    make_key_folder(home.key_dir, RESIDENCE, SealSuite.AES, legal_time.now())
    found = list(standing_checks(home, {RESIDENCE}, legal_time.now()))
    assert BROKER_KIND not in [check.name for check in found]
    assert not [check for check in found if CORRECTIONS in check.finding or str(home.mqtt_port) in check.finding]


def test_every_leg_has_a_name_and_an_advice() -> None:
    assert set(LEG_NAMES) == set(LEG_ADVICE) == set(Leg)


def test_a_lost_leg_is_a_failure_with_advice_and_a_slow_one_a_warning() -> None:
    fast, slow, lost = leg_checks(
        [LegReport(Leg.CONNECT, 0.002), LegReport(Leg.BROKER, 1.5), LegReport(Leg.INGEST, None)]
    )
    assert (fast.verdict, fast.advice) == (Verdict.GOOD, None)
    assert (slow.verdict, slow.advice) == (Verdict.WARNING, LEG_ADVICE[Leg.BROKER])
    assert (lost.verdict, lost.advice) == (Verdict.FAILED, LEG_ADVICE[Leg.INGEST])


def test_every_check_is_one_line(home: Settings) -> None:
    lines = [as_line(check) for check in standing_checks(home, KEPT, legal_time.now())]
    assert len(lines) >= 6
    assert not [line for line in lines if "\n" in line]
    assert all(line.startswith(("正常/OK", "注意/WARN", "故障/FAIL")) for line in lines)
