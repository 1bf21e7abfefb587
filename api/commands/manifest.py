"""What a backup says of itself, signed with the keys of the registers in it.

A dump is a program that the database's owner runs, so nothing is restored that one of our own key folders did not sign.
"""

import hashlib
from datetime import date, datetime
from pathlib import Path
from typing import Literal
from uuid import UUID

import msgspec

from api.commands.installation import InstallationKind
from supervision.errors import SealBroken, SettingsWrong
from supervision.settings import Register
from supervision.vault import KeyFolder, verify_signature
from supervision.vault.key_files import write_whole

DUMP_FILE = "database.dump"
MANIFEST_FILE = "manifest.json"
SIGNATURES_FILE = "signatures.json"


class RegisterFacts(msgspec.Struct, frozen=True):
    """What the backup holds of one register: whose keys open it, and where its audit chain stands."""

    folder_id: UUID
    months: list[str]
    """The monthly keys without which it cannot be opened."""
    audit_position: int
    audit_mac: str


class Manifest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is in a backup, since when, and until when it may be kept."""

    version: str
    made_at: datetime
    delete_by: date
    installation: InstallationKind
    server_version: str
    dump_bytes: int
    dump_sha256: str
    registers: dict[Register, RegisterFacts]
    format: Literal["supervision-backup-1"] = "supervision-backup-1"


def write_manifest(folder: Path, manifest: Manifest, key_folders: dict[Register, KeyFolder]) -> None:
    """Put manifest and signatures beside the dump: the manifest last, so that a backup without one is unfinished."""
    text = msgspec.json.format(msgspec.json.encode(manifest), indent=2) + b"\n"
    signatures = {register: key_folders[register].sign(text).hex() for register in manifest.registers}
    write_whole(folder / SIGNATURES_FILE, msgspec.json.encode(signatures) + b"\n")
    write_whole(folder / MANIFEST_FILE, text)


def read_manifest(folder: Path) -> Manifest:
    """The manifest, not verified yet; `SettingsWrong` when the folder holds no finished backup."""
    try:
        return msgspec.json.decode((folder / MANIFEST_FILE).read_bytes(), type=Manifest)
    except (FileNotFoundError, NotADirectoryError):
        raise SettingsWrong(f"{folder} holds no finished backup: {MANIFEST_FILE} is missing.") from None
    except msgspec.MsgspecError as error:
        raise SettingsWrong(f"{folder / MANIFEST_FILE} cannot be read by this version: {error}") from None


def check_signed(folder: Path, manifest: Manifest, key_folders: dict[Register, KeyFolder]) -> None:
    """`SealBroken` unless every register's key signed the manifest, and the dump is the one that it names."""
    text = (folder / MANIFEST_FILE).read_bytes()
    try:
        signatures = msgspec.json.decode((folder / SIGNATURES_FILE).read_bytes(), type=dict[Register, str])
        for register in manifest.registers:
            verify_signature(key_folders[register].public_key, text, bytes.fromhex(signatures[register]))
    except (OSError, KeyError, ValueError):
        raise SealBroken(f"{folder} is not signed by the keys of the registers in it.") from None
    if describe_file(folder / DUMP_FILE) != (manifest.dump_bytes, manifest.dump_sha256):
        raise SealBroken(f"{folder / DUMP_FILE} is not the file that was backed up.")


def describe_file(path: Path) -> tuple[int, str]:
    """Size and SHA-256 of a file."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        return file.tell(), digest
