"""Which PostgreSQL processes run on a data folder: told by /proc, never by a pid file alone.

A pid file outlives its process, and the kernel gives the number to another. What cannot lie is a process's working
folder: every process of a server stands in its data folder.
"""

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

DATA_ARGUMENT = "/proc/self/cwd"
"""How a postmaster names its data folder: the folder it was started in, whoever may walk there."""

_POLL_SECONDS = 0.02
_LEFTOVER_SECONDS = 2.0
_QUIT_SECONDS = 2.0
_NO_SIGNAL = 0


@dataclass(frozen=True, slots=True)
class ServerProcess:
    """One living process of the server on a data folder."""

    pid: int
    is_postmaster: bool


@dataclass(frozen=True, slots=True)
class PidFile:
    """What a postmaster wrote about itself; to be believed only beside `find_server_processes`."""

    pid: int
    state: str


def find_server_processes(data_folder: Path) -> list[ServerProcess]:
    """Every living PostgreSQL process that stands in `data_folder`, the postmaster first."""
    if not data_folder.exists():
        return []
    folder = data_folder.stat()
    pids = [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit()]
    found = [process for pid in pids if (process := _server_process(pid, folder)) is not None]
    return sorted(found, key=lambda process: (not process.is_postmaster, process.pid))


def find_postmaster(data_folder: Path) -> int | None:
    """The pid of the living postmaster on `data_folder`."""
    processes = find_server_processes(data_folder)
    return processes[0].pid if processes and processes[0].is_postmaster else None


def is_postmaster_of(data_folder: Path, pid: int) -> bool:
    """Whether `pid` is the living postmaster on `data_folder`, and not a stranger with its number."""
    process = _server_process(pid, data_folder.stat())
    return process is not None and process.is_postmaster


def _server_process(pid: int, folder: os.stat_result) -> ServerProcess | None:
    process = Path(f"/proc/{pid}")
    try:
        if not os.path.samestat((process / "cwd").stat(), folder):
            return None
        program = (process / "exe").readlink().name.removesuffix(" (deleted)")
        arguments = (process / "cmdline").read_bytes().split(b"\0")
    except OSError:  # it has ended, is a zombie, or belongs to someone else: in each case none of ours
        return None
    if program != "postgres":
        return None
    return ServerProcess(pid, is_postmaster=arguments[1:2] == [b"-D"])


def read_pid_file(data_folder: Path) -> PidFile | None:
    """What postmaster.pid says, or nothing while it is absent or being written."""
    try:
        lines = (data_folder / "postmaster.pid").read_text().splitlines()
        return PidFile(int(lines[0]), lines[7].strip())
    except (FileNotFoundError, ValueError, IndexError):
        return None


def is_ready(data_folder: Path) -> bool:
    """Whether a living postmaster on `data_folder` accepts connections."""
    written = read_pid_file(data_folder)
    return written is not None and written.state == "ready" and is_postmaster_of(data_folder, written.pid)


class Postmaster:
    """A living postmaster: our child, or one that an earlier parent left behind."""

    def __init__(self, pid: int, data_folder: Path, child: subprocess.Popen[bytes] | None = None) -> None:
        self.pid = pid
        self._data_folder = data_folder
        self._child = child

    @property
    def is_alive(self) -> bool:
        """Whether it still runs; a stranger who got its pid is not it."""
        if self._child is not None:
            return self._child.poll() is None
        return is_postmaster_of(self._data_folder, self.pid)

    @property
    def is_ready(self) -> bool:
        """Whether it accepts connections; false during recovery and shutdown."""
        written = read_pid_file(self._data_folder)
        return written is not None and written.pid == self.pid and written.state == "ready"

    def send(self, kind: signal.Signals) -> None:
        """Signal it, if it still runs."""
        if self.is_alive:
            os.kill(self.pid, kind)

    def ends_within(self, seconds: float) -> bool:
        """Wait for its end; false when it still runs after `seconds`."""
        return _comes_true(lambda: not self.is_alive, seconds)

    def stop(self, fast_seconds: float) -> None:
        """Shut down fast; after `fast_seconds` immediately; whatever is left is killed."""
        self.send(signal.SIGINT)
        if not self.ends_within(fast_seconds):
            self.send(signal.SIGQUIT)
            if not self.ends_within(_QUIT_SECONDS):
                self.send(signal.SIGKILL)
                self.ends_within(_QUIT_SECONDS)
        clear_leftovers(self._data_folder, patience_seconds=_QUIT_SECONDS)


def clear_leftovers(data_folder: Path, *, patience_seconds: float = _LEFTOVER_SECONDS) -> None:
    """Make sure that nothing of a dead server works on `data_folder`, then remove its lock file.

    PostgreSQL refuses to start while a pid file names any living process of the same user, so a stale file whose
    number was given to a stranger would bar the way for good. Removing it is safe only when no orphan of the old
    server still writes: orphans notice their postmaster's death and go; those that do not are ended here.
    """
    steps = (
        (_NO_SIGNAL, patience_seconds),
        (signal.SIGQUIT, _QUIT_SECONDS),
        (signal.SIGKILL, _QUIT_SECONDS),
    )
    for kind, seconds in steps:
        for process in find_server_processes(data_folder):
            with contextlib.suppress(ProcessLookupError):
                os.kill(process.pid, kind)
        if _comes_true(lambda: not find_server_processes(data_folder), seconds):
            (data_folder / "postmaster.pid").unlink(missing_ok=True)
            return


def _comes_true(condition: Callable[[], bool], seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() >= deadline:
            return False
        time.sleep(_POLL_SECONDS)
    return True
