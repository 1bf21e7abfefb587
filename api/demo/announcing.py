"""Telling whoever tries the demo where it is: `demo.json`, and a few lines after the start."""

from pathlib import Path
from typing import Any

import msgspec
import pyotp

from api.demo.county import PLANE
from api.demo.keeping import DemoOfficer, DemoSecrets, DemoTracker, load_secrets
from api.demo.wearers import all_wearers
from devices.broker.address import BrokerAddress, tracker_address
from supervision import legal_time
from supervision.errors import SettingsWrong
from supervision.officers import ADMINISTRATORS, ROLE_NAMES, Role
from supervision.settings import Settings
from supervision.vault.key_files import write_whole


def demo_file(settings: Settings) -> Path:
    """Where the demo is announced: it is there while sign-in and ingest work."""
    return settings.home / "demo.json"


async def announce_town(settings: Settings) -> None:
    """Put `demo.json` in place whole, readable by its owner alone."""
    secrets, broker = _secrets(settings), tracker_address(settings)
    announced = {
        "url": settings.own_url,
        "officers": [_officer(officer) for officer in secrets.officers if officer.is_listed],
        "trackers": [_tracker(tracker, broker) for tracker in secrets.trackers],
    }
    write_whole(demo_file(settings), msgspec.json.format(msgspec.json.encode(announced)))


def demo_accounts_text(settings: Settings) -> list[str]:
    """A line for an officer of each role and every administrator: names, password, the code of this half minute."""
    listed = [officer for officer in _secrets(settings).officers if officer.is_listed]
    shown: dict[Role, DemoOfficer] = {}
    for officer in listed:
        shown.setdefault(officer.role, officer)
    others = [one for one in listed if one.role in ADMINISTRATORS and one not in shown.values()]
    lines = ["", "  Demo accounts (invented; the code changes every 30 s, the secret is for an authenticator app):"]
    lines += [_account_line(officer) for officer in (*(shown[role] for role in Role if role in shown), *others)]
    return [*lines, "", f"  All accounts and trackers: {demo_file(settings)}"]


def _secrets(settings: Settings) -> DemoSecrets:
    secrets = load_secrets(settings)
    if secrets is None:
        raise SettingsWrong(f"{settings.home} holds no demo town yet.")
    return secrets


def _officer(officer: DemoOfficer) -> dict[str, Any]:
    return {
        "username": officer.username,
        "password": officer.password,
        "totp_secret": officer.totp_secret,
        "role": officer.role,
        "jurisdiction": officer.jurisdiction,
    }


def _tracker(tracker: DemoTracker, broker: BrokerAddress) -> dict[str, Any]:
    wearer = all_wearers()[tracker.wearer]
    home = PLANE.point(wearer.resident.home)
    return {
        "tracker_id": tracker.tracker_id,
        "supervisee_id": tracker.supervisee_id,
        "mqtt_host": broker.host,
        "mqtt_port": broker.port,
        "username": tracker.tracker_id,
        "password": tracker.password,
        "topic": tracker.topic,
        "dialect": tracker.dialect,
        "home": {"lat": home.lat, "lon": home.lon, "radius_m": wearer.home_radius_m},
        "simulated": wearer.is_simulated,
    }


def _account_line(officer: DemoOfficer) -> str:
    code = pyotp.TOTP(officer.totp_secret).at(int(legal_time.now().timestamp()))
    name = ROLE_NAMES[officer.role].english
    return f"  {name:<34} {officer.username:<24} {officer.password}  {code}  {officer.totp_secret}"
