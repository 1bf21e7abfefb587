"""After-care: the list with its queues, people entered, and files opened for a purpose."""

from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.status_codes import HTTP_200_OK

from api.console.aftercare_forms import filled, form_view, read_person
from api.console.aftercare_tabs import AFTERCARE_TABS
from api.console.aftercare_views import ACTIVE, PATH, line_of
from api.console.page_forms import SubmittedForm, form_of, read_choice, read_id
from api.console.pages_base import PageRequest, address
from api.console.view_models.aftercare import AftercareListView
from api.console.view_models.base import FormState
from api.http import HttpResponse
from supervision.aftercare.entering import change_person, enter_released
from supervision.aftercare.listing import AftercareShow, count_aftercare, list_aftercare
from supervision.aftercare.opening import open_aftercare_file
from supervision.aftercare.person import Released
from supervision.aftercare.purposes import AftercarePurpose
from supervision.audit import Act
from supervision.errors import InputInvalid, RuleRefused, SupervisionError
from supervision.legal_time import legal_day
from supervision.wording import Wording

ENTERED = Wording("已列入待核实。", "Entered, to be verified.")
CHANGED = Wording("已保存。", "Saved.")
OFFICE_NEEDED = Wording("请选择司法所。", "Choose the justice office.")
DAY_NEEDED = Wording("请填写释放日期。", "Enter the day of release.")
_SUBJECT = Wording("这份帮教档案", "this file of after-care")


class AftercarePages(Controller):
    """People in after-care inside the officer's reach."""

    path = "/aftercare"

    @get("/", opt={"act": Act.AFTERCARE_LIST})
    async def list_files(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """A queue, or for a query everybody whom it may mean."""
        given = page.filters()
        show = read_choice(AftercareShow, given.get("show"), "show") or AftercareShow.CURRENT
        query = given.get("query", "")
        found = await list_aftercare(page.officer, show, query, given.get("cursor"))
        counts = await count_aftercare(page.officer, legal_day(page.now))
        view = AftercareListView(
            query=query,
            lines=tuple(map(line_of, found.items)),
            shows=page.choices("aftercare-show", counts={show.value: many for show, many in counts.items()}),
            show="" if query else show,
            paging=page.paging(len(found.items), found.next, None if query else counts[show]),
            may_enter=page.may(Act.AFTERCARE_ENTER),
        )
        return await page.show(view, active=ACTIVE)

    @get("/new", opt={"act": Act.AFTERCARE_ENTER})
    async def new(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """The empty form."""
        return await page.show(await form_view(page, form_of({"document_type": "id-card"})), active=ACTIVE)

    @post("/", opt={"act": Act.AFTERCARE_ENTER}, status_code=HTTP_200_OK)
    async def enter(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """Enter one person of a prison's list."""
        form = await page.form()
        try:
            file_id = await enter_released(page.officer, *_read_entry(form))
        except (InputInvalid, RuleRefused) as error:
            view = await form_view(page, form.state(error, page.language))
            return await page.show_again(view, error, active=ACTIVE)
        return page.redirect(file_path(file_id, AftercarePurpose.LINK_UP), done=ENTERED)

    @get("/{file_id:uuid}", opt={"act": Act.AFTERCARE_OPEN})
    async def open_file(self, file_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """A tab of the file, in clear and recorded; without a purpose the question for it."""
        if "purpose" not in page.filters():
            purposes = (tuple(AftercarePurpose), "aftercare-purpose")
            return await page.ask_purpose(_SUBJECT, PATH, active=ACTIVE, purposes=purposes)
        return await show_file(page, file_id, page.filters().get("tab", "overview"))

    @get("/{file_id:uuid}/person", opt={"act": Act.AFTERCARE_CHANGE})
    async def edit(self, file_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """The form with what is stored."""
        opened = await open_aftercare_file(page.officer, file_id, page.filters().get("purpose", AftercarePurpose.HELP))
        return await page.show(await form_view(page, filled(opened), file_id), active=ACTIVE)

    @post("/{file_id:uuid}/person", opt={"act": Act.AFTERCARE_CHANGE}, status_code=HTTP_200_OK)
    async def change(self, file_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Store what is known of the person anew."""
        form = await page.form()
        await open_aftercare_file(page.officer, file_id, AftercarePurpose.HELP)
        try:
            await change_person(page.officer, file_id, form.number("revision"), read_person(form))
        except (InputInvalid, RuleRefused) as error:
            view = await form_view(page, form.state(error, page.language), file_id)
            return await page.show_again(view, error, active=ACTIVE)
        return page.redirect(file_path(file_id, form.text("purpose") or AftercarePurpose.HELP), done=CHANGED)


def file_path(file_id: UUID, purpose: str, tab: str | None = None) -> str:
    """Where a file, or one of its tabs, opens for a purpose that was given."""
    return address(f"{PATH}/{file_id}", tab=tab, purpose=purpose)


async def show_file(
    page: PageRequest,
    file_id: UUID,
    tab: str,
    *,
    purpose: str | None = None,
    form: FormState | None = None,
    error: SupervisionError | None = None,
) -> HttpResponse:
    """A tab of a file, opened for the purpose of the address or the one given; with a form that was refused."""
    reason = purpose or page.filters().get("purpose") or AftercarePurpose.HELP
    opened = await open_aftercare_file(page.officer, file_id, reason)
    view = await AFTERCARE_TABS.get(tab, AFTERCARE_TABS["overview"])(page, opened, form or FormState())
    if error is not None:
        return await page.show_again(view, error, active=ACTIVE)
    return await page.show(view, active=ACTIVE)


def _read_entry(form: SubmittedForm) -> tuple[UUID, Released]:
    office, released_on = read_id(form.text("office"), "office"), form.day("released_on")
    if office is None:
        raise InputInvalid(OFFICE_NEEDED, field="office")
    if released_on is None:
        raise InputInvalid(DAY_NEEDED, field="released_on")
    return office, Released(read_person(form), released_on)
