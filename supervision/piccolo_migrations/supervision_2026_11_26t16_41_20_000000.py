"""Keep everybody who had a hand in the terms of an order's version, so that none of them decides on it."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.columns.column_types import UUID, Array
from piccolo.columns.defaults.uuid import UUID4
from piccolo.columns.indexes import IndexMethod

ID = "2026-11-26T16:41:20:000000"
VERSION = "1.38.0"
DESCRIPTION = "all who drafted an order's version"


async def forwards() -> MigrationManager:
    """Add the column; the migration after this one fills it."""
    manager = MigrationManager(migration_id=ID, app_name="supervision", description=DESCRIPTION)
    manager.add_column(
        table_class_name="OrderVersionRow",
        tablename="order_version",
        column_name="drafters",
        db_column_name="drafters",
        column_class_name="Array",
        column_class=Array,
        params={
            "default": list,
            "base_column": UUID(
                default=UUID4(),
                null=False,
                primary_key=False,
                unique=False,
                index=False,
                index_method=IndexMethod.btree,
                choices=None,
                db_column_name=None,
                secret=False,
            ),
            "null": False,
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
