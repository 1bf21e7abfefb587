"""The outbox of events: each county's, its events, and one of them as a platform is given it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from api.console.view_models.base import Id, Line, Paging, View


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboxView:
    """How far one county's outbox is; `oldest_at` is when the first event was written that waits."""

    county: str
    county_name: str
    last: int
    provided: int
    acknowledged: int
    waiting: int
    acknowledged_at: datetime | None
    acknowledged_by: str
    oldest_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboxListView(View):
    """The outboxes within reach."""

    template: ClassVar[str] = "outbox/list.html"
    outboxes: tuple[OutboxView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventLineView:
    """An event in a list, without its file."""

    event_id: Id
    number: int
    kind: str
    happened_on: date
    written_at: datetime
    provided_at: datetime | None
    acknowledged_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboxEventsView(View):
    """One county's events, newest first."""

    template: ClassVar[str] = "outbox/events.html"
    outbox: OutboxView
    lines: tuple[EventLineView, ...]
    paging: Paging
    may_open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class EventView(View):
    """One event; `is_gone` once what was sealed in it has gone."""

    template: ClassVar[str] = "outbox/event.html"
    county: str
    number: int
    kind: str
    supervisee_id: Id
    facts: tuple[Line, ...]
    is_gone: bool
