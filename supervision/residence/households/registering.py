"""Registering residents, and ending their stays: who lives where, on what footing, and who said so."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

from supervision.audit import Act, Change
from supervision.errors import InputInvalid, RuleRefused
from supervision.legal_time import legal_day
from supervision.officers import Officer
from supervision.residence.addresses.dwellings import Dwelling, load_dwelling
from supervision.residence.changes import RESIDENCE, about, residence_change
from supervision.residence.codes import ArrivalReason, LodgingKind
from supervision.residence.households.files import (
    OpenedHousehold,
    check_open,
    count_occupants,
    store_household,
)
from supervision.residence.households.findable import make_findable, make_unfindable
from supervision.residence.households.heads import settle_role
from supervision.residence.households.person import Person, make_person
from supervision.residence.households.store import RESIDENT, VERSION, load_household, load_resident
from supervision.residence.households.tables import MembershipRow, ResidentRow, ResidentVersionRow, StayRow
from supervision.residence.households.words import (
    HouseholdKind,
    MemberRole,
    ResidentState,
    Source,
    StayEnd,
)
from supervision.residence.rules import find_field_list
from supervision.storage.database import fetch_one
from supervision.vault import (
    DataKey,
    KeyKind,
    Place,
    SearchField,
    SearchTerm,
    create_key,
    digest_terms,
    load_key,
    seal_json,
)
from supervision.wording import Wording

REGISTERED_ALREADY = Wording(
    "此证件号码已有在住登记；如已搬来，请办理迁移。",
    "Somebody with this document number is registered as living here already; if they moved, enter a move.",
)
NOT_LIVING = Wording("此人没有尚未结束的居住登记。", "This resident has no stay that is still open.")
BEGINS_LATER = Wording("居住起始日期不能晚于今天。", "A stay cannot begin in the future.")
EXPECTED_EARLY = Wording("预计截止日期早于起始日期。", "The expected end lies before the beginning.")
ENDS_EARLY = Wording("结束日期早于起始日期。", "The end lies before the beginning.")
ENDS_LATER = Wording("结束日期不能晚于今天。", "A stay cannot end in the future; enter an expected end instead.")


class ResidentExists(RuleRefused):
    """The register has a living resident with this document; where is not told here."""

    code = "resident-exists"


class NotLiving(RuleRefused):
    """The resident's stay has ended already."""

    code = "not-living"


@dataclass(frozen=True, slots=True)
class StayDraft:
    """A stay as it was told: on what footing, why, and from when to when. Days of legal time."""

    lodging: LodgingKind
    reason: ArrivalReason
    began_on: date
    expected_until: date | None = None
    proved_from: date | None = None


@dataclass(frozen=True, slots=True)
class NewResident:
    """Somebody to be registered into a household; without a role they are its head, or a companion of who is."""

    person: Person
    stay: StayDraft
    role: MemberRole | None = None


async def register_household(
    officer: Officer,
    dwelling_id: UUID,
    kind: HouseholdKind,
    residents: tuple[NewResident, ...],
    source: Source = Source.OFFICER,
) -> tuple[UUID, tuple[UUID, ...]]:
    """Open a household file with its residents in one change; gives their ids. ResidentExists, InputInvalid."""
    async with residence_change(officer.actor, Act.RESIDENT_REGISTER) as change:
        dwelling = await load_dwelling(officer, Act.RESIDENT_REGISTER, dwelling_id, lock=True)
        household = await store_household(change, officer, dwelling, kind)
        ids = [await store_resident(change, officer, household, dwelling, one, source) for one in residents]
        change.is_about("household", household.id)
        change.note(residents=[str(resident_id) for resident_id in ids])
    return household.id, tuple(ids)


async def register_resident(
    officer: Officer, household_id: UUID, new: NewResident, source: Source = Source.OFFICER
) -> UUID:
    """Register somebody into an open household file. ResidentExists, HouseholdClosed, InputInvalid."""
    async with residence_change(officer.actor, Act.RESIDENT_REGISTER) as change:
        stored = await load_household(officer, Act.RESIDENT_REGISTER, household_id, lock=True)
        check_open(stored)
        key = await load_key(stored.vault_key)
        place = stored.place(key)
        dwelling = await load_dwelling(officer, Act.RESIDENT_REGISTER, place.dwelling_id, lock=True)
        household = OpenedHousehold(
            stored.id, stored.division, stored.drawer_digest, stored.dwelling_digest, key, place
        )
        resident_id = await store_resident(change, officer, household, dwelling, new, source)
        change.is_about(RESIDENT, resident_id)
    return resident_id


async def store_resident(
    change: Change,
    officer: Officer,
    household: OpenedHousehold,
    dwelling: Dwelling,
    new: NewResident,
    source: Source,
) -> UUID:
    """Store a resident with version, stay, membership and search digests in the caller's change."""
    today = legal_day(change.at)
    person = make_person(new.person, find_field_list(today, household.division), today)
    check_stay(new.stay, today)
    role = await settle_role(household.id, new.role)
    await check_not_registered(change, person)
    key, resident_id = await create_key(RESIDENCE, KeyKind.RESIDENT), uuid4()
    await ResidentRow.insert(
        ResidentRow(
            id=resident_id,
            vault_key=key.id,
            household=household.id,
            division=household.division,
            drawer_digest=household.drawer_digest,
            state=ResidentState.LIVING.value,
            person_sealed=seal_person(key, resident_id, person),
            registered_at=change.at,
            registered_by=officer.id,
            verified_on=today if source in {Source.OFFICER, Source.ASSISTANT} else None,
            revision=1,
        )
    )
    await store_version(change, officer, resident_id, 1, person, key, source)
    await store_stay(change, officer, resident_id, household, new.stay, source)
    await MembershipRow.insert(
        MembershipRow(
            id=uuid4(), household=household.id, resident=resident_id, role=role.value, began_on=new.stay.began_on
        )
    )
    await count_occupants(change, dwelling, 1)
    await make_findable({resident_id: person}, {resident_id: household.division})
    return resident_id


