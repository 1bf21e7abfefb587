"""Files that hold keys: private to their owner, written whole or not at all, destroyed by overwriting.

Overwriting is what a file system offers; on copy-on-write file systems and worn flash cells it is no proof, so the
key folder belongs on an encrypted volume (docs/operations.md).
"""

import fcntl
import hashlib
import hmac
import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from supervision.errors import KeyFolderRefused

KEY_BYTES = 32
RESTORE_IT = "Restore the key folder from its own backup."
_MAGIC = "supervision-key-1"
_CHECK_BYTES = 8
_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def check_private(path: Path, owner_uid: int) -> None:
    """Refuse a file or folder that is a link, belongs to somebody else, or is open to group or others."""
    try:
        found = path.lstat()
    except FileNotFoundError:
        raise KeyFolderRefused(f"{path} is missing. {RESTORE_IT}") from None
    if not (stat.S_ISREG(found.st_mode) or stat.S_ISDIR(found.st_mode)):
        raise KeyFolderRefused(f"{path} is neither a plain file nor a folder. Put the real key folder in its place.")
    if found.st_uid != owner_uid:
        raise KeyFolderRefused(
            f"{path} belongs to user {found.st_uid}, the service runs as {owner_uid}. Run: chown {owner_uid} {path}"
        )
    if found.st_mode & _OTHERS:
        wanted = "700" if stat.S_ISDIR(found.st_mode) else "600"
        raise KeyFolderRefused(
            f"{path} can be used by others (mode {stat.S_IMODE(found.st_mode):o}). Run: chmod {wanted} {path}"
        )


def check_private_tree(folder: Path, owner_uid: int) -> None:
    """Refuse a folder of which any entry is not private, strangers such as an editor's copy included."""
    check_private(folder, owner_uid)
    for entry in sorted(folder.iterdir()):
        check_private(entry, owner_uid)


def _check_value(name: str, key: bytes) -> bytes:
    return hmac.digest(key, b"supervision key file\0" + name.encode(), hashlib.sha256)[:_CHECK_BYTES]


def write_key(path: Path, key: bytes) -> None:
    """Write a key file whole; the check value in it is bound to the file's name."""
    write_whole(path, f"{_MAGIC} {key.hex()} {_check_value(path.name, key).hex()}\n".encode())


def read_key(path: Path) -> bytes:
    """Read a key file; `KeyFolderRefused` when it is missing, damaged, or another file under this name."""
    try:
        magic, key_hex, check_hex = path.read_text("ascii").split()
        key, check = bytes.fromhex(key_hex), bytes.fromhex(check_hex)
    except FileNotFoundError:
        raise KeyFolderRefused(f"{path} is missing. {RESTORE_IT}") from None
    except ValueError:
        raise KeyFolderRefused(f"{path} is not a key file. {RESTORE_IT}") from None
    if magic != _MAGIC or len(key) != KEY_BYTES or not hmac.compare_digest(check, _check_value(path.name, key)):
        raise KeyFolderRefused(f"{path} is damaged or is another key under this name. {RESTORE_IT}")
    return key


def write_whole(path: Path, content: bytes) -> None:
    """Put `content` in place atomically and durably, readable by the owner alone."""
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def append_durably(path: Path, lines: bytes) -> None:
    """Append whole lines and wait until they are on disk; a line torn by a crash before is closed first."""
    with path.open("r+b") as file:
        if file.seek(0, os.SEEK_END):
            file.seek(-1, os.SEEK_END)
            if file.read(1) != b"\n":
                lines = b"\n" + lines
        file.seek(0, os.SEEK_END)
        file.write(lines)
        file.flush()
        os.fsync(file.fileno())


def destroy_file(path: Path) -> None:
    """Overwrite a key file with random bytes, wait until they are on disk, and unlink it."""
    try:
        with path.open("r+b") as file:
            file.write(secrets.token_bytes(path.stat().st_size))
            file.flush()
            os.fsync(file.fileno())
    except FileNotFoundError:
        return
    path.unlink(missing_ok=True)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Wait until the folder's own entries are on disk."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def locked_folder(folder: Path) -> Iterator[None]:
    """Keep other processes of this machine from changing the folder meanwhile; a killed holder lets go by itself."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
