"""Count sheets on A4, their countersignature, and the sums that a city sees."""

from collections.abc import Awaitable
from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.status_codes import HTTP_200_OK

from api.console.page_forms import SubmittedForm, read_day
from api.console.pages_base import PageRequest
from api.console.reconciliation_views import ACTIVE, SHEET_PATH, count_line, sheet_view, total_line
from api.console.view_models.base import FormState
from api.console.view_models.reconciliation import CitySumsView, CountySum
from api.http import HttpResponse
from supervision.audit import Act
from supervision.corrections.reconciliation.overview import sum_of_city
from supervision.corrections.reconciliation.sheets import countersign_sheet, read_sheet, return_sheet
from supervision.errors import InputInvalid, RuleRefused
from supervision.officers import SecondFactorRefused
from supervision.wording import Wording


class CountSheetPages(Controller):
    """Count sheets inside the officer's reach."""

    path = "/count-sheets"

    @get("/", opt={"act": Act.COUNT_SHEET_SUM})
    async def sums(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """Sums over countersigned sheets, and the counties that have none."""
        sums = await sum_of_city(page.officer, read_day(page.filters().get("month"), "month"))
        view = CitySumsView(
            month=sums.until_on,
            until_on=sums.until_on,
            counts=tuple(map(count_line, sums.categories)),
            total=total_line(sums.categories),
            open_differences=sums.open_differences,
            counties=tuple(
                CountySum(
                    county_name=county.name,
                    number=sheet.number or "",
                    at_end=total_line(sheet.content.categories).at_end,
                    open_differences=sum(one.open for one in sheet.content.differences),
                )
                for county, sheet in sums.counties
            ),
            missing=tuple(county.name for county in sums.missing),
        )
        return await page.show(view, active="count-sheets")

    @get("/{sheet_id:uuid}", opt={"act": Act.COUNT_SHEET_OPEN})
    async def read(self, sheet_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """A sheet as it was signed, to look at and to print."""
        view = await sheet_view(page, await read_sheet(page.officer, sheet_id), FormState())
        return await page.show(view, active=ACTIVE)

    @post("/{sheet_id:uuid}/countersignature", opt={"act": Act.COUNT_SHEET_COUNTERSIGN}, status_code=HTTP_200_OK)
    async def countersign(self, sheet_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Countersign, with the second factor."""
        form = await page.form()
        done = Wording("已审签，底数表从此不变。", "Countersigned; the sheet stays as it is.")
        return await _decide(page, sheet_id, form, countersign_sheet(page.officer, sheet_id, form.text("code")), done)

    @post("/{sheet_id:uuid}/return", opt={"act": Act.COUNT_SHEET_COUNTERSIGN}, status_code=HTTP_200_OK)
    async def return_sheet(self, sheet_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Return it with the reason."""
        form = await page.form()
        done = Wording("已退回，名单可以继续补充。", "Returned; lists can be added.")
        return await _decide(page, sheet_id, form, return_sheet(page.officer, sheet_id, form.text("reason")), done)


async def _decide(
    page: PageRequest, sheet_id: UUID, form: SubmittedForm, act: Awaitable[object], done: Wording
) -> HttpResponse:
    try:
        await act
    except (InputInvalid, RuleRefused, SecondFactorRefused) as error:
        state = form.state(error, page.language)
        view = await sheet_view(page, await read_sheet(page.officer, sheet_id), state)
        return await page.show_again(view, error, active=ACTIVE)
    return page.redirect(f"{SHEET_PATH}/{sheet_id}", done=done)
