"""Alerts as rows: what, who, since when, how sure, and the one action."""

from collections.abc import Iterable

from api.console.pages_base import PageRequest
from api.console.view_models.alerts import AlertLine, OpenAlertsView
from supervision.monitoring.alerts import Alert, may_dispose
from supervision.monitoring.open_alerts import AlertAndPerson, follow_waiting_alerts
from supervision.monitoring.outcomes import AlertKind

MOST_OPEN_LINES = 20
"""How many of the waiting alerts stand on a page; the rest is one click away."""


def certainty_percent(alert: Alert) -> int | None:
    """How sure an alert is; None where it only says that nobody can tell."""
    return None if alert.kind is AlertKind.SIGNAL_DOUBT else round(alert.certainty * 100)


def alert_line(page: PageRequest, found: AlertAndPerson) -> AlertLine:
    """One alert as a row; the name is masked."""
    alert = found.alert
    return AlertLine(
        alert_id=alert.id,
        kind=alert.kind,
        state=alert.state,
        certainty_percent=certainty_percent(alert),
        occurred_at=alert.occurred_at,
        known_at=alert.known_at,
        supervisee_id=alert.supervisee_id,
        masked_name=found.person.name if found.person else "",
        file_number=found.person.number if found.person else "",
        order_id=alert.order_id,
        order_number=alert.order_number,
        lasted_until=alert.lasted_until,
        acknowledged_by=alert.acknowledged_by or "",
        disposed_by=alert.disposed_by or "",
        finding=alert.finding or "",
        may_dispose=may_dispose(page.officer, alert),
    )


def alert_lines(page: PageRequest, found: Iterable[AlertAndPerson]) -> tuple[AlertLine, ...]:
    """Alerts as rows, in their order."""
    return tuple(alert_line(page, one) for one in found)


async def open_alerts_view(page: PageRequest) -> OpenAlertsView:
    """The alerts that wait for somebody, for *today's work*, the drawer of the map, and their own reading again."""
    waiting = await follow_waiting_alerts(page.officer, MOST_OPEN_LINES)
    return OpenAlertsView(lines=alert_lines(page, waiting.alerts), total=waiting.total, read_at=waiting.read_at)
