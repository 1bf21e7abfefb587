"""What else waits, a line with its number for each kind: lists that have pages of their own.

A line stands there for whoever may do what it waits for, and leads to the list of exactly those.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from api.console.pages_base import PageRequest
from api.console.view_models.residence.people import QueueCard, QueueRow
from supervision.audit import Act
from supervision.exports.words import ExportShow
from supervision.legal_time import legal_day
from supervision.officers import Officer, reach
from supervision.residence.addresses.hazards import count_open_hazards
from supervision.residence.cards.printing import list_drawers_to_print
from supervision.residence.exports.store import EXPORTS
from supervision.residence.keeping.proposals import count_to_decide
from supervision.residence.notices.listing import count_notices
from supervision.residence.permits.opening import PermitShow, count_permits
from supervision.residence.quality.queues import places_to_mend
from supervision.residence.search.pairs import count_duplicates
from supervision.residence.services.listing import RequestShow, count_requests
from supervision.residence.visits.store import count_tasks
from supervision.residence.visits.words import TaskState
from supervision.wording import Wording

_NUMBER = Wording("%(n)s 件", "%(n)s")
_GO = Wording("去办理", "Go on")

Reading = Callable[[PageRequest], Awaitable[Mapping[Any, int]]]
"""The numbers of a kind of list, by what each of them shows."""


@dataclass(frozen=True, slots=True)
class Count:
    """A list elsewhere, whoever works on it, and how many wait in it; `is_late` where all of them are overdue."""

    act: Act
    title: Wording
    path: str
    read: Reading
    show: str = ""
    is_late: bool = False


async def _tasks(page: PageRequest) -> Mapping[TaskState, int]:
    return await count_tasks(page.officer)


async def _permits(page: PageRequest) -> Mapping[PermitShow, int]:
    return await count_permits(page.officer)


async def _requests(page: PageRequest) -> Mapping[RequestShow, int]:
    return await count_requests(page.officer)


def _one(read: Callable[[Officer], Awaitable[int]]) -> Reading:
    async def reading(page: PageRequest) -> Mapping[str, int]:
        return {"": await read(page.officer)}

    return reading


async def _notices(officer: Officer) -> int:
    return (await count_notices(officer)).waiting


async def _cards(officer: Officer) -> int:
    return sum(drawer.waiting for drawer in await list_drawers_to_print(officer))


async def _hazards(page: PageRequest) -> Mapping[str, int]:
    return {"": await count_open_hazards(page.officer, legal_day(page.now))}


async def _places(page: PageRequest) -> Mapping[str, int]:
    return {"": len(await places_to_mend(page.officer, legal_day(page.now)))}


def _task(act: Act, title: Wording, state: TaskState) -> Count:
    return Count(act, title, f"/console/tasks?state={state}", _tasks, state)


def _permit(title: Wording, show: PermitShow, *, is_late: bool = False) -> Count:
    return Count(Act.PERMIT_HANDLE, title, f"/console/permits?show={show}", _permits, show, is_late)


def _request(act: Act, title: Wording, show: RequestShow, *, is_late: bool = False) -> Count:
    return Count(act, title, f"/console/service-requests?show={show}", _requests, show, is_late)


COUNTS: Sequence[Count] = (
    Count(
        Act.STAY_NOTICE_DECIDE, Wording("待受理的申报", "Notices to accept"), "/console/stay-notices", _one(_notices)
    ),
    _task(Act.TASK_ANSWER, Wording("待答复的上报", "Escalated tasks to answer"), TaskState.ESCALATED),
    _task(Act.TASK_CLOSE, Wording("人卡不符，待核实", "Persons and cards to compare"), TaskState.OPEN),
    _task(Act.TASK_CLOSE, Wording("上报已答复，待办结", "Answered tasks to close"), TaskState.ANSWERED),
    Count(
        Act.HAZARD_RECORD, Wording("逾期未消除的隐患", "Hazards past their day"), "/console/hazards?show=overdue",
        _hazards, is_late=True,
    ),
    _permit(Wording("待受理的居住证申请", "Permits to handle"), PermitShow.TO_HANDLE),
    _permit(Wording("待制发的居住证", "Permits to issue"), PermitShow.TO_ISSUE),
    _permit(Wording("待签注的居住证", "Permits to endorse"), PermitShow.TO_ENDORSE),
    _permit(Wording("逾期待中止的居住证", "Permits to suspend"), PermitShow.TO_SUSPEND, is_late=True),
    _request(
        Act.SERVICE_REQUEST_FORWARD, Wording("待转办的服务请求", "Service requests to forward"), RequestShow.TO_FORWARD
    ),
    _request(
        Act.SERVICE_REQUEST_ANSWER, Wording("转给本机构的服务请求", "Service requests for my office"),
        RequestShow.MY_OFFICE,
    ),
    _request(
        Act.SERVICE_REQUEST_ANSWER, Wording("逾期未答复的服务请求", "Service requests not answered in time"),
        RequestShow.OVERDUE, is_late=True,
    ),
    Count(
        Act.RECTIFICATION_BEGIN, Wording("红色、黄色未整改的地方", "Red and amber places that nobody mends"),
        "/console/quality?show=to-mend", _places,
    ),
    Count(
        Act.DUPLICATE_DISMISS, Wording("疑似重复的记录", "Possible duplicates"), "/console/duplicates",
        _one(count_duplicates),
    ),
    Count(
        Act.EXPORT_DECIDE, Wording("待核准的导出", "Exports to approve"),
        f"/console/exports?show={ExportShow.TO_DECIDE}", _one(EXPORTS.count_to_decide),
    ),
    Count(
        Act.DESTRUCTION_APPROVE, Wording("待核准的销毁", "Destruction to approve"),
        "/console/destruction?show=to-approve", _one(count_to_decide),
    ),
    Count(Act.CARD_PRINT, Wording("待打印的户卡", "Cards to print"), "/console/cards/print", _one(_cards)),
)  # fmt: skip
"""Every such list, the most urgent kind first; a page of another kind adds its own."""


async def read_counts(page: PageRequest) -> QueueCard:
    """The lists in which something waits for the officer; each kind of list is read once."""
    found: dict[Reading, Mapping[Any, int]] = {}
    waiting = []
    for count in COUNTS:
        if not reach(page.officer, count.act):
            continue
        if count.read not in found:
            found[count.read] = await count.read(page)
        if number := found[count.read][count.show]:
            waiting.append((count, number))
    return QueueCard(
        key="waiting",
        title=page.say(Wording("待办", "To do")),
        total=sum(number for _, number in waiting),
        rows=tuple(_row(page, count, number) for count, number in waiting),
        all_path="",
        nothing=page.say(Wording("各个清单里都没有等您办理的事项。", "Nothing waits for you in any of the lists.")),
    )


def _row(page: PageRequest, count: Count, number: int) -> QueueRow:
    return QueueRow(
        what=page.say(count.title),
        is_masked=False,
        where="",
        when=page.say(_NUMBER) % {"n": number},
        tone="red" if count.is_late else "amber",
        path=count.path,
        action=page.say(_GO),
    )
