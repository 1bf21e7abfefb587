"""How a person kept to each condition over a time: duties, leave, orders' zones and injunctions, as counted."""

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from litestar import Controller, get
from litestar.di import NamedDependency
from litestar.params import FromPath, QueryParameter
from msgspec import Struct

from api.v1.requests import PurposeAsked
from supervision.audit import Act
from supervision.corrections.applications.kept_leave import KeptLeave, LeaveKeeping
from supervision.corrections.contacts.duty_tally import DutyTally, Keeping, TalliedContact
from supervision.corrections.contacts.words import ContactKind, Outcome
from supervision.corrections.injunctions import Injunction
from supervision.monitoring.alerts import AlertState, Finding
from supervision.monitoring.file_compliance import (
    ConditionKept,
    FileCompliance,
    InjunctionKept,
    SeenAlert,
    VersionKept,
    open_compliance,
)
from supervision.monitoring.outcomes import AlertKind
from supervision.officers import Officer


class CountedContactView(Struct, frozen=True):
    """A contact with the day on which it counts, and as what."""

    id: UUID
    on: date
    outcome: Outcome | None
    keeping: Keeping

    @classmethod
    def of_contact(cls, one: TalliedContact) -> "CountedContactView":
        """The view of a contact."""
        return cls(one.contact.id, one.contact.counts_on, one.contact.outcome, one.keeping)


class DutyView(Struct, frozen=True):
    """One kind of contact by one row of the rules; `numbers` counts `contacts`, `steps` is the arithmetic."""

    kind: ContactKind
    rule: str | None
    due: int
    numbers: dict[Keeping, int]
    steps: list[str]
    contacts: list[CountedContactView]

    @classmethod
    def of_duty(cls, duty: DutyTally) -> "DutyView":
        """The view of a duty."""
        return cls(
            duty.kind,
            duty.rule,
            duty.due,
            {keeping: duty.number(keeping) for keeping in Keeping},
            [str(step) for step in duty.steps],
            [CountedContactView.of_contact(one) for one in duty.contacts],
        )


class KeptLeaveView(Struct, frozen=True):
    """A leave that was granted, and how it was kept."""

    application_id: UUID
    number: str
    from_on: date
    until_on: date | None
    back_at: datetime | None
    due_at: datetime
    keeping: LeaveKeeping

    @classmethod
    def of_leave(cls, one: KeptLeave) -> "KeptLeaveView":
        """The view of a leave."""
        leave = one.application
        return cls(leave.id, leave.number, leave.from_on, leave.until_on, leave.back_at, one.due_at, one.keeping)


class SeenAlertView(Struct, frozen=True):
    """An alert, where it stands, and what an officer found it to be."""

    id: UUID
    kind: AlertKind
    occurred_at: datetime
    state: AlertState
    finding: Finding | None

    @classmethod
    def of_alert(cls, one: SeenAlert) -> "SeenAlertView":
        """The view of an alert."""
        return cls(one.id, one.kind, one.occurred_at, one.state, one.finding)


class ConditionView(Struct, frozen=True):
    """A condition with its alerts; `zone` is null for what is about no place."""

    zone: dict[str, Any] | None
    alerts: list[SeenAlertView]

    @classmethod
    def of_condition(cls, one: ConditionKept) -> "ConditionView":
        """The view of a condition."""
        return cls(one.zone.as_dict() if one.zone else None, [SeenAlertView.of_alert(each) for each in one.alerts])


class VersionKeptView(Struct, frozen=True):
    """A version of an order while it was judged by."""

    order_id: UUID
    order_number: str
    version: int
    from_at: datetime
    until_at: datetime
    conditions: list[ConditionView]

    @classmethod
    def of_version(cls, one: VersionKept) -> "VersionKeptView":
        """The view of a version."""
        conditions = [ConditionView.of_condition(each) for each in one.conditions]
        return cls(one.order_id, one.order_number, one.version, one.from_at, one.until_at, conditions)


class InjunctionKeptView(Struct, frozen=True):
    """An injunction, and the applications for exceptions from it."""

    injunction: Injunction
    exceptions: list[UUID]

    @classmethod
    def of_injunction(cls, one: InjunctionKept) -> "InjunctionKeptView":
        """The view of an injunction."""
        return cls(one.injunction, [each.id for each in one.exceptions])


class ComplianceView(Struct, frozen=True):
    """What stands on a file about each condition; numbers and lists, no score and no verdict.

    `other_exceptions` were asked for from an injunction whose wording is on the file no more.
    """

    from_on: date
    until_on: date
    duties: list[DutyView]
    leave: list[KeptLeaveView]
    versions: list[VersionKeptView]
    injunctions: list[InjunctionKeptView]
    other_exceptions: list[UUID]
    breach_records: list[UUID]

    @classmethod
    def of_file(cls, kept: FileCompliance) -> "ComplianceView":
        """The view of a file's compliance."""
        return cls(
            kept.span.first,
            kept.span.last,
            [DutyView.of_duty(one) for one in kept.duties],
            [KeptLeaveView.of_leave(one) for one in kept.leave],
            [VersionKeptView.of_version(one) for one in kept.versions],
            [InjunctionKeptView.of_injunction(one) for one in kept.injunctions],
            [one.id for one in kept.other_exceptions],
            [one.record_id for one in kept.breaches],
        )


class FileComplianceController(Controller):
    """Compliance of supervisees inside the officer's reach."""

    path = "/supervisees/{supervisee_id:uuid}/compliance"
    tags = ["Supervisees"]  # noqa: RUF012 - as Litestar declares it

    @get("/", opt={"act": Act.PERSON_FILE_OPEN})
    async def compliance(
        self,
        supervisee_id: FromPath[UUID],
        officer: NamedDependency[Officer],
        from_on: Annotated[date | None, QueryParameter(name="from", description="A year before `to`.")] = None,
        until_on: Annotated[date | None, QueryParameter(name="to", description="Today.")] = None,
        purpose: PurposeAsked = None,
    ) -> ComplianceView:
        """How each condition was kept from a day through another; recorded as an opening of the file."""
        return ComplianceView.of_file(await open_compliance(officer, supervisee_id, purpose, from_on, until_on))
