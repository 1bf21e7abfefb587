"""Trackers: the registry, one of them, its pairing document shown once, its revocation, its way back."""

from collections.abc import Mapping

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery
from litestar.status_codes import HTTP_200_OK

from api.console.confirming import ask_code, wrong_code
from api.console.page_forms import form_of
from api.console.page_moments import moment_value, typed_moment
from api.console.pages_base import PageRequest
from api.console.tracker_lines import concerns_of, find_task, hand_back_line, tracker_lines, tracker_view
from api.console.view_models.base import Choice, FormState, Line
from api.console.view_models.sign_in import SecondFactorView
from api.console.view_models.trackers import PairingView, TrackerListView
from api.http import HttpResponse
from devices.broker import tracker_address
from devices.pairing import PairingDocument, pairing_document
from devices.registry import Tracker, pair_tracker, revoke_tracker
from devices.tracker_list import TrackerFilter, TrackerShow, count_trackers, list_trackers, open_tracker
from supervision.audit import Act
from supervision.errors import InputInvalid, NotFound, RuleRefused
from supervision.officers.officer import NOT_HERE
from supervision.orders.due_work import count_removal_tasks
from supervision.orders.removal import list_removal_tasks
from supervision.orders.wearing import hand_back
from supervision.wording import Wording

HAND_BACK = "hand-back"
"""The tab with the trackers to be fetched back."""

TABS: tuple[tuple[str, TrackerShow, Wording], ...] = (
    ("", TrackerShow.ALL, Wording("全部", "All")),
    ("worn", TrackerShow.OUT, Wording("在外", "With somebody")),
    ("paired", TrackerShow.FREE, Wording("可用", "Free")),
    ("stock", TrackerShow.STOCK, Wording("未配对", "Not paired")),
    ("revoked", TrackerShow.REVOKED, Wording("已停用", "Revoked")),
)
"""The ways to see the registry: what stands in the address, which trackers it shows, and its name."""

CONCERN = "concern"
"""The tab with the trackers that are still silent, low or open though somebody dealt with the alert."""

TO_HAND_BACK = Wording("待交回", "To be handed back")
NOT_RECOVERED = Wording("处置后未恢复", "Not recovered")
REVOKED = Wording("已停用，账号立即失效。", "Revoked; its account ended at once.")
BACK = Wording("已登记交回。", "Recorded as handed back.")


