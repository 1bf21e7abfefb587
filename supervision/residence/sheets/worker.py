"""The worker of this register's imports, with the tables that it knows."""

from supervision.residence.sheets.home_table import HomeTable
from supervision.residence.sheets.jobs import STORE
from supervision.residence.sheets.residents import ResidentTable
from supervision.residence.sheets.words import ImportKind
from supervision.sheets.worker import ImportWorker

WORKER = ImportWorker(STORE, {ImportKind.HOMES: HomeTable, ImportKind.RESIDENTS: ResidentTable})

work_off = WORKER.work_off
