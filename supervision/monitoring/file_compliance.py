"""How a person kept to each condition over a time: duties, leave, orders' zones, injunctions; numbers, no verdict.

Every number is the length of a list of dated things that stands behind it. Nothing is scored, and a number decides
nothing: what an alert was found to be, an officer has said.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from supervision.audit import Act, audited_change
from supervision.corrections.applications.kept_leave import KeptLeave, kept_leave
from supervision.corrections.applications.store import Application, applications_of
from supervision.corrections.applications.words import ApplicationKind
from supervision.corrections.contacts.duty_tally import CountedContact, DutyTally, tally
from supervision.corrections.contacts.words import ContactKind, Outcome
from supervision.corrections.injunctions import Injunction
from supervision.corrections.opening import about_file
from supervision.corrections.purposes import Purpose, read_purpose
from supervision.corrections.record_kinds import RecordKind
from supervision.corrections.records import FileRecord, records_of
from supervision.corrections.store import StoredFile, load_file
from supervision.errors import InputInvalid
from supervision.legal_time import add_months, day_end, day_start, legal_day, now
from supervision.monitoring.alerts import AlertState, Finding
from supervision.monitoring.outcomes import AlertKind
from supervision.officers import Officer
from supervision.orders.liveness import Stop
from supervision.orders.order_state import VersionState
from supervision.orders.store import StoredVersion, orders_of_file, stops_of, versions_of
from supervision.orders.zones import Zone
from supervision.storage.database import fetch
from supervision.vault import DataKey, load_key, load_keys
from supervision.wording import Wording

_USUAL_MONTHS = 12
_MOST_MONTHS = 60

SPAN_WRONG = Wording(
    "请选择不超过五年的期间，止日不早于起日。", "Choose five years at most, with the last day not before the first."
)


@dataclass(frozen=True, slots=True)
class Span:
    """From the first day through the last."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class SeenAlert:
    """An alert as it is counted: what, when, where it stands, and what an officer found it to be."""

    id: UUID
    kind: AlertKind
    occurred_at: datetime
    state: AlertState
    finding: Finding | None
    condition_id: UUID | None
    version_id: UUID | None

    def is_of(self, version_id: UUID, from_at: datetime, until_at: datetime) -> bool:
        """Whether it belongs to a version: by its name, or by its time where it names none."""
        if self.version_id is not None:
            return self.version_id == version_id
        return from_at <= self.occurred_at < until_at


@dataclass(frozen=True, slots=True)
class ConditionKept:
    """One condition of a version with its alerts; no zone for what is no matter of a place, such as the strap."""

    zone: Zone | None
    alerts: tuple[SeenAlert, ...]


@dataclass(frozen=True, slots=True)
class VersionKept:
    """A version of an order while it was judged by, within the time asked for."""

    order_id: UUID
    order_number: str
    version: int
    from_at: datetime
    until_at: datetime
    conditions: tuple[ConditionKept, ...]


@dataclass(frozen=True, slots=True)
class InjunctionKept:
    """An injunction of the court, and what was asked as an exception from it."""

    injunction: Injunction
    exceptions: tuple[Application, ...]


@dataclass(frozen=True, slots=True)
class FileCompliance:
    """What stands on a file about the keeping of each condition in a time.

    Recorded breaches of injunctions do not say of which: they stand beside all.
    """

    file_id: UUID
    division: str
    span: Span
    duties: tuple[DutyTally, ...]
    leave: tuple[KeptLeave, ...]
    versions: tuple[VersionKept, ...]
    injunctions: tuple[InjunctionKept, ...]
    other_exceptions: tuple[Application, ...]
    """Those asked for from an injunction whose wording is on the file no more, because it was corrected since."""
    breaches: tuple[FileRecord, ...]
    purpose: Purpose


def span_of(first: date | None, last: date | None, today: date) -> Span:
    """The time asked for, or the year that ends today; InputInvalid if it runs backwards or is too long. Pure."""
    last = last or today
    first = first or add_months(last, -_USUAL_MONTHS)
    if not add_months(last, -_MOST_MONTHS) <= first <= last:
        raise InputInvalid(SPAN_WRONG, field="from")
    return Span(first, last)


async def open_compliance(
    officer: Officer, file_id: UUID, purpose: str | None, first: date | None = None, last: date | None = None
) -> FileCompliance:
    """The keeping of each condition, for a purpose; recorded as an opening of the file. InputInvalid."""
    reason, at = read_purpose(purpose), now()
    span = span_of(first, last, legal_day(at))
    async with audited_change(officer.actor, Act.PERSON_FILE_OPEN, about_file(file_id), purpose=reason) as change:
        file = await load_file(officer, Act.PERSON_FILE_OPEN, file_id)
        change.note(part="compliance", from_on=span.first, until_on=span.last)
        key, applications = await load_key(file.vault_key), await applications_of(file_id)
        here = [one for one in applications if one.from_on <= span.last and (one.until_on or one.from_on) >= span.first]
        records, (injunctions, others) = await records_of(file), _injunctions(file, key, here)
        return FileCompliance(
            file_id=file_id,
            division=file.division,
            span=span,
            duties=tally(await _contacts(file_id, span), legal_day(at)),
            leave=tuple(kept for one in here if (kept := kept_leave(one, file.division, at)) is not None),
            versions=await _versions(file, key, span),
            injunctions=injunctions,
            other_exceptions=others,
            breaches=tuple(
                one
                for one in records
                if one.kind is RecordKind.INJUNCTION_BREACH
                and one.annulled_at is None
                and span.first <= one.happened_on <= span.last
            ),
            purpose=reason,
        )


