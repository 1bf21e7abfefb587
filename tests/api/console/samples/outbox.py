"""The outbox of events: what waits, one county's events, one of them."""

from collections.abc import Mapping
from dataclasses import replace

from api.console.view_models.base import Line, Paging, View
from api.console.view_models.outbox import EventLineView, EventView, OutboxEventsView, OutboxListView, OutboxView
from tests.api.console.samples.moments import NOW, at

OUTBOX = OutboxView(
    county="149901",
    county_name="临溪县",
    last=1_204,
    provided=1_203,
    acknowledged=1_202,
    waiting=2,
    acknowledged_at=at(9, day=1),
    acknowledged_by="省交换平台",
    oldest_at=at(9, 10, day=1),
)
NEVER = replace(OUTBOX, county="149902", county_name="石坝县", last=0, provided=0, acknowledged=0, waiting=0)
NEVER = replace(NEVER, acknowledged_at=None, acknowledged_by="", oldest_at=None)
EVENT = EventView(
    county="149901",
    number=1_203,
    kind="file-opened",
    supervisee_id="s1",
    facts=(Line(label="档案编号", value="149901-2026-0001"), Line(label="姓名", value="李志强")),
    is_gone=False,
)


def line(number: int, kind: str, *, is_provided: bool = True, is_acknowledged: bool = False) -> EventLineView:
    return EventLineView(
        event_id=f"e{number}",
        number=number,
        kind=kind,
        happened_on=NOW.date(),
        written_at=at(9, day=1),
        provided_at=at(10, day=1) if is_provided else None,
        acknowledged_at=at(11, day=1) if is_acknowledged else None,
    )


LINES = (
    line(1_204, "transfer-papers-sent", is_provided=False),
    line(1_203, "file-opened"),
    line(1_202, "certificate-issued", is_acknowledged=True),
)
OUTBOX_PAGES: Mapping[str, View] = {
    "outbox": OutboxListView(outboxes=(OUTBOX, NEVER)),
    "outbox-none": OutboxListView(outboxes=()),
    "outbox-events": OutboxEventsView(outbox=OUTBOX, lines=LINES, paging=Paging(shown=3), may_open=True),
    "outbox-events-none": OutboxEventsView(outbox=NEVER, lines=(), paging=Paging(shown=0), may_open=False),
    "outbox-event": EVENT,
    "outbox-event-gone": replace(EVENT, facts=EVENT.facts[:0], is_gone=True),
}
