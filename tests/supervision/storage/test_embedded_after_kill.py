"""The embedded server after kill -9: of its keeper, of itself, of both, and with its pid given to a stranger."""

import asyncio
import contextlib
import os
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from supervision.storage.embedded import EmbeddedPostgres
from supervision.storage.postmaster import find_postmaster, find_server_processes, is_ready
from supervision.storage.programs import choose_account, program_folder
from supervision.storage.server_folders import ServerFolders
from supervision.storage.tuning import server_settings
from tests.supervision.storage.keeping import busy_session, comes_true, keeper_process, kill_server, query

QUICK = {"fsync": "off", "shared_buffers": "16MB"}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("killed") / "var"
    with EmbeddedPostgres(made, extra_settings=QUICK) as postgres:
        query(postgres.urls.owner, "CREATE TABLE kept (number int)")
    return made


@contextlib.contextmanager
def stranger(home: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A process that has nothing to do with us, but runs as the server's user, so that PostgreSQL would believe it."""
    uid = (home / "postgres" / "data").stat().st_uid
    with subprocess.Popen(["sleep", "60"], user=uid) as program:
        try:
            yield program
        finally:
            program.kill()


def give_pid_to(home: Path, stranger_pid: int) -> None:
    """Let every lock file of the dead server name a living process."""
    account = choose_account(home / "postgres" / "data")
    pid_file = home / "postgres" / "data" / "postmaster.pid"
    socket_lock = ServerFolders(home).socket_folder(account) / ".s.PGSQL.5432.lock"
    for file in (pid_file, socket_lock):
        lines = file.read_text().splitlines()
        file.write_text("\n".join([str(stranger_pid), *lines[1:]]) + "\n")


def test_the_server_ends_cleanly_when_its_keeper_is_killed(home: Path) -> None:
    with keeper_process(home) as keeper:
        keeper.kill()
        keeper.wait()
        comes_true(lambda: not find_server_processes(home / "postgres" / "data"))
    assert not (home / "postgres" / "data" / "postmaster.pid").exists()


def test_a_start_follows_while_the_old_server_is_still_ending(home: Path) -> None:
    with keeper_process(home) as keeper:
        keeper.kill()
        keeper.wait()
        with EmbeddedPostgres(home, extra_settings=QUICK) as postgres:
            assert postgres.is_keeper
            assert query(postgres.urls.service, "SELECT 1") == "1"


def test_after_both_were_killed_and_the_pid_was_given_to_a_stranger_the_server_starts_and_the_stranger_lives(
    home: Path,
) -> None:
    with keeper_process(home) as keeper:
        urls = EmbeddedPostgres(home).urls
        query(urls.owner, "INSERT INTO kept VALUES (42)")
        postmaster = find_postmaster(home / "postgres" / "data")
        assert postmaster is not None
        keeper.send_signal(signal.SIGSTOP)
        os.kill(postmaster, signal.SIGKILL)
        keeper.kill()
    with stranger(home) as other:
        give_pid_to(home, other.pid)
        with EmbeddedPostgres(home, extra_settings=QUICK) as postgres:
            assert query(postgres.urls.owner, "SELECT count(*) FROM kept WHERE number = 42") == "1"
        assert other.poll() is None


def test_orphans_of_a_killed_postmaster_are_gone_before_a_new_one_starts(home: Path) -> None:
    with keeper_process(home) as keeper:
        urls = EmbeddedPostgres(home).urls
        busy = busy_session(urls.owner, "SELECT count(*) FROM generate_series(1, 1e9)")
        postmaster = find_postmaster(home / "postgres" / "data")
        assert postmaster is not None
        os.kill(postmaster, signal.SIGKILL)
        keeper.kill()
    with EmbeddedPostgres(home, extra_settings=QUICK) as postgres:
        assert query(postgres.urls.service, "SELECT 1") == "1"
    assert busy.wait() != 0


def test_a_server_left_behind_by_a_killed_keeper_is_ended_cleanly_and_replaced(home: Path) -> None:
    data, folders = home / "postgres" / "data", ServerFolders(home)
    account = choose_account(data)
    folders.prepare(account)
    settings = server_settings(folders.socket_folder(account)) | QUICK
    options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    left_behind = subprocess.Popen(
        [str(program_folder() / "postgres"), "-D", "/proc/self/cwd", *options],
        cwd=data, user=account.real_uid, stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    comes_true(lambda: is_ready(data))
    with EmbeddedPostgres(home, extra_settings=QUICK) as postgres:
        assert postgres.is_keeper
        assert query(postgres.urls.service, "SELECT 1") == "1"
        assert left_behind.wait(timeout=10) == 0


def test_a_half_made_data_folder_is_made_anew(tmp_path: Path) -> None:
    half = tmp_path / "postgres" / "data.new"
    half.mkdir(parents=True)
    (half / "PG_VERSION").write_text("18\n")
    with EmbeddedPostgres(tmp_path, extra_settings=QUICK) as postgres:
        assert query(postgres.urls.service, "SELECT 1") == "1"
    assert not half.exists()


async def test_a_watched_server_is_started_again_when_it_dies(home: Path) -> None:
    with EmbeddedPostgres(home, extra_settings=QUICK) as postgres:
        watch = asyncio.create_task(postgres.watch())
        killed = kill_server(home)
        for _ in range(100):
            await asyncio.sleep(0.05)
            if find_postmaster(home / "postgres" / "data") not in {None, killed}:
                break
        await asyncio.sleep(0.5)
        assert query(postgres.urls.service, "SELECT 1") == "1"
        watch.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await watch
