"""Imports of this register: what officers do with one from handing it in to undoing it."""

from collections.abc import Mapping

from supervision.audit import Act
from supervision.legal_time import legal_day, now
from supervision.officers import Officer
from supervision.residence.changes import RESIDENCE
from supervision.residence.reach import reach_of
from supervision.residence.rules import find_field_list
from supervision.residence.sheets.columns import RESIDENT_COLUMNS, is_listed
from supervision.residence.sheets.home_columns import HOME_COLUMNS
from supervision.residence.sheets.words import ImportKind
from supervision.sheets.choosing import ColumnChoosing
from supervision.sheets.columns import Column
from supervision.sheets.desk import ImportActs, ImportDesk, ImportTables
from supervision.sheets.jobs import ImportJobs
from supervision.sheets.store import ImportJob, ImportStore

COLUMNS_OF: Mapping[str, tuple[Column, ...]] = {
    ImportKind.HOMES: HOME_COLUMNS,
    ImportKind.RESIDENTS: RESIDENT_COLUMNS,
}
"""The fields that a table of each kind may have."""


async def _prefixes_of(officer: Officer, act: Act) -> tuple[str, ...]:
    return (await reach_of(officer, act)).prefixes


def takes(job: ImportJob, field: str) -> bool:
    """Whether the law of the region lets a field be collected."""
    return is_listed(field, find_field_list(legal_day(now()), job.prefixes[0]))


DESK = ImportDesk(
    register=RESIDENCE,
    subject="import",
    tables=ImportTables("import_job", "import_chunk", "import_upload", "import_columns"),
    acts=ImportActs(
        hand_in=Act.IMPORT_HAND_IN,
        open=Act.IMPORT_OPEN,
        check=Act.IMPORT_CHECK,
        confirm=Act.IMPORT_CONFIRM,
        write=Act.IMPORT_WRITE,
        undo=Act.IMPORT_UNDO,
    ),
    kinds=ImportKind,
    columns_of=COLUMNS_OF,
    prefixes_of=_prefixes_of,
)
STORE = ImportStore(DESK)
JOBS, CHOOSING = ImportJobs(STORE), ColumnChoosing(STORE)

hand_in = JOBS.hand_in
list_imports = JOBS.list_imports
list_to_confirm = JOBS.list_to_confirm
open_import = JOBS.open_import
open_verdicts = JOBS.open_verdicts
confirm_import = JOBS.confirm
drop_import = JOBS.drop
undo_import = JOBS.undo
open_columns = CHOOSING.open_columns
choose_columns = CHOOSING.choose_columns
