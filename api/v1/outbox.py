"""The outbox of events: polled and acknowledged by an exchange platform, watched by those who answer for it."""

from datetime import date, datetime
from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody
from litestar.status_codes import HTTP_200_OK
from msgspec import Struct

from api.v1.requests import Body, PurposeAsked
from api.v1.views import ListView, View, list_of
from supervision.audit import Act
from supervision.corrections.outbox.kinds import EventKind
from supervision.corrections.outbox.reading import MOST_AT_ONCE, GivenEvent, acknowledge_outbox, read_outbox
from supervision.corrections.outbox.telling import Payload
from supervision.corrections.outbox.watching import list_events, list_outboxes, open_event
from supervision.documents import DocumentType
from supervision.officers import Officer


class ToldPersonView(View, frozen=True):
    """Who the person is: only with the opening of a file, never of a minor, and of nobody whose file has limits."""

    name: str
    document_type: DocumentType
    document_number: str


class GivenEventView(Struct, frozen=True):
    """An event: `file_number` and `paper_number` are empty, and `person` is null, once what was sealed has gone."""

    id: UUID
    number: int
    kind: EventKind
    supervisee_id: UUID
    division: str
    happened_on: date
    written_at: datetime
    file_number: str
    paper_number: str
    person: ToldPersonView | None

    @classmethod
    def of(cls, event: GivenEvent) -> "GivenEventView":
        """What a platform sees."""
        file_number, paper_number, person = told(event.payload)
        return cls(
            event.id,
            event.number,
            event.kind,
            event.file_id,
            event.division,
            event.happened_on,
            event.written_at,
            file_number,
            paper_number,
            person,
        )


class GivenEventsView(Struct, frozen=True):
    """Events in the order of their numbers, which run without gaps up to `last`; ask again after the last of them."""

    county: str
    items: list[GivenEventView]
    acknowledged: int
    last: int


class Acknowledgement(Body, frozen=True):
    """Up to which number everything has arrived."""

    up_to: int
    county: str | None = None


class AcknowledgedView(Struct, frozen=True):
    """Up to which number events are acknowledged now."""

    acknowledged: int


class OutboxView(View, frozen=True):
    """How far a county's outbox is."""

    county: str
    county_name: str
    last: int
    provided: int
    acknowledged: int
    waiting: int
    acknowledged_at: datetime | None
    acknowledged_by_name: str
    oldest_at: datetime | None


class EventLineView(View, frozen=True):
    """An event in a list, without its file."""

    id: UUID
    county: str
    number: int
    kind: EventKind
    happened_on: date
    written_at: datetime
    provided_at: datetime | None
    acknowledged_at: datetime | None


class OpenedEventView(EventLineView, frozen=True, kw_only=True):
    """One event in clear."""

    supervisee_id: UUID
    file_number: str
    paper_number: str
    person: ToldPersonView | None


class OutboxController(Controller):
    """What platforms are told of corrections: at least once, in order, and without positions."""

    path = "/outbox"
    tags = ["Outbox"]  # noqa: RUF012 - as Litestar declares it

    @get("/", opt={"act": Act.OUTBOX_READ})
    async def read(
        self,
        officer: NamedDependency[Officer],
        after: FromQuery[int] = 0,
        limit: FromQuery[int] = MOST_AT_ONCE,
        county: FromQuery[str | None] = None,
    ) -> GivenEventsView:
        """The events after a number, oldest first; the same again until a later number is asked for."""
        given = await read_outbox(officer, county, after, limit)
        return GivenEventsView(given.county, list(map(GivenEventView.of, given.events)), given.acknowledged, given.last)

    @post("/acknowledgements", opt={"act": Act.OUTBOX_ACKNOWLEDGE}, status_code=HTTP_200_OK)
    async def acknowledge(self, data: JSONBody[Acknowledgement], officer: NamedDependency[Officer]) -> AcknowledgedView:
        """Acknowledge up to a number; it never goes back, and 409 for what was not read yet."""
        return AcknowledgedView(await acknowledge_outbox(officer, data.county, data.up_to))

    @get("/counties", opt={"act": Act.OUTBOX_LIST})
    async def list_outboxes(self, officer: NamedDependency[Officer]) -> ListView[OutboxView]:
        """The outboxes within reach, and what waits in each."""
        return list_of(OutboxView.of, await list_outboxes(officer))

    @get("/counties/{county:str}/events", opt={"act": Act.OUTBOX_LIST})
    async def list_events(
        self, county: FromPath[str], officer: NamedDependency[Officer], cursor: FromQuery[str | None] = None
    ) -> ListView[EventLineView]:
        """The events of a county, newest first, without their files."""
        page = await list_events(officer, county, cursor)
        return list_of(EventLineView.of, page.items, page.next)

    @get("/events/{event_id:uuid}", opt={"act": Act.OUTBOX_OPEN})
    async def open_event(
        self, event_id: FromPath[UUID], officer: NamedDependency[Officer], purpose: PurposeAsked = None
    ) -> OpenedEventView:
        """One event in clear, recorded among the readings of its file."""
        opened = await open_event(officer, event_id, purpose)
        file_number, paper_number, person = told(opened.payload)
        return OpenedEventView.of(
            opened.line,
            supervisee_id=opened.file_id,
            file_number=file_number,
            paper_number=paper_number,
            person=person,
        )


def told(payload: Payload | None) -> tuple[str, str, ToldPersonView | None]:
    """The file's number, the paper's, and the person, as far as they are still there."""
    if payload is None:
        return "", "", None
    person = None if payload.person is None else ToldPersonView.of(payload.person)
    return payload.file_number, payload.paper_number, person
