"""Changes of the place of execution, for the old county, the new one, and who is above both."""

from datetime import date, datetime
from typing import Self
from uuid import UUID

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody
from litestar.status_codes import HTTP_204_NO_CONTENT
from msgspec import Struct

from api.docx_responses import docx_response
from api.v1.requests import Body, Created, PurposeAsked, ShortText
from api.v1.views import ListView, list_of
from supervision.audit import Act
from supervision.corrections.papers.store import Paper, PaperState
from supervision.corrections.transfers.asking import ask_transfer
from supervision.corrections.transfers.handling import (
    NextStep,
    answer_transfer,
    carry_transfer,
    decide_transfer,
    settle_transfer,
)
from supervision.corrections.transfers.letters import Letters, issue_reply, load_letters, print_letter
from supervision.corrections.transfers.listing import (
    OpenedTransfer,
    TransferShow,
    TransferSummary,
    list_transfers,
    open_transfer,
)
from supervision.corrections.transfers.steps import TransferState
from supervision.corrections.transfers.store import TakenStep, Wish
from supervision.forms.catalogue import FormName
from supervision.media import MediaType
from supervision.officers import Officer

_FILE = {"about": "person-file"}


class NewTransfer(Body, frozen=True):
    """What the person asks for; without an office the new county is outside of this installation."""

    to_division: str
    moves_on: date
    reason: ShortText
    address: ShortText
    late_reason: str = ""
    to_office_id: UUID | None = None


class Step(Body, frozen=True):
    """The next step, the day on which it happened, and what is said with it: organ, number, reason."""

    step: TransferState
    happened_on: date
    note: ShortText

    def taken(self) -> NextStep:
        """The step as the domain takes it."""
        return NextStep(self.step, self.happened_on, self.note)


class TransferSummaryView(Struct, frozen=True):
    """A change in a list, the person masked."""

    id: UUID
    supervisee_id: UUID
    name: str
    from_division: str
    to_division: str
    state: TransferState
    moves_on: date
    due_on: date | None
    is_overdue: bool
    asked_at: datetime

    @classmethod
    def of(cls, summary: TransferSummary) -> Self:
        """What clients see in a list."""
        transfer = summary.transfer
        return cls(
            transfer.id,
            transfer.file_id,
            summary.name,
            transfer.from_division,
            transfer.to_division,
            transfer.state,
            transfer.moves_on,
            transfer.due_on,
            summary.is_overdue,
            transfer.asked_at,
        )


class TakenStepView(Struct, frozen=True):
    """A step that was taken."""

    step: TransferState
    happened_on: date
    note: str
    taken_at: datetime
    taken_by: str

    @classmethod
    def of(cls, taken: TakenStep) -> Self:
        """What clients see of a step."""
        return cls(taken.step, taken.happened_on, taken.note, taken.taken_at, taken.taken_by_name)


class LetterView(Struct, frozen=True):
    """Inquiry or reply as it was issued; either county fetches it below the change."""

    id: UUID
    form: FormName
    number: str
    state: PaperState
    issued_at: datetime

    @classmethod
    def of(cls, paper: Paper) -> Self:
        """What clients see of a letter."""
        return cls(paper.paper_id, paper.form, paper.number, paper.state, paper.issued_at)


class TransferView(Struct, frozen=True):
    """A change in clear; `next_steps` are those that the asking officer may take."""

    id: UUID
    supervisee_id: UUID
    name: str
    from_division: str
    to_division: str
    state: TransferState
    moves_on: date
    due_on: date | None
    reason: str
    address: str
    late_reason: str
    steps: list[TakenStepView]
    next_steps: list[TransferState]
    papers: list[LetterView]

    @classmethod
    def of(cls, opened: OpenedTransfer, letters: Letters) -> Self:
        """What clients see of an opened change."""
        transfer, wish = opened.transfer, opened.wish
        return cls(
            transfer.id,
            transfer.file_id,
            opened.name,
            transfer.from_division,
            transfer.to_division,
            transfer.state,
            transfer.moves_on,
            transfer.due_on,
            wish.reason,
            wish.address,
            wish.late_reason,
            [TakenStepView.of(step) for step in opened.steps],
            list(opened.next_steps),
            [LetterView.of(paper) for paper in letters.issued],
        )


