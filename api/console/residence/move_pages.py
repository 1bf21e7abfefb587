"""Moves: within one's own reach at once, out of it or in from elsewhere by asking the other office."""

from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.status_codes import HTTP_200_OK

from api.console.page_forms import SubmittedForm, form_of, read_choice, read_id
from api.console.pages_base import PageRequest, address
from api.console.residence.move_forms import (
    IN,
    OUT,
    WITHIN,
    first_values,
    move_form_view,
    move_page_view,
    read_destination,
    read_move_out,
)
from api.console.residence.person_form import read_stay
from api.console.view_models.residence.people import MoveListView
from api.http import HttpResponse
from supervision.audit import Act
from supervision.documents import DocumentType
from supervision.errors import InputInvalid, NotFound, RuleRefused
from supervision.officers import officer_may
from supervision.officers.officer import NOT_HERE
from supervision.residence.households.memberships import move_within
from supervision.residence.households.move_decisions import accept_move, refuse_move, withdraw_move
from supervision.residence.households.move_rows import load_moves
from supervision.residence.households.moves import ask_move_in, ask_move_out
from supervision.residence.households.words import MoveState
from supervision.residence.purposes import ResidencePurpose
from supervision.wording import Wording

PATH = "/console/moves"
WHERE = "where"

ASKED = Wording(
    "已提出，等待对方接收；在此之前由原辖区管理。", "Asked for; until it is accepted the old office keeps them."
)
MOVED = Wording(
    "迁移已办理，两处居住登记当日衔接。", "The move is done: one stay ends and the other begins on that day."
)


class MovePages(Controller):
    """Moves that begin or end inside the officer's reach, or that they asked for."""

    path = "/moves"

    @get("/", opt={"act": Act.MOVE_ASK})
    async def list_moves(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """Moves, newest first; those that wait for this officer are marked."""
        found = await load_moves(page.officer, page.filters().get("cursor"))
        view = MoveListView(
            lines=found.items,
            to_decide=frozenset(
                move.id
                for move in found.items
                if move.state is MoveState.ASKED
                and move.asked_by != page.officer.id
                and officer_may(page.officer, Act.MOVE_DECIDE, move.deciding_division)
            ),
            paging=page.paging(len(found.items), found.next),
            may_ask=page.may(Act.MOVE_ASK),
        )
        return await page.show(view, active="moves")

    @get("/new", opt={"act": Act.MOVE_ASK})
    async def move_in_form(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """A newcomer who is registered elsewhere."""
        return await page.show(await move_form_view(page, IN, None, form_of(first_values(page))), active="moves")

    @post("/new", opt={"act": Act.MOVE_ASK}, status_code=HTTP_200_OK)
    async def ask_move_in(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """Ask the office where they are registered to let them go."""
        form = await page.form()
        if form.text("go") == WHERE:
            return await page.show(await move_form_view(page, IN, None, form.state()), active="moves")
        try:
            card = read_choice(DocumentType, form.text("document_type"), "document_type") or DocumentType.ID_CARD
            to = read_destination(form)
            move_id = await ask_move_in(page.officer, card, form.text("document_number"), to, read_stay(form))
        except (InputInvalid, RuleRefused) as error:
            view = await move_form_view(page, IN, None, form.state(error, page.language))
            return await page.show_again(view, error, active="moves")
        return page.redirect(f"{PATH}/{move_id}", done=ASKED)

    @get("/out", opt={"act": Act.MOVE_ASK})
    async def move_out_form(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """A resident who moves into another office's reach."""
        view = await move_form_view(
            page, OUT, _needed_resident(page.filters().get("resident")), form_of(first_values(page))
        )
        return await page.show(view, active="moves")

    @post("/out", opt={"act": Act.MOVE_ASK}, status_code=HTTP_200_OK)
    async def ask_move_out(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """Ask that office to take them over."""
        form = await page.form()
        resident_id = _needed_resident(form.text("resident"))
        try:
            move_id = await ask_move_out(page.officer, resident_id, read_move_out(form))
        except (InputInvalid, RuleRefused) as error:
            view = await move_form_view(page, OUT, resident_id, form.state(error, page.language))
            return await page.show_again(view, error, active="moves")
        return page.redirect(f"{PATH}/{move_id}", done=ASKED)

    @get("/within", opt={"act": Act.MEMBERSHIP_CHANGE, "about": "resident"})
    async def move_within_form(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """A resident who moves within one's own reach."""
        view = await move_form_view(
            page, WITHIN, _needed_resident(page.filters().get("resident")), form_of(first_values(page))
        )
        return await page.show(view, active="moves")

    @post("/within", opt={"act": Act.MEMBERSHIP_CHANGE, "about": "resident"}, status_code=HTTP_200_OK)
    async def move_within(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """Move them at once."""
        form = await page.form()
        resident_id = _needed_resident(form.text("resident"))
        if form.text("go") == WHERE:
            return await page.show(await move_form_view(page, WITHIN, resident_id, form.state()), active="moves")
        try:
            await move_within(page.officer, resident_id, read_destination(form), read_stay(form))
        except (InputInvalid, RuleRefused) as error:
            view = await move_form_view(page, WITHIN, resident_id, form.state(error, page.language))
            return await page.show_again(view, error, active="moves")
        path = address(f"/console/residents/{resident_id}", tab="stays", purpose=ResidencePurpose.REGISTRATION)
        return page.redirect(path, done=MOVED)

    @get("/{move_id:uuid}", opt={"act": Act.MOVE_ASK})
    async def open_move(self, move_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """A move, the resident masked, and what this officer may do with it."""
        return await page.show(await move_page_view(page, move_id, form_of(first_values(page))), active="moves")

    @post("/{move_id:uuid}", opt={"act": Act.MOVE_ASK}, status_code=HTTP_200_OK)
    async def decide(self, move_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Accept it, refuse it with a reason, or take it back."""
        form = await page.form()
        if form.text("go") == WHERE:
            return await page.show(await move_page_view(page, move_id, form.state()), active="moves")
        try:
            done = await _decide(page, move_id, form)
        except (InputInvalid, RuleRefused) as error:
            view = await move_page_view(page, move_id, form.state(error, page.language))
            return await page.show_again(view, error, active="moves")
        return page.redirect(f"{PATH}/{move_id}", done=done)


async def _decide(page: PageRequest, move_id: UUID, form: SubmittedForm) -> Wording:
    match form.text("decision"):
        case "withdraw":
            await withdraw_move(page.officer, move_id)
            return Wording("已撤回。", "Withdrawn.")
        case "refuse":
            await refuse_move(page.officer, move_id, form.text("answer"))
            return Wording("已退回，原辖区继续管理。", "Refused; the old office keeps them.")
        case _:
            says_where = "dwelling" in form.fields
            to = read_destination(form) if says_where else None
            await accept_move(page.officer, move_id, to, read_stay(form) if says_where else None)
            return MOVED


def _needed_resident(text: str | None) -> UUID:
    resident_id = read_id(text, "resident")
    if resident_id is None:
        raise NotFound(NOT_HERE)
    return resident_id
