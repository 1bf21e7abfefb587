"""The sharing catalogue: views, provisions under them, and the answers that come back."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from api.console.view_models.base import Choice, FormState, Line, Paging, View
from api.console.view_models.imports import ImportResult
from supervision.residence.sharing.provision_rows import Provision
from supervision.residence.sharing.view_rows import SharingView


@dataclass(frozen=True, slots=True, kw_only=True)
class SharingLine:
    """A view in the catalogue; `due` records would go out now, None where nothing can. Its end in days."""

    it: SharingView
    fields: str
    days_left: int
    due: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SharingListView(View):
    """Views that run, wait for a decision, or are over."""

    template: ClassVar[str] = "residence/sharing/list.html"
    show: str
    shows: tuple[Choice, ...]
    lines: tuple[SharingLine, ...]
    paging: Paging
    may_propose: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SharingPrintView(View):
    """The running views for paper: a public record."""

    template: ClassVar[str] = "residence/sharing/print.html"
    lines: tuple[SharingLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SharingFormView(View):
    """A view to be proposed, of one kind; posts to `/console/sharing`. `needs_assessment` where persons are in it."""

    template: ClassVar[str] = "residence/sharing/form.html"
    kind: str
    kinds: tuple[Choice, ...]
    receivers: tuple[Choice, ...]
    fields: tuple[Choice, ...]
    divisions: tuple[Choice, ...]
    needs_assessment: bool
    source: str = ""
    form: FormState


@dataclass(frozen=True, slots=True, kw_only=True)
class SharingOneView(View):
    """One view with its provisions.

    `/console/sharing/{id}/approval` asks for the code; `return` takes `reason`, `ending` nothing; both are posts.
    """

    template: ClassVar[str] = "residence/sharing/view.html"
    line: SharingLine
    facts: tuple[Line, ...]
    return_reason: str
    provisions: tuple[Provision, ...]
    paging: Paging
    may_decide: bool
    waits_for_another: bool
    may_end: bool
    may_provide: bool
    has_answers: bool
    form: FormState


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvideView(View):
    """What is to go out now; posts `scope`, `handed_over` and `password`, and is answered with the archive."""

    template: ClassVar[str] = "residence/sharing/provide.html"
    line: SharingLine
    scopes: tuple[Choice, ...]
    ways: tuple[Choice, ...]
    password: str
    is_of_persons: bool
    form: FormState


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvisionView(View):
    """The record of one provision, and the form that takes in its answers as `sheet`.

    With a `result` the verdicts of a table that was handed in; it is entered by a post to its token.
    """

    template: ClassVar[str] = "residence/sharing/provision.html"
    it: Provision
    line: SharingLine
    facts: tuple[Line, ...]
    answers: tuple[str, ...]
    columns: tuple[str, ...]
    kept_until: date
    may_answer: bool
    result: ImportResult | None = None
    form: FormState = FormState()
