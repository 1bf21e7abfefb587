"""What Piccolo has no words for: ingest hears of leave, steps stay as they were taken, queues find what waits."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from supervision.storage.scripts import add_scripts

ID = "2026-11-26T08:36:30:000000"
VERSION = "1.38.0"
DESCRIPTION = "applications: heard of by ingest, their steps kept, their queues found"

APPLICATION_SQL = """
CREATE TRIGGER application_bears_on_admission
    AFTER INSERT OR UPDATE OF suspends_from, suspends_until, opened_conditions OR DELETE ON public.application
    FOR EACH STATEMENT EXECUTE FUNCTION public.raise_admission_revision();
CREATE INDEX application_waiting ON public.application (asked_at DESC, id DESC) WHERE state IN ('asked', 'sent-back');
CREATE INDEX application_approved ON public.application (until_on) WHERE state = 'approved';
CREATE INDEX application_untold ON public.application_notice (application) WHERE told_on IS NULL;

CREATE FUNCTION public.keep_approval_step() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $function$
BEGIN
    RAISE EXCEPTION 'a step of a matter is never changed' USING ERRCODE = 'insufficient_privilege';
END
$function$;
CREATE TRIGGER approval_step_is_kept BEFORE UPDATE ON public.approval_step FOR EACH ROW
    EXECUTE FUNCTION public.keep_approval_step();
"""


async def forwards() -> MigrationManager:
    """Make what the tables need beside their columns."""
    manager = MigrationManager(migration_id=ID, app_name="supervision", description=DESCRIPTION)
    add_scripts(manager, APPLICATION_SQL)
    return manager
