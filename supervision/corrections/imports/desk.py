"""Imports of supervisees: what officers do with one from handing it in to undoing it."""

from enum import StrEnum

from supervision.audit import Act
from supervision.audit.key_expiry import ExpiringFiles
from supervision.corrections.import_rows import COLUMNS
from supervision.corrections.opening import SUBJECT_KIND
from supervision.officers import Officer, check_officer_may, reach
from supervision.settings import Register
from supervision.sheets.choosing import ColumnChoosing
from supervision.sheets.desk import ImportActs, ImportDesk, ImportTables
from supervision.sheets.jobs import ImportJobs
from supervision.sheets.store import ImportStore


class FileImportKind(StrEnum):
    """What a table lists."""

    SUPERVISEES = "supervisees"


async def _prefixes_of(officer: Officer, act: Act) -> tuple[str, ...]:
    check_officer_may(officer, act, None)
    return tuple(sorted(reach(officer, act)))


DESK = ImportDesk(
    register=Register.CORRECTIONS,
    subject="file-import",
    tables=ImportTables("file_import", "file_import_chunk", "file_import_upload", "file_import_columns"),
    acts=ImportActs(
        hand_in=Act.PERSON_FILE_IMPORT,
        open=Act.FILE_IMPORT_OPEN,
        check=Act.FILE_IMPORT_CHECK,
        confirm=Act.FILE_IMPORT_CONFIRM,
        write=Act.FILE_IMPORT_WRITE,
        undo=Act.FILE_IMPORT_UNDO,
    ),
    kinds=FileImportKind,
    columns_of={FileImportKind.SUPERVISEES: COLUMNS},
    prefixes_of=_prefixes_of,
    record_kind=SUBJECT_KIND,
)
EXPIRING_FILE_IMPORTS = ExpiringFiles("file_import", "handed_in_at", Act.RETENTION_APPLY)

STORE = ImportStore(DESK)
JOBS, CHOOSING = ImportJobs(STORE), ColumnChoosing(STORE)
