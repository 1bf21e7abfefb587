"""What is asked and found these days: amendments, moves, slips that make two of one person, hazards, lost cards."""

import dataclasses
from collections.abc import Awaitable, Callable
from datetime import timedelta
from functools import partial

from msgspec.structs import replace

from api.demo.county import TOWNSHIPS
from api.demo.drawers.cabinet import Cabinet
from api.demo.drawers.people import Household, all_households
from api.demo.drawers.places import Build, DrawerPlace, all_drawers
from api.demo.drawers.walks import vacant_homes
from api.demo.orders import days_before
from supervision.documents import check_character
from supervision.legal_time import legal_day, now
from supervision.residence.addresses.dwellings import change_dwelling
from supervision.residence.addresses.hazards import HazardDraft, StepDraft, enter_step, record_hazard
from supervision.residence.addresses.words import HazardStepKind, NonLivingSpace, OfficeInCharge
from supervision.residence.cards.handing import reissue_card, report_lost
from supervision.residence.cards.states import CardEnd
from supervision.residence.codes import ArrivalReason, HazardKind, LodgingKind
from supervision.residence.households.amendments import approve_amendment, request_amendment
from supervision.residence.households.memberships import Destination
from supervision.residence.households.move_decisions import accept_move
from supervision.residence.households.moves import MoveOut, ask_move_in, ask_move_out
from supervision.residence.households.person import Person, make_person
from supervision.residence.households.registering import NewResident, StayDraft, register_household
from supervision.residence.households.words import HouseholdKind
from supervision.residence.rules import find_field_list
from supervision.storage.database import fetch_one

_Act = Callable[[Cabinet], Awaitable[None]]
_LONG_AGO_DAYS = 40
_DAY_OF_BIRTH, _ORDER_END = slice(12, 14), 16


def enter_mending(cabinet: Cabinet) -> None:
    """Enter all of it into the diary."""
    days: tuple[tuple[int, int, _Act], ...] = (
        (18, 10, _move_over),
        (14, 11, _record_hazards),
        (6, 11, _find_a_garage_lived_in),
        (13, 10, partial(_amend, number=0, is_approved=True)),
        (4, 15, partial(_register_again, number=0, to=8)),
        (3, 15, partial(_register_again, number=1, to=5)),
        (3, 16, partial(_amend, number=1)),
        (2, 16, partial(_amend, number=2)),
        (2, 11, _lose_a_card),
        (2, 10, _ask_in),
        (1, 15, partial(_amend, number=3)),
        (1, 10, _ask_out),
    )
    for ago, hour, act in days:
        cabinet.diary.enter(days_before(cabinet.at, ago, hour, 20), partial(act, cabinet))


def _settled(drawer: DrawerPlace, number: int) -> Household:
    """A household of a drawer that was registered long ago and that nobody has found gone."""
    found = [one for one in all_households() if one.drawer is drawer and one.registered_days > _LONG_AGO_DAYS]
    return found[3 + number]


def _known(household: Household) -> Person:
    """The head of a household as the register knows them."""
    today = legal_day(now())
    return make_person(household.members[0].person, find_field_list(today, household.drawer.division), today)


async def _amend(cabinet: Cabinet, *, number: int, is_approved: bool = False) -> None:
    """An assistant has seen a document that says something else; the officer decides."""
    drawer = all_drawers()[(0, 1, 4, 8)[number]]
    household = _settled(drawer, 1)
    person, reason = (
        (replace(_known(household), phone="16390000071"), "本人换了号码，当面拨打核对。"),
        (replace(_known(household), ethnicity="苗族"), "登记有误，见身份证。"),
        (replace(_known(household), domicile_address=f"{_known(household).domicile_address}二组"), "地址写得不全。"),
        (replace(_known(household), phone="16390000086"), "本人换了号码。"),
    )[number]
    resident = cabinet.residents[household.number][0]
    amendment_id = await request_amendment(await cabinet.assistant(drawer), resident, 1, person, reason)
    if is_approved:
        await approve_amendment(await cabinet.officer(drawer), amendment_id)


async def _register_again(cabinet: Cabinet, *, number: int, to: int) -> None:
    """Somebody who is registered elsewhere is registered again, with a slip of the hand in the number."""
    person = _known(_settled(all_drawers()[0], 4 + number))
    drawer, stay = all_drawers()[to], _stay()
    home = vacant_homes(drawer)[-1]
    again = replace(person, document_number=slipped(person.document_number, number), born_on=None, phone="")
    new = (NewResident(replace(again, phone=person.phone if number == 0 else "16390000099"), stay),)
    officer = await cabinet.officer(drawer)
    await register_household(officer, cabinet.dwelling(home).id, HouseholdKind.SHARED, new)


