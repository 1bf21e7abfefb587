"""Cards: the queue of the printer, sheets of ten, and one card from the hand-over to its end."""

from uuid import UUID

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from api.console.enrolment_papers import qr_svg
from api.console.page_forms import SubmittedForm, read_choice, read_id
from api.console.pages_base import PageRequest, address
from api.console.residence.card_views import card_line, card_view, state_tabs
from api.console.residence.household_tabs import household_tabs
from api.console.view_models.base import FormState
from api.console.view_models.residence.cards import (
    CardFaceView,
    CardListView,
    DrawerToPrintLine,
    PrintView,
    SheetView,
)
from api.http import HttpResponse
from supervision.audit import Act
from supervision.errors import InputInvalid, RuleRefused
from supervision.media import MOST_BYTES
from supervision.residence.addresses.drawers import load_drawer
from supervision.residence.cards.handing import (
    REASON_WRONG,
    hand_over,
    open_card,
    open_signature,
    reissue_card,
    report_lost,
    revoke_card,
)
from supervision.residence.cards.printing import (
    CardLine,
    list_cards,
    list_cards_of_household,
    list_cards_to_print,
    list_drawers_to_print,
    load_card_phone,
    open_sheet,
    print_cards,
    set_card_phone,
)
from supervision.residence.cards.serial import grouped
from supervision.residence.cards.states import CardEnd, CardState
from supervision.residence.cards.store import Receipt, count_cards
from supervision.wording import Wording

CARDS = "/console/cards"
CARDS_A_PAGE = 10
PUBLIC_PATH = "/card/"
"""Where a card's QR leads, below the service's public address."""

_ROOM_FOR_A_FORM = 64 * 1024

PRINTED = Wording("已生成卡片，请打印。", "The cards are made; print them now.")
PHONE_KEPT = Wording("电话已登记，将印在卡上。", "The telephone is kept and printed on cards.")
HANDED_OVER = Wording("已登记发放，卡片即时生效。", "Handed over; the card is valid from now.")
LOST = Wording("已挂失，这张卡即时失效。", "Reported lost; the card is void at once.")
REVOKED = Wording("已注销，这张卡即时失效。", "Revoked; the card is void at once.")
REISSUED = Wording(
    "已换发：旧卡即时失效，新卡在待打印列表。", "Replaced: the old card is void, the new one waits to be printed."
)


