"""The head of an opened file: who, until when, under which order, and what is wrong just now."""

from collections.abc import Iterator, Mapping
from datetime import date
from uuid import UUID

from api.console import formats
from api.console.pages_base import PageRequest, address
from api.console.view_models.supervisees import Attention, ChangesSince, InjunctionLine, SuperviseeHeader
from supervision.audit import Act
from supervision.corrections.concerns import CaseConcern, OpenMatter, open_matters_of
from supervision.corrections.file_state import FileState
from supervision.corrections.guardians.missing import find_without_guardian
from supervision.corrections.legal_holds import TABLE as LEGAL_HOLD
from supervision.corrections.looking import last_look
from supervision.corrections.opening import PersonFile
from supervision.corrections.responsible.store import responsible_of
from supervision.keeping.holds import is_held_in
from supervision.legal_time import legal_day
from supervision.monitoring.open_alerts import count_waiting_alerts
from supervision.orders.listing import LiveOrder, load_live_orders
from supervision.orders.of_person import find_trackers_to_fetch
from supervision.wording import Wording

_ALERTS_WAIT = Wording("有 %(n)s 条待处置预警", "%(n)s alerts wait for a decision")
_TERM_OVER = Wording(
    "矫正期已满，义务已经停止，证明书尚未出具", "The term and its duties are over, and the certificate is not issued"
)
_TRACKER_OUT = Wording(
    "定位令已结束，终端 %(tracker)s 尚未交回", "The order is over, and tracker %(tracker)s is still out"
)
_IN_CUSTODY = Wording("羁押中，定位令已停止", "In custody: positioning has stopped")
_TRANSFERRED = Wording("执行地变更中，定位令已停止", "In transfer: positioning has stopped")
_NOT_REPORTED = Wording(
    "逾期未报到：立即查找，并通知决定机关", "Overdue to report in: search at once, and tell the deciding organ"
)
_NO_GUARDIAN = Wording("未成年人，没有登记监护人", "A minor without a guardian on file")
_LOST = Wording("失联：立即组织查找", "Out of contact: organise the search at once")
_SEARCH = Wording("自%(day)s失去联系，正在查找", "Out of contact since %(day)s: a search is under way")
_LEAVE_OVER = Wording("请假已于%(day)s期满，尚未销假", "Leave ended on %(day)s, and nobody signed it off")
_CONTACTS_OVERDUE = Wording(
    "%(n)s 项接触逾期未完成，最早%(day)s", "%(n)s contacts are overdue, the first since %(day)s"
)
_APPLICATIONS = Wording("%(n)s 件申请正在审批", "%(n)s applications are under way")
_TRANSFER = Wording("正在办理执行地变更", "A change of place is under way")
_TERM_UNCONFIRMED = Wording("矫正期待另一名工作人员核对", "The last day waits for another officer's confirmation")
_SEARCHING, _START_SEARCH = Wording("登记经过", "Put down a step"), Wording("开始查找", "Begin to search")
_SIGN_OFF, _LOG = Wording("办理销假", "Sign it off"), Wording("登记结果", "Log the outcome")
_CONFIRM = Wording("核对", "Check it")
_REPORT = Wording("登记报到", "Record the report")
_DONE_SINCE = Wording("%(act)s %(n)s 次，最近 %(who)s，%(time)s", "%(act)s: %(n)s, last by %(who)s, %(time)s")
_ENTER = Wording("登记监护人", "Enter the guardian")
_LOOK, _RELEASE = Wording("查看", "Look"), Wording("办理解除", "Record the release")
_HAND_BACK, _RESUME = Wording("登记交回", "Record the hand-back"), Wording("登记恢复", "Record the return")

_OF_STATE = {
    FileState.IN_CUSTODY: (_IN_CUSTODY, _RESUME),
    FileState.IN_TRANSFER: (_TRANSFERRED, _RESUME),
}


def file_path(file_id: UUID, purpose: str, tab: str | None = None) -> str:
    """Where a file, or one of its tabs, opens for a purpose that was given."""
    return address(f"/console/supervisees/{file_id}", tab=tab, purpose=purpose)


def injunction_lines(file: PersonFile, today: date) -> tuple[InjunctionLine, ...]:
    """What the court forbids, in the order of the judgment."""
    return tuple(
        InjunctionLine(kind=one.kind, text=one.text, until=one.until, is_over=not one.holds_on(today))
        for one in file.judgment.injunctions
    )


async def header_of(page: PageRequest, file: PersonFile) -> SuperviseeHeader:
    """The head of a file that was opened."""
    today = legal_day(page.now)
    order = (await load_live_orders(page.officer, [file.file_id])).get(file.file_id)
    is_open, division = not file.state.is_closed, file.division
    is_active = file.state.is_supervised
    matters = await open_matters_of(file.file_id, file.division, page.now)
    search = matters.get(CaseConcern.SEARCHED_FOR)
    responsible = next((one for one in await responsible_of(file.file_id) if one.until_on is None), None)
    return SuperviseeHeader(
        supervisee_id=file.file_id,
        number=file.number,
        name=file.identity.name,
        category=file.category,
        state=file.state,
        office_name=file.office_name,
        term_starts_on=file.term_starts_on,
        term_ends_on=file.term_ends_on,
        days_left=(file.term_ends_on - today).days,
        elapsed_percent=_elapsed_percent(page, file),
        purpose=file.purpose,
        report_due_on=file.report_due_on,
        is_minor=file.is_minor,
        is_held=await is_held_in(LEGAL_HOLD, file.file_id),
        order_id=order.order_id if order else None,
        order_number=order.number if order else "",
        order_ends_at=order.until if order else None,
        responsible_name=responsible.name if responsible else "",
        since=await _since(page, file),
        injunctions=tuple(one for one in injunction_lines(file, today) if not one.is_over),
        attention=await _attention(page, file, order, matters),
        may_edit=is_open and page.may(Act.PERSON_FILE_CHANGE, division),
        may_propose_order=is_active and order is None and page.may(Act.ORDER_DRAFT, division),
        may_see_limits=page.may(Act.ACCESS_LIMIT_LIST, division),
        may_ask_check_in=is_active and page.may(Act.CHECK_IN_ASK, division),
        may_ask_disclosure=page.may(Act.DISCLOSURE_ASK, file.division),
        search_id=search.id if search else None,
        may_search=file.ended_at is None and search is None and page.may(Act.SEARCH_OPEN, file.division),
        may_ask_transfer=file.ended_at is None and page.may(Act.TRANSFER_ASK, file.division),
    )


