"""What Piccolo has no words for in destroying what is past its period: one open proposal a record, the order of lists."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from supervision.storage.engine import current_connection

ID = "2026-11-26T00:45:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "one open proposal to destroy a record, and the order in which what is due is read"

SQL = """
CREATE UNIQUE INDEX one_open_destruction ON public.destruction_proposal (subject_id) WHERE state = 'proposed';
CREATE INDEX destruction_newest ON public.destruction_proposal (state, proposed_at DESC, id DESC);
CREATE INDEX resident_past ON public.resident (left_at DESC, id DESC) WHERE state <> 'living';
CREATE INDEX resident_joined ON public.resident (merged_into) WHERE merged_into IS NOT NULL;
CREATE INDEX household_past ON public.household (closed_at DESC, id DESC) WHERE state = 'closed';
"""


async def forwards() -> MigrationManager:
    """Make what the tables need beside their columns."""
    manager = MigrationManager(migration_id=ID, app_name="supervision", description=DESCRIPTION)

    async def run() -> None:
        connection = current_connection()
        if connection is None:
            raise RuntimeError("a migration runs in the transaction that was opened for it")
        await connection.execute(SQL)

    manager.add_raw(run)
    return manager
