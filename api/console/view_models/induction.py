"""How a correction begins: two tabs of the file, and the queue of what is undone."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from api.console.view_models.base import Attachment, Choice, FormState, Happening, Id, LegalBasis, Line, Paging, View
from api.console.view_models.supervisees import SuperviseeTab


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberLine:
    """Somebody who is or was in the group."""

    kind: str
    name: str
    is_woman: bool
    knows_minors: bool
    unit: str
    phone: str
    from_on: date
    until_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanText:
    """One part of a plan; `name` is its field."""

    name: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanLine:
    """A saved version of the plan."""

    version: int
    made_at: datetime
    made_by: str
    parts: tuple[PlanText, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedLine:
    """A need, to whom it was referred, and what came of it."""

    need_id: Id
    kind: str
    state: str
    text: str
    referred_to: str
    referred_at: datetime
    due_on: date | None = None
    is_overdue: bool = False
    answer: str = ""
    closed_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GuardianLine:
    """A guardian as they are known now, with what was known before; `until_on` once they are it no longer."""

    guardian_id: Id
    version: int
    name: str
    relation: str
    phone: str
    document_number: str
    address: str
    from_on: date
    until_on: date | None = None
    end_reason: str = ""
    history: tuple[Happening, ...] = ()
    form: FormState = FormState()


@dataclass(frozen=True, slots=True, kw_only=True)
class CarriedLine:
    """What was carried over of an assessment before the sentence."""

    suitability: str
    replied_on: date
    facts: tuple[Line, ...]
    carried_by: str
    carried_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanTab(SuperviseeTab):
    """方案: the group, the plan, and needs.

    Posts to `/console/supervisees/{id}/…`: `group` (repeated `member_kind`, `member_name`, `member_sex`,
    `member_minors`, `member_unit`, `member_phone`), `plan` (`version` and the parts), `needs` (`kind`, `text`,
    `referred_to`, `due_on`), `needs/{need}/answer` (`state`, `answer`), `guardians`
    (`guardian_name`, `relation`, `guardian_phone`, `guardian_document`, `guardian_address`, `from_on`),
    `guardians/{guardian}` (the same, `version` for `from_on`), `guardians/{guardian}/ending` (`until_on`, `reason`).
    `sought` is the form that came back refused.
    """

    template: ClassVar[str] = "supervisees/plan.html"
    members: tuple[MemberLine, ...]
    former: tuple[MemberLine, ...]
    group_basis: LegalBasis
    member_kinds: tuple[Choice, ...]
    plans: tuple[PlanLine, ...]
    needs: tuple[NeedLine, ...]
    need_kinds: tuple[Choice, ...]
    need_answers: tuple[Choice, ...]
    guardians: tuple[GuardianLine, ...] = ()
    """On a minor's file, those who are it before those who were."""
    is_guardian_missing: bool = False
    relations: tuple[Choice, ...] = ()
    guardian_form: FormState = FormState()
    group_form: FormState
    plan_form: FormState
    need_form: FormState
    carried: tuple[CarriedLine, ...] = ()
    may_change: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MovementLine:
    """A paper that came in or went out, and its receipt."""

    movement_id: Id
    direction: str
    organ: str
    title: str
    number: str
    organ_name: str
    happened_on: date
    attachment: Attachment | None = None
    receipt_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExitBanLine:
    """A step of the exit ban."""

    step: str
    happened_on: date
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MovementsTab(SuperviseeTab):
    """收发文: papers received and sent, and the exit ban.

    Posts to `/console/supervisees/{id}/…`: `movements` (`direction`, `organ`, `title`, `number`, `organ_name`,
    `happened_on`, file `paper`), `movements/{movement}/receipt` (`receipt_on`), `exit-ban` (`step`, `happened_on`,
    `note`).
    """

    template: ClassVar[str] = "supervisees/movements.html"
    movements: tuple[MovementLine, ...]
    directions: tuple[Choice, ...]
    organs: tuple[Choice, ...]
    exit_ban: tuple[ExitBanLine, ...]
    next_exit_ban_step: str = ""
    form: FormState = FormState()
    exit_ban_form: FormState = FormState()
    may_change: bool = False
    may_change_exit_ban: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class InductionLine:
    """A file with something undone."""

    supervisee_id: Id
    number: str
    masked_name: str
    category: str
    office_name: str
    opened_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class InductionQueueView(View):
    """What is undone of induction, one queue at a time; `tab` is where it is done. Filters: `queue`, `cursor`."""

    template: ClassVar[str] = "induction.html"
    queue: str
    queues: tuple[Choice, ...]
    lines: tuple[InductionLine, ...]
    paging: Paging
    tab: str
