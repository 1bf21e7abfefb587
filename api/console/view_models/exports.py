"""Exports of a register: one's own and those to decide on, one with what may be done now, its password."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from api.console.view_models.base import Choice, FormState, Id, LegalBasis, Line, Paging, View


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportLineView:
    """An export in a list; `content` says what its rows are, `place` is the name of where they are from."""

    export_id: Id
    number: str
    content: str
    place: str
    rows: int
    state: str
    requested_by: str
    requested_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportLines:
    """What a page with exports has: shows `mine` or `to-decide`; below `path` are the pages of each export."""

    path: str
    show: str
    shows: tuple[Choice, ...]
    lines: tuple[ExportLineView, ...]
    paging: Paging
    places: tuple[Choice, ...]
    purposes: tuple[Choice, ...]
    alone_most: int
    link_hours: int
    basis: LegalBasis
    form: FormState = FormState()


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportListView(ExportLines, View):
    """Of residents and homes: posts `kind`, `place` (a division or a drawer's id), `purpose` and `reason`."""

    template: ClassVar[str] = "residence/exports/list.html"
    kinds: tuple[Choice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FileExportListView(ExportLines, View):
    """Of correction files: posts `place` (a division or an office), `category`, `state`, `purpose`, `basis`, reason."""

    template: ClassVar[str] = "exports/files.html"
    may_ask: bool
    categories: tuple[Choice, ...]
    states: tuple[Choice, ...]
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportPageView(View):
    """One export. `acts` are `unlock`, `fetch`, `withdraw`, `decide`: what the officer may do with it as it stands.

    Below `path` and its id are `/password`, `/archive`, `/withdrawal`, `/approval`, `/refusal`.
    """

    template: ClassVar[str] = "exports/one.html"
    path: str
    export_id: Id
    number: str
    facts: tuple[Line, ...]
    state: str
    rows: int
    exported: int | None
    requested_by: str
    requested_at: datetime
    decided_by: str
    decided_at: datetime | None
    refusal: str
    expires_at: datetime
    fetched_at: datetime | None
    acts: frozenset[str]
    waits_for_another: bool
    form: FormState = FormState()


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportPasswordView(View):
    """The password of an export, shown this once."""

    template: ClassVar[str] = "exports/password.html"
    path: str
    export_id: Id
    number: str
    password: str
    expires_at: datetime
