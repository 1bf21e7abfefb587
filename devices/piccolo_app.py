"""The tables and migrations of trackers and shards."""

from pathlib import Path

from piccolo.conf.apps import AppConfig, table_finder

APP_CONFIG = AppConfig(
    app_name="devices",
    migrations_folder_path=Path(__file__).parent / "piccolo_migrations",
    table_classes=table_finder(modules=["devices.tables"], exclude_imported=True),
    migration_dependencies=["supervision.piccolo_app"],
)
