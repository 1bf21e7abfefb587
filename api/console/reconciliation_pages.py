"""Months by clicks: begun, lists handed in and taken back, compared, differences in a queue, signed."""

from datetime import date
from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.status_codes import HTTP_200_OK

from api.console.page_forms import SubmittedForm, read_choice, read_day
from api.console.pages_base import PageRequest
from api.console.reconciliation_views import (
    ACTIVE,
    PATH,
    SHEET_PATH,
    difference_row,
    due_line,
    handed_in_lists,
)
from api.console.sheet_steps import FILE_NEEDED
from api.console.supervisee_change_pages import CHOICE_NEEDED, needed
from api.console.view_models.base import Choice, FormState
from api.console.view_models.reconciliation import (
    MonthLine,
    ReconciliationListView,
    ReconciliationView,
    SheetLine,
)
from api.http import HttpResponse
from api.list_tables import LIST_BODY_BYTES, read_list
from supervision.audit import Act
from supervision.corrections.reconciliation.opening import (
    NewList,
    begin_reconciliation,
    compare_again,
    hand_in_list,
    withdraw_list,
)
from supervision.corrections.reconciliation.overview import (
    counties_of,
    find_due,
    list_reconciliations,
    open_reconciliation,
)
from supervision.corrections.reconciliation.sheets import sign_sheet
from supervision.corrections.reconciliation.showing import list_differences
from supervision.corrections.reconciliation.words import DIFFERENCES, ListSource, Result
from supervision.errors import InputInvalid, RuleRefused, SupervisionError
from supervision.texts import TEXT_NEEDED
from supervision.wording import Wording

_SETTLED = "settled"


