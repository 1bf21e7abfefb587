"""Papers of a file: what is typed, the text before it is issued, the issue; printing, the signed scan, voiding."""

from uuid import UUID, uuid4

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery
from litestar.status_codes import HTTP_200_OK

from api.called_papers import find_paper, issue_paper_of
from api.console.file_papers import ROOM_FOR_A_PAPER
from api.console.page_forms import SubmittedForm, form_of, read_choice, read_id
from api.console.pages_base import PageRequest
from api.console.supervisee_change_pages import CHOICE_NEEDED, needed, purpose_of, show_again
from api.console.supervisee_header import file_path, header_of
from api.console.view_models.base import FormState
from api.console.view_models.papers import PaperCheckView, PaperField, PaperFormView
from api.docx_responses import docx_response
from api.http import HttpResponse
from supervision.audit import Act
from supervision.corrections.attachments import AttachmentKind, add_attachment
from supervision.corrections.called_papers import ActOnFile
from supervision.corrections.opening import open_person_file
from supervision.corrections.papers.called_for import ActKind
from supervision.corrections.papers.issuing import preview_paper
from supervision.corrections.papers.keeping import attach_scan, print_paper, void_paper
from supervision.corrections.purposes import Purpose
from supervision.errors import InputInvalid, RuleRefused, SupervisionError
from supervision.forms.catalogue import FORMS, FormName
from supervision.wording import Wording

_TITLE_LENGTH = 120
_TAB = "papers"
_ABOUT_FILE = {"about": "person-file"}
_PAPER = Wording("文书", "the paper")

DOCUMENT_NEEDED = Wording("请选择文件。", "Choose the document.")


