"""The walk from door to door: today's drawers, whom to expect, and what was found."""

import base64
from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter
from litestar.status_codes import HTTP_200_OK
from msgspec import Meta, Struct

from api.problem_responses import problem_of
from api.v1.requests import Body
from api.v1.views import ListView, View, list_of
from supervision.audit import Act
from supervision.documents import Sex
from supervision.officers import Officer, Session
from supervision.residence.households.words import MemberRole, Verdict
from supervision.residence.visits.store import TaskLine, list_tasks
from supervision.residence.visits.verdicts import (
    MOST_SENDINGS,
    Received,
    Reception,
    Sending,
    record_sendings,
)
from supervision.residence.visits.walk import Door, Walk, open_drawer_for_walk, open_walk
from supervision.residence.visits.words import TaskKind, TaskLevel, TaskOutcome, TaskState


class DrawerOnDutyView(View, frozen=True):
    """A drawer of today's walk."""

    id: UUID
    name: str


class WalkView(View, frozen=True):
    """Today's walk.

    `key` (base64, 128 bits) is what the phone encrypts with until `ends_at`, and forgets then and at sign-out;
    `csrf_token` goes with what a page sends.
    """

    day: date
    ends_at: datetime
    officer_id: UUID
    officer_name: str
    office_name: str
    key: str
    csrf_token: str
    drawers: list[DrawerOnDutyView]

    @classmethod
    def of_walk(cls, walk: Walk, session: Session) -> "WalkView":
        """The view of a walk for whoever walks it."""
        return cls(
            day=walk.day,
            ends_at=walk.ends_at,
            officer_id=session.officer.id,
            officer_name=session.officer.name,
            office_name=session.officer.office_name,
            key=base64.b64encode(walk.key).decode(),
            csrf_token=session.csrf_token,
            drawers=[DrawerOnDutyView.of(drawer) for drawer in walk.drawers],
        )


class ExpectedView(View, frozen=True):
    """Somebody to expect: what a person is compared with a card by, and no more."""

    resident_id: UUID
    name: str
    sex: Sex | None
    born_year: int | None
    document_end: str
    role: MemberRole | None
    verified_on: date | None
    last_verdict: Verdict | None


class ExpectedHouseholdView(View, frozen=True):
    """A household behind a door, and the serial of its valid card."""

    household_id: UUID
    number: str
    serial: str
    people: list[ExpectedView]


class DoorView(View, frozen=True):
    """A dwelling that one comes past."""

    dwelling_id: UUID
    address: str
    households: list[ExpectedHouseholdView]


class DoorsView(Struct, frozen=True):
    """The doors of a drawer, in the order in which one comes past."""

    doors: list[DoorView]


class NewSending(Body, frozen=True):
    """One thing noted at a door: a verdict on a resident, or somebody unexpected at a household or dwelling.

    The phone gives the id; what is sent again under the same id counts once.
    """

    id: UUID
    resident_id: UUID | None = None
    verdict: Verdict | None = None
    household_id: UUID | None = None
    dwelling_id: UUID | None = None
    kind: TaskKind | None = None
    note: Annotated[str, Meta(max_length=400)] = ""


class NewSendings(Body, frozen=True):
    """What a phone has noted since it last had a connection."""

    sendings: Annotated[list[NewSending], Meta(min_length=1, max_length=MOST_SENDINGS)]


class ReceivedView(Struct, frozen=True):
    """What became of one sending; a refusal has its code and a sentence."""

    id: UUID
    reception: Reception
    code: str | None = None
    detail: str | None = None


class ReceivedListView(Struct, frozen=True):
    """What became of each, in the order in which they were sent."""

    received: list[ReceivedView]


class WalkController(Controller):
    """Persons against cards, door by door."""

    path = "/walk"
    tags = ["Walk"]  # noqa: RUF012 - as Litestar declares it

    @get("/", opt={"act": Act.WALK_OPEN})
    async def open_walk(self, officer: NamedDependency[Officer], session: NamedDependency[Session]) -> WalkView:
        """Today's drawers on duty, and the key for what the phone keeps of them."""
        return WalkView.of_walk(await open_walk(officer), session)

    @get("/drawers/{drawer_id:uuid}", opt={"act": Act.WALK_OPEN, "about": "drawer"})
    async def open_drawer(self, drawer_id: FromPath[UUID], officer: NamedDependency[Officer]) -> DoorsView:
        """Whom to expect in a drawer on duty today; read for a visit, and recorded."""
        return DoorsView([_door(door) for door in await open_drawer_for_walk(officer, drawer_id)])

    @post("/sendings", opt={"act": Act.VISIT_RECORD}, status_code=HTTP_200_OK)
    async def send(self, data: JSONBody[NewSendings], officer: NamedDependency[Officer]) -> ReceivedListView:
        """Record what was found, each once; one that is refused holds up none of the others."""
        sendings = [Sending(**{name: getattr(new, name) for name in new.__struct_fields__}) for new in data.sendings]
        return _received(await record_sendings(officer, sendings))


class TaskLineView(View, frozen=True):
    """A task in a list: where, until when, how it ended; whom it is about is told where it is opened."""

    id: UUID
    kind: TaskKind
    state: TaskState
    level: TaskLevel | None
    household_id: UUID | None
    household_number: str | None
    address: str
    raised_on: date
    due_on: date
    outcome: TaskOutcome | None
    closed_on: date | None

    @classmethod
    def of_line(cls, line: TaskLine) -> "TaskLineView":
        """The view of a line."""
        return cls.of(line.task, address=line.address)


class TaskController(Controller):
    """What visits leave to be settled."""

    path = "/tasks"
    tags = ["Walk"]  # noqa: RUF012 - as Litestar declares it

    @get("/", opt={"act": Act.TASK_LIST})
    async def list_tasks(
        self,
        officer: NamedDependency[Officer],
        wanted: Annotated[TaskState, QueryParameter(name="state")] = TaskState.OPEN,
        cursor: FromQuery[str | None] = None,
    ) -> ListView[TaskLineView]:
        """The tasks in a state, what is due first before the rest, or last closed first; recorded."""
        found = await list_tasks(officer, wanted, cursor)
        return list_of(TaskLineView.of_line, found.items, found.next)


def _door(door: Door) -> DoorView:
    return DoorView(
        door.dwelling_id,
        door.address,
        [
            ExpectedHouseholdView(
                one.household_id, one.number, one.serial, [ExpectedView.of(person) for person in one.people]
            )
            for one in door.households
        ],
    )


def _received(received: Sequence[Received]) -> ReceivedListView:
    return ReceivedListView(
        [
            ReceivedView(one.id, one.reception)
            if one.refusal is None
            else ReceivedView(one.id, one.reception, one.refusal.code, str(problem_of(one.refusal).detail))
            for one in received
        ]
    )
