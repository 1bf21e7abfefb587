"""A stay notice written down by an officer or an assistant for somebody without a phone; the receipt is printed."""

from dataclasses import replace
from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.status_codes import HTTP_200_OK

from api.console.page_forms import SubmittedForm, form_of, read_id
from api.console.pages_base import PageRequest
from api.console.residence.notice_forms import EXTRA_FIELDS, MOST_ON_FORM, people_on, read_notice
from api.console.residence.place_choices import drawer_choices
from api.console.view_models.base import Choice, FormState
from api.console.view_models.residence.notices import WrittenFormView, WrittenReceiptView
from api.http import HttpResponse
from supervision.audit import Act
from supervision.errors import InputInvalid
from supervision.legal_time import legal_day
from supervision.residence.addresses.drawers import Drawer, load_drawer, load_drawers
from supervision.residence.addresses.dwellings import dwellings_in
from supervision.residence.households.person import FIELD_OF
from supervision.residence.notices.giving import Receipt, give_notice_for, new_form_key
from supervision.residence.notices.words import NoticeKind
from supervision.residence.rules import find_field_list

PATH = "/console/stay-notices/new"


class WrittenNoticePages(Controller):
    """Writing a notice down."""

    path = "/stay-notices/new"

    @get("/", opt={"act": Act.STAY_NOTICE_GIVE})
    async def blank(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """Choose a drawer first; then the form, for an arrival or a departure."""
        asked = page.filters("drawer", "kind", "dwelling")
        form = form_of({**asked, "form_key": new_form_key(), "kind": asked.get("kind", NoticeKind.ARRIVAL)})
        return await page.show(await _view(page, form, 1), active="stay-notices")

    @post("/", opt={"act": Act.STAY_NOTICE_GIVE}, status_code=HTTP_200_OK)
    async def write(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """One more person, or the notice; what is wrong comes back with everything that was typed."""
        form = await page.form()
        persons, state = people_on(form), form.state(language=page.language)
        if form.text("action") == "add":
            return await page.show(await _view(page, state, min(persons + 1, MOST_ON_FORM)), active="stay-notices")
        drawer_id = read_id(form.text("drawer"), "drawer")
        if drawer_id is None:
            return await page.show(await _view(page, state, persons), active="stay-notices")
        drawer = await load_drawer(page.officer, Act.STAY_NOTICE_GIVE, drawer_id)
        dwelling_id = read_id(form.text("dwelling"), "dwelling")
        read = read_notice(form, _kind(form), drawer.division, room_needed=dwelling_id is None)
        if read.draft is None:
            errors = {name: page.say(text) for name, text in read.errors.items()}
            view = await _view(page, replace(state, errors=errors), persons)
            return await page.show_again(view, InputInvalid(next(iter(errors.values()))), active="stay-notices")
        receipt = await give_notice_for(page.officer, drawer_id, read.draft, dwelling_id)
        return await page.show(_receipt(receipt, len(read.draft.items)), active="stay-notices")


def _kind(form: SubmittedForm) -> NoticeKind:
    return NoticeKind.DEPARTURE if form.text("kind") == NoticeKind.DEPARTURE else NoticeKind.ARRIVAL


def _receipt(receipt: Receipt, persons: int) -> WrittenReceiptView:
    return WrittenReceiptView(
        number=receipt.number, code=receipt.code, received_at=receipt.received_at, persons=persons
    )


async def _view(page: PageRequest, form: FormState, persons: int) -> WrittenFormView:
    drawers = await load_drawers(page.officer, Act.STAY_NOTICE_GIVE)
    chosen: Drawer | None = None
    dwellings: tuple[Choice, ...] = ()
    fields: frozenset[str] = frozenset()
    if (drawer_id := read_id(form.value("drawer"), "drawer")) is not None:
        chosen = await load_drawer(page.officer, Act.STAY_NOTICE_GIVE, UUID(str(drawer_id)))
        dwellings = tuple(Choice(value=str(one.id), label=one.address) for one in await dwellings_in(chosen.id))
        listed = find_field_list(legal_day(page.now), chosen.division).fields
        fields = frozenset(name for name in EXTRA_FIELDS if FIELD_OF[name] in listed)
    return WrittenFormView(
        form=form,
        kind=form.value("kind") or NoticeKind.ARRIVAL,
        drawer=chosen.name if chosen else "",
        drawer_id=chosen.id if chosen else "",
        persons=persons,
        fields=fields,
        drawers=await drawer_choices(drawers),
        dwellings=dwellings,
        kinds=page.choices("notice-kind"),
        declarers=page.choices("declarer-kind"),
        documents=page.choices("notice-document"),
        lodgings=page.choices("notice-lodging"),
        reasons=page.choices("notice-reason"),
        sexes=page.choices("notice-sex"),
    )
