"""A process of its own that keeps an embedded server, to be killed by tests."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from supervision.storage.postmaster import find_server_processes
from supervision.storage.programs import program_folder

_PROGRAM = """
import pathlib, signal, sys
from supervision.storage.embedded import EmbeddedPostgres
postgres = EmbeddedPostgres(pathlib.Path(sys.argv[1]), extra_settings={"fsync": "off", "shared_buffers": "16MB"})
postgres.start()
print("ready", flush=True)
signal.sigwait([signal.SIGTERM])
postgres.stop()
"""


@contextmanager
def keeper_process(home: Path, *, uid: int | None = None) -> Iterator[subprocess.Popen[str]]:
    """A process that has started the server in `home`; killed at the end if it still runs."""
    program = subprocess.Popen(
        [sys.executable, "-c", _PROGRAM, str(home)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, user=uid, group=uid,
        extra_groups=None if uid is None else [],
    )  # fmt: skip
    with program:
        try:
            assert program.stdout is not None
            assert program.stderr is not None
            assert program.stdout.readline() == "ready\n", program.stderr.read()
            yield program
        finally:
            program.kill()


def kill_server(home: Path) -> int:
    """Kill the postmaster as a crash would, and wait until nothing of it is left; gives its pid."""
    data = home / "postgres" / "data"
    postmaster = find_server_processes(data)[0]
    assert postmaster.is_postmaster
    os.kill(postmaster.pid, signal.SIGKILL)
    comes_true(lambda: not find_server_processes(data))
    return postmaster.pid


def comes_true(condition: Callable[[], bool], seconds: float = 10.0) -> None:
    """Wait until `condition` holds; fail the test when it does not in time."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "did not come true in time"
        time.sleep(0.02)


def query(url: str, sql: str) -> str:
    """The one value that a statement gives, asked for by PostgreSQL's own client."""
    return subprocess.run(_psql(url, sql), check=True, capture_output=True, text=True).stdout.strip()


def busy_session(url: str, sql: str) -> subprocess.Popen[bytes]:
    """A client in the middle of a long statement."""
    session = subprocess.Popen(_psql(url, sql), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    at_work = f"SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND query = $${sql}$$"  # noqa: S608 - the tests' own
    comes_true(lambda: query(url, at_work) == "1")
    return session


def _psql(url: str, sql: str) -> list[str]:
    command = [str(program_folder() / "psql"), "--no-psqlrc", "--tuples-only", "--no-align", "--dbname", url]
    return [*command, "--command", sql]
