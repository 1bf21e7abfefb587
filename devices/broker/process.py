"""A broker's process: in a session of its own, and bound to the life of ours.

The kernel's own way, a signal at the parent's death, is lost when Mosquitto gives up root. So a shell waits beside the
broker for the end of a pipe that only we hold open: when we are killed, it ends the broker.
"""

import contextlib
import fcntl
import os
import pwd
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from devices.broker.accounts import FileOwner

# A line on the pipe is a regular end; the bare end of the pipe is our death. Each tracker takes a descriptor.
_WATCHED = """
ulimit -n "$(ulimit -H -n)" 2>/dev/null || true
exec 3<&0
(read -r _ <&3 || kill -TERM $$) >/dev/null 2>&1 &
exec 3<&-
exec "$@" </dev/null
"""
_LOG_BYTES = 1 << 20  # what the fastest broker writes in 40 ms; the kernel grants no more to everybody
_KILL_SECONDS = 5.0
_POLL_SECONDS = 0.02


@dataclass(frozen=True, slots=True)
class BrokerUser:
    """The unprivileged user as which a broker runs when root starts it."""

    name: str
    owner: FileOwner


def choose_user() -> BrokerUser | None:
    """As whom the broker runs: for root `mosquitto`, `supervision` or `nobody`; an ordinary user stays who he is."""
    if os.geteuid() != 0:
        return None
    for name in ("mosquitto", "supervision", "nobody"):
        with contextlib.suppress(KeyError):
            entry = pwd.getpwnam(name)
            return BrokerUser(name, FileOwner(entry.pw_uid, entry.pw_gid))
    return None


class BrokerProcess:
    """One running broker program; its working folder is how leftovers of it are known."""

    def __init__(self, command: Sequence[str], folder: Path, environment: Mapping[str, str] | None = None) -> None:
        self._alive_end: int
        held, self._alive_end = os.pipe()
        log_read, log_write = os.pipe()
        os.set_blocking(log_write, False)  # where nobody reads, lines are lost: the broker never waits for its log
        fcntl.fcntl(log_write, fcntl.F_SETPIPE_SZ, _LOG_BYTES)
        try:
            self._child = subprocess.Popen(  # noqa: S603 - our script, and a program that we found
                ["/bin/sh", "-c", _WATCHED, "broker", *command],
                cwd=folder, stdin=held, stdout=log_write, stderr=log_write, start_new_session=True, umask=0o077,
                env=None if environment is None else {**os.environ, **environment},
            )  # fmt: skip
        except BaseException:
            os.close(self._alive_end)
            os.close(log_read)
            raise
        finally:
            os.close(held)
            os.close(log_write)
        self.log_descriptor = log_read
        self.pid = self._child.pid

    @property
    def is_alive(self) -> bool:
        """Whether the program still runs."""
        return self._child.poll() is None

    def send(self, kind: signal.Signals) -> None:
        """Signal the program, if it still runs."""
        self._child.send_signal(kind)

    def end(self, patience_seconds: float) -> None:
        """Ask it to end, and kill it after `patience_seconds`."""
        self._child.terminate()
        try:
            self._child.wait(patience_seconds)
        except subprocess.TimeoutExpired:
            self._child.kill()
            self._child.wait()

    def forget(self) -> None:
        """Release what belongs to a program that has ended."""
        with contextlib.suppress(BrokenPipeError):
            os.write(self._alive_end, b"\n")
        os.close(self._alive_end)
        os.close(self.log_descriptor)


def end_leftovers(folder: Path, arguments: Sequence[str], patience_seconds: float) -> None:
    """End every process with these last arguments that stands in `folder`: the broker of a service that was killed.

    The caller holds the folder's lock, so that no living service can be the one that keeps it.
    """
    for kind, seconds in ((signal.SIGTERM, patience_seconds), (signal.SIGKILL, _KILL_SECONDS)):
        deadline = time.monotonic() + seconds
        for pid in _standing_in(folder, arguments):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, kind)
        while left := _standing_in(folder, arguments):
            if time.monotonic() > deadline:
                break
            time.sleep(_POLL_SECONDS)
        if not left:
            return


def _standing_in(folder: Path, arguments: Sequence[str]) -> list[int]:
    where, ending = folder.stat(), "".join(f"\0{argument}" for argument in arguments) + "\0"
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with contextlib.suppress(OSError):  # it has ended, or belongs to someone else: none of ours
                is_here = os.path.samestat((entry / "cwd").stat(), where)
                if is_here and (entry / "cmdline").read_bytes().decode(errors="replace").endswith(ending):
                    found.append(int(entry.name))
    return found
