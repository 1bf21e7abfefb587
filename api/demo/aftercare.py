"""After-care in the invented county: two bases, people of a prison's list in every state, two from corrections."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from uuid import UUID

from api.demo.cast import AGENCY
from api.demo.county import CITY, COUNTY, DIVISIONS, TOWNSHIPS
from api.demo.making import Making
from api.demo.orders import days_before
from api.demo.residents import ENDED_DAYS_AGO, all_residents
from api.handing_over import hand_over
from supervision.aftercare.aids import answer_aid, ask_aid
from supervision.aftercare.bases import BaseContact, BaseFacts, create_base
from supervision.aftercare.entering import enter_released
from supervision.aftercare.helpers import HelperDetails, add_helper
from supervision.aftercare.person import Contacts, Home, Identity, Needs, Person, Released
from supervision.aftercare.placements import PlacementDraft, place
from supervision.aftercare.progress import ask, note_not_returned, receive, verify
from supervision.aftercare.visits import record_visit
from supervision.aftercare.words import (
    Agreement,
    AidKind,
    AidState,
    Arrival,
    HelperKind,
    NoPlacement,
    PlacementKind,
    VisitOutcome,
)
from supervision.documents import DocumentType, check_character
from supervision.legal_time import legal_day, now
from supervision.officers import Officer

HANDED_OVER = (30, 41)
"""The numbers of those whose corrections ended in time to be handed over."""
_LISTED_DAYS, _ARRIVED_DAYS, _HELPED_DAYS = 30, 16, 8
_PRISON = "泽北省第三监狱"
_BORN = date(1979, 4, 2)


@dataclass(frozen=True, slots=True)
class Entry:
    """Somebody on the prison's list: who, in which township, released how many days ago, and how far it went."""

    name: str
    township: int
    released_days_ago: int
    until: str


ENTRIES = (
    Entry("佟远山", 0, 20, "placed"),
    Entry("鲁长河", 0, 18, "helped"),
    Entry("宫乐成", 0, 17, "agreed"),
    Entry("娄小满", 0, -4, "confirmed"),
    Entry("项知春", 0, -12, "listed"),
    Entry("聂平川", 1, 19, "declined"),
    Entry("沙致和", 1, 18, "not-returned"),
    Entry("尹立冬", 2, 17, "arrived"),
    Entry("柯向晚", 2, 15, "not-found"),
    Entry("桑有年", 0, -20, "listed"),
)
"""Invented people, in no other list of the county."""


def enter_aftercare(making: Making) -> None:
    """Enter bases, the prison's list and what became of it, and the hand-overs into the diary."""
    files: dict[str, UUID] = {}
    bases: list[UUID] = []
    making.diary.enter(days_before(making.at, _LISTED_DAYS, 9, 40), partial(_begin, making, files, bases))
    making.diary.enter(days_before(making.at, _LISTED_DAYS - 2, 15, 10), partial(_verify, making, files))
    making.diary.enter(days_before(making.at, _ARRIVED_DAYS, 10, 30), partial(_meet, making, files))
    making.diary.enter(days_before(making.at, _HELPED_DAYS, 16, 0), partial(_help, making, files, bases))
    for number in HANDED_OVER:
        moment = days_before(making.at, ENDED_DAYS_AGO[number] - 3, 10, 20)
        making.diary.enter(moment, partial(_hand_over, making, number))


async def _begin(making: Making, files: dict[str, UUID], bases: list[UUID]) -> None:
    agency = await making.cast.officer(AGENCY)
    for name, division, places in (("石桥果蔬合作社", TOWNSHIPS[0], 4), ("柳湾农机修配厂", TOWNSHIPS[1], 2)):
        facts = BaseFacts(division.code, name, f"{division.name}环路9号", places, BaseContact("闵如初", "16000000931"))
        bases.append(await create_base(agency, facts))
    for number, entry in enumerate(ENTRIES):
        township = TOWNSHIPS[entry.township]
        released_on = legal_day(making.at) - timedelta(days=entry.released_days_ago)
        files[entry.name] = await enter_released(
            agency, making.offices[township.code].id, Released(_person(entry, number), released_on)
        )


def _person(entry: Entry, number: int) -> Person:
    first_17 = f"{COUNTY}{_BORN + timedelta(days=411 * number):%Y%m%d}{901 + 2 * number}"
    township = TOWNSHIPS[entry.township]
    return Person(
        Identity(entry.name, DocumentType.ID_CARD, first_17 + check_character(first_17)),
        Contacts(f"1600000{9400 + number}", f"{entry.name[0]}守拙", "父亲", f"1600000{9500 + number}"),
        Home(f"{DIVISIONS[CITY]}{DIVISIONS[COUNTY]}{township.name}{township.communities[0]}环路{number + 11}号"),
        Needs(_PRISON, "想找一份能住宿的工作"),
    )


async def _verify(making: Making, files: dict[str, UUID]) -> None:
    for entry in ENTRIES:
        if entry.until != "listed":
            officer = await _officer(making, entry)
            await verify(
                officer, files[entry.name], is_found=entry.until != "not-found", note="与村（社区）和家人核对。"
            )


async def _meet(making: Making, files: dict[str, UUID]) -> None:
    for number, entry in enumerate(ENTRIES):
        officer, file_id = await _officer(making, entry), files[entry.name]
        if entry.until == "not-returned":
            await note_not_returned(officer, file_id, "家人称直接去了外地，未留联系方式。")
        elif entry.until in {"placed", "helped", "agreed", "declined", "arrived"}:
            arrival = (Arrival.JUSTICE_OFFICE, Arrival.PRISON, Arrival.BY_THEMSELVES)[number % 3]
            await receive(officer, file_id, arrival, legal_day(now()))
            if entry.until != "arrived":
                await ask(officer, file_id, Agreement.DECLINED if entry.until == "declined" else Agreement.AGREED)


async def _help(making: Making, files: dict[str, UUID], bases: list[UUID]) -> None:
    for entry in ENTRIES:
        if entry.until in {"placed", "helped"}:
            officer, file_id = await _officer(making, entry), files[entry.name]
            kin = HelperDetails(f"{entry.name[0]}守拙", "父亲", "16000009500")
            await add_helper(officer, file_id, HelperKind.KIN, kin)
            await add_helper(officer, file_id, HelperKind.VILLAGE_COMMITTEE, HelperDetails("蒲向前", "村委会委员"))
            aid_id = await ask_aid(officer, file_id, AidKind.TRAINING, "电焊初级班", "县人力资源和社会保障局")
            visit_on = legal_day(now()) + timedelta(days=_HELPED_DAYS if entry.until == "helped" else 30)
            await record_visit(officer, file_id, VisitOutcome.MET, "生活安定，愿意学手艺。", next_on=visit_on)
            if entry.until == "placed":
                await answer_aid(officer, file_id, aid_id, AidState.GIVEN, "已报名，下月开班。")
                await place(officer, file_id, PlacementDraft(PlacementKind.BASE, bases[0], details="分拣"))
            else:
                await place(officer, file_id, PlacementDraft(PlacementKind.NONE, reason=NoPlacement.SEEKING))


async def _hand_over(making: Making, number: int) -> None:
    officer = await making.cast.in_office_of(all_residents()[number - 1].township.code)
    await hand_over(officer, making.files[number], Agreement.AGREED, "希望继续在本镇务工")


async def _officer(making: Making, entry: Entry) -> Officer:
    return await making.cast.in_office_of(TOWNSHIPS[entry.township].code)
