"""Queries and writes of contacts; what is sealed of them is opened and made here and nowhere else in the room."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

import msgspec

from supervision.audit import Act, Change
from supervision.corrections.contacts.words import ContactKind, Outcome, counted_from
from supervision.corrections.opening import SUBJECT_KIND
from supervision.corrections.presence import NOBODY_SAID, Presence
from supervision.corrections.store import StoredFile, load_file
from supervision.errors import NotFound
from supervision.legal_time import legal_day
from supervision.officers import Officer
from supervision.officers.officer import NOT_HERE
from supervision.storage.database import Record, fetch, fetch_one
from supervision.vault import DataKey, Place, seal_json, unseal_json

TABLE, STEP = "contact", "contact_step"
SUBJECT = "contact"

SELECT_CONTACTS = """
SELECT c.id, c.file, c.kind, c.rule, c.counted_from_on, c.due_on, c.planned_on, c.planned_from, c.planned_until,
       c.happened_at, c.shown_at, c.outcome, c.reasons_due_on, c.next_from_on, c.follows, c.source, c.content_sealed,
       c.made_at, c.made_by, c.revision
FROM contact AS c
"""


class ContactContent(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a contact is about, and where it takes place."""

    text: str = ""
    place: str = ""


class StepDetail(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What was put down with an outcome: the facts, what comes next, and the reasons that the person gave.

    Of a minor also which guardian was there, or why none was.
    """

    text: str = ""
    next_step: str = ""
    reasons: str = ""
    presence: Presence = NOBODY_SAID


@dataclass(frozen=True, slots=True)
class StoredContact:
    """A contact in its clear columns, with the sealed rest."""

    id: UUID
    file_id: UUID
    kind: ContactKind
    rule: str | None
    counted_from_on: date | None
    due_on: date | None
    planned_on: date | None
    planned_from: datetime | None
    planned_until: datetime | None
    happened_at: datetime | None
    shown_at: datetime
    outcome: Outcome | None
    reasons_due_on: date | None
    follows: UUID | None
    source: UUID | None
    content_sealed: bytes | None
    made_at: datetime
    made_by: UUID | None
    revision: int

    @property
    def is_duty(self) -> bool:
        """Whether a rule asks for it."""
        return self.rule is not None

    def content(self, key: DataKey) -> ContactContent:
        """What it is about, and where."""
        if self.content_sealed is None:
            return ContactContent()
        return unseal_json(key, self.content_sealed, Place(TABLE, "content_sealed", self.id), ContactContent)


@dataclass(frozen=True, slots=True)
class Happened:
    """A contact that was not planned; `source` is the alert, or the act for many, that it comes from."""

    file_id: UUID
    kind: ContactKind
    at: datetime
    outcome: Outcome
    content: ContactContent
    reasons_due_on: date | None = None
    source: UUID | None = None


@dataclass(frozen=True, slots=True)
class ContactStep:
    """An outcome as somebody put it down; no name where a rule did."""

    outcome: Outcome
    taken_at: datetime
    taken_by_name: str
    detail: StepDetail


def contact_of(row: Record) -> StoredContact:
    """A contact from the columns of `SELECT_CONTACTS`."""
    return StoredContact(
        id=row["id"],
        file_id=row["file"],
        kind=ContactKind(row["kind"]),
        rule=row["rule"],
        counted_from_on=row["counted_from_on"],
        due_on=row["due_on"],
        planned_on=row["planned_on"],
        planned_from=row["planned_from"],
        planned_until=row["planned_until"],
        happened_at=row["happened_at"],
        shown_at=row["shown_at"],
        outcome=Outcome(row["outcome"]) if row["outcome"] else None,
        reasons_due_on=row["reasons_due_on"],
        follows=row["follows"],
        source=row["source"],
        content_sealed=row["content_sealed"],
        made_at=row["made_at"],
        made_by=row["made_by"],
        revision=row["revision"],
    )


async def load_contact(
    officer: Officer, act: Act, contact_id: UUID, *, lock: bool = False
) -> tuple[StoredContact, StoredFile]:
    """A contact and its file, if the officer may do `act` there; with `lock` the file and with it the contact wait."""
    row = await fetch_one("SELECT file FROM contact WHERE id = $1", contact_id)
    if row is None:
        raise NotFound(NOT_HERE)
    file = await load_file(officer, act, row["file"], lock=lock)
    (found,) = await fetch(f"{SELECT_CONTACTS} WHERE c.id = $1", contact_id)
    return contact_of(found), file


async def open_duty(file_id: UUID, kind: ContactKind) -> StoredContact | None:
    """The duty of that kind that waits for its outcome, on a file that the caller holds locked."""
    return (await open_duties([file_id], kind)).get(file_id)


async def open_duties(file_ids: Collection[UUID], kind: ContactKind) -> dict[UUID, StoredContact]:
    """The same for several files, by file."""
    rows = await fetch(
        f"{SELECT_CONTACTS} WHERE c.file = ANY($1) AND c.kind = $2 AND c.rule IS NOT NULL AND c.outcome IS NULL",
        list(file_ids), kind,
    )  # fmt: skip
    return {row["file"]: contact_of(row) for row in rows}


async def contacts_around(file_id: UUID) -> tuple[StoredContact | None, StoredContact | None]:
    """The last contact with its outcome and the next that waits for one, of a file that the caller has loaded."""
    rows = await fetch(
        f"""({SELECT_CONTACTS} WHERE c.file = $1 AND c.outcome NOT IN ('rescheduled', 'cancelled')
             ORDER BY c.shown_at DESC, c.id DESC LIMIT 1)
            UNION ALL
            ({SELECT_CONTACTS} WHERE c.file = $1 AND c.outcome IS NULL
             ORDER BY c.planned_on, c.shown_at, c.id LIMIT 1)""",
        file_id,
    )
    found = {row["outcome"] is None: contact_of(row) for row in rows}
    return found.get(False), found.get(True)


async def appointed_on(file_ids: Collection[UUID], kind: ContactKind, day: date) -> dict[UUID, StoredContact]:
    """What is planned of that kind for that day at a time of its own and waits for its outcome, by file."""
    rows = await fetch(
        f"""{SELECT_CONTACTS} WHERE c.file = ANY($1) AND c.kind = $2 AND c.planned_on = $3
              AND c.planned_from IS NOT NULL AND c.outcome IS NULL ORDER BY c.planned_from DESC, c.id""",
        list(file_ids), kind, day,
    )  # fmt: skip
    return {row["file"]: contact_of(row) for row in rows}


async def written_by(act_id: UUID) -> dict[UUID, UUID]:
    """The contacts that an act for many wrote, by file."""
    rows = await fetch("SELECT file, id FROM contact WHERE source = $1", act_id)
    return {row["file"]: row["id"] for row in rows}


async def planned_by(act_id: UUID) -> dict[UUID, UUID]:
    """The contacts that an act for many planned, by file, also once they were put down by another."""
    rows = await fetch("SELECT file, id FROM contact WHERE planned_with = $1", act_id)
    return {row["file"]: row["id"] for row in rows}


async def steps_of(contact_ids: Sequence[UUID], key: DataKey) -> dict[UUID, tuple[ContactStep, ...]]:
    """The steps of contacts of one file, the oldest first."""
    rows = await fetch(
        """SELECT s.id, s.contact, s.outcome, s.detail_sealed, s.taken_at, coalesce(o.name, '') AS name
           FROM contact_step AS s LEFT JOIN officer AS o ON o.id = s.taken_by
           WHERE s.contact = ANY($1) ORDER BY s.contact, s.number""",
        list(contact_ids),
    )
    found: dict[UUID, tuple[ContactStep, ...]] = dict.fromkeys(contact_ids, ())
    for row in rows:
        detail = StepDetail()
        if row["detail_sealed"] is not None:
            detail = unseal_json(key, row["detail_sealed"], Place(STEP, "detail_sealed", row["id"]), StepDetail)
        step = ContactStep(Outcome(row["outcome"]), row["taken_at"], row["name"], detail)
        found[row["contact"]] += (step,)
    return found


def tell_of(change: Change, contact_id: UUID, file_id: UUID, kind: ContactKind) -> None:
    """Let the act stand among those upon the file, where it is seen who did what."""
    change.is_about(SUBJECT_KIND, file_id)
    change.note(contact=contact_id, kind=kind)


def seal_content(key: DataKey, contact_id: UUID, content: ContactContent) -> bytes:
    """What a contact is about, sealed in its place."""
    return seal_json(key, content, Place(TABLE, "content_sealed", contact_id))


def seal_detail(key: DataKey, step_id: UUID, detail: StepDetail) -> bytes:
    """What was put down with an outcome, sealed in its place."""
    return seal_json(key, detail, Place(STEP, "detail_sealed", step_id))


async def append_step(
    change: Change,
    officer_id: UUID | None,
    contact: StoredContact,
    outcome: Outcome,
    detail: StepDetail,
    key: DataKey,
    happened_at: datetime | None = None,
    reasons_due_on: date | None = None,
) -> None:
    """Put down an outcome for a contact whose file the caller's change holds locked; what went before stays."""
    step_id = uuid4()
    await change.connection.execute(
        """INSERT INTO contact_step (id, contact, number, outcome, detail_sealed, taken_at, taken_by)
           SELECT $1, $2, 1 + count(*), $3, $4, $5, $6 FROM contact_step WHERE contact = $2""",
        step_id, contact.id, outcome, seal_detail(key, step_id, detail), change.at, officer_id,
    )  # fmt: skip
    await change.connection.execute(
        """UPDATE contact SET outcome = $2, happened_at = $3, shown_at = coalesce($3, shown_at), reasons_due_on = $4,
               next_from_on = $5, revision = revision + 1 WHERE id = $1""",
        contact.id, outcome, happened_at, reasons_due_on,
        counted_from(outcome, happened_at and legal_day(happened_at), contact.due_on),
    )  # fmt: skip


async def insert_planned(
    change: Change,
    officer: Officer,
    file_id: UUID,
    kind: ContactKind,
    span: tuple[datetime, datetime],
    content: ContactContent,
    key: DataKey,
    before: StoredContact | None = None,
) -> UUID:
    """Store an appointment; one that moves a duty carries it on, until its own day if that lies later."""
    contact_id, day = uuid4(), legal_day(span[0])
    due_on = max(before.due_on, day) if before is not None and before.due_on is not None else None
    await change.connection.execute(
        """INSERT INTO contact (id, file, kind, rule, counted_from_on, due_on, planned_on, planned_from, planned_until,
               shown_at, follows, content_sealed, made_at, made_by, revision)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $8, $10, $11, $12, $13, 0)""",
        contact_id, file_id, kind, before and before.rule, before and before.counted_from_on, due_on, day, *span,
        before and before.id, seal_content(key, contact_id, content), change.at, officer.id,
    )  # fmt: skip
    return contact_id


async def insert_happened(change: Change, officer_id: UUID, happened: Happened, key: DataKey) -> StoredContact:
    """Store a contact that was not planned; its outcome stands in it, and the caller appends the step of the same."""
    contact_id = uuid4()
    (row,) = await change.connection.fetch(
        """INSERT INTO contact (id, file, kind, shown_at, outcome, reasons_due_on, source, content_sealed, made_at,
               made_by, revision)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 0) RETURNING *""",
        contact_id, happened.file_id, happened.kind, happened.at, happened.outcome, happened.reasons_due_on,
        happened.source, seal_content(key, contact_id, happened.content), change.at, officer_id,
    )  # fmt: skip
    return contact_of(row)
