"""What is to be done about contacts: queues with their counts, and a month's calendar; people are masked."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from supervision.audit import Act, audited_change
from supervision.corrections.access import asking
from supervision.corrections.contacts.planning import SUPERVISED
from supervision.corrections.contacts.store import SELECT_CONTACTS, StoredContact, contact_of
from supervision.corrections.listing import SupervisedPerson, mask_files
from supervision.corrections.rules import CorrectionRuleName, find_correction_rule
from supervision.corrections.store import load_files
from supervision.legal_time import add_months, legal_day, now
from supervision.officers import Officer, check_officer_may
from supervision.paging import PAGE_SIZE, Cursor, Page, read_cursor, split_page
from supervision.storage.database import Record, fetch
from supervision.storage.questions import Question, count_each


class ContactShow(StrEnum):
    """The queues: what is overdue, what has passed and needs its outcome, today, the week ahead, and what waits."""

    OVERDUE = "overdue"
    TO_LOG = "to-log"
    TODAY = "today"
    WEEK = "week"
    REASONS = "reasons"
    TO_REMIND = "to-remind"


_OPEN = f"c.outcome IS NULL AND c.planned_on IS NOT NULL AND {SUPERVISED.format(today='asked.today')}"
_PASSED = "c.planned_until < asked.now"
_SHOWN: Mapping[ContactShow, str] = {
    ContactShow.OVERDUE: f"{_OPEN} AND c.due_on < asked.today",
    ContactShow.TO_LOG: f"{_OPEN} AND {_PASSED} AND (c.due_on < asked.today) IS NOT TRUE",
    ContactShow.TODAY: f"{_OPEN} AND c.planned_on = asked.today AND ({_PASSED}) IS NOT TRUE",
    ContactShow.WEEK: f"{_OPEN} AND c.planned_on > asked.today AND c.planned_on <= asked.today + 7",
    ContactShow.REASONS: "c.reasons_due_on IS NOT NULL AND f.ended_at IS NULL",
    ContactShow.TO_REMIND: f"""{_OPEN} AND c.kind <> 'visit' AND c.planned_on >= asked.today
        AND c.planned_on <= asked.remind_until AND ({_PASSED}) IS NOT TRUE
        AND NOT EXISTS (SELECT FROM file_officer AS a WHERE a.told = c.id)
        AND NOT EXISTS (SELECT FROM contact_reminder AS r WHERE r.contact = c.id AND r.was_reached)""",  # noqa: S608 - made of constants
}
_ASKED = "WITH asked AS (SELECT $1::date AS today, $2::timestamptz AS now, $3::date AS remind_until)"
_AROUND = "JOIN files_within($4) AS f ON f.id = c.file CROSS JOIN asked"
_WITHIN = "($5::uuid IS NULL OR f.office = $5)"


@dataclass(frozen=True, slots=True)
class ContactLine:
    """A contact in a queue, its person masked."""

    contact: StoredContact
    person: SupervisedPerson


async def list_contacts(
    officer: Officer,
    show: ContactShow | None,
    cursor: str | None = None,
    office_id: UUID | None = None,
    among: Collection[UUID] | None = None,
    most: int = PAGE_SIZE,
) -> Page[ContactLine]:
    """A queue within reach, perhaps of one office, what is planned first first, `most` a page; None is every contact.

    `among` are the ids of contacts that another room gives.
    """
    after = read_cursor(cursor)
    check_officer_may(officer, Act.CONTACT_LIST, None)
    async with audited_change(officer.actor, Act.CONTACT_LIST, detail={"show": show}) as change:
        rows = await fetch(
            f"""{_ASKED} {SELECT_CONTACTS} {_AROUND} WHERE {_SHOWN[show] if show else "true"} AND {_WITHIN}
                AND ($6::timestamptz IS NULL OR (c.shown_at, c.id) > ($6, $7::uuid))
                AND ($8::uuid[] IS NULL OR c.id = ANY($8))
                ORDER BY c.shown_at, c.id LIMIT $9""",
            *_asked(officer, office_id), after and after.at, after and after.row_id,
            None if among is None else list(among), most + 1,
        )  # fmt: skip
        shown, following = split_page(rows, lambda row: Cursor(row["shown_at"], row["id"]), most)
        change.note(shown=len(shown))
        return Page(await _lines(officer, shown), following)


def count_contacts(officer: Officer, office_id: UUID | None = None) -> Question[dict[ContactShow, int]]:
    """How many contacts stand in each queue within reach."""
    source = f"FROM contact AS c {_AROUND} WHERE (c.outcome IS NULL OR c.reasons_due_on IS NOT NULL) AND {_WITHIN}"
    return count_each(_SHOWN, source, *_asked(officer, office_id), asked=_ASKED)


async def open_month(officer: Officer, first: date, office_id: UUID | None = None) -> tuple[ContactLine, ...]:
    """What is planned within reach from the first of a month to its end, in order of time, done or not."""
    check_officer_may(officer, Act.CONTACT_LIST, None)
    async with audited_change(officer.actor, Act.CONTACT_LIST, detail={"month": first.isoformat()}) as change:
        rows = await fetch(
            f"""{_ASKED} {SELECT_CONTACTS} {_AROUND}
                WHERE c.planned_on >= $6 AND c.planned_on < $7 AND {_WITHIN}
                AND (c.outcome IS NOT NULL OR ({_OPEN}))
                AND c.outcome IS DISTINCT FROM 'rescheduled' AND c.outcome IS DISTINCT FROM 'cancelled'
                ORDER BY c.planned_on, c.shown_at, c.id""",
            *_asked(officer, office_id), first, add_months(first, 1),
        )  # fmt: skip
        change.note(shown=len(rows))
        return await _lines(officer, rows)


def _asked(officer: Officer, office_id: UUID | None) -> tuple[object, ...]:
    at = now()
    today = legal_day(at)
    ahead = find_correction_rule(CorrectionRuleName.CONTACT_REMINDED_BEFORE, today, officer.office_division).number
    return today, at, today + timedelta(days=ahead), asking(officer, Act.CONTACT_LIST), office_id


async def _lines(officer: Officer, rows: Sequence[Record]) -> tuple[ContactLine, ...]:
    contacts = [contact_of(row) for row in rows]
    files = await load_files(officer, Act.CONTACT_LIST, [contact.file_id for contact in contacts])
    people = {person.file_id: person for person in await mask_files(list(files.values()))}
    return tuple(ContactLine(contact, people[contact.file_id]) for contact in contacts if contact.file_id in people)
