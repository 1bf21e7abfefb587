"""Residents and households as the API shows them: masked in lists, in clear where a purpose was given."""

from datetime import date, datetime
from uuid import UUID

from api.v1.views import View
from supervision.residence.addresses.dwellings import Dwelling
from supervision.residence.codes import ArrivalReason, LodgingKind
from supervision.residence.households.amendments import Amendment
from supervision.residence.households.changing import Version
from supervision.residence.households.differences import Difference
from supervision.residence.households.move_rows import Move
from supervision.residence.households.opening import HouseholdFile, Member, ResidentRecord, Stay
from supervision.residence.households.person import Person
from supervision.residence.households.words import (
    AmendmentState,
    AskedBy,
    HouseholdKind,
    HouseholdState,
    MemberRole,
    MoveSide,
    MoveState,
    ResidentState,
    Source,
    StayEnd,
    Verdict,
)
from supervision.residence.purposes import ResidencePurpose


class ResidentView(View, frozen=True):
    """A resident in a list: name, document and telephone are masked; the building is named, the door is not."""

    id: UUID
    household_id: UUID
    household_number: str
    name: str
    document_number: str
    phone: str
    division: str
    drawer_name: str
    state: ResidentState
    registered_at: datetime
    verified_on: date | None
    last_verdict: Verdict | None
    expected_until: date | None
    is_destroyed: bool


class HouseholdView(View, frozen=True):
    """A household file in a list: its premises in clear, its head masked, and how many live there."""

    id: UUID
    number: str
    kind: HouseholdKind
    state: HouseholdState
    division: str
    address: str
    head: str
    residents: int
    verified_on: date | None
    opened_at: datetime


class StayView(View, frozen=True):
    """A stay; days of legal time, the last ones included. It lasts while `ended_on` is null."""

    id: UUID
    household_id: UUID
    lodging: LodgingKind
    reason: ArrivalReason
    source: Source
    began_on: date
    proved_from: date | None
    expected_until: date | None
    registered_at: datetime
    ended_on: date | None
    end_reason: StayEnd | None

    @classmethod
    def of_stay(cls, stay: Stay) -> "StayView":
        """The view of a stay."""
        return cls.of(stay)


class MemberView(View, frozen=True):
    """Somebody of a household in clear; `person` is null once the key was destroyed."""

    id: UUID
    role: MemberRole
    person: Person | None
    stay: StayView
    verified_on: date | None
    last_verdict: Verdict | None

    @classmethod
    def of_member(cls, member: Member) -> "MemberView":
        """The view of a member."""
        return cls.of(member.resident, role=member.role, person=member.person, stay=StayView.of_stay(member.stay))


class HouseholdFileView(View, frozen=True):
    """A household file in clear, opened for a purpose."""

    id: UUID
    number: str
    kind: HouseholdKind
    state: HouseholdState
    division: str
    address: str
    dwelling_id: UUID
    capacity: int | None
    members: list[MemberView]
    verified_on: date | None
    opened_at: datetime
    revision: int
    purpose: ResidencePurpose

    @classmethod
    def of_file(cls, file: HouseholdFile) -> "HouseholdFileView":
        """The view of a household file that was opened."""
        dwelling: Dwelling = file.dwelling
        return cls.of(
            file.household,
            address=file.address,
            dwelling_id=dwelling.id,
            capacity=dwelling.capacity,
            members=[MemberView.of_member(member) for member in file.members],
            purpose=file.purpose,
        )


class ResidentRecordView(View, frozen=True):
    """A resident in clear with all stays, opened for a purpose; `revision` goes back with a change."""

    id: UUID
    household_id: UUID
    household_number: str
    division: str
    address: str
    state: ResidentState
    person: Person
    stays: list[StayView]
    registered_at: datetime
    verified_on: date | None
    last_verdict: Verdict | None
    left_at: datetime | None
    merged_into: UUID | None
    revision: int
    purpose: ResidencePurpose

    @classmethod
    def of_record(cls, record: ResidentRecord) -> "ResidentRecordView":
        """The view of a resident who was opened."""
        return cls.of(
            record.resident,
            household_number=record.household.number,
            address=record.address,
            person=record.person,
            stays=[StayView.of_stay(stay) for stay in record.stays],
            purpose=record.purpose,
        )


class DifferenceView(View, frozen=True):
    """One item, as it was and as it is; an empty text stands for nothing."""

    item: str
    old: str
    new: str

    @classmethod
    def of_difference(cls, difference: Difference) -> "DifferenceView":
        """The view of a difference."""
        return cls(difference.item, difference.old, difference.new)


class VersionView(View, frozen=True):
    """What was known of a person from one change to the next."""

    revision: int
    source: Source
    changed_at: datetime
    changed_by: str
    differences: list[DifferenceView]

    @classmethod
    def of_version(cls, version: Version) -> "VersionView":
        """The view of a version."""
        return cls.of(version, differences=[DifferenceView.of_difference(one) for one in version.differences])


class AmendmentView(View, frozen=True):
    """An amendment with its comparison; `is_outdated` when the person was changed after it was asked for."""

    id: UUID
    resident_id: UUID
    asked_by: AskedBy
    state: AmendmentState
    reason: str
    answer: str
    differences: list[DifferenceView]
    requested_at: datetime
    requested_by_name: str
    decided_at: datetime | None
    decided_by_name: str
    is_outdated: bool

    @classmethod
    def of_amendment(cls, amendment: Amendment) -> "AmendmentView":
        """The view of an amendment."""
        return cls.of(amendment, differences=[DifferenceView.of_difference(one) for one in amendment.differences])


class MoveView(View, frozen=True):
    """A move between two offices, the resident masked."""

    id: UUID
    resident_id: UUID
    name: str
    document_number: str
    asked_side: MoveSide
    old_division: str
    old_place: str
    new_division: str
    new_place: str
    moves_on: date
    note: str
    state: MoveState
    asked_at: datetime
    asked_by_name: str
    decided_at: datetime | None
    decided_by_name: str
    answer: str

    @classmethod
    def of_move(cls, move: Move) -> "MoveView":
        """The view of a move."""
        person = move.resident
        return cls.of(move, resident_id=person.id, name=person.name, document_number=person.document_number)


class ReadingView(View, frozen=True):
    """One act upon a record: who, when, what, why, with what result, and whom it was provided to."""

    at: datetime
    officer_id: str
    officer_name: str
    office_name: str
    act: str
    purpose: str | None
    result: str
    provided_to: str
