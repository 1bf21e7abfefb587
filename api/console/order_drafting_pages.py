"""Drafting an order, a variation or an extension, and mending what was returned."""

from typing import Annotated
from uuid import UUID

import msgspec
from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, QueryParameter

from api.console.order_acts import Standing, acts_now, standing_of
from api.console.order_draft_forms import DraftFrame, first_state, form_view, read_terms, state_of, store_facts
from api.console.order_pages import act_on_order, order_path
from api.console.order_views import extension_end, extension_start
from api.console.page_forms import SubmittedForm
from api.console.pages_base import PageRequest
from api.console.view_models.base import FormState
from api.http import HttpResponse
from supervision.audit import Act
from supervision.corrections.opening import PersonFile, open_person_file
from supervision.corrections.purposes import Purpose
from supervision.errors import InputInvalid, NotFound, RuleRefused
from supervision.legal_time import legal_day
from supervision.media import MOST_BYTES
from supervision.officers.officer import NOT_HERE
from supervision.orders.drafting import change_draft, draft_next, draft_order, withdraw_version
from supervision.orders.grounds import Ground
from supervision.orders.opening import open_order
from supervision.orders.order_state import STEP_REFUSED, OrderStepRefused, VersionKind
from supervision.orders.periods import latest_end
from supervision.orders.terms import Terms
from supervision.wording import Wording

FORM_BODY_BYTES = len(Ground) * MOST_BYTES + 1024 * 1024
"""A proof for each ground, and the form's own fields."""

SAVED = Wording("已存为草稿，请核对全文后提请审批。", "Saved as a draft; check the whole text, then propose it.")

GIVEN_UP = Wording("已放弃这个版本，现行版本照常执行。", "This version was given up; the one in force goes on.")


