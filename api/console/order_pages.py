"""Orders: the list, one of them with its steps, and what is done from there but for drafting and deciding."""

from collections.abc import Awaitable
from typing import Annotated
from uuid import UUID

from litestar import Controller, get, post
from litestar.datastructures import UploadFile
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, QueryParameter
from litestar.status_codes import HTTP_200_OK

from api.console.confirming import CODE_FIELD, ask_code, wrong_code
from api.console.figure_filters import counted_ids
from api.console.order_views import list_line, order_view
from api.console.page_forms import SubmittedForm
from api.console.page_moments import typed_moment
from api.console.pages_base import PageRequest, address
from api.console.view_models.base import Choice, Line
from api.console.view_models.orders import OrderListView
from api.console.view_models.sign_in import SecondFactorView
from api.http import HttpResponse
from devices.tracker_facts import load_tracker_facts
from supervision.audit import Act
from supervision.corrections.attachments import AttachmentKind, add_attachment
from supervision.corrections.purposes import Purpose
from supervision.errors import InputInvalid, RuleRefused, SupervisionError
from supervision.media import MOST_BYTES
from supervision.orders.deciders import places_to_decide
from supervision.orders.ending import CAUSE_WRONG, EARLY_ENDS, end_order
from supervision.orders.listing import OrderShow, list_orders
from supervision.orders.liveness import StopCause
from supervision.orders.notices import SCAN_NEEDED, print_notice, serve_notice
from supervision.orders.opening import open_order
from supervision.orders.proposing import propose_order
from supervision.orders.reviews import review_order
from supervision.orders.store import load_order
from supervision.orders.wearing import assign_tracker, start_order
from supervision.texts import needed_text
from supervision.wording import Wording

LIST_PATH = "/console/orders"
SCAN_BODY_BYTES = MOST_BYTES + 64 * 1024
"""A scan with the few fields beside it."""

OUTCOME_MISSING = Wording("请选择本人是否签名。", "Say whether the notice was signed.")
TRACKER_MISSING = Wording("请选择终端。", "Choose a tracker.")
PROPOSED = Wording("已提请审批。", "Proposed.")
SERVED = Wording("已登记告知。", "The service is recorded.")
FITTED = Wording("已登记佩戴。", "Recorded as put on.")
NOTICE_OUT = Wording("告知书已签发并编号，请下载打印，交本人签名。", "The notice is out; print it and have it signed.")
NOTICE_MISSING = Wording(
    "告知书已编号，但文书未能生成，请在“文书”中补签后打印。",
    "The notice is numbered, but its paper could not be made; issue it below, then print it.",
)
STARTED = Wording("定位令已生效，开始接收定位。", "The order is in force; positions come in from now on.")
REVIEWED = Wording("已复核：仍然成立。", "Reviewed: it stands.")
ENDED = Wording(
    "已解除，定位已经停止接收。终端须收回并登记交回。",
    "Ended; no position comes in any more. The tracker has to be fetched back.",
)

_MOST_NOTE = 2_000
_THIS_ORDER = Wording("这份定位令", "this order")
_TABS: tuple[tuple[str, OrderShow, Wording], ...] = (
    ("", OrderShow.ALL, Wording("全部", "All")),
    ("waiting", OrderShow.WAITING, Wording("待审批", "To be decided on")),
    ("running", OrderShow.RUNNING, Wording("执行中", "In force")),
    ("ending", OrderShow.ENDING, Wording("即将到期", "Ending soon")),
    ("review", OrderShow.REVIEW, Wording("依据待复核", "Ground to review")),
    ("ended", OrderShow.ENDED, Wording("已结束", "Ended")),
)
_FOR_ME = ("waiting-for-me", OrderShow.WAITING, Wording("待我审批", "For me to decide on"))


