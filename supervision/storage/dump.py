"""A whole database to one file and back, by PostgreSQL's own `pg_dump` and `pg_restore`.

What a dump's description says (the head of the audit chain, say) is read from the same snapshot as the dump.
"""

import asyncio
import os
import subprocess
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar
from urllib.parse import unquote, urlsplit, urlunsplit

import asyncpg

from supervision.errors import SettingsWrong, StorageUnavailable
from supervision.storage.database import check_server
from supervision.storage.engine import Connection
from supervision.storage.failures import connection_failures, storage_failures
from supervision.storage.programs import program_folder

Description = TypeVar("Description")

_CONNECT_SECONDS = 10.0
_LAST_WORDS = 2_000
_ANYTHING = """
SELECT EXISTS (
    SELECT FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
    WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p', 'v', 'm', 'S', 'f')
)
"""


async def dump_database(
    url: str, target: Path, describe: Callable[[Connection], Awaitable[Description]]
) -> Description:
    """Write the database to the new file `target`, readable by its owner alone; gives what `describe` reads.

    `StorageUnavailable` with pg_dump's last words when it fails; the file is gone then.
    """
    connection = await _connect(url)
    try:
        with storage_failures(), _new_file(target) as file:
            async with connection.transaction(isolation="repeatable_read", readonly=True):
                snapshot = await connection.fetchval("SELECT pg_export_snapshot()")
                description = await describe(connection)
                arguments = ["--format=custom", "--compress=gzip:1", "--no-owner", f"--snapshot={snapshot}"]
                await _run("pg_dump", arguments, url, output=file)
    finally:
        await connection.close()
    return description


async def restore_database(url: str, source: Path) -> None:
    """Restore a dump as the URL's role, who owns everything then: whole, or not at all.

    `SettingsWrong` when there is anything in the database already, or its server is too old.
    """
    connection = await _connect(url)
    try:
        with storage_failures():
            await check_server(connection)
            if await connection.fetchval(_ANYTHING):
                raise SettingsWrong("The database is not empty: a backup is restored into an empty one only.")
    finally:
        await connection.close()
    arguments = ["--format=custom", "--no-owner", "--exit-on-error", "--single-transaction", str(source)]
    await _run("pg_restore", arguments, url)


@contextmanager
def _new_file(target: Path) -> Iterator[int]:
    """The descriptor of a new private file, on disk when the block ends, gone when it fails."""
    descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
    try:
        yield descriptor
        os.fsync(descriptor)
    except BaseException:
        target.unlink(missing_ok=True)
        raise
    finally:
        os.close(descriptor)


async def _connect(url: str) -> asyncpg.Connection:
    with connection_failures():
        return await asyncpg.connect(
            url,
            timeout=_CONNECT_SECONDS,
            # The snapshot's transaction waits for as long as the dump takes.
            server_settings={"idle_in_transaction_session_timeout": "0"},
        )


async def _run(program: str, arguments: Sequence[str], url: str, *, output: int = subprocess.DEVNULL) -> None:
    """Run one of PostgreSQL's programs on the database; the password stands in its environment, never in its line."""
    plain_url, secrets = _without_password(url)
    process = await asyncio.create_subprocess_exec(
        str(program_folder() / program),
        f"--dbname={plain_url}",
        *arguments,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.PIPE,
        env={**os.environ, **secrets, "LC_ALL": "C"},
    )
    try:
        _, errors = await process.communicate()
    except BaseException:  # whoever waits is told to end: the program ends first
        process.kill()
        await process.wait()
        raise
    if process.returncode != 0:
        words = errors.decode(errors="replace").strip()[-_LAST_WORDS:]
        raise StorageUnavailable(f"{program} failed: {words}")


def _without_password(url: str) -> tuple[str, Mapping[str, str]]:
    parts = urlsplit(url)
    if parts.password is None:
        return url, {}
    user, _, hosts = parts.netloc.rpartition("@")
    return urlunsplit(parts._replace(netloc=f"{user.partition(':')[0]}@{hosts}")), {
        "PGPASSWORD": unquote(parts.password)
    }
