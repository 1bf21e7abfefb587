"""The embedded server's ordinary life: first start, guests, permissions, end."""

import json
import stat
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from supervision.errors import SettingsWrong, StorageUnavailable
from supervision.storage.embedded import EmbeddedPostgres
from supervision.storage.postmaster import find_server_processes
from tests.supervision.storage.keeping import busy_session, keeper_process, query

QUICK = {"fsync": "off", "shared_buffers": "16MB"}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home whose parent is closed to everyone else, as root's own folder is; its server has run once."""
    closed = tmp_path_factory.mktemp("closed")
    closed.chmod(0o700)
    with EmbeddedPostgres(closed / "var", extra_settings=QUICK):
        pass
    return closed / "var"


@pytest.fixture
def running(home: Path) -> Iterator[EmbeddedPostgres]:
    with EmbeddedPostgres(home, extra_settings=QUICK) as postgres:
        yield postgres


def test_what_was_stored_is_there_after_a_clean_stop(home: Path) -> None:
    with EmbeddedPostgres(home, extra_settings=QUICK) as postgres:
        query(postgres.urls.owner, "CREATE TABLE kept AS SELECT 7 AS number")
    assert find_server_processes(home / "postgres" / "data") == []
    with EmbeddedPostgres(home, extra_settings=QUICK) as postgres:
        assert query(postgres.urls.owner, "SELECT number FROM kept") == "7"
        query(postgres.urls.owner, "DROP TABLE kept")


def test_a_clean_stop_leaves_neither_process_nor_socket(home: Path) -> None:
    with EmbeddedPostgres(home, extra_settings=QUICK) as postgres:
        socket_folder = Path(postgres.urls.service.rpartition("host=")[2].replace("%2F", "/"))
        assert (socket_folder / ".s.PGSQL.5432").is_socket()
    assert not socket_folder.exists()
    assert not (home / "postgres" / "data" / "postmaster.pid").exists()


def test_a_stop_ends_sessions_that_are_still_open(home: Path) -> None:
    with EmbeddedPostgres(home, extra_settings=QUICK) as postgres:
        session = busy_session(postgres.urls.owner, "SELECT pg_sleep(60)")
        began_at = time.monotonic()
    assert session.wait() != 0
    assert time.monotonic() - began_at < 15


def test_nobody_outside_its_folders_is_given_any_permission(home: Path, running: EmbeddedPostgres) -> None:
    assert running.is_keeper
    assert stat.S_IMODE(home.parent.stat().st_mode) == 0o700
    assert stat.S_IMODE(home.stat().st_mode) == 0o700
    assert stat.S_IMODE((home / "postgres" / "data").stat().st_mode) == 0o700
    assert stat.S_IMODE((home / "postgres" / "passwords.json").stat().st_mode) == 0o600


def test_the_server_listens_on_no_network(running: EmbeddedPostgres) -> None:
    assert query(running.superuser_url, "SHOW listen_addresses") == ""


def test_pages_carry_checksums_and_text_is_utf_8(running: EmbeddedPostgres) -> None:
    assert query(running.urls.service, "SHOW data_checksums") == "on"
    assert query(running.urls.service, "SHOW server_encoding") == "UTF8"


def test_a_wrong_password_is_refused_even_on_the_socket(running: EmbeddedPostgres, home: Path) -> None:
    passwords = json.loads((home / "postgres" / "passwords.json").read_bytes())
    url = running.urls.service.replace(passwords["supervision_service"], "guessed")
    with pytest.raises(Exception, match="exit status 2"):
        query(url, "SELECT 1")


def test_values_of_statements_stay_out_of_the_log(running: EmbeddedPostgres) -> None:
    assert query(running.superuser_url, "SHOW log_parameter_max_length") == "0"
    assert query(running.superuser_url, "SHOW log_parameter_max_length_on_error") == "0"
    assert query(running.superuser_url, "SHOW log_error_verbosity") == "terse"


def test_the_service_signs_in_as_a_role_without_power(running: EmbeddedPostgres) -> None:
    rights = "SELECT rolsuper OR rolcreaterole OR rolcreatedb OR rolreplication OR rolbypassrls"
    assert query(running.urls.service, f"{rights} FROM pg_roles WHERE rolname = current_user") == "f"
    assert query(running.urls.service, "SELECT has_schema_privilege('public', 'CREATE')") == "f"


def test_a_second_process_uses_the_server_and_leaves_it_running(home: Path) -> None:
    with keeper_process(home):
        guest = EmbeddedPostgres(home)
        assert query(guest.start().service, "SELECT 1") == "1"
        assert not guest.is_keeper
        guest.stop()
        assert query(guest.urls.service, "SELECT 1") == "1"


def test_who_must_keep_the_server_waits_for_the_other_keeper_s_end(home: Path) -> None:
    with keeper_process(home) as other:
        threading.Timer(0.3, other.terminate).start()
        with EmbeddedPostgres(home, extra_settings=QUICK) as successor:
            successor.stop()
        heir = EmbeddedPostgres(home, extra_settings=QUICK)
        heir.start(as_keeper=True)
        assert heir.is_keeper
        heir.stop()


def test_passwords_that_others_may_read_are_refused(home: Path) -> None:
    passwords = home / "postgres" / "passwords.json"
    passwords.chmod(0o644)
    with pytest.raises(SettingsWrong, match="0600"):
        EmbeddedPostgres(home).start()
    passwords.chmod(0o600)


def test_a_server_that_cannot_start_fails_at_once_with_its_last_words(home: Path) -> None:
    with pytest.raises(StorageUnavailable, match="shared_buffers"):
        EmbeddedPostgres(home, extra_settings={"shared_buffers": "nonsense"}).start()


def test_data_of_another_major_version_are_refused_in_words(home: Path) -> None:
    version = home / "postgres" / "data" / "PG_VERSION"
    version.write_text("15\n")
    with pytest.raises(SettingsWrong, match="PostgreSQL 15"):
        EmbeddedPostgres(home).start()
    version.write_text("18\n")


def test_a_socket_folder_that_is_not_ours_is_refused(home: Path) -> None:
    with EmbeddedPostgres(home, extra_settings=QUICK) as postgres:
        socket_folder = Path(postgres.urls.service.rpartition("host=")[2].replace("%2F", "/"))
    socket_folder.mkdir(mode=0o755)
    try:
        with pytest.raises(SettingsWrong, match="not a private folder"):
            EmbeddedPostgres(home).start()
    finally:
        socket_folder.rmdir()


def test_the_server_is_never_started_from_a_thread_that_may_end_before_it(home: Path) -> None:
    refusals: list[RuntimeError] = []

    def start() -> None:
        try:
            EmbeddedPostgres(home).start()
        except RuntimeError as refusal:
            refusals.append(refusal)

    thread = threading.Thread(target=start)
    thread.start()
    thread.join()
    assert len(refusals) == 1
