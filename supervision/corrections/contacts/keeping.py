"""Contacts as officers keep them: planned, put down as they happened, their outcomes logged and corrected."""

from datetime import date, datetime
from uuid import UUID

from supervision.audit import Act, Change, audited_change
from supervision.corrections.contacts.entering import (
    KIND_WRONG,
    MOST_PLACE,
    MOST_TEXT,
    MOVED_ALREADY,
    NEW_TIME_NEEDED,
    NOT_AWAITED,
    Appointment,
    ContactChangedMeanwhile,
    ContactMoved,
    Logged,
    checked_appointment,
    checked_outcome,
    load_recordable,
    with_presence,
)
from supervision.corrections.contacts.planning import plan_duties
from supervision.corrections.contacts.store import (
    ContactContent,
    Happened,
    StepDetail,
    StoredContact,
    append_step,
    insert_happened,
    insert_planned,
    load_contact,
    open_duty,
    seal_content,
    tell_of,
)
from supervision.corrections.contacts.words import (
    ADDABLE,
    ADDED_WITH,
    TOOK_PLACE,
    ContactKind,
    Outcome,
    may_be_said,
    meets_duty,
)
from supervision.corrections.file_state import FILE_ENDED, FileEnded
from supervision.corrections.opening import about_file
from supervision.corrections.store import StoredFile, load_file
from supervision.errors import InputInvalid
from supervision.legal_time import legal_day, now
from supervision.officers import Officer, check_officer_may
from supervision.storage.database import fetch_one
from supervision.texts import needed_text, optional_text
from supervision.vault import DataKey, load_key


async def plan_contact(officer: Officer, file_id: UUID, kind: ContactKind, appointment: Appointment) -> UUID:
    """Plan a contact; a duty of the kind that waits without a time, and is due no earlier, takes the appointment.

    InputInvalid, NotSupervised.
    """
    async with audited_change(officer.actor, Act.CONTACT_PLAN, about_file(file_id)) as change:
        file = await load_file(officer, Act.CONTACT_PLAN, file_id, lock=True)
        contact_id = await put_in_plan(change, officer, file, kind, appointment)
        tell_of(change, contact_id, file_id, kind)
    return contact_id


async def add_contact(officer: Officer, file_id: UUID, kind: ContactKind, logged: Logged, place: str = "") -> UUID:
    """Put down a contact that took place without having been planned; a duty that it meets takes its outcome.

    InputInvalid, FileEnded.
    """
    if kind not in ADDABLE:
        raise InputInvalid(KIND_WRONG, field="kind")
    async with audited_change(officer.actor, Act.CONTACT_RECORD, about_file(file_id)) as change:
        file = await load_recordable(officer, file_id)
        detail, due_on = await checked_outcome(logged, ADDED_WITH, file.division, change.at)
        happened_at = logged.happened_at or change.at
        key = await load_key(file.vault_key)
        detail = with_presence(detail, logged, kind, file, key, change.at)
        duty = await open_duty(file_id, kind) if meets_duty(logged.outcome) else None
        if duty is None:
            content = ContactContent(place=optional_text(place, "place", MOST_PLACE))
            happened = Happened(file_id, kind, happened_at, logged.outcome, content, due_on)
            duty = await insert_happened(change, officer.id, happened, key)
        took_place = happened_at if logged.outcome in TOOK_PLACE else None
        await append_step(change, officer.id, duty, logged.outcome, detail, key, took_place, due_on)
        await _go_on(change, officer, file, logged)
        tell_of(change, duty.id, file_id, kind)
        change.note(outcome=logged.outcome)
    return duty.id


async def log_outcome(officer: Officer, contact_id: UUID, revision: int, logged: Logged) -> UUID:
    """Put down how a planned contact went, or correct what was put down; gives the contact that follows, or this one.

    What went before stays in the history. ContactChangedMeanwhile when `revision` is no longer the newest,
    ContactMoved, InputInvalid, FileEnded.
    """
    async with audited_change(officer.actor, Act.CONTACT_RECORD) as change:
        contact, file = await load_contact(officer, Act.CONTACT_RECORD, contact_id, lock=True)
        key = await load_key(file.vault_key)
        detail, due_on = await _checked(contact, file, revision, logged, key, change.at)
        await append_step(
            change, officer.id, contact, logged.outcome, detail, key, _took_place(contact, logged, change.at), due_on
        )
        following = contact.id
        if logged.outcome is Outcome.RESCHEDULED:
            following = await _move(change, officer, file, contact, logged.moved_to, key)
        await _go_on(change, officer, file, logged)
        tell_of(change, contact_id, file.id, contact.kind)
        change.note(outcome=logged.outcome, following=following)
    return following


async def check_outcome(officer: Officer, contact_id: UUID, revision: int, logged: Logged) -> None:
    """Refuse what `log_outcome` would refuse, before somebody is shown what will be written; nothing is kept."""
    contact, file = await load_contact(officer, Act.CONTACT_RECORD, contact_id)
    at = now()
    await _checked(contact, file, revision, logged, await load_key(file.vault_key), at)
    if logged.outcome is Outcome.RESCHEDULED:
        _checked_move(contact, logged.moved_to, file, at)
    if logged.following is not None:
        checked_appointment(*logged.following, file, at)


