"""Searches for people out of contact, by clicks."""

from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.status_codes import HTTP_200_OK

from api.console import formats
from api.console.act_papers import act_papers
from api.console.figure_filters import counted_ids
from api.console.page_forms import read_choice, read_id
from api.console.page_moments import moment_value, typed_moment
from api.console.pages_base import PageRequest, address
from api.console.person_named import named_file, person_named
from api.console.supervisee_change_pages import CHOICE_NEEDED, needed
from api.console.view_models.base import FormState, Happening
from api.console.view_models.papers import ActPaper
from api.console.view_models.searches import SearchFormView, SearchLine, SearchListView, SearchView
from api.http import HttpResponse
from supervision.audit import Act
from supervision.corrections.searching.acting import end_search, open_search, take_search_step
from supervision.corrections.searching.listing import OpenedSearch, SearchSummary, list_searches, read_search
from supervision.corrections.searching.words import PUT_DOWN, SearchEnd, SearchStep
from supervision.errors import InputInvalid, RuleRefused, SupervisionError
from supervision.monitoring.alerts import Finding, load_alert
from supervision.wording import Wording

PATH = "/console/searches"
_FOUND_ON_ALERT = Wording(
    "%(at)s的预警“%(kind)s”经核实认定为违反规定。", "The alert “%(kind)s” of %(at)s was found to be a breach."
)
_SUBJECT = Wording("这次查找的经过", "this search")


