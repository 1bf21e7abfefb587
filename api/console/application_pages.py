"""The approval inbox: queues of applications, one of them with its decision, the permit."""

from collections.abc import Awaitable
from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.status_codes import HTTP_200_OK

from api.console.application_lines import summary_line
from api.console.application_views import application_view, permit_view
from api.console.confirming import CODE_FIELD
from api.console.figure_filters import counted_ids
from api.console.page_forms import SubmittedForm, read_choice, read_id
from api.console.page_moments import typed_moment
from api.console.pages_base import PageRequest, address
from api.console.supervisee_change_pages import CHOICE_NEEDED, needed
from api.console.view_models.applications import ApplicationListView
from api.console.view_models.base import FormState
from api.http import HttpResponse
from supervision.audit import Act
from supervision.corrections.applications.asking import withdraw_application
from supervision.corrections.applications.content import LAST_DAY_NEEDED
from supervision.corrections.applications.deciding import (
    Approval,
    approve_application,
    forward_application,
    refuse_application,
    send_back,
)
from supervision.corrections.applications.ending import cancel_application, shorten_application, sign_off
from supervision.corrections.applications.listing import (
    QUEUES,
    ApplicationShow,
    count_applications,
    list_applications,
    open_application,
)
from supervision.corrections.applications.telling import DAY_WRONG, put_down_telling
from supervision.corrections.applications.words import (
    STEP_REFUSED,
    ApplicationKind,
    ApplicationState,
    ApplicationStepRefused,
    Recipient,
)
from supervision.corrections.purposes import Purpose
from supervision.errors import InputInvalid, RuleRefused, SignInRefused
from supervision.wording import Wording

PATH = "/console/applications"
ACTIVE = "applications"

DECISION_MISSING = Wording("请选择如何办理。", "Choose what to do.")
APPROVED = Wording("已批准。", "Approved.")
REFUSED = Wording("已决定不予批准，请将理由告知本人。", "Refused; the person is to be told why.")
SENT_BACK = Wording("已退回补正。", "Sent back.")
FORWARDED = Wording("已报送。", "Forwarded.")
WITHDRAWN = Wording("已撤回。", "Withdrawn.")
SIGNED_OFF = Wording("已销假，活动范围恢复执行。", "Signed off; the boundary holds again.")
SHORTENED = Wording("已提前结束日期。", "The last day is an earlier one.")
CANCELLED = Wording("已取消。", "Cancelled.")
TOLD = Wording("已登记。", "Put down.")


