"""What else waits, a line with its number for each kind: lists that have pages of their own."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from api.console.pages_base import PageRequest
from api.console.view_models.residence.people import QueueCard, QueueRow
from supervision.audit import Act
from supervision.exports.words import ExportShow
from supervision.officers import Officer, reach
from supervision.residence.cards.printing import list_drawers_to_print
from supervision.residence.exports.store import EXPORTS
from supervision.residence.notices.listing import count_notices
from supervision.residence.permits.opening import PermitShow, count_permits
from supervision.residence.services.listing import RequestShow, count_requests
from supervision.residence.visits.store import count_tasks
from supervision.residence.visits.words import TaskState
from supervision.wording import Wording

_NUMBER = Wording("%(n)s 件", "%(n)s")
_GO = Wording("去办理", "Go on")


@dataclass(frozen=True, slots=True)
class Count:
    """A list elsewhere, whom it concerns, and how many wait in it."""

    act: Act
    title: Wording
    path: str
    read: Callable[[Officer], Awaitable[int]]


async def _notices(officer: Officer) -> int:
    return (await count_notices(officer)).waiting


async def _tasks(officer: Officer) -> int:
    found = await count_tasks(officer)
    return found[TaskState.OPEN] + found[TaskState.ANSWERED]


async def _cards(officer: Officer) -> int:
    return sum(drawer.waiting for drawer in await list_drawers_to_print(officer))


def _permits(show: PermitShow) -> Callable[[Officer], Awaitable[int]]:
    async def read(officer: Officer) -> int:
        return (await count_permits(officer))[show]

    return read


def _requests(show: RequestShow) -> Callable[[Officer], Awaitable[int]]:
    async def read(officer: Officer) -> int:
        return (await count_requests(officer))[show]

    return read


COUNTS: Sequence[Count] = (
    Count(Act.STAY_NOTICE_LIST, Wording("待受理的申报", "Notices to accept"), "/console/stay-notices", _notices),
    Count(Act.TASK_LIST, Wording("人卡不符，待核实", "Persons and cards to compare"), "/console/tasks", _tasks),
    Count(
        Act.PERMIT_LIST,
        Wording("待受理的居住证申请", "Permits to handle"),
        f"/console/permits?show={PermitShow.TO_HANDLE}",
        _permits(PermitShow.TO_HANDLE),
    ),
    Count(
        Act.PERMIT_LIST,
        Wording("待制发的居住证", "Permits to issue"),
        f"/console/permits?show={PermitShow.TO_ISSUE}",
        _permits(PermitShow.TO_ISSUE),
    ),
    Count(
        Act.PERMIT_LIST,
        Wording("待签注的居住证", "Permits to endorse"),
        f"/console/permits?show={PermitShow.TO_ENDORSE}",
        _permits(PermitShow.TO_ENDORSE),
    ),
    Count(
        Act.SERVICE_REQUEST_FORWARD,
        Wording("待转办的服务请求", "Service requests to forward"),
        f"/console/service-requests?show={RequestShow.TO_FORWARD}",
        _requests(RequestShow.TO_FORWARD),
    ),
    Count(
        Act.SERVICE_REQUEST_ANSWER,
        Wording("转给本机构的服务请求", "Service requests for my office"),
        f"/console/service-requests?show={RequestShow.MY_OFFICE}",
        _requests(RequestShow.MY_OFFICE),
    ),
    Count(
        Act.SERVICE_REQUEST_ANSWER,
        Wording("逾期未答复的服务请求", "Service requests not answered in time"),
        f"/console/service-requests?show={RequestShow.OVERDUE}",
        _requests(RequestShow.OVERDUE),
    ),
    Count(
        Act.EXPORT_DECIDE,
        Wording("待核准的导出", "Exports to approve"),
        f"/console/exports?show={ExportShow.TO_DECIDE}",
        EXPORTS.count_to_decide,
    ),
    Count(Act.CARD_PRINT, Wording("待打印的户卡", "Cards to print"), "/console/cards/print", _cards),
)
"""Every such list, the most urgent kind first; a page of another kind adds its own."""


async def read_counts(page: PageRequest) -> QueueCard:
    """The lists in which something waits for the officer."""
    waiting = [(count, await count.read(page.officer)) for count in COUNTS if reach(page.officer, count.act)]
    rows = tuple(
        QueueRow(
            what=page.say(count.title),
            is_masked=False,
            where="",
            when=page.say(_NUMBER) % {"n": number},
            tone="amber",
            path=count.path,
            action=page.say(_GO),
        )
        for count, number in waiting
        if number
    )
    return QueueCard(
        key="waiting",
        title=page.say(Wording("待办", "To do")),
        total=sum(number for _, number in waiting),
        rows=rows,
        all_path="",
        nothing=page.say(
            Wording(
                "没有等您办理的申报、任务、居住证、服务请求和户卡。",
                "No notice, task, permit, service request or card waits for you.",
            )
        ),
    )
