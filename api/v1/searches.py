"""Searches for people out of contact: opened by an officer, carried on step by step, ended."""

from datetime import datetime
from typing import Self
from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody
from litestar.status_codes import HTTP_204_NO_CONTENT
from msgspec import Struct

from api.v1.requests import Body, Created, Moment, PurposeAsked, ShortText
from api.v1.views import ListView, list_of
from supervision.audit import Act
from supervision.corrections.searching.acting import end_search, open_search, take_search_step
from supervision.corrections.searching.listing import OpenedSearch, SearchSummary, list_searches, read_search
from supervision.corrections.searching.store import TakenStep
from supervision.corrections.searching.words import SearchEnd, SearchStep
from supervision.officers import Officer


class NewSearch(Body, frozen=True):
    """Since when the officer holds the person out of contact, and why."""

    lost_since_at: Moment
    reason: ShortText


class NewStep(Body, frozen=True):
    """What was done: whom was called or told, and what came of it."""

    step: SearchStep
    happened_at: Moment
    note: ShortText


class Ending(Body, frozen=True):
    """How the search ended: where, in which circumstances."""

    end: SearchEnd
    note: ShortText


class SearchSummaryView(Struct, frozen=True):
    """A search in a list, the person masked; `to_tell` are those who were not told yet."""

    id: UUID
    supervisee_id: UUID
    name: str
    lost_since_at: datetime
    opened_at: datetime
    ended_at: datetime | None
    to_tell: list[SearchStep]

    @classmethod
    def of(cls, one: SearchSummary) -> Self:
        """What clients see in a list."""
        search = one.search
        return cls(
            search.id,
            search.file_id,
            one.person.name,
            search.lost_since_at,
            search.opened_at,
            search.ended_at,
            list(one.to_tell),
        )


class SearchStepView(Struct, frozen=True):
    """A step that was taken; telling police or procuratorate calls for a paper, as the act `search-step` of this id."""

    id: UUID
    step: SearchStep
    happened_at: datetime
    note: str
    taken_by: str

    @classmethod
    def of(cls, taken: TakenStep) -> Self:
        """What clients see of a step."""
        return cls(taken.step_id, taken.step, taken.happened_at, taken.note, taken.taken_by_name)


class SearchView(Struct, frozen=True):
    """A search in clear."""

    id: UUID
    supervisee_id: UUID
    name: str
    lost_since_at: datetime
    reason: str
    opened_at: datetime
    steps: list[SearchStepView]
    to_tell: list[SearchStep]
    ended_at: datetime | None
    end: SearchEnd | None
    end_note: str

    @classmethod
    def of(cls, opened: OpenedSearch) -> Self:
        """What clients see of an opened search."""
        search = opened.search
        return cls(
            search.id,
            search.file_id,
            opened.identity.name,
            search.lost_since_at,
            opened.reason,
            search.opened_at,
            [SearchStepView.of(taken) for taken in opened.steps],
            list(opened.to_tell),
            search.ended_at,
            search.end,
            opened.end_note,
        )


class SearchController(Controller):
    """Searches inside the officer's reach."""

    tags = ["Searches"]  # noqa: RUF012 - as Litestar declares it

    @get("/searches", opt={"act": Act.SEARCH_LIST})
    async def list_searches(
        self,
        officer: NamedDependency[Officer],
        with_ended: FromQuery[bool] = False,  # noqa: FBT002 - a parameter of the address
        cursor: FromQuery[str | None] = None,
    ) -> ListView[SearchSummaryView]:
        """Searches that last, or all, newest first, fifty a page; people are masked."""
        page = await list_searches(officer, cursor, with_ended=with_ended)
        return list_of(SearchSummaryView.of, page.items, page.next)

    @post("/supervisees/{supervisee_id:uuid}/searches", opt={"act": Act.SEARCH_OPEN, "about": "person-file"})
    async def open_search(
        self, supervisee_id: FromPath[UUID], data: JSONBody[NewSearch], officer: NamedDependency[Officer]
    ) -> Created:
        """Begin to search for somebody; 409 while another search lasts."""
        return Created(await open_search(officer, supervisee_id, data.lost_since_at, data.reason))

    @get("/searches/{search_id:uuid}", opt={"act": Act.SEARCH_READ})
    async def read_search(
        self, search_id: FromPath[UUID], officer: NamedDependency[Officer], purpose: PurposeAsked = None
    ) -> SearchView:
        """A search in clear; the opening is recorded with its purpose."""
        return SearchView.of(await read_search(officer, search_id, purpose))

    @post("/searches/{search_id:uuid}/steps", opt={"act": Act.SEARCH_STEP}, status_code=HTTP_204_NO_CONTENT)
    async def take_step(
        self, search_id: FromPath[UUID], data: JSONBody[NewStep], officer: NamedDependency[Officer]
    ) -> None:
        """Put down what was done."""
        await take_search_step(officer, search_id, data.step, data.happened_at, data.note)

    @post("/searches/{search_id:uuid}/ending", opt={"act": Act.SEARCH_END}, status_code=HTTP_204_NO_CONTENT)
    async def end(self, search_id: FromPath[UUID], data: JSONBody[Ending], officer: NamedDependency[Officer]) -> None:
        """End a search; 409 when it is given up before police and procuratorate were told."""
        await end_search(officer, search_id, data.end, data.note)
