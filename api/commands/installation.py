"""What kind of installation a home holds: a real one or the demo town; the two never mix."""

import json
from enum import StrEnum

from devices.broker import BrokerKind
from supervision.errors import SettingsWrong
from supervision.settings import Settings

_FILE = "installation.json"
_BROKER_FILE = "broker-kind"


class InstallationKind(StrEnum):
    """Whether a home is for real use or holds invented people."""

    REAL = "real"
    DEMO = "demo"


def installation_kind(settings: Settings) -> InstallationKind | None:
    """What the home holds; None while it holds nothing."""
    file = settings.home / _FILE
    return InstallationKind(json.loads(file.read_text())["kind"]) if file.exists() else None


def mark_installation(settings: Settings, kind: InstallationKind) -> None:
    """Say, once, what the home holds; `SettingsWrong` when it holds the other."""
    held = installation_kind(settings)
    if held is None:
        (settings.home / _FILE).write_text(json.dumps({"kind": kind}))
    elif held is not kind:
        raise SettingsWrong(_MIXED[kind].format(home=settings.home))


def note_broker_kind(settings: Settings, kind: BrokerKind) -> None:
    """Leave word of which broker serves, for the pages that warn of the look-only one."""
    (settings.home / _BROKER_FILE).write_text(kind)


def noted_broker_kind(settings: Settings) -> BrokerKind | None:
    """Which broker `supervision run` started last; None before it ever did."""
    file = settings.home / _BROKER_FILE
    return BrokerKind(file.read_text()) if file.exists() else None


_MIXED = {
    InstallationKind.REAL: "{home} holds the demo town. Set SUPERVISION_HOME to an empty folder for real use.",
    InstallationKind.DEMO: "{home} is a real installation. Set SUPERVISION_HOME to another folder for the demo.",
}
