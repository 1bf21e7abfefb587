"""Imports as jobs: the list, and one with its progress, its verdicts and what may be done now."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar

from api.console.view_models.base import Choice, FormState, Id, View


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportLineView:
    """An import in the list."""

    import_id: Id
    kind: str
    file_name: str
    state: str
    handed_in_by: str
    handed_in_at: datetime
    rows_total: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportListView(View):
    """Posts the file `sheet`, and a `kind` where there are several, to `path`; `templates` are addresses of files."""

    template: ClassVar[str] = "imports/list.html"
    path: str
    lines: tuple[ImportLineView, ...]
    kinds: tuple[Choice, ...]
    templates: tuple[Choice, ...]
    hint: str = ""
    form: FormState = field(default_factory=FormState)


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictRow:
    """A row with what becomes of it; `column` is the title of the column to mend, `kept` why undoing left it."""

    row_number: int
    who: str
    verdict: str
    reason: str = ""
    column: str = ""
    kept: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportProgress(View):
    """How far an import is; asked for again each second while `is_working`."""

    template: ClassVar[str] = "imports/_progress.html"
    path: str
    state: str
    is_working: bool
    rows_done: int
    rows_total: int | None
    counts: Mapping[str, int]

    @property
    def percent(self) -> int:
        """How much of the step under way is done."""
        return 100 * self.rows_done // self.rows_total if self.rows_total else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportPageView(View):
    """One import; `acts` but `columns`, which is a page, are posts to the path of `progress` and the act.

    A confirmation sends `checked_at` back: it is of the rows that were seen, whatever was checked since.
    """

    template: ClassVar[str] = "imports/one.html"
    progress: ImportProgress
    kind: str
    who: str
    why_left_out: str
    file_name: str
    refusal: str
    left_out: tuple[str, ...]
    were_columns_chosen: bool
    handed_in_by: str
    handed_in_at: datetime
    checked_at: str
    confirmed_by: str
    confirmed_at: datetime | None
    written_at: datetime | None
    undo_until: datetime | None
    kept_rows: int
    acts: frozenset[str]
    must_be_confirmed_by_another: bool
    rows: tuple[VerdictRow, ...]
    only: str
    chunk: int
    chunks: int
    form: FormState = field(default_factory=FormState)


@dataclass(frozen=True, slots=True, kw_only=True)
class FileColumnView:
    """A column of the file with a few masked cells."""

    place: int
    title: str
    samples: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldView:
    """A field to be found in the file."""

    field: str
    title: str
    is_required: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportColumnsView(View):
    """Which column each field is; posts `{field}` with the place to `columns` below `path`, `back` leads away."""

    template: ClassVar[str] = "imports/columns.html"
    path: str
    back: str
    kind: str
    file_name: str
    fields: tuple[FieldView, ...]
    columns: tuple[FileColumnView, ...]
    choices: tuple[Choice, ...]
    form: FormState = field(default_factory=FormState)