class TrackerPages(Controller):
    """The registry of trackers."""

    path = "/trackers"

    @get("/", opt={"act": Act.TRACKER_LIST})
    async def list_trackers(
        self, page: NamedDependency[PageRequest], cursor: FromQuery[str | None] = None
    ) -> HttpResponse:
        """Trackers kept where the officer works, or those to be fetched back."""
        given = page.filters("show", "query")
        show, query = given.get("show", ""), given.get("query", "")
        concerns = await concerns_of(page)
        if show == HAND_BACK:
            view = await _hand_back_view(page, concerns)
        else:
            wanted = TrackerFilter(_show_of(show), query, tuple(concerns) if show == CONCERN else None)
            found = await list_trackers(page.officer, wanted, cursor)
            total = await count_trackers(page.officer, wanted)
            view = TrackerListView(
                query=query,
                show=show,
                shows=await _tabs(page, concerns),
                lines=await tracker_lines(page, found.items, concerns),
                hand_backs=(),
                paging=page.paging(len(found.items), found.next, total),
                may_add=page.may(Act.TRACKER_REGISTER),
            )
        return await page.show(view, active="trackers")

    @get("/{tracker_id:str}", opt={"act": Act.TRACKER_LIST})
    async def open(self, tracker_id: FromPath[str], page: NamedDependency[PageRequest]) -> HttpResponse:
        """One tracker."""
        tracker = await open_tracker(page.officer, tracker_id)
        form = form_of({"received_at": moment_value(page.now)})
        return await page.show(await tracker_view(page, tracker, form), active="trackers")

    @post("/{tracker_id:str}/pairing", opt={"act": Act.TRACKER_PAIR}, status_code=HTTP_200_OK)
    async def pair(self, tracker_id: FromPath[str], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Give the tracker a fresh account; what is answered is shown this once."""
        try:
            pairing = await pair_tracker(page.officer, tracker_id)
        except RuleRefused as error:
            tracker = await open_tracker(page.officer, tracker_id)
            return await _again(page, tracker, error, FormState())
        document = pairing_document(pairing, tracker_address(page.settings))
        return await page.show(_pairing_view(page, document), active="trackers")

    @get("/{tracker_id:str}/revocation", opt={"act": Act.TRACKER_REVOKE})
    async def ask_revocation(self, tracker_id: FromPath[str], page: NamedDependency[PageRequest]) -> HttpResponse:
        """What revoking means, and the second factor."""
        tracker = await open_tracker(page.officer, tracker_id)
        return await ask_code(page, _revocation(page, tracker), active="trackers")

    @post("/{tracker_id:str}/revocation", opt={"act": Act.TRACKER_REVOKE})
    async def revoke(self, tracker_id: FromPath[str], page: NamedDependency[PageRequest]) -> HttpResponse:
        """End the tracker's account for good."""
        form, tracker = await page.form(), await open_tracker(page.officer, tracker_id)
        if (error := await wrong_code(page, form)) is not None:
            return await ask_code(page, _revocation(page, tracker), error, active="trackers")
        await revoke_tracker(page.officer, tracker_id)
        return page.redirect(tracker_path(tracker_id), done=REVOKED)

    @post("/{tracker_id:str}/hand-back", opt={"act": Act.TRACKER_HAND_BACK})
    async def take_back(self, tracker_id: FromPath[str], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Record that the tracker is back."""
        form, task = await page.form(), await find_task(page, tracker_id)
        if task is None:
            raise NotFound(NOT_HERE)
        try:
            received_at = typed_moment(form, "received_at")
            await hand_back(page.officer, task.assignment_id, received_at, form.text("condition"))
        except (InputInvalid, RuleRefused) as error:
            tracker = await open_tracker(page.officer, tracker_id)
            return await _again(page, tracker, error, form.state(error, page.language))
        return page.redirect(tracker_path(tracker_id), done=BACK)


def tracker_path(tracker_id: str) -> str:
    """The page of a tracker."""
    return f"/console/trackers/{tracker_id}"


async def _hand_back_view(page: PageRequest, concerns: Mapping[str, str]) -> TrackerListView:
    tasks = await list_removal_tasks(page.officer)
    return TrackerListView(
        query="",
        show=HAND_BACK,
        shows=await _tabs(page, concerns),
        lines=(),
        hand_backs=tuple(map(hand_back_line, tasks)),
        paging=page.paging(len(tasks), None, len(tasks)),
    )


async def _again(
    page: PageRequest, tracker: Tracker, error: InputInvalid | RuleRefused, form: FormState
) -> HttpResponse:
    shown = form if form.errors or form.refusal else FormState(refusal=page.say(error.args[0]))
    return await page.show_again(await tracker_view(page, tracker, shown), error, active="trackers")


def _show_of(name: str) -> TrackerShow:
    return next((show for tab, show, _ in TABS if tab == name), TrackerShow.ALL)


async def _tabs(page: PageRequest, concerns: Mapping[str, str]) -> tuple[Choice, ...]:
    tabs = [
        Choice(value=name, label=page.say(label), count=await count_trackers(page.officer, TrackerFilter(show)))
        for name, show, label in TABS
    ]
    if page.may(Act.TRACKER_HAND_BACK):
        count = await count_removal_tasks(page.officer)
        tabs.insert(2, Choice(value=HAND_BACK, label=page.say(TO_HAND_BACK), count=count))
    if page.may(Act.ALERT_DISPOSE):
        tabs.insert(3, Choice(value=CONCERN, label=page.say(NOT_RECOVERED), count=len(concerns)))
    return tuple(tabs)


def _pairing_view(page: PageRequest, document: PairingDocument) -> PairingView:
    values = (
        (Wording("服务器", "Server"), document.mqtt_host),
        (Wording("端口", "Port"), str(document.mqtt_port)),
        (Wording("加密", "Encryption"), "TLS" if document.mqtt_tls else page.say(Wording("无（仅限本机）", "none"))),
        (Wording("用户名", "Username"), document.username),
        (Wording("密码", "Password"), document.password),
        (Wording("主题", "Topic"), document.topic),
    )
    return PairingView(
        tracker_id=document.tracker_id,
        dialect=document.dialect,
        document=document.as_json(),
        qr_svg=document.qr_svg(),
        fields=tuple(Line(label=page.say(label), value=value) for label, value in values),
        made_at=page.now,
        made_by=page.officer.name,
    )


def _revocation(page: PageRequest, tracker: Tracker) -> SecondFactorView:
    path = tracker_path(tracker.id)
    worn = Wording("这台终端仍有人佩戴：停用后就收不到定位，请先更换终端。", "It is being worn: put on another first.")
    free = Wording(
        "停用不能撤销：账号立即失效，这台终端不能再配对。",
        "This cannot be undone: the account ends at once, and the tracker is never paired again.",
    )
    return SecondFactorView(
        heading=page.say(Wording("停用终端", "Revoke a tracker")),
        act=page.say(Wording("停用终端", "Revoke the tracker")),
        why=page.say(free) + (page.say(worn) if tracker.is_worn else ""),
        action_path=f"{path}/revocation",
        cancel_path=path,
        shown=(
            Line(label=page.say(Wording("终端", "Tracker")), value=tracker.id),
            Line(label=page.say(Wording("序列号", "Serial number")), value=tracker.serial),
            Line(label=page.say(Wording("型号", "Model")), value=tracker.model),
        ),
        is_grave=True,
    )