async def _contacts(file_id: UUID, span: Span) -> list[CountedContact]:
    rows = await fetch(
        """SELECT id, kind, rule, due_on, planned_on, shown_at, made_at, outcome FROM contact
           WHERE file = $1 AND coalesce(due_on, planned_on, (shown_at AT TIME ZONE 'Asia/Shanghai')::date)
               BETWEEN $2 AND $3""",
        file_id, span.first, span.last,
    )  # fmt: skip
    return [
        CountedContact(
            row["id"],
            ContactKind(row["kind"]),
            row["rule"],
            row["due_on"],
            row["planned_on"],
            row["shown_at"],
            row["made_at"],
            Outcome(row["outcome"]) if row["outcome"] else None,
        )
        for row in rows
    ]


def _injunctions(
    file: StoredFile, key: DataKey, applications: Iterable[Application]
) -> tuple[tuple[InjunctionKept, ...], tuple[Application, ...]]:
    """The injunctions with what was asked of each, and what was asked of none that is on the file by now."""
    kinds = {ApplicationKind.BARRED_PLACE, ApplicationKind.CONTACT}
    said = [(one, one.content(key).injunction) for one in applications if one.kind in kinds]
    injunctions = file.judgment(key).injunctions
    known = {injunction.text for injunction in injunctions}
    return tuple(
        InjunctionKept(injunction, tuple(one for one, text in said if text == injunction.text))
        for injunction in injunctions
    ), tuple(one for one, text in said if text not in known)


async def _versions(file: StoredFile, key: DataKey, span: Span) -> tuple[VersionKept, ...]:
    """Versions that were judged by in the time, newest first; once the order's key is gone, the papers say of what."""
    orders = await orders_of_file(file.id)
    versions = await versions_of([order.id for order in orders])
    stops, alerts, found = await stops_of(orders, versions), await _alerts(file.id, span), []
    order_keys = await load_keys([order.vault_key for order in orders])
    for order in orders:
        for version in reversed(versions[order.id]):
            times = _judged(version, stops.get(order.id), span)
            if times is not None:
                zones = _zones(version, key, order_keys.get(order.vault_key))
                conditions = _conditions(zones, [one for one in alerts if one.is_of(version.id, *times)])
                found.append(VersionKept(order.id, order.number, version.version, *times, conditions))
    return tuple(found)


def _zones(version: StoredVersion, key: DataKey, order_key: DataKey | None) -> tuple[Zone, ...]:
    said = version.terms(order_key) if order_key else version.paper(key)
    return tuple(Zone.from_dict(plain) for plain in said.zones) if said else ()


def _judged(version: StoredVersion, stop: Stop | None, span: Span) -> tuple[datetime, datetime] | None:
    """From when to when a version was judged by within the time; None where it never was."""
    if stop is None or version.state is not VersionState.APPROVED or version.valid_from is None:
        return None
    from_at = max(version.valid_from, day_start(span.first))
    until_at = min(version.valid_until or stop.at, stop.at, day_end(span.last))
    return (from_at, until_at) if from_at < until_at else None


async def _alerts(file_id: UUID, span: Span) -> list[SeenAlert]:
    rows = await fetch(
        """SELECT id, kind, state, finding, occurred_at, condition_id, order_version FROM alert
           WHERE file = $1 AND occurred_at >= $2 AND occurred_at < $3 ORDER BY occurred_at, id""",
        file_id, day_start(span.first), day_end(span.last),
    )  # fmt: skip
    return [
        SeenAlert(
            row["id"],
            AlertKind(row["kind"]),
            row["occurred_at"],
            AlertState(row["state"]),
            Finding(row["finding"]) if row["finding"] else None,
            row["condition_id"],
            row["order_version"],
        )
        for row in rows
    ]


def _conditions(zones: Sequence[Zone], alerts: Sequence[SeenAlert]) -> tuple[ConditionKept, ...]:
    """Each condition with its alerts, and at the end what is about none of them, if there is any."""
    known = {zone.condition_id for zone in zones}
    kept = [
        ConditionKept(zone, tuple(one for one in alerts if one.condition_id == zone.condition_id)) for zone in zones
    ]
    others = tuple(one for one in alerts if one.condition_id not in known)
    return (*kept, *((ConditionKept(None, others),) if others else ()))
