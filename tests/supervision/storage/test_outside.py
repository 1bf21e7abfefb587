"""An outside server: its role for the service, by password or by membership, and its version."""

import json
import stat
from collections.abc import Iterator
from pathlib import Path

import asyncpg
import pytest

from supervision.errors import SettingsWrong, StorageUnavailable
from supervision.storage import database
from supervision.storage.database import close_pool, fetch, open_pool
from supervision.storage.embedded import EmbeddedPostgres
from supervision.storage.grants import grant_to_service
from supervision.storage.outside import prepare_outside
from supervision.storage.urls import with_account
from tests.database import HASTY
from tests.supervision.storage.keeping import query


@pytest.fixture(scope="module")
def administrator_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server that has never heard of us, and its administrator's URL."""
    with EmbeddedPostgres(tmp_path_factory.mktemp("outside"), extra_settings=HASTY) as postgres:
        url = postgres.superuser_url
        query(url, "DROP OWNED BY supervision_service; DROP ROLE supervision_service")
        yield url


@pytest.fixture
def clean_url(administrator_url: str) -> Iterator[str]:
    """The same, without what an earlier test left."""
    yield administrator_url
    for role in ("supervision_service", "plain_owner"):
        if role in query(administrator_url, "SELECT rolname FROM pg_roles").splitlines():
            query(administrator_url, f"DROP OWNED BY {role} CASCADE; DROP ROLE {role}")


def make_plain_owner(administrator_url: str) -> str:
    """A role that owns what it makes and may make no roles; gives its URL."""
    query(
        administrator_url, "CREATE ROLE plain_owner LOGIN PASSWORD 'plain'; GRANT ALL ON SCHEMA public TO plain_owner"
    )
    query(administrator_url, "GRANT CONNECT ON DATABASE supervision TO plain_owner")
    return with_account(administrator_url, "plain_owner", "plain")


async def sign_in_and_describe(service_url: str) -> str:
    await open_pool(service_url, min_size=1, max_size=2)
    rows = await fetch("SELECT current_user::text AS name, current_setting('is_superuser') AS is_super")
    await close_pool()
    return f"{rows[0]['name']}, superuser {rows[0]['is_super']}"


async def test_where_roles_may_be_made_the_service_gets_its_own_and_keeps_its_password(
    clean_url: str, tmp_path: Path
) -> None:
    urls = await prepare_outside(clean_url, tmp_path)
    query(clean_url, "GRANT CONNECT ON DATABASE supervision TO supervision_service")
    assert urls.owner == clean_url
    assert await sign_in_and_describe(urls.service) == "supervision_service, superuser off"
    kept = tmp_path / "outside-database.json"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert json.loads(kept.read_bytes())["password"] in urls.service
    assert await prepare_outside(clean_url, tmp_path) == urls


async def test_where_roles_may_not_be_made_the_service_takes_the_lesser_role(clean_url: str, tmp_path: Path) -> None:
    plain_url = make_plain_owner(clean_url)
    query(clean_url, "CREATE ROLE supervision_service; GRANT supervision_service TO plain_owner")
    urls = await prepare_outside(plain_url, tmp_path)
    assert await sign_in_and_describe(urls.service) == "supervision_service, superuser off"


async def test_the_lesser_role_cannot_do_what_the_owner_can(clean_url: str, tmp_path: Path) -> None:
    plain_url = make_plain_owner(clean_url)
    query(clean_url, "CREATE ROLE supervision_service; GRANT supervision_service TO plain_owner")
    urls = await prepare_outside(plain_url, tmp_path)
    owner = await asyncpg.connect(urls.owner)
    await owner.execute("CREATE TABLE audit_entry (number int)")
    await grant_to_service(owner)
    await owner.close()
    await open_pool(urls.service, min_size=1, max_size=2)
    await fetch("INSERT INTO audit_entry VALUES (1)")
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await fetch("DELETE FROM audit_entry")
    await close_pool()


async def test_with_neither_the_message_says_what_the_administrator_must_run(clean_url: str, tmp_path: Path) -> None:
    plain_url = make_plain_owner(clean_url)
    with pytest.raises(SettingsWrong, match="GRANT supervision_service TO"):
        await prepare_outside(plain_url, tmp_path)


async def test_an_older_server_is_refused(clean_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "OLDEST_SERVER", 990_000)
    with pytest.raises(SettingsWrong, match="PostgreSQL 15 or later"):
        await prepare_outside(clean_url, tmp_path)


async def test_a_server_that_is_not_there_is_storage_unavailable(tmp_path: Path) -> None:
    with pytest.raises(StorageUnavailable):
        await prepare_outside("postgresql://nobody:none@127.0.0.1:1/none", tmp_path)
