"""Sheets between their handing in and their writing: in this process's memory for half an hour, never on a disk.

An officer has one at a time. After a restart, or in another process, the file is simply chosen again.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Generic, TypeVar
from uuid import UUID

from api.console.view_models.imports import ImportResult
from supervision.errors import NotFound
from supervision.officers.officer import NOT_HERE

KEPT_FOR = timedelta(minutes=30)

Row = TypeVar("Row")
Sheet = TypeVar("Sheet")
_TOKEN_BYTES = 18


@dataclass(frozen=True, slots=True)
class JudgedSheet(Generic[Row]):
    """The rows of a sheet that wait for the word to be written, none once they are, with what was said of them."""

    rows: tuple[Row, ...]
    result: ImportResult


@dataclass(frozen=True, slots=True)
class _Kept(Generic[Sheet]):
    officer_id: UUID
    kept_at: datetime
    sheet: Sheet


class KeptSheets(Generic[Sheet]):
    """The sheets of one kind of import."""

    def __init__(self) -> None:
        self._kept: dict[str, _Kept[Sheet]] = {}

    def new_token(self) -> str:
        """A name for the next sheet, which nobody can guess."""
        return secrets.token_urlsafe(_TOKEN_BYTES)

    def keep(self, officer_id: UUID, token: str, sheet: Sheet, now: datetime) -> None:
        """Keep a sheet, or what has become of it, under its token; the officer's earlier one is forgotten."""
        self._forget(now, officer_id)
        self._kept[token] = _Kept(officer_id, now, sheet)

    def find(self, officer_id: UUID, token: str, now: datetime) -> Sheet:
        """The officer's own sheet; NotFound for another's, or one that was kept long enough."""
        self._forget(now)
        kept = self._kept.get(token)
        if kept is None or kept.officer_id != officer_id:
            raise NotFound(NOT_HERE)
        return kept.sheet

    def _forget(self, now: datetime, officer_id: UUID | None = None) -> None:
        self._kept = {
            token: kept
            for token, kept in self._kept.items()
            if now - kept.kept_at < KEPT_FOR and kept.officer_id != officer_id
        }
