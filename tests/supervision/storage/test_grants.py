"""What the service's role may do, table by table."""

import asyncpg
import pytest

from supervision.storage.database import fetch
from supervision.storage.grants import grant_to_service
from supervision.storage.urls import DatabaseUrls


@pytest.fixture
async def granted(bare_database: DatabaseUrls) -> DatabaseUrls:
    """An ordinary table, the audit's, and Piccolo's list of migrations, with their grants."""
    owner = await asyncpg.connect(bare_database.owner)
    for table in ("ordinary", "audit_entry", "migration"):
        await owner.execute(f"CREATE TABLE {table} (id serial PRIMARY KEY, number int)")
    await owner.execute(
        "GRANT ALL ON audit_entry TO supervision_service"
    )  # as if an earlier version had given too much
    await grant_to_service(owner)
    await owner.close()
    return bare_database


@pytest.mark.usefixtures("granted")
async def test_the_service_owns_nothing() -> None:
    assert await fetch("SELECT relname FROM pg_class WHERE relowner = current_user::regrole") == []


@pytest.mark.usefixtures("granted")
async def test_rows_of_an_ordinary_table_may_be_added_changed_and_taken_away() -> None:
    await fetch("INSERT INTO ordinary (number) VALUES (1)")
    await fetch("UPDATE ordinary SET number = 2")
    await fetch("DELETE FROM ordinary")
    assert await fetch("SELECT * FROM ordinary") == []


@pytest.mark.parametrize(
    "statement",
    ["TRUNCATE ordinary", "DROP TABLE ordinary", "ALTER TABLE ordinary ADD extra int", "CREATE TABLE mine ()"],
)
@pytest.mark.usefixtures("granted")
async def test_the_tables_themselves_are_out_of_reach(statement: str) -> None:
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await fetch(statement)


@pytest.mark.parametrize(
    "statement", ["UPDATE audit_entry SET number = 2", "DELETE FROM audit_entry", "TRUNCATE audit_entry"]
)
@pytest.mark.usefixtures("granted")
async def test_the_audit_s_entries_can_be_added_and_read_but_never_touched_again(statement: str) -> None:
    await fetch("INSERT INTO audit_entry (number) VALUES (1)")
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await fetch(statement)
    assert [row["number"] for row in await fetch("SELECT number FROM audit_entry")] == [1]


@pytest.mark.usefixtures("granted")
async def test_the_list_of_migrations_is_only_read() -> None:
    assert await fetch("SELECT * FROM migration") == []
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await fetch("INSERT INTO migration (number) VALUES (1)")
