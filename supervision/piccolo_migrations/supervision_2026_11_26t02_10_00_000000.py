"""What Piccolo has no words for in rectifications: a place has one that is open at a time."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from supervision.storage.engine import current_connection

ID = "2026-11-26T02:10:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "one open rectification for a place"

SQL = """
CREATE UNIQUE INDEX one_open_rectification ON public.rectification (division, drawer) NULLS NOT DISTINCT
    WHERE state <> 'closed';
"""


async def forwards() -> MigrationManager:
    """Make what the table needs beside its columns."""
    manager = MigrationManager(migration_id=ID, app_name="supervision", description=DESCRIPTION)

    async def run() -> None:
        connection = current_connection()
        if connection is None:
            raise RuntimeError("a migration runs in the transaction that was opened for it")
        await connection.execute(SQL)

    manager.add_raw(run)
    return manager
