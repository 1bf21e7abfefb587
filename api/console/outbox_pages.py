"""The outbox of events, as those see it who answer for it: what waits, what was acknowledged, and one event."""

from datetime import datetime
from uuid import UUID

from litestar import Controller, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from api.console import formats
from api.console.pages_base import PageRequest
from api.console.view_models.base import Line
from api.console.view_models.outbox import (
    EventLineView,
    EventView,
    OutboxEventsView,
    OutboxListView,
    OutboxView,
)
from api.http import HttpResponse
from supervision.audit import Act
from supervision.corrections.outbox.watching import (
    EventLine,
    OpenedEvent,
    Outbox,
    list_events,
    list_outboxes,
    open_event,
)
from supervision.errors import NotFound
from supervision.officers.officer import NOT_HERE
from supervision.wording import Wording

PATH, SECTION = "/console/outbox", "outbox"
_SUBJECT = Wording("这条交换事件", "this event")


class OutboxPages(Controller):
    """What platforms are told of corrections, and how far they are."""

    path = "/outbox"

    @get("/", opt={"act": Act.OUTBOX_LIST})
    async def list_outboxes(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """The outboxes within reach."""
        view = OutboxListView(outboxes=tuple(map(_outbox, await list_outboxes(page.officer))))
        return await page.show(view, active=SECTION)

    @get("/{county:str}", opt={"act": Act.OUTBOX_LIST})
    async def list_events(self, county: FromPath[str], page: NamedDependency[PageRequest]) -> HttpResponse:
        """One county's events, newest first."""
        found = await list_events(page.officer, county, page.filters().get("cursor"))
        outbox = next((one for one in await list_outboxes(page.officer) if one.county == county), None)
        if outbox is None:
            raise NotFound(NOT_HERE)
        view = OutboxEventsView(
            outbox=_outbox(outbox),
            lines=tuple(map(_line, found.items)),
            paging=page.paging(len(found.items), found.next),
            may_open=page.may(Act.OUTBOX_OPEN, county),
        )
        return await page.show(view, active=SECTION)

    @get("/events/{event_id:uuid}", opt={"act": Act.OUTBOX_OPEN})
    async def open_event(self, event_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """One event in clear and recorded; without a purpose the question for it."""
        if "purpose" not in page.filters():
            return await page.ask_purpose(_SUBJECT, PATH, active=SECTION)
        opened = await open_event(page.officer, event_id, page.filters()["purpose"])
        line = opened.line
        view = EventView(
            county=line.county, number=line.number, kind=line.kind, supervisee_id=opened.file_id,
            facts=_facts(page, opened), is_gone=opened.payload is None,
        )  # fmt: skip
        return await page.show(view, active=SECTION)


def _outbox(outbox: Outbox) -> OutboxView:
    return OutboxView(
        county=outbox.county,
        county_name=outbox.county_name,
        last=outbox.last,
        provided=outbox.provided,
        acknowledged=outbox.acknowledged,
        waiting=outbox.waiting,
        acknowledged_at=outbox.acknowledged_at,
        acknowledged_by=outbox.acknowledged_by_name,
        oldest_at=outbox.oldest_at,
    )


def _line(line: EventLine) -> EventLineView:
    return EventLineView(
        event_id=line.id,
        number=line.number,
        kind=line.kind,
        happened_on=line.happened_on,
        written_at=line.written_at,
        provided_at=line.provided_at,
        acknowledged_at=line.acknowledged_at,
    )


def _facts(page: PageRequest, opened: OpenedEvent) -> tuple[Line, ...]:
    """What a platform is given of it, and when it was."""
    line, payload = opened.line, opened.payload
    person = payload.person if payload else None
    facts = (
        (Wording("发生日期", "Happened on"), formats.long_date(line.happened_on, page.language)),
        (Wording("写入", "Written"), formats.full_moment(line.written_at, page.language)),
        (Wording("首次读取", "First read"), _moment(page, line.provided_at)),
        (Wording("确认", "Acknowledged"), _moment(page, line.acknowledged_at)),
        (Wording("档案编号", "File"), payload.file_number if payload else ""),
        (Wording("文书编号", "Paper"), payload.paper_number if payload else ""),
        (Wording("姓名", "Name"), person.name if person else ""),
        (Wording("证件类型", "Document"), page.word(person.document_type, "document-type") if person else ""),
        (Wording("证件号码", "Its number"), person.document_number if person else ""),
    )
    return tuple(Line(label=page.say(label), value=value) for label, value in facts if value)


def _moment(page: PageRequest, at: datetime | None) -> str:
    return formats.full_moment(at, page.language) if at else ""
