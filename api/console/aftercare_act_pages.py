"""What is put down in a file of after-care: each form leads back to its tab, or shows it again with what is wrong."""

from collections.abc import Awaitable, Callable
from uuid import UUID

from litestar import Controller, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.status_codes import HTTP_200_OK

from api.console.aftercare_pages import file_path, show_file
from api.console.page_forms import CHOICE_WRONG, Chosen, SubmittedForm, read_choice, read_id
from api.console.pages_base import PageRequest
from api.http import HttpResponse
from supervision.aftercare.aids import answer_aid, ask_aid
from supervision.aftercare.helpers import HelperDetails, add_helper, end_helper
from supervision.aftercare.placements import PlacementDraft, end_placement, place
from supervision.aftercare.progress import ask, close, note_not_returned, receive, verify
from supervision.aftercare.purposes import AftercarePurpose
from supervision.aftercare.visits import record_visit
from supervision.aftercare.words import (
    Agreement,
    AidKind,
    AidState,
    Arrival,
    CloseReason,
    HelperKind,
    NoPlacement,
    PlacementKind,
    VisitOutcome,
)
from supervision.audit import Act
from supervision.errors import InputInvalid, RuleRefused
from supervision.legal_time import legal_day
from supervision.wording import Wording

DONE = Wording("已登记。", "Put down.")


