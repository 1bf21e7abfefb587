"""What Piccolo has no words for in stay notices, tenancies and permits: one open permit, and the queues."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from supervision.storage.engine import current_connection

ID = "2026-11-26T02:00:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "one open permit a resident; queues of notices, tenancies and permits"

QUEUES_SQL = """
CREATE UNIQUE INDEX one_open_permit ON public.residence_permit (resident) WHERE closed_at IS NULL;
CREATE INDEX stay_notice_waiting ON public.stay_notice (division text_pattern_ops, received_at DESC)
    WHERE state = 'received';
CREATE INDEX tenancy_ending ON public.tenancy (division text_pattern_ops, ends_on) WHERE ended_on IS NULL;
CREATE INDEX permit_to_issue ON public.residence_permit (issue_due_on) WHERE state = 'accepted';
CREATE INDEX permit_to_endorse ON public.residence_permit (endorse_from) WHERE state = 'valid';
"""


async def forwards() -> MigrationManager:
    """Make what the tables need beside their columns."""
    manager = MigrationManager(migration_id=ID, app_name="supervision", description=DESCRIPTION)

    async def run() -> None:
        connection = current_connection()
        if connection is None:
            raise RuntimeError("a migration runs in the transaction that was opened for it")
        await connection.execute(QUEUES_SQL)

    manager.add_raw(run)
    return manager
