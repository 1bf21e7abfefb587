"""A card that is held up: a stranger's scan says valid or not, an officer's shows the resident who is asking."""

from litestar import Controller, get
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.status_codes import HTTP_200_OK, HTTP_404_NOT_FOUND, HTTP_429_TOO_MANY_REQUESTS

from api.console.pages_base import PageRequest, frame, html, redirect
from api.console.rendering import render_page
from api.console.residence.card_views import line_of
from api.console.view_models.base import Counts
from api.console.view_models.residence.cards import PersonAtDoor, PublicCardView, ScanView
from api.http import HttpRequest, HttpResponse
from api.signed_in import sign_in_connection
from supervision import legal_time
from supervision.audit import Act
from supervision.errors import NotFound, NotSignedIn
from supervision.officers import officer_may
from supervision.residence.cards.scanning import is_valid_serial, scan_card
from supervision.residence.throttle import AskedTooOften, check_not_too_often

SCAN = "/console/cards/scan"
MOST_SCANS_A_MINUTE = 60
"""From one address of the network; a proxy in front of the service is one address."""

_SHOWN_OF_DOCUMENT = 4


@get("/card/{serial:str}", opt={"public": True}, include_in_schema=False)
async def show_card(request: HttpRequest, serial: FromPath[str]) -> HttpResponse:
    """Whether the card is valid; an officer who may scan goes on to the household.

    The answer has one shape and takes one way, whether or not there is such a card: nothing else can be learned here.
    """
    if await _is_scanning_officer(request):
        return redirect(f"{SCAN}/{_plain(serial)}")
    status, is_valid = HTTP_200_OK, None
    try:
        await check_not_too_often("card", request.client.host if request.client else "", MOST_SCANS_A_MINUTE)
        is_valid = await is_valid_serial(serial)
    except AskedTooOften:
        status = HTTP_429_TOO_MANY_REQUESTS
    page = frame(request, None, active="", counts=Counts(), now=legal_time.now())
    view = PublicCardView(is_valid=is_valid, sign_in_path=f"/console/sign-in?next={SCAN}/{_plain(serial)}")
    return html(render_page(page, view), status)


class ScanPages(Controller):
    """An officer's scan."""

    path = "/cards/scan"

    @get("/", opt={"act": Act.CARD_SCAN})
    async def type_serial(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """Asks for the serial, where no camera reads it."""
        serial = page.filters("serial").get("serial", "")
        if serial:
            return page.redirect(f"{SCAN}/{_plain(serial)}")
        return await page.show(ScanView(is_valid=False, card=None, was_asked=False), active="cards")

    @get("/{serial:str}", opt={"act": Act.CARD_SCAN})
    async def scan(self, serial: FromPath[str], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Opens the household for a visit; out of reach, no more than a stranger learns."""
        try:
            scanned = await scan_card(page.officer, serial)
        except NotFound:
            view = ScanView(is_valid=await is_valid_serial(serial), card=None)
            return await page.show(view, active="cards", status=HTTP_404_NOT_FOUND)
        view = ScanView(
            is_valid=scanned.is_valid,
            card=line_of(scanned.card, scanned.serial, scanned.address),
            people=tuple(
                PersonAtDoor(
                    name=person.name,
                    born_year=person.born_on.year if person.born_on else None,
                    document_end=person.document_number[-_SHOWN_OF_DOCUMENT:],
                )
                for _, person in scanned.people
            ),
        )
        return await page.show(view, active="cards")


async def _is_scanning_officer(request: HttpRequest) -> bool:
    try:
        session = await sign_in_connection(request)
    except NotSignedIn:
        return False
    return officer_may(session.officer, Act.CARD_SCAN, None)


def _plain(serial: str) -> str:
    """A serial as an address carries it; what cannot be one is cut to what an address bears."""
    return "".join(sign for sign in serial if sign.isascii() and sign.isalnum())[:24] or "unreadable"