class ReconciliationPages(Controller):
    """Reconciliations inside the officer's reach."""

    path = "/reconciliations"

    @get("/", opt={"act": Act.RECONCILIATION_LIST})
    async def list_reconciliations(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """Months, the one that was begun last first, and what is to be begun."""
        return await _list(page)

    @post("/", opt={"act": Act.RECONCILIATION_BEGIN}, status_code=HTTP_200_OK)
    async def begin(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """Begin a month that is over."""
        form = await page.form()
        try:
            reconciliation_id = await begin_reconciliation(
                page.officer, form.text("county"), _needed_day(form, "month")
            )
        except (InputInvalid, RuleRefused) as error:
            return await _list(page, form.state(error, page.language), error)
        done = Wording("已开始，请逐份交入名单。", "Begun; hand in the lists one by one.")
        return page.redirect(f"{PATH}/{reconciliation_id}", done=done)

    @get("/{reconciliation_id:uuid}", opt={"act": Act.RECONCILIATION_LIST})
    async def one(self, reconciliation_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """One month with the queue of its differences."""
        return await _one(page, reconciliation_id)

    @post(
        "/{reconciliation_id:uuid}/lists",
        opt={"act": Act.RECONCILIATION_HAND_IN},
        status_code=HTTP_200_OK,
        request_max_body_size=LIST_BODY_BYTES,
    )
    async def hand_in(self, reconciliation_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Hand a list in."""
        form = await page.form()
        try:
            await hand_in_list(page.officer, reconciliation_id, await _new_list(form))
        except (InputInvalid, RuleRefused) as error:
            return await _one(page, reconciliation_id, form.state(error, page.language), error)
        done = Wording(
            "名单已加密存放并比对，没有改动任何档案。", "The list is sealed and compared; no file was changed."
        )
        return page.redirect(f"{PATH}/{reconciliation_id}", done=done)

    @post(
        "/{reconciliation_id:uuid}/lists/{list_id:uuid}/withdrawal",
        opt={"act": Act.RECONCILIATION_HAND_IN, "about": "reconciliation-list"},
        status_code=HTTP_200_OK,
    )
    async def withdraw(
        self, reconciliation_id: FromPath[UUID], list_id: FromPath[UUID], page: NamedDependency[PageRequest]
    ) -> HttpResponse:
        """Take a list back that was handed in by mistake."""
        try:
            await withdraw_list(page.officer, reconciliation_id, list_id)
        except RuleRefused as error:
            return page.redirect(f"{PATH}/{reconciliation_id}", warning=error.args[0])
        done = Wording("名单已撤回，其内容已销毁。", "The list is withdrawn, and its content destroyed.")
        return page.redirect(f"{PATH}/{reconciliation_id}", done=done)

    @post("/{reconciliation_id:uuid}/comparison", opt={"act": Act.RECONCILIATION_HAND_IN}, status_code=HTTP_200_OK)
    async def compare(self, reconciliation_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Compare with the files as they stand now."""
        try:
            await compare_again(page.officer, reconciliation_id)
        except RuleRefused as error:
            return page.redirect(f"{PATH}/{reconciliation_id}", warning=error.args[0])
        done = Wording("已按档案现状重新比对。", "Compared with the files as they stand now.")
        return page.redirect(f"{PATH}/{reconciliation_id}", done=done)

    @post("/{reconciliation_id:uuid}/signature", opt={"act": Act.COUNT_SHEET_SIGN}, status_code=HTTP_200_OK)
    async def sign(self, reconciliation_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Compare once more, count, and sign."""
        form = await page.form()
        try:
            sheet_id = await sign_sheet(page.officer, reconciliation_id, form.text("remark"))
        except (InputInvalid, RuleRefused) as error:
            return await _one(page, reconciliation_id, form.state(error, page.language), error)
        done = Wording("已签字，等负责人审签。", "Signed; the head countersigns.")
        return page.redirect(f"{SHEET_PATH}/{sheet_id}", done=done)


async def _list(
    page: PageRequest, form: FormState | None = None, error: SupervisionError | None = None
) -> HttpResponse:
    found = await list_reconciliations(page.officer, page.filters().get("cursor"))
    counties = await counties_of(page.officer, Act.RECONCILIATION_BEGIN)
    view = ReconciliationListView(
        lines=tuple(
            MonthLine(
                reconciliation_id=one.id,
                county_name=one.county_name,
                from_on=one.from_on,
                until_on=one.until_on,
                state=one.state,
                begun_at=one.begun_at,
                begun_by=one.begun_by_name,
            )
            for one in found.items
        ),
        due=tuple(due_line(page, one) for one in await find_due(page.officer)),
        counties=tuple(Choice(value=county.code, label=county.name) for county in counties),
        paging=page.paging(len(found.items), found.next),
        may_begin=bool(counties),
        form=form or FormState(),
    )
    if error is not None:
        return await page.show_again(view, error, active=ACTIVE)
    return await page.show(view, active=ACTIVE)


async def _one(
    page: PageRequest, reconciliation_id: UUID, form: FormState | None = None, error: SupervisionError | None = None
) -> HttpResponse:
    filters = page.filters("show", "result")
    result, are_settled = read_choice(Result, filters.get("result"), "result"), filters.get("show") == _SETTLED
    opened = await open_reconciliation(page.officer, reconciliation_id)
    found = await list_differences(
        page.officer, reconciliation_id, result, page.filters().get("cursor"), are_settled=are_settled
    )
    month, counts = opened.reconciliation, opened.settled if are_settled else opened.waiting
    waiting, settled = sum(opened.waiting.values()), sum(opened.settled.values())
    everything = Choice(value="", label=page.say(Wording("全部", "All")), count=sum(counts.values()))
    kinds = [kind for kind in (*DIFFERENCES, Result.AGREES) if counts.get(kind) or kind is result]
    view = ReconciliationView(
        reconciliation_id=month.id,
        county_name=month.county_name,
        from_on=month.from_on,
        until_on=month.until_on,
        state=month.state,
        compared_at=month.compared_at,
        lists=handed_in_lists(page, opened),
        sources=page.choices("list-source", ListSource),
        shows=page.choices("difference-show", counts={"waiting": waiting, _SETTLED: settled}),
        show=_SETTLED if are_settled else "waiting",
        results=(everything, *page.choices("list-result", kinds, {kind: counts.get(kind, 0) for kind in kinds})),
        result=result or "",
        rows=tuple(map(difference_row, found.items)),
        sheets=tuple(
            SheetLine(sheet_id=one.id, number=one.number or "", state=one.state, signed_at=one.signed_at)
            for one in opened.sheets
        ),
        paging=page.paging(len(found.items), found.next, counts.get(result, 0) if result else sum(counts.values())),
        waiting_total=waiting,
        filters=filters,
        form=form or FormState(),
        may_hand_in=month.is_open and page.may(Act.RECONCILIATION_HAND_IN, month.county),
        may_sign=month.is_open and page.may(Act.COUNT_SHEET_SIGN, month.county),
        are_lists_destroyed=month.lists_destroyed_at is not None,
    )
    if error is not None:
        return await page.show_again(view, error, active=ACTIVE)
    return await page.show(view, active=ACTIVE)


async def _new_list(form: SubmittedForm) -> NewList:
    source = needed(read_choice(ListSource, form.text("source"), "source"), "source", CHOICE_NEEDED)
    as_of_on, covers_from_on = _needed_day(form, "as_of_on"), read_day(form.text("covers_from_on"), "covers_from_on")
    sheet = form.file("sheet")
    if sheet is None:
        raise InputInvalid(FILE_NEEDED, field="sheet")
    titles, rows = await read_list(await sheet.read())
    return NewList(source, form.text("organ"), as_of_on, covers_from_on, sheet.filename, titles, rows)


def _needed_day(form: SubmittedForm, name: str) -> date:
    return needed(form.day(name), name, TEXT_NEEDED)
