"""Measures as the API shows and takes them: what applies with its counting, the measure with its steps."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from msgspec import Meta

from api.v1.requests import Body, Moment, ShortText
from api.v1.views import View
from supervision.corrections.category import Category
from supervision.corrections.sanctions.delivering import Outcome, ServiceProof
from supervision.corrections.sanctions.findings import OpenedFinding
from supervision.corrections.sanctions.ladder import Rung, RungStatus
from supervision.corrections.sanctions.lapses import OpenedLapse
from supervision.corrections.sanctions.listing import ConductOfPerson, MeasureSummary, OpenedMeasure
from supervision.corrections.sanctions.store import StoredMeasure, TakenStep
from supervision.corrections.sanctions.words import MeasureKind, MeasureState, MeasureStep, Reply, Trigger
from supervision.legal_rules import Confidence, LegalRule, Unit

Name = Annotated[str, Meta(min_length=1, max_length=60)]


class AppliedRule(View, frozen=True):
    """The row of the rule table that was applied."""

    name: str
    number: int
    unit: Unit
    source: str
    confidence: Confidence

    @classmethod
    def of_rule(cls, rule: LegalRule) -> "AppliedRule":
        """The view of a row."""
        return cls.of(rule, name=rule.name.value, source=str(rule.source))


class RungView(View, frozen=True):
    """A measure on a ground: how far the facts carry it, the counting, its source; `records` can be chosen from."""

    kind: MeasureKind
    trigger: Trigger
    status: RungStatus
    steps: list[str]
    source: str
    rules: list[AppliedRule]
    records: list[UUID]

    @classmethod
    def of_rung(cls, rung: Rung) -> "RungView":
        """The view of a line of the ladder."""
        return cls(
            kind=rung.kind,
            trigger=rung.trigger,
            status=rung.status,
            steps=[str(step) for step in rung.steps],
            source=str(rung.source),
            rules=[AppliedRule.of_rule(rule) for rule in rung.rules],
            records=list(rung.record_ids),
        )


class MeasureLineView(View, frozen=True):
    """A measure in a list, its person masked; of a sealed one neither kind nor ground is told."""

    id: UUID
    number: str | None
    supervisee_id: UUID
    name: str | None
    kind: MeasureKind | None
    trigger: Trigger | None
    state: MeasureState
    is_sealed: bool
    proposed_at: datetime
    decided_at: datetime | None
    delivered_on: date | None
    copy_due_on: date | None
    objection_due_on: date | None
    ruling_due_on: date | None
    ruling_due_at: datetime | None
    custody_until: date | None

    @classmethod
    def of_measure(cls, measure: StoredMeasure, name: str | None = None) -> "MeasureLineView":
        """The view of a measure, with the masked name in lists of several people."""
        told = None if measure.is_sealed else measure
        return cls.of(
            measure,
            name=name,
            supervisee_id=measure.file_id,
            kind=told and told.kind,
            trigger=told and told.trigger,
        )

    @classmethod
    def of_summary(cls, one: MeasureSummary) -> "MeasureLineView":
        """The view of a measure in a queue."""
        return cls.of_measure(one.measure, one.person.name)


class MeasureStepView(View, frozen=True):
    """One step; `day`, `organ` and the like are empty where the step has none."""

    step: MeasureStep
    taken_at: datetime
    taken_by_name: str
    text: str
    day: date | None
    reply: str
    organ: str
    document: str
    witnesses: list[str]
    outcome: str
    paper_id: UUID | None

    @classmethod
    def of_step(cls, taken: TakenStep) -> "MeasureStepView":
        """The view of a step in clear."""
        detail = taken.detail
        return cls.of(
            taken,
            text=detail.text,
            day=detail.day,
            reply=detail.reply,
            organ=detail.organ,
            document=detail.document,
            witnesses=list(detail.witnesses),
            outcome=detail.outcome,
        )


class MeasureView(View, frozen=True):
    """A measure in clear; `facts` is null and the rest empty where it is sealed and no legal basis was given."""

    measure: MeasureLineView
    name: str
    category: Category
    facts: str | None
    counting: list[str]
    source: str
    steps: list[MeasureStepView]
    reviews: list[UUID]

    @classmethod
    def of_opened(cls, opened: OpenedMeasure) -> "MeasureView":
        """The view of a measure that was opened."""
        content = opened.content
        return cls(
            measure=MeasureLineView.of_measure(opened.measure),
            name=opened.name,
            category=opened.file.category,
            facts=content.facts if content else None,
            counting=[str(one) for one in content.counting_words] if content else [],
            source=content.source[0] if content else "",
            steps=[MeasureStepView.of_step(step) for step in opened.steps],
            reviews=list(opened.reviews),
        )


class ExcuseView(View, frozen=True):
    """Days that do not count, and why."""

    first_on: date
    last_on: date
    reason: str
    accepted_by_name: str


class LapseView(View, frozen=True):
    """A time out of supervision."""

    id: UUID
    began_on: date
    ended_on: date | None
    reason: str
    evidence: str
    confirmed_by_name: str
    confirmed_at: datetime
    cancelled_at: datetime | None
    excuses: list[ExcuseView]

    @classmethod
    def of_lapse(cls, lapse: OpenedLapse) -> "LapseView":
        """The view of a time out of supervision in clear."""
        return cls.of(
            lapse,
            reason=lapse.reason.reason,
            evidence=lapse.reason.evidence,
            excuses=[
                ExcuseView(one.span.first, one.span.last, one.reason, one.accepted_by_name) for one in lapse.excuses
            ],
        )


class FindingView(View, frozen=True):
    """A written finding that the person is unrepentant."""

    id: UUID
    found_on: date
    facts: str
    recorded_by_name: str
    withdrawn_at: datetime | None

    @classmethod
    def of_finding(cls, finding: OpenedFinding) -> "FindingView":
        """The view of a finding in clear."""
        return cls.of(finding)


class ConductView(View, frozen=True):
    """What applies to a person, what was taken, and what officers confirmed and found."""

    ladder: list[RungView]
    measures: list[MeasureLineView]
    lapses: list[LapseView]
    findings: list[FindingView]

    @classmethod
    def of_conduct(cls, conduct: ConductOfPerson) -> "ConductView":
        """The view of all that concerns a person."""
        return cls(
            ladder=[RungView.of_rung(rung) for rung in conduct.rungs],
            measures=[MeasureLineView.of_measure(one) for one in conduct.measures],
            lapses=[LapseView.of_lapse(one) for one in conduct.lapses],
            findings=[FindingView.of_finding(one) for one in conduct.findings],
        )


class NewMeasure(Body, frozen=True):
    """What is proposed and on which facts; `record_ids` chooses among those of the line, without it all of them."""

    kind: MeasureKind
    trigger: Trigger
    facts: ShortText
    record_ids: tuple[UUID, ...] | None = None


class Hearing(Body, frozen=True):
    """What came of asking the person."""

    reply: Reply
    text: ShortText


class Text(Body, frozen=True):
    """What is written."""

    text: ShortText


class Deciding(Body, frozen=True):
    """What the officer who decides adds."""

    note: str = ""


class Serving(Body, frozen=True):
    """When the person was served: the signed paper on the file or two witnesses, and a fresh one-time code."""

    served_on: date
    code: str
    paper_id: UUID | None = None
    witnesses: tuple[Name, ...] = ()

    def proof(self) -> ServiceProof:
        """How it is proved."""
        return ServiceProof(self.paper_id, self.witnesses)


class Sending(Body, frozen=True):
    """To which organ a proposal was sent and when, and a fresh one-time code."""

    sent_at: Moment
    organ: Name
    code: str


class Copying(Body, frozen=True):
    """Which prosecutor's office was given a copy, and when."""

    copied_on: date
    prosecutor: Name