async def end_stay(officer: Officer, resident_id: UUID, last_day: date, reason: StayEnd) -> None:
    """End a resident's stay: they leave the queues and the search, their record is kept as long as its rule says.

    NotLiving when it has ended, InputInvalid for a day that cannot be.
    """
    async with residence_change(officer.actor, Act.STAY_END, about(RESIDENT, resident_id)) as change:
        await store_stay_end(change, officer, resident_id, last_day, reason)
        change.note(reason=reason)


async def store_stay_end(change: Change, officer: Officer, resident_id: UUID, last_day: date, reason: StayEnd) -> None:
    """End a stay as `end_stay` does, in the caller's change."""
    resident = await load_resident(officer, Act.STAY_END, resident_id, lock=True)
    await close_stay(change, officer, resident_id, last_day, reason)
    household = await load_household(officer, Act.STAY_END, resident.household_id)
    place = household.place(await load_key(household.vault_key))
    await count_occupants(change, await load_dwelling(officer, Act.STAY_END, place.dwelling_id, lock=True), -1)


async def close_stay(change: Change, officer: Officer, resident_id: UUID, last_day: date, reason: StayEnd) -> None:
    """End stay, membership and search of a resident whom the caller's change holds locked."""
    open_stay = await fetch_one(
        "SELECT id, began_on FROM stay WHERE resident = $1 AND ended_on IS NULL FOR UPDATE", resident_id
    )
    if open_stay is None:
        raise NotLiving(NOT_LIVING)
    if last_day < open_stay["began_on"]:
        raise InputInvalid(ENDS_EARLY, field="ended_on")
    if last_day > legal_day(change.at):
        raise InputInvalid(ENDS_LATER, field="ended_on")
    await change.connection.execute(
        "UPDATE stay SET ended_on = $2, end_reason = $3, ended_at = $4, ended_by = $5 WHERE id = $1",
        open_stay["id"], last_day, reason, change.at, officer.id,
    )  # fmt: skip
    await change.connection.execute(
        "UPDATE membership SET ended_on = greatest(began_on, $2::date) WHERE resident = $1 AND ended_on IS NULL",
        resident_id, last_day,
    )  # fmt: skip
    await change.connection.execute(
        "UPDATE resident SET state = 'left', left_at = $2, revision = revision + 1 WHERE id = $1",
        resident_id, change.at,
    )  # fmt: skip
    await make_unfindable([resident_id])


def check_stay(stay: StayDraft, today: date) -> None:
    """InputInvalid for days that cannot be."""
    if stay.began_on > today:
        raise InputInvalid(BEGINS_LATER, field="began_on")
    if stay.expected_until is not None and stay.expected_until < stay.began_on:
        raise InputInvalid(EXPECTED_EARLY, field="expected_until")


def seal_person(key: DataKey, resident_id: UUID, person: Person) -> bytes:
    """The newest version of a person for the resident's row."""
    return seal_json(key, person, Place(RESIDENT, "person_sealed", resident_id))


async def store_version(
    change: Change, officer: Officer, resident_id: UUID, revision: int, person: Person, key: DataKey, source: Source
) -> None:
    """Add a version to a resident's history in the caller's change."""
    version_id = uuid4()
    await ResidentVersionRow.insert(
        ResidentVersionRow(
            id=version_id,
            resident=resident_id,
            revision=revision,
            person_sealed=seal_json(key, person, Place(VERSION, "person_sealed", version_id)),
            source=source.value,
            changed_at=change.at,
            changed_by=officer.id,
        )
    )


async def store_stay(
    change: Change, officer: Officer, resident_id: UUID, household: OpenedHousehold, stay: StayDraft, source: Source
) -> None:
    """Begin a stay in the caller's change."""
    await StayRow.insert(
        StayRow(
            id=uuid4(),
            resident=resident_id,
            household=household.id,
            division=household.division,
            drawer_digest=household.drawer_digest,
            dwelling_digest=household.dwelling_digest,
            lodging=stay.lodging.value,
            reason=stay.reason.value,
            source=source.value,
            began_on=stay.began_on,
            proved_from=stay.proved_from,
            expected_until=stay.expected_until,
            registered_at=change.at,
            registered_by=officer.id,
        )
    )


async def check_not_registered(change: Change, person: Person) -> None:
    """ResidentExists when a living resident has the same document; two at once wait for each other."""
    term = SearchTerm(SearchField.DOCUMENT, person.document_number)
    digest = digest_terms(RESIDENCE, [term])[term]
    await change.connection.execute("SELECT pg_advisory_xact_lock($1)", int.from_bytes(digest[:8], signed=True))
    if await fetch_one("SELECT resident FROM resident_term WHERE term_digest = $1 LIMIT 1", digest):
        raise ResidentExists(REGISTERED_ALREADY)
