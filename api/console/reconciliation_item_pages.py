"""One row beside its file: settled, reopened, or said whose it is."""

from collections.abc import Awaitable, Callable
from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.status_codes import HTTP_200_OK

from api.console.page_forms import SubmittedForm, read_choice, read_id
from api.console.pages_base import PageRequest, address
from api.console.reconciliation_views import ACTIVE, ITEM_PATH, PATH, item_view
from api.console.supervisee_change_pages import CHOICE_NEEDED, needed
from api.console.view_models.base import FormState
from api.http import HttpResponse
from supervision.audit import Act
from supervision.corrections.purposes import Purpose
from supervision.corrections.reconciliation.settling import decide_person, reopen_difference, settle_difference
from supervision.corrections.reconciliation.showing import load_item, read_item
from supervision.corrections.reconciliation.words import Result, Settlement
from supervision.errors import InputInvalid, NotFound, RuleRefused
from supervision.wording import Wording

_ABOUT = {"about": "reconciliation-item"}
_SUBJECT = Wording("这一行名单", "this row of a list")
_NOBODY = "none"


class ReconciliationItemPages(Controller):
    """Rows and files with their results, as the officer may know them."""

    path = "/reconciliation-items"

    @get("/{item_id:uuid}", opt={"act": Act.RECONCILIATION_OPEN, **_ABOUT})
    async def read(self, item_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """A row in clear and recorded; without a purpose the question for it."""
        if "purpose" not in page.filters():
            return await page.ask_purpose(_SUBJECT, PATH, active=ACTIVE)
        opened = await read_item(page.officer, item_id, page.filters()["purpose"])
        return await page.show(item_view(page, opened, page.filters()["purpose"], FormState()), active=ACTIVE)

    @post("/{item_id:uuid}/settlement", opt={"act": Act.RECONCILIATION_SETTLE, **_ABOUT}, status_code=HTTP_200_OK)
    async def settle(self, item_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Put down what was done about the difference."""
        form = await page.form()
        done = Wording("已登记处理情况，没有改动任何档案。", "Put down; no file was changed.")
        return await _do(page, item_id, form, lambda: _settle(page, item_id, form), done)

    @post("/{item_id:uuid}/reopening", opt={"act": Act.RECONCILIATION_SETTLE, **_ABOUT}, status_code=HTTP_200_OK)
    async def reopen(self, item_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Open it again, with the reason."""
        form = await page.form()
        done = Wording("已重新打开。", "Opened again.")
        reason = form.text("reason")
        return await _do(page, item_id, form, lambda: reopen_difference(page.officer, item_id, reason), done)

    @post("/{item_id:uuid}/person", opt={"act": Act.RECONCILIATION_SETTLE, **_ABOUT}, status_code=HTTP_200_OK)
    async def decide(self, item_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Say whose file the row is about, or nobody's of those shown."""
        form = await page.form()
        done = Wording("已登记判断并重新比对。", "Put down, and compared again.")
        return await _do(page, item_id, form, lambda: _decide(page, item_id, form), done)


async def _settle(page: PageRequest, item_id: UUID, form: SubmittedForm) -> None:
    result = needed(read_choice(Result, form.text("result"), "result"), "result", CHOICE_NEEDED)
    settlement = needed(read_choice(Settlement, form.text("settlement"), "settlement"), "settlement", CHOICE_NEEDED)
    await settle_difference(page.officer, item_id, result, settlement, form.text("note"))


async def _decide(page: PageRequest, item_id: UUID, form: SubmittedForm) -> None:
    chosen = needed(form.text("person") or None, "person", CHOICE_NEEDED)
    file_id = None if chosen == _NOBODY else read_id(chosen, "person")
    await decide_person(page.officer, item_id, file_id, form.text("note"))


async def _do(
    page: PageRequest, item_id: UUID, form: SubmittedForm, act: Callable[[], Awaitable[None]], done: Wording
) -> HttpResponse:
    """Do it, and go on with the row, or with the queue where the row agrees by now."""
    purpose = form.text("purpose") or Purpose.SUPERVISION
    try:
        item = await load_item(page.officer, Act.RECONCILIATION_SETTLE, item_id)
        await act()
    except (InputInvalid, RuleRefused) as error:
        opened = await read_item(page.officer, item_id, purpose)
        view = item_view(page, opened, purpose, form.state(error, page.language))
        return await page.show_again(view, error, active=ACTIVE)
    try:
        await load_item(page.officer, Act.RECONCILIATION_OPEN, item_id)
    except NotFound:
        return page.redirect(f"{PATH}/{item.reconciliation_id}", done=done)
    return page.redirect(address(f"{ITEM_PATH}/{item_id}", purpose=purpose), done=done)
