"""Applications as the API shows and takes them."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from msgspec import Meta, Struct

from api.v1.requests import Body, Moment, ShortText
from api.v1.views import View
from supervision.approvals.steps import ApprovalStep
from supervision.approvals.words import Decider, StepKind
from supervision.corrections.applications.content import ApplicationContent, ApplicationDraft, Destination
from supervision.corrections.applications.listing import ApplicationSummary, OpenedApplication
from supervision.corrections.applications.store import Application
from supervision.corrections.applications.telling import ApplicationNotice
from supervision.corrections.applications.words import (
    ApplicationKind,
    ApplicationState,
    ContactPerson,
    EndedBy,
    LeaveReason,
    Recipient,
)
from supervision.corrections.purposes import Purpose
from supervision.corrections.supervision_class import SupervisionClass
from supervision.officers import Role

Note = Annotated[str, Meta(max_length=1_000)]
Revision = Annotated[int, Meta(ge=1, le=2**31 - 2)]


class DestinationBody(Body, frozen=True):
    """Where a trip leads: a division that is loaded, by its code, or the name of a `place` that is on no list here."""

    address: Annotated[str, Meta(min_length=1, max_length=120)]
    division: Annotated[str, Meta(max_length=12)] = ""
    place: Annotated[str, Meta(max_length=120)] = ""


class NewApplication(Body, frozen=True):
    """What is asked for; which parts a kind has, the domain says, and what it does not have is left out.

    `injunction` is the text of one of the judgment's, from which the application would be an exception.
    """

    kind: ApplicationKind
    reason: ShortText
    from_on: date
    until_on: date | None = None
    proof_id: UUID | None = None
    says_leaving: bool = False
    reason_kind: LeaveReason | None = None
    destinations: Annotated[tuple[DestinationBody, ...], Meta(max_length=10)] = ()
    late_reason: Note = ""
    frequency: Note = ""
    place: Note = ""
    person_kind: ContactPerson | None = None
    person: Note = ""
    supervision_class: SupervisionClass | None = None
    months: Annotated[int, Meta(ge=0, le=24)] = 0
    injunction: Note = ""

    def draft(self) -> ApplicationDraft:
        """What the domain takes."""
        content = ApplicationContent(
            reason=self.reason,
            reason_kind=self.reason_kind or "",
            destinations=tuple(Destination(each.address, each.division, each.place) for each in self.destinations),
            late_reason=self.late_reason,
            frequency=self.frequency,
            place=self.place,
            person_kind=self.person_kind or "",
            person=self.person,
            supervision_class=self.supervision_class or "",
            months=self.months,
            injunction=self.injunction,
        )
        return ApplicationDraft(self.kind, content, self.from_on, self.until_on, self.proof_id, self.says_leaving)


class ApprovalBody(Body, frozen=True):
    """Which asking was shown, a note, the second factor where head or city decides, the forbidden zones it opens."""

    revision: Revision
    note: Note = ""
    code: Annotated[str, Meta(max_length=40)] = ""
    opened_conditions: Annotated[tuple[UUID, ...], Meta(max_length=20)] = ()


class RefusalBody(Body, frozen=True):
    """Which asking was shown, and why it is refused."""

    revision: Revision
    reason: Note
    code: Annotated[str, Meta(max_length=40)] = ""


class ReturnBody(Body, frozen=True):
    """Which asking was shown, and what is to be mended."""

    revision: Revision
    reason: Note


class ForwardingBody(Body, frozen=True):
    """Which asking was shown, and the opinion with which it goes on."""

    revision: Revision
    opinion: Note


class WithdrawalBody(Body, frozen=True):
    """Why it is taken back, or cancelled."""

    reason: Note


class SignOffBody(Body, frozen=True):
    """When the person came back."""

    back_at: Moment
    note: Note = ""


class ShorteningBody(Body, frozen=True):
    """The new last day, and why."""

    until_on: date
    reason: Note


class TellingBody(Body, frozen=True):
    """Who was told, on which day."""

    recipient: Recipient
    told_on: date


class ApplicationView(View, frozen=True):
    """An application without what it says; `waits_at` is whose turn it is, `revision` goes back with a decision."""

    id: UUID
    number: str
    supervisee_id: UUID
    kind: ApplicationKind
    state: ApplicationState
    decider: Decider
    waits_at: Decider | None
    from_on: date
    until_on: date | None
    days: int | None
    proof_id: UUID | None
    revision: int
    asked_at: datetime
    decided_at: datetime | None
    decided_by_name: str
    suspends_from: datetime | None
    suspends_until: datetime | None
    opened_conditions: list[UUID]
    back_at: datetime | None
    ended_at: datetime | None
    ended_by: EndedBy | None

    @classmethod
    def of_application(cls, one: Application) -> "ApplicationView":
        """The view of an application."""
        return cls.of(one, supervisee_id=one.file_id, opened_conditions=list(one.opened_conditions))


class ApplicationLineView(View, frozen=True):
    """An application in a list, its person masked."""

    name: str
    reason_kind: str
    application: ApplicationView

    @classmethod
    def of_summary(cls, one: ApplicationSummary) -> "ApplicationLineView":
        """The view of an application in a list."""
        return cls(one.person.name, one.reason_kind, ApplicationView.of_application(one.application))


class SaidView(Struct, frozen=True):
    """An application of a file, in clear."""

    application: ApplicationView
    content: ApplicationContent

    @classmethod
    def of_pair(cls, pair: tuple[Application, ApplicationContent]) -> "SaidView":
        """The view of an application with what it says."""
        return cls(ApplicationView.of_application(pair[0]), pair[1])


class ApprovalStepView(View, frozen=True):
    """One step; `document` is the number of the delegation or mandate by which it was taken."""

    step: StepKind
    taken_at: datetime
    taken_by_name: str
    role: Role
    office_name: str
    document: str
    note: str

    @classmethod
    def of_step(cls, step: ApprovalStep) -> "ApprovalStepView":
        """The view of a step."""
        return cls.of(step)


class ApplicationNoticeView(View, frozen=True):
    """Who is to be told, until when, and when it was done."""

    recipient: Recipient
    due_on: date
    told_on: date | None
    told_by_name: str

    @classmethod
    def of_notice(cls, notice: ApplicationNotice) -> "ApplicationNoticeView":
        """The view of a notice."""
        return cls.of(notice)


class OpenedApplicationView(View, frozen=True):
    """An application in clear with its steps; `route_steps` is the arithmetic by which its decider follows now."""

    name: str
    application: ApplicationView
    content: ApplicationContent
    steps: list[ApprovalStepView]
    notices: list[ApplicationNoticeView]
    route_steps: list[str]
    purpose: Purpose

    @classmethod
    def of_opened(cls, opened: OpenedApplication) -> "OpenedApplicationView":
        """The view of an application that was opened."""
        return cls(
            name=opened.name,
            application=ApplicationView.of_application(opened.application),
            content=opened.content,
            steps=[ApprovalStepView.of_step(step) for step in opened.steps],
            notices=[ApplicationNoticeView.of_notice(notice) for notice in opened.notices],
            route_steps=[str(step) for step in opened.route.steps] if opened.route else [],
            purpose=opened.purpose,
        )
