"""Households change: another head, a household that splits or joins another, a move within one's own reach."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

from supervision.audit import Act, Change
from supervision.errors import InputInvalid
from supervision.legal_time import legal_day
from supervision.officers import Officer
from supervision.residence.addresses.dwellings import Dwelling, load_dwelling
from supervision.residence.changes import about, residence_change
from supervision.residence.households.files import OpenedHousehold, check_open, store_household
from supervision.residence.households.heads import ONE_HEAD, heads_of
from supervision.residence.households.placing import (
    Arrival,
    change_membership,
    opened,
    take_to_dwelling,
    take_to_household,
)
from supervision.residence.households.registering import StayDraft
from supervision.residence.households.store import (
    HOUSEHOLD,
    RESIDENT,
    StoredResident,
    load_household,
    load_resident,
    residents_of,
)
from supervision.residence.households.words import HouseholdKind, MemberRole
from supervision.vault import load_key
from supervision.wording import Wording

NOT_OF_THIS_HOUSEHOLD = Wording("所选人员不在这一户。", "Not everybody who was chosen lives in this household.")
NOBODY_CHOSEN = Wording("请选择人员。", "Choose who is meant.")
NOBODY_LEFT = Wording("分户后原户须留有人员。", "Somebody stays in the household that is split.")
SAME_DWELLING = Wording(
    "两户不在同一房屋；搬到别处请办理迁移。", "The households are at different dwellings; enter a move instead."
)
SAME_HOUSEHOLD = Wording("已在这一户。", "They are of this household already.")


@dataclass(frozen=True, slots=True)
class Destination:
    """Where somebody moves: a dwelling, and there an open household file, or a new one of a kind; the role as told."""

    dwelling_id: UUID
    household_id: UUID | None = None
    kind: HouseholdKind = HouseholdKind.FAMILY
    role: MemberRole | None = None


async def change_head(officer: Officer, household_id: UUID, resident_id: UUID, former_role: MemberRole) -> None:
    """Make a member the head; who was it becomes `former_role`. InputInvalid, HouseholdClosed."""
    if former_role is MemberRole.HEAD:
        raise InputInvalid(ONE_HEAD, field="former_role")
    async with residence_change(officer.actor, Act.MEMBERSHIP_CHANGE, about(HOUSEHOLD, household_id)) as change:
        check_open(await load_household(officer, Act.MEMBERSHIP_CHANGE, household_id, lock=True))
        await _members(household_id, [resident_id])
        today = legal_day(change.at)
        for former in (await heads_of([household_id]))[household_id]:
            if former != resident_id:
                await change_membership(change, former, household_id, former_role, today)
        await change_membership(change, resident_id, household_id, MemberRole.HEAD, today)
        change.note(head=resident_id)


async def split_household(
    officer: Officer, household_id: UUID, roles: Mapping[UUID, MemberRole], kind: HouseholdKind
) -> UUID:
    """Open a new household file at the same dwelling for some of the members; gives its id. InputInvalid."""
    if list(roles.values()).count(MemberRole.HEAD) > 1:
        raise InputInvalid(ONE_HEAD, field="role")
    async with residence_change(officer.actor, Act.MEMBERSHIP_CHANGE, about(HOUSEHOLD, household_id)) as change:
        household = await load_household(officer, Act.MEMBERSHIP_CHANGE, household_id, lock=True)
        check_open(household)
        members = await _members(household_id, roles)
        if len((await residents_of([household_id]))[household_id]) == len(members):
            raise InputInvalid(NOBODY_LEFT, field="resident")
        place = household.place(await load_key(household.vault_key))
        dwelling = await load_dwelling(officer, Act.MEMBERSHIP_CHANGE, place.dwelling_id, lock=True)
        new = await store_household(change, officer, dwelling, kind)
        for resident in members:
            await take_to_household(change, resident, new.id, roles[resident.id], legal_day(change.at))
        change.note(residents=[str(resident_id) for resident_id in roles], new_household=new.id)
    return new.id


async def join_household(
    officer: Officer, household_id: UUID, other_id: UUID, roles: Mapping[UUID, MemberRole]
) -> None:
    """Take members of a household into another at the same dwelling. InputInvalid, HouseholdClosed."""
    if household_id == other_id:
        raise InputInvalid(SAME_HOUSEHOLD, field="other")
    async with residence_change(officer.actor, Act.MEMBERSHIP_CHANGE, about(HOUSEHOLD, household_id)) as change:
        first, second = sorted((household_id, other_id))  # always in this order: two at once never wait in a ring
        loaded = {one: await load_household(officer, Act.MEMBERSHIP_CHANGE, one, lock=True) for one in (first, second)}
        check_open(loaded[other_id])
        if bytes(loaded[household_id].dwelling_digest) != bytes(loaded[other_id].dwelling_digest):
            raise InputInvalid(SAME_DWELLING, field="other")
        members = await _members(household_id, roles)
        if list(roles.values()).count(MemberRole.HEAD) + len((await heads_of([other_id]))[other_id]) > 1:
            raise InputInvalid(ONE_HEAD, field="role")
        for resident in members:
            await take_to_household(change, resident, other_id, roles[resident.id], legal_day(change.at))
        change.note(residents=[str(resident_id) for resident_id in roles], household=other_id)


async def move_within(officer: Officer, resident_id: UUID, to: Destination, stay: StayDraft) -> UUID:
    """Move a resident to another dwelling within the officer's own reach, as of the first day of `stay`.

    Gives the household's id. NotFound when either place is out of reach: such a move is asked for (`moves`).
    """
    async with residence_change(officer.actor, Act.MEMBERSHIP_CHANGE, about(RESIDENT, resident_id)) as change:
        resident = await load_resident(officer, Act.MEMBERSHIP_CHANGE, resident_id, lock=True)
        former_file = await load_household(officer, Act.MEMBERSHIP_CHANGE, resident.household_id)
        place = former_file.place(await load_key(former_file.vault_key))
        dwelling = await load_dwelling(officer, Act.MEMBERSHIP_CHANGE, to.dwelling_id, lock=True)
        if place.dwelling_id == dwelling.id:
            raise InputInvalid(SAME_HOUSEHOLD, field="dwelling")
        former = await load_dwelling(officer, Act.MEMBERSHIP_CHANGE, place.dwelling_id)
        household = await find_household(change, officer, dwelling, to)
        await take_to_dwelling(change, officer, resident, former, Arrival(household, dwelling, to.role, stay))
        change.note(household=household.id, moves_on=stay.began_on)
    return household.id


async def find_household(change: Change, officer: Officer, dwelling: Dwelling, to: Destination) -> OpenedHousehold:
    """The household file that somebody moves into: the one that was named at that dwelling, or a new one."""
    if to.household_id is None:
        return await store_household(change, officer, dwelling, to.kind)
    household = await load_household(officer, Act.MEMBERSHIP_CHANGE, to.household_id, lock=True)
    check_open(household)
    found = await opened(household)
    if found.place.dwelling_id != dwelling.id:
        raise InputInvalid(SAME_DWELLING, field="household")
    return found


async def _members(household_id: UUID, chosen: Collection[UUID]) -> list[StoredResident]:
    living = {resident.id: resident for resident in (await residents_of([household_id]))[household_id]}
    if not chosen:
        raise InputInvalid(NOBODY_CHOSEN, field="resident")
    if set(chosen) - set(living):
        raise InputInvalid(NOT_OF_THIS_HOUSEHOLD, field="resident")
    return [living[resident_id] for resident_id in chosen]
