"""What Piccolo has no words for: positions in partitions, the audit that cannot be changed, the admission revision."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from supervision.orders.revision import REVISION_SQL
from supervision.storage.engine import current_connection
from supervision.storage.partitions import PARTITION_FUNCTION_SQL, POSITION_TABLE_SQL

ID = "2026-11-23T20:00:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "positions, append-only audit, admission revision"

APPEND_ONLY_SQL = """
CREATE FUNCTION public.refuse_change() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $function$
BEGIN
    RAISE EXCEPTION 'the audit is append-only' USING ERRCODE = 'insufficient_privilege';
END
$function$;
CREATE TRIGGER audit_is_append_only BEFORE UPDATE OR DELETE ON public.audit_entry FOR EACH ROW
    EXECUTE FUNCTION public.refuse_change();
CREATE TRIGGER audit_is_not_truncated BEFORE TRUNCATE ON public.audit_entry FOR EACH STATEMENT
    EXECUTE FUNCTION public.refuse_change();
CREATE INDEX audit_entry_by_actor_and_time ON public.audit_entry (actor_id, at DESC);
CREATE INDEX audit_entry_by_subject_and_time ON public.audit_entry (subject_kind, subject_id, at DESC);
"""

ALERT_INDEX_SQL = """
CREATE INDEX alert_by_time ON public.alert (occurred_at DESC, id DESC);
CREATE INDEX alert_waiting ON public.alert (division) WHERE state IN ('open', 'acknowledged');
CREATE INDEX assignment_now_worn ON public.tracker_assignment (tracker_id) WHERE ended_at IS NULL;
"""


async def forwards() -> MigrationManager:
    """Make what the tables need beside their columns."""
    manager = MigrationManager(migration_id=ID, app_name="supervision", description=DESCRIPTION)

    async def run() -> None:
        connection = current_connection()
        if connection is None:
            raise RuntimeError("a migration runs in the transaction that was opened for it")
        for script in (POSITION_TABLE_SQL, PARTITION_FUNCTION_SQL, APPEND_ONLY_SQL, REVISION_SQL, ALERT_INDEX_SQL):
            await connection.execute(script)

    manager.add_raw(run)
    return manager