class ApplicationPages(Controller):
    """Applications inside the officer's reach."""

    path = "/applications"

    @get("/", opt={"act": Act.APPLICATION_LIST})
    async def applications(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """A queue, or what is decided; whoever decides begins with what waits for them."""
        usual = ApplicationShow.TO_DECIDE if page.may(Act.APPLICATION_DECIDE) else ApplicationShow.WAITING
        ids = await counted_ids(page, Act.APPLICATION_LIST)
        show = read_choice(ApplicationShow, page.filters("show").get("show"), "show") or usual
        show = show if ids is None else ApplicationShow.DECIDED
        found = await list_applications(page.officer, show, page.filters().get("cursor"), ids)
        counts = await count_applications(page.officer)
        view = ApplicationListView(
            lines=tuple(summary_line(page, one) for one in found.items),
            shows=page.choices("application-show", counts={queue: counts[queue] for queue in QUEUES}),
            show=show,
            paging=page.paging(len(found.items), found.next, None if ids is None else len(ids)),
        )
        return await page.show(view, active=ACTIVE)

    @get("/{application_id:uuid}", opt={"act": Act.APPLICATION_OPEN})
    async def one(self, application_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """An application in clear; to decide on it is supervision, and recorded as such."""
        return await _show(page, application_id)

    @get("/{application_id:uuid}/permit", opt={"act": Act.APPLICATION_OPEN})
    async def permit(self, application_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """The permit for print; ApplicationStepRefused for what was not approved, and for a leave, which has a form."""
        opened = await open_application(page.officer, application_id, Purpose.SUPERVISION)
        is_approved = opened.application.state in {ApplicationState.APPROVED, ApplicationState.ENDED}
        if not is_approved or opened.application.kind is ApplicationKind.LEAVE:
            raise ApplicationStepRefused(STEP_REFUSED)
        return await page.show(permit_view(page, opened), active=ACTIVE)

    @post("/{application_id:uuid}/decision", opt={"act": Act.APPLICATION_DECIDE}, status_code=HTTP_200_OK)
    async def decide(self, application_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Approve, refuse, send back or forward what was shown."""
        form = await page.form()
        return await _done(page, application_id, form, _decide(page, application_id, form))

    @post("/{application_id:uuid}/withdrawal", opt={"act": Act.APPLICATION_WITHDRAW}, status_code=HTTP_200_OK)
    async def withdraw(self, application_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Take it back."""
        form = await page.form()
        return await _done(page, application_id, form, _withdraw(page, application_id, form))

    @post("/{application_id:uuid}/sign-off", opt={"act": Act.APPLICATION_END}, status_code=HTTP_200_OK)
    async def sign_off(self, application_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Put down that the person came back."""
        form = await page.form()
        return await _done(page, application_id, form, _sign_off(page, application_id, form))

    @post("/{application_id:uuid}/shortening", opt={"act": Act.APPLICATION_END}, status_code=HTTP_200_OK)
    async def shorten(self, application_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Let it end on an earlier day."""
        form = await page.form()
        return await _done(page, application_id, form, _shorten(page, application_id, form))

    @post("/{application_id:uuid}/cancellation", opt={"act": Act.APPLICATION_END}, status_code=HTTP_200_OK)
    async def cancel(self, application_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Cancel what was approved."""
        form = await page.form()
        return await _done(page, application_id, form, _cancel(page, application_id, form))

    @post("/{application_id:uuid}/telling", opt={"act": Act.APPLICATION_TELL}, status_code=HTTP_200_OK)
    async def tell(self, application_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Put down who was told."""
        form = await page.form()
        return await _done(page, application_id, form, _tell(page, application_id, form))


async def _decide(page: PageRequest, application_id: UUID, form: SubmittedForm) -> Wording:
    officer, revision, code = page.officer, form.number("revision"), form.text(CODE_FIELD)
    match form.text("decision"):
        case "approve":
            opened = [zone for text in form.texts("opened") if (zone := read_id(text, "opened")) is not None]
            await approve_application(officer, application_id, revision, Approval(form.text("note"), code, opened))
            return APPROVED
        case "refuse":
            await refuse_application(officer, application_id, revision, form.text("reason"), code)
            return REFUSED
        case "send-back":
            await send_back(officer, application_id, revision, form.text("reason"))
            return SENT_BACK
        case "forward":
            await forward_application(officer, application_id, revision, form.text("opinion"))
            return FORWARDED
        case _:
            raise InputInvalid(DECISION_MISSING, field="decision")


async def _withdraw(page: PageRequest, application_id: UUID, form: SubmittedForm) -> Wording:
    await withdraw_application(page.officer, application_id, form.text("reason"))
    return WITHDRAWN


async def _sign_off(page: PageRequest, application_id: UUID, form: SubmittedForm) -> Wording:
    await sign_off(page.officer, application_id, typed_moment(form, "back_at"), form.text("note"))
    return SIGNED_OFF


async def _shorten(page: PageRequest, application_id: UUID, form: SubmittedForm) -> Wording:
    until_on = needed(form.day("until_on"), "until_on", LAST_DAY_NEEDED)
    await shorten_application(page.officer, application_id, until_on, form.text("reason"))
    return SHORTENED


async def _cancel(page: PageRequest, application_id: UUID, form: SubmittedForm) -> Wording:
    await cancel_application(page.officer, application_id, form.text("reason"))
    return CANCELLED


async def _tell(page: PageRequest, application_id: UUID, form: SubmittedForm) -> Wording:
    recipient = needed(read_choice(Recipient, form.text("recipient"), "recipient"), "recipient", CHOICE_NEEDED)
    told_on = needed(form.day("told_on"), "told_on", DAY_WRONG)
    await put_down_telling(page.officer, application_id, recipient, told_on)
    return TOLD


async def _done(page: PageRequest, application_id: UUID, form: SubmittedForm, act: Awaitable[Wording]) -> HttpResponse:
    try:
        done = await act
    except (InputInvalid, RuleRefused, SignInRefused) as error:
        state = form.state(error, page.language)
        if isinstance(error, SignInRefused):
            state = FormState(values=state.values, lists=state.lists, errors={CODE_FIELD: state.refusal or ""})
        opened = await open_application(page.officer, application_id, Purpose.SUPERVISION)
        return await page.show_again(await application_view(page, opened, state), error, active=ACTIVE)
    return page.redirect(f"{PATH}/{application_id}", done=done)


async def _show(page: PageRequest, application_id: UUID) -> HttpResponse:
    purpose = page.filters("purpose").get("purpose", Purpose.SUPERVISION)
    opened = await open_application(page.officer, application_id, purpose)
    return await page.show(await application_view(page, opened, FormState()), active=ACTIVE)


def application_path(application_id: UUID, purpose: str) -> str:
    """Where an application opens for a purpose that was given."""
    return address(f"{PATH}/{application_id}", purpose=purpose)
