"""The key folder of one register: what wraps its data keys, and the keys of its digests, audit chain and signature.

`<register>/` holds one wrapping key a month (`2026-11.key`), `search.key`, `audit.key`, `signing.key`, the list of
destructions `destroyed.jsonl`, and `folder.json`, which says which months there are and were. Nothing of it is in the
database, in a backup of the database, or in its write-ahead log.
"""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID, uuid4

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from supervision.errors import KeyFolderRefused, SealBroken
from supervision.legal_time import legal_day
from supervision.settings import Register, SealSuite
from supervision.vault.key_files import (
    KEY_BYTES,
    RESTORE_IT,
    check_private,
    check_private_tree,
    destroy_file,
    locked_folder,
    read_key,
    sync_folder,
    write_key,
    write_whole,
)
from supervision.vault.suites import SUITES, KeyedHash, Suite

NOTE_FILE = "folder.json"
DESTROYED_FILE = "destroyed.jsonl"


class MonthNote(msgspec.Struct, frozen=True, omit_defaults=True):
    """The life of one monthly key: made, retired once nothing living is wrapped by it, destroyed."""

    created_at: datetime
    retired_at: datetime | None = None
    destroyed_at: datetime | None = None


class FolderNote(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What `folder.json` says; it holds no secret."""

    format: int
    folder_id: UUID
    register: Register
    suite: SealSuite
    created_at: datetime
    months: dict[str, MonthNote]


@dataclass(frozen=True, slots=True)
class _Standing:
    """The keys that do not change with the month."""

    search: KeyedHash
    audit: KeyedHash
    signing: Ed25519PrivateKey


class KeyFolder:
    """The opened key folder of one register; its keys stay in this object and in none of its texts."""

    def __init__(self, path: Path, note: FolderNote, standing: _Standing, months: dict[str, bytes]) -> None:
        self.path = path
        self._note = note
        self._standing = standing
        self._months = months
        self._stamp: tuple[int, int] | None = None  # so that the first use looks once more

    def __repr__(self) -> str:
        """Name the folder; no key shows."""
        return f"KeyFolder({str(self.path)!r}, months={sorted(self._months)})"

    @property
    def register(self) -> Register:
        """Whose keys these are."""
        return self._note.register

    @property
    def folder_id(self) -> UUID:
        """The id by which the database knows this folder again."""
        return self._note.folder_id

    @property
    def suite(self) -> Suite:
        """The suite of digests and chain, fixed at creation so that old digests stay findable."""
        return SUITES[self._note.suite]

    @property
    def months(self) -> Mapping[str, MonthNote]:
        """Every monthly key there is or was, as the folder stands now: another process may have rotated."""
        self._reread_if_changed()
        return self._note.months

    @property
    def living_months(self) -> list[str]:
        """The months whose keys exist, oldest first."""
        return sorted(month for month, note in self.months.items() if note.destroyed_at is None)

    @property
    def current_month(self) -> tuple[str, bytes]:
        """The newest month and its key: what new data keys are wrapped by."""
        month = self.living_months[-1]
        return month, self._months[month]

    def month_key(self, month: str) -> bytes | None:
        """The wrapping key of `month`; None once it is destroyed."""
        self._reread_if_changed()
        return self._months.get(month)

    def search_digest(self, data: bytes) -> bytes:
        """Keyed digest for search, 32 bytes."""
        return self._standing.search.digest(data)

    def chain_mac(self, data: bytes) -> bytes:
        """Keyed MAC for the audit chain, 32 bytes."""
        return self._standing.audit.digest(data)

    def sign(self, data: bytes) -> bytes:
        """Ed25519 signature of `data`."""
        return self._standing.signing.sign(data)

    @property
    def public_key(self) -> bytes:
        """The raw Ed25519 key that verifies what this folder signs."""
        return self._standing.signing.public_key().public_bytes_raw()

    def add_month(self, month: str, at: datetime) -> None:
        """Make the wrapping key of `month`, durable before anything is wrapped by it; does nothing if there is one."""
        with locked_folder(self.path):
            self._reread_if_changed()
            if month in self._note.months:
                return
            write_key(self.path / _month_file(month), secrets.token_bytes(KEY_BYTES))
            self._save(month, MonthNote(created_at=at))

    def retire_month(self, month: str, at: datetime) -> None:
        """Note that nothing living is wrapped by the key of `month` since `at`; a date once set stays."""
        with locked_folder(self.path):
            self._reread_if_changed()
            note = self._note.months[month]
            if note.retired_at is None:
                self._save(month, msgspec.structs.replace(note, retired_at=at))

    def destroy_month(self, month: str, at: datetime) -> None:
        """Destroy the key of `month`: noted first, so that a crash in between is finished at the next start."""
        with locked_folder(self.path):
            self._reread_if_changed()
            note = self._note.months[month]
            if note.destroyed_at is None:
                self._save(month, msgspec.structs.replace(note, destroyed_at=at))
            destroy_file(self.path / _month_file(month))

    def _save(self, month: str, month_note: MonthNote) -> None:
        months = {**self._note.months, month: month_note}
        write_note(self.path, msgspec.structs.replace(self._note, months=months))
        self._reread_if_changed()

    def _reread_if_changed(self) -> None:
        found = (self.path / NOTE_FILE).stat()
        stamp = (found.st_ino, found.st_mtime_ns)
        if stamp == self._stamp:
            return
        note = read_note(self.path)
        self._months = {
            month: self._months.get(month) or read_key(self.path / _month_file(month))
            for month, month_note in note.months.items()
            if month_note.destroyed_at is None
        }
        self._note, self._stamp = note, stamp


def month_of(at: datetime) -> str:
    """The month of legal time in which `at` falls, as the wrapping keys are named: `2026-11`."""
    return f"{legal_day(at):%Y-%m}"


def _month_file(month: str) -> str:
    return f"{month}.key"


def make_key_folder(key_dir: Path, register: Register, suite: SealSuite, at: datetime) -> None:
    """Make the register's folder with fresh keys: whole or not at all, and never over one that is there."""
    key_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    check_private(key_dir, os.geteuid())
    making = key_dir / f".making-{register}-{secrets.token_hex(4)}"
    making.mkdir(mode=0o700)
    for name in ("search.key", "audit.key", "signing.key", _month_file(month_of(at))):
        write_key(making / name, secrets.token_bytes(KEY_BYTES))
    write_whole(making / DESTROYED_FILE, b"")
    months = {month_of(at): MonthNote(created_at=at)}
    write_note(making, FolderNote(1, uuid4(), register, suite, at, months))
    try:
        making.rename(key_dir / register)
    except OSError:  # another process made it in the meantime: its folder counts, this one was never used
        for entry in making.iterdir():
            destroy_file(entry)
        making.rmdir()
        if not (key_dir / register / NOTE_FILE).exists():
            raise
    sync_folder(key_dir)


def open_key_folder(key_dir: Path, register: Register, owner_uid: int | None = None) -> KeyFolder:
    """Open the register's folder; `KeyFolderRefused` says what is wrong with it and what to do."""
    path, owner = key_dir / register, os.geteuid() if owner_uid is None else owner_uid
    check_private(key_dir, owner)
    check_private_tree(path, owner)
    check_private(path / DESTROYED_FILE, owner)
    note = read_note(path)
    if note.register != register:
        raise KeyFolderRefused(
            f"{path} holds the keys of the register {note.register}. Put each register's folder under its own name."
        )
    for month, month_note in note.months.items():
        if month_note.destroyed_at is not None:
            destroy_file(path / _month_file(month))
    living = {
        month: read_key(path / _month_file(month))
        for month, month_note in note.months.items()
        if month_note.destroyed_at is None
    }
    suite = SUITES[note.suite]
    standing = _Standing(
        search=suite.keyed_hash(read_key(path / "search.key")),
        audit=suite.keyed_hash(read_key(path / "audit.key")),
        signing=Ed25519PrivateKey.from_private_bytes(read_key(path / "signing.key")),
    )
    return KeyFolder(path, note, standing, living)


def read_note(path: Path) -> FolderNote:
    """Read `folder.json`."""
    try:
        return msgspec.json.decode((path / NOTE_FILE).read_bytes(), type=FolderNote)
    except FileNotFoundError:
        raise KeyFolderRefused(f"{path / NOTE_FILE} is missing. {RESTORE_IT}") from None
    except msgspec.MsgspecError:
        raise KeyFolderRefused(f"{path / NOTE_FILE} cannot be read. {RESTORE_IT}") from None


def write_note(path: Path, note: FolderNote) -> None:
    """Write `folder.json` whole."""
    write_whole(path / NOTE_FILE, msgspec.json.format(msgspec.json.encode(note), indent=2) + b"\n")


def verify_signature(public_key: bytes, data: bytes, signature: bytes) -> None:
    """Raise `SealBroken` unless `signature` is the one of `data` under `public_key` (raw Ed25519)."""
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, data)
    except (InvalidSignature, ValueError):
        raise SealBroken("The signature does not fit the text, or is not from this register's key.") from None
