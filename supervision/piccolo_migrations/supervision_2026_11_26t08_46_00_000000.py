"""What Piccolo has no words for: files of minors that ended some time ago are sealed to what would open them."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from supervision.storage.scripts import add_scripts

ID = "2026-11-26T08:46:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "sealed files of minors"

SEALED_SQL = """
CREATE OR REPLACE FUNCTION public.files_open_to(asked jsonb) RETURNS SETOF public.person_file LANGUAGE sql STABLE
AS $function$
SELECT file.* FROM public.person_file AS file
WHERE NOT EXISTS (
    SELECT FROM public.access_limit AS lim
    WHERE lim.file = file.id AND lim.kind = 'exclusion' AND lim.is_confirmed AND lim.ended_at IS NULL
      AND (asked->>'day')::date BETWEEN lim.from_on AND lim.until_on
      AND ((asked->>'officer')::uuid = ANY(lim.officers) OR (asked->>'office')::uuid = ANY(lim.offices)
           OR asked->'roles' ?| lim.roles::text[])
) AND NOT (
    file.is_minor AND coalesce(file.ended_at < (asked->>'sealed_before')::timestamptz, false) AND NOT EXISTS (
        SELECT FROM public.legal_query AS query
        WHERE query.file = file.id AND query.recorded_by = (asked->>'officer')::uuid
          AND query.recorded_at <= (asked->>'at')::timestamptz AND query.until_at > (asked->>'at')::timestamptz
    )
) AND (
    EXISTS (
        SELECT FROM public.broken_glass AS glass
        WHERE glass.file = file.id AND glass.officer = (asked->>'officer')::uuid
          AND glass.opened_at <= (asked->>'at')::timestamptz AND glass.until_at > (asked->>'at')::timestamptz
    ) OR (
        (NOT file.is_minor OR file.division LIKE ANY(ARRAY(SELECT jsonb_array_elements_text(asked->'minors'))))
        AND (file.division LIKE ANY(ARRAY(SELECT jsonb_array_elements_text(asked->'restricted'))) OR NOT EXISTS (
            SELECT FROM public.access_limit AS lim
            WHERE lim.file = file.id AND lim.kind = 'restriction' AND lim.is_confirmed AND lim.ended_at IS NULL
              AND (asked->>'day')::date BETWEEN lim.from_on AND lim.until_on
              AND ((asked->>'officer')::uuid = ANY(lim.officers) OR (asked->>'office')::uuid = ANY(lim.offices)
                   OR asked->'roles' ?| lim.roles::text[]) IS NOT TRUE
        ))
    )
)
$function$;
"""


async def forwards() -> MigrationManager:
    """Put the function that knows of seals in the place of the one before."""
    manager = MigrationManager(migration_id=ID, app_name="supervision", description=DESCRIPTION)
    add_scripts(manager, SEALED_SQL)
    return manager