class FilePaperPages(Controller):
    """Papers and documents of files inside the officer's reach."""

    path = "/supervisees/{supervisee_id:uuid}"

    @get("/papers/form", opt={"act": Act.PAPER_ISSUE, **_ABOUT_FILE})
    async def ask(
        self,
        supervisee_id: FromPath[UUID],
        page: NamedDependency[PageRequest],
        form: FromQuery[str | None] = None,
        of: FromQuery[str | None] = None,
        act: FromQuery[UUID | None] = None,
    ) -> HttpResponse:
        """What the file does not say, with what it mostly is, or with what its act says."""
        name = needed(read_choice(FormName, form, "form"), "form", CHOICE_NEEDED)
        purpose = page.filters().get("purpose") or Purpose.SUPERVISION
        called = await find_paper(page.officer, supervisee_id, name, _act(of, act))
        said = called.filled if called else {}
        usual = form_of(
            {field.name: said.get(field.name, field.usual) for field in FORMS[name].fields}
            | {"of": of or "", "act": str(act or "")}
        )
        return await _show_form(page, supervisee_id, name, purpose, uuid4(), usual)

    @post("/papers/form", opt={"act": Act.PAPER_ISSUE, **_ABOUT_FILE}, status_code=HTTP_200_OK)
    async def change(self, supervisee_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Back from the text to what was typed."""
        form = await page.form()
        return await _form_again(page, supervisee_id, form)

    @post("/papers/check", opt={"act": Act.PAPER_ISSUE, **_ABOUT_FILE}, status_code=HTTP_200_OK)
    async def check(self, supervisee_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """The whole text, before anything is issued."""
        form = await page.form()
        try:
            name, paper_id = _asked(form)
            typed = _typed(form, name)
            lines = await preview_paper(page.officer, supervisee_id, name, typed, purpose_of(form))
        except (InputInvalid, RuleRefused) as error:
            return await _form_again(page, supervisee_id, form, error)
        file = await open_person_file(page.officer, supervisee_id, purpose_of(form))
        hidden = typed | {"form": name, "paper": str(paper_id), "purpose": purpose_of(form)}
        hidden |= {"of": form.text("of"), "act": form.text("act")}
        view = PaperCheckView(
            header=await header_of(page, file),
            title=page.say(FORMS[name].title),
            lines=tuple(line.cells for line in lines),
            hidden=hidden,
        )
        return await page.show(view, active="supervisees")

    @post("/papers", opt={"act": Act.PAPER_ISSUE, **_ABOUT_FILE}, status_code=HTTP_200_OK)
    async def issue(self, supervisee_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Issue it: numbered, sealed, and from now on printed as it is."""
        form = await page.form()
        try:
            name, paper_id = _asked(form)
            act = _act(form.text("of"), read_id(form.text("act"), "act"))
            await issue_paper_of(page.officer, supervisee_id, name, _typed(form, name), act, paper_id)
        except (InputInvalid, RuleRefused) as error:
            return await _form_again(page, supervisee_id, form, error)
        done = Wording("文书已签发并编号，可以下载打印。", "Issued and numbered; it can be fetched and printed.")
        return page.redirect(file_path(supervisee_id, purpose_of(form), _TAB), done=done)

    @post(
        "/documents",
        opt={"act": Act.ATTACHMENT_ADD, **_ABOUT_FILE},
        status_code=HTTP_200_OK,
        request_max_body_size=ROOM_FOR_A_PAPER,
    )
    async def add_document(self, supervisee_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Put a document on the file."""
        form = await page.form()
        try:
            kind = needed(read_choice(AttachmentKind, form.text("kind"), "kind"), "kind", CHOICE_NEEDED)
            content = needed(form.file("content"), "content", DOCUMENT_NEEDED)
            title = form.text("title") or content.filename[-_TITLE_LENGTH:]
            await add_attachment(page.officer, supervisee_id, kind, title, await content.read())
        except (InputInvalid, RuleRefused) as error:
            return await show_again(page, supervisee_id, _TAB, form, error)
        done = Wording("已加密存入档案。", "Sealed into the file.")
        return page.redirect(file_path(supervisee_id, purpose_of(form), _TAB), done=done)

    @post(
        "/papers/{paper_id:uuid}/scan",
        opt={"act": Act.PAPER_ATTACH_SCAN, "about": "paper"},
        status_code=HTTP_200_OK,
        request_max_body_size=ROOM_FOR_A_PAPER,
    )
    async def attach_scan(
        self, supervisee_id: FromPath[UUID], paper_id: FromPath[UUID], page: NamedDependency[PageRequest]
    ) -> HttpResponse:
        """Keep the scan of the signed paper with it."""
        form = await page.form()
        try:
            scan = needed(form.file("scan"), "scan", DOCUMENT_NEEDED)
            title = scan.filename[-_TITLE_LENGTH:]
            scan_id = await add_attachment(
                page.officer, supervisee_id, AttachmentKind.PAPER_SCAN, title, await scan.read()
            )
            await attach_scan(page.officer, paper_id, scan_id)
        except (InputInvalid, RuleRefused) as error:
            return await show_again(page, supervisee_id, _TAB, _only_purpose(form), error)
        done = Wording("签名扫描件已归入文书。", "The signed scan is kept with the paper.")
        return page.redirect(file_path(supervisee_id, purpose_of(form), _TAB), done=done)

    @post(
        "/papers/{paper_id:uuid}/voiding",
        opt={"act": Act.PAPER_VOID, "about": "paper"},
        status_code=HTTP_200_OK,
    )
    async def void(
        self, supervisee_id: FromPath[UUID], paper_id: FromPath[UUID], page: NamedDependency[PageRequest]
    ) -> HttpResponse:
        """Void it with the reason; it stays."""
        form = await page.form()
        try:
            await void_paper(page.officer, paper_id, form.text("reason"))
        except (InputInvalid, RuleRefused) as error:
            return await show_again(page, supervisee_id, _TAB, _only_purpose(form), error)
        done = Wording("文书已作废，仍可查看。", "The paper is void; it stays to be seen.")
        return page.redirect(file_path(supervisee_id, purpose_of(form), _TAB), done=done)


class PaperPages(Controller):
    """Papers by their own address."""

    path = "/papers"

    @get("/{paper_id:uuid}", opt={"act": Act.PAPER_OPEN})
    async def fetch(
        self, paper_id: FromPath[UUID], page: NamedDependency[PageRequest], purpose: FromQuery[str | None] = None
    ) -> HttpResponse:
        """The DOCX as it was issued; recorded with the purpose."""
        if purpose is None:
            return await page.ask_purpose(_PAPER, "/console/")
        printed = await print_paper(page.officer, paper_id, purpose)
        return docx_response(printed)


async def _show_form(
    page: PageRequest,
    file_id: UUID,
    name: FormName,
    purpose: str,
    paper_id: UUID,
    form: FormState,
    error: SupervisionError | None = None,
) -> HttpResponse:
    file = await open_person_file(page.officer, file_id, purpose)
    view = PaperFormView(
        header=await header_of(page, file),
        form_name=name,
        title=page.say(FORMS[name].title),
        fields=tuple(
            PaperField(name=one.name, label=page.say(one.label), kind=one.kind, is_required=one.is_required)
            for one in FORMS[name].fields
        ),
        paper_id=paper_id,
        form=form,
        of=form.value("of"),
        act=form.value("act"),
    )
    if error is not None:
        return await page.show_again(view, error, active="supervisees")
    return await page.show(view, active="supervisees")


async def _form_again(
    page: PageRequest, file_id: UUID, form: SubmittedForm, error: SupervisionError | None = None
) -> HttpResponse:
    """The form with what was typed; the tab, where it does not say which form it is."""
    try:
        name, paper_id = _asked(form)
    except InputInvalid as unknown:
        return await show_again(page, file_id, _TAB, form, unknown)
    state = form.state(error, page.language)
    return await _show_form(page, file_id, name, purpose_of(form), paper_id, state, error)


def _asked(form: SubmittedForm) -> tuple[FormName, UUID]:
    """Which form it is, and the id under which it is issued once."""
    name = needed(read_choice(FormName, form.text("form"), "form"), "form", CHOICE_NEEDED)
    return name, read_id(form.text("paper"), "paper") or uuid4()


def _act(of: str | None, act_id: UUID | None) -> ActOnFile | None:
    """The act whose paper it is; None for one that is issued by hand."""
    kind = read_choice(ActKind, of, "of")
    return None if kind is None or act_id is None else ActOnFile(kind, act_id)


def _typed(form: SubmittedForm, name: FormName) -> dict[str, str]:
    return {field.name: form.text(field.name) for field in FORMS[name].fields}


def _only_purpose(form: SubmittedForm) -> SubmittedForm:
    """What a form beside a row takes along; the form for a new document stays empty."""
    return SubmittedForm({"purpose": (purpose_of(form),)}, {})
