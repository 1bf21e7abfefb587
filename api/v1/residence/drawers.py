"""Drawers of a community's cabinet, and who is on duty in them."""

from datetime import date
from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody
from litestar.status_codes import HTTP_204_NO_CONTENT

from api.v1.requests import Body, Created
from api.v1.views import ListView, View, list_of
from supervision.audit import Act
from supervision.officers import Officer
from supervision.residence.addresses.drawers import (
    Drawer,
    DutyDraft,
    create_drawer,
    end_duty,
    give_duty,
    load_drawer,
    load_drawers,
    load_duties,
)
from supervision.residence.addresses.duties import HandOver, OnDuty, hand_over, load_duty_board
from supervision.residence.addresses.words import DutyPart


class DrawerView(View, frozen=True):
    """A drawer: a building, or a street whose houses are no buildings."""

    id: UUID
    division: str
    address_id: UUID
    name: str
    ordinal: int

    @classmethod
    def of_drawer(cls, drawer: Drawer) -> "DrawerView":
        """The view of a drawer."""
        return cls.of(drawer)


class DutyView(View, frozen=True):
    """Who looks after a drawer; `valid_until` is the last day, `is_cover_for` the duty whose holder is away."""

    id: UUID
    drawer_id: UUID
    officer_id: UUID
    officer_name: str
    part: DutyPart
    is_cover_for: UUID | None
    valid_from: date
    valid_until: date | None


class OnDutyView(View, frozen=True):
    """A drawer and who is on duty there today."""

    drawer: DrawerView
    assistant: DutyView | None
    officer: DutyView | None
    covers: list[DutyView]

    @classmethod
    def of_board(cls, line: OnDuty) -> "OnDutyView":
        """The view of a line of the duty board."""
        return cls(
            DrawerView.of(line.drawer),
            DutyView.of(line.assistant) if line.assistant else None,
            DutyView.of(line.officer) if line.officer else None,
            [DutyView.of(cover) for cover in line.covers],
        )


class NewDrawer(Body, frozen=True):
    """Which address becomes a drawer."""

    address_id: UUID
    ordinal: int = 0


class NewDuty(Body, frozen=True):
    """Who gets a part of a drawer, from when to when."""

    officer_id: UUID
    part: DutyPart
    valid_from: date
    valid_until: date | None = None
    is_cover_for: UUID | None = None


class DutyEnding(Body, frozen=True):
    """The last day of a duty; yesterday where none is given."""

    last_day: date | None = None


class NewHandOver(Body, frozen=True):
    """Drawers that go from one to another."""

    part: DutyPart
    from_id: UUID
    to_id: UUID
    drawer_ids: list[UUID]
    first_day: date


class DrawerController(Controller):
    """Drawers inside the officer's reach."""

    tags = ["Drawers"]  # noqa: RUF012 - as Litestar declares it

    @get("/drawers", opt={"act": Act.DRAWER_LIST})
    async def list_drawers(
        self, officer: NamedDependency[Officer], division: FromQuery[str | None] = None
    ) -> ListView[DrawerView]:
        """Drawers of a division in the order of the cabinet."""
        return list_of(DrawerView.of_drawer, await load_drawers(officer, Act.DRAWER_LIST, division))

    @post("/drawers", opt={"act": Act.DRAWER_CREATE})
    async def create(self, data: JSONBody[NewDrawer], officer: NamedDependency[Officer]) -> Created:
        """Make a building or a street a drawer; 409 where it is one."""
        return Created(await create_drawer(officer, data.address_id, data.ordinal))

    @get("/drawers/{drawer_id:uuid}", opt={"act": Act.DRAWER_LIST})
    async def open(self, drawer_id: FromPath[UUID], officer: NamedDependency[Officer]) -> DrawerView:
        """One drawer."""
        return DrawerView.of(await load_drawer(officer, Act.DRAWER_LIST, drawer_id))

    @get("/drawers/{drawer_id:uuid}/duties", opt={"act": Act.DRAWER_LIST})
    async def duties(self, drawer_id: FromPath[UUID], officer: NamedDependency[Officer]) -> ListView[DutyView]:
        """Who has looked and looks after a drawer, the newest first."""
        return list_of(DutyView.of, await load_duties(officer, drawer_id))

    @post("/drawers/{drawer_id:uuid}/duties", opt={"act": Act.DRAWER_ASSIGN})
    async def give(
        self, drawer_id: FromPath[UUID], data: JSONBody[NewDuty], officer: NamedDependency[Officer]
    ) -> Created:
        """Give somebody a part of a drawer; 409 where another holds it then."""
        draft = DutyDraft(data.officer_id, data.part, data.valid_from, data.valid_until, data.is_cover_for)
        return Created(await give_duty(officer, drawer_id, draft))

    @post(
        "/drawer-duties/{duty_id:uuid}/ending",
        opt={"act": Act.DRAWER_ASSIGN, "about": "drawer_duty"},
        status_code=HTTP_204_NO_CONTENT,
    )
    async def end(self, duty_id: FromPath[UUID], data: JSONBody[DutyEnding], officer: NamedDependency[Officer]) -> None:
        """End a duty."""
        await end_duty(officer, duty_id, data.last_day)

    @get("/duty-board", opt={"act": Act.DRAWER_LIST})
    async def board(
        self, officer: NamedDependency[Officer], division: FromQuery[str | None] = None
    ) -> ListView[OnDutyView]:
        """Every drawer with who is on duty there today."""
        return list_of(OnDutyView.of_board, await load_duty_board(officer, division))

    @post("/drawer-hand-overs", opt={"act": Act.DRAWER_ASSIGN}, status_code=HTTP_204_NO_CONTENT)
    async def hand_over(self, data: JSONBody[NewHandOver], officer: NamedDependency[Officer]) -> None:
        """Hand drawers from one holder to another: all of them, or none."""
        handed = HandOver(data.part, data.from_id, data.to_id, tuple(data.drawer_ids), data.first_day)
        await hand_over(officer, handed)
