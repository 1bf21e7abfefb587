"""What the pages of contacts are given."""

from datetime import date, datetime
from uuid import UUID

from api.console import formats
from api.console.page_forms import read_choice, read_day
from api.console.page_moments import moment_value
from api.console.pages_base import PageRequest, address
from api.console.supervisee_header import header_of
from api.console.view_models.base import Choice, Deadline, FormState, Happening
from api.console.view_models.contacts import Chip, ContactsTab, ContactView, QueueLine, TimelineLine
from api.console.words_correction_rules import CORRECTION_RULE_NAMES
from supervision.audit import Act
from supervision.corrections.classes import class_on
from supervision.corrections.contacts.entering import reasons_due
from supervision.corrections.contacts.keeping import offered_for
from supervision.corrections.contacts.queues import ContactLine
from supervision.corrections.contacts.reminders import Reminder, ReminderWay, reminder_text, reminders_of
from supervision.corrections.contacts.store import ContactStep, StoredContact
from supervision.corrections.contacts.timeline import (
    ContactFile,
    OpenedContact,
    TimelineFilter,
    count_timeline,
    open_contact,
    open_timeline,
)
from supervision.corrections.contacts.words import ADDABLE, ADDED_WITH, PLANNABLE, ContactKind, Outcome
from supervision.corrections.opening import PersonFile
from supervision.corrections.presence import Presence
from supervision.corrections.rules import CorrectionRuleName, find_correction_rule
from supervision.legal_rules import RuleMissing
from supervision.legal_time import legal_day
from supervision.officers.holidays import legal_calendar
from supervision.periods import LegalCalendar, count_period, describe_period
from supervision.wording import Wording

PATH = "/console/contacts"
TIMELINE_SIZE = 25
FILTERS = ("kind", "outcome", "from", "to", "hide_system")
OPEN = "open"

_OPEN_NAME = Wording("尚无结果", "no outcome yet")
_FROM, _TO = Wording("从 %(day)s", "from %(day)s"), Wording("到 %(day)s", "to %(day)s")
_NO_SYSTEM = Wording("不看系统安排的", "without what the system planned")
_DUTY = Wording("按%(rule)s安排", "planned by: %(rule)s")
_PLANNED = Wording("安排", "planned")
_MOVED = Wording("已改期，或者经批准延长", "rescheduled, or longer by approval")
_REASONS = Wording("本人说明：%(text)s", "the person says: %(text)s")
_GUARDIAN_THERE = Wording("监护人到场：%(name)s", "Guardian there: %(name)s")
_GUARDIAN_ABSENT = Wording("监护人未到场：%(reason)s", "No guardian there: %(reason)s")
_NEXT = Wording("下一步：%(text)s", "next: %(text)s")
_BY_RULE = Wording("系统", "the system")
_REACHED, _NOT_REACHED = Wording("已联系到本人", "the person was reached"), Wording("没有联系到", "not reached")


async def contacts_tab(page: PageRequest, file: PersonFile, form: FormState) -> ContactsTab:
    """The contacts of a file, newest first."""
    filters = page.filters(*FILTERS)
    wanted = _wanted(filters)
    found = await open_timeline(
        page.officer, file.file_id, file.purpose, wanted, page.filters().get("cursor"), TIMELINE_SIZE
    )
    total, calendar = await count_timeline(file.file_id, wanted), await legal_calendar()
    is_open = not file.state.is_closed
    may_record = is_open and page.may(Act.CONTACT_RECORD, file.division)
    may_plan = file.state.is_supervised and page.may(Act.CONTACT_PLAN, file.division)
    return ContactsTab(
        header=await header_of(page, file),
        lines=tuple(_timeline_line(page, one, file.division, calendar) for one in found.items),
        kinds=page.choices("contact-kind"),
        outcomes=(Choice(value=OPEN, label=page.say(_OPEN_NAME)), *page.choices("contact-outcome")),
        filters=filters,
        chips=_chips(page, filters),
        paging=page.paging(len(found.items), found.next, total),
        supervision_class=await class_on(file.file_id, legal_day(page.now)),
        addable=page.choices("contact-kind", ADDABLE) if may_record else (),
        plannable=page.choices("contact-kind", PLANNABLE) if may_plan else (),
        added_with=outcome_choices(page, ADDED_WITH),
        form=form,
    )


