"""An export that is leaving, as whoever packs it is handed it."""

from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from supervision.exports.columns import ExportColumn, Row
from supervision.exports.steps import StoredExport
from supervision.legal_time import LEGAL_ZONE
from supervision.officers import Officer
from supervision.wording import Wording


@dataclass(frozen=True, slots=True)
class FetchedExport:
    """To whom it goes and when, what it is called, what to pack it with, and which rows."""

    export: StoredExport
    officer: Officer
    at: datetime
    sheet: Wording
    purpose: Wording
    columns: tuple[ExportColumn, ...]
    ids: tuple[UUID, ...]
    rows: Callable[[Sequence[UUID]], Coroutine[Any, Any, list[Row]]]
    """The cells of some of its rows, opened now; each person gets an entry of their own, and can be told."""
    password: str = field(repr=False)

    @property
    def watermark(self) -> str:
        """By what a leaked sheet tells its source: number, office, officer, time, purpose."""
        at, officer = self.at.astimezone(LEGAL_ZONE), self.officer
        return (
            f"导出 {self.export.number} · {officer.office_name} · {officer.name} · {at:%Y-%m-%d %H:%M}"
            f" · 用途：{self.purpose}"
        )
