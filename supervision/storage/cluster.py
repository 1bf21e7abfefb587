"""Making the embedded server's data folder: whole, with its roles and its database, or not at all."""

import json
import os
import secrets
import shutil
import subprocess
from pathlib import Path
from typing import BinaryIO

from supervision.errors import SettingsWrong, StorageUnavailable
from supervision.storage.postmaster import DATA_ARGUMENT, clear_leftovers
from supervision.storage.programs import MAJOR_VERSION, Account, launch
from supervision.storage.urls import DATABASE_NAME, OWNER_ROLE, SERVICE_ROLE

SUPERUSER_ROLE = "postgres"
"""The embedded server's superuser; only the making of the data folder and tests sign in as it."""

_ROLES = (SUPERUSER_ROLE, OWNER_ROLE, SERVICE_ROLE)
_OTHERS_MAY = 0o077
_PASSWORD_BYTES = 32


def load_passwords(path: Path) -> dict[str, str]:
    """The passwords made at the first start, by role; `SettingsWrong` when lost or readable by others."""
    try:
        mode = path.stat().st_mode
        found = json.loads(path.read_bytes())
    except (OSError, ValueError) as error:
        message = f"{path} holds the embedded database's passwords and cannot be read ({type(error).__name__})."
        raise SettingsWrong(message) from error
    if mode & _OTHERS_MAY:
        message = f"{path} holds passwords and may be read by others: set its mode to 0600."
        raise SettingsWrong(message)
    return {role: str(found[role]) for role in _ROLES}


def make_cluster(data_folder: Path, passwords_file: Path, program_folder: Path, account: Account) -> None:
    """Make the data folder beside its place and move it there once it is whole."""
    passwords = _make_passwords(passwords_file)
    fresh = data_folder.with_name("data.new")
    clear_leftovers(fresh)
    if fresh.exists():
        shutil.rmtree(fresh)
    fresh.mkdir(mode=0o700)
    if account.changes_user:
        os.chown(fresh, account.uid, account.gid)
    _initialise(fresh, passwords[SUPERUSER_ROLE], program_folder, account)
    _make_roles(fresh, passwords, program_folder, account)
    fresh.rename(data_folder)


def check_version(data_folder: Path) -> None:
    """`SettingsWrong` when the data folder was written by another major version."""
    found = (data_folder / "PG_VERSION").read_text().strip()
    if found != str(MAJOR_VERSION):
        message = (
            f"{data_folder} was written by PostgreSQL {found}, and this installation carries {MAJOR_VERSION}: "
            "make a backup with the installation that wrote it and restore it here."
        )
        raise SettingsWrong(message)


def _make_passwords(path: Path) -> dict[str, str]:
    if not path.exists():
        fresh = path.with_suffix(".new")
        fresh.unlink(missing_ok=True)
        handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
        with os.fdopen(handle, "w") as file:
            json.dump({role: secrets.token_urlsafe(_PASSWORD_BYTES) for role in _ROLES}, file)
            file.flush()
            os.fsync(file.fileno())
        fresh.rename(path)
    return load_passwords(path)


def _initialise(fresh: Path, password: str, program_folder: Path, account: Account) -> None:
    command = [
        str(program_folder / "initdb"), "-D", DATA_ARGUMENT, "--username", SUPERUSER_ROLE,
        "--pwfile", "/dev/stdin", "--auth-local", "scram-sha-256", "--auth-host", "reject", "--encoding", "UTF8",
        "--locale-provider", "builtin", "--builtin-locale", "C.UTF-8", "--locale", "C", "--data-checksums",
    ]  # fmt: skip
    _run(command, password + "\n", fresh, account, "make its data folder")


def _make_roles(fresh: Path, passwords: dict[str, str], program_folder: Path, account: Account) -> None:
    """Sign-in costs what `scram_iterations` says; against 256 random bits a single round is as good as many."""
    statements = [
        *(
            f"CREATE ROLE {role} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD '{passwords[role]}'"
            for role in (OWNER_ROLE, SERVICE_ROLE)
        ),
        f"CREATE DATABASE {DATABASE_NAME} OWNER {OWNER_ROLE}",
        f"REVOKE ALL ON DATABASE {DATABASE_NAME}, {SUPERUSER_ROLE}, template1 FROM PUBLIC",
        f"GRANT CONNECT ON DATABASE {DATABASE_NAME} TO {SERVICE_ROLE}",
    ]
    options = {"exit_on_error": "on", "log_min_error_statement": "panic", "scram_iterations": "1"}
    command = [
        str(program_folder / "postgres"), "--single", "-j", "-D", DATA_ARGUMENT,
        *(part for name, value in options.items() for part in ("-c", f"{name}={value}")), SUPERUSER_ROLE,
    ]  # fmt: skip
    _run(command, "".join(f"{statement};\n\n" for statement in statements), fresh, account, "make its roles")


def _run(command: list[str], text: str, folder: Path, account: Account, purpose: str) -> None:
    with _readable(text, account) as stdin:
        program = launch(command, account, folder, stdin=stdin, output=subprocess.PIPE)
        output, _ = program.communicate()
    if program.returncode != 0:
        message = f"The embedded database could not {purpose}: {output.decode(errors='replace').strip()[-2000:]}"
        raise StorageUnavailable(message)


def _readable(text: str, account: Account) -> BinaryIO:
    """A file in memory that only `account` may open: what is secret never lies on a disk."""
    handle = os.memfd_create("supervision")
    if account.changes_user:
        os.fchown(handle, account.uid, account.gid)
    file = os.fdopen(handle, "w+b")
    file.write(text.encode())
    file.seek(0)
    return file
