"""One permit in clear, lists of permits, and the queues of what the law makes due."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from supervision.audit import Act
from supervision.legal_time import legal_day, now
from supervision.officers import Officer
from supervision.paging import PAGE_SIZE, Order, Page, read_cursor
from supervision.residence.changes import about, residence_change
from supervision.residence.households.masked import MaskedResident, mask_residents
from supervision.residence.households.materials import materials_of
from supervision.residence.households.person import Person
from supervision.residence.households.store import StoredResident, load_household, load_resident, load_residents
from supervision.residence.households.within import within
from supervision.residence.households.words import MaterialKind, ResidentState
from supervision.residence.permits.eligibility import Eligibility, find_eligibility
from supervision.residence.permits.standing import PermitStanding, PermitYears
from supervision.residence.permits.store import (
    PERMIT,
    SELECT_PERMITS,
    StoredAct,
    StoredPermit,
    acts_of,
    load_permit,
    permit_of,
    standing_of,
    stay_days_of,
    years_of,
)
from supervision.residence.purposes import ResidencePurpose, read_residence_purpose
from supervision.residence.reach import reach_of
from supervision.storage.database import Record, fetch, fetch_one
from supervision.vault import load_key


class PermitShow(StrEnum):
    """Which permits a list shows: the queues first."""

    TO_HANDLE = "to-handle"
    TO_ISSUE = "to-issue"
    TO_ENDORSE = "to-endorse"
    TO_SUSPEND = "to-suspend"
    VALID = "valid"
    ALL = "all"


_SHOWN = {
    PermitShow.TO_HANDLE: "p.state IN ('applied', 'told')",
    PermitShow.TO_ISSUE: "p.state = 'accepted'",
    PermitShow.TO_ENDORSE: "p.state = 'valid' AND p.endorse_from <= $1 AND p.endorse_due_on >= $1",
    PermitShow.TO_SUSPEND: "p.state = 'valid' AND p.endorse_due_on < $1",
    PermitShow.VALID: "p.state = 'valid'",
    PermitShow.ALL: "true",
}
_DUE = {
    PermitShow.TO_HANDLE: "(p.applied_at AT TIME ZONE 'Asia/Shanghai')::date",
    PermitShow.TO_ISSUE: "p.issue_due_on",
    PermitShow.TO_ENDORSE: "p.endorse_due_on",
    PermitShow.TO_SUSPEND: "p.endorse_due_on",
}
"""By which day the permits of a queue wait: for what has no period yet, that of the application."""
QUEUES = (PermitShow.TO_HANDLE, PermitShow.TO_ISSUE, PermitShow.TO_ENDORSE, PermitShow.TO_SUSPEND)
"""What somebody has to do about."""
_COUNTED = (*QUEUES, PermitShow.VALID)


@dataclass(frozen=True, slots=True)
class PermitSummary:
    """A permit in a list, its resident masked."""

    permit: StoredPermit
    resident: MaskedResident


@dataclass(frozen=True, slots=True)
class PermitFile:
    """A permit in clear with its acts, opened for a purpose; `is_lapsed` is whether its function is suspended today."""

    permit: StoredPermit
    resident: StoredResident
    person: Person
    acts: tuple[StoredAct, ...]
    standing: PermitStanding
    years: PermitYears
    eligibility: Eligibility
    is_lapsed: bool
    address: str
    """Where the resident lives; empty for whoever left."""
    photo_id: UUID | None
    """The newest photograph among the resident's materials."""


async def open_permit(officer: Officer, permit_id: UUID, purpose: str | None) -> PermitFile:
    """A permit in clear; InputInvalid without one of the purposes, which are recorded with the opening."""
    reason = read_residence_purpose(purpose)
    async with residence_change(officer.actor, Act.PERMIT_OPEN, about(PERMIT, permit_id), purpose=reason) as change:
        permit, resident = await load_permit(officer, Act.PERMIT_OPEN, permit_id)
        key, today = await load_key(resident.vault_key), legal_day(change.at)
        acts, years = await acts_of(permit_id, key), years_of(resident.division, today)
        standing = standing_of(acts, years)
        change.note(number=permit.number, resident=resident.id)
        stays = await stay_days_of(resident.id)
        person = resident.person(key)
        address = await _address(officer, resident)
        photos = [one for one in await materials_of(resident) if one.kind is MaterialKind.PHOTO]
    if standing is None:
        message = "a stored permit begins with its application"
        raise RuntimeError(message)
    eligibility = find_eligibility(stays, resident.division, today, permit.counted_from)
    return PermitFile(
        permit=permit,
        resident=resident,
        person=person,
        acts=acts,
        standing=standing,
        years=years,
        eligibility=eligibility,
        is_lapsed=standing.is_lapsed(today),
        address=address,
        photo_id=photos[0].id if photos else None,
    )


