from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.columns.column_types import Varchar

ID = "2026-11-26T15:33:00:243702"
VERSION = "1.38.0"
DESCRIPTION = "room for the media type of a docx"


async def forwards():
    manager = MigrationManager(
        migration_id=ID, app_name="supervision", description=DESCRIPTION
    )

    manager.alter_column(
        table_class_name="AttachmentRow",
        tablename="attachment",
        column_name="media_type",
        db_column_name="media_type",
        params={"length": 75},
        old_params={"length": 60},
        column_class=Varchar,
        old_column_class=Varchar,
        schema=None,
    )

    return manager
