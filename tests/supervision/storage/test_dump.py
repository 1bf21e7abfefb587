"""A database to a file and back."""

import stat
from pathlib import Path

import asyncpg
import pytest

from supervision.errors import SettingsWrong, StorageUnavailable
from supervision.storage.dump import dump_database, restore_database
from supervision.storage.engine import Connection
from supervision.storage.migrate import find_pending_migrations, migrate
from supervision.storage.urls import DatabaseUrls
from tests.database import BARE, DatabaseServer


async def divisions(connection: Connection) -> list[str]:
    return [row["code"] for row in await connection.fetch("SELECT code FROM division ORDER BY code")]


async def run(url: str, statement: str) -> list[asyncpg.Record]:
    connection = await asyncpg.connect(url)
    try:
        return list(await connection.fetch(statement))
    finally:
        await connection.close()


async def test_a_dump_is_private_and_its_description_is_of_the_same_moment(
    database: DatabaseUrls, tmp_path: Path
) -> None:
    await run(database.owner, "INSERT INTO division (code, name) VALUES ('14', '山西省')")

    async def describe(connection: Connection) -> list[str]:
        found = await divisions(connection)
        await run(database.owner, "INSERT INTO division (code, name) VALUES ('15', '内蒙古自治区')")
        return found

    target = tmp_path / "database.dump"
    assert await dump_database(database.owner, target, describe) == ["14"]
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert target.read_bytes().startswith(b"PGDMP")


async def test_what_was_dumped_comes_back_owned_by_the_owner_and_with_the_services_rights(
    database: DatabaseUrls, database_server: DatabaseServer, tmp_path: Path
) -> None:
    await run(database.owner, "INSERT INTO division (code, name) VALUES ('14', '山西省')")
    await dump_database(database.owner, tmp_path / "d", divisions)
    async with database_server.made(BARE) as other:
        await restore_database(other.owner, tmp_path / "d")
        assert await find_pending_migrations(other.service) == []
        assert [row["code"] for row in await run(other.service, "SELECT code FROM division")] == ["14"]
        (function,) = await run(
            other.owner, "SELECT proacl::text AS rights FROM pg_proc WHERE proname = 'drop_position_partition'"
        )
        assert "supervision_service=X" in function["rights"]
        assert "{=X" not in function["rights"], "not everybody's"
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await run(other.service, "DELETE FROM audit_entry")


async def test_nothing_is_restored_over_anything(
    database: DatabaseUrls, database_server: DatabaseServer, tmp_path: Path
) -> None:
    await dump_database(database.owner, tmp_path / "d", divisions)
    async with database_server.made(BARE) as other:
        await run(other.owner, "CREATE TABLE somebodys_own ()")
        with pytest.raises(SettingsWrong, match="not empty"):
            await restore_database(other.owner, tmp_path / "d")
        assert await run(other.owner, "SELECT to_regclass('division') AS found") == [(None,)]


async def test_a_dump_that_was_cut_short_leaves_an_empty_database(
    database: DatabaseUrls, database_server: DatabaseServer, tmp_path: Path
) -> None:
    whole, cut = tmp_path / "whole", tmp_path / "cut"
    await dump_database(database.owner, whole, divisions)
    content = whole.read_bytes()
    cut.write_bytes(content[: len(content) // 2])
    async with database_server.made(BARE) as other:
        with pytest.raises(StorageUnavailable, match="pg_restore failed"):
            await restore_database(other.owner, cut)
        await restore_database(other.owner, whole)
        assert await find_pending_migrations(other.service) == []


async def test_a_dump_that_fails_leaves_no_file_and_touches_none_that_is_there(
    database: DatabaseUrls, tmp_path: Path
) -> None:
    async def fail(_connection: Connection) -> None:
        raise ConnectionError

    with pytest.raises(StorageUnavailable):
        await dump_database(database.owner, tmp_path / "new", fail)
    assert not (tmp_path / "new").exists()
    (tmp_path / "old").write_text("kept")
    with pytest.raises(FileExistsError):
        await dump_database(database.owner, tmp_path / "old", divisions)
    assert (tmp_path / "old").read_text() == "kept"


async def test_what_is_pending_is_known_without_being_run(bare_database: DatabaseUrls) -> None:
    pending = await find_pending_migrations(bare_database.service)
    assert pending
    assert await run(bare_database.owner, "SELECT to_regclass('migration') AS found") == [(None,)]
    assert await migrate(bare_database) == pending
    assert await find_pending_migrations(bare_database.service) == []
    await run(bare_database.owner, "DELETE FROM migration WHERE id = (SELECT max(id) FROM migration)")
    assert await find_pending_migrations(bare_database.service) == pending[-1:]
