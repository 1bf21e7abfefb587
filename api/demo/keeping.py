"""What the demo keeps in its home besides the database: the secrets of invented officers and trackers, mode 0600."""

from datetime import datetime
from pathlib import Path
from typing import TypeVar

import msgspec

from devices.dialects import Dialect
from supervision.officers import Role
from supervision.settings import Settings
from supervision.vault.key_files import write_whole

Kept = TypeVar("Kept", bound=msgspec.Struct)


class DemoOfficer(msgspec.Struct, frozen=True):
    """An officer with everything that only they know."""

    username: str
    password: str
    totp_secret: str
    role: Role
    jurisdiction: tuple[str, ...]
    is_listed: bool

    def __repr__(self) -> str:
        return f"DemoOfficer({self.username!r})"


class DemoTracker(msgspec.Struct, frozen=True):
    """A worn tracker with its account's password; `wearer` is the place in the list of wearers."""

    wearer: int
    tracker_id: str
    supervisee_id: str
    password: str
    topic: str
    dialect: Dialect

    def __repr__(self) -> str:
        return f"DemoTracker({self.tracker_id!r})"


class DemoSecrets(msgspec.Struct, frozen=True):
    """All of them; the file exists once the town was raised as a whole."""

    raised_at: datetime
    officers: tuple[DemoOfficer, ...]
    trackers: tuple[DemoTracker, ...]


class DemoPlay(msgspec.Struct, frozen=True):
    """Who runs away after this start, and from when on it can be told: what came before is known already."""

    made_at: datetime
    runaway: int
    begins_after: datetime
    was_played: bool = False


def load_secrets(settings: Settings) -> DemoSecrets | None:
    """The secrets of this home's town; None before it was raised."""
    return _load(_secrets_file(settings), DemoSecrets)


def keep_secrets(settings: Settings, secrets: DemoSecrets) -> None:
    """Write them down whole."""
    write_whole(_secrets_file(settings), msgspec.json.format(msgspec.json.encode(secrets)))


def load_play(settings: Settings) -> DemoPlay | None:
    """What was planned at the last start."""
    return _load(_play_file(settings), DemoPlay)


def keep_play(settings: Settings, play: DemoPlay) -> None:
    """Write it down whole."""
    write_whole(_play_file(settings), msgspec.json.encode(play))


def _secrets_file(settings: Settings) -> Path:
    return settings.home / "demo-secrets.json"


def _play_file(settings: Settings) -> Path:
    return settings.home / "demo-play.json"


def _load(file: Path, kind: type[Kept]) -> Kept | None:
    return msgspec.json.decode(file.read_bytes(), type=kind) if file.exists() else None
