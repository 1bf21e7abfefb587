"""Sets the trigger on a file's state aside, which would stand in the way of a longer state; 08:30 puts it back."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from supervision.storage.scripts import add_scripts

ID = "2026-11-26T08:29:10:000000"
VERSION = "1.38.0"
DESCRIPTION = "a file's state can grow longer"


async def forwards() -> MigrationManager:
    """Set the trigger aside."""
    manager = MigrationManager(migration_id=ID, app_name="supervision", description=DESCRIPTION)
    add_scripts(manager, "DROP TRIGGER file_bears_on_admission ON public.person_file;")
    return manager