async def _since(page: PageRequest, file: PersonFile) -> ChangesSince | None:
    """What others did since the officer looked last; None at the first look, or where nothing happened."""
    look = await last_look(page.officer, file.file_id)
    if look is None or not look.since:
        return None
    return ChangesSince(
        looked_at=look.looked_at,
        changes=tuple(
            page.say(_DONE_SINCE)
            % {
                "act": page.word(each.act, "act"),
                "n": each.times,
                "who": each.last_by,
                "time": formats.full_moment(each.last_at, page.language),
            }
            for each in look.since
        ),
    )


async def _attention(
    page: PageRequest, file: PersonFile, order: LiveOrder | None, matters: Mapping[CaseConcern, OpenMatter]
) -> tuple[Attention, ...]:
    """What is wrong now; nothing at all is the usual answer."""
    found: list[Attention] = []

    def add(text: Wording, path: str, action: Wording, **values: object) -> None:
        found.append(Attention(text=page.say(text) % values, path=path, action=page.say(action)))

    own_path = file_path(file.file_id, file.purpose)
    if waiting := (await count_waiting_alerts(page.officer, [file.file_id])).get(file.file_id):
        add(_ALERTS_WAIT, address("/console/alerts", state="open", supervisee=file.file_id), _LOOK, n=waiting)
    if not file.state.is_closed and file.term_ends_on < legal_day(page.now):
        add(_TERM_OVER, file_path(file.file_id, file.purpose, "release"), _RELEASE)
    if file.report_due_on is not None and file.report_due_on < legal_day(page.now):
        add(_NOT_REPORTED, f"{own_path}#state", _REPORT)
    if file.is_minor and await find_without_guardian(page.officer, Act.PERSON_FILE_LIST, file.file_id):
        add(_NO_GUARDIAN, f"{file_path(file.file_id, file.purpose, 'plan')}#guardians", _ENTER)
    if file.state in _OF_STATE:
        text, action = _OF_STATE[file.state]
        add(text, f"{own_path}#state", action)
    if order is None:
        for tracker in await find_trackers_to_fetch(page.officer, file.file_id):
            add(_TRACKER_OUT, f"/console/trackers/{tracker}", _HAND_BACK, tracker=tracker)
    return (*found, *_of_matters(page, file, matters))


def _of_matters(page: PageRequest, file: PersonFile, matters: Mapping[CaseConcern, OpenMatter]) -> Iterator[Attention]:
    """What stands open; somebody out of contact for whom nobody searches, too."""
    has_duties = file.state.is_supervised and file.term_ends_on >= legal_day(page.now)
    if file.state is FileState.LOST_CONTACT and CaseConcern.SEARCHED_FOR not in matters:
        search = address("/console/searches/new", supervisee=file.file_id)
        yield Attention(text=page.say(_LOST), path=search, action=page.say(_START_SEARCH))
    for concern, (text, path, action) in _matter_lines(file).items():
        matter = matters.get(concern)
        if matter is not None and (has_duties or concern is not CaseConcern.OVERDUE):
            values = {"n": matter.times, "day": formats.long_date(matter.on, page.language) if matter.on else ""}
            yield Attention(text=page.say(text) % values, path=path.format(id=matter.id), action=page.say(action))


def _matter_lines(file: PersonFile) -> Mapping[CaseConcern, tuple[Wording, str, Wording]]:
    """What is said of each matter that stands open, where it is done with, and by what."""
    if file.state.is_closed:
        return {}
    purpose = file.purpose
    application, transfer = (
        address(f"/console/{kind}/{{id}}", purpose=purpose) for kind in ("applications", "transfers")
    )
    contacts, term, applications = (
        file_path(file.file_id, purpose, tab) for tab in ("contacts", "judgment", "applications")
    )
    return {
        CaseConcern.SEARCHED_FOR: (_SEARCH, address("/console/searches/{id}", purpose="search"), _SEARCHING),
        CaseConcern.LEAVE_OVERDUE: (_LEAVE_OVER, application, _SIGN_OFF),
        CaseConcern.OVERDUE: (_CONTACTS_OVERDUE, contacts, _LOG),
        CaseConcern.TERM_UNCONFIRMED: (_TERM_UNCONFIRMED, term, _CONFIRM),
        CaseConcern.APPLICATION_OPEN: (_APPLICATIONS, applications, _LOOK),
        CaseConcern.TRANSFER_OPEN: (_TRANSFER, transfer, _LOOK),
    }


def _elapsed_percent(page: PageRequest, file: PersonFile) -> int:
    whole = (file.term_ends_on - file.term_starts_on).days + 1
    gone = (legal_day(page.now) - file.term_starts_on).days
    return max(0, min(100, round(100 * gone / whole)))
