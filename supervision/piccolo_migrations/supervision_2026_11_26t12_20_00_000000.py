"""Say in clear of a step whether it was late, so that this can be counted."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.columns.column_types import Boolean
from piccolo.columns.indexes import IndexMethod

ID = "2026-11-26T12:20:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "steps that were late"

async def forwards() -> MigrationManager:
    """Add the column."""
    manager = MigrationManager(migration_id=ID, app_name="supervision", description=DESCRIPTION)
    manager.add_column(
        table_class_name="FileStepRow",
        tablename="file_step",
        column_name="was_late",
        db_column_name="was_late",
        column_class_name="Boolean",
        column_class=Boolean,
        params={
            "default": None,
            "null": True,
            "primary_key": False,
            "unique": False,
            "index": False,
            "index_method": IndexMethod.btree,
            "choices": None,
            "db_column_name": None,
            "secret": False,
        },
        schema=None,
    )
    return manager
