"""Imports of supervisees: one with what was ticked, and the rows that differ from files, item by item."""

from dataclasses import dataclass, field
from typing import ClassVar

from api.console.view_models.base import FormState, Id, View
from api.console.view_models.import_jobs import ImportPageView


@dataclass(frozen=True, slots=True, kw_only=True)
class FileImportView(ImportPageView):
    """One import; `chosen` changes are ticked. The confirmation says `changes`: those, or `all`."""

    template: ClassVar[str] = "supervisees/import.html"
    chosen: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DifferenceItem:
    """An item with what stands in the file and what the table says."""

    title: str
    before: str
    after: str
    is_by_hand: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DifferenceRow:
    """A row that differs from a file; `may_be_chosen` where something of it can be written."""

    row_number: int
    file_id: Id
    file_number: str
    who: str
    items: tuple[DifferenceItem, ...]
    may_be_chosen: bool
    is_chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FileDifferencesView(View):
    """A part of the differences, opened for a purpose.

    Posts `row` for each that is ticked to `differences`, and `checked_at`, which says of which check they are.
    """

    template: ClassVar[str] = "supervisees/import_differences.html"
    path: str
    file_name: str
    checked_at: str
    rows: tuple[DifferenceRow, ...]
    purpose: str
    part: int
    parts: int
    may_choose: bool
    form: FormState = field(default_factory=FormState)
