"""The worker of imports of supervisees, with the table that it knows."""

from supervision.corrections.imports.desk import STORE, FileImportKind
from supervision.corrections.imports.file_table import FileTable
from supervision.sheets.worker import ImportWorker

WORKER = ImportWorker(STORE, {FileImportKind.SUPERVISEES: FileTable})

work_off = WORKER.work_off
