"""How far an import of a table is, and what becomes of a row. Pure."""

from collections.abc import Mapping
from enum import StrEnum


class ImportState(StrEnum):
    """How far an import is; the worker does what ends in `-ing`, people do the rest."""

    CHECKING = "checking"
    COLUMNS = "columns"
    CHECKED = "checked"
    WRITING = "writing"
    WRITTEN = "written"
    UNDOING = "undoing"
    UNDONE = "undone"
    DROPPED = "dropped"
    REFUSED = "refused"


class ImportVerdict(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    BY_HAND = "by-hand"
    LEFT = "left"
    DUPLICATE = "duplicate"
    OUTSIDE = "outside-jurisdiction"
    INVALID = "invalid"


WORKED_ON = frozenset({ImportState.CHECKING, ImportState.WRITING, ImportState.UNDOING})
"""States in which the worker has something to do."""

MAY_FOLLOW: Mapping[ImportState, frozenset[ImportState]] = {
    ImportState.CHECKING: frozenset(
        {ImportState.CHECKED, ImportState.COLUMNS, ImportState.REFUSED, ImportState.DROPPED}
    ),
    ImportState.COLUMNS: frozenset({ImportState.CHECKING, ImportState.DROPPED}),
    ImportState.CHECKED: frozenset({ImportState.WRITING, ImportState.CHECKING, ImportState.DROPPED}),
    ImportState.WRITING: frozenset({ImportState.WRITTEN}),
    ImportState.WRITTEN: frozenset({ImportState.UNDOING}),
    ImportState.UNDOING: frozenset({ImportState.UNDONE}),
    ImportState.UNDONE: frozenset(),
    ImportState.DROPPED: frozenset(),
    ImportState.REFUSED: frozenset(),
}
"""The states as data: what may come after each."""

WRITTEN_VERDICTS = frozenset({ImportVerdict.NEW, ImportVerdict.CHANGED})
"""Rows that a confirmation writes; all others stay out with their reason."""
