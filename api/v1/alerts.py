"""Alerts: listed, opened with their evidence, acknowledged, disposed of, and followed as they change."""

from typing import Annotated
from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, HeaderParameter, JSONBody, QueryParameter
from litestar.response import Stream
from litestar.status_codes import HTTP_200_OK
from msgspec import Meta, Struct

from api.http import HttpRequest
from api.signed_in import token_of
from api.v1.alert_stream import AlertStream, read_last_event_id
from api.v1.alert_views import AlertView, OpenedAlertView
from api.v1.views import ListView, list_of
from supervision.audit import Act
from supervision.monitoring.alert_stream import open_alert_stream
from supervision.monitoring.alerts import (
    LONGEST_NOTE,
    Alert,
    AlertFilter,
    AlertState,
    Finding,
    acknowledge_alert,
    dispose_of_alert,
    list_alerts,
    open_alert,
)
from supervision.monitoring.outcomes import AlertKind
from supervision.officers import Officer
from supervision.paging import PAGE_SIZE, Cursor, read_cursor, split_page


class Disposition(Struct, frozen=True, forbid_unknown_fields=True):
    """What the officer found the alert to be, and why."""

    finding: Finding
    note: Annotated[str, Meta(min_length=1, max_length=LONGEST_NOTE)]


class AlertController(Controller):
    """Alerts inside the officer's reach."""

    path = "/alerts"
    tags = ["Alerts"]  # noqa: RUF012 - as Litestar declares it

    @get("/", opt={"act": Act.ALERT_LIST})
    async def list_alerts(
        self,
        officer: NamedDependency[Officer],
        wanted: Annotated[AlertState | None, QueryParameter(name="state")] = None,
        kind: FromQuery[AlertKind | None] = None,
        supervisee: FromQuery[UUID | None] = None,
        cursor: FromQuery[str | None] = None,
    ) -> ListView[AlertView]:
        """Alerts, newest first, fifty a page."""
        after = read_cursor(cursor)
        before = None if after is None else (after.at, after.row_id)
        found = await list_alerts(officer, AlertFilter(wanted, kind, supervisee, before), PAGE_SIZE + 1)
        shown, following = split_page(found, _cursor_of)
        return list_of(AlertView.of, shown, following)

    @get("/{alert_id:uuid}", opt={"act": Act.ALERT_OPEN})
    async def open_alert(self, alert_id: FromPath[UUID], officer: NamedDependency[Officer]) -> OpenedAlertView:
        """One alert with its evidence, note and history; opening it is recorded."""
        return OpenedAlertView.of_opened(await open_alert(officer, alert_id))

    @post("/{alert_id:uuid}/acknowledgement", opt={"act": Act.ALERT_ACKNOWLEDGE}, status_code=HTTP_200_OK)
    async def acknowledge(self, alert_id: FromPath[UUID], officer: NamedDependency[Officer]) -> AlertView:
        """Say that somebody has seen the alert and acts on it; 409 once it is closed."""
        return AlertView.of(await acknowledge_alert(officer, alert_id))

    @post("/{alert_id:uuid}/disposition", opt={"act": Act.ALERT_DISPOSE}, status_code=HTTP_200_OK)
    async def dispose(
        self, alert_id: FromPath[UUID], data: JSONBody[Disposition], officer: NamedDependency[Officer]
    ) -> AlertView:
        """Close the alert with a finding; 409 with `disposed_by` and `disposed_at` when somebody else was first."""
        return AlertView.of(await dispose_of_alert(officer, alert_id, data.finding, data.note))

    @get("/stream", opt={"act": Act.ALERT_LIST, "background": True}, media_type="text/event-stream")
    async def stream(
        self,
        request: HttpRequest,
        officer: NamedDependency[Officer],
        last_event_id: Annotated[str | None, HeaderParameter(name="Last-Event-ID")] = None,
    ) -> Stream:
        """Alerts as they change: event `alert`, the alert as JSON, its id; `Last-Event-ID` brings what was missed."""
        last_id, hub = read_last_event_id(last_event_id), request.app.state.alert_hub
        inbox = hub.open_inbox(officer.id)
        await open_alert_stream(officer)
        stream = AlertStream(hub, inbox, officer, token_of(request) or "", last_id)
        headers = {"cache-control": "no-store", "x-accel-buffering": "no"}
        return Stream(stream.messages(), media_type="text/event-stream", headers=headers)


def _cursor_of(alert: Alert) -> Cursor:
    return Cursor(alert.occurred_at, alert.id)
