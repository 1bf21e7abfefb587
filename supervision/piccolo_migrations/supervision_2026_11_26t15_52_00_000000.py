"""Let a mandate list positioning orders, and keep with a decision on one under which mandate it was taken."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.columns.base import OnDelete, OnUpdate
from piccolo.columns.column_types import UUID, ForeignKey
from piccolo.columns.indexes import IndexMethod
from piccolo.constraints import Check
from piccolo.table import Table

ID = "2026-11-26T15:52:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "orders by mandate"


class WrittenAuthorityRow(Table, tablename="written_authority", schema=None):
    """As much of the table as a reference needs."""

    id = UUID(primary_key=True)


async def forwards() -> MigrationManager:
    """Add the column, and let a mandate list what only a mandate gives."""
    manager = MigrationManager(migration_id=ID, app_name="supervision", description=DESCRIPTION)
    manager.add_column(
        table_class_name="OrderVersionRow",
        tablename="order_version",
        column_name="authority",
        db_column_name="authority",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={
            "references": WrittenAuthorityRow,
            "on_delete": OnDelete.restrict,
            "on_update": OnUpdate.cascade,
            "target_column": None,
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
    manager.drop_constraint(
        table_class_name="WrittenAuthorityRow",
        tablename="written_authority",
        constraint_name="an_office_or_a_deputy",
        schema=None,
    )
    manager.add_constraint(
        table_class_name="WrittenAuthorityRow",
        tablename="written_authority",
        constraint_name="each_kind_lists_its_own",
        constraint_class=Check,
        params={
            "condition": "(kind = 'delegation' AND office IS NOT NULL AND deputy IS NULL AND cardinality(acts) > 0"
            " AND NOT 'decide-orders' = ANY(acts))"
            " OR (kind = 'mandate' AND deputy IS NOT NULL AND office IS NULL"
            " AND acts <@ ARRAY['decide-orders']::varchar[])"
        },
        schema=None,
    )
    return manager
