"""SQL of a migration for which Piccolo has no words, run in the transaction that was opened for it."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from supervision.storage.engine import current_connection


def add_scripts(manager: MigrationManager, *scripts: str) -> None:
    """Let a migration run these scripts, in this order, after what it does to tables and columns."""

    async def run() -> None:
        connection = current_connection()
        if connection is None:
            raise RuntimeError("a migration runs in the transaction that was opened for it")
        for script in scripts:
            await connection.execute(script)

    manager.add_raw(run)
