"""Opening a file of after-care in clear, for a purpose of its own list, and who has opened it before."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from supervision.aftercare.aids import Aid, aids_of
from supervision.aftercare.helpers import Helper, helpers_of
from supervision.aftercare.holds import HOLD
from supervision.aftercare.person import Person
from supervision.aftercare.placements import Placement, placements_of
from supervision.aftercare.progress import Step, steps_of
from supervision.aftercare.purposes import AftercarePurpose, read_aftercare_purpose
from supervision.aftercare.store import SUBJECT, StoredFile, about, load_aftercare_file
from supervision.aftercare.visits import Visit, visits_of
from supervision.audit import Act, audited_change
from supervision.keeping.holds import is_held_in
from supervision.officers import Officer
from supervision.paging import PAGE_SIZE, Cursor, Page, read_cursor, split_page
from supervision.settings import Register
from supervision.storage.database import fetch
from supervision.vault import load_key


@dataclass(frozen=True, slots=True)
class AftercareFile:
    """A file in clear, opened for a purpose, with all that was done."""

    file: StoredFile
    person: Person
    steps: tuple[Step, ...]
    helpers: tuple[Helper, ...]
    placements: tuple[Placement, ...]
    aids: tuple[Aid, ...]
    visits: tuple[Visit, ...]
    is_held: bool
    purpose: AftercarePurpose


@dataclass(frozen=True, slots=True)
class Reading:
    """One act upon a file: who, from which office, when, what, why, and with what result."""

    at: datetime
    officer_name: str
    office_name: str
    act: str
    purpose: str | None
    result: str


async def open_aftercare_file(officer: Officer, file_id: UUID, purpose: str | None) -> AftercareFile:
    """The file in clear; InputInvalid without one of the allowed purposes, which are recorded with the opening."""
    reason = read_aftercare_purpose(purpose)
    async with audited_change(officer.actor, Act.AFTERCARE_OPEN, about(file_id), purpose=reason):
        file = await load_aftercare_file(officer, Act.AFTERCARE_OPEN, file_id)
        key = await load_key(file.vault_key)
        return AftercareFile(
            file=file,
            person=file.person(key),
            steps=await steps_of(file_id, key),
            helpers=await helpers_of(file_id, key),
            placements=await placements_of(file_id, key),
            aids=await aids_of(file_id, key),
            visits=await visits_of(file_id, key),
            is_held=await is_held_in(HOLD, file_id),
            purpose=reason,
        )


async def aftercare_readings(
    officer: Officer, file_id: UUID, purpose: str | None, cursor: str | None = None
) -> Page[Reading]:
    """Every recorded act upon the file, newest first; looking here is itself recorded as an opening."""
    reason, after = read_aftercare_purpose(purpose), read_cursor(cursor)
    async with audited_change(officer.actor, Act.AFTERCARE_OPEN, about(file_id), purpose=reason) as change:
        await load_aftercare_file(officer, Act.AFTERCARE_OPEN, file_id)
        change.note(part="readings")
        rows = await fetch(
            """SELECT e.position, e.at, e.actor_name AS officer_name, e.act, e.purpose, e.result,
                      coalesce(office.name, '') AS office_name
               FROM audit_entry AS e LEFT JOIN officer ON officer.id::text = e.actor_id
               LEFT JOIN office ON office.id = officer.office
               WHERE e.register = $1 AND e.subject_kind = $2 AND e.subject_id = $3
                 AND ($4::int8 IS NULL OR e.position < $4)
               ORDER BY e.position DESC LIMIT $5""",
            Register.CORRECTIONS, SUBJECT, str(file_id), after and after.rank, PAGE_SIZE + 1,
        )  # fmt: skip
    shown, following = split_page(rows, lambda row: Cursor(row["at"], file_id, row["position"]))
    names = Reading.__dataclass_fields__
    return Page(tuple(Reading(**{name: row[name] for name in names}) for row in shown), following)