def slipped(document_number: str, number: int) -> str:
    """A document number with another day of birth, or with another order, that verifies all the same."""
    digits = list(document_number[:-1])
    if number == 0:
        digits[_DAY_OF_BIRTH] = f"{int(document_number[_DAY_OF_BIRTH]) % 28 + 1:02}"
    else:
        digits[_ORDER_END] = str((int(document_number[_ORDER_END]) + 2) % 10)
    return "".join(digits) + check_character("".join(digits))


def _stay() -> StayDraft:
    today = legal_day(now())
    return StayDraft(LodgingKind.RENTED, ArrivalReason.WORK, today, today + timedelta(days=364))


async def _move_over(cabinet: Cabinet) -> None:
    """A move from one township into another that both sides are done with."""
    there, here = (next(one for one in all_drawers() if one.township is TOWNSHIPS[place]) for place in (1, 0))
    household = _settled(there, 2)
    told = MoveOut(here.division, legal_day(now()), "租到了望岭社区的房子。")
    move_id = await ask_move_out(await cabinet.officer(there), cabinet.residents[household.number][-1], told)
    to = Destination(cabinet.dwelling(vacant_homes(here)[-1]).id)
    await accept_move(await cabinet.officer(here), move_id, to, _stay())


async def _ask_out(cabinet: Cabinet) -> None:
    """A move that the county's seat is to accept."""
    there = next(one for one in all_drawers() if one.township is TOWNSHIPS[2])
    household, community = _settled(there, 0), TOWNSHIPS[0].community_code(1)
    told = MoveOut(community, legal_day(now()), "到电子厂上班，住员工宿舍。")
    await ask_move_out(await cabinet.officer(there), cabinet.residents[household.number][0], told)
    other = next(one for one in all_drawers() if one.township is TOWNSHIPS[1])
    told = MoveOut(TOWNSHIPS[0].community_code(0), legal_day(now()), "随家人租住。")
    await ask_move_out(await cabinet.officer(other), cabinet.residents[_settled(other, 0).number][0], told)


async def _ask_in(cabinet: Cabinet) -> None:
    """A newcomer of the county's seat whom another township has to let go."""
    here, there = all_drawers()[5], next(one for one in all_drawers() if one.township is TOWNSHIPS[1])
    person = _known(_settled(there, 3))
    to = Destination(cabinet.dwelling(vacant_homes(here)[0]).id)
    await ask_move_in(await cabinet.officer(here), person.document_type, person.document_number, to, _stay())


async def _record_hazards(cabinet: Cabinet) -> None:
    """Three hazards: referred, open, and put right."""
    for number, (place, kind, note) in enumerate(
        (
            (3, HazardKind.FIRE, "楼道内给电动车充电，私拉电线。"),
            (11, HazardKind.FIRE, "燃气热水器装在卫生间内，无排烟管。"),
            (5, HazardKind.SECURITY, "单元门锁损坏。"),
        )
    ):
        drawer = all_drawers()[place]
        walker, dwelling = await cabinet.assistant(drawer), cabinet.dwelling(_settled(drawer, 0).home)
        hazard_id = await record_hazard(walker, dwelling.id, HazardDraft(kind, note))
        if number == 0:
            referred = StepDraft(HazardStepKind.REFERRED, "请上门检查。", OfficeInCharge.FIRE)
            await enter_step(walker, hazard_id, referred)
        if kind is HazardKind.SECURITY:
            await enter_step(walker, hazard_id, StepDraft(HazardStepKind.RESOLVED, "物业已更换门锁。"))


async def _find_a_garage_lived_in(cabinet: Cabinet) -> None:
    """In one of the yards somebody lives beside the gate, where the car stood: a hazard by rule."""
    drawer = next(one for one in all_drawers() if one.build is Build.STREET)
    home = next(home for home in drawer.homes if home.place[-1] == "104")
    dwelling = cabinet.dwelling(home)
    facts = dataclasses.replace(dwelling.facts, spaces_lived_in=(NonLivingSpace.GARAGE,))
    await change_dwelling(await cabinet.assistant(drawer), dwelling.id, dwelling.revision, facts)


async def _lose_a_card(cabinet: Cabinet) -> None:
    """A card is lost, and another waits for the printer."""
    drawer = all_drawers()[4]
    household, officer = _settled(drawer, 2), await cabinet.officer(drawer)
    row = await fetch_one(
        "SELECT id FROM card WHERE household = $1 AND state = 'active'", cabinet.households[household.number]
    )
    if row is None:
        raise LookupError(household.number)
    await report_lost(officer, row["id"], "搬家具时遗失。")
    await reissue_card(officer, row["id"], CardEnd.LOST)
