"""What Piccolo has no words for: a count sheet stays as it was signed, steps as they were taken, a file counts once."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from supervision.storage.scripts import add_scripts

ID = "2026-11-26T12:17:07:000000"
VERSION = "1.38.0"
DESCRIPTION = "count sheets stay as they were signed"

# A sheet is decided on once; nothing else of it ever changes, and nobody takes one away.
COUNT_SHEET_SQL = """
CREATE FUNCTION public.keep_count_sheet() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $function$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.state <> 'signed'
        OR (OLD.id, OLD.reconciliation, OLD.content_sealed, OLD.signed_at, OLD.signed_by)
        IS DISTINCT FROM (NEW.id, NEW.reconciliation, NEW.content_sealed, NEW.signed_at, NEW.signed_by)
    THEN
        RAISE EXCEPTION 'a count sheet is never overwritten' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END
$function$;
CREATE TRIGGER count_sheet_is_kept BEFORE UPDATE OR DELETE ON public.count_sheet FOR EACH ROW
    EXECUTE FUNCTION public.keep_count_sheet();
"""

STEP_SQL = """
CREATE FUNCTION public.keep_reconciliation_step() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $function$
BEGIN
    RAISE EXCEPTION 'a step is never overwritten' USING ERRCODE = 'insufficient_privilege';
END
$function$;
CREATE TRIGGER reconciliation_step_is_kept BEFORE UPDATE ON public.reconciliation_step FOR EACH ROW
    EXECUTE FUNCTION public.keep_reconciliation_step();
"""

ONE_ITEM_A_FILE_SQL = """
CREATE UNIQUE INDEX reconciliation_item_one_a_file ON public.reconciliation_item (reconciliation, file)
    WHERE of_list IS NULL;
"""


async def forwards() -> MigrationManager:
    """Make what the tables need beside their columns."""
    manager = MigrationManager(migration_id=ID, app_name="supervision", description=DESCRIPTION)
    add_scripts(manager, COUNT_SHEET_SQL, STEP_SQL, ONE_ITEM_A_FILE_SQL)
    return manager
