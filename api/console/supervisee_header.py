"""The head of an opened file: who, until when, under which order, and what is wrong just now."""

from uuid import UUID

from api.console import formats
from api.console.pages_base import PageRequest, address
from api.console.view_models.supervisees import Attention, ChangesSince, SuperviseeHeader
from supervision.audit import Act
from supervision.corrections.file_state import FileState
from supervision.corrections.guardians.missing import find_without_guardian
from supervision.corrections.legal_holds import TABLE as LEGAL_HOLD
from supervision.corrections.looking import last_look
from supervision.corrections.opening import PersonFile
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
_REPORT, _FOUND = Wording("登记报到", "Record the report"), Wording("登记恢复联系", "Record that contact is back")
_DONE_SINCE = Wording("%(act)s %(n)s 次，最近 %(who)s，%(time)s", "%(act)s: %(n)s, last by %(who)s, %(time)s")
_ENTER = Wording("登记监护人", "Enter the guardian")
_LOOK, _RELEASE = Wording("查看", "Look"), Wording("办理解除", "Record the release")
_HAND_BACK, _RESUME = Wording("登记交回", "Record the hand-back"), Wording("登记恢复", "Record the return")

_OF_STATE = {
    FileState.LOST_CONTACT: (_LOST, _FOUND),
    FileState.IN_CUSTODY: (_IN_CUSTODY, _RESUME),
    FileState.IN_TRANSFER: (_TRANSFERRED, _RESUME),
}


def file_path(file_id: UUID, purpose: str, tab: str | None = None) -> str:
    """Where a file, or one of its tabs, opens for a purpose that was given."""
    return address(f"/console/supervisees/{file_id}", tab=tab, purpose=purpose)


async def header_of(page: PageRequest, file: PersonFile) -> SuperviseeHeader:
    """The head of a file that was opened."""
    today = legal_day(page.now)
    order = (await load_live_orders(page.officer, [file.file_id])).get(file.file_id)
    is_open, division = not file.state.is_closed, file.division
    is_active = file.state.is_supervised
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
        since=await _since(page, file),
        attention=await _attention(page, file, order),
        may_edit=is_open and page.may(Act.PERSON_FILE_CHANGE, division),
        may_propose_order=is_active and order is None and page.may(Act.ORDER_DRAFT, division),
        may_see_limits=page.may(Act.ACCESS_LIMIT_LIST, division),
        may_ask_check_in=is_active and page.may(Act.CHECK_IN_ASK, division),
        may_ask_disclosure=page.may(Act.DISCLOSURE_ASK, file.division),
        may_search=file.ended_at is None and page.may(Act.SEARCH_OPEN, file.division),
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


async def _attention(page: PageRequest, file: PersonFile, order: LiveOrder | None) -> tuple[Attention, ...]:
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
    return tuple(found)


def _elapsed_percent(page: PageRequest, file: PersonFile) -> int:
    whole = (file.term_ends_on - file.term_starts_on).days + 1
    gone = (legal_day(page.now) - file.term_starts_on).days
    return max(0, min(100, round(100 * gone / whole)))
