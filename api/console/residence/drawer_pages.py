"""Drawers: one with its household files and duties, the duty board of a community, and handing drawers over."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from api.console.page_forms import SubmittedForm, read_choice, read_id
from api.console.pages_base import PageRequest, address
from api.console.residence.communities import chosen_community
from api.console.residence.folder_lines import folder_lines
from api.console.view_models.base import Choice, FormState
from api.console.view_models.residence.cabinet import (
    DrawerView,
    DutyBoardLine,
    DutyBoardView,
    DutyLine,
)
from api.http import HttpResponse
from supervision.audit import Act
from supervision.errors import InputInvalid, NotFound, RuleRefused
from supervision.legal_time import legal_day
from supervision.officers.officer import NOT_HERE
from supervision.residence.addresses.drawers import (
    DrawerDuty,
    DutyDraft,
    create_drawer,
    end_duty,
    give_duty,
    load_drawer,
    load_duties,
)
from supervision.residence.addresses.duties import (
    Candidate,
    HandOver,
    OnDuty,
    hand_over,
    load_candidates,
    load_duty_board,
)
from supervision.residence.addresses.words import DutyPart
from supervision.residence.cabinet.building import load_folders
from supervision.wording import Wording

PATH = "/console/drawers"
UNCOVERED = "uncovered"

MADE = Wording("已建抽屉，请安排值守。", "The drawer is made; say who looks after it.")
GIVEN = Wording("已安排值守。", "The duty is given.")
ENDED = Wording("值守已结束。", "The duty has ended.")
HANDED_OVER = Wording("抽屉已交接。", "The drawers are handed over.")
DAY_NEEDED = Wording("请填写日期。", "Give the day.")
CHOOSE_OFFICER = Wording("请选择人员。", "Choose an officer.")


class DrawerPages(Controller):
    """Drawers inside the officer's reach."""

    path = "/drawers"

    @get("/", opt={"act": Act.DRAWER_LIST})
    async def board(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """Who is on duty today in the drawers of a community, and which drawers have nobody."""
        return await page.show(await _board(page), active="drawers")

    @post("/", opt={"act": Act.DRAWER_CREATE})
    async def create(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """Make an address a drawer."""
        form = await page.form()
        address_id = read_id(form.text("address"), "address")
        if address_id is None:
            raise NotFound(NOT_HERE)
        try:
            drawer_id = await create_drawer(page.officer, address_id)
        except (InputInvalid, RuleRefused) as error:
            return page.redirect(f"/console/addresses/{address_id}", warning=error.args[0])
        return page.redirect(f"{PATH}/{drawer_id}", done=MADE)

    @post("/hand-over", opt={"act": Act.DRAWER_ASSIGN})
    async def hand_over(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """Hand the chosen drawers from one to another, all of them or none."""
        form = await page.form()
        try:
            await hand_over(page.officer, _handed(form))
        except (InputInvalid, RuleRefused) as error:
            return await page.show_again(await _board(page, form.state(error, page.language)), error, active="drawers")
        return page.redirect(address(PATH, division=form.text("division")), done=HANDED_OVER)

    @get("/{drawer_id:uuid}", opt={"act": Act.DRAWER_LIST})
    async def open(self, drawer_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """One drawer: its household files closed, and who has looked and looks after it."""
        form = FormState(values={"valid_from": legal_day(page.now).isoformat()})
        return await page.show(await _view(page, drawer_id, form), active="cabinet")

    @post("/{drawer_id:uuid}/duties", opt={"act": Act.DRAWER_ASSIGN})
    async def give(self, drawer_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Give somebody a part of the drawer."""
        form = await page.form()
        await load_drawer(page.officer, Act.DRAWER_ASSIGN, drawer_id)
        try:
            await give_duty(page.officer, drawer_id, _draft(form))
        except (InputInvalid, RuleRefused) as error:
            view = await _view(page, drawer_id, form.state(error, page.language))
            return await page.show_again(view, error, active="cabinet")
        return page.redirect(f"{PATH}/{drawer_id}", done=GIVEN)

    @post("/{drawer_id:uuid}/duties/{duty_id:uuid}/ending", opt={"act": Act.DRAWER_ASSIGN, "about": "drawer_duty"})
    async def end(
        self, drawer_id: FromPath[UUID], duty_id: FromPath[UUID], page: NamedDependency[PageRequest]
    ) -> HttpResponse:
        """End a duty: from today on nobody sees the drawer by it."""
        await end_duty(page.officer, duty_id)
        return page.redirect(f"{PATH}/{drawer_id}", done=ENDED)


def _needed_day(form: SubmittedForm, name: str) -> date:
    day = form.day(name)
    if day is None:
        raise InputInvalid(DAY_NEEDED, field=name)
    return day


def _needed_officer(form: SubmittedForm, name: str) -> UUID:
    officer_id = read_id(form.text(name), name)
    if officer_id is None:
        raise InputInvalid(CHOOSE_OFFICER, field=name)
    return officer_id


def _part(form: SubmittedForm) -> DutyPart:
    return read_choice(DutyPart, form.text("part"), "part") or DutyPart.ASSISTANT


def _draft(form: SubmittedForm) -> DutyDraft:
    return DutyDraft(
        _needed_officer(form, "officer"),
        _part(form),
        _needed_day(form, "valid_from"),
        form.day("valid_until"),
        read_id(form.text("cover_for"), "cover_for"),
    )


def _handed(form: SubmittedForm) -> HandOver:
    drawers = tuple(drawer for text in form.texts("drawers") if (drawer := read_id(text, "drawers")) is not None)
    return HandOver(
        _part(form), _needed_officer(form, "from"), _needed_officer(form, "to"), drawers,
        _needed_day(form, "first_day"),
    )  # fmt: skip


async def _view(page: PageRequest, drawer_id: UUID, form: FormState) -> DrawerView:
    drawer = await load_drawer(page.officer, Act.DRAWER_LIST, drawer_id)
    folders = await load_folders(page.officer, drawer_id)
    duties, today = await load_duties(page.officer, drawer_id), legal_day(page.now)
    may_assign = page.may(Act.DRAWER_ASSIGN, drawer.division)
    candidates = await load_candidates(page.officer, drawer.division) if may_assign else ()
    running = [duty for duty in duties if duty.valid_until is None or duty.valid_until >= today]
    return DrawerView(
        drawer_id=drawer.id,
        division=drawer.division,
        name=drawer.name,
        living=sum(folder.counts.living for folder in folders),
        unverified=sum(folder.counts.unverified for folder in folders),
        folders=folder_lines(folders, drawer.name),
        duties=_duty_lines(duties, today),
        candidates=_people(page, candidates),
        parts=page.choices("duty-part"),
        covers=tuple(
            Choice(value=str(duty.id), label=f"{duty.officer_name}（{page.word(duty.part, 'duty-part')}）")
            for duty in running
            if duty.is_cover_for is None
        ),
        form=form,
        may_assign=may_assign,
    )


async def _board(page: PageRequest, form: FormState | None = None) -> DutyBoardView:
    chosen = await chosen_community(page)
    division = chosen.division or (form.value("division") if form else "")
    if form is not None and form.value("division") in {one.division for one in chosen.communities}:
        division = form.value("division")
    board = await load_duty_board(page.officer, division) if division else ()
    uncovered = [line for line in board if line.is_uncovered]
    show = page.filters().get("show", "")
    may_assign = bool(division) and page.may(Act.DRAWER_ASSIGN, division)
    candidates = await load_candidates(page.officer, division) if may_assign else ()
    today = legal_day(page.now)
    return DutyBoardView(
        communities=chosen.choices,
        division=division,
        show=show,
        shows=(
            Choice(value="", label=page.say(Wording("全部抽屉", "All drawers")), count=len(board)),
            Choice(value=UNCOVERED, label=page.say(Wording("无人值守", "Nobody on duty")), count=len(uncovered)),
        ),
        lines=tuple(_board_line(line, today) for line in (uncovered if show == UNCOVERED else board)),
        parts=page.choices("duty-part"),
        candidates=_people(page, candidates),
        form=form or FormState(values={"first_day": today.isoformat()}),
        may_assign=may_assign,
    )


def _people(page: PageRequest, candidates: Iterable[Candidate]) -> tuple[Choice, ...]:
    return tuple(
        Choice(value=str(one.officer_id), label=f"{one.name}（{page.word(one.part, 'duty-part')}）")
        for one in candidates
    )


def _board_line(line: OnDuty, today: date) -> DutyBoardLine:
    held = [duty for duty in (line.assistant, line.officer) if duty is not None]
    names = {duty.id: duty.officer_name for duty in held}
    return DutyBoardLine(
        drawer_id=line.drawer.id,
        name=line.drawer.name,
        assistant=_duty_line(line.assistant, names, today) if line.assistant else None,
        officer=_duty_line(line.officer, names, today) if line.officer else None,
        covers=tuple(_duty_line(cover, names, today) for cover in line.covers),
    )


def _duty_lines(duties: Iterable[DrawerDuty], today: date) -> tuple[DutyLine, ...]:
    found = list(duties)
    names = {duty.id: duty.officer_name for duty in found}
    return tuple(_duty_line(duty, names, today) for duty in found)


def _duty_line(duty: DrawerDuty, names: dict[UUID, str], today: date) -> DutyLine:
    is_over = duty.valid_until is not None and duty.valid_until < today
    return DutyLine(
        duty_id=duty.id,
        officer_name=duty.officer_name,
        part=duty.part,
        valid_from=duty.valid_from,
        valid_until=duty.valid_until,
        covered_for=names.get(duty.is_cover_for, "") if duty.is_cover_for else "",
        is_now=duty.valid_from <= today and not is_over,
        is_over=is_over,
    )