class AftercareActPages(Controller):
    """Steps and help in files inside the officer's reach."""

    path = "/aftercare/{file_id:uuid}"

    @post("/verification", opt={"act": Act.AFTERCARE_VERIFY}, status_code=HTTP_200_OK)
    async def verify(self, file_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Whether address and family were confirmed."""

        async def act(form: SubmittedForm) -> None:
            await verify(page.officer, file_id, is_found=_yes(form, "found"), note=form.text("note"))

        return await _put_down(page, file_id, "overview", act)

    @post("/arrival", opt={"act": Act.AFTERCARE_RECEIVE}, status_code=HTTP_200_OK)
    async def receive(self, file_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Who met the person, that they came by themselves, or did not return."""

        async def act(form: SubmittedForm) -> None:
            arrival = read_choice(Arrival, form.text("arrival"), "arrival")
            if arrival is None:
                await note_not_returned(page.officer, file_id, form.text("note"))
            else:
                day = form.day("arrived_on") or legal_day(page.now)
                await receive(page.officer, file_id, arrival, day, form.text("note"))

        return await _put_down(page, file_id, "overview", act)

    @post("/agreement", opt={"act": Act.AFTERCARE_ASK}, status_code=HTTP_200_OK)
    async def ask(self, file_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """What the person said when asked."""

        async def act(form: SubmittedForm) -> None:
            agreement = Agreement.AGREED if _yes(form, "agreed") else Agreement.DECLINED
            await ask(page.officer, file_id, agreement, form.text("note"))

        return await _put_down(page, file_id, "overview", act)

    @post("/closing", opt={"act": Act.AFTERCARE_CLOSE}, status_code=HTTP_200_OK)
    async def close(self, file_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Why the file is closed."""

        async def act(form: SubmittedForm) -> None:
            await close(page.officer, file_id, _chosen(CloseReason, form, "reason"), form.text("note"))

        return await _put_down(page, file_id, "overview", act)

    @post("/helpers", opt={"act": Act.AFTERCARE_HELP}, status_code=HTTP_200_OK)
    async def add_helper(self, file_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Somebody who helps."""

        async def act(form: SubmittedForm) -> None:
            details = HelperDetails(form.text("name"), form.text("relation"), form.text("phone"))
            kind = _chosen(HelperKind, form, "kind")
            await add_helper(page.officer, file_id, kind, details, form.day("from_on"))

        return await _put_down(page, file_id, "helpers", act)

    @post(
        "/helpers/{helper_id:uuid}/ending",
        opt={"act": Act.AFTERCARE_HELP, "about": "aftercare-helper"},
        status_code=HTTP_200_OK,
    )
    async def end_helper(
        self, file_id: FromPath[UUID], helper_id: FromPath[UUID], page: NamedDependency[PageRequest]
    ) -> HttpResponse:
        """The last day of a helper."""

        async def act(form: SubmittedForm) -> None:
            await end_helper(page.officer, file_id, helper_id, form.day("until_on"))

        return await _put_down(page, file_id, "helpers", act)

    @post("/placements", opt={"act": Act.AFTERCARE_HELP}, status_code=HTTP_200_OK)
    async def place(self, file_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """A placement, or why there is none."""

        async def act(form: SubmittedForm) -> None:
            kind = _chosen(PlacementKind, form, "placement")
            draft = PlacementDraft(
                kind,
                read_id(form.text("base"), "base") if kind is PlacementKind.BASE else None,
                read_choice(NoPlacement, form.text("reason"), "reason") if kind is PlacementKind.NONE else None,
                form.text("details"),
                form.day("from_on"),
            )
            await place(page.officer, file_id, draft)

        return await _put_down(page, file_id, "placement", act)

    @post(
        "/placements/{placement_id:uuid}/ending",
        opt={"act": Act.AFTERCARE_HELP, "about": "aftercare-placement"},
        status_code=HTTP_200_OK,
    )
    async def end_placement(
        self, file_id: FromPath[UUID], placement_id: FromPath[UUID], page: NamedDependency[PageRequest]
    ) -> HttpResponse:
        """The last day of a placement."""

        async def act(form: SubmittedForm) -> None:
            await end_placement(page.officer, file_id, placement_id, form.day("until_on"))

        return await _put_down(page, file_id, "placement", act)

    @post("/aids", opt={"act": Act.AFTERCARE_HELP}, status_code=HTTP_200_OK)
    async def ask_aid(self, file_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """What the person asks for."""

        async def act(form: SubmittedForm) -> None:
            kind = _chosen(AidKind, form, "kind")
            await ask_aid(page.officer, file_id, kind, form.text("asked"), form.text("office"))

        return await _put_down(page, file_id, "placement", act)

    @post(
        "/aids/{aid_id:uuid}/answer",
        opt={"act": Act.AFTERCARE_HELP, "about": "aftercare-aid"},
        status_code=HTTP_200_OK,
    )
    async def answer_aid(
        self, file_id: FromPath[UUID], aid_id: FromPath[UUID], page: NamedDependency[PageRequest]
    ) -> HttpResponse:
        """Whether it was given."""

        async def act(form: SubmittedForm) -> None:
            state = AidState.GIVEN if _yes(form, "given") else AidState.NOT_GIVEN
            await answer_aid(page.officer, file_id, aid_id, state, form.text("answer"))

        return await _put_down(page, file_id, "placement", act)

    @post("/visits", opt={"act": Act.AFTERCARE_VISIT}, status_code=HTTP_200_OK)
    async def record_visit(self, file_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """A visit, and the next as agreed."""

        async def act(form: SubmittedForm) -> None:
            outcome = _chosen(VisitOutcome, form, "outcome")
            day, following = form.day("visited_on"), form.day("next_on")
            await record_visit(page.officer, file_id, outcome, form.text("note"), day, following)

        return await _put_down(page, file_id, "visits", act)


async def _put_down(
    page: PageRequest, file_id: UUID, tab: str, act: Callable[[SubmittedForm], Awaitable[None]]
) -> HttpResponse:
    form = await page.form()
    purpose = form.text("purpose") or AftercarePurpose.HELP
    try:
        await act(form)
    except (InputInvalid, RuleRefused) as error:
        state = form.state(error, page.language)
        return await show_file(page, file_id, tab, purpose=purpose, form=state, error=error)
    return page.redirect(file_path(file_id, purpose, tab), done=DONE)


def _yes(form: SubmittedForm, name: str) -> bool:
    if form.text(name) not in {"yes", "no"}:
        raise InputInvalid(CHOICE_WRONG, field=name)
    return form.text(name) == "yes"


def _chosen(kinds: type[Chosen], form: SubmittedForm, name: str) -> Chosen:
    chosen = read_choice(kinds, form.text(name), name)
    if chosen is None:
        raise InputInvalid(CHOICE_WRONG, field=name)
    return chosen
