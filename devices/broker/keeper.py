"""Keeps one broker program running: reads its log, asks it to save, starts it again when it dies, ends it with us."""

import fcntl
import logging
import os
import select
import signal
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from devices.broker.process import BrokerProcess, end_leftovers
from devices.broker.refusals import RefusalCounter, Refusals
from supervision.errors import SettingsWrong, SupervisionError

_log = logging.getLogger(__name__)

_START_LIMIT_SECONDS = 300.0  # a queue of some ten million messages is read back first
_ANSWER_SECONDS = 5.0
_END_SECONDS = 10.0
_POLL_SECONDS, _SHORT_POLL_SECONDS = 0.05, 0.02
_FIRST_PAUSE_SECONDS, _LONGEST_PAUSE_SECONDS = 0.2, 5.0
_PIECE_BYTES = 1 << 20


class BrokerUnavailable(SupervisionError):
    """The private broker does not start or does not answer; the message carries its last words."""

    code = "broker-unavailable"


class BrokerKeeper:
    """The life of one broker program in `folder`; `command[1:]` is how a leftover of it is known."""

    def __init__(
        self,
        folder: Path,
        command: Sequence[str],
        *,
        is_answered: Callable[[float], bool],
        pause_between_saves_seconds: Callable[[], float] | None = None,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        self._folder = folder
        self._command = tuple(command)
        self._environment = environment
        self._is_answered = is_answered
        self._pause_between_saves_seconds = pause_between_saves_seconds
        self._counter = RefusalCounter()
        self._process: BrokerProcess | None = None
        self._ready, self._reload_due, self._stopping = threading.Event(), threading.Event(), threading.Event()
        self._save_due_at = 0.0
        self._thread: threading.Thread | None = None
        self._lock: int | None = None

    @property
    def refusals(self) -> Refusals:
        """What the broker refused since we keep it."""
        return self._counter.counts

    @property
    def pid(self) -> int | None:
        """The running program's process; none while there is none."""
        process = self._process
        return process.pid if process is not None and process.is_alive else None

    def take_folder(self) -> None:
        """Become the folder's only keeper and end what a killed one left; `SettingsWrong` when another one lives."""
        handle = os.open(self._folder / "keeper.lock", os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(handle)
            raise SettingsWrong(
                f"Another service keeps the broker in {self._folder}: end it first, or set SUPERVISION_HOME."
            ) from None
        self._lock = handle
        end_leftovers(self._folder, self._command[1:], _END_SECONDS)

    def start(self) -> None:
        """Start the program and wait until it opens sessions; `BrokerUnavailable` with its last words otherwise."""
        self._thread = threading.Thread(target=self._keep, name="broker-keeper", daemon=True)
        self._thread.start()
        deadline = time.monotonic() + _START_LIMIT_SECONDS
        while not self._ready.wait(_POLL_SECONDS):
            if not self._thread.is_alive() or time.monotonic() > deadline:
                self.stop()
                raise BrokerUnavailable(f"The broker does not start. Its last words:\n{self._counter.last_words}")

    def reload(self) -> None:
        """Have the files read again, and wait until they are, unless it does not answer for some seconds."""
        self._reload_due.set()
        deadline = time.monotonic() + _ANSWER_SECONDS
        while self._reload_due.is_set() and time.monotonic() < deadline:
            time.sleep(_SHORT_POLL_SECONDS)
        # It reads them before it looks at a new connection.
        if self._reload_due.is_set() or not self._is_answered(_ANSWER_SECONDS):
            _log.warning("The broker did not answer after a reload; it reads its accounts as soon as it does.")

    def stop(self) -> None:
        """End the program, and with it our keeping of the folder."""
        self._stopping.set()
        if self._thread is not None:
            self._thread.join()
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def _keep(self) -> None:
        """On the keeper's own thread, the only one that starts, signals and ends the program."""
        has_served, pause_seconds = False, _FIRST_PAUSE_SECONDS
        while True:
            process = self._process = BrokerProcess(self._command, self._folder, self._environment)
            self._attend(process)
            has_served = has_served or self._ready.is_set()
            pause_seconds = _FIRST_PAUSE_SECONDS if self._ready.is_set() else 2 * pause_seconds
            self._ready.clear()
            process.end(_END_SECONDS)
            process.forget()
            self._counter.end_of_log()
            if self._stopping.is_set() or not has_served:
                return
            _log.error("The broker has died and is started again. %s", self._counter.last_words)
            if self._stopping.wait(min(pause_seconds, _LONGEST_PAUSE_SECONDS)):
                return

    def _attend(self, process: BrokerProcess) -> None:
        """Until it has ended: read what it writes, see that it serves, and tell it what is due."""
        while self._read(process):
            if self._stopping.is_set():
                process.end(_END_SECONDS)
            elif self._ready.is_set():
                self._signal(process)
            elif self._is_answered(_ANSWER_SECONDS):
                self._save_due_at = 0.0
                self._ready.set()

    def _read(self, process: BrokerProcess) -> bool:
        """Count what its log brings in the next moment; false at the log's end."""
        readable, _, _ = select.select([process.log_descriptor], [], [], _POLL_SECONDS)
        if not readable:
            return True
        piece = os.read(process.log_descriptor, _PIECE_BYTES)
        for trouble in self._counter.read(piece):
            _log.warning("broker: %s", trouble)
        if piece:
            self._stopping.wait(_SHORT_POLL_SECONDS)  # let a busy broker's lines gather: a large piece costs less
        return bool(piece)

    def _signal(self, process: BrokerProcess) -> None:
        if self._reload_due.is_set():
            process.send(signal.SIGHUP)
            self._reload_due.clear()
        if self._pause_between_saves_seconds is not None and time.monotonic() > self._save_due_at:
            process.send(signal.SIGUSR1)
            self._save_due_at = time.monotonic() + self._pause_between_saves_seconds()
