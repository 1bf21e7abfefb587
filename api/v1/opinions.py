"""Prosecutors' opinions: taken in, answered in writing, closed."""

from datetime import date, datetime
from uuid import UUID

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody
from litestar.status_codes import HTTP_204_NO_CONTENT

from api.v1.measure_views import Name, Text
from api.v1.requests import Body, Created, ShortText
from api.v1.views import ListView, View, list_of
from supervision.audit import Act
from supervision.corrections.sanctions.opinions import (
    NewOpinion,
    OpenedOpinion,
    StoredOpinion,
    answer_opinion,
    close_opinion,
    list_opinions,
    open_opinion,
    record_opinion,
)
from supervision.corrections.sanctions.words import OpinionKind, OpinionShow
from supervision.officers import Officer

_ABOUT = {"about": "prosecutor_opinion"}


class OpinionBody(Body, frozen=True):
    """What came in; without a supervisee it is about the agency's work."""

    kind: OpinionKind
    received_on: date
    organ: Name
    document: Name
    text: ShortText
    supervisee_id: UUID | None = None

    def opinion(self) -> NewOpinion:
        """What is recorded."""
        return NewOpinion(self.kind, self.received_on, self.organ, self.document, self.text, self.supervisee_id)


class OpinionLineView(View, frozen=True):
    """An opinion in a list, without what it says."""

    id: UUID
    supervisee_id: UUID | None
    file_number: str
    kind: OpinionKind
    received_on: date
    due_on: date
    answered_on: date | None
    answered_by_name: str
    closed_at: datetime | None

    @classmethod
    def of_opinion(cls, opinion: StoredOpinion) -> "OpinionLineView":
        """The view of an opinion in a list."""
        return cls.of(opinion, supervisee_id=opinion.file_id)


class OpinionView(View, frozen=True):
    """An opinion in clear with its answer."""

    opinion: OpinionLineView
    organ: str
    document: str
    text: str
    answer: str

    @classmethod
    def of_opened(cls, opened: OpenedOpinion) -> "OpinionView":
        """The view of an opinion that was opened."""
        return cls.of(opened.content, opinion=OpinionLineView.of_opinion(opened.opinion), answer=opened.answer)


class OpinionController(Controller):
    """Prosecutors' opinions inside the officer's reach."""

    path = "/opinions"
    tags = ["Prosecutors' opinions"]  # noqa: RUF012 - as Litestar declares it

    @get("/", opt={"act": Act.OPINION_LIST})
    async def list_opinions(
        self,
        officer: NamedDependency[Officer],
        show: FromQuery[OpinionShow] = OpinionShow.OPEN,
        cursor: FromQuery[str | None] = None,
    ) -> ListView[OpinionLineView]:
        """Opinions that are open or closed, newest first, fifty a page."""
        found = await list_opinions(officer, show, cursor)
        return list_of(OpinionLineView.of_opinion, found.items, found.next)

    @post("/", opt={"act": Act.OPINION_RECORD})
    async def record(self, data: JSONBody[OpinionBody], officer: NamedDependency[Officer]) -> Response[Created]:
        """Take an opinion in; the day until which it is answered follows from the rule."""
        opinion_id = await record_opinion(officer, data.opinion())
        return Response(Created(opinion_id), headers={"location": f"/api/v1/opinions/{opinion_id}"})

    @get("/{opinion_id:uuid}", opt={"act": Act.OPINION_OPEN, **_ABOUT})
    async def open_opinion(self, opinion_id: FromPath[UUID], officer: NamedDependency[Officer]) -> OpinionView:
        """An opinion in clear; the opening is recorded."""
        return OpinionView.of_opened(await open_opinion(officer, opinion_id))

    @post("/{opinion_id:uuid}/answer", opt={"act": Act.OPINION_ANSWER, **_ABOUT}, status_code=HTTP_204_NO_CONTENT)
    async def answer(self, opinion_id: FromPath[UUID], data: JSONBody[Text], officer: NamedDependency[Officer]) -> None:
        """Answer in writing; 409 `opinion-answered` says who was first."""
        await answer_opinion(officer, opinion_id, data.text)

    @post("/{opinion_id:uuid}/closing", opt={"act": Act.OPINION_ANSWER, **_ABOUT}, status_code=HTTP_204_NO_CONTENT)
    async def close(self, opinion_id: FromPath[UUID], officer: NamedDependency[Officer]) -> None:
        """Close an opinion that was answered."""
        await close_opinion(officer, opinion_id)
