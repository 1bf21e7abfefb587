"""Changes of the place of execution by clicks: the list, asking, and each step."""

from collections.abc import Awaitable, Callable, Mapping
from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.status_codes import HTTP_200_OK

from api.console.county_choices import code_of_choice
from api.console.figure_filters import counted_ids
from api.console.page_forms import SubmittedForm, read_choice, read_id
from api.console.pages_base import PageRequest, address
from api.console.person_named import named_file, person_named
from api.console.supervisee_change_pages import CHOICE_NEEDED, DAY_NEEDED, needed
from api.console.transfer_views import form_view, line_of, view_of
from api.console.view_models.base import FormState
from api.console.view_models.transfers import TransferListView
from api.docx_responses import docx_response
from api.http import HttpResponse
from supervision.audit import Act
from supervision.corrections.transfers.asking import ask_transfer
from supervision.corrections.transfers.handling import (
    NextStep,
    answer_transfer,
    carry_transfer,
    decide_transfer,
    settle_transfer,
)
from supervision.corrections.transfers.letters import issue_reply, print_letter
from supervision.corrections.transfers.listing import TransferShow, list_transfers, open_transfer
from supervision.corrections.transfers.steps import TransferState
from supervision.corrections.transfers.store import Wish
from supervision.errors import InputInvalid, RuleRefused, SupervisionError
from supervision.officers import Officer, division_names
from supervision.wording import Wording

PATH = "/console/transfers"
_SUBJECT = Wording("这项执行地变更", "this change of place")

Take = Callable[[Officer, UUID, NextStep], Awaitable[None]]


