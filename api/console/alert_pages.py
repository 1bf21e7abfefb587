"""Alerts: listed, opened with their evidence, taken over, and closed with a finding after a second look."""

from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.status_codes import HTTP_200_OK, HTTP_409_CONFLICT

from api.console.alert_evidence import alert_view
from api.console.alert_lines import alert_line, alert_lines, open_alerts_view
from api.console.page_forms import SubmittedForm, read_choice, read_day, read_id
from api.console.pages_base import PageRequest
from api.console.view_models.alerts import AlertListView, DispositionCheckView
from api.console.view_models.base import Choice
from api.http import HttpResponse
from supervision.audit import Act
from supervision.errors import InputInvalid, RuleRefused
from supervision.legal_time import day_end, day_start
from supervision.monitoring.alerts import (
    Alert,
    AlertAlreadyDisposed,
    AlertFilter,
    AlertState,
    Finding,
    acknowledge_alert,
    count_alerts,
    count_open_alerts,
    dispose_of_alert,
    list_alerts,
    load_alert,
    may_dispose,
)
from supervision.monitoring.open_alerts import with_people
from supervision.monitoring.outcomes import AlertKind
from supervision.paging import PAGE_SIZE, Cursor, read_cursor, split_page
from supervision.wording import Wording

_FILTERS = ("state", "kind", "from", "to", "supervisee")

FINDING_NEEDED = Wording("请选择一个结论。", "Choose a finding.")
NOTE_NEEDED = Wording("请写明核实经过。", "Say how it was established.")


class AlertPages(Controller):
    """Alerts inside the officer's reach."""

    path = "/alerts"

    @get("/", opt={"act": Act.ALERT_LIST})
    async def list_alerts(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """Alerts, newest first; the filters stay in the address."""
        filters = page.filters(*_FILTERS)
        after = read_cursor(page.filters().get("cursor"))
        wanted = _filter(filters, after)
        found = await list_alerts(page.officer, wanted, PAGE_SIZE + 1)
        shown, following = split_page(found, _cursor_of)
        view = AlertListView(
            lines=alert_lines(page, await with_people(page.officer, list(shown))),
            states=await _states(page),
            kinds=page.choices("alert-kind"),
            filters=filters,
            paging=page.paging(len(shown), following, await count_alerts(page.officer, wanted)),
        )
        return await page.show(view, active="alerts")

    @get("/open-list", opt={"act": Act.ALERT_LIST, "background": True})
    async def open_list(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """The alerts that wait, as a part of a page that follows them."""
        return page.fragment(await open_alerts_view(page))

    @get("/{alert_id:uuid}", opt={"act": Act.ALERT_OPEN})
    async def open_alert(self, alert_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """One alert with its evidence."""
        return await page.show(await alert_view(page, alert_id), active="alerts")

    @post("/{alert_id:uuid}/acknowledgement", opt={"act": Act.ALERT_ACKNOWLEDGE}, status_code=HTTP_200_OK)
    async def acknowledge(self, alert_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Take the alert over; when somebody closed it meanwhile, the page says who."""
        try:
            await acknowledge_alert(page.officer, alert_id)
        except RuleRefused:
            return await _closed(page, alert_id, SubmittedForm({}, {}))
        return page.redirect(f"/console/alerts/{alert_id}", done=Wording("已由您接手。", "The alert is yours now."))

    @post("/{alert_id:uuid}/disposition", opt={"act": Act.ALERT_DISPOSE}, status_code=HTTP_200_OK)
    async def dispose(self, alert_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Show what will be written; write it once that was looked at. 409 when somebody was first."""
        form = await page.form()
        alert = await load_alert(page.officer, alert_id, Act.ALERT_DISPOSE)
        if not may_dispose(page.officer, alert):
            return await _closed(page, alert_id, form)
        try:
            finding, note = _read_disposition(form)
            if not form.text("checked"):
                return await _check(page, alert, finding, note)
            await dispose_of_alert(page.officer, alert_id, finding, note)
        except InputInvalid as error:
            view = await alert_view(page, alert_id, form=form.state(error, page.language))
            return await page.show_again(view, error, active="alerts")
        except AlertAlreadyDisposed:
            return await _closed(page, alert_id, form)
        done = Wording("已处置，写入了预警和审计。", "Disposed of, in the alert and in the audit.")
        return page.redirect(f"/console/alerts/{alert_id}", done=done)


async def _check(page: PageRequest, alert: Alert, finding: Finding, note: str) -> HttpResponse:
    (found,) = await with_people(page.officer, [alert])
    line = alert_line(page, found)
    view = DispositionCheckView(alert=line, name=line.masked_name, finding=finding, note=note)
    return await page.show(view, active="alerts")


async def _closed(page: PageRequest, alert_id: UUID, form: SubmittedForm) -> HttpResponse:
    """The alert as it stands now, with what was typed and not written."""
    view = await alert_view(page, alert_id, form=form.state(), is_refused=True)
    return await page.show(view, active="alerts", status=HTTP_409_CONFLICT)


def _read_disposition(form: SubmittedForm) -> tuple[Finding, str]:
    finding, note = read_choice(Finding, form.text("finding"), "finding"), form.text("note")
    if finding is None:
        raise InputInvalid(FINDING_NEEDED, field="finding")
    if not note:
        raise InputInvalid(NOTE_NEEDED, field="note")
    return finding, note


def _filter(filters: dict[str, str], after: Cursor | None) -> AlertFilter:
    state = read_choice(AlertState, filters.get("state"), "state")
    first, last = read_day(filters.get("from"), "from"), read_day(filters.get("to"), "to")
    return AlertFilter(
        state=None if state is AlertState.OPEN else state,
        kind=read_choice(AlertKind, filters.get("kind"), "kind"),
        supervisee_id=read_id(filters.get("supervisee"), "supervisee"),
        before=None if after is None else (after.at, after.row_id),
        is_waiting=state is AlertState.OPEN,
        since=day_start(first) if first else None,
        until=day_end(last) if last else None,
    )


async def _states(page: PageRequest) -> tuple[Choice, ...]:
    """What waits (taken over or not), what was closed, what took itself back, and everything."""
    waiting = await count_open_alerts(page.officer)
    ways = page.choices("alert-state", (AlertState.OPEN, AlertState.DISPOSED, AlertState.RETRACTED), {"open": waiting})
    return (*ways, Choice(value="", label=page.say(Wording("全部", "All"))))


def _cursor_of(alert: Alert) -> Cursor:
    return Cursor(alert.occurred_at, alert.id)
