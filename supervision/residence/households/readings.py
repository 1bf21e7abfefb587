"""Who has read a household file or a resident, when and why; looking here is recorded as well."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from supervision.audit import Act, Subject
from supervision.officers import Officer
from supervision.paging import PAGE_SIZE, Cursor, Page, read_cursor, split_page
from supervision.residence.changes import RESIDENCE, about, residence_change
from supervision.residence.households.store import HOUSEHOLD, RESIDENT, load_household, load_resident
from supervision.residence.purposes import read_residence_purpose
from supervision.storage.database import Record, fetch


@dataclass(frozen=True, slots=True)
class Reading:
    """One act upon a record: who, from which office, when, what, why, with what result, and whom it was provided to."""

    at: datetime
    officer_id: str
    officer_name: str
    office_name: str
    act: str
    purpose: str | None
    result: str
    provided_to: str = ""


async def readings_of_household(
    officer: Officer, household_id: UUID, purpose: str | None, cursor: str | None = None
) -> Page[Reading]:
    """Every recorded act upon a household file, newest first; recorded as an opening for the purpose given."""
    reason, subject = read_residence_purpose(purpose), about(HOUSEHOLD, household_id)
    async with residence_change(officer.actor, Act.HOUSEHOLD_OPEN, subject, purpose=reason) as change:
        await load_household(officer, Act.HOUSEHOLD_OPEN, household_id)
        change.note(part="readings")
        return await _page(subject, [], cursor)


async def readings_of_resident(
    officer: Officer, resident_id: UUID, purpose: str | None, cursor: str | None = None
) -> Page[Reading]:
    """Every recorded act upon a resident, and upon a household file that showed them, newest first."""
    reason, subject = read_residence_purpose(purpose), about(RESIDENT, resident_id)
    async with residence_change(officer.actor, Act.RESIDENT_OPEN, subject, purpose=reason) as change:
        await load_resident(officer, Act.RESIDENT_OPEN, resident_id)
        change.note(part="readings")
        rows = await fetch("SELECT DISTINCT household FROM membership WHERE resident = $1", resident_id)
        return await _page(subject, [str(row["household"]) for row in rows], cursor)


async def _page(subject: Subject, households: list[str], cursor: str | None) -> Page[Reading]:
    """A page of the entries about a subject, and of those about households that name it."""
    after = read_cursor(cursor)
    rows = await fetch(
        """SELECT e.position, e.at, e.actor_id, e.actor_name, e.act, e.purpose, e.result,
                  CASE WHEN e.act = $8 AND e.result = 'done' THEN e.detail_json::json ->> 'to' END AS provided_to,
                  coalesce(office.name, '') AS office_name
           FROM audit_entry AS e LEFT JOIN officer ON officer.id::text = e.actor_id
           LEFT JOIN office ON office.id = officer.office
           WHERE e.register = $1
             AND ((e.subject_kind = $2 AND e.subject_id = $3)
                  OR (e.subject_kind = $4 AND e.subject_id = ANY($5) AND position($3 IN e.detail_json) > 0))
             AND ($6::int8 IS NULL OR e.position < $6)
           ORDER BY e.position DESC LIMIT $7""",
        RESIDENCE, subject.kind, subject.id, HOUSEHOLD, households, after and after.rank, PAGE_SIZE + 1,
        Act.PROVISION_MAKE,
    )  # fmt: skip
    shown, following = split_page(rows, lambda row: Cursor(row["at"], UUID(subject.id), row["position"]))
    return Page(tuple(map(_reading, shown)), following)


def _reading(row: Record) -> Reading:
    return Reading(
        at=row["at"],
        officer_id=row["actor_id"],
        officer_name=row["actor_name"],
        office_name=row["office_name"],
        act=row["act"],
        purpose=row["purpose"],
        result=row["result"],
        provided_to=row["provided_to"] or "",
    )
