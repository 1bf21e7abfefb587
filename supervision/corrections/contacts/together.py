"""One act for many: a class, a service day or a reporting morning, of which each person gets their own contact."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from supervision.audit import Act, Change, Subject, audited_change
from supervision.corrections.access import asking
from supervision.corrections.contacts.entering import KIND_WRONG, MOST_PLACE, MOST_TEXT, TIME_FUTURE, reasons_due
from supervision.corrections.contacts.planning import SUPERVISED, plan_duties
from supervision.corrections.contacts.store import (
    ContactContent,
    Happened,
    StepDetail,
    append_step,
    appointed_on,
    insert_happened,
    open_duties,
    seal_content,
    written_by,
)
from supervision.corrections.contacts.words import GROUP_KINDS, TOOK_PLACE, ContactKind, Outcome, meets_duty
from supervision.corrections.file_state import FILE_ENDED, FileEnded
from supervision.corrections.listing import SupervisedPerson, mask_files
from supervision.corrections.opening import SUBJECT_KIND
from supervision.corrections.store import SELECT_FILES, StoredFile, file_of, load_files_locked
from supervision.errors import InputInvalid, NotFound
from supervision.legal_time import legal_day
from supervision.officers import Officer, check_officer_may
from supervision.officers.officer import NOT_HERE
from supervision.storage.database import fetch
from supervision.texts import needed_text, optional_text
from supervision.vault import DataKey, load_keys
from supervision.wording import Wording

MOST_PEOPLE = 300

PEOPLE_NEEDED = Wording("请选择参加的人。", "Choose who was asked to come.")
PEOPLE_MANY = Wording(f"一次最多登记{MOST_PEOPLE}人。", f"At most {MOST_PEOPLE} people at once.")
PEOPLE_OUTCOMES = frozenset({Outcome.COMPLIED, Outcome.ACCEPTABLE_ABSENCE, Outcome.REASONS_AWAITED})
"""What can be said of many at once; whatever is held against somebody is put down one by one, with its facts."""

OUTCOME_OF_MANY = Wording("多人登记只能选择到场、请假或者待说明理由。", "Of many: came, excused, or reasons awaited.")


@dataclass(frozen=True, slots=True)
class Together:
    """What many were asked to do at one time; `id` is the caller's own, so that trying again writes nothing twice."""

    id: UUID
    kind: ContactKind
    happened_at: datetime
    text: str
    outcomes: Mapping[UUID, Outcome] = field(default_factory=dict)
    """Who was asked to come, by their file, and how it went."""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may be asked to come, masked, with the last day of the duty of the kind that waits."""

    person: SupervisedPerson
    due_on: date | None
    is_appointed: bool
    """Whether something of the kind is planned for today at a time of its own."""


async def list_candidates(
    officer: Officer, kind: ContactKind, office_id: UUID | None, act: Act = Act.CONTACT_RECORD
) -> tuple[Candidate, ...]:
    """Those under supervision whom `act` reaches, of one office where one is given; who owes it first first."""
    check_officer_may(officer, act, None)
    async with audited_change(officer.actor, Act.CONTACT_LIST, detail={"show": "together", "kind": kind}) as change:
        rows = await fetch(
            f"""{SELECT_FILES} LEFT JOIN contact AS c
                    ON c.file = f.id AND c.kind = $3 AND c.rule IS NOT NULL AND c.outcome IS NULL
                WHERE {SUPERVISED.format(today="$2::date")} AND ($4::uuid IS NULL OR f.office = $4)
                ORDER BY c.due_on NULLS LAST, f.number LIMIT $5""",
            asking(officer, act), legal_day(change.at), kind, office_id, MOST_PEOPLE,
        )  # fmt: skip
        people = await mask_files([file_of(row) for row in rows])
        duties = await open_duties([person.file_id for person in people], kind)
        appointed = await appointed_on([person.file_id for person in people], kind, legal_day(change.at))
        change.note(shown=len(people))
    waiting = {file_id: duty.due_on for file_id, duty in duties.items()}
    return tuple(
        Candidate(person, waiting.get(person.file_id), is_appointed=person.file_id in appointed) for person in people
    )


async def record_together(officer: Officer, act: Together) -> dict[UUID, UUID]:
    """Give each person their own contact in one change; gives the contacts by file.

    The act with the same `id` again gives what was written the first time. NotFound when any of the files lies outside
    of the officer's reach; InputInvalid, FileEnded: then nothing at all is written.
    """
    check_officer_may(officer, Act.CONTACT_RECORD, None)
    async with audited_change(officer.actor, Act.CONTACT_RECORD, Subject("contact", str(act.id))) as change:
        content = _checked(act, change.at)
        files = await load_files_locked(officer, Act.CONTACT_RECORD, act.outcomes)
        if len(files) != len(act.outcomes):
            raise NotFound(NOT_HERE)
        if written := await written_by(act.id):
            change.note(again=True)
            return {file_id: contact_id for file_id, contact_id in written.items() if file_id in files}
        if any(file.state.is_closed for file in files.values()):
            raise FileEnded(FILE_ENDED)
        contacts = await _write(change, officer, act, files, content)
        change.is_also_about(SUBJECT_KIND, files, together=act.id)
        change.note(kind=act.kind, people=len(files))
    return contacts


async def _write(
    change: Change, officer: Officer, act: Together, files: Mapping[UUID, StoredFile], content: ContactContent
) -> dict[UUID, UUID]:
    keys = await load_keys(file.vault_key for file in files.values())
    duties = await open_duties(files, act.kind)
    appointed = await appointed_on(files, act.kind, legal_day(act.happened_at))
    contacts: dict[UUID, UUID] = {}
    for file_id, file in files.items():
        key, outcome = keys[file.vault_key], act.outcomes[file_id]
        due_on = await _reasons_due(outcome, change.at, file.division)
        contact = appointed.get(file_id) or (duties.get(file_id) if meets_duty(outcome) else None)
        if contact is None:
            happened = Happened(file_id, act.kind, act.happened_at, outcome, content, due_on, act.id)
            contact = await insert_happened(change, officer.id, happened, key)
        else:
            await _take_over(change, contact.id, act.id, content, key)
        took_place = act.happened_at if outcome in TOOK_PLACE else None
        await append_step(change, officer.id, contact, outcome, StepDetail(), key, took_place, due_on)
        contacts[file_id] = contact.id
    await plan_duties(change, list(files))
    return contacts


async def _take_over(change: Change, contact_id: UUID, act_id: UUID, content: ContactContent, key: DataKey) -> None:
    """Let what was planned for the day, or a duty that waits, be the one that was met with the others."""
    await change.connection.execute(
        "UPDATE contact SET source = $2, content_sealed = $3 WHERE id = $1",
        contact_id, act_id, seal_content(key, contact_id, content),
    )  # fmt: skip


async def _reasons_due(outcome: Outcome, at: datetime, division: str) -> date | None:
    return (await reasons_due(legal_day(at), division)).due_on if outcome is Outcome.REASONS_AWAITED else None


def _checked(act: Together, now: datetime) -> ContactContent:
    if act.kind not in GROUP_KINDS:
        raise InputInvalid(KIND_WRONG, field="kind")
    if act.happened_at > now:
        raise InputInvalid(TIME_FUTURE, field="happened_at")
    if not act.outcomes:
        raise InputInvalid(PEOPLE_NEEDED, field="people")
    if len(act.outcomes) > MOST_PEOPLE:
        raise InputInvalid(PEOPLE_MANY, field="people")
    if not set(act.outcomes.values()) <= PEOPLE_OUTCOMES:
        raise InputInvalid(OUTCOME_OF_MANY, field="people")
    text = needed_text(act.text, "text", MOST_TEXT)
    return ContactContent(text, optional_text(act.place, "place", MOST_PLACE))
