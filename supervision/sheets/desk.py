"""What a register brings to imports, which are alike in all: tables, acts, columns, and how far officers reach."""

from collections.abc import Awaitable, Callable, Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from enum import StrEnum

from supervision.actor import Actor
from supervision.audit import Act, Change, Subject, audited_change
from supervision.officers import Officer
from supervision.settings import Register
from supervision.sheets.columns import Column
from supervision.sheets.remembering import ChoiceMemory

CHANNEL = "imports"
"""The notification that there is work."""


@dataclass(frozen=True, slots=True)
class ImportTables:
    """The names of a register's tables of imports."""

    job: str
    chunk: str
    upload: str
    columns: str


@dataclass(frozen=True, slots=True)
class ImportActs:
    """What a register calls the steps of an import; the worker does `check` and `write`, officers do the others."""

    hand_in: Act
    open: Act
    check: Act
    confirm: Act
    write: Act
    undo: Act


@dataclass(frozen=True, slots=True)
class ImportDesk:
    """Where a register's imports are handed in; `subject` is how its audit names one."""

    register: Register
    subject: str
    tables: ImportTables
    acts: ImportActs
    kinds: type[StrEnum]
    columns_of: Mapping[str, tuple[Column, ...]]
    prefixes_of: Callable[[Officer, Act], Awaitable[tuple[str, ...]]]
    """The divisions in which an officer may do an act; NotPermitted or NotFound where that is nowhere."""
    record_kind: str = ""
    """How the audit names the records with which rows are compared, where comparing one is a reading of it."""

    @property
    def memory(self) -> ChoiceMemory:
        """What offices chose before."""
        return ChoiceMemory(self.register, self.tables.columns)

    def change(self, actor: Actor, act: Act, job_id: object) -> AbstractAsyncContextManager[Change]:
        """The audited change of an act on an import."""
        return audited_change(actor, act, Subject(self.subject, str(job_id)), register=self.register)


async def call_worker(change: Change) -> None:
    """Say, with the caller's change, that there is work."""
    await change.connection.execute("SELECT pg_notify($1, '')", CHANNEL)