class OrderDraftingPages(Controller):
    """Forms of terms; drafting is supervision, and files are opened for that purpose."""

    path = "/orders"

    @get("/new", opt={"act": Act.ORDER_DRAFT})
    async def ask_for_order(
        self,
        page: NamedDependency[PageRequest],
        file_id: Annotated[UUID | None, QueryParameter(name="supervisee")] = None,
    ) -> HttpResponse:
        """The form of a new order for somebody."""
        file = await _open_file(page, file_id)
        return await _show(page, _new_frame(page, file), first_state(page, file))

    @post("/", opt={"act": Act.ORDER_DRAFT}, request_max_body_size=FORM_BODY_BYTES)
    async def draft(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """Draft the order; facts that were added with the form stay on the file."""
        form = await page.form()
        file = await _open_file(page, _id(form.text("supervisee")))
        try:
            form = await store_facts(page, form, file.file_id)
            order_id = await draft_order(page.officer, file.file_id, read_terms(form, VersionKind.INITIAL, None))
        except (InputInvalid, RuleRefused) as error:
            return await _show_again(page, _new_frame(page, file), form, error)
        return page.redirect(order_path(order_id), done=SAVED)

    @get("/{order_id:uuid}/change", opt={"act": Act.ORDER_DRAFT})
    async def ask_for_change(self, order_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """The form of the open draft, or of a variation of the order in force."""
        standing = await _open_order(page, order_id)
        return await _show(page, await _change_frame(page, standing), state_of(_terms_before(page, standing)[1]))

    @post("/{order_id:uuid}/change", opt={"act": Act.ORDER_DRAFT}, request_max_body_size=FORM_BODY_BYTES)
    async def change(self, order_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Change the open draft, or draft a variation."""
        form, standing = await page.form(), await _open_order(page, order_id)
        frame = await _change_frame(page, standing)
        try:
            form = await store_facts(page, form, frame.file.file_id)
            kind, before = _terms_before(page, standing)
            terms = read_terms(form, kind, before)
            if standing.is_editable:
                await change_draft(page.officer, order_id, terms)
            else:
                await draft_next(page.officer, order_id, kind, terms)
        except (InputInvalid, RuleRefused) as error:
            return await _show_again(page, frame, form, error)
        return page.redirect(order_path(order_id), done=SAVED)

    @post("/{order_id:uuid}/withdrawal", opt={"act": Act.ORDER_WITHDRAW})
    async def withdraw(self, order_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Give up a variation or an extension that nobody is deciding on."""
        return await act_on_order(page, order_id, await page.form(), withdraw_version(page.officer, order_id), GIVEN_UP)

    @post("/{order_id:uuid}/extension", opt={"act": Act.ORDER_DRAFT})
    async def extend(self, order_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Draft an extension, with its assessment; everything else stays as it is."""
        form = await page.form()
        return await act_on_order(page, order_id, form, _draft_extension(page, order_id, form), SAVED)


async def _draft_extension(page: PageRequest, order_id: UUID, form: SubmittedForm) -> None:
    standing = await _open_order(page, order_id)
    if "extend" not in acts_now(page, standing) or standing.approved is None:
        raise OrderStepRefused(STEP_REFUSED)
    before = msgspec.structs.replace(standing.approved.terms, starts_on=extension_start(page, standing))
    terms = read_terms(_with_grounds(form, before), VersionKind.EXTENSION, before)
    await draft_next(page.officer, order_id, VersionKind.EXTENSION, terms)


def _with_grounds(form: SubmittedForm, terms: Terms) -> SubmittedForm:
    """The form as if it had named the grounds in force, which an extension usually keeps."""
    fields = dict(form.fields) | {"grounds": tuple(choice.ground.value for choice in terms.grounds)}
    fields |= {f"record_{choice.ground}": (str(choice.record_id),) for choice in terms.grounds}
    return SubmittedForm(fields, form.files)


def _terms_before(page: PageRequest, standing: Standing) -> tuple[VersionKind, Terms]:
    """What kind of version the form is about, and the terms with which it begins."""
    acts = acts_now(page, standing)
    if "edit" in acts:
        return standing.newest.version.kind, standing.newest.terms
    if "change" in acts and standing.approved is not None:
        return VersionKind.VARIATION, standing.approved.terms
    raise OrderStepRefused(STEP_REFUSED)


def _new_frame(page: PageRequest, file: PersonFile) -> DraftFrame:
    today = legal_day(page.now)
    last = latest_end(VersionKind.INITIAL, today, file.term_ends_on, file.division)
    return DraftFrame(file, VersionKind.INITIAL, today, last)


async def _change_frame(page: PageRequest, standing: Standing) -> DraftFrame:
    kind, terms = _terms_before(page, standing)
    stored, today = standing.order.order, legal_day(page.now)
    file = await _open_file(page, stored.file_id)
    first, last = today, latest_end(VersionKind.INITIAL, today, file.term_ends_on, file.division)
    if kind is VersionKind.VARIATION:
        first, last = terms.starts_on, terms.ends_on
    elif kind is VersionKind.EXTENSION:
        first, last = extension_start(page, standing), extension_end(page, standing)
    return DraftFrame(file, kind, first, last, stored.id, stored.number)


async def _open_order(page: PageRequest, order_id: UUID) -> Standing:
    return standing_of(page, await open_order(page.officer, order_id, Purpose.SUPERVISION))


async def _open_file(page: PageRequest, file_id: UUID | None) -> PersonFile:
    if file_id is None:
        raise NotFound(NOT_HERE)
    return await open_person_file(page.officer, file_id, Purpose.SUPERVISION)


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


async def _show(page: PageRequest, frame: DraftFrame, form: FormState) -> HttpResponse:
    return await page.show(await form_view(page, frame, form), active="orders")


async def _show_again(
    page: PageRequest, frame: DraftFrame, form: SubmittedForm, error: InputInvalid | RuleRefused
) -> HttpResponse:
    view = await form_view(page, frame, form.state(error, page.language))
    return await page.show_again(view, error, active="orders")
