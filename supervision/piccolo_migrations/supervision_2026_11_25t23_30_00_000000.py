"""A lost password is replaced as a lost second factor is: one table of requests for both."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.columns.column_types import Varchar
from piccolo.columns.indexes import IndexMethod

ID = "2026-11-25T23:30:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "replacement of passwords"

TABLE, CLASS = "credential_replacement", "CredentialReplacementRow"


async def forwards() -> MigrationManager:
    """What stands in the table was about second factors."""
    manager = MigrationManager(migration_id=ID, app_name="supervision", description=DESCRIPTION)
    manager.rename_table(
        old_class_name="SecondFactorReplacementRow",
        old_tablename="second_factor_replacement",
        new_class_name=CLASS,
        new_tablename=TABLE,
        schema=None,
    )
    manager.add_column(
        table_class_name=CLASS,
        tablename=TABLE,
        column_name="credential",
        db_column_name="credential",
        column_class_name="Varchar",
        column_class=Varchar,
        params={
            "length": 13,
            "default": "second-factor",
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
    manager.alter_column(
        table_class_name=CLASS,
        tablename=TABLE,
        column_name="credential",
        db_column_name="credential",
        params={"default": None},
        old_params={"default": "second-factor"},
        column_class=Varchar,
        old_column_class=Varchar,
        schema=None,
    )
    return manager
