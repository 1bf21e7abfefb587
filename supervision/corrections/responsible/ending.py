"""The end of answering for a file: when somebody follows, or when the file is not open any more to who answers."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from supervision.audit import Act, Change
from supervision.corrections.access import asking
from supervision.corrections.contacts.store import SELECT_CONTACTS, StepDetail, append_step, contact_of
from supervision.corrections.contacts.words import Outcome
from supervision.corrections.responsible.store import current_of, end_current
from supervision.officers.sessions import load_acting_officer_for_system
from supervision.storage.database import fetch
from supervision.vault import load_keys


async def end_answering(change: Change, vault_keys: Mapping[UUID, UUID], by: UUID | None = None) -> None:
    """Let nobody answer for files from today, by their keys; nobody is told any more of whom the call is still due."""
    told = [contact for _, contact in (await current_of(vault_keys)).values() if contact is not None]
    rows = await fetch(f"{SELECT_CONTACTS} WHERE c.id = ANY($1) AND c.outcome IS NULL", told)
    keys = await load_keys(vault_keys[row["file"]] for row in rows)
    for contact in map(contact_of, rows):
        key = keys[vault_keys[contact.file_id]]
        await append_step(change, by, contact, Outcome.CANCELLED, StepDetail(), key)
    await end_current(change, list(vault_keys))


async def end_where_shut_out(change: Change, vault_keys: Mapping[UUID, UUID], day: date) -> None:
    """Let nobody answer for a file to whom it is not open on that day; the caller's change holds the files."""
    for file_id, (officer_id, _) in (await current_of(vault_keys)).items():
        holder = await load_acting_officer_for_system(officer_id)
        still_open = await fetch(
            "SELECT FROM files_within($1) AS f WHERE f.id = $2", asking(holder, Act.CONTACT_RECORD, day), file_id
        )
        if not still_open:
            await end_answering(change, {file_id: vault_keys[file_id]})
