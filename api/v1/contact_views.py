"""Contacts as the API reads and writes them."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from msgspec import UNSET, Meta, UnsetType

from api.v1.requests import Body, Moment
from api.v1.views import View
from supervision.corrections.concerns import CaseConcern
from supervision.corrections.contacts.caseload import CaseloadLine
from supervision.corrections.contacts.entering import Appointment, Logged
from supervision.corrections.contacts.planning_together import PlannedTogether
from supervision.corrections.contacts.queues import ContactLine
from supervision.corrections.contacts.reminders import ReminderWay
from supervision.corrections.contacts.store import ContactStep
from supervision.corrections.contacts.timeline import ContactFile, OpenedContact
from supervision.corrections.contacts.together import Together
from supervision.corrections.contacts.words import ContactKind, Outcome, counts_against
from supervision.corrections.presence import NOBODY_SAID, Presence

Text = Annotated[str, Meta(max_length=2_000)]
Place = Annotated[str, Meta(max_length=100)]
NextStep = Annotated[str, Meta(max_length=400)]


class AppointmentBody(Body, frozen=True):
    """From when to when, what about and where."""

    planned_from: Moment
    planned_until: Moment
    text: Text = ""
    place: Place = ""

    def appointment(self) -> Appointment:
        """As the domain takes it."""
        return Appointment(self.planned_from, self.planned_until, self.text, self.place)


class NewAppointment(AppointmentBody, frozen=True, kw_only=True):
    """A contact that is planned."""

    kind: ContactKind


class OutcomeBody(Body, frozen=True, kw_only=True):
    """How a contact went, as of the `revision` that was opened; what is rescheduled gives its new time."""

    revision: int
    outcome: Outcome
    text: Text = ""
    next_step: NextStep = ""
    happened_at: Moment | None = None
    moved_to: AppointmentBody | None = None
    reasons_due_on: date | None = None
    following: NewAppointment | None = None
    guardian: Presence = NOBODY_SAID

    def logged(self) -> Logged:
        """As the domain takes it."""
        return Logged(
            self.outcome,
            self.text,
            self.next_step,
            self.happened_at,
            self.moved_to.appointment() if self.moved_to else None,
            self.reasons_due_on,
            (self.following.kind, self.following.appointment()) if self.following else None,
            self.guardian,
        )


class NewContact(Body, frozen=True, kw_only=True):
    """A contact that took place without having been planned."""

    kind: ContactKind
    happened_at: Moment
    outcome: Outcome
    text: Text = ""
    next_step: NextStep = ""
    place: Place = ""
    reasons_due_on: date | None = None
    guardian: Presence = NOBODY_SAID

    def logged(self) -> Logged:
        """As the domain takes it."""
        return Logged(
            self.outcome, self.text, self.next_step, self.happened_at, reasons_due_on=self.reasons_due_on,
            presence=self.guardian,
        )  # fmt: skip


class ReasonsBody(Body, frozen=True):
    """What the person says about an absence, as of the `revision` that was opened."""

    revision: int
    reasons: Annotated[str, Meta(min_length=1, max_length=2_000)]


class ReminderBody(Body, frozen=True):
    """How a reminder was given, and whether the person was reached."""

    way: ReminderWay
    was_reached: bool


class OutcomeOfMany(StrEnum):
    """What can be said of many at once."""

    COMPLIED = Outcome.COMPLIED.value
    ACCEPTABLE_ABSENCE = Outcome.ACCEPTABLE_ABSENCE.value
    REASONS_AWAITED = Outcome.REASONS_AWAITED.value


class PersonThere(Body, frozen=True):
    """Somebody who was asked to come, and how it went."""

    supervisee_id: UUID
    outcome: OutcomeOfMany = OutcomeOfMany.COMPLIED


class TogetherBody(Body, frozen=True, kw_only=True):
    """One act for many; sent again with the same `id`, it writes nothing twice."""

    id: UUID
    kind: ContactKind
    happened_at: Moment
    text: Annotated[str, Meta(min_length=1, max_length=2_000)]
    place: Place = ""
    people: tuple[PersonThere, ...]

    def together(self) -> Together:
        """As the domain takes it; of somebody who is named twice the last counts."""
        outcomes = {person.supervisee_id: Outcome(person.outcome) for person in self.people}
        return Together(self.id, self.kind, self.happened_at, self.text, outcomes, self.place)


class PlanTogetherBody(AppointmentBody, frozen=True, kw_only=True):
    """An appointment for many; sent again with the same `id`, it plans nothing twice."""

    id: UUID
    kind: ContactKind
    supervisee_ids: tuple[UUID, ...]

    def planned(self) -> PlannedTogether:
        """As the domain takes it."""
        return PlannedTogether(self.id, self.kind, self.appointment(), frozenset(self.supervisee_ids))


class Followed(View, frozen=True):
    """The contact that goes on: the one that was rescheduled to, or the same."""

    contact_id: UUID


class StepView(View, frozen=True):
    """An outcome as it was put down; no name where a rule did."""

    outcome: Outcome
    taken_at: datetime
    taken_by_name: str
    text: str
    next_step: str
    reasons: str
    guardian: Presence

    @classmethod
    def of_step(cls, step: ContactStep) -> "StepView":
        """The view of a step in clear."""
        detail = step.detail
        return cls.of(
            step, text=detail.text, next_step=detail.next_step, reasons=detail.reasons, guardian=detail.presence
        )


class ContactView(View, frozen=True):
    """A contact in clear with its steps, the oldest first; `due_on` and `rule` where a rule asks for it."""

    id: UUID
    file_id: UUID
    kind: ContactKind
    outcome: Outcome | None
    counts_against: bool
    rule: str | None
    counted_from_on: date | None
    due_on: date | None
    planned_on: date | None
    planned_from: datetime | None
    planned_until: datetime | None
    happened_at: datetime | None
    reasons_due_on: date | None
    follows: UUID | None
    text: str
    place: str
    made_by_name: str
    revision: int
    steps: list[StepView]
    name: str | UnsetType = UNSET
    moved_to: UUID | UnsetType | None = UNSET

    @classmethod
    def of_opened(cls, opened: OpenedContact, **more: object) -> "ContactView":
        """The view of an opened contact."""
        contact, content = opened.contact, opened.content
        return cls.of(
            contact,
            counts_against=contact.outcome is not None and counts_against(contact.outcome),
            text=content.text,
            place=content.place,
            made_by_name=opened.made_by_name,
            steps=[StepView.of_step(step) for step in opened.steps],
            **more,
        )

    @classmethod
    def of_file(cls, file: ContactFile) -> "ContactView":
        """The view of a contact that was opened by itself: with the person's name."""
        return cls.of_opened(file.opened, name=file.identity.name, moved_to=file.moved_to)


