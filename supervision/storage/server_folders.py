"""Where the embedded server's files lie, who may walk there, and which process keeps the server."""

import fcntl
import hashlib
import os
import stat
from pathlib import Path
from typing import BinaryIO

from supervision.errors import SettingsWrong
from supervision.storage.programs import Account

_SOCKET_BASE = Path("/tmp")  # noqa: S108 - a socket's path may have 107 bytes; the folder's owner and mode are verified
_DIGEST_DIGITS = 8
_PRIVATE, _WALKABLE = 0o700, 0o711
_LAST_LINES = 20
_TAIL_BYTES = 8_192


class ServerFolders:
    """The files of one embedded server; nothing outside its own folders is ever changed."""

    def __init__(self, home: Path) -> None:
        self.home = home.absolute()
        self.root = self.home / "postgres"
        self.data = self.root / "data"
        self.log = self.root / "log"
        self.start_log = self.root / "start.log"
        self.passwords_file = self.root / "passwords.json"
        self._lock_file = self.root / "keeper.lock"
        self._lock: int | None = None

    def make_root(self) -> None:
        """Make the home and the server's own folder, if absent; root's is walkable, for the server's other user."""
        self.home.mkdir(mode=_PRIVATE, parents=True, exist_ok=True)
        self.root.mkdir(mode=_PRIVATE, exist_ok=True)
        if os.geteuid() == 0 and self.root.stat().st_uid == 0:
            self.root.chmod(_WALKABLE)

    def socket_folder(self, account: Account) -> Path:
        """The short path of the folder of the socket: by home and user, so that it is found again."""
        digest = hashlib.sha256(os.fsencode(self.home.resolve())).hexdigest()[:_DIGEST_DIGITS]
        return _SOCKET_BASE / f"sv-{digest}-{account.real_uid}"

    def prepare(self, account: Account) -> None:
        """Make the folders into which the server writes; no other server may be at work on them."""
        if not self.log.exists():
            self.log.mkdir(mode=_PRIVATE)
            _give(self.log, account)
        sockets = self.socket_folder(account)
        if not os.path.lexists(sockets):
            sockets.mkdir(mode=_PRIVATE)
            _give(sockets, account)
        found = sockets.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid != account.real_uid or found.st_mode & 0o077:
            message = f"{sockets} is not a private folder of user {account.real_uid}: remove it and start again."
            raise SettingsWrong(message)
        _empty(sockets)

    def forget_sockets(self, account: Account) -> None:
        """Remove the socket's folder once the server has ended."""
        sockets = self.socket_folder(account)
        if sockets.is_dir() and not sockets.is_symlink():
            _empty(sockets)
            sockets.rmdir()

    def open_start_log(self) -> BinaryIO:
        """Where the server writes before its own log is open; each start begins it anew."""
        flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW
        return os.fdopen(os.open(self.start_log, flags, 0o600), "wb")

    def last_words(self) -> str:
        """The last lines that the server wrote, at its start and in its newest log."""
        logs = sorted((*self.log.glob("*.log"), self.start_log), key=_written_at_ns)[-2:]
        lines = [line for path in logs for line in _tail(path)]
        return "\n".join(lines[-_LAST_LINES:])

    def take_lock(self) -> bool:
        """Become the keeper, unless a living process is; the kernel frees the lock with its holder."""
        if self._lock is None:
            handle = os.open(self._lock_file, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                os.close(handle)
                return False
            os.ftruncate(handle, 0)
            os.write(handle, f"{os.getpid()}\n".encode())
            self._lock = handle
        return True

    def release_lock(self) -> None:
        """Let another process become the keeper."""
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    @property
    def is_locked_by_us(self) -> bool:
        """Whether this object keeps the server."""
        return self._lock is not None

    @property
    def keeper(self) -> str:
        """Who keeps the server, as it wrote of itself: for messages only."""
        return f"process {self._lock_file.read_text().strip() or 'unknown'}"


def _give(folder: Path, account: Account) -> None:
    if account.changes_user:
        os.chown(folder, account.uid, account.gid, follow_symlinks=False)


def _empty(sockets: Path) -> None:
    for entry in sockets.glob(".s.PGSQL.*"):
        entry.unlink(missing_ok=True)


def _written_at_ns(path: Path) -> int:
    return path.lstat().st_mtime_ns if os.path.lexists(path) else 0


def _tail(path: Path) -> list[str]:
    try:
        with os.fdopen(os.open(path, os.O_RDONLY | os.O_NOFOLLOW), "rb") as file:
            file.seek(max(0, path.stat().st_size - _TAIL_BYTES))
            return file.read().decode(errors="replace").splitlines()
    except FileNotFoundError:
        return []
