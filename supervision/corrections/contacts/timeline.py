"""The contacts of one file in clear, newest first, and one contact with its history; each look has a purpose."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from supervision.audit import Act, audited_change
from supervision.corrections.contacts.store import (
    SELECT_CONTACTS,
    ContactContent,
    ContactStep,
    StoredContact,
    contact_of,
    load_contact,
    steps_of,
    tell_of,
)
from supervision.corrections.contacts.words import ContactKind, Outcome
from supervision.corrections.identity import Identity
from supervision.corrections.opening import about_file
from supervision.corrections.purposes import read_purpose
from supervision.corrections.store import StoredFile, load_file
from supervision.legal_time import day_end, day_start
from supervision.officers import Officer
from supervision.paging import PAGE_SIZE, Cursor, Page, read_cursor, split_page
from supervision.storage.database import fetch
from supervision.vault import DataKey, load_key

_MATCHES = """
c.file = $1 AND ($2::varchar IS NULL OR c.kind = $2)
  AND ($3::varchar IS NULL OR c.outcome = $3) AND (NOT $4::boolean OR c.outcome IS NULL)
  AND ($5::timestamptz IS NULL OR c.shown_at >= $5) AND ($6::timestamptz IS NULL OR c.shown_at < $6)
  AND (NOT $7::boolean OR c.made_by IS NOT NULL
       OR EXISTS (SELECT FROM contact_step AS s WHERE s.contact = c.id AND s.taken_by IS NOT NULL))
"""


@dataclass(frozen=True, slots=True)
class TimelineFilter:
    """What narrows a timeline; `hides_system` leaves out what no officer has touched."""

    kind: ContactKind | None = None
    outcome: Outcome | None = None
    is_open: bool = False
    from_on: date | None = None
    until_on: date | None = None
    hides_system: bool = False


@dataclass(frozen=True, slots=True)
class OpenedContact:
    """A contact in clear with its steps, the oldest first."""

    contact: StoredContact
    content: ContactContent
    steps: tuple[ContactStep, ...]
    made_by_name: str


@dataclass(frozen=True, slots=True)
class ContactFile:
    """A contact with the person whom it is with, and where it was rescheduled to."""

    opened: OpenedContact
    file: StoredFile
    identity: Identity
    moved_to: UUID | None


async def open_timeline(
    officer: Officer,
    file_id: UUID,
    purpose: str | None,
    wanted: TimelineFilter,
    cursor: str | None = None,
    size: int = PAGE_SIZE,
) -> Page[OpenedContact]:
    """The contacts of a file that the filter lets through; InputInvalid without a purpose, which is recorded."""
    reason, after = read_purpose(purpose), read_cursor(cursor)
    async with audited_change(officer.actor, Act.CONTACT_OPEN, about_file(file_id), purpose=reason) as change:
        file = await load_file(officer, Act.CONTACT_OPEN, file_id)
        rows = await fetch(
            f"""{SELECT_CONTACTS} WHERE {_MATCHES}
                AND ($8::timestamptz IS NULL OR (c.shown_at, c.id) < ($8, $9::uuid))
                ORDER BY c.shown_at DESC, c.id DESC LIMIT $10""",
            *_asked(file_id, wanted), after and after.at, after and after.row_id, size + 1,
        )  # fmt: skip
        shown, following = split_page(rows, lambda row: Cursor(row["shown_at"], row["id"]), size)
        change.note(shown=len(shown))
        found = await _opened(tuple(map(contact_of, shown)), await load_key(file.vault_key))
    return Page(found, following)


async def count_timeline(file_id: UUID, wanted: TimelineFilter) -> int:
    """How many contacts `open_timeline` has on all its pages; for a page that also shows them."""
    rows = await fetch(f"SELECT count(*) AS found FROM contact AS c WHERE {_MATCHES}", *_asked(file_id, wanted))  # noqa: S608 - a constant
    return int(rows[0]["found"])


async def open_contact(officer: Officer, contact_id: UUID, purpose: str | None) -> ContactFile:
    """A contact in clear; InputInvalid without a purpose, which is recorded with the opening."""
    reason = read_purpose(purpose)
    async with audited_change(officer.actor, Act.CONTACT_OPEN, purpose=reason) as change:
        contact, file = await load_contact(officer, Act.CONTACT_OPEN, contact_id)
        tell_of(change, contact.id, file.id, contact.kind)
        key = await load_key(file.vault_key)
        (opened,) = await _opened((contact,), key)
        rows = await fetch("SELECT id FROM contact WHERE follows = $1", contact_id)
    return ContactFile(opened, file, file.identity(key), rows[0]["id"] if rows else None)


async def _opened(contacts: tuple[StoredContact, ...], key: DataKey) -> tuple[OpenedContact, ...]:
    steps = await steps_of([contact.id for contact in contacts], key)
    officers = {contact.made_by for contact in contacts if contact.made_by}
    rows = await fetch("SELECT id, name FROM officer WHERE id = ANY($1)", list(officers))
    names = {row["id"]: row["name"] for row in rows}
    return tuple(
        OpenedContact(
            contact, contact.content(key), steps[contact.id], names[contact.made_by] if contact.made_by else ""
        )
        for contact in contacts
    )


def _asked(file_id: UUID, wanted: TimelineFilter) -> tuple[object, ...]:
    return (
        file_id,
        wanted.kind,
        wanted.outcome,
        wanted.is_open,
        wanted.from_on and day_start(wanted.from_on),
        wanted.until_on and day_end(wanted.until_on),
        wanted.hides_system,
    )
