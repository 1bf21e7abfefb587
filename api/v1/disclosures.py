"""Disclosure packs: the one way in which positions leave to police, procuratorate or court."""

from datetime import datetime
from typing import Self
from uuid import UUID

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody
from litestar.status_codes import HTTP_200_OK, HTTP_204_NO_CONTENT
from msgspec import Struct

from api.disclosure_file import pack_answer
from api.v1.requests import Body, Created, Moment, PurposeAsked, Reason, ShortText
from api.v1.views import ListView, list_of
from api.workbooks.writing import XLSX
from supervision.audit import Act
from supervision.monitoring.disclosures.acting import (
    Window,
    approve_disclosure,
    ask_disclosure,
    hand_over_disclosure,
    return_disclosure,
)
from supervision.monitoring.disclosures.listing import (
    DisclosureSummary,
    OpenedDisclosure,
    list_disclosures,
    read_disclosure,
)
from supervision.monitoring.disclosures.store import Asking, DisclosureState, Organ
from supervision.officers import Officer


class NewDisclosure(Body, frozen=True):
    """Which organ asks through whom for which positions, on what basis, and why."""

    organ: Organ
    organ_name: ShortText
    officer_name: ShortText
    legal_basis: ShortText
    reason: ShortText
    from_at: Moment
    until_at: Moment
    every_minutes: int = 10


class Confirmation(Body, frozen=True):
    """A fresh one-time code."""

    code: str


class PositionCount(Struct, frozen=True):
    """How many positions the pack holds."""

    positions: int


class DisclosureSummaryView(Struct, frozen=True):
    """A disclosure in a list, the person masked."""

    id: UUID
    number: str
    supervisee_id: UUID
    name: str
    organ: Organ
    state: DisclosureState
    asked_at: datetime

    @classmethod
    def of(cls, one: DisclosureSummary) -> Self:
        """What clients see in a list."""
        stored = one.disclosure
        return cls(
            stored.id, stored.number, stored.file_id, one.person.name, stored.organ, stored.state, stored.asked_at
        )


class DisclosureView(Struct, frozen=True):
    """A disclosure in clear, without its positions."""

    id: UUID
    number: str
    supervisee_id: UUID
    name: str
    organ: Organ
    organ_name: str
    officer_name: str
    legal_basis: str
    reason: str
    from_at: datetime
    until_at: datetime
    every_minutes: int
    state: DisclosureState
    positions: int | None
    returned_because: str

    @classmethod
    def of(cls, opened: OpenedDisclosure) -> Self:
        """What clients see of an opened disclosure."""
        stored, asked = opened.disclosure, opened.asking
        return cls(
            stored.id,
            stored.number,
            stored.file_id,
            opened.name,
            stored.organ,
            asked.organ_name,
            asked.officer_name,
            asked.legal_basis,
            asked.reason,
            stored.from_at,
            stored.until_at,
            stored.every_minutes,
            stored.state,
            stored.positions,
            opened.returned_because,
        )


class DisclosureController(Controller):
    """Disclosures inside the officer's reach."""

    tags = ["Disclosures"]  # noqa: RUF012 - as Litestar declares it

    @get("/disclosures", opt={"act": Act.DISCLOSURE_LIST})
    async def list_disclosures(
        self, officer: NamedDependency[Officer], cursor: FromQuery[str | None] = None
    ) -> ListView[DisclosureSummaryView]:
        """Disclosures, newest first, fifty a page; people are masked."""
        page = await list_disclosures(officer, cursor)
        return list_of(DisclosureSummaryView.of, page.items, page.next)

    @post("/supervisees/{supervisee_id:uuid}/disclosures", opt={"act": Act.DISCLOSURE_ASK, "about": "person-file"})
    async def ask(
        self, supervisee_id: FromPath[UUID], data: JSONBody[NewDisclosure], officer: NamedDependency[Officer]
    ) -> Created:
        """Put down who asks; of a minor nothing is asked for without a legal query on record (409)."""
        asked = Asking(data.organ_name, data.officer_name, data.legal_basis, data.reason)
        window = Window(data.from_at, data.until_at, data.every_minutes)
        return Created(await ask_disclosure(officer, supervisee_id, data.organ, asked, window))

    @get("/disclosures/{disclosure_id:uuid}", opt={"act": Act.DISCLOSURE_READ})
    async def read(
        self, disclosure_id: FromPath[UUID], officer: NamedDependency[Officer], purpose: PurposeAsked = None
    ) -> DisclosureView:
        """A disclosure in clear; the opening is recorded with its purpose."""
        return DisclosureView.of(await read_disclosure(officer, disclosure_id, purpose))

    @post("/disclosures/{disclosure_id:uuid}/approval", opt={"act": Act.DISCLOSURE_DECIDE}, status_code=HTTP_200_OK)
    async def approve(
        self, disclosure_id: FromPath[UUID], data: JSONBody[Confirmation], officer: NamedDependency[Officer]
    ) -> PositionCount:
        """Approve what another officer asked for, and freeze the pack; 409 for whoever asked."""
        return PositionCount(await approve_disclosure(officer, disclosure_id, data.code))

    @post(
        "/disclosures/{disclosure_id:uuid}/return",
        opt={"act": Act.DISCLOSURE_DECIDE},
        status_code=HTTP_204_NO_CONTENT,
    )
    async def return_disclosure(
        self, disclosure_id: FromPath[UUID], data: JSONBody[Reason], officer: NamedDependency[Officer]
    ) -> None:
        """Return what was asked for, with the reason."""
        await return_disclosure(officer, disclosure_id, data.reason)

    @post(
        "/disclosures/{disclosure_id:uuid}/handing-over",
        opt={"act": Act.DISCLOSURE_HAND_OVER},
        status_code=HTTP_200_OK,
        media_type=XLSX,
    )
    async def hand_over(self, disclosure_id: FromPath[UUID], officer: NamedDependency[Officer]) -> Response[bytes]:
        """The pack as a watermarked workbook; each time it is taken out is recorded."""
        pack = await hand_over_disclosure(officer, disclosure_id)
        return pack_answer(pack, officer)
