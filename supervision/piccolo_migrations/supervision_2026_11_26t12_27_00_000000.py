"""What Piccolo has no words for: a local row says one of three things, and is kept as it was entered."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from supervision.storage.scripts import add_scripts

ID = "2026-11-26T12:27:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "local rows: entries of lists are kept as well"

LOCAL_ENTRY_SQL = """
ALTER TABLE public.local_rule DROP CONSTRAINT says_one_thing;
ALTER TABLE public.local_rule ADD CONSTRAINT says_one_thing
    CHECK ((number IS NULL) = (unit IS NULL) AND num_nonnulls(number, fields, entry) = 1);

CREATE OR REPLACE FUNCTION public.keep_local_rule() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $function$
BEGIN
    IF TG_OP = 'DELETE'
        OR (OLD.id, OLD.register, OLD.name, OLD.division, OLD.number, OLD.unit, OLD.fields, OLD.entry, OLD.source,
            OLD.confidence, OLD.valid_from, OLD.valid_until, OLD.proposed_by, OLD.proposed_at)
            IS DISTINCT FROM (NEW.id, NEW.register, NEW.name, NEW.division, NEW.number, NEW.unit, NEW.fields, NEW.entry,
            NEW.source, NEW.confidence, NEW.valid_from, NEW.valid_until, NEW.proposed_by, NEW.proposed_at)
        OR (OLD.confirmed_at IS NOT NULL
            AND (OLD.confirmed_by, OLD.confirmed_at) IS DISTINCT FROM (NEW.confirmed_by, NEW.confirmed_at))
        OR OLD.revoked_at IS NOT NULL
    THEN
        RAISE EXCEPTION 'a local row is never overwritten' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END
$function$;
"""


async def forwards() -> MigrationManager:
    """Let a row say an entry, and keep that too."""
    manager = MigrationManager(migration_id=ID, app_name="supervision", description=DESCRIPTION)
    add_scripts(manager, LOCAL_ENTRY_SQL)
    return manager