async def record_reasons(officer: Officer, contact_id: UUID, revision: int, reasons: str) -> None:
    """Put down what the person says about an absence; what it is, an officer decides by the next outcome."""
    reasons = needed_text(reasons, "reasons", MOST_TEXT)
    async with audited_change(officer.actor, Act.CONTACT_RECORD) as change:
        contact, file = await load_contact(officer, Act.CONTACT_RECORD, contact_id, lock=True)
        await _check_newest(contact, revision, file)
        if contact.outcome is not Outcome.REASONS_AWAITED:
            raise InputInvalid(NOT_AWAITED, field="reasons")
        await append_step(
            change, officer.id, contact, contact.outcome, StepDetail(reasons=reasons), await load_key(file.vault_key),
            reasons_due_on=contact.reasons_due_on,
        )  # fmt: skip
        tell_of(change, contact_id, file.id, contact.kind)
        change.note(reasons=True)


def offered_for(contact: StoredContact, now: datetime) -> tuple[Outcome, ...]:
    """What may be put down for a contact now; what has an outcome can be corrected, but no longer moved."""
    if contact.outcome is Outcome.RESCHEDULED:
        return ()
    if contact.outcome is not None or contact.planned_on is None:
        return ADDED_WITH
    return may_be_said(planned_from=contact.planned_from, due_on=contact.due_on, now=now)


async def put_in_plan(
    change: Change, officer: Officer, file: StoredFile, kind: ContactKind, appointment: Appointment
) -> UUID:
    """Plan a contact, in the caller's change, on a file that it holds locked; as `plan_contact`."""
    content = checked_appointment(kind, appointment, file, change.at)
    key, day = await load_key(file.vault_key), legal_day(appointment.planned_from)
    span = appointment.planned_from, appointment.planned_until
    duty = await open_duty(file.id, kind)
    if duty is None or duty.due_on is None or duty.planned_from is not None or day > duty.due_on:
        return await insert_planned(change, officer, file.id, kind, span, content, key)
    await change.connection.execute(
        """UPDATE contact SET planned_from = $2, planned_until = $3, planned_on = $4, shown_at = $2,
               content_sealed = $5, revision = revision + 1 WHERE id = $1""",
        duty.id, *span, day, seal_content(key, duty.id, content),
    )  # fmt: skip
    return duty.id


async def _go_on(change: Change, officer: Officer, file: StoredFile, logged: Logged) -> None:
    """Plan the duties that are next, and what the officer plans next."""
    await plan_duties(change, [file.id])
    if logged.following is not None:
        check_officer_may(officer, Act.CONTACT_PLAN, file.division)
        change.note(planned=await put_in_plan(change, officer, file, *logged.following))


async def _checked(
    contact: StoredContact, file: StoredFile, revision: int, logged: Logged, key: DataKey, at: datetime
) -> tuple[StepDetail, date | None]:
    await _check_newest(contact, revision, file)
    needs_why = contact.outcome not in {None, Outcome.REASONS_AWAITED}
    offered = offered_for(contact, at)
    detail, due_on = await checked_outcome(logged, offered, file.division, at, needs_why=needs_why)
    return with_presence(detail, logged, contact.kind, file, key, at), due_on


def _checked_move(
    contact: StoredContact, moved_to: Appointment | None, file: StoredFile, at: datetime
) -> tuple[Appointment, ContactContent]:
    if moved_to is None:
        raise InputInvalid(NEW_TIME_NEEDED, field="planned_from")
    return moved_to, checked_appointment(contact.kind, moved_to, file, at)


async def _move(
    change: Change,
    officer: Officer,
    file: StoredFile,
    contact: StoredContact,
    moved_to: Appointment | None,
    key: DataKey,
) -> UUID:
    moved_to, content = _checked_move(contact, moved_to, file, change.at)
    span = moved_to.planned_from, moved_to.planned_until
    return await insert_planned(change, officer, file.id, contact.kind, span, content, key, contact)


def _took_place(contact: StoredContact, logged: Logged, now: datetime) -> datetime | None:
    if logged.outcome not in TOOK_PLACE:
        return None
    return logged.happened_at or contact.happened_at or min(contact.planned_from or now, now)


async def _check_newest(contact: StoredContact, revision: int, file: StoredFile) -> None:
    if file.state.is_closed:
        raise FileEnded(FILE_ENDED)
    if contact.outcome is Outcome.RESCHEDULED:
        raise ContactMoved(MOVED_ALREADY)
    if contact.revision != revision:
        last = await fetch_one(
            """SELECT s.taken_at, coalesce(o.name, '') AS name FROM contact_step AS s
               LEFT JOIN officer AS o ON o.id = s.taken_by WHERE s.contact = $1 ORDER BY s.number DESC LIMIT 1""",
            contact.id,
        )
        raise ContactChangedMeanwhile(last["name"] if last else "", last["taken_at"] if last else contact.made_at)
