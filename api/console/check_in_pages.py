"""Check-ins: a phone is asked for its one position, now or at a set time; the list, the answer, the withdrawal."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery

from api.console.check_in_series_form import read_series, series_path
from api.console.page_forms import SubmittedForm, form_of
from api.console.page_moments import moment_value, typed_moment
from api.console.pages_base import PageRequest, address
from api.console.person_named import person_named
from api.console.view_models.base import Choice, FormState
from api.console.view_models.trackers import CheckInLine, CheckInsView, CheckInView
from api.http import HttpResponse
from devices.tracker_facts import load_tracker_facts
from devices.tracker_list import load_usable_trackers
from supervision.audit import Act
from supervision.errors import InputInvalid, RuleRefused
from supervision.legal_rules import RuleName, find_rule
from supervision.legal_time import legal_day
from supervision.orders.check_in_asking import ask_check_in, ask_series, withdraw_check_in
from supervision.orders.check_in_caps import default_window_minutes, find_caps
from supervision.orders.check_ins import CheckIn, CheckInState, OpenedCheckIn, list_check_ins, open_check_in
from supervision.wording import Wording

PATH = "/console/check-ins"
DUE = "due"
"""The tab with the requests that may still be answered."""

SERIES_ASKED = Wording("已安排定期核查。", "The series is arranged.")
ASKED = Wording("已发起核查，终端会提示本人报到位置。", "Asked; the phone will prompt for its position.")
WITHDRAWN = Wording("已撤回核查。", "Withdrawn.")
WHOM_MISSING = Wording("请先在对象的档案里选择对象。", "Choose the person first, in the person's file.")
PHONE_MISSING = Wording("请选择手机。", "Choose a phone.")

_THE_POSITION = Wording("这次核查的位置", "the position of this check-in")
_WINDOWS_MINUTES = (5, 10, 15, 30, 45, 60)
_PENDING = frozenset({CheckInState.WAITING, CheckInState.OPEN})


class CheckInPages(Controller):
    """Requests inside the officer's reach."""

    path = "/check-ins"

    @get("/", opt={"act": Act.CHECK_IN_LIST})
    async def list_check_ins(
        self,
        page: NamedDependency[PageRequest],
        supervisee: FromQuery[UUID | None] = None,
        cursor: FromQuery[str | None] = None,
    ) -> HttpResponse:
        """Requests, the last to open first; those to one person where one is named."""
        return await page.show(await _list_view(page, supervisee, cursor), active="check-ins")

    @post("/", opt={"act": Act.CHECK_IN_ASK})
    async def ask(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """Ask for one position."""
        form = await page.form()
        file_id = _id(form.text("supervisee"))
        try:
            series = await _ask(page, form, file_id)
        except (InputInvalid, RuleRefused) as error:
            view = await _list_view(page, file_id, None, form.state(error, page.language))
            return await page.show_again(view, error, active="check-ins")
        if series:
            return page.redirect(series_path(series), done=SERIES_ASKED)
        return page.redirect(address(PATH, supervisee=file_id), done=ASKED)

    @get("/{request_id:uuid}", opt={"act": Act.CHECK_IN_OPEN})
    async def open(
        self, request_id: FromPath[UUID], page: NamedDependency[PageRequest], purpose: FromQuery[str | None] = None
    ) -> HttpResponse:
        """The answer, for a purpose that is recorded."""
        if purpose is None:
            return await page.ask_purpose(_THE_POSITION, PATH, active="check-ins")
        opened = await open_check_in(page.officer, request_id, purpose)
        return await page.show(_opened_view(page, opened), active="check-ins")

    @post("/{request_id:uuid}/withdrawal", opt={"act": Act.CHECK_IN_WITHDRAW})
    async def withdraw(self, request_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Withdraw a request that nobody has answered."""
        try:
            await withdraw_check_in(page.officer, request_id)
        except RuleRefused as error:
            return page.redirect(PATH, warning=error.args[0])
        return page.redirect(PATH, done=WITHDRAWN)


async def _ask(page: PageRequest, form: SubmittedForm, file_id: UUID | None) -> UUID | None:
    """The series, where several positions were asked for."""
    if file_id is None:
        raise InputInvalid(WHOM_MISSING)
    if not form.text("tracker"):
        raise InputInvalid(PHONE_MISSING, field="tracker")
    phone = await load_tracker_facts(page.officer, form.text("tracker"), Act.CHECK_IN_ASK)
    minutes = form.number("window_minutes") if form.text("window_minutes") else None
    if form.text("when") == "series":
        return await ask_series(page.officer, file_id, phone, form.text("reason"), read_series(form), minutes)
    opens_at: datetime | None = typed_moment(form, "opens_at") if form.text("when") == "at" else None
    await ask_check_in(page.officer, file_id, phone, form.text("reason"), opens_at, minutes)
    return None


async def _list_view(
    page: PageRequest, file_id: UUID | None, cursor: str | None, form: FormState | None = None
) -> CheckInsView:
    show = page.filters("show").get("show", "")
    found = await list_check_ins(page.officer, cursor, file_id, only_due=show == DUE)
    asked = await person_named(page, file_id) if file_id else None
    may_ask = page.may(Act.CHECK_IN_ASK, asked.division if asked else None)
    is_whole = found.next is None and not cursor
    division = asked.division if asked else page.officer.office_division
    return CheckInsView(
        lines=tuple(check_in_line(page, check_in) for check_in in found.items),
        shows=(
            Choice(value="", label=page.say(Wording("全部", "All"))),
            Choice(value=DUE, label=page.say(Wording("等待中", "Waiting"))),
        ),
        show=show,
        paging=page.paging(len(found.items), found.next, len(found.items) if is_whole else None),
        phones=await _phones(page) if may_ask and asked else (),
        windows=_windows(page, division),
        limits=_limits(page, division),
        supervisee_id=asked.file_id if asked else None,
        asked_name=asked.name if asked else "",
        asked_number=asked.number if asked else "",
        form=form or _first_form(page, found.items, division),
        may_ask=may_ask,
    )


async def _phones(page: PageRequest) -> tuple[Choice, ...]:
    phones = await load_usable_trackers(page.officer, Act.CHECK_IN_ASK, is_dedicated=False)
    return tuple(Choice(value=phone.id, label=f"{phone.id}（{phone.model}，{phone.serial}）") for phone in phones)


def _first_form(page: PageRequest, earlier: Sequence[CheckIn], division: str) -> FormState:
    """The phone that was asked last is chosen."""
    return form_of(
        {
            "tracker": earlier[0].tracker_id if earlier else None,
            "opens_at": moment_value(page.now),
            "window_minutes": str(default_window_minutes(page.now, division)),
            "first_on": legal_day(page.now).isoformat(),
        }
    )


def _windows(page: PageRequest, division: str) -> tuple[Choice, ...]:
    most = find_rule(RuleName.CHECK_IN_WINDOW_MOST, legal_day(page.now), division).number
    unit = page.say(Wording("分钟", "min"))
    return tuple(
        Choice(value=str(minutes), label=f"{minutes} {unit}") for minutes in _WINDOWS_MINUTES if minutes <= most
    )


_LIMITS: Mapping[StrEnum, Wording] = {
    RuleName.CHECK_INS_A_DAY: Wording("同一人每天最多 {number} 次", "at most {number} a day for one person"),
    RuleName.CHECK_IN_GAP: Wording("两次至少相隔 {number} 分钟", "at least {number} minutes apart"),
    RuleName.CHECK_IN_NIGHT_START: Wording("{number} 时以后不核查", "none after {number}:00"),
    RuleName.CHECK_IN_NIGHT_END: Wording("{number} 时以前不核查", "none before {number}:00"),
    RuleName.CHECK_IN_WINDOW_MOST: Wording("回复时间最长 {number} 分钟", "at most {number} minutes to answer"),
    RuleName.CHECK_IN_SERIES_MOST: Wording("定期核查一次至多安排 {number} 天", "a series lasts {number} days at most"),
}
_SOURCE = Wording("依据：{sources}", "Source: {sources}")


def _limits(page: PageRequest, division: str) -> tuple[str, ...]:
    """How often and when anybody may be asked, and where that comes from, each source once."""
    rules = find_caps(page.now, division)
    sources = dict.fromkeys(page.say(rule.source) for rule in rules)
    told = [page.say(_LIMITS[rule.name]).format(number=rule.number) for rule in rules]
    return (*told, page.say(_SOURCE).format(sources="；".join(sources)))


def check_in_line(page: PageRequest, check_in: CheckIn) -> CheckInLine:
    """A request as lists show it."""
    may_withdraw = check_in.state in _PENDING and page.may(Act.CHECK_IN_WITHDRAW, check_in.person.division)
    return CheckInLine(
        request_id=check_in.request_id,
        supervisee_id=check_in.person.file_id,
        masked_name=check_in.person.name,
        reason=check_in.reason,
        asked_by=check_in.asked_by_name,
        opens_at=check_in.opens_at,
        closes_at=check_in.closes_at,
        state=check_in.state,
        answered_at=check_in.answered_at,
        may_withdraw=may_withdraw,
        series_path=series_path(check_in.series) if check_in.series else "",
    )


def _opened_view(page: PageRequest, opened: OpenedCheckIn) -> CheckInView:
    line, fix = check_in_line(page, opened.check_in), opened.fix
    if fix is None:
        return CheckInView(line=line, tracker_id=opened.check_in.tracker_id)
    return CheckInView(
        line=line,
        tracker_id=opened.check_in.tracker_id,
        position=None if fix.lat is None or fix.lon is None else (fix.lon, fix.lat),
        accuracy_m=fix.accuracy_m,
        source=fix.source,
        fixed_at=fix.fixed_at,
        received_at=fix.received_at,
    )


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
