"""The forms of moves: where to, from when, and on what footing."""

from uuid import UUID

from api.console.page_forms import SubmittedForm, read_choice, read_id
from api.console.pages_base import PageRequest
from api.console.residence.person_form import needed_day
from api.console.residence.place_choices import PlaceChoices, place_choices
from api.console.view_models.base import Choice, FormState
from api.console.view_models.residence.people import MoveFormView, MovePageView
from supervision.audit import Act
from supervision.documents import DocumentType
from supervision.errors import InputInvalid
from supervision.legal_time import legal_day
from supervision.officers import division_names, officer_may
from supervision.residence.households.masked import mask_residents
from supervision.residence.households.memberships import Destination
from supervision.residence.households.move_rows import load_move
from supervision.residence.households.moves import MoveOut
from supervision.residence.households.store import load_resident
from supervision.residence.households.words import HouseholdKind, MemberRole, MoveSide, MoveState
from supervision.storage.database import fetch
from supervision.wording import Wording

IN, OUT, WITHIN = "in", "out", "within"
_TITLES = {
    IN: Wording("已在别处登记的人迁入", "somebody registered elsewhere moves in"),
    OUT: Wording("%(name)s 迁往其他辖区", "%(name)s moves into another office's reach"),
    WITHIN: Wording("%(name)s 在辖区内迁移", "%(name)s moves within the district"),
}
DWELLING_NEEDED = Wording("请选择迁入的房屋。", "Choose the dwelling.")
_COMMUNITY = 12


def first_values(page: PageRequest) -> dict[str, str]:
    """An empty form begins today, with a mainland card."""
    today = legal_day(page.now).isoformat()
    return {"document_type": DocumentType.ID_CARD, "began_on": today, "moves_on": today, **page.filters("dwelling")}


def read_destination(form: SubmittedForm) -> Destination:
    """Where somebody moves; InputInvalid without a dwelling."""
    dwelling_id = read_id(form.text("dwelling"), "dwelling")
    if dwelling_id is None:
        raise InputInvalid(DWELLING_NEEDED, field="dwelling")
    return Destination(
        dwelling_id,
        read_id(form.text("household"), "household"),
        read_choice(HouseholdKind, form.text("kind"), "kind") or HouseholdKind.FAMILY,
        read_choice(MemberRole, form.text("role"), "role"),
    )


def read_move_out(form: SubmittedForm) -> MoveOut:
    """To which community somebody moves, and from when."""
    return MoveOut(form.text("community"), needed_day(form, "moves_on"), form.text("note"))


async def move_form_view(page: PageRequest, way: str, resident_id: UUID | None, form: FormState) -> MoveFormView:
    """The form, with the homes that can be chosen; NotFound for a resident out of reach."""
    act = Act.MEMBERSHIP_CHANGE if way == WITHIN else Act.MOVE_ASK
    name = ""
    if resident_id is not None:
        (masked,) = await mask_residents([await load_resident(page.officer, act, resident_id)])
        name = masked.name
    places = await _places(page, act, form) if way != OUT else PlaceChoices()
    return MoveFormView(
        way=way,
        resident_id=resident_id,
        title=page.say(_TITLES[way]) % {"name": name},
        form=form,
        communities=await _communities(page) if way == OUT else (),
        drawers=places.drawers,
        dwellings=places.dwellings,
        households=places.households,
        kinds=page.choices("household-kind"),
        roles=page.choices("member-role"),
        lodgings=page.choices("lodging"),
        reasons=page.choices("arrival-reason"),
        document_types=page.choices("document-type"),
    )


async def move_page_view(page: PageRequest, move_id: UUID, form: FormState) -> MovePageView:
    """A move, and what this officer may do with it."""
    move = await load_move(page.officer, move_id)
    is_open, is_own = move.state is MoveState.ASKED, move.asked_by == page.officer.id
    may_decide = is_open and not is_own and officer_may(page.officer, Act.MOVE_DECIDE, move.deciding_division)
    asks_where = may_decide and move.asked_side is MoveSide.OLD
    asking = move.old_division if move.asked_side is MoveSide.OLD else move.new_division
    places = await _places(page, Act.MOVE_DECIDE, form) if asks_where else PlaceChoices()
    return MovePageView(
        move=move,
        form=form,
        may_decide=may_decide,
        may_withdraw=is_open and (is_own or officer_may(page.officer, Act.MOVE_DECIDE, asking)),
        asks_where=asks_where,
        drawers=places.drawers,
        dwellings=places.dwellings,
        households=places.households,
        kinds=page.choices("household-kind"),
        roles=page.choices("member-role"),
        lodgings=page.choices("lodging"),
        reasons=page.choices("arrival-reason"),
    )


async def _places(page: PageRequest, act: Act, form: FormState) -> PlaceChoices:
    return await place_choices(page, act, form.value("drawer"), form.value("dwelling"))


async def _communities(page: PageRequest) -> tuple[Choice, ...]:
    """Every loaded community but those within reach: a move there needs nobody's consent."""
    rows = await fetch("SELECT code FROM division WHERE length(code) = $1 ORDER BY code", _COMMUNITY)
    codes = [row["code"] for row in rows if not officer_may(page.officer, Act.MOVE_DECIDE, row["code"])]
    names = await division_names(codes)
    return tuple(Choice(value=code, label=names[code]) for code in codes)
