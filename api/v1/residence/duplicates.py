"""Possible duplicates: listed, opened side by side, told apart, joined, and put back."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody
from litestar.status_codes import HTTP_200_OK, HTTP_204_NO_CONTENT
from msgspec import Meta

from api.v1.requests import Body, Created
from api.v1.residence.requests import ResidencePurposeAsked
from api.v1.residence.search import FoundResidentView
from api.v1.views import ListView, View, list_of
from supervision.audit import Act
from supervision.documents import DocumentType, Sex
from supervision.officers import Officer
from supervision.residence.households.opening import ResidentRecord
from supervision.residence.households.words import ResidentState
from supervision.residence.search.likeness import Likeness
from supervision.residence.search.merging import merge_residents, undo_merge
from supervision.residence.search.pairs import (
    LONGEST_RATIONALE,
    DuplicateLine,
    OpenedPair,
    PairState,
    list_duplicates,
    open_duplicate,
    tell_apart,
)

_PAIR, _MERGE = {"about": "duplicate_pair"}, {"about": "resident_merge"}


class Rationale(Body, frozen=True):
    """Why the two are not the same."""

    rationale: Annotated[str, Meta(min_length=1, max_length=LONGEST_RATIONALE)]


class Merge(Rationale, frozen=True):
    """Which record is kept, and why the two are one person."""

    winner_id: UUID


class DuplicateLineView(View, frozen=True):
    """A pair that waits: both masked, and what they have in common."""

    id: UUID
    found_at: datetime
    one: FoundResidentView
    other: FoundResidentView
    likenesses: list[Likeness]

    @classmethod
    def of_line(cls, line: DuplicateLine) -> "DuplicateLineView":
        """The view of a line of the queue."""
        return cls(
            line.id,
            line.found_at,
            FoundResidentView.of(line.one),
            FoundResidentView.of(line.other),
            list(line.comparison.likenesses),
        )


class ComparedResidentView(View, frozen=True):
    """One record of a pair, in clear."""

    id: UUID
    state: ResidentState
    name: str
    document_type: DocumentType
    document_number: str
    sex: Sex | None
    born_on: date | None
    phone: str
    domicile_address: str
    address: str
    registered_at: datetime
    merged_into: UUID | None

    @classmethod
    def of_record(cls, record: ResidentRecord) -> "ComparedResidentView":
        """The view of a record that was opened."""
        resident, person = record.resident, record.person
        return cls(
            id=resident.id,
            state=resident.state,
            name=person.name,
            document_type=person.document_type,
            document_number=person.document_number,
            sex=person.sex,
            born_on=person.born_on,
            phone=person.phone,
            domicile_address=person.domicile_address,
            address=record.address,
            registered_at=resident.registered_at,
            merged_into=resident.merged_into,
        )


class DuplicateView(View, frozen=True):
    """Both records of a pair side by side, in clear."""

    id: UUID
    state: PairState
    found_at: datetime
    decided_at: datetime | None
    rationale: str
    likenesses: list[Likeness]
    one: ComparedResidentView
    other: ComparedResidentView

    @classmethod
    def of_pair(cls, opened: OpenedPair) -> "DuplicateView":
        """The view of a pair that was opened."""
        return cls.of(
            opened.pair,
            rationale=opened.rationale,
            likenesses=list(opened.comparison.likenesses),
            one=ComparedResidentView.of_record(opened.one),
            other=ComparedResidentView.of_record(opened.other),
        )


class DuplicateController(Controller):
    """Pairs of records that may be of one person, both within the officer's reach."""

    path = "/duplicates"
    tags = ["Duplicates"]  # noqa: RUF012 - as Litestar declares it

    @get("/", opt={"act": Act.DUPLICATE_LIST})
    async def list_duplicates(
        self, officer: NamedDependency[Officer], cursor: FromQuery[str | None] = None
    ) -> ListView[DuplicateLineView]:
        """The pairs that wait for a decision, the newest first; fifty a page."""
        page = await list_duplicates(officer, cursor)
        return list_of(DuplicateLineView.of_line, page.items, page.next)

    @get("/{pair_id:uuid}", opt={"act": Act.DUPLICATE_LIST, **_PAIR})
    async def open_duplicate(
        self, pair_id: FromPath[UUID], officer: NamedDependency[Officer], purpose: ResidencePurposeAsked = None
    ) -> DuplicateView:
        """Both records in clear; the opening of each is recorded with its purpose. 400 lists the purposes."""
        return DuplicateView.of_pair(await open_duplicate(officer, pair_id, purpose))

    @post("/{pair_id:uuid}/distinction", opt={"act": Act.DUPLICATE_DISMISS, **_PAIR}, status_code=HTTP_204_NO_CONTENT)
    async def tell_apart(
        self, pair_id: FromPath[UUID], data: JSONBody[Rationale], officer: NamedDependency[Officer]
    ) -> None:
        """The two are not the same, for good; 409 when somebody has decided already."""
        await tell_apart(officer, pair_id, data.rationale)

    @post("/{pair_id:uuid}/merge", opt={"act": Act.RESIDENT_MERGE, **_PAIR})
    async def merge(
        self, pair_id: FromPath[UUID], data: JSONBody[Merge], officer: NamedDependency[Officer]
    ) -> Response[Created]:
        """Join the other record to the winner; gives the merge's id, by which it is undone. 409 says why not."""
        return Response(Created(await merge_residents(officer, pair_id, data.winner_id, data.rationale)))


class MergeController(Controller):
    """Records that were joined."""

    path = "/merges"
    tags = ["Duplicates"]  # noqa: RUF012 - as Litestar declares it

    @post("/{merge_id:uuid}/undoing", opt={"act": Act.RESIDENT_MERGE_UNDO, **_MERGE}, status_code=HTTP_200_OK)
    async def undo(self, merge_id: FromPath[UUID], officer: NamedDependency[Officer]) -> Created:
        """Put the joined record back as it was; 409 once either record was destroyed."""
        return Created(await undo_merge(officer, merge_id))
