"""The beginning of a correction as clients write and read it."""

from datetime import date, datetime
from typing import Self
from uuid import UUID

from msgspec import Struct

from api.v1.requests import Body, ShortText
from supervision.corrections.guardians.store import Guardian
from supervision.corrections.guardians.words import GuardianFacts
from supervision.corrections.induction.exit_bans import KeptStep
from supervision.corrections.induction.group import GroupMember, KeptMember
from supervision.corrections.induction.movements import Movement
from supervision.corrections.induction.needs import Need
from supervision.corrections.induction.opening import Induction
from supervision.corrections.induction.plan import Plan, PlanVersion
from supervision.corrections.induction.words import Direction, ExitBanStep, NeedKind, NeedState, OrganKind


class ResponsibleBody(Body, frozen=True):
    """Who is to answer for a file."""

    officer_id: UUID


class Group(Body, frozen=True):
    """Everybody who is in the group from now on."""

    members: tuple[GroupMember, ...]


class NextPlan(Body, frozen=True):
    """A plan, and the version that it was made from: 0 for the first."""

    version: int
    plan: Plan


class PlanSaved(Struct, frozen=True):
    """The version that was saved."""

    version: int


class NewNeed(Body, frozen=True):
    """A need, to whom it is referred, and by when an answer is asked for."""

    kind: NeedKind
    text: ShortText
    referred_to: ShortText
    due_on: date | None = None


class NeedAnswer(Body, frozen=True):
    """What came of a need."""

    state: NeedState
    answer: ShortText


class NewExitBanStep(Body, frozen=True):
    """The next step, with whom and under which number."""

    step: ExitBanStep
    happened_on: date
    note: ShortText


class NewMovement(Body, frozen=True):
    """A paper that came in or went out."""

    direction: Direction
    organ: OrganKind
    title: ShortText
    organ_name: ShortText
    happened_on: date
    number: str = ""
    attachment_id: UUID | None = None


class Receipt(Body, frozen=True):
    """When the receipt came, or was given."""

    receipt_on: date


class NewGuardian(Body, frozen=True):
    """A guardian of a minor, and since when."""

    facts: GuardianFacts
    from_on: date


class GuardianChange(Body, frozen=True):
    """What is known of a guardian now, and the version that was opened."""

    version: int
    facts: GuardianFacts


class GuardianEnd(Body, frozen=True):
    """The last day of a guardian, and why."""

    until_on: date
    reason: ShortText


class GuardianVersionView(Struct, frozen=True):
    """What was known of a guardian from a moment on."""

    version: int
    facts: GuardianFacts
    made_at: datetime
    made_by: str


class GuardianView(Struct, frozen=True):
    """A guardian, from when to when, with every version, the newest first."""

    id: UUID
    from_on: date
    until_on: date | None
    end_reason: str
    versions: list[GuardianVersionView]

    @classmethod
    def of(cls, guardian: Guardian) -> Self:
        """What clients see of a guardian."""
        versions = [
            GuardianVersionView(one.number, one.facts, one.made_at, one.made_by_name) for one in guardian.versions
        ]
        return cls(guardian.id, guardian.from_on, guardian.until_on, guardian.end_reason, versions)


class MemberView(Struct, frozen=True):
    """Somebody in the group, from when to when."""

    member: GroupMember
    from_on: date
    until_on: date | None

    @classmethod
    def of(cls, kept: KeptMember) -> Self:
        """What clients see of a member."""
        return cls(kept.member, kept.from_on, kept.until_on)


class PlanView(Struct, frozen=True):
    """One version of the plan."""

    version: int
    plan: Plan
    made_at: datetime
    made_by: str

    @classmethod
    def of(cls, saved: PlanVersion) -> Self:
        """What clients see of a version."""
        return cls(saved.version, saved.plan, saved.made_at, saved.made_by_name)


class NeedView(Struct, frozen=True):
    """A need with its answer, if there is one."""

    id: UUID
    kind: NeedKind
    state: NeedState
    text: str
    referred_to: str
    due_on: date | None
    referred_at: datetime
    answer: str
    closed_at: datetime | None

    @classmethod
    def of(cls, need: Need) -> Self:
        """What clients see of a need."""
        return cls(
            need.id,
            need.kind,
            need.state,
            need.text,
            need.referred_to,
            need.due_on,
            need.referred_at,
            need.answer,
            need.closed_at,
        )


class ExitBanView(Struct, frozen=True):
    """A step of the exit ban."""

    step: ExitBanStep
    happened_on: date
    note: str

    @classmethod
    def of(cls, kept: KeptStep) -> Self:
        """What clients see of a step."""
        return cls(kept.step, kept.happened_on, kept.note)


class MovementView(Struct, frozen=True):
    """A paper that came in or went out, with its receipt."""

    id: UUID
    direction: Direction
    organ: OrganKind
    title: str
    number: str
    organ_name: str
    happened_on: date
    attachment_id: UUID | None
    receipt_on: date | None

    @classmethod
    def of(cls, one: Movement) -> Self:
        """What clients see of a paper."""
        paper = one.paper
        return cls(
            one.id,
            one.direction,
            one.organ,
            paper.title,
            paper.number,
            paper.organ_name,
            one.happened_on,
            one.attachment_id,
            one.receipt_on,
        )


class InductionView(Struct, frozen=True):
    """Group, plans, needs, exit ban and papers, each newest first."""

    group: list[MemberView]
    plans: list[PlanView]
    needs: list[NeedView]
    exit_ban: list[ExitBanView]
    next_exit_ban_step: ExitBanStep | None
    movements: list[MovementView]

    @classmethod
    def of(cls, found: Induction) -> Self:
        """What clients see."""
        return cls(
            [MemberView.of(kept) for kept in found.members],
            [PlanView.of(saved) for saved in found.plans],
            [NeedView.of(need) for need in found.needs],
            [ExitBanView.of(kept) for kept in found.exit_ban],
            found.next_exit_ban_step,
            [MovementView.of(one) for one in found.movements],
        )
