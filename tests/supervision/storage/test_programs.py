"""Which user runs the server, and what that user can reach."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from supervision import errors
from supervision.errors import SettingsWrong
from supervision.storage import programs
from supervision.storage.embedded import EmbeddedPostgres
from supervision.storage.postmaster import find_postmaster
from supervision.storage.programs import Account, choose_account, program_folder, reachable_programs
from tests.supervision.storage.keeping import query

AS_ROOT = os.geteuid() == 0
QUICK = {"fsync": "off", "shared_buffers": "16MB"}


def copy_wheel(target: Path) -> Path:
    """The database's programs once more, below `target`; gives their folder."""
    installation = program_folder().parent
    package = installation.parent
    copy = target / package.name
    shutil.copytree(installation, copy / installation.name, ignore=shutil.ignore_patterns("include"))
    shutil.copytree(package.parent / f"{package.name}.libs", target / f"{package.name}.libs")
    (copy / "__init__.py").touch()
    return copy / installation.name / "bin"


def open_to_all(folder: Path) -> Path:
    """A temporary folder that every user may walk into, as pytest's own are not."""
    for part in (folder, *folder.parents[:2]):
        part.chmod(0o711)
    return folder


def test_root_runs_the_server_as_an_unprivileged_user(tmp_path: Path) -> None:
    account = choose_account(tmp_path / "absent")
    with EmbeddedPostgres(tmp_path, extra_settings=QUICK):
        owner = Path(f"/proc/{find_postmaster(tmp_path / 'postgres' / 'data')}").stat().st_uid
    assert owner == account.real_uid
    assert owner != 0
    assert account.changes_user == AS_ROOT


def test_an_ordinary_user_runs_the_server_as_itself(tmp_path: Path) -> None:
    user = choose_account(tmp_path / "absent").real_uid
    code, home = open_to_all(tmp_path) / "code", tmp_path / "home"
    copy_wheel(code)
    shutil.copytree(Path(programs.__file__).parent, code / "supervision" / "storage")
    shutil.copy(errors.__file__, code / "supervision")
    home.mkdir()
    os.chown(home, user, -1)
    script = f"""
import pathlib
from supervision.storage.embedded import EmbeddedPostgres
from supervision.storage.postmaster import find_postmaster
with EmbeddedPostgres(pathlib.Path({str(home)!r}), extra_settings={QUICK!r}):
    pid = find_postmaster(pathlib.Path({str(home)!r}) / "postgres" / "data")
    print(pathlib.Path(f"/proc/{{pid}}").stat().st_uid)
"""
    python = next(
        path for path in (sys.executable, "/usr/bin/python3", "/usr/local/bin/python3") if _may_run(path, user)
    )
    ran = subprocess.run(
        [python, "-c", script], user=user, env={"PYTHONPATH": str(code)}, check=False, capture_output=True, text=True
    )
    assert ran.stdout.strip() == str(user), ran.stderr


def _may_run(python: str, user: int) -> bool:
    try:
        return subprocess.run([python, "-c", "pass"], user=user, check=False, capture_output=True).returncode == 0
    except OSError:
        return False


def test_root_gives_the_server_s_user_a_copy_of_programs_that_it_cannot_reach(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = open_to_all(tmp_path) / "closed"
    original = copy_wheel(closed)
    closed.chmod(0o700)
    monkeypatch.setattr(programs, "program_folder", lambda: original)
    monkeypatch.setattr(programs, "COPIES", tmp_path / "copies")
    account = choose_account(tmp_path / "absent")
    found = reachable_programs(account)
    assert found.is_relative_to(tmp_path / "copies") == AS_ROOT
    assert reachable_programs(account) == found
    with EmbeddedPostgres(tmp_path / "home", extra_settings=QUICK) as postgres:
        assert query(postgres.urls.service, "SELECT 1") == "1"


def test_data_keep_their_owner_whoever_else_could_run_the_server(tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    if AS_ROOT:
        os.chown(data, 12345, 12345)
        assert choose_account(data) == Account(12345, 12345)
    else:
        assert choose_account(data) == Account(0, 0)


def test_without_the_wheel_the_message_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(programs, "find_spec", lambda _name: None)
    with pytest.raises(SettingsWrong, match="SUPERVISION_DATABASE_URL"):
        program_folder()
