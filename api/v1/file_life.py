"""The life of a file: steps from documents to the end, and last days that two officers stand for."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter
from litestar.status_codes import HTTP_200_OK, HTTP_204_NO_CONTENT
from msgspec import Meta

from api.v1.requests import Body, Moment, PurposeAsked, Reason
from api.v1.supervisee_views import SuperviseeView
from api.v1.views import ListView, View, list_of
from supervision.audit import Act
from supervision.corrections.file_state import FileState
from supervision.corrections.life_cycle import LifeStep
from supervision.corrections.life_view import LifeQueue, list_waiting, open_life
from supervision.corrections.presence import NOBODY_SAID, Presence
from supervision.corrections.reporting import begin_programme, declare, find_again, lose_contact, report_in
from supervision.corrections.steps import FileStep
from supervision.corrections.term_changes import TermChange, TermKind, TermState
from supervision.corrections.term_entries import TermEntry, change_term, confirm_term, return_term
from supervision.corrections.waiting_files import WaitingFile
from supervision.documents import DocumentType
from supervision.officers import Officer

_FILE = {"about": "person-file"}
_Note = Annotated[str, Meta(max_length=1_000)]


class TakenStep(Body, frozen=True):
    """When something happened, a remark, and the attachment that shows it."""

    happened_at: Moment
    note: _Note = ""
    paper_id: UUID | None = None


class ReportIn(TakenStep, frozen=True, kw_only=True):
    """When the person reported in, and the document whose original the officer looked at."""

    checked_document: DocumentType


class Declaration(TakenStep, frozen=True, kw_only=True):
    """When, where and before whom the declaration was made."""

    present: Annotated[list[str], Meta(min_length=1, max_length=12)]
    place: Annotated[str, Meta(max_length=100)] = ""
    guardian: Presence = NOBODY_SAID


class NewTermChange(Body, frozen=True):
    """A decision that shortens or lengthens the term; `document_id` is its attachment on the file."""

    kind: TermKind
    organ: Annotated[str, Meta(min_length=1, max_length=80)]
    document_number: Annotated[str, Meta(min_length=1, max_length=80)]
    document_id: UUID
    months: Annotated[int, Meta(ge=0, le=480)] = 0
    days: Annotated[int, Meta(ge=0, le=366)] = 0


class StateView(View, frozen=True):
    """Where the file stands after a step."""

    state: FileState


class LastDay(View, frozen=True):
    """The last day of a term, both officers agreeing or one of them still to be asked."""

    last_day: date


class StepView(View, frozen=True):
    """One step in the life of a file; `due_on` is the day until which it was due, where one was."""

    number: int
    step: LifeStep
    state: FileState
    happened_at: datetime
    note: str
    present: list[str]
    place: str
    guardian: Presence
    due_on: date | None
    checked_document: DocumentType | None
    paper_id: UUID | None
    taken_at: datetime
    taken_by_name: str

    @classmethod
    def of_step(cls, step: FileStep) -> "StepView":
        """The view of a step."""
        said = step.detail
        return cls.of(
            step,
            note=said.note,
            present=list(said.present),
            place=said.place,
            due_on=said.due_on,
            checked_document=said.checked_document,
            guardian=said.presence,
        )


class TermEntryView(View, frozen=True):
    """A last day as one officer entered it; `step` is the arithmetic of a change."""

    id: UUID
    kind: TermKind
    last_day: date
    state: TermState
    change: TermChange | None
    step: str | None
    document_id: UUID | None
    entered_at: datetime
    entered_by_name: str
    decided_at: datetime | None
    decided_by_name: str
    reason: str

    @classmethod
    def of_entry(cls, entry: TermEntry) -> "TermEntryView":
        """The view of an entry."""
        return cls.of(entry, id=entry.entry_id, step=None if entry.step is None else str(entry.step))


class FileLifeView(View, frozen=True):
    """Steps and last days, each newest first."""

    steps: list[StepView]
    terms: list[TermEntryView]


class WaitingFileView(View, frozen=True):
    """A file in a queue: who, since when, until when, and the last day to be confirmed where that is what waits."""

    supervisee: SuperviseeView
    since: datetime
    due_on: date | None
    term_id: UUID | None

    @classmethod
    def of_file(cls, waiting: WaitingFile) -> "WaitingFileView":
        """The view of a waiting file."""
        return cls(SuperviseeView.of_person(waiting.person), waiting.since, waiting.due_on, waiting.entry_id)


class FileLifeController(Controller):
    """The life of files inside the officer's reach."""

    tags = ["Supervisees"]  # noqa: RUF012 - as Litestar declares it

    @get("/waiting-files", opt={"act": Act.PERSON_FILE_LIST})
    async def list_waiting(
        self,
        officer: NamedDependency[Officer],
        queue: Annotated[LifeQueue, QueryParameter(name="queue")],
        cursor: FromQuery[str | None] = None,
    ) -> ListView[WaitingFileView]:
        """What waits in a queue: what is due first, or has waited longest, on top; fifty a page."""
        page = await list_waiting(officer, queue, cursor)
        return list_of(WaitingFileView.of_file, page.items, page.next)

    @get("/supervisees/{supervisee_id:uuid}/life", opt={"act": Act.PERSON_FILE_OPEN})
    async def open_life(
        self, supervisee_id: FromPath[UUID], officer: NamedDependency[Officer], purpose: PurposeAsked = None
    ) -> FileLifeView:
        """Every step and every last day of the file; the opening is recorded with its purpose."""
        life = await open_life(officer, supervisee_id, purpose)
        return FileLifeView(
            [StepView.of_step(step) for step in life.steps], [TermEntryView.of_entry(entry) for entry in life.entries]
        )

    @post(
        "/supervisees/{supervisee_id:uuid}/report-in",
        opt={"act": Act.PERSON_FILE_REPORT_IN, **_FILE},
        status_code=HTTP_200_OK,
    )
    async def report_in(
        self, supervisee_id: FromPath[UUID], data: JSONBody[ReportIn], officer: NamedDependency[Officer]
    ) -> StateView:
        """Record that the person reported in; 409 where the file's state does not allow it, with who was first."""
        return StateView(
            await report_in(officer, supervisee_id, data.happened_at, data.checked_document, data.note, data.paper_id)
        )

    @post(
        "/supervisees/{supervisee_id:uuid}/declaration",
        opt={"act": Act.PERSON_FILE_DECLARE, **_FILE},
        status_code=HTTP_200_OK,
    )
    async def declare(
        self, supervisee_id: FromPath[UUID], data: JSONBody[Declaration], officer: NamedDependency[Officer]
    ) -> StateView:
        """Record the declaration with those who were present."""
        return StateView(
            await declare(
                officer,
                supervisee_id,
                data.happened_at,
                data.present,
                data.place,
                data.note,
                data.paper_id,
                data.guardian,
            )
        )

    @post(
        "/supervisees/{supervisee_id:uuid}/programme",
        opt={"act": Act.PERSON_FILE_BEGIN, **_FILE},
        status_code=HTTP_200_OK,
    )
    async def begin(
        self, supervisee_id: FromPath[UUID], data: JSONBody[TakenStep], officer: NamedDependency[Officer]
    ) -> StateView:
        """Record that supervision in the programme begins; 409 without a group as the law asks, or a plan."""
        return StateView(await begin_programme(officer, supervisee_id, data.happened_at, data.note))

    @post(
        "/supervisees/{supervisee_id:uuid}/lost-contact",
        opt={"act": Act.PERSON_FILE_LOSE, **_FILE},
        status_code=HTTP_200_OK,
    )
    async def lose_contact(
        self, supervisee_id: FromPath[UUID], data: JSONBody[TakenStep], officer: NamedDependency[Officer]
    ) -> StateView:
        """Record that the person is out of contact, with what was tried; orders go on."""
        return StateView(await lose_contact(officer, supervisee_id, data.happened_at, data.note, data.paper_id))

    @post(
        "/supervisees/{supervisee_id:uuid}/lost-contact/ending",
        opt={"act": Act.PERSON_FILE_FIND, **_FILE},
        status_code=HTTP_200_OK,
    )
    async def find_again(
        self, supervisee_id: FromPath[UUID], data: JSONBody[TakenStep], officer: NamedDependency[Officer]
    ) -> StateView:
        """Record that the person is in contact again."""
        return StateView(await find_again(officer, supervisee_id, data.happened_at, data.note))

    @post(
        "/supervisees/{supervisee_id:uuid}/terms",
        opt={"act": Act.PERSON_FILE_CHANGE_TERM, **_FILE},
        status_code=HTTP_200_OK,
    )
    async def change_term(
        self, supervisee_id: FromPath[UUID], data: JSONBody[NewTermChange], officer: NamedDependency[Officer]
    ) -> LastDay:
        """Enter a decision that shortens or lengthens the term; until it is confirmed the earlier last day holds."""
        change = TermChange(data.months, data.days, data.organ, data.document_number)
        return LastDay(await change_term(officer, supervisee_id, data.kind, change, data.document_id))

    @post(
        "/supervisees/{supervisee_id:uuid}/terms/{term_id:uuid}/confirmation",
        opt={"act": Act.PERSON_FILE_CONFIRM_TERM, **_FILE},
        status_code=HTTP_200_OK,
    )
    async def confirm_term(
        self, supervisee_id: FromPath[UUID], term_id: FromPath[UUID], officer: NamedDependency[Officer]
    ) -> LastDay:
        """Confirm a last day that another officer entered; 409 for one's own, and with who was first."""
        return LastDay(await confirm_term(officer, supervisee_id, term_id))

    @post(
        "/supervisees/{supervisee_id:uuid}/terms/{term_id:uuid}/return",
        opt={"act": Act.PERSON_FILE_RETURN_TERM, **_FILE},
        status_code=HTTP_204_NO_CONTENT,
    )
    async def return_term(
        self,
        supervisee_id: FromPath[UUID],
        term_id: FromPath[UUID],
        data: JSONBody[Reason],
        officer: NamedDependency[Officer],
    ) -> None:
        """Return a last day that another officer entered, with the reason."""
        await return_term(officer, supervisee_id, term_id, data.reason)
