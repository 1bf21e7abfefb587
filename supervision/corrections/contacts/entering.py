"""What officers enter about contacts, checked before anything is written."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

import msgspec

from supervision.audit import Act
from supervision.corrections.contacts.store import ContactContent, StepDetail
from supervision.corrections.contacts.words import PLANNABLE, TOOK_PLACE, ContactKind, Outcome, needs_text
from supervision.corrections.file_state import FILE_ENDED, FileEnded
from supervision.corrections.presence import NOBODY_SAID, Presence, has_guardian_duty, read_presence
from supervision.corrections.rules import CorrectionRuleName, find_correction_rule
from supervision.corrections.store import StoredFile, load_file
from supervision.errors import InputInvalid, RuleRefused
from supervision.legal_time import legal_day
from supervision.officers import Officer
from supervision.officers.holidays import legal_calendar
from supervision.periods import CountedPeriod, count_period
from supervision.texts import needed_text, optional_text
from supervision.vault import DataKey
from supervision.wording import Wording

MOST_TEXT = 2_000
MOST_PLACE = 100

KIND_WRONG = Wording("请选择列出的种类。", "Choose one of the listed kinds.")
OUTCOME_WRONG = Wording("现在还不能登记这种结果。", "This outcome cannot be put down yet.")
TIME_PAST = Wording("计划的时间须在将来。", "What is planned lies ahead.")
TIME_FUTURE = Wording("发生的时间不能晚于现在。", "What happened does not lie in the future.")
TIME_BACKWARDS = Wording("结束时间不能早于开始时间。", "The end cannot lie before the beginning.")
NEW_TIME_NEEDED = Wording("改期须填写新的时间。", "Rescheduling needs the new time.")
REASONS_DAY_PAST = Wording("说明理由的期限不能早于今天。", "Reasons cannot be due before today.")
NOT_SUPERVISED = Wording(
    "本人不在矫（已结束、羁押、已转出或者矫正期满），不能再安排。",
    "The person is not under supervision then (ended, in custody, transferred, or past the term): nothing is planned.",
)
MOVED_ALREADY = Wording("已经改期，请在新的一次上登记。", "It was rescheduled: put it down on the new one.")
NOT_AWAITED = Wording("没有待说明的理由。", "No reasons are awaited.")


class NotSupervised(RuleRefused):
    """The person has no duties at that time."""

    code = "not-supervised"


class ContactMoved(RuleRefused):
    """The contact was rescheduled; what becomes of it is put down on the one that follows."""

    code = "contact-rescheduled"


class ContactChangedMeanwhile(RuleRefused):
    """Somebody else put something down for the contact after it was opened; says who and when."""

    code = "contact-changed-meanwhile"

    def __init__(self, changed_by: str, changed_at: datetime) -> None:
        super().__init__(
            Wording(
                f"在您打开之后，{changed_by or '系统'}已经登记，请核对后再试。",
                f"{changed_by or 'The service'} put something down after you opened it; look at it again.",
            )
        )
        self.changed_by = changed_by
        self.changed_at = changed_at


@dataclass(frozen=True, slots=True)
class Appointment:
    """When, what about and where."""

    planned_from: datetime
    planned_until: datetime
    text: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Logged:
    """An outcome as an officer puts it down.

    `happened_at` is when it took place, by default as planned; `moved_to` is the new time of what is rescheduled;
    `reasons_due_on` until when reasons may follow, by default as the rule says; `following` what is planned next;
    `presence` who of a minor's guardians was there.
    """

    outcome: Outcome
    text: str = ""
    next_step: str = ""
    happened_at: datetime | None = None
    moved_to: Appointment | None = None
    reasons_due_on: date | None = None
    following: tuple[ContactKind, Appointment] | None = None
    presence: Presence = NOBODY_SAID


async def reasons_due(on: date, division: str) -> CountedPeriod:
    """Until when reasons for an absence may follow that is put down on that day."""
    rule = find_correction_rule(CorrectionRuleName.CONTACT_REASONS_DUE, on, division)
    return count_period(on, rule.number, rule.unit, await legal_calendar())


async def load_recordable(officer: Officer, file_id: UUID) -> StoredFile:
    """A file, locked, on which contacts may be put down. FileEnded."""
    file = await load_file(officer, Act.CONTACT_RECORD, file_id, lock=True)
    if file.state.is_closed:
        raise FileEnded(FILE_ENDED)
    return file


def checked_appointment(kind: ContactKind, appointment: Appointment, file: StoredFile, now: datetime) -> ContactContent:
    """What an appointment says beside its time. InputInvalid for a wrong kind or time, NotSupervised."""
    if kind not in PLANNABLE:
        raise InputInvalid(KIND_WRONG, field="kind")
    if appointment.planned_from <= now:
        raise InputInvalid(TIME_PAST, field="planned_from")
    if appointment.planned_until < appointment.planned_from:
        raise InputInvalid(TIME_BACKWARDS, field="planned_until")
    if not file.state.is_supervised or legal_day(appointment.planned_from) > file.term_ends_on:
        raise NotSupervised(NOT_SUPERVISED)
    text = optional_text(appointment.text, "text", MOST_TEXT)
    return ContactContent(text, optional_text(appointment.place, "place", MOST_PLACE))


async def checked_outcome(
    logged: Logged, offered: tuple[Outcome, ...], division: str, now: datetime, *, needs_why: bool = False
) -> tuple[StepDetail, date | None]:
    """What is written down with an outcome, and until when reasons may follow. InputInvalid."""
    if logged.outcome not in offered:
        raise InputInvalid(OUTCOME_WRONG, field="outcome")
    if logged.happened_at is not None and logged.happened_at > now:
        raise InputInvalid(TIME_FUTURE, field="happened_at")
    is_needed = needs_why or needs_text(logged.outcome)
    text = (needed_text if is_needed else optional_text)(logged.text, "text", MOST_TEXT)
    detail = StepDetail(text, optional_text(logged.next_step, "next_step"))
    if logged.outcome is not Outcome.REASONS_AWAITED:
        return detail, None
    today = legal_day(now)
    due_on = logged.reasons_due_on or (await reasons_due(today, division)).due_on
    if due_on < today:
        raise InputInvalid(REASONS_DAY_PAST, field="reasons_due_on")
    return detail, due_on


def with_presence(
    detail: StepDetail, logged: Logged, kind: ContactKind, file: StoredFile, key: DataKey, now: datetime
) -> StepDetail:
    """The detail with who of a minor's guardians was there, which a talk has to say that took place. InputInvalid."""
    took_place = kind is ContactKind.TALK and logged.outcome in TOOK_PLACE
    day = legal_day(logged.happened_at or now)
    is_owed = took_place and has_guardian_duty(file.identity(key), day, file.division, is_minor=file.is_minor)
    presence = read_presence(logged.presence, is_minor=file.is_minor, is_owed=is_owed)
    return msgspec.structs.replace(detail, presence=presence)
