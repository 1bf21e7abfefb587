"""The embedded PostgreSQL server: its start, its keeper, its end.

One process keeps the server: it holds a lock on the home as long as it lives, starts the server and ends it. Any other
process on the same home is a guest: it uses the server and leaves it alone.
"""

import asyncio
import logging
import signal
import threading
import time
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

from supervision.errors import StorageUnavailable, SupervisionError
from supervision.storage.cluster import SUPERUSER_ROLE, check_version, load_passwords, make_cluster
from supervision.storage.postmaster import (
    DATA_ARGUMENT,
    Postmaster,
    clear_leftovers,
    find_postmaster,
    is_ready,
)
from supervision.storage.programs import choose_account, launch, reachable_programs
from supervision.storage.server_folders import ServerFolders
from supervision.storage.tuning import server_settings
from supervision.storage.urls import OWNER_ROLE, SERVICE_ROLE, DatabaseUrls, socket_url

_log = logging.getLogger(__name__)

_RECOVERY_LIMIT_SECONDS = 600.0
_KEEPER_LIMIT_SECONDS = 60.0
_POLL_SECONDS = 0.02
_WATCH_SECONDS = 0.2
_LONGEST_PAUSE_SECONDS = 1.0
_SAY_SO_AFTER_SECONDS = 10.0


class EmbeddedPostgres:
    """The PostgreSQL server whose data lie in `home/postgres`."""

    def __init__(self, home: Path, *, extra_settings: Mapping[str, str] | None = None) -> None:
        self._folders = ServerFolders(home)
        self._extra_settings = dict(extra_settings or {})
        self._postmaster: Postmaster | None = None
        self._clearing = threading.Lock()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    @property
    def is_keeper(self) -> bool:
        """Whether this process keeps the server, and ends it with `stop()`."""
        return self._folders.is_locked_by_us

    @property
    def urls(self) -> DatabaseUrls:
        """How to reach the database; valid while the server runs."""
        return DatabaseUrls(owner=self._url(OWNER_ROLE), service=self._url(SERVICE_ROLE))

    @property
    def superuser_url(self) -> str:
        """The way in for tests and repairs; the service never uses it."""
        return self._url(SUPERUSER_ROLE)

    def start(self, *, as_keeper: bool = False) -> DatabaseUrls:
        """Make the server ready, waiting for its recovery as long as that takes (ten minutes at most).

        With `as_keeper` a guest's place is not enough: wait for another keeper's end, a minute at most. A keeper
        starts from its main thread, because the server ends with the thread that started it. `SettingsWrong` or
        `StorageUnavailable`, with the server's last words, when it cannot be had.
        """
        self._folders.make_root()
        began_at = time.monotonic()
        patience_seconds = _KEEPER_LIMIT_SECONDS if as_keeper else _RECOVERY_LIMIT_SECONDS
        while not self._folders.take_lock():
            if not as_keeper and self._folders.data.exists() and is_ready(self._folders.data):
                return self.urls
            if time.monotonic() - began_at > patience_seconds:
                message = f"The database in {self._folders.root} is kept by {self._folders.keeper}: end it first."
                raise StorageUnavailable(message)
            time.sleep(_POLL_SECONDS)
        try:
            self._keep()
        except BaseException:
            self._folders.release_lock()
            raise
        return self.urls

    def stop(self, *, fast_seconds: float = 15.0) -> None:
        """End the server if we keep it: fast, and immediately after `fast_seconds`. A guest's stop changes nothing."""
        if not self.is_keeper:
            return
        try:
            with self._clearing:  # a cancelled watch may still be at it in its thread
                if self._postmaster is not None:
                    self._postmaster.stop(fast_seconds)
                    self._postmaster = None
                self._folders.forget_sockets(choose_account(self._folders.data))
        finally:
            self._folders.release_lock()

    async def watch(self) -> None:
        """Start the server again whenever it has died, until cancelled; for the keeper's main thread."""
        pause_seconds = _WATCH_SECONDS
        while True:
            await asyncio.sleep(pause_seconds)
            if self._postmaster is None or self._postmaster.is_alive:
                if self._postmaster is not None and self._postmaster.is_ready:
                    pause_seconds = _WATCH_SECONDS
                continue
            _log.error("The embedded database has died and is started again. %s", self._folders.last_words())
            pause_seconds = min(2 * pause_seconds, _LONGEST_PAUSE_SECONDS)
            await asyncio.to_thread(self._clear_leftovers)
            try:
                self._postmaster = self._spawn()
            except (SupervisionError, OSError) as error:
                _log.error("The embedded database cannot be started: %s", error)

    def _clear_leftovers(self) -> None:
        with self._clearing:
            clear_leftovers(self._folders.data)

    def _keep(self) -> None:
        folders = self._folders
        if not folders.data.exists():
            account = choose_account(folders.data)
            make_cluster(folders.data, folders.passwords_file, reachable_programs(account), account)
        check_version(folders.data)
        load_passwords(folders.passwords_file)
        self._end_left_behind()
        self._postmaster = self._spawn()
        self._wait_until_ready(self._postmaster)

    def _end_left_behind(self) -> None:
        """End a server whose keeper was killed: it may still look ready, but the kernel has told it to end."""
        pid = find_postmaster(self._folders.data)
        if pid is not None:
            Postmaster(pid, self._folders.data).stop(_KEEPER_LIMIT_SECONDS)

    def _spawn(self) -> Postmaster:
        if threading.current_thread() is not threading.main_thread():
            message = "Start the embedded database from the main thread: it ends with the thread that started it."
            raise RuntimeError(message)
        folders = self._folders
        account = choose_account(folders.data)
        self._clear_leftovers()
        folders.prepare(account)
        settings = server_settings(folders.socket_folder(account)) | self._extra_settings
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        command = [str(reachable_programs(account) / "postgres"), "-D", DATA_ARGUMENT, *options]
        with folders.open_start_log() as output:
            child = launch(command, account, folders.data, output=output, death_signal=signal.SIGINT)
        return Postmaster(child.pid, folders.data, child)

    def _wait_until_ready(self, postmaster: Postmaster) -> None:
        began_at = time.monotonic()
        said = False
        while not postmaster.is_ready:
            waited_seconds = time.monotonic() - began_at
            if waited_seconds > _RECOVERY_LIMIT_SECONDS or not postmaster.is_alive:
                what = "ended while it started" if waited_seconds <= _RECOVERY_LIMIT_SECONDS else "is still not ready"
                postmaster.stop(_KEEPER_LIMIT_SECONDS)
                message = f"The embedded database {what}. Its last words:\n{self._folders.last_words()}"
                raise StorageUnavailable(message)
            if waited_seconds > _SAY_SO_AFTER_SECONDS and not said:
                said = True
                _log.warning("The embedded database is recovering; this can take some minutes.")
            time.sleep(_POLL_SECONDS)

    def _url(self, role: str) -> str:
        password = load_passwords(self._folders.passwords_file)[role]
        return socket_url(self._folders.socket_folder(choose_account(self._folders.data)), role, password)