class CardPages(Controller):
    """Household cards."""

    path = "/cards"

    @get("/", opt={"act": Act.CARD_LIST})
    async def list_cards(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """The cards in one state, those to be handed over first; or all of one household."""
        if (household_id := read_id(page.filters().get("household"), "household")) is not None:
            number, lines = await list_cards_of_household(page.officer, household_id)
            tabs = household_tabs(page, household_id, number, "cards")
            return await page.show(CardListView(lines=tuple(map(card_line, lines)), household=tabs), active="cards")
        state = read_choice(CardState, page.filters("state").get("state"), "state") or CardState.PRINTED
        counts = await count_cards(page.officer)
        found = await list_cards(page.officer, state, page.filters().get("cursor"))
        view = CardListView(
            state=state,
            states=state_tabs(page, counts),
            lines=tuple(map(card_line, found.items)),
            paging=page.paging(len(found.items), found.next, counts[state]),
            waiting=counts[CardState.QUEUED],
            may_print=page.may(Act.CARD_PRINT),
        )
        return await page.show(view, active="cards")

    @get("/print", opt={"act": Act.CARD_PRINT})
    async def ask_what_to_print(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """The drawers with cards to print, and those of the chosen one."""
        return await _print_page(page, page.filters("drawer").get("drawer"), FormState())

    @post("/print", opt={"act": Act.CARD_PRINT})
    async def print_cards(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """Draw the serials; the sheet follows."""
        form = await page.form()
        try:
            chosen = [card_id for text in form.texts("cards") if (card_id := read_id(text, "cards")) is not None]
            sheet = await print_cards(page.officer, chosen)
        except (InputInvalid, RuleRefused) as error:
            state = form.state(error, page.language)
            shown = FormState(refusal=state.refusal or state.error("cards"))
            return await _print_page(page, form.text("drawer"), shown, error)
        return page.redirect(f"{CARDS}/sheets/{sheet}", done=PRINTED)

    @post("/phone", opt={"act": Act.CARD_PRINT})
    async def set_phone(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """Keep the telephone that this office prints on cards."""
        form = await page.form()
        try:
            await set_card_phone(page.officer, form.text("phone"))
        except InputInvalid as error:
            return await _print_page(page, form.text("drawer"), form.state(error, page.language), error)
        return page.redirect(address(f"{CARDS}/print", drawer=form.text("drawer")), done=PHONE_KEPT)

    @get("/sheets/{sheet_id:uuid}", opt={"act": Act.CARD_PRINT, "about": "card-sheet"})
    async def open_sheet(self, sheet_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """What was printed together, as often as the paper jams."""
        lines = await open_sheet(page.officer, sheet_id)
        faces = [_face(page, line) for line in lines]
        view = SheetView(
            phone=await load_card_phone(page.officer),
            pages=tuple(tuple(faces[at : at + CARDS_A_PAGE]) for at in range(0, len(faces), CARDS_A_PAGE)),
            lines=tuple(map(card_line, lines)),
        )
        return await page.show(view, active="cards")

    @get("/{card_id:uuid}", opt={"act": Act.CARD_OPEN})
    async def open_card(self, card_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """One card."""
        return await page.show(card_view(page, await open_card(page.officer, card_id)), active="cards")

    @get("/{card_id:uuid}/signature", opt={"act": Act.CARD_OPEN})
    async def open_signature(self, card_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """The signature of whoever received the card."""
        media_type, content = await open_signature(page.officer, card_id)
        return Response(content, media_type=media_type)

    @post(
        "/{card_id:uuid}/hand-over",
        opt={"act": Act.CARD_HAND_OVER},
        request_max_body_size=MOST_BYTES + _ROOM_FOR_A_FORM,
    )
    async def hand_over(self, card_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Record that the household has the card."""
        form = await page.form()
        signature = form.file("signature")
        try:
            content = await signature.read() if signature is not None else None
            await hand_over(page.officer, card_id, Receipt(form.text("receiver"), form.text("note")), content)
        except (InputInvalid, RuleRefused) as error:
            return await _card_again(page, card_id, form, error)
        return page.redirect(f"{CARDS}/{card_id}", done=HANDED_OVER)

    @post("/{card_id:uuid}/loss", opt={"act": Act.CARD_REVOKE})
    async def report_lost(self, card_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Void a lost card."""
        form = await page.form()
        try:
            await report_lost(page.officer, card_id, form.text("note"))
        except (InputInvalid, RuleRefused) as error:
            return await _card_again(page, card_id, form, error)
        return page.redirect(f"{CARDS}/{card_id}", done=LOST)

    @post("/{card_id:uuid}/revocation", opt={"act": Act.CARD_REVOKE})
    async def revoke(self, card_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Void a card for a reason."""
        form = await page.form()
        try:
            await revoke_card(page.officer, card_id, _reason(form), form.text("note"))
        except (InputInvalid, RuleRefused) as error:
            return await _card_again(page, card_id, form, error)
        return page.redirect(f"{CARDS}/{card_id}", done=REVOKED)

    @post("/{card_id:uuid}/reissue", opt={"act": Act.CARD_REVOKE})
    async def reissue(self, card_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Void a card and queue another."""
        form = await page.form()
        try:
            following = await reissue_card(page.officer, card_id, _reason(form), form.text("note"))
        except (InputInvalid, RuleRefused) as error:
            return await _card_again(page, card_id, form, error)
        return page.redirect(f"{CARDS}/{following}", done=REISSUED)


async def _print_page(
    page: PageRequest, drawer: str | None, form: FormState, error: InputInvalid | RuleRefused | None = None
) -> HttpResponse:
    drawers = [
        DrawerToPrintLine(drawer_id=found.drawer.id, name=found.drawer.name, waiting=found.waiting)
        for found in await list_drawers_to_print(page.officer)
    ]
    drawer_id = read_id(drawer, "drawer")
    lines: tuple[CardLine, ...] = ()
    if drawer_id is not None:
        lines = await list_cards_to_print(page.officer, await load_drawer(page.officer, Act.CARD_PRINT, drawer_id))
    view = PrintView(
        form=form,
        phone=await load_card_phone(page.officer),
        drawers=tuple(drawers),
        drawer=next((line for line in drawers if line.drawer_id == drawer_id), None),
        lines=tuple(map(card_line, lines)),
    )
    if error is not None:
        return await page.show_again(view, error, active="cards")
    return await page.show(view, active="cards")


async def _card_again(
    page: PageRequest, card_id: UUID, form: SubmittedForm, error: InputInvalid | RuleRefused
) -> HttpResponse:
    opened = await open_card(page.officer, card_id)
    return await page.show_again(card_view(page, opened, form.state(error, page.language)), error, active="cards")


def _reason(form: SubmittedForm) -> CardEnd:
    reason = read_choice(CardEnd, form.text("reason"), "reason")
    if reason is None:
        raise InputInvalid(REASON_WRONG, field="reason")
    return reason


def _face(page: PageRequest, line: CardLine) -> CardFaceView:
    return CardFaceView(
        serial=grouped(line.serial), qr_svg=qr_svg(f"{page.settings.own_url}{PUBLIC_PATH}{line.serial}")
    )