class TransferController(Controller):
    """Changes that concern the officer's county."""

    tags = ["Transfers"]  # noqa: RUF012 - as Litestar declares it

    @get("/transfers", opt={"act": Act.TRANSFER_LIST})
    async def list_transfers(
        self,
        officer: NamedDependency[Officer],
        show: FromQuery[TransferShow] = TransferShow.OPEN,
        cursor: FromQuery[str | None] = None,
    ) -> ListView[TransferSummaryView]:
        """Changes from and to the officer's counties, newest first, fifty a page; people are masked."""
        page = await list_transfers(officer, show, cursor)
        return list_of(TransferSummaryView.of, page.items, page.next)

    @post("/supervisees/{supervisee_id:uuid}/transfers", opt={"act": Act.TRANSFER_ASK, **_FILE})
    async def ask_transfer(
        self, supervisee_id: FromPath[UUID], data: JSONBody[NewTransfer], officer: NamedDependency[Officer]
    ) -> Created:
        """Put down what the person asks for; 409 while another change is under way."""
        wish = Wish(data.reason, data.address, data.late_reason)
        return Created(
            await ask_transfer(officer, supervisee_id, data.to_division, data.moves_on, wish, data.to_office_id)
        )

    @get("/transfers/{transfer_id:uuid}", opt={"act": Act.TRANSFER_OPEN})
    async def open_transfer(
        self, transfer_id: FromPath[UUID], officer: NamedDependency[Officer], purpose: PurposeAsked = None
    ) -> TransferView:
        """A change in clear; the opening is recorded with its purpose."""
        opened = await open_transfer(officer, transfer_id, purpose)
        return TransferView.of(opened, await load_letters(officer, Act.TRANSFER_OPEN, transfer_id))

    @get(
        "/transfers/{transfer_id:uuid}/papers/{paper_id:uuid}",
        opt={"act": Act.TRANSFER_OPEN},
        media_type=MediaType.DOCX.value,
    )
    async def print_letter(
        self,
        transfer_id: FromPath[UUID],
        paper_id: FromPath[UUID],
        officer: NamedDependency[Officer],
        purpose: PurposeAsked = None,
    ) -> Response[bytes]:
        """The very DOCX of an inquiry or reply, for either county; recorded with the purpose."""
        return docx_response(await print_letter(officer, transfer_id, paper_id, purpose))

    @post("/transfers/{transfer_id:uuid}/carrying", opt={"act": Act.TRANSFER_CARRY}, status_code=HTTP_204_NO_CONTENT)
    async def carry(self, transfer_id: FromPath[UUID], data: JSONBody[Step], officer: NamedDependency[Officer]) -> None:
        """A step of the old county that decides nothing: the inquiry, the papers, telling the person."""
        await carry_transfer(officer, transfer_id, data.taken())

    @post("/transfers/{transfer_id:uuid}/answer", opt={"act": Act.TRANSFER_ANSWER}, status_code=HTTP_204_NO_CONTENT)
    async def answer(
        self, transfer_id: FromPath[UUID], data: JSONBody[Step], officer: NamedDependency[Officer]
    ) -> None:
        """A step of the new county: its answer puts out the reply, with its receipt the file is theirs."""
        await answer_transfer(officer, transfer_id, data.taken())

    @post("/transfers/{transfer_id:uuid}/reply", opt={"act": Act.TRANSFER_ANSWER})
    async def issue_reply(self, transfer_id: FromPath[UUID], officer: NamedDependency[Officer]) -> Created:
        """Put out the reply that the answer did not, for want of a template; 409 where it is out."""
        return Created(await issue_reply(officer, transfer_id))

    @post("/transfers/{transfer_id:uuid}/decision", opt={"act": Act.TRANSFER_DECIDE}, status_code=HTTP_204_NO_CONTENT)
    async def decide(
        self, transfer_id: FromPath[UUID], data: JSONBody[Step], officer: NamedDependency[Officer]
    ) -> None:
        """Approve or refuse; 409 for whoever asked."""
        await decide_transfer(officer, transfer_id, data.taken())

    @post("/transfers/{transfer_id:uuid}/settlement", opt={"act": Act.TRANSFER_SETTLE}, status_code=HTTP_204_NO_CONTENT)
    async def settle(
        self, transfer_id: FromPath[UUID], data: JSONBody[Step], officer: NamedDependency[Officer]
    ) -> None:
        """The word of the agency above both counties in a dispute."""
        await settle_transfer(officer, transfer_id, data.taken())
