"""Bringing a database to the state that this version of the code expects, once, whoever starts first."""

import contextlib
import io
import sys
from collections.abc import AsyncIterator, Iterator
from typing import Any

import asyncpg
from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.apps.migrations.commands.base import BaseMigrationManager
from piccolo.apps.migrations.tables import Migration
from piccolo.conf.apps import AppConfig, Finder

from supervision.errors import SettingsWrong
from supervision.storage.database import check_server
from supervision.storage.engine import PooledConnection, bound_to
from supervision.storage.failures import connection_failures, storage_failures
from supervision.storage.grants import grant_to_service
from supervision.storage.retention_rules import store_retention_rules
from supervision.storage.urls import DatabaseUrls

_LOCK = 0x5355_4D49
_PATIENCE_SECONDS = 120
_CONNECT_SECONDS = 10.0
_LOCK_TIMEOUT = "SET LOCAL lock_timeout = '4s'"


async def migrate(urls: DatabaseUrls) -> list[str]:
    """Run as the owner what has not run yet, in order, each migration whole or not at all; renew rules and grants.

    Gives the names of what ran, as `app:id`. `SettingsWrong` when the database was written by a newer version;
    `StorageUnavailable` when another migration holds the lock for two minutes.
    """
    async with _locked(urls.owner) as connection:
        await check_server(connection)
        with bound_to(connection), contextlib.redirect_stdout(io.StringIO()):  # Piccolo reports to the terminal
            await BaseMigrationManager().create_migration_table()
            pending = await _find_pending()
            for app_name, name, module in pending:
                await _run(connection, app_name, name, module)
        async with connection.transaction():
            await store_retention_rules(connection)
            await grant_to_service(connection)
    return [f"{app_name}:{name}" for app_name, name, _ in pending]


async def find_pending_migrations(url: str) -> list[str]:
    """What `migrate` would run, as `app:id`; nothing is changed, and the service's role may ask.

    `SettingsWrong` when the database was written by a newer version.
    """
    with connection_failures():
        connection = await asyncpg.connect(url, timeout=_CONNECT_SECONDS)
    try:
        with storage_failures(), bound_to(connection):
            await check_server(connection)
            has_table = await connection.fetchval("SELECT to_regclass('public.migration') IS NOT NULL")
            pending = await _find_pending() if has_table else _all_migrations()
    finally:
        await connection.close()
    return [f"{app_name}:{name}" for app_name, name, _ in pending]


@contextlib.asynccontextmanager
async def _locked(url: str) -> AsyncIterator[PooledConnection]:
    with connection_failures():
        connection = await asyncpg.connect(url, timeout=_CONNECT_SECONDS)
    try:
        with storage_failures():
            await connection.execute(f"SET lock_timeout = '{_PATIENCE_SECONDS}s'")
            await connection.execute("SELECT pg_advisory_lock($1)", _LOCK)
            yield connection
    finally:
        await connection.close()


async def _find_pending() -> list[tuple[str, str, Any]]:
    """What has not run yet, app by app in the order of their dependencies."""
    pending: list[tuple[str, str, Any]] = []
    for app in Finder().get_app_configs():
        modules = _modules(app)
        ran = set(await Migration.get_migrations_which_ran(app_name=app.app_name))
        unknown = sorted(ran - modules.keys())
        if unknown:
            message = f"The database was written by a newer version ({app.app_name}: {', '.join(unknown)}): update."
            raise SettingsWrong(message)
        pending += [(app.app_name, name, modules[name]) for name in sorted(modules.keys() - ran)]
    return pending


def _all_migrations() -> list[tuple[str, str, Any]]:
    return [
        (app.app_name, name, module)
        for app in Finder().get_app_configs()
        for name, module in sorted(_modules(app).items())
    ]


def _modules(app: AppConfig) -> dict[str, Any]:
    with _same_path():
        return dict(BaseMigrationManager().get_migration_modules(app.resolved_migrations_folder_path))


@contextlib.contextmanager
def _same_path() -> Iterator[None]:
    """Piccolo puts each folder of migrations on the import path and leaves it there."""
    before = list(sys.path)
    try:
        yield
    finally:
        sys.path[:] = before


async def _run(connection: PooledConnection, app_name: str, name: str, module: Any) -> None:  # noqa: ANN401 - a migration's module
    """Run one migration and record it: in one transaction, unless the migration says that it cannot be in any."""
    manager: MigrationManager = await module.forwards()
    record = Migration.insert().add(Migration(name=name, app_name=app_name))
    if manager.wrap_in_transaction:
        async with connection.transaction():
            await connection.execute(_LOCK_TIMEOUT)
            await manager.run()
            await record.run()
    else:
        await manager.run()
        await record.run()
