"""Opening a new file and changing one, with the arithmetic of the term shown while it is entered."""

from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.status_codes import HTTP_200_OK

from api.console.assessment_forms import file_form_of
from api.console.page_forms import CHOICE_WRONG, SubmittedForm, form_of, read_choice, read_id
from api.console.pages_base import PageRequest
from api.console.supervisee_form import filled_form, form_view, listed_fields, read_content, term_view
from api.console.supervisee_header import file_path
from api.console.supervisee_pages import office_choices
from api.http import HttpResponse
from supervision.audit import Act
from supervision.corrections.files import OFFICE_UNKNOWN, change_person_file, create_person_file
from supervision.corrections.life_cycle import FIRST_STEPS, LifeStep
from supervision.corrections.listing import load_supervised_people
from supervision.corrections.opening import open_person_file
from supervision.corrections.purposes import Purpose
from supervision.corrections.reconciliation.showing import read_item
from supervision.documents import DocumentType
from supervision.errors import InputInvalid, NotFound, RuleRefused
from supervision.officers.officer import NOT_HERE
from supervision.wording import Wording

OPENS_TO_OTHERS = Wording(
    "已保存。该档案由其他有权限的人员打开，例如有未成年人专办授权的人员。",
    "Saved. The file opens to others, such as those who were granted minors' files.",
)
_CHANGING = Wording("这份档案", "this file")


class SuperviseeFormPages(Controller):
    """Files entered and changed inside the officer's reach."""

    path = "/supervisees"

    @get("/new", opt={"act": Act.PERSON_FILE_CREATE})
    async def new_file(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """An empty form, or what a list or an assessment says; the office, where there is only one, is chosen."""
        offices = await office_choices(page)
        item_id, assessment_id = (read_id(page.filters().get(name), name) for name in ("item", "assessment"))
        listed = listed_fields(await read_item(page.officer, item_id, Purpose.SUPERVISION)) if item_id else {}
        assessed = await file_form_of(page, assessment_id) if assessment_id else {}
        state = form_of(
            {
                "document_type": DocumentType.ID_CARD,
                "office": offices[0].value if len(offices) == 1 else None,
                "term_years": "0",
                "term_months": "0",
                "term_days": "0",
                "deducted_days": "0",
                **listed,
                **assessed,
            }
        )
        return await page.show(form_view(page, state, offices), active="supervisees")

    @post("/", opt={"act": Act.PERSON_FILE_CREATE}, status_code=HTTP_200_OK)
    async def create_file(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """Open the file; what was wrong stands beside its field, and nothing that was typed is lost."""
        form = await page.form()
        try:
            file_id = await create_person_file(page.officer, _office(form), read_content(form), _begins(form))
        except (InputInvalid, RuleRefused) as error:
            view = form_view(page, form.state(error, page.language), await office_choices(page))
            return await page.show_again(view, error, active="supervisees")
        done = Wording("档案已建立，内容已加密存放。", "The file is open, and its content is sealed.")
        return await _saved(page, file_id, Purpose.SUPERVISION, done)

    @get("/term", opt={"act": Act.PERSON_FILE_LIST, "background": True})
    async def term(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """The term that comes out of what stands in the form, as a part of its page."""
        fields = {name: (value,) for name, value in page.request.query_params.items()}
        return page.fragment(term_view(page, SubmittedForm(fields, {})))

    @get("/{supervisee_id:uuid}/edit", opt={"act": Act.PERSON_FILE_CHANGE})
    async def edit_file(self, supervisee_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """The form with what stands in the file; opening it is recorded."""
        if "purpose" not in page.filters():
            return await page.ask_purpose(_CHANGING, f"/console/supervisees/{supervisee_id}", active="supervisees")
        file = await open_person_file(page.officer, supervisee_id, page.filters()["purpose"])
        view = form_view(page, filled_form(file), await office_choices(page), file.file_id)
        return await page.show(view, active="supervisees")

    @post("/{supervisee_id:uuid}", opt={"act": Act.PERSON_FILE_CHANGE}, status_code=HTTP_200_OK)
    async def change_file(self, supervisee_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Store the content as the next revision; 409 when somebody else changed the file meanwhile."""
        form = await page.form()
        try:
            office, revision = _office(form), form.number("revision")
            await change_person_file(page.officer, supervisee_id, revision, read_content(form), office)
        except (InputInvalid, RuleRefused) as error:
            if supervisee_id not in await load_supervised_people(page.officer, {supervisee_id}):
                raise NotFound(NOT_HERE) from error  # what was typed is judged before anybody looks for the file
            state = form.state(error, page.language)
            view = form_view(page, state, await office_choices(page), supervisee_id)
            return await page.show_again(view, error, active="supervisees")
        purpose = form.text("purpose") or Purpose.SUPERVISION
        return await _saved(page, supervisee_id, purpose, Wording("已保存。", "Saved."))


async def _saved(page: PageRequest, file_id: UUID, purpose: str, done: Wording) -> HttpResponse:
    """To the file, or to the list where it is closed to whoever has entered it: a minor's, or by a limit."""
    if file_id not in await load_supervised_people(page.officer, {file_id}):
        return page.redirect("/console/supervisees", done=OPENS_TO_OTHERS)
    return page.redirect(file_path(file_id, purpose), done=done)


def _begins(form: SubmittedForm) -> LifeStep:
    """With what the file begins, which is never assumed."""
    begins = read_choice(LifeStep, form.text("begins"), "begins")
    if begins is None or begins not in FIRST_STEPS:
        raise InputInvalid(CHOICE_WRONG, field="begins")
    return begins


def _office(form: SubmittedForm) -> UUID:
    office = read_id(form.text("office"), "office")
    if office is None:
        raise InputInvalid(OFFICE_UNKNOWN, field="office")
    return office
