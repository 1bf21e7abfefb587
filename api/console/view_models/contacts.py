"""Contacts: the timeline of a file, one contact, queues, the caseload, a month, and one act for many."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from api.console.view_models.base import Choice, Deadline, FormState, Happening, Id, Line, Paging, View
from api.console.view_models.supervisees import SuperviseeTab


@dataclass(frozen=True, slots=True, kw_only=True)
class Chip:
    """A filter that is applied, and the same list without it."""

    label: str
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineLine:
    """A contact in clear as a row; `tone` is of the outcome, never of the person."""

    contact_id: Id
    kind: str
    outcome: str
    is_overdue: bool
    at: datetime
    is_day_only: bool
    deadline: Deadline | None
    text: str
    place: str
    next_step: str
    officer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactsTab(SuperviseeTab):
    """接触记录: the contacts of the file, newest first, 25 a page.

    Filters stay in the address: `kind`, `outcome` (or `open`), `from`, `to`, `hide_system`, `cursor`. Forms post to
    `/console/supervisees/{id}/contacts` (`kind`, `happened_at`, `outcome`, `place`, `text`, `next_step`) and
    `…/appointments` (`kind`, `planned_from`, `planned_until`, `place`, `text`).
    """

    template: ClassVar[str] = "supervisees/contacts.html"
    lines: tuple[TimelineLine, ...]
    kinds: tuple[Choice, ...]
    outcomes: tuple[Choice, ...]
    filters: Mapping[str, str]
    chips: tuple[Chip, ...]
    paging: Paging
    supervision_class: str
    addable: tuple[Choice, ...] = ()
    plannable: tuple[Choice, ...] = ()
    added_with: tuple[Choice, ...] = ()
    form: FormState = FormState()


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactView(View):
    """One contact with its history and what can be done now.

    Posts to `/console/contacts/{id}/…`: `outcome` (`revision`, `outcome`, `happened_at`, `text`, `next_step`,
    `reasons_due_on`, `moved_from`, `moved_until`, `moved_place`, `next_kind`, `next_from`, `next_until`, `next_place`,
    of a minor's talk `guardian` or `guardian_absence`; then `checked`), `reasons` (`revision`, `reasons`), `reminders`
    (`way`, `was_reached`).
    """

    template: ClassVar[str] = "contacts/one.html"
    contact_id: Id
    supervisee_id: Id
    name: str
    number: str
    kind: str
    outcome: str
    planned_on: date | None
    planned_from: datetime | None
    planned_until: datetime | None
    happened_at: datetime | None
    deadline: Deadline | None
    text: str
    place: str
    history: tuple[Happening, ...]
    revision: int
    reasons_due_on: date | None = None
    follows: Id | None = None
    moved_to: Id | None = None
    outcomes: tuple[Choice, ...] = ()
    plannable: tuple[Choice, ...] = ()
    is_minor: bool = False
    may_record: bool = False
    may_give_reasons: bool = False
    may_remind: bool = False
    reminder: str = ""
    ways: tuple[Choice, ...] = ()
    reminders: tuple[Happening, ...] = ()
    form: FormState = FormState()


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckView(View):
    """What will be written, before it is written: the same fields again, with `checked=yes`, to `action_path`."""

    template: ClassVar[str] = "contacts/check.html"
    heading: str
    action: str
    action_path: str
    back_path: str
    shown: tuple[Line, ...]
    hidden: Mapping[str, tuple[str, ...]]
    paper: str = ""
    """What document can be brought along as `paper`; none where it is empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueLine:
    """A contact in a queue, its person masked."""

    contact_id: Id
    supervisee_id: Id
    masked_name: str
    number: str
    kind: str
    planned_on: date | None
    planned_from: datetime | None
    deadline: Deadline | None
    reminder: str = ""
    outcome: str = ""
    at: datetime | None = None
    """When it took place; of what did not, nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactQueueView(View):
    """What is to be done about contacts. Filters: `show`, `office`, `cursor`."""

    template: ClassVar[str] = "contacts/queues.html"
    lines: tuple[QueueLine, ...]
    shows: tuple[Choice, ...]
    show: str
    offices: tuple[Choice, ...]
    filters: Mapping[str, str]
    paging: Paging
    may_record: bool = False
    may_plan: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseloadRow:
    """Somebody under supervision, masked; `concerns` say what is wrong, in words."""

    supervisee_id: Id
    masked_name: str
    number: str
    category: str
    office_name: str
    last_kind: str
    last_at: datetime | None
    last_outcome: str
    next_id: Id | None
    next_kind: str
    next_on: date | None
    next_at: datetime | None
    concerns: tuple[str, ...]
    responsible_name: str
    has_alert: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOverView(View):
    """A whole caseload handed over: posts `from_officer`, who answers for `count` files, and `to_officer`."""

    template: ClassVar[str] = "contacts/hand_over.html"
    givers: tuple[Choice, ...]
    takers: tuple[Choice, ...]
    form: FormState = FormState()


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenRow:
    """Somebody whose file the officer opened lately, masked."""

    supervisee_id: Id
    masked_name: str
    number: str
    category: str
    state: str
    seen_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenView(View):
    """最近查阅: whose files the officer opened within seven days, the last first."""

    template: ClassVar[str] = "contacts/seen.html"
    rows: tuple[SeenRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseloadView(View):
    """我的对象: whose next contact is due first first, 25 a page.

    Filters: `whose` (mine, all or nobodys), `query` (a name or a number), `office`, `category`, `next`, `wrong`,
    `cursor`.
    """

    template: ClassVar[str] = "contacts/caseload.html"
    whose: str
    rows: tuple[CaseloadRow, ...]
    categories: tuple[Choice, ...]
    kinds: tuple[Choice, ...]
    offices: tuple[Choice, ...]
    filters: Mapping[str, str]
    paging: Paging
    may_hand_over: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthEntry:
    """One contact on a day; `time` is empty for what has a last day only."""

    contact_id: Id
    time: str
    masked_name: str
    kind: str
    outcome: str
    is_overdue: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthDay:
    """A day of the month's sheet."""

    day: date
    is_off: bool
    is_today: bool
    is_in_month: bool
    entries: tuple[MonthEntry, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthView(View):
    """A month's calendar, Monday first. Filters: `month` (2026-11), `office`."""

    template: ClassVar[str] = "contacts/month.html"
    first: date
    weeks: tuple[tuple[MonthDay, ...], ...]
    total: int
    before_path: str
    after_path: str
    offices: tuple[Choice, ...]
    filters: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Somebody who may have been asked to come, masked; `due_on` is the last day of a duty of the kind that waits.

    `went` is one of the view's `choices`, as it stands until an officer says otherwise.
    """

    supervisee_id: Id
    masked_name: str
    number: str
    due_on: date | None
    went: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanCandidate:
    """Somebody who may be asked to come, masked; `due_on` is the last day of a duty of the kind that waits."""

    supervisee_id: Id
    masked_name: str
    number: str
    due_on: date | None
    term_ends_on: date
    office_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TogetherView(View):
    """One act for many: posts `act`, `kind`, `happened_at`, `place`, `text`, the `people`, and how each `went-…`.

    `has_plan` where something of the kind was planned for today. Filters: `kind`, `office`.
    """

    template: ClassVar[str] = "contacts/together.html"
    act_id: Id
    people: tuple[Candidate, ...]
    choices: tuple[Choice, ...]
    kinds: tuple[Choice, ...]
    offices: tuple[Choice, ...]
    filters: Mapping[str, str]
    has_plan: bool = False
    may_plan: bool = False
    form: FormState = FormState()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanTogetherView(View):
    """An appointment for many: posts `act`, `kind`, `planned_from`, `…_until`, `…_text`, `…_place`, and `people`.

    Filters: `kind`, `office`.
    """

    template: ClassVar[str] = "contacts/plan_together.html"
    act_id: Id
    people: tuple[PlanCandidate, ...]
    kinds: tuple[Choice, ...]
    offices: tuple[Choice, ...]
    filters: Mapping[str, str]
    form: FormState = FormState()
