"""What a stream of alerts needs: that an officer listens, what changed, and what was missed meanwhile."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from supervision.audit import Act, audited_change
from supervision.monitoring.alerts import SELECT_ALERT, Alert, alert_of
from supervision.officers.officer import Officer, check_officer_may, reach
from supervision.storage.database import fetch


async def open_alert_stream(officer: Officer) -> None:
    """Record that the officer listens for alerts; what each of them shows is what a list of alerts shows."""
    check_officer_may(officer, Act.ALERT_LIST, None)
    async with audited_change(officer.actor, Act.ALERT_LIST) as change:
        change.note(stream=True, reach=reach(officer, Act.ALERT_LIST))


async def load_alerts_for_system(alert_ids: Sequence[UUID]) -> list[Alert]:
    """The alerts of these ids, in their order; whoever hands them on asks each listener's reach."""
    rows = await fetch(f"{SELECT_ALERT} WHERE alert.id = ANY($1::uuid[])", list(alert_ids))
    place = {alert_id: index for index, alert_id in enumerate(alert_ids)}
    return sorted((alert_of(row) for row in rows), key=lambda alert: place[alert.id])


async def load_alert_ids_after_for_system(alert_id: UUID) -> list[UUID]:
    """Alerts with a step after the one that raised `alert_id`, oldest change first: what a resuming stream missed."""
    rows = await fetch(
        """SELECT alert FROM alert_step WHERE id > (SELECT min(id) FROM alert_step WHERE alert = $1)
           GROUP BY alert ORDER BY max(id)""",
        alert_id,
    )
    return [row["alert"] for row in rows]


async def load_alert_ids_since_for_system(at: datetime) -> list[UUID]:
    """Alerts with a step at or after `at`, oldest change first: what was notified while nobody heard it."""
    rows = await fetch("SELECT alert FROM alert_step WHERE at >= $1 GROUP BY alert ORDER BY max(id)", at)
    return [row["alert"] for row in rows]
