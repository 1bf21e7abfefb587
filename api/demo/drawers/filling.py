"""Filling the drawers: households registered over the months, met at their doors, and given their cards."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import timedelta
from functools import partial
from uuid import UUID

from api.demo.drawers.cabinet import Cabinet
from api.demo.drawers.people import TAKEN_OVER, Household, all_households
from api.demo.orders import days_before
from supervision.audit import Act
from supervision.legal_time import legal_day, now
from supervision.officers import Officer
from supervision.residence.addresses.dwellings import Dwelling
from supervision.residence.cards.handing import hand_over
from supervision.residence.cards.printing import MOST_CARDS, print_cards
from supervision.residence.cards.store import Receipt
from supervision.residence.changes import residence_change
from supervision.residence.households.bulk import BulkHousehold, store_in_bulk
from supervision.residence.households.person import make_person
from supervision.residence.households.registering import NewResident, StayDraft, check_stay
from supervision.residence.households.words import Source
from supervision.residence.rules import find_field_list
from supervision.storage.database import fetch

PRINTED_AFTER_DAYS, HANDED_OVER_AFTER_DAYS = 3, 7
_TOWNSHIP = 9


def enter_filling(cabinet: Cabinet) -> None:
    """Enter into the diary on which days the households were registered, printed their cards, and given them."""
    days: dict[tuple[int, str], list[Household]] = defaultdict(list)
    for household in all_households():
        days[household.registered_days, household.drawer.township.code].append(household)
    for number, ((ago, _), households) in enumerate(sorted(days.items(), key=lambda one: one[0])):
        cabinet.diary.enter(days_before(cabinet.at, ago, 10, number), partial(_register, cabinet, households))
        if ago > PRINTED_AFTER_DAYS:
            printed = days_before(cabinet.at, ago - PRINTED_AFTER_DAYS, 15, number)
            cabinet.diary.enter(printed, partial(_print, cabinet, households))
        if ago > PRINTED_AFTER_DAYS + HANDED_OVER_AFTER_DAYS:
            handed = days_before(cabinet.at, ago - PRINTED_AFTER_DAYS - HANDED_OVER_AFTER_DAYS, 16, number)
            cabinet.diary.enter(handed, partial(_hand_over, cabinet, households))


async def _register(cabinet: Cabinet, households: Sequence[Household]) -> None:
    """Register households in one act, the way a table is written: the same rows, seals and digests."""
    officer, today = await cabinet.officer(households[0].drawer), legal_day(now())
    groups = []
    for household in households:
        dwelling = cabinet.dwelling(household.home)
        people = tuple(_new_residents(household, dwelling, cabinet))
        for one in people:
            check_stay(one.stay, today)
        groups.append(BulkHousehold(dwelling, people, kind=household.kind))
    is_taken_over = households[0].registered_days == TAKEN_OVER
    async with residence_change(officer.actor, Act.RESIDENT_REGISTER) as change:
        stored = await store_in_bulk(change, officer.id, groups, Source.IMPORT if is_taken_over else Source.OFFICER)
        change.note(households=len(stored.households), residents=[str(resident) for resident in stored.residents])
    residents = iter(stored.residents)
    for household, household_id in zip(households, stored.households, strict=True):
        cabinet.households[household.number] = household_id
        cabinet.residents[household.number] = tuple(next(residents) for _ in household.members)


def _new_residents(household: Household, dwelling: Dwelling, cabinet: Cabinet) -> list[NewResident]:
    today, present = legal_day(now()), legal_day(cabinet.at)
    began_on = present - timedelta(days=household.came_days)
    ends_on = None if household.ends_in_days is None else present + timedelta(days=household.ends_in_days)
    fields = find_field_list(today, dwelling.division)
    return [
        NewResident(
            make_person(member.person, fields, today),
            StayDraft(household.lodging, member.reason, began_on, ends_on, began_on if household.is_proved else None),
            member.role,
        )
        for member in household.members
    ]


async def _print(cabinet: Cabinet, households: Sequence[Household]) -> None:
    officer, cards = await cabinet.officer(households[0].drawer), await _cards_of(cabinet, households)
    waiting = list(cards.values())
    for start in range(0, len(waiting), MOST_CARDS):
        await print_cards(officer, waiting[start : start + MOST_CARDS])


async def _hand_over(cabinet: Cabinet, households: Sequence[Household]) -> None:
    cards = await _cards_of(cabinet, households)
    for household in households:
        officer: Officer = await cabinet.assistant(household.drawer)
        receiver = household.members[0].person.name
        await hand_over(officer, cards[household.number], Receipt(receiver))


async def _cards_of(cabinet: Cabinet, households: Sequence[Household]) -> dict[int, UUID]:
    """The living cards of households, by the households' numbers."""
    number_of = {cabinet.households[household.number]: household.number for household in households}
    rows = await fetch("SELECT id, household FROM card WHERE household = ANY($1) AND ended_at IS NULL", list(number_of))
    return {number_of[row["household"]]: row["id"] for row in rows}
