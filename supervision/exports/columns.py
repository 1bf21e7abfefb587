"""What the sheet of an export is made of: its columns, and what may stand in a cell. Pure."""

from dataclasses import dataclass
from typing import TypeAlias

from supervision.sheet_cells import Cell

Row: TypeAlias = tuple[Cell, ...]

MOST_ROWS = 1_000_000
"""What one sheet of a workbook can hold, roundly."""


@dataclass(frozen=True, slots=True)
class ExportColumn:
    """A column: our field, and its title."""

    field: str
    title: str
