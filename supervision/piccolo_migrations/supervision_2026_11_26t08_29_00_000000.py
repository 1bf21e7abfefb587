"""What Piccolo has no words for: a paper stays as it was issued."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from supervision.storage.scripts import add_scripts

ID = "2026-11-26T08:29:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "papers stay as they were issued"

# A signed scan is attached once and a paper voided once; nothing else of it ever changes.
ISSUED_PAPER_SQL = """
CREATE FUNCTION public.keep_issued_paper() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $function$
BEGIN
    IF (OLD.id, OLD.file, OLD.form, OLD.number, OLD.template_on, OLD.template_origin, OLD.issued_at, OLD.issued_by,
        OLD.details_sealed, OLD.content_sealed)
        IS DISTINCT FROM (NEW.id, NEW.file, NEW.form, NEW.number, NEW.template_on, NEW.template_origin, NEW.issued_at,
        NEW.issued_by, NEW.details_sealed, NEW.content_sealed)
        OR (OLD.scanned_at IS NOT NULL
            AND (OLD.scan, OLD.scanned_at, OLD.scanned_by) IS DISTINCT FROM (NEW.scan, NEW.scanned_at, NEW.scanned_by))
        OR (OLD.voided_at IS NOT NULL
            AND (OLD.voided_at, OLD.voided_by, OLD.void_reason_sealed)
            IS DISTINCT FROM (NEW.voided_at, NEW.voided_by, NEW.void_reason_sealed))
    THEN
        RAISE EXCEPTION 'a paper is never overwritten' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END
$function$;
CREATE TRIGGER issued_paper_is_kept BEFORE UPDATE ON public.issued_paper FOR EACH ROW
    EXECUTE FUNCTION public.keep_issued_paper();
"""


async def forwards() -> MigrationManager:
    """Make what the table needs beside its columns."""
    manager = MigrationManager(migration_id=ID, app_name="supervision", description=DESCRIPTION)
    add_scripts(manager, ISSUED_PAPER_SQL)
    return manager
