"""Contacts for tests, made the way officers and the night make them, at moments that the clock is moved to."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from uuid import UUID

from supervision.corrections.contacts.entering import Appointment, Logged
from supervision.corrections.contacts.keeping import log_outcome
from supervision.corrections.contacts.planning import keep_planned
from supervision.corrections.contacts.store import SELECT_CONTACTS, StoredContact, contact_of
from supervision.corrections.contacts.words import ContactKind, Outcome
from supervision.legal_time import LEGAL_ZONE, day_start, legal_day, moved_clock, now
from supervision.officers import Officer
from supervision.storage.database import fetch


@contextmanager
def on_day(day: date, hour: int = 9) -> Iterator[datetime]:
    """The clock at an hour of a day of legal time."""
    at = datetime.combine(day, time(hour), LEGAL_ZONE)
    with moved_clock(lambda: at):
        yield at


async def plan_night() -> dict[str, int]:
    """What the night plans and stops."""
    return await keep_planned(now())


async def contacts_of(file_id: UUID) -> list[StoredContact]:
    """Every contact of a file, in the order in which they were made."""
    rows = await fetch(f"{SELECT_CONTACTS} WHERE c.file = $1 ORDER BY c.made_at, c.id", file_id)
    return [contact_of(row) for row in rows]


async def waiting(file_id: UUID, kind: ContactKind = ContactKind.REPORT) -> StoredContact:
    """The one contact of that kind that waits for its outcome."""
    (found,) = [each for each in await contacts_of(file_id) if each.kind is kind and each.outcome is None]
    return found


async def log(officer: Officer, contact: StoredContact, outcome: Outcome, text: str = "", **more: object) -> UUID:
    """Put an outcome down, as it is found now."""
    return await log_outcome(officer, contact.id, contact.revision, Logged(outcome, text, **more))  # type: ignore[arg-type]


def tomorrow(hour: int = 9, days: int = 1) -> Appointment:
    """An appointment of an hour, days ahead."""
    begins = day_start(legal_day(now()) + timedelta(days=days)) + timedelta(hours=hour)
    return Appointment(begins, begins + timedelta(hours=1), "带身份证", "二楼")