class ContactLineView(View, frozen=True):
    """A contact in a queue, its person masked."""

    id: UUID
    supervisee_id: UUID
    name: str
    kind: ContactKind
    outcome: Outcome | None
    due_on: date | None
    planned_on: date | None
    planned_from: datetime | None
    reasons_due_on: date | None

    @classmethod
    def of_line(cls, line: ContactLine) -> "ContactLineView":
        """The view of a line."""
        return cls.of(line.contact, supervisee_id=line.person.file_id, name=line.person.name)


class CaseloadHandOver(Body, frozen=True):
    """Who answered for files so far, and who is to."""

    from_officer_id: UUID
    to_officer_id: UUID


class HandedOver(View, frozen=True):
    """For how many files somebody else answers now."""

    files: int


class CaseloadLineView(View, frozen=True):
    """Somebody under supervision, masked, with the last and the next contact and what is wrong."""

    supervisee_id: UUID
    number: str
    name: str
    responsible_name: str
    last_kind: ContactKind | None
    last_at: datetime | None
    last_outcome: Outcome | None
    next_kind: ContactKind | None
    next_on: date | None
    next_at: datetime | None
    concerns: list[CaseConcern]

    @classmethod
    def of_line(cls, line: CaseloadLine) -> "CaseloadLineView":
        """The view of a line."""
        person = line.person
        return cls.of(
            line, supervisee_id=person.file_id, number=person.number, name=person.name, concerns=list(line.concerns)
        )
