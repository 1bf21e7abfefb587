"""What the worker asks of each kind of table: how its rows are ordered, judged, written and taken back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from supervision.audit import Change
from supervision.errors import InputInvalid
from supervision.masking import mask_name
from supervision.residence.sheets.columns import Column
from supervision.residence.sheets.made import Made
from supervision.residence.sheets.store import ImportJob, ImportLine
from supervision.residence.sheets.words import ImportVerdict
from supervision.sheet_cells import Cell
from supervision.wording import Wording, in_language


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row by our fields; `number` is the one that Excel shows, `refusals` why cells could not be taken, by field."""

    number: int
    cells: Mapping[str, Cell]
    refusals: Mapping[str, Wording]


class ImportTable(Protocol):
    """One kind of table; a new one is made for each step, and may remember what it has looked up."""

    columns: tuple[Column, ...]

    def group_of(self, row: TableRow) -> tuple[str, ...]:
        """Rows of one group stay together: they are judged and written in one chunk."""

    async def judge(self, job: ImportJob, rows: Sequence[TableRow]) -> list[ImportLine]:
        """A verdict for each of the rows, whose groups are whole."""

    async def write(self, change: Change, job: ImportJob, officer_id: UUID, lines: list[ImportLine]) -> Made:
        """Write what is new or changed in the caller's change; a row that cannot be any more gets another verdict."""

    async def undo(self, change: Change, officer_id: UUID, made: Made) -> int:
        """Take back in the caller's change what was made; gives how much was kept because it was changed since."""


def turned_down(row_number: int, who: str, verdict: ImportVerdict, reason: str, field: str | None) -> ImportLine:
    """A row that is not written, and why."""
    return ImportLine(row_number, verdict, who, (str(reason), in_language(reason, "en")), field)


def refused_line(row: TableRow, who: str, error: InputInvalid) -> ImportLine:
    """A row with a cell that cannot stand."""
    return turned_down(row.number, who, ImportVerdict.INVALID, error.args[0], error.field)


def masked(cell: Cell) -> str:
    """A name of a row as its verdict shows it."""
    return mask_name(str(cell or "").strip())
