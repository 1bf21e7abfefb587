"""查阅管理: one's own openings, the way past a restriction and its review, limits to decide on, legal queries."""

from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.status_codes import HTTP_200_OK

from api.console.access_views import (
    PATH,
    glass_line,
    hours_of,
    limit_line,
    query_line,
    review_basis,
    shows_of,
)
from api.console.page_forms import SubmittedForm
from api.console.pages_base import PageRequest
from api.console.supervisee_header import file_path
from api.console.view_models.access import (
    BreakGlassView,
    GlassListView,
    GlassTodayView,
    OwnTrailLine,
    OwnTrailView,
    QueryListView,
    WaitingLimitsView,
)
from api.http import HttpResponse
from supervision.audit import Act
from supervision.corrections.assessments.limits import list_waiting_assessment_limits
from supervision.corrections.limits.glass import break_glass, count_glass_to_review, list_broken_glass, review_glass
from supervision.corrections.limits.legal_queries import (
    QueryText,
    answer_query,
    find_file_by_number,
    list_queries,
    record_query,
)
from supervision.corrections.limits.setting import confirm_limit, decline_limit, end_limit, list_waiting_limits
from supervision.corrections.limits.trails import read_own_trail
from supervision.corrections.purposes import Purpose
from supervision.errors import InputInvalid, NotFound, RuleRefused, SignInRefused, SupervisionError
from supervision.wording import Wording

ACTIVE = "access"
CONFIRMED = Wording("访问限制已生效。", "The limit stands.")
DECLINED = Wording("已退回。", "Turned down.")
ENDED = Wording("访问限制已结束。", "The limit has ended.")
OPENED = Wording("已记录，并已告知负责人。请在有效时间内查阅。", "Recorded, and told to whoever reviews it.")
REVIEWED = Wording("已登记复核意见。", "The finding is put down.")
RECORDED = Wording("已登记依法查询，查询期间可以查阅。", "Recorded; the file is open in its course.")
ANSWERED = Wording("已登记告知的内容。", "What was told is put down.")
NOT_FOUND = Wording("没有可以紧急查阅的档案。", "There is no file to which the glass can be broken.")
_YES_OR_NO = {"yes": True, "no": False}