class OrderPages(Controller):
    """Positioning orders inside the officer's reach."""

    path = "/orders"

    @get("/", opt={"act": Act.ORDER_LIST})
    async def list_orders(
        self, page: NamedDependency[PageRequest], cursor: FromQuery[str | None] = None
    ) -> HttpResponse:
        """Orders, newest first, people masked."""
        decides = bool(await places_to_decide(page.officer, page.now))
        tabs = tuple(_FOR_ME if tab[0] == "waiting" and decides else tab for tab in _TABS)
        wanted = page.filters("show").get("show", "")
        name, show, _ = next((tab for tab in tabs if tab[0] == wanted), tabs[0])
        ids = await counted_ids(page, Act.ORDER_LIST)
        name, show = (name, show) if ids is None else ("", OrderShow.ALL)
        found = await list_orders(page.officer, show, cursor, among=ids)
        total = len(found.items) if found.next is None and not cursor else None
        view = OrderListView(
            lines=tuple(list_line(page, summary) for summary in found.items),
            shows=tuple(Choice(value=tab, label=page.say(label)) for tab, _, label in tabs),
            show=name,
            paging=page.paging(len(found.items), found.next, total if ids is None else len(ids)),
        )
        return await page.show(view, active="orders")

    @get("/{order_id:uuid}", opt={"act": Act.ORDER_OPEN})
    async def open_order(
        self,
        order_id: FromPath[UUID],
        page: NamedDependency[PageRequest],
        purpose: FromQuery[str | None] = None,
        wanted: Annotated[int | None, QueryParameter(name="version")] = None,
    ) -> HttpResponse:
        """One order in clear, for a purpose that is recorded."""
        if purpose is None:
            return await page.ask_purpose(_THIS_ORDER, LIST_PATH, active="orders")
        order = await open_order(page.officer, order_id, purpose)
        return await page.show(await order_view(page, order, purpose, wanted), active="orders")

    @post("/{order_id:uuid}/proposal", opt={"act": Act.ORDER_PROPOSE})
    async def propose(self, order_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Put the open version before the county bureau's head."""
        return await act_on_order(page, order_id, await page.form(), propose_order(page.officer, order_id), PROPOSED)

    @post("/{order_id:uuid}/notice/issue", opt={"act": Act.ORDER_PRINT_NOTICE}, status_code=HTTP_200_OK)
    async def print_notice(self, order_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Put the numbered notice to the wearer out; it is fetched from the order's page, to be printed and signed."""
        form = await page.form()
        try:
            notice = await print_notice(page.officer, order_id)
        except RuleRefused as error:
            return await show_order_again(page, order_id, form, error)
        return page.redirect(order_path(order_id), done=NOTICE_MISSING if notice.paper_id is None else NOTICE_OUT)

    @post("/{order_id:uuid}/notice", opt={"act": Act.ORDER_SERVE_NOTICE}, request_max_body_size=SCAN_BODY_BYTES)
    async def serve_notice(self, order_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Record that the notice was served: signed, or refused before two witnesses."""
        form = await page.form()
        return await act_on_order(page, order_id, form, _serve(page, order_id, form), SERVED)

    @post("/{order_id:uuid}/fitting", opt={"act": Act.TRACKER_ASSIGN, "about": "order"})
    async def fit_tracker(self, order_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Record who wears which tracker from now on."""
        form = await page.form()
        return await act_on_order(page, order_id, form, _fit(page, order_id, form), FITTED)

    @post("/{order_id:uuid}/start", opt={"act": Act.ORDER_START})
    async def start(self, order_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Start the order now."""
        return await act_on_order(page, order_id, await page.form(), start_order(page.officer, order_id), STARTED)

    @post("/{order_id:uuid}/review", opt={"act": Act.ORDER_REVIEW}, status_code=HTTP_200_OK)
    async def review(self, order_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Find that the order stands although a record on which it rests was annulled."""
        form = await page.form()
        return await act_on_order(
            page, order_id, form, review_order(page.officer, order_id, form.text("reason")), REVIEWED
        )

    @post("/{order_id:uuid}/ending", opt={"act": Act.ORDER_END}, status_code=HTTP_200_OK)
    async def end(self, order_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """End the order early; the first post asks for the second factor, the second one ends."""
        form = await page.form()
        try:
            cause, note = _ending(form)
            order = await load_order(page.officer, Act.ORDER_END, order_id)
        except InputInvalid as error:
            return await show_order_again(page, order_id, form, error)
        view = _ending_view(page, order_id, order.number, cause, note)
        if CODE_FIELD not in form.fields:
            return await ask_code(page, view, active="orders")
        if (refusal := await wrong_code(page, form)) is not None:
            return await ask_code(page, view, refusal, active="orders")
        return await act_on_order(page, order_id, form, end_order(page.officer, order_id, cause, note), ENDED)


def order_path(order_id: UUID) -> str:
    """The page of an order for whoever has just acted on it, which is supervision."""
    return address(f"{LIST_PATH}/{order_id}", purpose=Purpose.SUPERVISION.value)


async def act_on_order(
    page: PageRequest, order_id: UUID, form: SubmittedForm, act: Awaitable[object], done: Wording
) -> HttpResponse:
    """Do it and go back to the order's page; what a rule refuses is said there, with what was typed."""
    try:
        await act
    except (InputInvalid, RuleRefused) as error:
        return await show_order_again(page, order_id, form, error)
    return page.redirect(order_path(order_id), done=done)


async def show_order_again(
    page: PageRequest, order_id: UUID, form: SubmittedForm, error: SupervisionError
) -> HttpResponse:
    """The order's page with a refusal."""
    order = await open_order(page.officer, order_id, Purpose.SUPERVISION)
    view = await order_view(page, order, Purpose.SUPERVISION, form=form.state(error, page.language))
    return await page.show_again(view, error, active="orders")


async def _serve(page: PageRequest, order_id: UUID, form: SubmittedForm) -> None:
    outcome, served_at, scan = form.text("outcome"), typed_moment(form, "served_at"), form.file("scan")
    if outcome not in {"signed", "refused"}:
        raise InputInvalid(OUTCOME_MISSING, field="outcome")
    if outcome == "signed" and scan is None:
        raise InputInvalid(SCAN_NEEDED, field="scan")
    witnesses = (form.text("witness_1"), form.text("witness_2")) if outcome == "refused" else None
    for place, name in enumerate(witnesses or (), start=1):
        needed_text(name, f"witness_{place}")
    scan_id = await _attach_scan(page, order_id, scan) if scan else None
    await serve_notice(page.officer, order_id, served_at, scan_id=scan_id, witnesses=witnesses)


async def _attach_scan(page: PageRequest, order_id: UUID, scan: UploadFile) -> UUID:
    order = await load_order(page.officer, Act.ORDER_SERVE_NOTICE, order_id)
    title = f"定位令 {order.number} 告知书签收件"
    try:
        return await add_attachment(page.officer, order.file_id, AttachmentKind.NOTICE_SCAN, title, await scan.read())
    except InputInvalid as error:
        raise InputInvalid(error.args[0], field="scan") from error


async def _fit(page: PageRequest, order_id: UUID, form: SubmittedForm) -> None:
    if not form.text("tracker"):
        raise InputInvalid(TRACKER_MISSING, field="tracker")
    tracker = await load_tracker_facts(page.officer, form.text("tracker"), Act.TRACKER_ASSIGN)
    await assign_tracker(page.officer, order_id, tracker)


def _ending(form: SubmittedForm) -> tuple[StopCause, str]:
    cause = next((cause for cause in EARLY_ENDS if cause == form.text("cause")), None)
    if cause is None:
        raise InputInvalid(CAUSE_WRONG, field="cause")
    return cause, needed_text(form.text("note"), "note", _MOST_NOTE)


def _ending_view(page: PageRequest, order_id: UUID, number: str, cause: StopCause, note: str) -> SecondFactorView:
    return SecondFactorView(
        heading=Wording("解除定位令", "End the order"),
        act=Wording("解除定位令", "End the order"),
        why=Wording(
            "解除不能撤销：定位立即停止接收，再要定位须重新起草、审批。",
            "This cannot be undone: positions stop at once, and positioning again needs a new order.",
        ),
        action_path=f"{LIST_PATH}/{order_id}/ending",
        cancel_path=order_path(order_id),
        shown=(
            Line(label=Wording("定位令", "Order"), value=number),
            Line(label=Wording("原因", "Cause"), value=page.word(cause, "end-cause")),
            Line(label=Wording("说明", "Note"), value=note),
        ),
        hidden={"cause": cause.value, "note": note},
        is_grave=True,
    )
