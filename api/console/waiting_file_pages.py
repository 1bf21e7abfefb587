"""What waits in the lives of files: to report in, to be declared, last days to confirm; each with its next step."""

from collections.abc import Mapping
from enum import StrEnum

from litestar import Controller, get
from litestar.di import NamedDependency

from api.console.page_forms import read_choice
from api.console.pages_base import PageRequest
from api.console.supervisee_header import file_path
from api.console.view_models.base import Choice
from api.console.view_models.file_life import WaitingFilesView, WaitingLine
from api.http import HttpResponse
from supervision.audit import Act
from supervision.corrections.life_view import LifeQueue, list_waiting
from supervision.corrections.purposes import Purpose
from supervision.corrections.release.looking import ReleaseQueue, count_waiting_files, list_release_queue
from supervision.corrections.waiting_files import WaitingFile
from supervision.legal_time import legal_day
from supervision.wording import Wording

_ACTIONS: Mapping[StrEnum, Wording] = {
    ReleaseQueue.INCIDENTS: Wording("办理解除", "See to the release"),
    ReleaseQueue.REQUESTS: Wording("出具证明书", "Issue the certificate"),
    ReleaseQueue.PREPARING: Wording("解矫准备", "Prepare the release"),
    ReleaseQueue.NOTICES: Wording("登记通知", "Record notices"),
    LifeQueue.REPORTING: Wording("登记报到", "Record the report"),
    LifeQueue.INTAKE: Wording("登记宣告", "Record the declaration"),
    LifeQueue.CUSTODY: Wording("核对羁押情况", "Check the custody"),
    LifeQueue.TERMS: Wording("复核期限", "Check the term"),
    LifeQueue.RETURNED: Wording("改正期限", "Mend the term"),
    LifeQueue.LATE_DOCUMENTS: Wording("核实文书为何迟到", "See why the documents were late"),
}
_OVERDUE = Wording("登记报到或者失联", "Record the report, or the search")
_TABS: Mapping[StrEnum, str] = {
    LifeQueue.TERMS: "judgment",
    LifeQueue.RETURNED: "judgment",
    LifeQueue.LATE_DOCUMENTS: "life",
    ReleaseQueue.INCIDENTS: "release",
    ReleaseQueue.REQUESTS: "release",
    ReleaseQueue.PREPARING: "release",
    ReleaseQueue.NOTICES: "release",
}
_TABLES: Mapping[type, str] = {LifeQueue: "life-queue", ReleaseQueue: "release-queue"}
_ORDER = (
    ReleaseQueue.INCIDENTS,
    ReleaseQueue.REQUESTS,
    LifeQueue.REPORTING,
    LifeQueue.INTAKE,
    ReleaseQueue.PREPARING,
    ReleaseQueue.NOTICES,
    LifeQueue.CUSTODY,
    LifeQueue.TERMS,
    LifeQueue.RETURNED,
    LifeQueue.LATE_DOCUMENTS,
)


class WaitingFilePages(Controller):
    """Queues of files inside the officer's reach."""

    path = "/waiting-files"

    @get("/", opt={"act": Act.PERSON_FILE_LIST})
    async def list_waiting(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """A queue, what is due first on top."""
        queue, cursor = _chosen(page), page.filters().get("cursor")
        if isinstance(queue, ReleaseQueue):
            found = await list_release_queue(page.officer, queue, cursor)
        else:
            found = await list_waiting(page.officer, queue, cursor)
        counts = await count_waiting_files(page.officer)
        view = WaitingFilesView(
            lines=tuple(waiting_line(page, queue, waiting) for waiting in found.items),
            shows=waiting_shows(page, counts),
            filters={**page.filters("show"), "show": queue},
            paging=page.paging(len(found.items), found.next, counts.get(queue)),
        )
        return await page.show(view, active="supervisees")


Queue = LifeQueue | ReleaseQueue


def _chosen(page: PageRequest) -> Queue:
    show = page.filters().get("show")
    if show in set(ReleaseQueue):
        return ReleaseQueue(show)
    return read_choice(LifeQueue, show, "show") or LifeQueue.REPORTING


def waiting_shows(page: PageRequest, counts: Mapping[Queue, int]) -> tuple[Choice, ...]:
    """The officer's queues with how many wait in each: what must be done now first."""
    return tuple(
        Choice(value=queue, label=page.word(queue, _TABLES[type(queue)]), count=counts[queue])
        for queue in _ORDER
        if queue in counts
    )


def waiting_line(page: PageRequest, queue: Queue, waiting: WaitingFile) -> WaitingLine:
    """A file in a queue, with the one thing to do."""
    person, due_on = waiting.person, waiting.due_on
    days_left = None if due_on is None else (due_on - legal_day(page.now)).days
    is_overdue = days_left is not None and days_left < 0
    path = file_path(person.file_id, Purpose.SUPERVISION, _TABS.get(queue))
    return WaitingLine(
        supervisee_id=person.file_id,
        number=person.number,
        masked_name=person.name,
        category=person.category,
        office_name=person.office_name,
        state=person.state,
        since=waiting.since,
        path=path if queue in _TABS else f"{path}#state",
        action=page.say(_OVERDUE if is_overdue and queue is LifeQueue.REPORTING else _ACTIONS[queue]),
        due_on=due_on,
        days_left=days_left,
    )
