"""What the worker asks of each kind of table: how its rows are ordered, judged, written and taken back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol
from uuid import UUID

from supervision.audit import Change
from supervision.errors import InputInvalid
from supervision.masking import mask_name
from supervision.sheet_cells import Cell
from supervision.sheets.columns import Column
from supervision.sheets.store import ImportJob, ImportLine
from supervision.sheets.words import ImportVerdict
from supervision.wording import Wording, in_language


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row by our fields; `number` is the one that Excel shows, `refusals` why cells could not be taken, by field."""

    number: int
    cells: Mapping[str, Cell]
    refusals: Mapping[str, Wording]


class Made(Protocol):
    """What writing a chunk made, for undoing it: a structure that can be sealed."""

    @property
    def counts(self) -> dict[str, int]:
        """How much was made and changed, for the audit."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What undoing a chunk left because it was changed since: how many rows, and why, by the number of the row."""

    count: int = 0
    reasons: Mapping[int, Wording] = field(default_factory=dict)


class ImportTable(Protocol):
    """One kind of table; a new one is made for each step, and may remember what it has looked up."""

    columns: tuple[Column, ...]
    chunk_rows: int
    """About so many rows are judged or written in one change; a group is never divided."""
    made_as: type[Any]
    """The structure of what writing a chunk makes."""

    def takes(self, job: ImportJob, field: str) -> bool:
        """Whether a field may be collected where the import is from; others are not even read."""

    def group_of(self, row: TableRow) -> tuple[str, ...]:
        """Rows of one group stay together: they are judged and written in one chunk."""

    async def judge(self, job: ImportJob, rows: Sequence[TableRow]) -> list[ImportLine]:
        """A verdict for each of the rows, whose groups are whole."""

    async def write(self, change: Change, job: ImportJob, officer_id: UUID, lines: list[ImportLine]) -> Made:
        """Write what is new or changed in the caller's change; a row that cannot be any more gets another verdict."""

    async def undo(self, change: Change, officer_id: UUID, made: Any) -> Kept:  # noqa: ANN401 - what `write` made
        """Take back in the caller's change what was made; gives what was kept because it was changed since."""


def turned_down(row_number: int, who: str, verdict: ImportVerdict, reason: str, field: str | None) -> ImportLine:
    """A row that is not written, and why."""
    return ImportLine(row_number, verdict, who, said_of(reason), field)


def refused_line(row: TableRow, who: str, error: InputInvalid) -> ImportLine:
    """A row with a cell that cannot stand."""
    return turned_down(row.number, who, ImportVerdict.INVALID, error.args[0], error.field)


def unreadable_line(row: TableRow, who: str) -> ImportLine | None:
    """A row of which a cell could not be read, None where all were."""
    for name, reason in row.refusals.items():
        return turned_down(row.number, who, ImportVerdict.INVALID, reason, name)
    return None


def said_of(reason: str) -> tuple[str, str]:
    """A reason in both languages, as it is kept."""
    return str(reason), in_language(reason, "en")


def masked(cell: Cell) -> str:
    """A name of a row as its verdict shows it."""
    return mask_name(str(cell or "").strip())