async def contact_view(page: PageRequest, contact_id: UUID, purpose: str, form: FormState | None = None) -> ContactView:
    """One contact, opened for the purpose, with what can be done now."""
    file = await open_contact(page.officer, contact_id, purpose)
    contact, division, content = file.opened.contact, file.file.division, file.opened.content
    may_record = not file.file.state.is_closed and page.may(Act.CONTACT_RECORD, division)
    is_waiting = contact.outcome is None and contact.planned_on is not None
    offered = offered_for(contact, page.now) if may_record else ()
    text = reminder_text(contact.planned_on, contact.planned_from) if is_waiting and contact.planned_on else None
    return ContactView(
        contact_id=contact.id,
        supervisee_id=contact.file_id,
        name=file.identity.name,
        number=file.file.number,
        kind=contact.kind,
        outcome=contact.outcome or "",
        planned_on=contact.planned_on,
        planned_from=contact.planned_from,
        planned_until=contact.planned_until,
        happened_at=contact.happened_at,
        deadline=deadline_of(page, contact, division, await legal_calendar()),
        text=content.text,
        place=content.place,
        history=_history(page, file),
        revision=contact.revision,
        reasons_due_on=contact.reasons_due_on,
        follows=contact.follows,
        moved_to=file.moved_to,
        outcomes=outcome_choices(page, offered),
        plannable=page.choices("contact-kind", PLANNABLE),
        is_minor=file.file.is_minor,
        may_record=bool(offered),
        may_give_reasons=may_record and contact.outcome is Outcome.REASONS_AWAITED,
        may_remind=is_waiting and page.may(Act.CONTACT_REMIND, division),
        reminder=text or "",
        ways=page.choices("reminder-way", ReminderWay),
        reminders=tuple(_reminder(page, one) for one in await reminders_of(contact_id)),
        form=form or FormState(values=await _usual_values(page, contact, division)),
    )


def queue_line(page: PageRequest, line: ContactLine, calendar: LegalCalendar, *, reminds: bool = False) -> QueueLine:
    """A contact in a queue."""
    contact, person = line.contact, line.person
    text = ""
    if reminds and contact.planned_on is not None:
        text = reminder_text(contact.planned_on, contact.planned_from)
    return QueueLine(
        contact_id=contact.id,
        supervisee_id=person.file_id,
        masked_name=person.name,
        number=person.number,
        kind=contact.kind,
        planned_on=contact.planned_on,
        planned_from=contact.planned_from,
        deadline=deadline_of(page, contact, person.division, calendar),
        reminder=text,
        outcome=contact.outcome or "",
        at=contact.happened_at,
    )


def deadline_of(page: PageRequest, contact: StoredContact, division: str, calendar: LegalCalendar) -> Deadline | None:
    """Until when a duty is due, or reasons for an absence, with the row that says so."""
    today = legal_day(page.now)
    if contact.reasons_due_on is not None:
        return Deadline(due_on=contact.reasons_due_on, days_left=(contact.reasons_due_on - today).days)
    if contact.outcome is not None or contact.due_on is None or contact.counted_from_on is None:
        return None
    basis = None
    try:
        rule = find_correction_rule(CorrectionRuleName(contact.rule or ""), legal_day(contact.made_at), division)
    except (ValueError, RuleMissing):
        rule = None
    if rule is not None:
        period = count_period(contact.counted_from_on, rule.number, rule.unit, calendar)
        told = describe_period(period) if period.due_on == contact.due_on else _MOVED
        basis = page.basis(rule, CORRECTION_RULE_NAMES[rule.name], page.say(told))
    return Deadline(due_on=contact.due_on, days_left=(contact.due_on - today).days, basis=basis)


def outcome_choices(page: PageRequest, outcomes: tuple[Outcome, ...]) -> tuple[Choice, ...]:
    """Outcomes as radios, each with its line of hint."""
    return tuple(
        Choice(
            value=outcome,
            label=page.word(outcome, "contact-outcome"),
            hint=page.word(outcome, "contact-outcome-hint"),
        )
        for outcome in outcomes
    )


