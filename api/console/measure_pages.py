"""Sanctions and rewards: queues, a proposal with its counting, one measure, and its paper."""

from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.status_codes import HTTP_200_OK

from api.console.figure_filters import counted_ids
from api.console.measure_views import measure_line, measure_view, paper_view, rung_line
from api.console.page_forms import SubmittedForm, read_choice, read_id
from api.console.pages_base import PageRequest, address
from api.console.person_named import person_named
from api.console.supervisee_pages import show_file
from api.console.view_models.base import Choice, FormState
from api.console.view_models.measures import MeasureListView, ProposalFormView
from api.http import HttpResponse
from supervision.audit import Act
from supervision.corrections.opening import open_person_file
from supervision.corrections.purposes import Purpose
from supervision.corrections.records import load_records
from supervision.corrections.sanctions.ladder import Rung, RungStatus
from supervision.corrections.sanctions.listing import (
    QUEUES,
    MeasureShow,
    count_measures,
    list_measures,
    open_conduct,
    open_measure,
)
from supervision.corrections.sanctions.proposing import propose_measure
from supervision.corrections.sanctions.words import MeasureKind, Trigger
from supervision.errors import InputInvalid, NotFound, RuleRefused, SupervisionError
from supervision.officers.officer import NOT_HERE
from supervision.wording import Wording

PATH = "/console/measures"
ACTIVE = "measures"
PROPOSED = Wording("已提出：请听取本人陈述，再由另一人决定。", "Proposed: hear the person; another officer decides.")
CHOICE_NEEDED = Wording("请选择一项。", "Choose one.")
_SUBJECT = Wording("这项奖惩", "this measure")
_FILE = {"about": "person-file"}


class ProposalPages(Controller):
    """Proposals for supervisees inside the officer's reach."""

    path = "/supervisees/{supervisee_id:uuid}/measures"

    @get("/new", opt={"act": Act.MEASURE_PROPOSE, **_FILE})
    async def new(self, supervisee_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """The form, with the counting on which the proposal will rest."""
        given = page.filters()
        view = await _form_view(page, supervisee_id, SubmittedForm({name: (v,) for name, v in given.items()}, {}))
        return await page.show(view, active="supervisees")

    @post("/", opt={"act": Act.MEASURE_PROPOSE, **_FILE}, status_code=HTTP_200_OK)
    async def propose(self, supervisee_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Propose what the form says."""
        form = await page.form()
        try:
            kind, trigger = _line_of(form)
            chosen = [one for text in form.texts("records") if (one := read_id(text, "records"))]
        except InputInvalid as error:
            state = form.state(error, page.language)
            return await show_file(page, supervisee_id, "conduct", purpose=_purpose(form), form=state, error=error)
        try:
            measure_id = await propose_measure(
                page.officer, supervisee_id, kind, trigger, form.text("facts"), chosen or None
            )
        except (InputInvalid, RuleRefused) as error:
            view = await _form_view(page, supervisee_id, form, form.state(error, page.language))
            return await page.show_again(view, error, active="supervisees")
        return page.redirect(address(f"{PATH}/{measure_id}", purpose=_purpose(form)), done=PROPOSED)


class MeasurePages(Controller):
    """Measures inside the officer's reach."""

    path = "/measures"

    @get("/", opt={"act": Act.MEASURE_LIST})
    async def measures(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """A queue, or the measures that stand or are over."""
        ids = await counted_ids(page, Act.MEASURE_LIST)
        show = read_choice(MeasureShow, page.filters("show").get("show"), "show") or MeasureShow.TO_DECIDE
        found = await list_measures(page.officer, show if ids is None else None, page.filters().get("cursor"), ids)
        counts = await count_measures(page.officer)
        view = MeasureListView(
            lines=tuple(measure_line(page, one.measure, one.person.name, one.person.number) for one in found.items),
            shows=page.choices("measure-show", counts={queue: counts[queue] for queue in QUEUES}),
            show=show if ids is None else "",
            paging=page.paging(len(found.items), found.next, None if ids is None else len(ids)),
        )
        return await page.show(view, active=ACTIVE)

    @get("/{measure_id:uuid}", opt={"act": Act.MEASURE_OPEN})
    async def one(self, measure_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """A measure in clear, recorded with its purpose; without one the question for it."""
        if "purpose" not in page.filters():
            return await page.ask_purpose(_SUBJECT, PATH, active=ACTIVE)
        return await show_measure(page, measure_id, page.filters()["purpose"])

    @get("/{measure_id:uuid}/paper", opt={"act": Act.MEASURE_OPEN})
    async def paper(self, measure_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """A praise, to be printed; other measures go out as forms."""
        opened = await open_measure(page.officer, measure_id, Purpose.SUPERVISION)
        file = await open_person_file(page.officer, opened.measure.file_id, Purpose.SUPERVISION)
        return await page.show(paper_view(page, opened, file), active=ACTIVE)


async def show_measure(
    page: PageRequest,
    measure_id: UUID,
    purpose: str,
    form: FormState | None = None,
    error: SupervisionError | None = None,
) -> HttpResponse:
    """A measure, opened for a purpose; with a form that was refused."""
    view = await measure_view(page, await open_measure(page.officer, measure_id, purpose), purpose, form)
    if error is not None:
        return await page.show_again(view, error, active=ACTIVE)
    return await page.show(view, active=ACTIVE)


async def _form_view(
    page: PageRequest, file_id: UUID, form: SubmittedForm, state: FormState | None = None
) -> ProposalFormView:
    kind, trigger = _line_of(form)
    purpose = _purpose(form)
    conduct = await open_conduct(page.officer, file_id, purpose)
    rung = next((one for one in conduct.rungs if (one.kind, one.trigger) == (kind, trigger)), None)
    if rung is None:
        raise NotFound(NOT_HERE)
    return ProposalFormView(
        supervisee_id=file_id,
        masked_name=(await person_named(page, file_id)).name,
        rung=rung_line(page, rung, address(f"/console/supervisees/{file_id}/measures")),
        records=await _records(page, file_id, rung),
        is_counted=rung.status is RungStatus.MET,
        form=state or FormState(lists={"records": tuple(map(str, rung.record_ids))}),
        purpose=purpose,
    )


async def _records(page: PageRequest, file_id: UUID, rung: Rung) -> tuple[Choice, ...]:
    """The recorded facts of the line; what is sealed says no more than that."""
    known = {one.record_id: one for one in await load_records(page.officer, Act.MEASURE_PROPOSE, file_id)}
    return tuple(
        Choice(
            value=str(one.record_id),
            label=f"{one.happened_on} {page.word(one.kind, 'record-kind')}",
            hint=page.say(one.summary),
        )
        for record_id in rung.record_ids
        if (one := known.get(record_id))
    )


def _line_of(form: SubmittedForm) -> tuple[MeasureKind, Trigger]:
    kind = read_choice(MeasureKind, form.text("kind"), "kind")
    trigger = read_choice(Trigger, form.text("trigger"), "trigger")
    if kind is None or trigger is None:
        raise InputInvalid(CHOICE_NEEDED, field="kind")
    return kind, trigger


def _purpose(form: SubmittedForm) -> str:
    return form.text("purpose") or Purpose.SUPERVISION
