"""What Piccolo has no words for: the tables of files as an officer may know them."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from supervision.storage.scripts import add_scripts

ID = "2026-11-26T08:25:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "files as an officer may know them"

# Both are one SELECT each, so that the planner puts them in place of the call, with every index still of use.
ACCESS_SQL = """
CREATE INDEX access_limit_waiting ON public.access_limit (set_at) WHERE decided_at IS NULL;
CREATE INDEX broken_glass_unreviewed ON public.broken_glass (review_due_on) WHERE reviewed_at IS NULL;

CREATE FUNCTION public.files_open_to(asked jsonb) RETURNS SETOF public.person_file LANGUAGE sql STABLE AS $function$
SELECT file.* FROM public.person_file AS file
WHERE NOT EXISTS (
    SELECT FROM public.access_limit AS lim
    WHERE lim.file = file.id AND lim.kind = 'exclusion' AND lim.is_confirmed AND lim.ended_at IS NULL
      AND (asked->>'day')::date BETWEEN lim.from_on AND lim.until_on
      AND ((asked->>'officer')::uuid = ANY(lim.officers) OR (asked->>'office')::uuid = ANY(lim.offices)
           OR asked->'roles' ?| lim.roles::text[])
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

CREATE FUNCTION public.files_within(asked jsonb) RETURNS SETOF public.person_file LANGUAGE sql STABLE AS $function$
SELECT file.* FROM public.files_open_to(asked) AS file
WHERE file.division LIKE ANY(ARRAY(SELECT jsonb_array_elements_text(asked->'reach')))
$function$;
"""


async def forwards() -> MigrationManager:
    """Make the functions, and the indexes of two queues."""
    manager = MigrationManager(migration_id=ID, app_name="supervision", description=DESCRIPTION)
    add_scripts(manager, ACCESS_SQL)
    return manager
