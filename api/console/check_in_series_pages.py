"""A series of check-ins: its windows, each with what became of it; printed for the person; the rest withdrawn."""

from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from api.console.check_in_pages import check_in_line
from api.console.check_in_series_form import series_path
from api.console.pages_base import PageRequest
from api.console.view_models.trackers import CheckInSeriesView
from api.http import HttpResponse
from supervision.audit import Act
from supervision.errors import RuleRefused
from supervision.orders.check_in_asking import withdraw_series
from supervision.orders.check_ins import CheckInState, list_series
from supervision.wording import Wording

WITHDRAWN = Wording("已撤回尚未进行的核查。", "What was still to come is withdrawn.")


class CheckInSeriesPages(Controller):
    """A series inside the officer's reach."""

    path = "/check-ins/series/{series_id:uuid}"

    @get("/", opt={"act": Act.CHECK_IN_LIST})
    async def show(self, series_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """All windows, in their order."""
        return await page.show(await _view(page, series_id), active="check-ins")

    @post("/withdrawal", opt={"act": Act.CHECK_IN_WITHDRAW})
    async def withdraw(self, series_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Withdraw what is still to come."""
        try:
            await withdraw_series(page.officer, series_id)
        except RuleRefused as error:
            return page.redirect(series_path(series_id), warning=error.args[0])
        return page.redirect(series_path(series_id), done=WITHDRAWN)


async def _view(page: PageRequest, series: UUID) -> CheckInSeriesView:
    requests = await list_series(page.officer, series)
    lines = tuple(check_in_line(page, request) for request in requests)
    states = [request.state for request in requests]
    first = requests[0]
    return CheckInSeriesView(
        lines=lines,
        path=series_path(series),
        number=first.person.number,
        tracker_id=first.tracker_id,
        asked_at=first.asked_at,
        waiting=sum(state in {CheckInState.WAITING, CheckInState.OPEN} for state in states),
        answered=states.count(CheckInState.ANSWERED),
        unanswered=states.count(CheckInState.UNANSWERED),
        may_withdraw=any(line.may_withdraw for line in lines),
    )
