"""Sheets between their checking and their writing: in this process's memory for half an hour, never on a disk.

An officer has one at a time. After a restart, or in another process, the file is simply chosen again.
"""

import secrets
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Generic, TypeVar
from uuid import UUID

from api.console.view_models.imports import ImportResult
from supervision.errors import NotFound
from supervision.officers.officer import NOT_HERE

KEPT_FOR = timedelta(minutes=30)

Row = TypeVar("Row")
_TOKEN_BYTES = 18


@dataclass(frozen=True, slots=True)
class KeptSheet(Generic[Row]):
    """The rows of a sheet that wait for the word to be written, with what was said of them."""

    officer_id: UUID
    kept_at: datetime
    rows: tuple[Row, ...]
    result: ImportResult


class KeptSheets(Generic[Row]):
    """The sheets of one kind of import."""

    def __init__(self) -> None:
        self._sheets: dict[str, KeptSheet[Row]] = {}

    def new_token(self) -> str:
        """A name for the next sheet, which nobody can guess."""
        return secrets.token_urlsafe(_TOKEN_BYTES)

    def keep(self, officer_id: UUID, rows: tuple[Row, ...], result: ImportResult, now: datetime) -> None:
        """Keep a sheet under its result's token; the officer's earlier one is forgotten."""
        self._forget(now, officer_id)
        self._sheets[result.token] = KeptSheet(officer_id, now, rows, result)

    def find(self, officer_id: UUID, token: str, now: datetime) -> KeptSheet[Row]:
        """The officer's own sheet; NotFound for another's, or one that was kept long enough."""
        self._forget(now)
        sheet = self._sheets.get(token)
        if sheet is None or sheet.officer_id != officer_id:
            raise NotFound(NOT_HERE)
        return sheet

    def written(self, sheet: KeptSheet[Row], result: ImportResult) -> None:
        """Let go of the rows once they are written; the verdicts can be looked at for a while."""
        self._sheets[result.token] = replace(sheet, rows=(), result=result)

    def _forget(self, now: datetime, officer_id: UUID | None = None) -> None:
        self._sheets = {
            token: sheet
            for token, sheet in self._sheets.items()
            if now - sheet.kept_at < KEPT_FOR and sheet.officer_id != officer_id
        }
