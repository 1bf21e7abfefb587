"""Let a step of a search call for papers as well."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.constraints import Check

ID = "2026-11-26T16:50:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "papers of searches"


async def forwards() -> MigrationManager:
    """Put the list with steps of searches in the place of the one without."""
    manager = MigrationManager(migration_id=ID, app_name="supervision", description=DESCRIPTION)
    manager.drop_constraint(
        table_class_name="IssuedPaperRow",
        tablename="issued_paper",
        constraint_name="acts_with_papers",
        schema=None,
    )
    manager.add_constraint(
        table_class_name="IssuedPaperRow",
        tablename="issued_paper",
        constraint_name="acts_that_call_for_papers",
        constraint_class=Check,
        params={
            "condition": "act_kind IN ('measure', 'application', 'release', 'transfer', 'file-step', 'release-task',"
            " 'order', 'search-step')"
        },
        schema=None,
    )
    return manager