class PersonSearchPages(Controller):
    """Searches inside the officer's reach."""

    path = "/searches"

    @get("/", opt={"act": Act.SEARCH_LIST})
    async def list_searches(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """Searches that last, newest first, or all of them."""
        ids = await counted_ids(page, Act.SEARCH_LIST)
        with_ended = ids is not None or page.filters().get("show") == "all"
        found = await list_searches(page.officer, page.filters().get("cursor"), with_ended=with_ended, among=ids)
        view = SearchListView(
            lines=tuple(map(_line, found.items)),
            paging=page.paging(len(found.items), found.next, None if ids is None else len(ids)),
            with_ended=with_ended,
        )
        return await page.show(view, active="searches")

    @get("/new", opt={"act": Act.SEARCH_OPEN})
    async def new(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """The form for the person whom the address names, with what a finding on an alert says of them."""
        given = page.filters()
        file_id, alert_id = named_file(given.get("supervisee")), read_id(given.get("alert"), "alert")
        return await _form(page, file_id, None if alert_id is None else await _said_by_alert(page, file_id, alert_id))

    @post("/", opt={"act": Act.SEARCH_OPEN}, status_code=HTTP_200_OK)
    async def open(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """Begin to search."""
        form = await page.form()
        file_id = named_file(form.text("supervisee"))
        try:
            lost_since_at = typed_moment(form, "lost_since_at")
            search_id = await open_search(page.officer, file_id, lost_since_at, form.text("reason"))
        except (InputInvalid, RuleRefused) as error:
            return await _form(page, file_id, form.state(error, page.language), error)
        done = Wording("已开始查找，请逐项登记经过。", "The search is open; put down each step.")
        return page.redirect(address(f"{PATH}/{search_id}", purpose="search"), done=done)

    @get("/{search_id:uuid}", opt={"act": Act.SEARCH_READ})
    async def read(self, search_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """One search in clear and recorded; without a purpose the question for it."""
        if "purpose" not in page.filters():
            return await page.ask_purpose(_SUBJECT, PATH, active="searches")
        return await _show(page, search_id, page.filters()["purpose"])

    @post("/{search_id:uuid}/steps", opt={"act": Act.SEARCH_STEP}, status_code=HTTP_200_OK)
    async def take_step(self, search_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Put down what was done."""
        form = await page.form()
        purpose = form.text("purpose") or "search"
        try:
            step = needed(read_choice(SearchStep, form.text("step"), "step"), "step", CHOICE_NEEDED)
            await take_search_step(page.officer, search_id, step, typed_moment(form, "happened_at"), form.text("note"))
        except (InputInvalid, RuleRefused) as error:
            return await _show(page, search_id, purpose, form.state(error, page.language), error)
        return page.redirect(address(f"{PATH}/{search_id}", purpose=purpose), done=Wording("已登记。", "Put down."))

    @post("/{search_id:uuid}/ending", opt={"act": Act.SEARCH_END}, status_code=HTTP_200_OK)
    async def end(self, search_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """End a search."""
        form = await page.form()
        purpose = form.text("purpose") or "search"
        try:
            end = needed(read_choice(SearchEnd, form.text("end"), "end"), "end", CHOICE_NEEDED)
            await end_search(page.officer, search_id, end, form.text("note"))
        except (InputInvalid, RuleRefused) as error:
            return await _show(page, search_id, purpose, form.state(error, page.language), error)
        done = Wording("查找已结束。", "The search has ended.")
        return page.redirect(address(f"{PATH}/{search_id}", purpose=purpose), done=done)


async def _show(
    page: PageRequest,
    search_id: UUID,
    purpose: str,
    form: FormState | None = None,
    error: SupervisionError | None = None,
) -> HttpResponse:
    opened = await read_search(page.officer, search_id, purpose)
    search = opened.search
    view = SearchView(
        search_id=search.id,
        supervisee_id=search.file_id,
        name=opened.identity.name,
        number=search.file_number,
        lost_since_at=search.lost_since_at,
        opened_at=search.opened_at,
        reason=opened.reason,
        history=tuple(
            Happening(
                at=taken.happened_at,
                who=taken.taken_by_name,
                what=page.word(taken.step, "search-step"),
                note=taken.note,
            )
            for taken in opened.steps
        ),
        to_tell=opened.to_tell,
        steps=page.choices("search-step"),
        ends=page.choices("search-end", PUT_DOWN),
        form=form or FormState(values={"happened_at": moment_value(page.now)}),
        may_step=search.ended_at is None and page.may(Act.SEARCH_STEP, search.division),
        ended_at=search.ended_at,
        end=search.end or "",
        end_note=opened.end_note,
        papers=await _papers(page, opened, purpose),
        purpose=purpose,
    )
    if error is not None:
        return await page.show_again(view, error, active="searches")
    return await page.show(view, active="searches")


async def _papers(page: PageRequest, opened: OpenedSearch, purpose: str) -> tuple[ActPaper, ...]:
    """What went out to police and procuratorate, newest first; what is missing of it while the file is open."""
    shown: list[ActPaper] = []
    for taken in reversed(opened.steps):
        if called := [one for one in opened.papers if one.act_id == taken.step_id]:
            missing = [] if opened.file.state.is_closed else called
            shown.extend(await act_papers(page, Act.SEARCH_READ, opened.file, taken.step_id, missing, purpose))
    return tuple(shown)


async def _said_by_alert(page: PageRequest, file_id: UUID, alert_id: UUID) -> FormState | None:
    """What an alert that was found a breach puts into the form; the officer still confirms it."""
    alert = await load_alert(page.officer, alert_id)
    if alert.supervisee_id != file_id or alert.finding is not Finding.BREACH:
        return None
    known = {"kind": page.word(alert.kind, "alert-kind"), "at": formats.full_moment(alert.occurred_at, page.language)}
    return FormState(
        values={"lost_since_at": moment_value(alert.occurred_at), "reason": page.say(_FOUND_ON_ALERT) % known}
    )


async def _form(
    page: PageRequest, file_id: UUID, form: FormState | None = None, error: SupervisionError | None = None
) -> HttpResponse:
    person = await person_named(page, file_id)
    view = SearchFormView(
        supervisee_id=file_id, masked_name=person.name, number=person.number, form=form or FormState()
    )
    if error is not None:
        return await page.show_again(view, error, active="searches")
    return await page.show(view, active="searches")


def _line(one: SearchSummary) -> SearchLine:
    return SearchLine(
        search_id=one.search.id,
        masked_name=one.person.name,
        number=one.person.number,
        office_name=one.person.office_name,
        lost_since_at=one.search.lost_since_at,
        opened_at=one.search.opened_at,
        ended_at=one.search.ended_at,
        to_tell=one.to_tell,
    )