class OutcomeBody(Body, frozen=True):
    """What the organ decided, by which document; the paper is an attachment of the file."""

    is_granted: bool
    decided_on: date
    document: Name
    note: str = ""
    paper_id: UUID | None = None

    def outcome(self) -> Outcome:
        """What is recorded."""
        return Outcome(self.is_granted, self.decided_on, self.document, self.note, self.paper_id)


class Objection(Body, frozen=True):
    """What the person objects, or how they turned to the prosecutor, and when."""

    on: date
    text: ShortText


class Annulment(Body, frozen=True):
    """Why it is annulled, and a fresh one-time code."""

    reason: ShortText
    code: str


class NewLapse(Body, frozen=True):
    """Since when the person is out of supervision, why the officer holds that for confirmed, on what evidence."""

    began_on: date
    reason: ShortText
    evidence: ShortText


class LapseEnding(Body, frozen=True):
    """The day of return."""

    ended_on: date


class NewExcuse(Body, frozen=True):
    """Days that do not count, both included, and why."""

    first_on: date
    last_on: date
    reason: ShortText


class NewFinding(Body, frozen=True):
    """The facts that show that the person is unrepentant."""

    facts: ShortText


class LegalBasisGiven(Body, frozen=True):
    """On which legal basis a sealed record is read; it is kept."""

    legal_basis: Annotated[str, Meta(min_length=1, max_length=400)]