async def _address(officer: Officer, resident: StoredResident) -> str:
    if resident.state is not ResidentState.LIVING:
        return ""
    household = await load_household(officer, Act.PERMIT_OPEN, resident.household_id)
    return household.place(await load_key(household.vault_key)).address


@dataclass(frozen=True, slots=True)
class Applicant:
    """A resident for whom a permit might be applied for, in clear, with the sum of their residence."""

    resident: StoredResident
    person: Person
    eligibility: Eligibility
    open_permit_id: UUID | None


async def open_applicant(officer: Officer, resident_id: UUID, proved_from: date | None = None) -> Applicant:
    """Open a resident to apply for a permit; recorded as a reading for that purpose."""
    purpose = ResidencePurpose.PERMIT
    async with residence_change(
        officer.actor, Act.PERMIT_OPEN, about("resident", resident_id), purpose=purpose
    ) as change:
        resident = await load_resident(officer, Act.PERMIT_APPLY, resident_id)
        person = resident.person(await load_key(resident.vault_key))
        stays, today = await stay_days_of(resident_id), legal_day(change.at)
        row = await fetch_one("SELECT id FROM residence_permit WHERE resident = $1 AND closed_at IS NULL", resident_id)
    found = find_eligibility(stays, resident.division, today, proved_from)
    return Applicant(resident, person, found, row["id"] if row else None)


async def list_permits(officer: Officer, show: PermitShow, cursor: str | None = None) -> Page[PermitSummary]:
    """Permits within reach, residents masked, fifty a page: of a queue the first due on top, of others the newest."""
    after = read_cursor(cursor)
    order = Order(_DUE.get(show, "p.applied_at"), "p.id", is_due=show in _DUE)
    async with residence_change(officer.actor, Act.PERMIT_LIST, detail={"show": show}) as change:
        values: list[object] = [legal_day(change.at)]
        condition = within(await reach_of(officer, Act.PERMIT_LIST), "r", values)
        rows = await fetch(
            f"""{order.of(SELECT_PERMITS)} JOIN resident AS r ON r.id = p.resident
                WHERE {_SHOWN[show]} AND $1::date IS NOT NULL AND {condition}{order.after(after, values)}
                {order.clause} LIMIT {PAGE_SIZE + 1}""",
            *values,
        )
        shown, following = order.split(rows)
        change.note(shown=len(shown))
        return Page(await _summaries(officer, shown), following)


async def count_permits(officer: Officer) -> dict[PermitShow, int]:
    """How many permits within reach stand in each queue, and how many are valid."""
    values: list[object] = [legal_day(now())]
    condition = within(await reach_of(officer, Act.PERMIT_LIST), "r", values)
    counts = ", ".join(f'count(*) FILTER (WHERE {_SHOWN[show]}) AS "{show}"' for show in _COUNTED)
    rows = await fetch(
        f"""SELECT {counts} FROM residence_permit AS p JOIN resident AS r ON r.id = p.resident
            WHERE p.closed_at IS NULL AND $1::date IS NOT NULL AND {condition}""",  # noqa: S608 - values are bound
        *values,
    )
    return {show: rows[0][str(show)] for show in _COUNTED}


async def _summaries(officer: Officer, rows: Sequence[Record]) -> tuple[PermitSummary, ...]:
    permits = [permit_of(row) for row in rows]
    residents = await load_residents(officer, Act.PERMIT_LIST, [permit.resident_id for permit in permits])
    masked = {one.id: one for one in await mask_residents(list(residents.values()))}
    return tuple(
        PermitSummary(permit, masked[permit.resident_id]) for permit in permits if permit.resident_id in masked
    )
