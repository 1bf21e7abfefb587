"""Keep with an appointment the act for many by which it was planned, apart from the one by which it was put down."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.columns.column_types import UUID
from piccolo.columns.indexes import IndexMethod

ID = "2026-11-26T17:10:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "planned with others"


async def forwards() -> MigrationManager:
    """Add the column and its index."""
    manager = MigrationManager(migration_id=ID, app_name="supervision", description=DESCRIPTION)
    manager.add_column(
        table_class_name="ContactRow",
        tablename="contact",
        column_name="planned_with",
        db_column_name="planned_with",
        column_class_name="UUID",
        column_class=UUID,
        params={
            "default": None,
            "null": True,
            "primary_key": False,
            "unique": False,
            "index": True,
            "index_method": IndexMethod.btree,
            "choices": None,
            "db_column_name": None,
            "secret": False,
        },
        schema=None,
    )
    return manager
