"""Papers of a file: official documents issued from it, printed again, voided; and which forms there are."""

from datetime import date, datetime
from typing import Annotated, Self
from uuid import UUID

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody
from litestar.status_codes import HTTP_200_OK, HTTP_204_NO_CONTENT
from msgspec import Meta, Struct

from api.called_papers import issue_paper_of
from api.docx_responses import docx_response
from api.v1.requests import Body, Created, PurposeAsked, Reason
from api.v1.views import ListView, View, list_of
from supervision.audit import Act
from supervision.corrections.called_papers import ActOnFile
from supervision.corrections.papers.called_for import ActKind
from supervision.corrections.papers.issuing import issuing_act, preview_paper
from supervision.corrections.papers.keeping import attach_scan, list_papers, print_paper, void_paper
from supervision.corrections.papers.store import Paper, PaperState
from supervision.forms.catalogue import FORMS, FieldKind, Form, FormName
from supervision.forms.templates import Origin
from supervision.media import MediaType
from supervision.officers import Officer

_Typed = Annotated[dict[str, Annotated[str, Meta(max_length=4_000)]], Meta(max_length=20)]


class NewPaper(Body, frozen=True):
    """A form and what is typed, days as `2026-11-26`; under an `id` of the caller's it is issued once.

    `of` and `act_id` name the measure, application, transfer, step of a search or version of an order that calls for
    it, whose paper it then is. Of what a file has one, a declaration or the papers of the end for example, its act is
    found without.
    """

    form: FormName
    fields: _Typed
    id: UUID | None = None
    of: ActKind | None = None
    act_id: UUID | None = None


class PaperDraft(Body, frozen=True):
    """A form and what is typed into its fields so far."""

    form: FormName
    fields: _Typed


class SignedScan(Body, frozen=True):
    """The attachment that shows the paper with its signatures."""

    attachment_id: UUID


class FieldView(View, frozen=True):
    """One field that is typed."""

    name: str
    label: str
    kind: FieldKind
    is_required: bool
    usual: str


class FormView(View, frozen=True):
    """A form: what it is called, by which act it is issued, and what is typed."""

    name: FormName
    title: str
    act: Act
    fields: list[FieldView]

    @classmethod
    def of_form(cls, form: Form) -> Self:
        """The view of a form of the catalogue."""
        fields = [FieldView(one.name, str(one.label), one.kind, one.is_required, one.usual) for one in form.fields]
        return cls(form.name, str(form.title), issuing_act(form.name), fields)


class PaperView(View, frozen=True):
    """A paper as it was issued, without its bytes."""

    id: UUID
    form: FormName
    number: str
    state: PaperState
    template_on: date
    template_origin: Origin
    issued_at: datetime
    issued_by: str
    fields: dict[str, str]
    sha256: str
    scan_id: UUID | None
    voided_at: datetime | None
    voided_by: str
    void_reason: str
    act_kind: ActKind | None
    act_id: UUID | None

    @classmethod
    def of_paper(cls, paper: Paper) -> Self:
        """The view of a paper."""
        return cls.of(paper, id=paper.paper_id, issued_by=paper.issued_by_name, voided_by=paper.voided_by_name)


class TextView(Struct, frozen=True):
    """What a paper would say, line by line; a row of a table by its cells."""

    lines: list[list[str]]


class PaperController(Controller):
    """Papers of supervisees inside the officer's reach."""

    tags = ["Supervisees"]  # noqa: RUF012 - as Litestar declares it

    @get("/paper-forms", opt={"act": Act.PAPER_OPEN})
    async def list_forms(self) -> ListView[FormView]:
        """Every form, in the order of a file's life."""
        return list_of(FormView.of_form, FORMS.values())

    @get("/supervisees/{supervisee_id:uuid}/papers", opt={"act": Act.PAPER_OPEN, "about": "person-file"})
    async def list_papers(
        self,
        supervisee_id: FromPath[UUID],
        officer: NamedDependency[Officer],
        purpose: PurposeAsked = None,
        cursor: FromQuery[str | None] = None,
    ) -> ListView[PaperView]:
        """The papers of the file, newest first, fifty a page; recorded with the purpose."""
        page = await list_papers(officer, supervisee_id, purpose, cursor)
        return list_of(PaperView.of_paper, page.items, page.next)

    @post(
        "/supervisees/{supervisee_id:uuid}/papers/preview",
        opt={"act": Act.PAPER_ISSUE, "about": "person-file"},
        status_code=HTTP_200_OK,
    )
    async def preview(
        self,
        supervisee_id: FromPath[UUID],
        data: JSONBody[PaperDraft],
        officer: NamedDependency[Officer],
        purpose: PurposeAsked = None,
    ) -> TextView:
        """What the paper would say today; nothing is issued."""
        lines = await preview_paper(officer, supervisee_id, data.form, data.fields, purpose)
        return TextView([list(line.cells) for line in lines])

    @post("/supervisees/{supervisee_id:uuid}/papers", opt={"act": Act.PAPER_ISSUE, "about": "person-file"})
    async def issue(
        self, supervisee_id: FromPath[UUID], data: JSONBody[NewPaper], officer: NamedDependency[Officer]
    ) -> Created:
        """Issue a paper; 409 when the form does not suit the file, or the same id was issued before."""
        act = ActOnFile(data.of, data.act_id) if data.of and data.act_id else None
        return Created(await issue_paper_of(officer, supervisee_id, data.form, data.fields, act, data.id))

    @get("/papers/{paper_id:uuid}", opt={"act": Act.PAPER_OPEN, "about": "paper"}, media_type=MediaType.DOCX.value)
    async def print_paper(
        self, paper_id: FromPath[UUID], officer: NamedDependency[Officer], purpose: PurposeAsked = None
    ) -> Response[bytes]:
        """The very DOCX that was issued; recorded with the purpose."""
        printed = await print_paper(officer, paper_id, purpose)
        return docx_response(printed)

    @post(
        "/papers/{paper_id:uuid}/scan",
        opt={"act": Act.PAPER_ATTACH_SCAN, "about": "paper"},
        status_code=HTTP_204_NO_CONTENT,
    )
    async def attach_scan(
        self, paper_id: FromPath[UUID], data: JSONBody[SignedScan], officer: NamedDependency[Officer]
    ) -> None:
        """Keep the signed scan with the paper; 409 tells who attached one before."""
        await attach_scan(officer, paper_id, data.attachment_id)

    @post(
        "/papers/{paper_id:uuid}/voiding",
        opt={"act": Act.PAPER_VOID, "about": "paper"},
        status_code=HTTP_204_NO_CONTENT,
    )
    async def void_paper(
        self, paper_id: FromPath[UUID], data: JSONBody[Reason], officer: NamedDependency[Officer]
    ) -> None:
        """Void the paper with the reason; it stays. 409 tells who voided it before."""
        await void_paper(officer, paper_id, data.reason)
