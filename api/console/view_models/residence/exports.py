"""Exports of the residence register: one's own and those to decide on, one with what may be done now, its password."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from api.console.view_models.base import Choice, FormState, Id, LegalBasis, Paging, View


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportLineView:
    """An export in a list; `place` is a division's or a drawer's name."""

    export_id: Id
    number: str
    kind: str
    place: str
    rows: int
    state: str
    requested_by: str
    requested_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportListView(View):
    """Shows `mine` or `to-decide`; posts `kind`, `place` (a division or a drawer's id), `purpose` and `reason`."""

    template: ClassVar[str] = "residence/exports/list.html"
    show: str
    shows: tuple[Choice, ...]
    lines: tuple[ExportLineView, ...]
    paging: Paging
    kinds: tuple[Choice, ...]
    places: tuple[Choice, ...]
    purposes: tuple[Choice, ...]
    alone_most: int
    link_hours: int
    basis: LegalBasis
    form: FormState = FormState()


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportPageView(View):
    """One export. `acts` are `unlock`, `fetch`, `withdraw`, `decide`: what the officer may do with it as it stands.

    `/console/exports/{id}` and there `/password`, `/archive`, `/withdrawal`, `/approval`, `/refusal`.
    """

    template: ClassVar[str] = "residence/exports/one.html"
    export_id: Id
    number: str
    kind: str
    place: str
    purpose: str
    reason: str
    state: str
    rows: int
    exported: int | None
    columns: tuple[str, ...]
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

    template: ClassVar[str] = "residence/exports/password.html"
    export_id: Id
    number: str
    password: str
    expires_at: datetime
