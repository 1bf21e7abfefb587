"""The alerts that wait for somebody, as pages follow them: read again and again, recorded once in a while."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from supervision import legal_time
from supervision.audit import Act
from supervision.corrections.access import asking, within_reach
from supervision.corrections.listing import SupervisedPerson, load_supervised_people
from supervision.monitoring.alerts import (
    SELECT_ALERT,
    Alert,
    AlertFilter,
    alert_of,
    count_open_alerts,
    list_alerts,
    load_alerts,
)
from supervision.monitoring.outcomes import AlertKind
from supervision.officers.officer import Officer, check_officer_may
from supervision.storage.database import fetch

LIST_IS_OPEN_FOR = timedelta(minutes=30)
"""How long one recorded look at the alerts covers reading them again; then it is recorded again."""

_CONCERNS = f"""
SELECT concern.*, worn.tracker_id, last_position.received_at FROM ({SELECT_ALERT}) AS concern
JOIN tracker_assignment AS worn ON worn.id = concern.assignment_id AND worn.ended_at IS NULL
JOIN positioning_order AS placed ON placed.id = worn.order_id AND placed.state = 'in-force'
LEFT JOIN last_position ON last_position.assignment = worn.id
WHERE concern.supervisee_id IN (SELECT id FROM files_open_to($1)) AND {within_reach("concern.division", 1)}
  AND concern.kind = ANY($2::text[]) AND concern.state = 'disposed' AND concern.lasted_until IS NULL
  AND placed.ends_at > $3 ORDER BY concern.occurred_at DESC
"""  # noqa: S608 - made of constants
_OF_TRACKERS = (AlertKind.SILENT, AlertKind.BATTERY_LOW, AlertKind.STRAP_OPEN)


@dataclass(frozen=True, slots=True)
class AlertAndPerson:
    """An alert with its person, masked."""

    alert: Alert
    person: SupervisedPerson | None


@dataclass(frozen=True, slots=True)
class TrackerConcern:
    """A tracker that is still silent, low or open although its alert was disposed of."""

    alert: Alert
    person: SupervisedPerson | None
    tracker_id: str
    last_received_at: datetime | None


@dataclass(frozen=True, slots=True)
class WaitingAlerts:
    """The newest of the alerts that wait, and how many there are."""

    alerts: tuple[AlertAndPerson, ...]
    total: int
    read_at: datetime


async def follow_waiting_alerts(officer: Officer, limit: int) -> WaitingAlerts:
    """The alerts within reach on which nobody has decided yet, newest first, at most `limit`."""
    check_officer_may(officer, Act.ALERT_LIST, None)
    now, wanted = legal_time.now(), AlertFilter(is_waiting=True)
    read = load_alerts if await _has_looked(officer, now) else list_alerts
    alerts = await read(officer, wanted, limit)
    total = len(alerts) if len(alerts) < limit else await count_open_alerts(officer)
    return WaitingAlerts(await with_people(officer, alerts), total, now)


async def with_people(officer: Officer, alerts: list[Alert]) -> tuple[AlertAndPerson, ...]:
    """Alerts with their masked people, for a list that is audited."""
    people = await load_supervised_people(officer, {alert.supervisee_id for alert in alerts})
    return tuple(AlertAndPerson(alert, people.get(alert.supervisee_id)) for alert in alerts)


async def count_waiting_alerts(officer: Officer, file_ids: Collection[UUID]) -> dict[UUID, int]:
    """How many alerts wait for each of these people within reach; those without any are left out."""
    rows = await fetch(
        f"""SELECT file, count(*) AS waiting FROM alert
           WHERE file = ANY($2::uuid[]) AND state IN ('open', 'acknowledged')
             AND file IN (SELECT id FROM files_open_to($1)) AND {within_reach("alert.division", 1)}
           GROUP BY file""",  # noqa: S608 - our own text
        asking(officer, Act.ALERT_LIST), list(file_ids),
    )  # fmt: skip
    return {row["file"]: int(row["waiting"]) for row in rows}


async def load_tracker_concerns(officer: Officer) -> tuple[TrackerConcern, ...]:
    """Trackers in use whose alert was closed while its cause goes on, newest first; for a page that is audited."""
    rows = await fetch(
        _CONCERNS,
        asking(officer, Act.ALERT_LIST), list(_OF_TRACKERS), legal_time.now(),
    )  # fmt: skip
    alerts = [alert_of(row) for row in rows]
    people = await load_supervised_people(officer, {alert.supervisee_id for alert in alerts})
    return tuple(
        TrackerConcern(alert, people.get(alert.supervisee_id), row["tracker_id"], row["received_at"])
        for alert, row in zip(alerts, rows, strict=True)
    )


async def _has_looked(officer: Officer, now: datetime) -> bool:
    found = await fetch(
        """SELECT FROM audit_entry WHERE actor_id = $1 AND act = $2 AND result = 'done' AND at > $3 LIMIT 1""",
        str(officer.id), Act.ALERT_LIST, now - LIST_IS_OPEN_FOR,
    )  # fmt: skip
    return bool(found)
