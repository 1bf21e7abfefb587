"""What Piccolo has no words for: the files within a reach are found by an index, however many files there are."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from supervision.storage.scripts import add_scripts

ID = "2026-11-26T12:25:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "files within a reach by index"

# No index serves LIKE ANY of an array that is not known when the plan is made. Between the least and the greatest
# prefix lies all that matches, and ':' comes after every digit; LIKE then leaves out what lies between two prefixes.
WITHIN_SQL = """
CREATE INDEX person_file_by_division ON public.person_file (division COLLATE "C");

CREATE OR REPLACE FUNCTION public.files_within(asked jsonb) RETURNS SETOF public.person_file
LANGUAGE sql STABLE AS $function$
SELECT file.* FROM public.files_open_to(asked) AS file
WHERE file.division COLLATE "C" >= (
        SELECT min(rtrim(prefix, '%') COLLATE "C") FROM jsonb_array_elements_text(asked->'reach') AS prefix)
    AND file.division COLLATE "C" < (
        SELECT max(rtrim(prefix, '%') COLLATE "C") || ':' FROM jsonb_array_elements_text(asked->'reach') AS prefix)
    AND file.division LIKE ANY(ARRAY(SELECT jsonb_array_elements_text(asked->'reach')))
$function$;
"""


async def forwards() -> MigrationManager:
    """Make the index, and put the function in the place of the one before."""
    manager = MigrationManager(migration_id=ID, app_name="supervision", description=DESCRIPTION)
    add_scripts(manager, WITHIN_SQL)
    return manager
