"""Of one file one officer answers at a time; of the files that stand open it is whoever took them in."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from supervision.storage.scripts import add_scripts

ID = "2026-11-26T15:50:40:000000"
VERSION = "1.38.0"
DESCRIPTION = "one responsible officer of a file at a time"

ONE_AT_A_TIME_SQL = """
CREATE UNIQUE INDEX file_officer_one_at_a_time ON public.file_officer (file) WHERE until_on IS NULL;
"""

WHO_TOOK_THEM_IN_SQL = """
INSERT INTO public.file_officer (id, file, officer, from_on, set_at, set_by)
SELECT gen_random_uuid(), f.id, f.opened_by, (f.opened_at AT TIME ZONE 'Asia/Shanghai')::date, f.opened_at, f.opened_by
FROM public.person_file AS f WHERE f.ended_at IS NULL AND f.opened_by IS NOT NULL;
"""


async def forwards() -> MigrationManager:
    """Make the index, then the first row of each open file."""
    manager = MigrationManager(migration_id=ID, app_name="supervision", description=DESCRIPTION)
    add_scripts(manager, ONE_AT_A_TIME_SQL, WHO_TOOK_THEM_IN_SQL)
    return manager
