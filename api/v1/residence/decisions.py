"""Amendments and moves: what one officer asked for and another decides."""

from datetime import datetime
from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody
from litestar.status_codes import HTTP_200_OK, HTTP_204_NO_CONTENT

from api.v1.requests import Body, Created, Reason
from api.v1.residence.people_views import AmendmentView, MoveView
from api.v1.residence.requests import DestinationBody, MoveInBody
from api.v1.residence.residents import ResidentRevision
from api.v1.views import ListView, View, list_of
from supervision.audit import Act
from supervision.officers import Officer
from supervision.residence.households.amendments import approve_amendment, open_amendment, refuse_amendment
from supervision.residence.households.move_decisions import accept_move, refuse_move, withdraw_move
from supervision.residence.households.move_rows import load_move, load_moves
from supervision.residence.households.moves import ask_move_in
from supervision.residence.households.queues import AmendmentWaiting, list_amendments
from supervision.residence.households.words import AskedBy


class WaitingAmendmentView(View, frozen=True):
    """An amendment that waits for this officer, the resident masked."""

    id: UUID
    resident_id: UUID
    name: str
    document_number: str
    asked_by: AskedBy
    requested_by_name: str
    requested_at: datetime

    @classmethod
    def of_waiting(cls, waiting: AmendmentWaiting) -> "WaitingAmendmentView":
        """The view of an amendment that waits."""
        person = waiting.resident
        return cls.of(
            waiting,
            id=waiting.amendment_id,
            resident_id=person.id,
            name=person.name,
            document_number=person.document_number,
        )


class Acceptance(Body, frozen=True):
    """Where to, when the old side asked: the dwelling, the household, and on what footing."""

    to: DestinationBody | None = None


class AmendmentController(Controller):
    """Amendments of residents inside the officer's reach."""

    path = "/amendments"
    tags = ["Residents"]  # noqa: RUF012 - as Litestar declares it

    @get("/", opt={"act": Act.AMENDMENT_DECIDE})
    async def list_amendments(
        self, officer: NamedDependency[Officer], cursor: FromQuery[str | None] = None
    ) -> ListView[WaitingAmendmentView]:
        """The amendments that wait for this officer, those asked for first on top; fifty a page."""
        _, page = await list_amendments(officer, cursor)
        return list_of(WaitingAmendmentView.of_waiting, page.items, page.next)

    @get("/{amendment_id:uuid}", opt={"act": Act.AMENDMENT_DECIDE})
    async def open_amendment(self, amendment_id: FromPath[UUID], officer: NamedDependency[Officer]) -> AmendmentView:
        """The comparison, item by item, in clear; recorded with the resident's readings."""
        return AmendmentView.of_amendment((await open_amendment(officer, amendment_id)).amendment)

    @post("/{amendment_id:uuid}/approval", opt={"act": Act.AMENDMENT_DECIDE}, status_code=HTTP_200_OK)
    async def approve(self, amendment_id: FromPath[UUID], officer: NamedDependency[Officer]) -> ResidentRevision:
        """Approve what somebody else asked for; 409 when it was decided, or the person changed meanwhile."""
        return ResidentRevision(await approve_amendment(officer, amendment_id))

    @post("/{amendment_id:uuid}/refusal", opt={"act": Act.AMENDMENT_DECIDE}, status_code=HTTP_204_NO_CONTENT)
    async def refuse(
        self, amendment_id: FromPath[UUID], data: JSONBody[Reason], officer: NamedDependency[Officer]
    ) -> None:
        """Refuse it with a reason."""
        await refuse_amendment(officer, amendment_id, data.reason)


class MoveController(Controller):
    """Moves that begin or end inside the officer's reach, or that they asked for."""

    path = "/moves"
    tags = ["Residents"]  # noqa: RUF012 - as Litestar declares it

    @get("/", opt={"act": Act.MOVE_ASK})
    async def list_moves(
        self, officer: NamedDependency[Officer], cursor: FromQuery[str | None] = None
    ) -> ListView[MoveView]:
        """Moves, newest first, fifty a page."""
        page = await load_moves(officer, cursor)
        return list_of(MoveView.of_move, page.items, page.next)

    @post("/", opt={"act": Act.MOVE_ASK})
    async def ask_move_in(self, data: JSONBody[MoveInBody], officer: NamedDependency[Officer]) -> Created:
        """Ask the office where a newcomer is registered to let them go."""
        return Created(
            await ask_move_in(officer, data.document_type, data.document_number, data.destination(), data.stay.draft())
        )

    @get("/{move_id:uuid}", opt={"act": Act.MOVE_ASK})
    async def open_move(self, move_id: FromPath[UUID], officer: NamedDependency[Officer]) -> MoveView:
        """One move, the resident masked."""
        return MoveView.of_move(await load_move(officer, move_id))

    @post("/{move_id:uuid}/acceptance", opt={"act": Act.MOVE_DECIDE}, status_code=HTTP_200_OK)
    async def accept(
        self, move_id: FromPath[UUID], data: JSONBody[Acceptance], officer: NamedDependency[Officer]
    ) -> Created:
        """Accept it: stays close there and open here on the same day; gives the household. 409 when decided."""
        to = data.to
        household_id = await accept_move(
            officer, move_id, to.destination() if to else None, to.stay.draft() if to else None
        )
        return Created(household_id)

    @post("/{move_id:uuid}/refusal", opt={"act": Act.MOVE_DECIDE}, status_code=HTTP_204_NO_CONTENT)
    async def refuse(self, move_id: FromPath[UUID], data: JSONBody[Reason], officer: NamedDependency[Officer]) -> None:
        """Refuse it with a reason: the old office keeps the resident."""
        await refuse_move(officer, move_id, data.reason)

    @post("/{move_id:uuid}/withdrawal", opt={"act": Act.MOVE_ASK}, status_code=HTTP_204_NO_CONTENT)
    async def withdraw(self, move_id: FromPath[UUID], officer: NamedDependency[Officer]) -> None:
        """Take it back."""
        await withdraw_move(officer, move_id)
