"""Alerts as the API and the stream show them."""

from datetime import datetime
from uuid import UUID

import msgspec

from api.v1.views import View
from supervision.monitoring.alert_keeping import Evidence
from supervision.monitoring.alerts import Alert, AlertState, Finding, OpenedAlert
from supervision.monitoring.outcomes import AlertKind


class AlertView(View, frozen=True):
    """One alert; `certainty` is 0 to 1, `occurred_at` when it happened, `known_at` when the service knew."""

    id: UUID
    kind: AlertKind
    state: AlertState
    certainty: float
    occurred_at: datetime
    known_at: datetime
    lasted_until: datetime | None
    supervisee_id: UUID
    order_id: UUID
    order_number: str
    order_version_id: UUID | None
    condition_id: UUID | None
    assignment_id: UUID
    division: str
    acknowledged_by: str | None
    acknowledged_at: datetime | None
    finding: Finding | None
    disposed_by: str | None
    disposed_at: datetime | None


class AlertStepView(View, frozen=True):
    """One step of an alert's history; `officer` is null where the service took it."""

    step: str
    at: datetime
    officer: str | None
    certainty: float | None
    reason: str | None


class OpenedAlertView(AlertView, frozen=True):
    """An alert with its evidence, the officer's note and its history.

    `is_evidence_destroyed` once the track's retention has ended: then the evidence is empty. `contact_id` is the
    contact that a breach was written as.
    """

    evidence: Evidence
    is_evidence_destroyed: bool
    note: str | None
    steps: list[AlertStepView]
    contact_id: UUID | None

    @classmethod
    def of_opened(cls, opened: OpenedAlert) -> "OpenedAlertView":
        """The view of an alert that was opened."""
        return cls.of(
            opened.alert,
            evidence=opened.evidence,
            is_evidence_destroyed=opened.is_evidence_destroyed,
            note=opened.note,
            steps=[AlertStepView.of(step) for step in opened.steps],
            contact_id=opened.contact_id,
        )


def alert_message(alert: Alert) -> bytes:
    """The alert as a message of the stream, which names it so that a client can resume after it."""
    return b"id: %s\nevent: alert\ndata: %s\n\n" % (
        str(alert.id).encode(),
        msgspec.json.encode(AlertView.of(alert)),
    )
