"""Sample audits and what assistants are assessed by: re-visits and nothing else."""

from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from api.console.pages_base import PageRequest
from api.console.residence.quality_views import rate_lines
from api.console.view_models.base import Choice, FormState
from api.console.view_models.residence.quality import (
    AssistantLine,
    AssistantListView,
    AssistantView,
    SampleLine,
    SampleListView,
    SampleView,
)
from api.http import HttpResponse
from supervision.audit import Act
from supervision.errors import InputInvalid, RuleRefused
from supervision.legal_time import legal_day
from supervision.residence.quality.counting import load_quality
from supervision.residence.quality.sample_rows import (
    AssistantQuality,
    list_assistants,
    list_samples,
    open_assistant,
    open_sample,
)
from supervision.residence.quality.samples import Found, draw_sample, record_visit
from supervision.wording import Wording

SAMPLES = "/console/samples"
DRAWN = Wording("已抽取样本。", "The sample was drawn.")
ENTERED = Wording("已登记抽查结果。", "What was found is entered.")


class SamplePages(Controller):
    """Samples of household files."""

    path = "/samples"

    @get("/", opt={"act": Act.SAMPLE_LIST})
    async def list_samples(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """The samples, and the form that draws one."""
        return await page.show(await _list_view(page, FormState()), active="quality")

    @post("/", opt={"act": Act.SAMPLE_DRAW})
    async def draw(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """Draw one."""
        form = await page.form()
        try:
            sample_id = await draw_sample(page.officer, form.text("community"))
        except (InputInvalid, RuleRefused) as error:
            view = await _list_view(page, form.state(error, page.language))
            return await page.show_again(view, error, active="quality")
        return page.redirect(f"{SAMPLES}/{sample_id}", done=DRAWN)

    @get("/{sample_id:uuid}", opt={"act": Act.SAMPLE_LIST})
    async def open_sample(self, sample_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """One with its households."""
        return await page.show(await _view(page, sample_id), active="quality")

    @post("/{sample_id:uuid}/items/{item_id:uuid}", opt={"act": Act.SAMPLE_RECORD})
    async def record(
        self, sample_id: FromPath[UUID], item_id: FromPath[UUID], page: NamedDependency[PageRequest]
    ) -> HttpResponse:
        """Enter what a re-visit found."""
        form = await page.form()
        try:
            found = Found(*(form.number(name) for name in ("missed", "stale", "wrong")))
            await record_visit(page.officer, item_id, found)
        except (InputInvalid, RuleRefused) as error:
            view = await _view(page, sample_id, item_id, form.state(error, page.language))
            return await page.show_again(view, error, active="quality")
        return page.redirect(f"{SAMPLES}/{sample_id}", done=ENTERED)


class AssistantPages(Controller):
    """Assistants by the re-visits of their drawers."""

    path = "/assistants"

    @get("/", opt={"act": Act.SAMPLE_LIST})
    async def list_assistants(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """The assistants on duty."""
        lines = tuple(_line(page, one) for one in await list_assistants(page.officer, legal_day(page.now)))
        return await page.show(AssistantListView(lines=lines), active="quality")

    @get("/{officer_id:uuid}", opt={"act": Act.SAMPLE_LIST})
    async def open_assistant(self, officer_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """One with the re-visits behind the rates."""
        assistant, items = await open_assistant(page.officer, officer_id, legal_day(page.now))
        return await page.show(AssistantView(line=_line(page, assistant), items=items), active="quality")


def _line(page: PageRequest, assistant: AssistantQuality) -> AssistantLine:
    return AssistantLine(assistant=assistant, rates=rate_lines(page, assistant.rates))


async def _list_view(page: PageRequest, form: FormState) -> SampleListView:
    found = await list_samples(page.officer, page.filters("cursor").get("cursor"))
    return SampleListView(
        lines=tuple(SampleLine(sample=one, rates=rate_lines(page, one.rates)) for one in found.items),
        communities=tuple(
            Choice(value=one.division, label=f"{one.name} · {page.word(one.rating.colour, 'colour')}")
            for one in await load_quality(page.officer, legal_day(page.now))
            if page.may(Act.SAMPLE_DRAW, one.division)
        ),
        paging=page.paging(len(found.items), found.next),
        form=form,
    )


async def _view(
    page: PageRequest, sample_id: UUID, refused: UUID | None = None, form: FormState | None = None
) -> SampleView:
    sample, items = await open_sample(page.officer, sample_id)
    return SampleView(
        sample=sample,
        rates=rate_lines(page, sample.rates),
        items=items,
        officer_id=page.officer.id,
        refused=refused,
        form=form or FormState(),
    )
