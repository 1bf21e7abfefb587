"""A breach that an officer found on an alert stands among the contacts of the person."""

from datetime import datetime
from uuid import UUID

from supervision.audit import Change
from supervision.corrections.contacts.store import ContactContent, Happened, StepDetail, append_step, insert_happened
from supervision.corrections.contacts.words import ContactKind, Outcome
from supervision.officers import Officer
from supervision.storage.database import fetch_one
from supervision.vault import DataKey


async def write_breach(
    change: Change, officer: Officer, file_id: UUID, key: DataKey, alert_id: UUID, occurred_at: datetime, note: str
) -> UUID:
    """Write, in the change in which an officer disposes of an alert as a breach, the contact that says so.

    An alert by itself writes nothing: what stands here is a person's finding.
    """
    happened = Happened(file_id, ContactKind.ALERT, occurred_at, Outcome.FAILED, ContactContent(), source=alert_id)
    contact = await insert_happened(change, officer.id, happened, key)
    await append_step(change, officer.id, contact, Outcome.FAILED, StepDetail(note), key, occurred_at)
    change.note(contact=contact.id)
    return contact.id


async def breach_contact(file_id: UUID, alert_id: UUID) -> UUID | None:
    """The contact that was written with the finding on an alert; whoever asks has loaded the alert."""
    row = await fetch_one(
        "SELECT id FROM contact WHERE file = $1 AND source = $2 AND kind = $3", file_id, alert_id, ContactKind.ALERT
    )
    return None if row is None else row["id"]
