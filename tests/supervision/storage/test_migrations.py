"""Migrations: complete, run once whoever starts first, and refused when they are of a newer version."""

import asyncio
from pathlib import Path

import asyncpg
import pytest
from piccolo.apps.migrations.commands.new import AutoMigrationManager
from piccolo.conf.apps import Finder

from supervision.errors import SettingsWrong
from supervision.storage.database import fetch
from supervision.storage.migrate import migrate
from supervision.storage.urls import DatabaseUrls

APPS = ["supervision", "devices"]


@pytest.mark.parametrize("app_name", APPS)
async def test_the_migrations_make_exactly_the_tables_that_the_code_describes(app_name: str) -> None:
    manager = AutoMigrationManager(auto_input="n")
    differences = await manager.get_alter_statements(Finder().get_app_config(app_name))
    assert [statement for difference in differences for statement in difference.statements] == []


def test_every_room_s_tables_belong_to_an_app() -> None:
    floors = [Path(__import__(app_name).__path__[0]) for app_name in APPS]
    modules = {f"{path.parent.name}.tables" for floor in floors for path in floor.rglob("tables.py")}
    known = {table.__module__ for app_name in APPS for table in Finder().get_app_config(app_name).table_classes}
    assert {".".join(name.split(".")[-2:]) for name in known} == modules


async def test_a_migrated_database_needs_nothing_more(database: DatabaseUrls) -> None:
    assert await migrate(database) == []
    ran = await fetch("SELECT DISTINCT app_name FROM migration ORDER BY app_name")
    assert [row["app_name"] for row in ran] == sorted(APPS)


async def test_two_that_start_together_migrate_once(bare_database: DatabaseUrls) -> None:
    outcomes = await asyncio.gather(migrate(bare_database), migrate(bare_database))
    assert sorted(map(bool, outcomes)) == [False, True]


async def test_a_database_of_a_newer_version_is_refused(database: DatabaseUrls) -> None:
    owner = await asyncpg.connect(database.owner)
    await owner.execute("INSERT INTO migration (name, app_name, ran_on) VALUES ('2999-01-01', 'supervision', now())")
    await owner.close()
    with pytest.raises(SettingsWrong, match="newer version"):
        await migrate(database)


async def test_a_migration_that_fails_leaves_nothing_and_can_be_run_again(bare_database: DatabaseUrls) -> None:
    owner = await asyncpg.connect(bare_database.owner)
    await owner.execute("CREATE TABLE alert (in_the_way int)")
    with pytest.raises(asyncpg.DuplicateTableError):
        await migrate(bare_database)
    await owner.execute("DROP TABLE alert")
    await owner.close()
    assert await migrate(bare_database) != []


@pytest.mark.usefixtures("database")
async def test_the_service_owns_no_table_and_every_table_gives_it_its_rights() -> None:
    tables = await fetch(
        """SELECT relname::text AS name, pg_get_userbyid(relowner)::text AS owner,
                  has_table_privilege(oid, 'SELECT') AS may_read, has_table_privilege(oid, 'UPDATE') AS may_change
           FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition"""
    )
    assert {table["owner"] for table in tables} == {"supervision_owner"}
    assert all(table["may_read"] for table in tables)
    assert {table["name"] for table in tables if not table["may_change"]} == {
        "audit_entry",
        "migration",
        "retention_rule",
    }
