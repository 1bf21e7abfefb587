"""Alerts as officers see and close them, inside their reach; each reading and act leaves its trace."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from supervision.audit import Act, Change, Subject, audited_change
from supervision.corrections.access import asking, within_reach
from supervision.corrections.contacts.breaches import breach_contact, write_breach
from supervision.corrections.opening import SUBJECT_KIND as FILE_KIND
from supervision.corrections.purposes import Purpose
from supervision.errors import InputInvalid, NotFound, RuleRefused
from supervision.monitoring.alert_keeping import NO_EVIDENCE, Evidence, evidence_place, take_step_order
from supervision.monitoring.outcomes import AlertKind
from supervision.officers.officer import Officer, check_officer_may, officer_may
from supervision.storage.database import Record, fetch
from supervision.vault import DataKey, Place, load_key, load_keys, seal_text, unseal_json, unseal_text
from supervision.wording import Wording

PAGE_SIZE = 50
LONGEST_NOTE = 4_000

NOTE_LENGTH = Wording(f"处置说明须为1至{LONGEST_NOTE}字。", f"The note takes 1 to {LONGEST_NOTE} characters.")
TAKEN_BACK = Wording("该预警已被后到的定位点撤回。", "Later fixes took this alert back.")


class AlertState(StrEnum):
    """Where an alert stands."""

    OPEN = "open"
    ACKNOWLEDGED = "acknowledged"
    DISPOSED = "disposed"
    RETRACTED = "retracted"


class Finding(StrEnum):
    """What an officer found an alert to be; a breach is only ever found by a person."""

    BREACH = "breach"
    AUTHORISED = "authorised"
    REASONABLE_EXCUSE = "reasonable-excuse"
    DEVICE_FAULT = "device-fault"
    ENVIRONMENT = "environment"
    ORDER_ERROR = "order-error"


@dataclass(frozen=True, slots=True)
class Alert:
    """One alert in the clear columns that lists, streams and counts need."""

    id: UUID
    kind: AlertKind
    state: AlertState
    certainty: float
    occurred_at: datetime
    known_at: datetime
    lasted_until: datetime | None
    supervisee_id: UUID
    assignment_id: UUID
    order_id: UUID
    order_number: str
    condition_id: UUID | None
    order_version_id: UUID | None
    division: str
    acknowledged_at: datetime | None
    acknowledged_by: str | None
    finding: Finding | None
    disposed_at: datetime | None
    disposed_by: str | None


@dataclass(frozen=True, slots=True)
class AlertStep:
    """One step in an alert's history: what, when it was known, and which officer took it (None: the service)."""

    step: str
    at: datetime
    officer: str | None
    certainty: float | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class OpenedAlert:
    """An alert with what was sealed of it: evidence, note, history.

    The evidence goes with the track, at the end of its period; the note is kept as long as the file.
    """

    alert: Alert
    evidence: Evidence
    note: str | None
    steps: tuple[AlertStep, ...]
    contact_id: UUID | None = None
    """The contact that a breach was written as."""
    is_evidence_destroyed: bool = False


@dataclass(frozen=True, slots=True)
class AlertFilter:
    """Which alerts a list shows; None means any."""

    state: AlertState | None = None
    kind: AlertKind | None = None
    supervisee_id: UUID | None = None
    before: tuple[datetime, UUID] | None = None
    """Only alerts older than this (occurred_at, id): the next page."""
    is_waiting: bool = False
    """Only alerts on which nobody has decided yet: open or acknowledged."""
    since: datetime | None = None
    until: datetime | None = None
    """Only alerts that occurred at or after `since`, and before `until`."""


class AlertAlreadyDisposed(RuleRefused):
    """Another officer was first; says who and when."""

    code = "alert-already-disposed"

    def __init__(self, disposed_by: str, disposed_at: datetime) -> None:
        super().__init__(
            Wording(f"该预警已由{disposed_by}处置。", f"This alert has already been disposed of by {disposed_by}.")
        )
        self.disposed_by = disposed_by
        self.disposed_at = disposed_at


class AlertRetracted(RuleRefused):
    """Later fixes took the alert back; there is nothing left to dispose of."""

    code = "alert-retracted"


SELECT_ALERT = """
SELECT alert.id, alert.kind, alert.state, alert.certainty, alert.occurred_at, alert.known_at, alert.lasted_until,
       alert.file AS supervisee_id, alert.assignment AS assignment_id, worn.order_id, alert.condition_id,
       (SELECT number FROM positioning_order WHERE positioning_order.id = worn.order_id) AS order_number,
       alert.order_version AS order_version_id, alert.division, alert.acknowledged_at,
       (SELECT name FROM officer WHERE officer.id = alert.acknowledged_by) AS acknowledged_by, alert.finding,
       alert.disposed_at, (SELECT name FROM officer WHERE officer.id = alert.disposed_by) AS disposed_by
FROM alert JOIN tracker_assignment AS worn ON worn.id = alert.assignment
"""
_MATCHES = f"""
alert.file IN (SELECT id FROM files_open_to($1)) AND {within_reach("alert.division", 1)}
AND ($2::text IS NULL OR alert.state = $2) AND ($3::text IS NULL OR alert.kind = $3)
AND ($4::uuid IS NULL OR alert.file = $4)
AND ($5::timestamptz IS NULL OR alert.occurred_at >= $5) AND ($6::timestamptz IS NULL OR alert.occurred_at < $6)
"""  # noqa: S608 - our own text
_WAITS = "alert.state IN ('open', 'acknowledged')"  # said in so many words, so that the index of the states serves


