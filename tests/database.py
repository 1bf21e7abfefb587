"""A real PostgreSQL for tests: one server a run, templates made once, and a fresh database for each test."""

import shutil
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import replace
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import asyncpg

from supervision.settings import load_settings
from supervision.storage.database import close_pool, fetch, open_pool
from supervision.storage.embedded import EmbeddedPostgres
from supervision.storage.migrate import migrate
from supervision.storage.urls import DATABASE_NAME, OWNER_ROLE, SERVICE_ROLE, DatabaseUrls
from supervision.vault import open_vault, use_vault
from tests.cast import Cast, gather_cast
from tests.makers import Member

MIGRATED = "migrated"
"""The template that has run every migration."""

GATHERED = "gathered"
"""The template in which everybody of tests/cast.py is signed in; it opens with a copy of its own key folder."""

BARE = DATABASE_NAME
"""The template as the server makes it: roles, and no table."""

HASTY = {
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "autovacuum": "off",
    "file_copy_method": "clone",
    "shared_buffers": "64MB",
    "wal_level": "minimal",
    "max_wal_senders": "0",
}
"""Settings of a server whose data need not outlive the run."""

_MEMORY = Path("/dev/shm")  # noqa: S108 - a folder of our own is made in it
_ENOUGH_BYTES = 2 * 1024**3

_SIGNED_IN_NOW = """
UPDATE session SET created_at = now(), last_seen_at = now(), expires_at = now() + (expires_at - created_at)
"""  # a run may take longer than an idle session lasts

_numbers = count(1)


@contextmanager
def temporary_home() -> Iterator[Path]:
    """A home that is gone afterwards: in memory where there is room, since making databases is mostly copying files."""
    roomy = _MEMORY.is_dir() and shutil.disk_usage(_MEMORY).free > _ENOUGH_BYTES
    with TemporaryDirectory(prefix="supervision-", dir=_MEMORY if roomy else None) as folder:
        yield Path(folder) / "var"


class DatabaseServer:
    """The run's own server; databases on it are made from a template and thrown away."""

    def __init__(self, home: Path) -> None:
        self.postgres = EmbeddedPostgres(home, extra_settings=HASTY)
        self._keys = home.parent / "keys-of-the-cast"

    def urls_of(self, database: str) -> DatabaseUrls:
        """How owner and service reach one of its databases."""
        urls = self.postgres.urls
        return DatabaseUrls(owner=_moved(urls.owner, database), service=_moved(urls.service, database))

    def superuser_url_of(self, database: str) -> str:
        """How a test becomes the superuser, to break things."""
        return _moved(self.postgres.superuser_url, database)

    async def make_migrated_template(self) -> None:
        """Run every migration, once, in the database from which tests are copied."""
        await self._execute(_creation(MIGRATED, BARE))
        await migrate(self.urls_of(MIGRATED))

    async def make_gathered_template(self) -> None:
        """Gather the cast, once, in a copy of the migrated template: making it for each test takes most of its time."""
        await self._execute(_creation(GATHERED, MIGRATED))
        settings = load_settings({"SUPERVISION_HOME": str(self._keys.parent), "SUPERVISION_KEY_DIR": str(self._keys)})
        await open_pool(self.urls_of(GATHERED).service, min_size=1, max_size=2)
        try:
            use_vault(await open_vault(settings))
            self._cast = await gather_cast()
        finally:
            use_vault(None)
            await close_pool()

    @property
    def cast(self) -> Cast:
        """Everybody, as they are in a copy of the template GATHERED: nobody has given a code yet."""
        people = {name: getattr(self._cast, name) for name in Cast.__dataclass_fields__}
        fresh = {name: replace(one, spent_codes=set()) for name, one in people.items() if isinstance(one, Member)}
        return Cast(**people | fresh)

    def place_keys(self, home: Path) -> None:
        """Put the key folder of the template GATHERED into a home."""
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        shutil.copytree(self._keys, home / "keys")

    @asynccontextmanager
    async def fresh(self, template: str) -> AsyncIterator[DatabaseUrls]:
        """A database of one test's own, with the pool opened on it as the service; both are gone afterwards."""
        async with self.made(template) as urls:
            await open_pool(urls.service, min_size=1, max_size=6)
            try:
                if template == GATHERED:
                    await fetch(_SIGNED_IN_NOW)
                yield urls
            finally:
                await close_pool()

    @asynccontextmanager
    async def made(self, template: str) -> AsyncIterator[DatabaseUrls]:
        """A database beside the test's own, without a pool on it; gone afterwards."""
        name = f"test_{next(_numbers)}"
        await self._execute(_creation(name, template))
        try:
            yield self.urls_of(name)
        finally:
            await self._execute([f"DROP DATABASE {name} WITH (FORCE)"])

    async def _execute(self, statements: list[str]) -> None:
        # Not through the template: a session in it that has hardly ended holds up its copying.
        connection = await asyncpg.connect(self.superuser_url_of("postgres"))
        try:
            for statement in statements:
                await connection.execute(statement)
        finally:
            await connection.close()


def _creation(name: str, template: str) -> list[str]:
    return [
        f"CREATE DATABASE {name} TEMPLATE {template} OWNER {OWNER_ROLE} STRATEGY FILE_COPY",
        f"REVOKE ALL ON DATABASE {name} FROM PUBLIC",
        f"GRANT CONNECT ON DATABASE {name} TO {SERVICE_ROLE}",
    ]


def _moved(url: str, database: str) -> str:
    return url.replace(f"@/{DATABASE_NAME}?", f"@/{database}?")
