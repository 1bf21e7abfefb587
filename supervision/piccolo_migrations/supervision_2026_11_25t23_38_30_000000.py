"""What Piccolo has no words for in finding people: keys of duplicates, and who is still to be compared."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from supervision.storage.engine import current_connection

ID = "2026-11-25T23:38:30:000000"
VERSION = "1.38.0"
DESCRIPTION = "keys of possible duplicates"

# Keys without ids of their own: several for each resident, read by digest alone.
KEY_TABLES_SQL = """
CREATE TABLE public.duplicate_key (
    key_digest bytea NOT NULL,
    resident uuid NOT NULL REFERENCES public.resident (id) ON DELETE CASCADE,
    PRIMARY KEY (key_digest, resident)
);
CREATE INDEX duplicate_key_of_resident ON public.duplicate_key (resident);
CREATE TABLE public.uncompared_resident (
    resident uuid PRIMARY KEY REFERENCES public.resident (id) ON DELETE CASCADE
);
"""

INDEXES_SQL = """
CREATE INDEX duplicate_pair_waiting ON public.duplicate_pair (found_at DESC, id DESC) WHERE state = 'open';
CREATE UNIQUE INDEX one_standing_merge ON public.resident_merge (loser) WHERE undone_at IS NULL;
"""


async def forwards() -> MigrationManager:
    """Make the tables of keys and the indexes."""
    manager = MigrationManager(migration_id=ID, app_name="supervision", description=DESCRIPTION)

    async def run() -> None:
        connection = current_connection()
        if connection is None:
            raise RuntimeError("a migration runs in the transaction that was opened for it")
        for script in (KEY_TABLES_SQL, INDEXES_SQL):
            await connection.execute(script)

    manager.add_raw(run)
    return manager
