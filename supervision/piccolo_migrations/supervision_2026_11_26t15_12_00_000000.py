"""Let steps of a file, appraisals and positioning orders call for papers as well; keep what an appraisal found."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.columns.column_types import Bytea
from piccolo.columns.indexes import IndexMethod
from piccolo.constraints import Check

ID = "2026-11-26T15:12:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "more acts with papers"


async def forwards() -> MigrationManager:
    """Add the column, and put the longer list in the place of the one of four."""
    manager = MigrationManager(migration_id=ID, app_name="supervision", description=DESCRIPTION)
    manager.add_column(
        table_class_name="ReleaseTaskRow",
        tablename="release_task",
        column_name="appraisal_sealed",
        db_column_name="appraisal_sealed",
        column_class_name="Bytea",
        column_class=Bytea,
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
    manager.add_constraint(
        table_class_name="ReleaseTaskRow",
        tablename="release_task",
        constraint_name="only_an_appraisal_finds",
        constraint_class=Check,
        params={"condition": "appraisal_sealed IS NULL OR kind = 'appraisal'"},
        schema=None,
    )
    manager.drop_constraint(
        table_class_name="IssuedPaperRow",
        tablename="issued_paper",
        constraint_name="four_acts_with_papers",
        schema=None,
    )
    manager.add_constraint(
        table_class_name="IssuedPaperRow",
        tablename="issued_paper",
        constraint_name="acts_with_papers",
        constraint_class=Check,
        params={
            "condition": "act_kind IN ('measure', 'application', 'release', 'transfer', 'file-step', 'release-task',"
            " 'order')"
        },
        schema=None,
    )
    return manager
