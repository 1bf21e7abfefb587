"""The domain's tables and migrations: every room's `tables.py` belongs to this one app."""

from pathlib import Path

from piccolo.conf.apps import AppConfig, table_finder

_FLOOR = Path(__file__).parent

APP_CONFIG = AppConfig(
    app_name="supervision",
    migrations_folder_path=_FLOOR / "piccolo_migrations",
    table_classes=table_finder(
        modules=sorted(
            ".".join(("supervision", *tables.relative_to(_FLOOR).with_suffix("").parts))
            for tables in _FLOOR.rglob("tables.py")
        ),
        exclude_imported=True,
    ),
)
