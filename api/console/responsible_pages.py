"""Who answers for a file, and the handing over of a whole caseload."""

from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.status_codes import HTTP_200_OK

from api.console.page_forms import CHOICE_WRONG, SubmittedForm, read_id
from api.console.pages_base import PageRequest
from api.console.supervisee_change_pages import purpose_of, show_again
from api.console.supervisee_header import file_path
from api.console.view_models.base import Choice, FormState, Line
from api.console.view_models.contacts import CheckView, HandOverView
from api.http import HttpResponse
from supervision.audit import Act
from supervision.corrections.responsible.assigning import hand_over_caseload, held_by, set_responsible
from supervision.corrections.responsible.store import load_holders, load_takers
from supervision.errors import InputInvalid, RuleRefused
from supervision.wording import Wording


class ResponsiblePages(Controller):
    """The responsible officer of files inside the officer's reach."""

    path = "/supervisees/{supervisee_id:uuid}/officer"

    @post("/", opt={"act": Act.FILE_OFFICER_SET, "about": "person-file"}, status_code=HTTP_200_OK)
    async def set_officer(self, supervisee_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Let an officer answer for the file from today."""
        form = await page.form()
        try:
            await set_responsible(page.officer, supervisee_id, _needed(form, "officer"))
        except (InputInvalid, RuleRefused) as error:
            return await show_again(page, supervisee_id, "overview", form, error)
        done = Wording("责任人已更换，并安排了告知本人的电话。", "Changed, and a call is planned to tell the person.")
        return page.redirect(file_path(supervisee_id, purpose_of(form)), done=done)


class HandOverCaseloadPages(Controller):
    """Everything that one officer answers for, handed to another."""

    path = "/caseload/hand-over"

    @get("/", opt={"act": Act.FILE_OFFICER_SET})
    async def choose(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """Who hands over, and who takes over."""
        return await page.show(await _choosing(page, FormState()), active="caseload")

    @post("/", opt={"act": Act.FILE_OFFICER_SET}, status_code=HTTP_200_OK)
    async def hand_over(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """Show how many files it is, and hand them over once that was looked at."""
        form = await page.form()
        try:
            giver, taker = _needed(form, "from_officer"), _needed(form, "to_officer")
            if not form.text("checked"):
                return await _check(page, giver, taker)
            files = await hand_over_caseload(page.officer, giver, taker)
        except (InputInvalid, RuleRefused) as error:
            view = await _choosing(page, form.state(error, page.language))
            return await page.show_again(view, error, active="caseload")
        done = Wording(
            f"已移交{files}份档案，并逐人安排了告知的电话。",
            f"{files} files handed over, with a call planned for each.",
        )
        return page.redirect("/console/caseload?whose=all", done=done)


def _needed(form: SubmittedForm, name: str) -> UUID:
    chosen = read_id(form.text(name), name)
    if chosen is None:
        raise InputInvalid(CHOICE_WRONG, field=name)
    return chosen


async def _choosing(page: PageRequest, form: FormState) -> HandOverView:
    return HandOverView(
        givers=tuple(
            Choice(value=str(one.id), label=f"{one.name}（{one.office_name}）", count=files)
            for one, files in await load_holders(page.officer)
        ),
        takers=tuple(
            Choice(value=str(one.id), label=f"{one.name}（{one.office_name}）")
            for one in await load_takers(page.officer)
        ),
        form=form,
    )


async def _check(page: PageRequest, giver: UUID, taker: UUID) -> HttpResponse:
    files = len(await held_by(page.officer, giver))
    names = {one.id: one.name for one in await load_takers(page.officer)}
    names |= {one.id: one.name for one, _ in await load_holders(page.officer)}
    if not files or giver == taker or taker not in names:
        await hand_over_caseload(page.officer, giver, taker)  # says what is wrong, and writes nothing
    view = CheckView(
        heading=page.say(Wording("核对：移交全部档案", "Check: hand over every file")),
        action=page.say(Wording("移交%(n)s份档案", "Hand over %(n)s files")) % {"n": files},
        action_path=page.request.url.path,
        back_path=page.request.url.path,
        shown=(
            Line(label=page.say(Wording("移交人", "Hands over")), value=names.get(giver, "")),
            Line(label=page.say(Wording("接收人", "Takes over")), value=names.get(taker, "")),
            Line(label=page.say(Wording("档案", "Files")), value=str(files)),
            Line(
                label=page.say(Wording("告知本人", "Telling them")),
                value=page.say(Wording("在矫的逐人安排一次电话", "a call is planned for each who is supervised")),
            ),
        ),
        hidden={"from_officer": (str(giver),), "to_officer": (str(taker),)},
    )
    return await page.show(view, active="caseload")
