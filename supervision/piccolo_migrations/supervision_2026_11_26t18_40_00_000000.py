"""What Piccolo has no words for: what waits of contacts is found by an index, however many were done before."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from supervision.storage.scripts import add_scripts

ID = "2026-11-26T18:40:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "waiting contacts by index"

# Of a person's hundreds of contacts two or three wait, and every page of today's work counts those of a whole county.
WAITING_SQL = """
DROP INDEX public.contact_planned;
CREATE INDEX contact_waiting ON public.contact (file, planned_on) WHERE outcome IS NULL OR reasons_due_on IS NOT NULL;
CREATE INDEX file_officer_told ON public.file_officer (told) WHERE told IS NOT NULL;
"""


async def forwards() -> MigrationManager:
    """Make the indexes."""
    manager = MigrationManager(migration_id=ID, app_name="supervision", description=DESCRIPTION)
    add_scripts(manager, WAITING_SQL)
    return manager
