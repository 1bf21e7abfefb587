"""What Piccolo has no words for: one standing local row a place and day, kept as it was entered."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from supervision.storage.scripts import add_scripts

ID = "2026-11-26T05:22:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "local rows: one that stands, none overwritten"

# What was entered never changes, and what was decided once is not decided again: a mistake is revoked, and entered anew.
LOCAL_RULE_SQL = """
CREATE UNIQUE INDEX one_standing_local_rule ON public.local_rule (register, name, division, valid_from)
    WHERE confirmed_at IS NOT NULL AND revoked_at IS NULL;
CREATE INDEX local_rule_newest ON public.local_rule (register, proposed_at DESC, id DESC);

CREATE FUNCTION public.keep_local_rule() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $function$
BEGIN
    IF TG_OP = 'DELETE'
        OR (OLD.id, OLD.register, OLD.name, OLD.division, OLD.number, OLD.unit, OLD.fields, OLD.source, OLD.confidence,
            OLD.valid_from, OLD.valid_until, OLD.proposed_by, OLD.proposed_at)
            IS DISTINCT FROM (NEW.id, NEW.register, NEW.name, NEW.division, NEW.number, NEW.unit, NEW.fields, NEW.source,
            NEW.confidence, NEW.valid_from, NEW.valid_until, NEW.proposed_by, NEW.proposed_at)
        OR (OLD.confirmed_at IS NOT NULL
            AND (OLD.confirmed_by, OLD.confirmed_at) IS DISTINCT FROM (NEW.confirmed_by, NEW.confirmed_at))
        OR OLD.revoked_at IS NOT NULL
    THEN
        RAISE EXCEPTION 'a local row is never overwritten' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END
$function$;
CREATE TRIGGER local_rule_is_kept BEFORE UPDATE OR DELETE ON public.local_rule FOR EACH ROW
    EXECUTE FUNCTION public.keep_local_rule();
"""


async def forwards() -> MigrationManager:
    """Make what the table needs beside its columns."""
    manager = MigrationManager(migration_id=ID, app_name="supervision", description=DESCRIPTION)
    add_scripts(manager, LOCAL_RULE_SQL)
    return manager
