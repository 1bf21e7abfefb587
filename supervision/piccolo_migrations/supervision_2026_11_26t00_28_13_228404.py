from piccolo.apps.migrations.auto.migration_manager import MigrationManager

ID = "2026-11-26T00:28:13:228404"
VERSION = "1.38.0"
DESCRIPTION = ""


async def forwards():
    manager = MigrationManager(
        migration_id=ID, app_name="supervision", description=DESCRIPTION
    )

    manager.drop_table(
        class_name="PublicTallyRow", tablename="public_tally", schema=None
    )

    return manager