class TransferPages(Controller):
    """Changes that concern the officer's county."""

    path = "/transfers"

    @get("/", opt={"act": Act.TRANSFER_LIST})
    async def list_transfers(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """Changes, newest first: those under way unless asked otherwise."""
        ids = await counted_ids(page, Act.TRANSFER_LIST)
        show = read_choice(TransferShow, page.filters().get("show"), "show") or TransferShow.OPEN
        show = show if ids is None else TransferShow.ALL
        found = await list_transfers(page.officer, show, page.filters().get("cursor"), ids)
        places = await division_names(
            code for one in found.items for code in (one.transfer.from_division, one.transfer.to_division)
        )
        view = TransferListView(
            lines=tuple(line_of(page, one, places) for one in found.items),
            show=show,
            shows=page.choices("transfer-show"),
            paging=page.paging(len(found.items), found.next, None if ids is None else len(ids)),
        )
        return await page.show(view, active="transfers")

    @get("/new", opt={"act": Act.TRANSFER_ASK})
    async def new(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """The form for the person whom the address names."""
        return await _ask_form(page, named_file(page.filters().get("supervisee")))

    @post("/", opt={"act": Act.TRANSFER_ASK}, status_code=HTTP_200_OK)
    async def ask(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """Put down what the person asks for."""
        form = await page.form()
        file_id = named_file(form.text("supervisee"))
        try:
            transfer_id = await _ask(page, file_id, form)
        except (InputInvalid, RuleRefused) as error:
            return await _ask_form(page, file_id, form.state(error, page.language), error)
        done = Wording("申请已登记，请在期限内发函。", "Put down; the inquiry goes out within its period.")
        return page.redirect(address(f"{PATH}/{transfer_id}", purpose="supervision"), done=done)

    @get("/{transfer_id:uuid}", opt={"act": Act.TRANSFER_OPEN})
    async def open(self, transfer_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """One change in clear and recorded; without a purpose the question for it."""
        if "purpose" not in page.filters():
            return await page.ask_purpose(_SUBJECT, PATH, active="transfers")
        return await _show(page, transfer_id, page.filters()["purpose"])

    @post("/{transfer_id:uuid}/carrying", opt={"act": Act.TRANSFER_CARRY}, status_code=HTTP_200_OK)
    async def carry(self, transfer_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """A step of the old county that decides nothing."""
        return await _take(page, transfer_id, carry_transfer)

    @post("/{transfer_id:uuid}/answer", opt={"act": Act.TRANSFER_ANSWER}, status_code=HTTP_200_OK)
    async def answer(self, transfer_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """A step of the new county."""
        return await _take(page, transfer_id, answer_transfer)

    @post("/{transfer_id:uuid}/reply", opt={"act": Act.TRANSFER_ANSWER}, status_code=HTTP_200_OK)
    async def reply(self, transfer_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Put out the reply that the answer did not."""
        form = await page.form()
        purpose = form.text("purpose") or "supervision"
        try:
            await issue_reply(page.officer, transfer_id)
        except RuleRefused as error:
            return await _show(page, transfer_id, purpose, form.state(error, page.language), error)
        done = Wording("复函已签发并编号。", "The reply is issued and numbered.")
        return page.redirect(address(f"{PATH}/{transfer_id}", purpose=purpose), done=done)

    @get("/{transfer_id:uuid}/papers/{paper_id:uuid}", opt={"act": Act.TRANSFER_OPEN})
    async def fetch(
        self, transfer_id: FromPath[UUID], paper_id: FromPath[UUID], page: NamedDependency[PageRequest]
    ) -> HttpResponse:
        """Inquiry or reply as it was issued, for either county; recorded with the purpose."""
        if "purpose" not in page.filters():
            return await page.ask_purpose(_SUBJECT, PATH, active="transfers")
        return docx_response(await print_letter(page.officer, transfer_id, paper_id, page.filters()["purpose"]))

    @post("/{transfer_id:uuid}/decision", opt={"act": Act.TRANSFER_DECIDE}, status_code=HTTP_200_OK)
    async def decide(self, transfer_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Approve or refuse."""
        return await _take(page, transfer_id, decide_transfer)

    @post("/{transfer_id:uuid}/settlement", opt={"act": Act.TRANSFER_SETTLE}, status_code=HTTP_200_OK)
    async def settle(self, transfer_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """The word of the agency above both counties."""
        return await _take(page, transfer_id, settle_transfer)


async def _take(page: PageRequest, transfer_id: UUID, take: Take) -> HttpResponse:
    form = await page.form()
    purpose = form.text("purpose") or "supervision"
    try:
        step = needed(read_choice(TransferState, form.text("step"), "step"), "step", CHOICE_NEEDED)
        happened_on = needed(form.day("happened_on"), "happened_on", DAY_NEEDED)
        await take(page.officer, transfer_id, NextStep(step, happened_on, form.text("note")))
    except (InputInvalid, RuleRefused) as error:
        return await _show(page, transfer_id, purpose, form.state(error, page.language), error)
    done = Wording("已登记。", "Put down.")
    return page.redirect(address(f"{PATH}/{transfer_id}", purpose=purpose), done=done)


async def _ask(page: PageRequest, file_id: UUID, form: SubmittedForm) -> UUID:
    wish = Wish(form.text("reason"), form.text("address"), form.text("late_reason"))
    moves_on = needed(form.day("moves_on"), "moves_on", DAY_NEEDED)
    office_id = read_id(form.text("to_office"), "to_office")
    to_division = code_of_choice(form.text("to_division"))
    return await ask_transfer(page.officer, file_id, to_division, moves_on, wish, office_id)


async def _show(
    page: PageRequest,
    transfer_id: UUID,
    purpose: str,
    form: FormState | None = None,
    error: SupervisionError | None = None,
) -> HttpResponse:
    opened = await open_transfer(page.officer, transfer_id, purpose)
    transfer = opened.transfer
    places: Mapping[str, str] = await division_names([transfer.from_division, transfer.to_division])
    view = await view_of(page, opened, places, purpose, form or FormState())
    if error is not None:
        return await page.show_again(view, error, active="transfers")
    return await page.show(view, active="transfers")


async def _ask_form(
    page: PageRequest, file_id: UUID, form: FormState | None = None, error: SupervisionError | None = None
) -> HttpResponse:
    view = await form_view(page, await person_named(page, file_id), form or FormState())
    if error is not None:
        return await page.show_again(view, error, active="transfers")
    return await page.show(view, active="transfers")
