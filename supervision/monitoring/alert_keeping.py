"""Keeping what the judge says of alerts: raised once, upgraded, ended or retracted, each step with its time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID, uuid5

import msgspec

from supervision.monitoring.outcomes import AlertChange, AlertKind, FixKey, Step
from supervision.orders.admissions import WornTracker
from supervision.storage.engine import Connection
from supervision.vault import DataKey, Place, seal_json

_STEP_ORDER_LOCK = 0x5355_5354


class Evidence(msgspec.Struct, frozen=True):
    """Why an alert was raised: short reason codes, and the keys of the fixes that speak for it."""

    reasons: tuple[str, ...]
    fixes: tuple[tuple[datetime, int], ...]
    raised_by: tuple[datetime, int] | None


NO_EVIDENCE = Evidence((), (), None)
"""What is left of evidence once it was destroyed with the track that it names."""


@dataclass(frozen=True, slots=True)
class WearerChanges:
    """What one assignment's judgement changed in one batch."""

    worn: WornTracker
    order_key: DataKey
    changes: Sequence[AlertChange]


def alert_id(assignment_id: UUID, condition_id: UUID | None, kind: AlertKind, occurred_at: datetime) -> UUID:
    """The id of the alert for one breach: the same breach can only ever make one alert, however often it is judged."""
    at = occurred_at.astimezone(UTC).isoformat(timespec="milliseconds")
    return uuid5(assignment_id, f"{condition_id or ''} {kind} {at}")


def evidence_place(alert: UUID) -> Place:
    """Where an alert's evidence is sealed for."""
    return Place("alert", "evidence_sealed", alert)


async def take_step_order(connection: Connection) -> None:
    """Let steps be numbered in the order in which they commit, since the alert stream resumes by it.

    Whoever writes a step asks for this before touching any alert, so that no two writers wait for each other.
    """
    await connection.execute("SELECT pg_advisory_xact_lock($1)", _STEP_ORDER_LOCK)


async def keep_alert_changes(
    connection: Connection, wearers: Sequence[WearerChanges], known_at: datetime
) -> list[UUID]:
    """Write every change of a batch; the ids of the alerts that changed come back, and go out as notifications."""
    if not any(wearer.changes for wearer in wearers):
        return []
    await take_step_order(connection)
    changed: list[UUID] = []
    for wearer in wearers:
        for change in _worth_keeping(wearer.changes):
            alert = alert_id(wearer.worn.assignment_id, change.condition_id, change.kind, change.occurred_at)
            if await _keep(connection, alert, wearer, change, known_at):
                changed.append(alert)
                await connection.execute(
                    "INSERT INTO alert_step (alert, step, at, certainty, reason) VALUES ($1, $2, $3, $4, $5)",
                    alert, change.step, known_at, change.certainty, ",".join(change.reasons)[:60] or None,
                )  # fmt: skip
    for alert in dict.fromkeys(changed):
        await connection.execute("SELECT pg_notify('alerts', $1)", str(alert))
    return changed


def _worth_keeping(changes: Sequence[AlertChange]) -> Iterator[AlertChange]:
    """All but silences first known when they are over: a backlog coming in behind a newer fix calls nobody."""
    over = {change.key for change in changes if change.kind is AlertKind.SILENT and change.step is Step.ENDED}
    return (change for change in changes if not (change.step is Step.RAISED and change.key in over))


async def _keep(
    connection: Connection, alert: UUID, wearer: WearerChanges, change: AlertChange, known_at: datetime
) -> bool:
    """Apply one change; False when it was kept before."""
    match change.step:
        case Step.RAISED:
            return await _raise(connection, alert, wearer, change, known_at)
        case Step.UPGRADED:
            done = await connection.fetchval(
                """UPDATE alert SET certainty = $2, evidence_sealed = $3, lasted_until = NULL
                   WHERE id = $1 AND state <> 'disposed' RETURNING id""",
                alert, change.certainty, _seal(alert, wearer, change),
            )  # fmt: skip
        case Step.ENDED:
            done = await connection.fetchval(
                "UPDATE alert SET lasted_until = $2 WHERE id = $1 AND lasted_until IS DISTINCT FROM $2 RETURNING id",
                alert, change.known_at,
            )  # fmt: skip
        case Step.RETRACTED | _:
            done = await connection.fetchval(
                """UPDATE alert SET state = 'retracted', retracted_at = $2
                   WHERE id = $1 AND state IN ('open', 'acknowledged') RETURNING id""",
                alert, known_at,
            )  # fmt: skip
    return done is not None


async def _raise(
    connection: Connection, alert: UUID, wearer: WearerChanges, change: AlertChange, known_at: datetime
) -> bool:
    """A new alert; or one that late fixes had retracted, and later ones bring back."""
    worn = wearer.worn
    version = next((v for v in worn.versions if _holds(v.valid_from, v.valid_until, change.occurred_at)), None)
    done = await connection.fetchval(
        """INSERT INTO alert (id, assignment, file, division, condition_id, order_version, kind, state, certainty,
               occurred_at, known_at, evidence_sealed)
           VALUES ($1, $2, $3, $4, $5, $6, $7, 'open', $8, $9, $10, $11)
           ON CONFLICT (id) DO UPDATE SET state = 'open', retracted_at = NULL, known_at = $10, certainty = $8,
               evidence_sealed = $11 WHERE alert.state = 'retracted' RETURNING id""",
        alert, worn.assignment_id, worn.file_id, worn.division, change.condition_id,
        version.version_id if version else None, change.kind, change.certainty, change.occurred_at, known_at,
        _seal(alert, wearer, change),
    )  # fmt: skip
    return done is not None


def _holds(from_at: datetime, until_at: datetime | None, at: datetime) -> bool:
    return from_at <= at and (until_at is None or at < until_at)


def _seal(alert: UUID, wearer: WearerChanges, change: AlertChange) -> bytes:
    keys: tuple[FixKey, ...] = change.evidence
    evidence = Evidence(
        change.reasons,
        tuple((key.fixed_at, key.seq) for key in keys),
        (change.raised_by.fixed_at, change.raised_by.seq) if change.raised_by else None,
    )
    return seal_json(wearer.order_key, evidence, evidence_place(alert))