def _wanted(filters: dict[str, str]) -> TimelineFilter:
    asked = filters.get("outcome")
    return TimelineFilter(
        kind=read_choice(ContactKind, filters.get("kind"), "kind"),
        outcome=None if asked == OPEN else read_choice(Outcome, asked, "outcome"),
        is_open=asked == OPEN,
        from_on=read_day(filters.get("from"), "from"),
        until_on=read_day(filters.get("to"), "to"),
        hides_system="hide_system" in filters,
    )


def _chips(page: PageRequest, filters: dict[str, str]) -> tuple[Chip, ...]:
    """Each filter that is applied, with the way to the list without it."""
    kept = {name: value for name, value in page.filters().items() if name != "cursor"}

    def label(name: str, value: str) -> str:
        match name:
            case "kind":
                return page.word(value, "contact-kind")
            case "outcome":
                return page.say(_OPEN_NAME) if value == OPEN else page.word(value, "contact-outcome")
            case "from" | "to":
                day = formats.long_date(date.fromisoformat(value), page.language)
                return page.say(_FROM if name == "from" else _TO) % {"day": day}
            case _:
                return page.say(_NO_SYSTEM)

    path = page.request.url.path
    return tuple(
        Chip(label=label(name, value), path=address(path, **{key: each for key, each in kept.items() if key != name}))
        for name, value in filters.items()
    )


def _timeline_line(page: PageRequest, one: OpenedContact, division: str, calendar: LegalCalendar) -> TimelineLine:
    contact, last = one.contact, one.steps[-1] if one.steps else None
    texts = [one.content.text, *(step.detail.text for step in one.steps), *(step.detail.reasons for step in one.steps)]
    today = legal_day(page.now)
    return TimelineLine(
        contact_id=contact.id,
        kind=contact.kind,
        outcome=contact.outcome or "",
        is_overdue=contact.outcome is None and contact.due_on is not None and contact.due_on < today,
        at=contact.shown_at,
        is_day_only=contact.happened_at is None and contact.planned_from is None and contact.is_duty,
        deadline=deadline_of(page, contact, division, calendar),
        text="；".join(text for text in texts if text),
        place=one.content.place,
        next_step=last.detail.next_step if last else "",
        officer=(last.taken_by_name if last else one.made_by_name) or page.say(_BY_RULE),
    )


def _history(page: PageRequest, file: ContactFile) -> tuple[Happening, ...]:
    opened, steps = file.opened, tuple(_step(page, step) for step in file.opened.steps)
    if opened.contact.planned_on is None:
        return steps
    rule = CORRECTION_RULE_NAMES.get(opened.contact.rule or "")
    who = opened.made_by_name or page.say(_BY_RULE)
    by = page.say(_DUTY) % {"rule": page.say(rule)} if rule else ""
    return (Happening(at=opened.contact.made_at, who=who, what=page.say(_PLANNED), note=by), *steps)


def _step(page: PageRequest, step: ContactStep) -> Happening:
    detail = step.detail
    notes = [
        detail.text,
        page.say(_REASONS) % {"text": detail.reasons} if detail.reasons else "",
        page.say(_NEXT) % {"text": detail.next_step} if detail.next_step else "",
        presence_in_words(page, detail.presence),
    ]
    return Happening(
        at=step.taken_at,
        who=step.taken_by_name or page.say(_BY_RULE),
        what=page.word(step.outcome, "contact-outcome"),
        note="；".join(note for note in notes if note),
    )


def presence_in_words(page: PageRequest, presence: Presence) -> str:
    """Who of a minor's guardians was there, or why nobody was; empty where nothing was said."""
    if presence.guardian:
        return page.say(_GUARDIAN_THERE) % {"name": presence.guardian}
    return page.say(_GUARDIAN_ABSENT) % {"reason": presence.absence} if presence.absence else ""


def _reminder(page: PageRequest, one: Reminder) -> Happening:
    reached = page.say(_REACHED if one.was_reached else _NOT_REACHED)
    return Happening(at=one.given_at, who=one.given_by_name, what=page.word(one.way, "reminder-way"), note=reached)


async def _usual_values(page: PageRequest, contact: StoredContact, division: str) -> dict[str, str]:
    """What a fresh form holds: the planned time if that has passed, and until when reasons may follow."""
    at: datetime = contact.happened_at or min(contact.planned_from or page.now, page.now)
    due_on = (await reasons_due(legal_day(page.now), division)).due_on
    return {"happened_at": moment_value(at), "reasons_due_on": due_on.isoformat(), "next_kind": contact.kind}
