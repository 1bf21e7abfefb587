"""Cards by their serial, for an officer who is shown one."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from litestar import Controller, get
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, QueryParameter

from api.v1.views import ListView, View, list_of
from supervision.audit import Act
from supervision.officers import Officer
from supervision.residence.cards.printing import CardLine, list_cards
from supervision.residence.cards.scanning import ScannedCard, scan_card
from supervision.residence.cards.serial import grouped
from supervision.residence.cards.states import CardEnd, CardState


class CardView(View, frozen=True):
    """A card and the household that it opens; why it is void, where it is."""

    serial: str
    is_valid: bool
    state: CardState
    end_reason: CardEnd | None
    handed_over_on: date | None
    household_id: UUID
    household_number: str
    verified_on: date | None

    @classmethod
    def of_scanned(cls, scanned: ScannedCard) -> "CardView":
        """The view of a card that was scanned."""
        return cls(
            serial=grouped(scanned.serial),
            is_valid=scanned.is_valid,
            state=scanned.card.state,
            end_reason=scanned.card.end_reason,
            handed_over_on=scanned.card.handed_over_on,
            household_id=scanned.household.id,
            household_number=scanned.household.number,
            verified_on=scanned.household.verified_on,
        )


class CardLineView(View, frozen=True):
    """A card in a list; its serial is empty until it is printed."""

    id: UUID
    serial: str
    state: CardState
    end_reason: CardEnd | None
    household_id: UUID
    household_number: str
    address: str
    queued_at: datetime
    printed_at: datetime | None
    handed_over_on: date | None

    @classmethod
    def of_line(cls, line: CardLine) -> "CardLineView":
        """The view of a line."""
        return cls.of(line.card, serial=grouped(line.serial), address=line.address)


class CardController(Controller):
    """Household cards."""

    path = "/cards"
    tags = ["Cards"]  # noqa: RUF012 - as Litestar declares it

    @get("/", opt={"act": Act.CARD_LIST})
    async def list_cards(
        self,
        officer: NamedDependency[Officer],
        wanted: Annotated[CardState, QueryParameter(name="state")] = CardState.QUEUED,
        cursor: FromQuery[str | None] = None,
    ) -> ListView[CardLineView]:
        """The cards in a state, what has waited longest first; recorded."""
        found = await list_cards(officer, wanted, cursor)
        return list_of(CardLineView.of_line, found.items, found.next)

    @get("/{serial:str}", opt={"act": Act.CARD_SCAN})
    async def scan(self, serial: FromPath[str], officer: NamedDependency[Officer]) -> CardView:
        """The household of a card, read for a visit and recorded; 404 for a serial of nobody within reach."""
        return CardView.of_scanned(await scan_card(officer, serial))