def alert_of(row: Record) -> Alert:
    """An alert from the columns that SELECT_ALERT gives."""
    values = {name: row[name] for name in Alert.__dataclass_fields__}
    values |= {"kind": AlertKind(row["kind"]), "state": AlertState(row["state"])}
    values["finding"] = Finding(row["finding"]) if row["finding"] else None
    return Alert(**values)


async def load_alerts(officer: Officer, wanted: AlertFilter, limit: int = PAGE_SIZE) -> list[Alert]:
    """The officer's alerts, newest first."""
    before_at, before_id = wanted.before or (None, None)
    rows = await fetch(
        f"""{SELECT_ALERT} WHERE {_matches(wanted)}
            AND ($7::timestamptz IS NULL OR (alert.occurred_at, alert.id) < ($7, $8::uuid))
            ORDER BY alert.occurred_at DESC, alert.id DESC LIMIT $9""",
        *_matching(officer, wanted), before_at, before_id, limit,
    )  # fmt: skip
    return [alert_of(row) for row in rows]


async def list_alerts(officer: Officer, wanted: AlertFilter, limit: int = PAGE_SIZE) -> list[Alert]:
    """The officer's alerts, newest first; looking is recorded."""
    check_officer_may(officer, Act.ALERT_LIST, None)
    async with audited_change(officer.actor, Act.ALERT_LIST) as change:
        found = await load_alerts(officer, wanted, limit)
        change.note(state=wanted.state, kind=wanted.kind, shown=len(found))
    return found


async def count_alerts(officer: Officer, wanted: AlertFilter) -> int:
    """How many alerts within reach the filter lets through, whatever the page."""
    rows = await fetch(f"SELECT count(*) AS found FROM alert WHERE {_matches(wanted)}", *_matching(officer, wanted))  # noqa: S608 - our own text
    return int(rows[0]["found"])


async def count_open_alerts(officer: Officer) -> int:
    """How many alerts wait for somebody inside the officer's reach."""
    return await count_alerts(officer, AlertFilter(is_waiting=True))


def _matches(wanted: AlertFilter) -> str:
    return f"{_MATCHES} AND {_WAITS}" if wanted.is_waiting else _MATCHES


def _matching(officer: Officer, wanted: AlertFilter) -> tuple[object, ...]:
    """What `_MATCHES` is asked with."""
    filters = wanted.state, wanted.kind, wanted.supervisee_id, wanted.since, wanted.until
    return asking(officer, Act.ALERT_LIST), *filters


async def load_alert(officer: Officer, alert_id: UUID, act: Act = Act.ALERT_OPEN) -> Alert:
    """One alert, if the officer may do `act` where it happened; NotFound outside their reach, or with its file."""
    rows = await fetch(
        f"{SELECT_ALERT} WHERE alert.id = $2 AND alert.file IN (SELECT id FROM files_open_to($1))",  # noqa: S608 - our own text
        asking(officer, act), alert_id,
    )  # fmt: skip
    if not rows:
        raise NotFound("There is no such alert.")
    alert = alert_of(rows[0])
    check_officer_may(officer, act, alert.division)
    return alert


async def open_alert(officer: Officer, alert_id: UUID) -> OpenedAlert:
    """One alert with its evidence; opening it is recorded with the purpose `alert`."""
    alert = await load_alert(officer, alert_id)
    async with audited_change(
        officer.actor, Act.ALERT_OPEN, Subject("alert", str(alert_id)), purpose=Purpose.ALERT
    ) as change:
        change.note(supervisee_id=alert.supervisee_id)
        (row,) = await fetch(
            """SELECT alert.evidence_sealed, alert.note_sealed, positioning_order.vault_key AS order_key,
                   person_file.vault_key AS file_key
               FROM alert JOIN tracker_assignment AS worn ON worn.id = alert.assignment
               JOIN positioning_order ON positioning_order.id = worn.order_id
               JOIN person_file ON person_file.id = alert.file WHERE alert.id = $1""",
            alert_id,
        )
        keys = await load_keys([row["order_key"], row["file_key"]])
        evidence = _evidence(alert_id, row["evidence_sealed"], keys.get(row["order_key"]))
        note = _note(alert_id, row["note_sealed"], keys.get(row["file_key"]))
        steps = await _steps(alert_id)
        contact_id = await breach_contact(alert.supervisee_id, alert_id) if alert.finding is Finding.BREACH else None
    is_destroyed = evidence is None
    return OpenedAlert(alert, evidence or NO_EVIDENCE, note, steps, contact_id, is_evidence_destroyed=is_destroyed)


