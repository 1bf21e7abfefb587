"""What Piccolo has no words for in amendments, moves and the queues of residents: what is open once, what is due."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from supervision.storage.engine import current_connection

ID = "2026-11-25T23:49:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "one open amendment and move a resident, and the order in which queues are read"

SQL = """
CREATE UNIQUE INDEX one_open_amendment ON public.amendment (resident) WHERE state = 'requested';
CREATE UNIQUE INDEX one_open_move ON public.resident_move (resident) WHERE state = 'asked';
CREATE INDEX move_to_decide ON public.resident_move (deciding_division text_pattern_ops, asked_at)
    WHERE state = 'asked';
CREATE INDEX resident_met_on ON public.resident (division text_pattern_ops,
    (coalesce(verified_on, (registered_at AT TIME ZONE 'Asia/Shanghai')::date))) WHERE state = 'living';
CREATE INDEX resident_gone ON public.resident (division text_pattern_ops, registered_at DESC) WHERE state <> 'living';
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
