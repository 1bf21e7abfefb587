"""What Piccolo has no words for: a document of an assessment, the reply among them, stays as it was stored."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from supervision.storage.scripts import add_scripts

ID = "2026-11-26T15:26:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "documents of an assessment stay as they are"

KEPT_SQL = """
CREATE FUNCTION public.keep_assessment_document() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $function$
BEGIN
    RAISE EXCEPTION 'a document of an assessment is never overwritten' USING ERRCODE = 'insufficient_privilege';
END
$function$;
CREATE TRIGGER assessment_document_is_kept BEFORE UPDATE ON public.assessment_document FOR EACH ROW
    EXECUTE FUNCTION public.keep_assessment_document();
"""


async def forwards() -> MigrationManager:
    """Make what the table needs beside its columns."""
    manager = MigrationManager(migration_id=ID, app_name="supervision", description=DESCRIPTION)
    add_scripts(manager, KEPT_SQL)
    return manager
