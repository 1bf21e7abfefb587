"""Papers of a file: the tab, the form for what the file does not say, and the text before it is issued."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from api.console.view_models.base import Attachment, Choice, FormState, Id, Paging, View
from api.console.view_models.supervisees import SuperviseeHeader, SuperviseeTab


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperLine:
    """One paper as it was issued; `acts` holds any of `attach`, `void`."""

    paper_id: Id
    title: str
    number: str
    state: str
    issued_at: datetime
    issued_by: str
    template_on: date
    is_own_template: bool
    path: str
    scan: Attachment | None = None
    voided_at: datetime | None = None
    voided_by: str = ""
    void_reason: str = ""
    acts: frozenset[str] = frozenset()
    act_kind: str = ""
    act_path: str = ""
    """Where the act that called for it is seen; empty for one that was issued by hand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActPaper:
    """A paper on the page of its act; without a number it was not issued, and `missing` names what nobody has said."""

    title: str
    number: str = ""
    state: str = ""
    path: str = ""
    missing: tuple[str, ...] = ()
    form_path: str = ""
    is_ahead: bool = False
    """Whether it is issued before its act, to be read out or signed in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentLine:
    """A document on the file; `opens_here` where a browser can show it."""

    document: Attachment
    kind: str
    opens_here: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PapersTab(SuperviseeTab):
    """文书: the papers that were issued, newest first, and every document on the file.

    Below `/console/supervisees/{id}/papers`: `/form?form=` asks for what is typed; posts `reason` to
    `/{paper}/voiding` and file `scan` to `/{paper}/scan`. `/console/supervisees/{id}/documents` takes `kind`, `title`
    and file `content`.
    """

    template: ClassVar[str] = "supervisees/papers.html"
    papers: tuple[PaperLine, ...]
    paging: Paging
    forms: tuple[Choice, ...]
    documents: tuple[DocumentLine, ...]
    document_kinds: tuple[Choice, ...]
    form: FormState = FormState()
    may_issue: bool = False
    may_add: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperField:
    """One field that is typed."""

    name: str
    label: str
    kind: str
    is_required: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperFormView(View):
    """What the file does not say. Posts the fields, `form`, `paper`, `purpose`, `of`, `act` to `…/papers/check`."""

    template: ClassVar[str] = "supervisees/paper_form.html"
    header: SuperviseeHeader
    form_name: str
    title: str
    fields: tuple[PaperField, ...]
    paper_id: Id
    form: FormState
    of: str = ""
    act: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperCheckView(View):
    """The whole text before it is issued. Posts `hidden` to `…/papers`, or back to `…/papers/form` to change it."""

    template: ClassVar[str] = "supervisees/paper_check.html"
    header: SuperviseeHeader
    title: str
    lines: tuple[tuple[str, ...], ...]
    hidden: Mapping[str, str]
