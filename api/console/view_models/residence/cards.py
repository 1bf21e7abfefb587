"""Cards: the queue of the printer, the sheets, one card, and what a scan shows."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from api.console.view_models.base import Choice, FormState, Id, Paging, View
from api.console.view_models.residence.people import HouseholdTabs


@dataclass(frozen=True, slots=True, kw_only=True)
class CardLineView:
    """A card of a list that stays in the office; `serial` is in groups, empty before it was printed."""

    card_id: Id
    household_id: Id
    household_number: str
    address: str
    state: str
    serial: str = ""
    since: datetime
    end_reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CardListView(View):
    """The cards in one state, which stays in the address, or all that a household has had."""

    template: ClassVar[str] = "residence/cards/list.html"
    lines: tuple[CardLineView, ...]
    state: str = ""
    states: tuple[Choice, ...] = ()
    waiting: int = 0
    may_print: bool = False
    household: HouseholdTabs | None = None
    paging: Paging | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawerToPrintLine:
    """A drawer and how many of its cards wait for the printer."""

    drawer_id: Id
    name: str
    waiting: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintView(View):
    """Which cards to print: of one drawer, all ticked. Posts `cards` to `/console/cards/print`, or `phone`."""

    template: ClassVar[str] = "residence/cards/print.html"
    form: FormState
    phone: str
    drawers: tuple[DrawerToPrintLine, ...]
    drawer: DrawerToPrintLine | None
    lines: tuple[CardLineView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CardFaceView:
    """The face of a card: serial and QR, and the telephone of the office that issued it; nothing of the household."""

    serial: str
    qr_svg: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetView(View):
    """Pages of ten cards each, and behind them the list that stays in the office."""

    template: ClassVar[str] = "residence/cards/sheet.html"
    phone: str
    pages: tuple[tuple[CardFaceView, ...], ...]
    lines: tuple[CardLineView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CardView(View):
    """One card and what may be done with it next. Posts to `/console/cards/{id}/…`."""

    template: ClassVar[str] = "residence/cards/one.html"
    card: CardLineView
    form: FormState
    printed_at: datetime | None
    handed_over_on: date | None
    receiver: str
    receipt_note: str
    has_signature: bool
    ended_at: datetime | None
    end_note: str
    sheet_path: str
    may_hand_over: bool
    may_void: bool
    may_reissue: bool
    reasons_to_revoke: tuple[Choice, ...]
    reasons_to_reissue: tuple[Choice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonAtDoor:
    """Somebody of the household, as much as a card check needs."""

    name: str
    born_year: int | None
    document_end: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanView(View):
    """What an officer turns to the resident, and below it what is the officer's own to read."""

    template: ClassVar[str] = "residence/cards/scan.html"
    is_valid: bool
    card: CardLineView | None
    was_asked: bool = True
    people: tuple[PersonAtDoor, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicCardView(View):
    """What a stranger's scan says: valid or not, and nothing else. `is_valid` is None where too many asked."""

    template: ClassVar[str] = "residence/public/card.html"
    is_valid: bool | None
    sign_in_path: str
