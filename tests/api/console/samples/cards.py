"""Household cards: the list, the printer's sheets, one card, and what a scan shows to whom."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from api.console.enrolment_papers import qr_svg
from api.console.view_models.base import FormState, View
from api.console.view_models.residence.cards import (
    CardFaceView,
    CardLineView,
    CardListView,
    CardView,
    DrawerToPrintLine,
    PersonAtDoor,
    PrintView,
    PublicCardView,
    ScanView,
    SheetView,
)
from api.console.view_models.residence.people import HouseholdTabs
from tests.api.console.samples.moments import at, counted, named
from tests.api.console.samples.residents import HOUSEHOLD

SERIALS = tuple(f"7K2M 9QX4 TB{n:02}" for n in range(12))
CARD = CardLineView(
    card_id="c1", household_id="h1", household_number="HU-149901-2026-0012", address="幸福路3号楼2单元601",
    state="printed", serial=SERIALS[0], since=at(9, day=20),
)  # fmt: skip
QUEUED = replace(CARD, card_id="c2", household_number="HU-149901-2026-0013", state="queued", serial="", since=at(10))
LOST = replace(CARD, card_id="c3", state="lost", end_reason="lost")
STATES = counted("card-state", {"printed": 2, "queued": 1, "active": 128, "lost": 1, "revoked": 0, "replaced": 3})
DRAWER = DrawerToPrintLine(drawer_id="b3", name="幸福路3号楼", waiting=2)
PRINTING = PrintView(
    form=FormState(),
    phone="0300-5550101",
    drawers=(DRAWER, DrawerToPrintLine(drawer_id="b4", name="解放路12号院5号楼", waiting=11)),
    drawer=DRAWER,
    lines=(QUEUED, replace(QUEUED, card_id="c4", household_number="HU-149901-2026-0014")),
)
FACES = tuple(CardFaceView(serial=one, qr_svg=qr_svg(f"https://example.invalid/card/{one}")) for one in SERIALS)
ONE = CardView(
    card=CARD,
    form=FormState(),
    printed_at=at(9, day=20),
    handed_over_on=None,
    receiver="",
    receipt_note="",
    has_signature=False,
    ended_at=None,
    end_note="",
    sheet_path="/console/cards/sheets/s1",
    may_hand_over=True,
    may_void=True,
    may_reissue=True,
    reasons_to_revoke=named("card-end", "on-request", "in-error"),
    reasons_to_reissue=named("card-end", "damaged", "misprinted"),
)
HANDED = replace(
    ONE, card=replace(CARD, state="active"), handed_over_on=date(2026, 11, 21), receiver="周晓岚",
    receipt_note="本人领取", has_signature=True, sheet_path="", may_hand_over=False,
)  # fmt: skip
SCAN = ScanView(
    is_valid=True,
    card=replace(CARD, state="active"),
    people=(
        PersonAtDoor(name="周晓岚", born_year=1990, document_end="1312"),
        PersonAtDoor(name="陈小满", born_year=None, document_end="3110"),
    ),
)

CARD_PAGES: Mapping[str, View] = {
    "cards": CardListView(
        state="printed", states=STATES, lines=(CARD, replace(CARD, card_id="c5")), waiting=1, may_print=True
    ),
    "cards-lost": CardListView(state="lost", states=STATES, lines=(LOST, QUEUED), waiting=0, may_print=False),
    "cards-none": CardListView(state="printed", states=STATES, lines=(), waiting=0, may_print=True),
    "cards-household": CardListView(
        lines=(CARD, LOST), household=HouseholdTabs(number=CARD.household_number, tab="cards", tabs=HOUSEHOLD.tabs)
    ),
    "cards-print": PRINTING,
    "cards-print-phone": replace(
        PRINTING, drawer=None, lines=(), phone="", form=FormState(errors={"phone": "请填写电话。"})
    ),
    "cards-print-none": replace(PRINTING, drawers=(), drawer=None, lines=()),
    "cards-sheet": SheetView(
        phone="0300-5550101", pages=(FACES[:10], FACES[10:]), lines=tuple(replace(CARD, serial=one) for one in SERIALS)
    ),
    "cards-sheet-phone": SheetView(phone="", pages=(FACES[:1],), lines=(CARD,)),
    "card": ONE,
    "card-queued": replace(ONE, card=QUEUED, printed_at=None, sheet_path="", may_hand_over=False, may_void=False),
    "card-active": HANDED,
    "card-lost": replace(
        HANDED, card=LOST, ended_at=at(18), end_note="在菜市场遗失", may_void=False, form=FormState(refusal="已挂失。")
    ),
    "card-scan": SCAN,
    "card-scan-not-valid": replace(SCAN, is_valid=False, card=LOST, people=()),
    "card-scan-elsewhere": ScanView(is_valid=True, card=None),
    "card-scan-unknown": ScanView(is_valid=False, card=None),
    "card-scan-blank": ScanView(is_valid=False, card=None, was_asked=False),
    "public-card": PublicCardView(is_valid=True, sign_in_path="/console/sign-in?next=/console/cards/scan/1"),
    "public-card-not-valid": PublicCardView(is_valid=False, sign_in_path="/console/sign-in"),
    "public-card-too-often": PublicCardView(is_valid=None, sign_in_path="/console/sign-in"),
}