def _evidence(alert_id: UUID, sealed: bytes, key: DataKey | None) -> Evidence | None:
    """The evidence, by the order's key; None once it was destroyed with the track."""
    if key is None or not sealed:
        return None
    return unseal_json(key, sealed, evidence_place(alert_id), Evidence)


def _note(alert_id: UUID, sealed: bytes | None, key: DataKey | None) -> str | None:
    """The officer's note, by the file's key."""
    if key is None or sealed is None:
        return None
    return unseal_text(key, sealed, _note_place(alert_id))


async def _steps(alert_id: UUID) -> tuple[AlertStep, ...]:
    rows = await fetch(
        """SELECT step, at, (SELECT name FROM officer WHERE officer.id = alert_step.officer) AS officer, certainty,
               reason FROM alert_step WHERE alert = $1 ORDER BY id""",
        alert_id,
    )
    return tuple(AlertStep(**dict(row)) for row in rows)


async def acknowledge_alert(officer: Officer, alert_id: UUID) -> Alert:
    """Say that somebody has seen the alert and acts on it; repeating it changes nothing."""
    alert = await load_alert(officer, alert_id, Act.ALERT_ACKNOWLEDGE)
    async with audited_change(officer.actor, Act.ALERT_ACKNOWLEDGE, Subject("alert", str(alert_id))) as change:
        change.note(supervisee_id=alert.supervisee_id)
        change.is_also_about(FILE_KIND, [alert.supervisee_id], alert=alert_id)
        await take_step_order(change.connection)
        done = await fetch(
            """UPDATE alert SET state = 'acknowledged', acknowledged_at = $2, acknowledged_by = $3
               WHERE id = $1 AND state = 'open' RETURNING id""",
            alert_id, change.at, officer.id,
        )  # fmt: skip
        if done:
            await _write_step(change, alert_id, AlertState.ACKNOWLEDGED, officer)
        else:
            await _refuse_closed(officer, alert_id)
    return await load_alert(officer, alert_id, Act.ALERT_ACKNOWLEDGE)


async def dispose_of_alert(officer: Officer, alert_id: UUID, finding: Finding, note: str) -> Alert:
    """Close an alert with the officer's finding and note; a breach is written among the person's contacts, too.

    The second officer to try is told who was first.
    """
    alert = await load_alert(officer, alert_id, Act.ALERT_DISPOSE)
    note = note.strip()
    if not 1 <= len(note) <= LONGEST_NOTE:
        raise InputInvalid(NOTE_LENGTH, field="note")
    async with audited_change(officer.actor, Act.ALERT_DISPOSE, Subject("alert", str(alert_id))) as change:
        change.note(supervisee_id=alert.supervisee_id, finding=finding)
        change.is_also_about(FILE_KIND, [alert.supervisee_id], alert=alert_id)
        rows = await fetch("SELECT vault_key FROM person_file WHERE id = $1", alert.supervisee_id)
        key = await load_key(rows[0]["vault_key"])
        sealed = seal_text(key, note, _note_place(alert_id))
        await take_step_order(change.connection)
        done = await fetch(
            """UPDATE alert SET state = 'disposed', finding = $2, note_sealed = $3, disposed_at = $4, disposed_by = $5
               WHERE id = $1 AND state IN ('open', 'acknowledged') RETURNING id""",
            alert_id, finding, sealed, change.at, officer.id,
        )  # fmt: skip
        if not done:
            await _refuse_closed(officer, alert_id)
        await _write_step(change, alert_id, AlertState.DISPOSED, officer)
        if finding is Finding.BREACH:
            await write_breach(change, officer, alert.supervisee_id, key, alert_id, alert.occurred_at, note)
    return await load_alert(officer, alert_id, Act.ALERT_DISPOSE)


async def _refuse_closed(officer: Officer, alert_id: UUID) -> None:
    """Say why an alert takes no more acts; nothing to say when it was merely acknowledged before."""
    alert = await load_alert(officer, alert_id, Act.ALERT_LIST)
    if alert.state is AlertState.DISPOSED and alert.disposed_by is not None and alert.disposed_at is not None:
        raise AlertAlreadyDisposed(alert.disposed_by, alert.disposed_at)
    if alert.state is AlertState.RETRACTED:
        raise AlertRetracted(TAKEN_BACK)


async def _write_step(change: Change, alert_id: UUID, state: AlertState, officer: Officer) -> None:
    await change.connection.execute(
        "INSERT INTO alert_step (alert, step, at, officer) VALUES ($1, $2, $3, $4)",
        alert_id, state, change.at, officer.id,
    )  # fmt: skip
    await change.connection.execute("SELECT pg_notify('alerts', $1)", str(alert_id))


def _note_place(alert_id: UUID) -> Place:
    return Place("alert", "note_sealed", alert_id)


def may_dispose(officer: Officer, alert: Alert) -> bool:
    """Whether a page offers the officer to close the alert."""
    return alert.state in {AlertState.OPEN, AlertState.ACKNOWLEDGED} and officer_may(
        officer, Act.ALERT_DISPOSE, alert.division
    )