class AccessPages(Controller):
    """Who may see a file, who did, and the way past a restriction."""

    path = "/access"

    @get("/", opt={"act": Act.OWN_TRAIL_READ})
    async def mine(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """One's own acts on files, newest first."""
        found = await read_own_trail(page.officer, page.filters().get("cursor"))
        lines = tuple(
            OwnTrailLine(
                at=one.at, act=one.act, purpose=one.purpose or "", result=one.result, supervisee_id=one.file_id,
                file_number=one.file_number,
            )
            for one in found.items
        )  # fmt: skip
        view = OwnTrailView(shows=shows_of(page), lines=lines, paging=page.paging(len(lines), found.next))
        return await page.show(view, active=ACTIVE)

    @get("/break", opt={"act": Act.GLASS_BREAK})
    async def ask_number(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """The exact number of a restricted file, and why it has to be opened."""
        return await page.show(_break_view(page), active=ACTIVE)

    @post("/break", opt={"act": Act.GLASS_BREAK}, status_code=HTTP_200_OK)
    async def break_glass(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """Break the glass, confirmed with the second factor; the file opens."""
        form = await page.form()
        try:
            opened = await break_glass(page.officer, form.text("number"), form.text("reason"), form.text("code"))
        except NotFound:
            error: SupervisionError = InputInvalid(NOT_FOUND, field="number")
            return await page.show_again(_break_view(page, form, error), error, active=ACTIVE)
        except SignInRefused as refusal:
            wrong = InputInvalid(refusal.args[0] if refusal.args else refusal.code, field="code")
            return await page.show_again(_break_view(page, form, wrong), refusal, active=ACTIVE)
        except (InputInvalid, RuleRefused) as refusal:
            return await page.show_again(_break_view(page, form, refusal), refusal, active=ACTIVE)
        return page.redirect(file_path(opened.file_id, Purpose.SUPERVISION), warning=OPENED)

    @get("/limits", opt={"act": Act.ACCESS_LIMIT_LIST})
    async def limits(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """Limits that wait for a decision, the longest waiting first."""
        return await show_limits(page)

    @post("/limits/{limit_id:uuid}/confirmation", opt={"act": Act.ACCESS_LIMIT_DECIDE}, status_code=HTTP_200_OK)
    async def confirm(self, limit_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Let a limit stand."""
        form = await page.form()
        try:
            await confirm_limit(page.officer, limit_id)
        except RuleRefused as error:
            return await show_limits(page, form, error)
        return page.redirect(f"{PATH}/limits", done=CONFIRMED)

    @post("/limits/{limit_id:uuid}/refusal", opt={"act": Act.ACCESS_LIMIT_DECIDE}, status_code=HTTP_200_OK)
    async def decline(self, limit_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Turn a limit down."""
        form = await page.form()
        try:
            await decline_limit(page.officer, limit_id, form.text("reason"))
        except (InputInvalid, RuleRefused) as error:
            return await show_limits(page, form, error)
        return page.redirect(f"{PATH}/limits", done=DECLINED)

    @post("/limits/{limit_id:uuid}/ending", opt={"act": Act.ACCESS_LIMIT_END}, status_code=HTTP_200_OK)
    async def end(self, limit_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """End a limit before its last day."""
        form = await page.form()
        try:
            await end_limit(page.officer, limit_id, form.text("reason"))
        except (InputInvalid, RuleRefused) as error:
            return await show_limits(page, form, error)
        return page.redirect(f"{PATH}/limits", done=ENDED)

    @get("/glass", opt={"act": Act.GLASS_LIST})
    async def glass(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """Whenever the glass was broken, the last first."""
        return await _show_glass(page)

    @get("/glass/waiting", opt={"act": Act.GLASS_LIST, "background": True})
    async def glass_waiting(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """What waits for a review, for today's work to ask again and again."""
        return page.fragment(await glass_today(page))

    @post("/glass/{glass_id:uuid}/review", opt={"act": Act.GLASS_REVIEW}, status_code=HTTP_200_OK)
    async def review(self, glass_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Put down whether it was justified."""
        form = await page.form()
        try:
            is_justified = _YES_OR_NO.get(form.text("is_justified"))
            await review_glass(page.officer, glass_id, form.text("finding"), is_justified=is_justified)
        except (InputInvalid, RuleRefused) as error:
            return await _show_glass(page, form, error)
        return page.redirect(f"{PATH}/glass", done=REVIEWED)

    @get("/queries", opt={"act": Act.LEGAL_QUERY_LIST})
    async def queries(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """Legal queries into files of minors, newest first."""
        return await _show_queries(page)

    @post("/queries", opt={"act": Act.LEGAL_QUERY_RECORD}, status_code=HTTP_200_OK)
    async def record_query(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """Record a legal query on the file of exactly that number."""
        form = await page.form()
        try:
            text = QueryText(*(form.text(name) for name in QueryText.__struct_fields__))
            await record_query(page.officer, await find_file_by_number(page.officer, form.text("number")), text)
        except (InputInvalid, RuleRefused) as error:
            return await _show_queries(page, form, error)
        return page.redirect(f"{PATH}/queries", done=RECORDED)

    @post("/queries/{query_id:uuid}/answer", opt={"act": Act.LEGAL_QUERY_RECORD}, status_code=HTTP_200_OK)
    async def answer_query(self, query_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Put down what was told."""
        form = await page.form()
        try:
            await answer_query(page.officer, query_id, form.text("answer"))
        except (InputInvalid, RuleRefused) as error:
            return await _show_queries(page, form, error)
        return page.redirect(f"{PATH}/queries", done=ANSWERED)


async def glass_today(page: PageRequest) -> GlassTodayView:
    """What waits for the officer's review now; each look is recorded."""
    found = await list_broken_glass(page.officer, only_waiting=True)
    lines = tuple(line for one in found.items if (line := glass_line(page, one)).may_review)
    return GlassTodayView(lines=lines[:10], total=await count_glass_to_review(page.officer))


def _break_view(
    page: PageRequest, form: SubmittedForm | None = None, error: SupervisionError | None = None
) -> BreakGlassView:
    hours, basis = hours_of(page, page.officer.office_division)
    state = (form or SubmittedForm({}, {})).state(error, page.language)
    return BreakGlassView(shows=shows_of(page), form=state, hours=hours, basis=basis)


async def show_limits(
    page: PageRequest, form: SubmittedForm | None = None, error: SupervisionError | None = None
) -> HttpResponse:
    """Limits that wait for a decision, on files and on assessments, after a decision that was refused too."""
    waiting = [*await list_waiting_limits(page.officer)]
    if page.may(Act.ASSESSMENT_LIST):
        waiting += await list_waiting_assessment_limits(page.officer)
    lines = tuple(limit_line(page, limit) for limit in sorted(waiting, key=lambda limit: limit.set_at))
    state = (form or SubmittedForm({}, {})).state(error, page.language)
    view = WaitingLimitsView(shows=shows_of(page), form=state, limits=lines)
    return await _answer(page, view, error)


async def _show_glass(
    page: PageRequest, form: SubmittedForm | None = None, error: SupervisionError | None = None
) -> HttpResponse:
    found = await list_broken_glass(page.officer, page.filters().get("cursor"))
    view = GlassListView(
        shows=shows_of(page),
        form=(form or SubmittedForm({}, {})).state(error, page.language),
        lines=tuple(glass_line(page, one) for one in found.items),
        basis=review_basis(page),
        paging=page.paging(len(found.items), found.next),
    )
    return await _answer(page, view, error)


async def _show_queries(
    page: PageRequest, form: SubmittedForm | None = None, error: SupervisionError | None = None
) -> HttpResponse:
    found = await list_queries(page.officer, page.filters().get("cursor"))
    view = QueryListView(
        shows=shows_of(page),
        form=(form or SubmittedForm({}, {})).state(error, page.language),
        lines=tuple(query_line(page, one) for one in found.items),
        paging=page.paging(len(found.items), found.next),
        may_record=page.may(Act.LEGAL_QUERY_RECORD),
    )
    return await _answer(page, view, error)


async def _answer(
    page: PageRequest, view: WaitingLimitsView | GlassListView | QueryListView, error: SupervisionError | None
) -> HttpResponse:
    if error is None:
        return await page.show(view, active=ACTIVE)
    return await page.show_again(view, error, active=ACTIVE)
