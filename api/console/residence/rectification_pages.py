"""Rectifications: listed, begun, reported and re-checked."""

from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery

from api.console.page_forms import SubmittedForm, read_choice, read_id
from api.console.pages_base import PageRequest
from api.console.residence.quality_views import RECTIFICATIONS, place_line
from api.console.view_models.base import Choice, FormState
from api.console.view_models.residence.quality import (
    RectificationFormView,
    RectificationListView,
    RectificationView,
)
from api.http import HttpResponse
from supervision.audit import Act
from supervision.errors import InputInvalid, RuleRefused
from supervision.legal_time import legal_day
from supervision.residence.quality.places import load_place
from supervision.residence.quality.rating import Colour
from supervision.residence.quality.rectification_rows import (
    RectificationShow,
    RectificationState,
    count_rectifications,
    list_rectifications,
    open_rectification,
)
from supervision.residence.quality.rectifications import (
    DUE_RULES,
    NOTHING_DUE,
    OWNER_UNFIT,
    NothingDue,
    RectificationDraft,
    add_progress,
    begin_rectification,
    due_on,
    possible_owners,
    recheck_rectification,
)
from supervision.residence.rules import find_residence_rule
from supervision.wording import Wording

DUE_RULE = Wording("%(colour)s的地方在 %(n)s 天内整改", "A place that is %(colour)s is mended within %(n)s days")
BEGUN = Wording("已发起整改。", "The rectification was begun.")
NOTED = Wording("已登记进展。", "The step was entered.")
REPORTED = Wording("已报完成，等待复查。", "Reported as done; it waits for the re-check.")
PASSED = Wording("复查通过，已办结。", "The re-check passed; it is closed.")
FAILED = Wording("复查未通过，重新整改。", "The re-check failed; it is open again.")


class RectificationPages(Controller):
    """What is mended where, by whom and until when."""

    path = "/rectifications"

    @get("/", opt={"act": Act.RECTIFICATION_LIST})
    async def list_rectifications(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """Rectifications in one state."""
        asked = page.filters("show", "cursor")
        show = read_choice(RectificationShow, asked.get("show"), "show") or RectificationShow.OPEN
        counts = await count_rectifications(page.officer)
        found = await list_rectifications(page.officer, show, asked.get("cursor"))
        view = RectificationListView(
            show=show,
            shows=tuple(
                Choice(value=one, label=page.word(one, "rectification-show"), count=counts[one])
                for one in RectificationShow
            ),
            lines=found.items,
            today=legal_day(page.now),
            paging=page.paging(len(found.items), found.next, counts[show]),
        )
        return await page.show(view, active="quality")

    @get("/new", opt={"act": Act.RECTIFICATION_BEGIN})
    async def ask(
        self, page: NamedDependency[PageRequest], community: FromQuery[str] = "", drawer: FromQuery[UUID | None] = None
    ) -> HttpResponse:
        """The form of a new one for an amber or red place."""
        return await page.show(await _form_view(page, community, drawer, FormState()), active="quality")

    @post("/", opt={"act": Act.RECTIFICATION_BEGIN})
    async def begin(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """Begin it."""
        form = await page.form()
        community, drawer = form.text("community"), read_id(form.text("drawer"), "drawer")
        try:
            draft = RectificationDraft(community, drawer, _owner(form), form.text("task"))
            rectification_id = await begin_rectification(page.officer, draft)
        except NothingDue:
            return page.redirect("/console/quality", warning=NOTHING_DUE)
        except (InputInvalid, RuleRefused) as error:
            view = await _form_view(page, community, drawer, form.state(error, page.language))
            return await page.show_again(view, error, active="quality")
        return page.redirect(f"{RECTIFICATIONS}/{rectification_id}", done=BEGUN)

    @get("/{rectification_id:uuid}", opt={"act": Act.RECTIFICATION_LIST})
    async def open(self, rectification_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """One with its steps."""
        return await page.show(await _view(page, rectification_id, FormState()), active="quality")

    @post("/{rectification_id:uuid}/steps", opt={"act": Act.RECTIFICATION_REPORT})
    async def add_step(self, rectification_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Enter a step, or report that it is done."""
        form = await page.form()
        is_done = form.text("step") == "done"
        try:
            await add_progress(page.officer, rectification_id, form.text("note"), is_done=is_done)
        except (InputInvalid, RuleRefused) as error:
            return await _again(page, rectification_id, form, error)
        return page.redirect(f"{RECTIFICATIONS}/{rectification_id}", done=REPORTED if is_done else NOTED)

    @post("/{rectification_id:uuid}/recheck", opt={"act": Act.RECTIFICATION_RECHECK})
    async def recheck(self, rectification_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Enter how the re-check went."""
        form = await page.form()
        has_passed = form.text("result") == "passed"
        try:
            await recheck_rectification(page.officer, rectification_id, form.text("note"), has_passed=has_passed)
        except (InputInvalid, RuleRefused) as error:
            return await _again(page, rectification_id, form, error)
        return page.redirect(f"{RECTIFICATIONS}/{rectification_id}", done=PASSED if has_passed else FAILED)


def _owner(form: SubmittedForm) -> UUID:
    owner = read_id(form.text("owner"), "owner")
    if owner is None:
        raise InputInvalid(OWNER_UNFIT, field="owner")
    return owner


async def _again(
    page: PageRequest, rectification_id: UUID, form: SubmittedForm, error: InputInvalid | RuleRefused
) -> HttpResponse:
    view = await _view(page, rectification_id, form.state(error, page.language))
    return await page.show_again(view, error, active="quality")


async def _form_view(page: PageRequest, community: str, drawer: UUID | None, form: FormState) -> RectificationFormView:
    today = legal_day(page.now)
    place = await load_place(page.officer, Act.RECTIFICATION_BEGIN, community, drawer, today)
    if place.rating.colour is Colour.GREEN:
        raise NothingDue(NOTHING_DUE)
    rule = find_residence_rule(DUE_RULES[place.rating.colour], today, place.division)
    colour = page.word(place.rating.colour, "colour")
    return RectificationFormView(
        place=place_line(page, place.rating, place.name, (place.division, place.drawer_id)),
        division=place.division,
        drawer_id=place.drawer_id,
        owners=await possible_owners(page.officer, place.division, place.drawer_id, today),
        due_on=due_on(place.rating.colour, today, place.division),
        basis=page.basis(rule, Wording(*(text % {"colour": colour, "n": rule.number} for text in _both(DUE_RULE)))),
        form=form,
    )


def _both(wording: Wording) -> tuple[str, str]:
    return str(wording), wording.english


async def _view(page: PageRequest, rectification_id: UUID, form: FormState) -> RectificationView:
    opened = await open_rectification(page.officer, rectification_id)
    it = opened.rectification
    is_another = page.officer.id not in {it.owner_id, it.reported_by}
    return RectificationView(
        it=it,
        steps=opened.steps,
        today=legal_day(page.now),
        may_report=it.state is RectificationState.OPEN and page.may(Act.RECTIFICATION_REPORT),
        may_recheck=it.state is RectificationState.REPORTED
        and is_another
        and page.may(Act.RECTIFICATION_RECHECK, it.division),
        form=form,
    )
