"""The inbox of prosecutors' opinions, one of them, its written answer."""

from datetime import date
from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.status_codes import HTTP_200_OK

from api.console.page_forms import DAY_WRONG, SubmittedForm, read_choice
from api.console.pages_base import PageRequest
from api.console.view_models.base import Deadline, FormState
from api.console.view_models.measures import OpinionLine, OpinionListView, OpinionView
from api.http import HttpResponse
from supervision.audit import Act
from supervision.corrections.rules import CorrectionRuleName, find_correction_rule
from supervision.corrections.sanctions.opinions import (
    NewOpinion,
    StoredOpinion,
    answer_opinion,
    close_opinion,
    count_open_opinions,
    find_file_by_number,
    list_opinions,
    open_opinion,
    record_opinion,
)
from supervision.corrections.sanctions.words import OpinionKind, OpinionShow
from supervision.errors import InputInvalid, RuleRefused
from supervision.legal_time import legal_day
from supervision.periods import COUNTING_BASIS
from supervision.wording import Wording

PATH, ACTIVE = "/console/opinions", "opinions"
RECORDED = Wording("已登记，答复期限已起算。", "Recorded; the clock of the answer runs.")
ANSWERED = Wording("已书面答复。", "Answered in writing.")
CLOSED = Wording("已办结。", "Closed.")
DUE = Wording("书面答复的期限", "Written answer")
CHOICE_NEEDED = Wording("请选择一项。", "Choose one.")
_ABOUT = {"about": "prosecutor_opinion"}


class OpinionPages(Controller):
    """Prosecutors' opinions inside the officer's reach."""

    path = "/opinions"

    @get("/", opt={"act": Act.OPINION_LIST})
    async def opinions(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """Opinions that are open, or closed ones."""
        return await _show_list(page)

    @post("/", opt={"act": Act.OPINION_RECORD}, status_code=HTTP_200_OK)
    async def record(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """Take an opinion in."""
        form = await page.form()
        try:
            opinion_id = await record_opinion(page.officer, await _new(page, form))
        except (InputInvalid, RuleRefused) as error:
            return await _show_list(page, form.state(error, page.language), error)
        return page.redirect(f"{PATH}/{opinion_id}", done=RECORDED)

    @get("/{opinion_id:uuid}", opt={"act": Act.OPINION_OPEN, **_ABOUT})
    async def one(self, opinion_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """An opinion in clear; the opening is recorded."""
        return await _show(page, opinion_id)

    @post("/{opinion_id:uuid}/answer", opt={"act": Act.OPINION_ANSWER, **_ABOUT}, status_code=HTTP_200_OK)
    async def answer(self, opinion_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Answer in writing."""
        form = await page.form()
        try:
            await answer_opinion(page.officer, opinion_id, form.text("text"))
        except (InputInvalid, RuleRefused) as error:
            return await _show(page, opinion_id, form.state(error, page.language), error)
        return page.redirect(f"{PATH}/{opinion_id}", done=ANSWERED)

    @post("/{opinion_id:uuid}/closing", opt={"act": Act.OPINION_ANSWER, **_ABOUT}, status_code=HTTP_200_OK)
    async def close(self, opinion_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Close what was answered."""
        try:
            await close_opinion(page.officer, opinion_id)
        except RuleRefused as error:
            return await _show(page, opinion_id, (await page.form()).state(error, page.language), error)
        return page.redirect(f"{PATH}/{opinion_id}", done=CLOSED)


async def _new(page: PageRequest, form: SubmittedForm) -> NewOpinion:
    kind, received_on = read_choice(OpinionKind, form.text("kind"), "kind"), form.day("received_on")
    if kind is None:
        raise InputInvalid(CHOICE_NEEDED, field="kind")
    if received_on is None:
        raise InputInvalid(DAY_WRONG, field="received_on")
    number = form.text("file_number")
    file_id = await find_file_by_number(page.officer, number) if number else None
    return NewOpinion(kind, received_on, form.text("organ"), form.text("document"), form.text("text"), file_id)


async def _show_list(
    page: PageRequest, form: FormState | None = None, error: InputInvalid | RuleRefused | None = None
) -> HttpResponse:
    show = read_choice(OpinionShow, page.filters("show").get("show"), "show") or OpinionShow.OPEN
    found = await list_opinions(page.officer, show, page.filters().get("cursor"))
    counts: dict[str, int] = {OpinionShow.OPEN: await count_open_opinions(page.officer)}
    view = OpinionListView(
        lines=tuple(_line(page, one) for one in found.items),
        shows=page.choices("opinion-show", counts=counts),
        show=show,
        kinds=page.choices("opinion-kind"),
        paging=page.paging(len(found.items), found.next),
        form=form or FormState(),
    )
    if error is not None:
        return await page.show_again(view, error, active=ACTIVE)
    return await page.show(view, active=ACTIVE)


async def _show(
    page: PageRequest,
    opinion_id: UUID,
    form: FormState | None = None,
    error: InputInvalid | RuleRefused | None = None,
) -> HttpResponse:
    opened = await open_opinion(page.officer, opinion_id)
    opinion = opened.opinion
    may_answer = page.may(Act.OPINION_ANSWER, opinion.division)
    view = OpinionView(
        line=_line(page, opinion),
        supervisee_id=opinion.file_id,
        organ=opened.content.organ,
        document=opened.content.document,
        text=opened.content.text,
        answer=opened.answer,
        form=form or FormState(),
        may_answer=may_answer and opinion.answered_on is None,
        may_close=may_answer and opinion.answered_on is not None and opinion.closed_at is None,
    )
    if error is not None:
        return await page.show_again(view, error, active=ACTIVE)
    return await page.show(view, active=ACTIVE)


def _line(page: PageRequest, opinion: StoredOpinion) -> OpinionLine:
    return OpinionLine(
        opinion_id=opinion.id,
        kind=opinion.kind,
        file_number=opinion.file_number,
        received_on=opinion.received_on,
        deadline=None if opinion.answered_on else _deadline(page, opinion.due_on, opinion),
        answered_on=opinion.answered_on,
        answered_by=opinion.answered_by_name,
        closed_at=opinion.closed_at,
    )


def _deadline(page: PageRequest, due_on: date, opinion: StoredOpinion) -> Deadline:
    on = legal_day(opinion.recorded_at)
    rule = find_correction_rule(CorrectionRuleName.PROSECUTOR_ANSWER_DUE, on, opinion.division)
    number = f"{rule.number} {page.word(rule.unit, 'rule-unit')}；{page.say(COUNTING_BASIS)}"
    return Deadline(due_on=due_on, days_left=(due_on - legal_day(page.now)).days, basis=page.basis(rule, DUE, number))
