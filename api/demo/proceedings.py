"""What is under way about four people: an admonition, a move to another county, a search, positions for the police."""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from uuid import UUID

from api.demo.cast import AGENCY
from api.demo.county import OTHER_COUNTY
from api.demo.episodes import EPISODES
from api.demo.fates import IN_CUSTODY
from api.demo.making import Making
from api.demo.orders import days_before
from api.demo.papers import small_paper
from api.demo.residents import ENDED_DAYS_AGO, Resident, all_cases
from api.demo.wearers import all_wearers
from supervision.corrections.record_kinds import RecordKind
from supervision.corrections.records import add_record
from supervision.corrections.sanctions.delivering import Scan, ServiceProof, serve_measure
from supervision.corrections.sanctions.proposing import decide_measure, hear_person, propose_measure
from supervision.corrections.sanctions.words import MeasureKind, Reply, Trigger
from supervision.corrections.searching.acting import open_search, take_search_step
from supervision.corrections.searching.words import SearchStep
from supervision.corrections.transfers.asking import ask_transfer
from supervision.corrections.transfers.handling import NextStep, carry_transfer
from supervision.corrections.transfers.offices import receiving_offices
from supervision.corrections.transfers.steps import TransferState
from supervision.corrections.transfers.store import Wish
from supervision.legal_time import add_months, legal_day, now
from supervision.monitoring.disclosures.acting import Window, approve_disclosure, ask_disclosure
from supervision.monitoring.disclosures.store import Asking, Organ

_LONG_ENOUGH = timedelta(days=60)
"""How long the file has been open, and for how long the term still runs, of whoever moves or is searched for."""
_SIGNED = small_paper("Admonition", ["Received, and signed."])
_STRAYED, _ENTERED = EPISODES[0], EPISODES[2]
_FACTS = "当晚未经批准离开限定的活动范围约二十分钟，本人承认，情节轻微。"
_CASE = Asking(
    "云岭县公安局",
    "治安大队 程望舒",
    "社区矫正法第三十条；云公治查字〔2026〕8号",
    "当晚失去联系，协助查找本人，核实去向。",
)


def enter_proceedings(making: Making) -> None:
    """Enter them into the diary, each brought as far as leaves the next step to whoever looks."""
    moving, lost = _people(making)
    measure: list[UUID] = []
    for days, hour, act in (
        (_STRAYED.days - 1, 9, partial(_propose, making, measure)),
        (_STRAYED.days - 2, 10, partial(_decide, making, measure)),
        (_STRAYED.days - 3, 10, partial(_serve, making, measure)),
    ):
        making.diary.enter(days_before(making.at, days, hour, 25), act)
    making.diary.enter(days_before(making.at, 3, 11, 15), partial(_ask_to_move, making, moving))
    making.diary.enter(days_before(making.at, 1, 16, 40), partial(_search, making, lost))
    disclosure: list[UUID] = []
    making.diary.enter(days_before(making.at, 2, 9, 35), partial(_ask_positions, making, disclosure))
    making.diary.enter(days_before(making.at, 1, 11, 50), partial(_approve_positions, making, disclosure))


def _people(making: Making) -> Iterator[Resident]:
    """The last two by number who wear nothing and whose correction lasts; the first of each office have contacts."""
    others = {wearer.resident.number for wearer in all_wearers()} | ENDED_DAYS_AGO.keys() | {IN_CUSTODY}
    today = legal_day(making.at)
    found = [
        case.resident
        for case in all_cases(today)
        if case.resident.number not in others
        and case.opened_on < today - _LONG_ENOUGH
        and case.ends_on > today + _LONG_ENOUGH
    ]
    return iter(sorted(found, key=lambda resident: resident.number)[-2:])


async def _propose(making: Making, measure: list[UUID]) -> None:
    resident = all_wearers()[_STRAYED.wearer].resident
    officer, file_id = await making.cast.in_office_of(resident.township.code), making.files[resident.number]
    happened_on = legal_day(days_before(making.at, _STRAYED.days, _STRAYED.hour, 0))
    await add_record(officer, file_id, RecordKind.SUPERVISION_BREACH, happened_on, "未报告擅自离开限定的活动范围。")
    measure.append(await propose_measure(officer, file_id, MeasureKind.ADMONITION, Trigger.BREACH, _FACTS))
    await hear_person(officer, measure[0], Reply.EXPLAINED, "临时去买药，没有想到要先报告。")


async def _decide(making: Making, measure: list[UUID]) -> None:
    await decide_measure(await making.cast.officer(AGENCY), measure[0], "事实清楚，情节轻微，给予训诫。")


async def _serve(making: Making, measure: list[UUID]) -> None:
    proof = ServiceProof(scan=Scan("训诫决定书（本人签收）", _SIGNED))
    officer, code = await making.cast.officer(AGENCY), making.cast.code(AGENCY)
    await serve_measure(officer, measure[0], legal_day(now()), proof, code)


async def _ask_to_move(making: Making, resident: Resident) -> None:
    """The inquiry goes out the same day; the other county has not answered yet."""
    code, today = resident.township.code, legal_day(now())
    wish = Wish("随配偶到岚台县定居，已租房并找到工作。", "岚台县城关镇北街18号")
    (office, *_) = await receiving_offices(code)
    transfer_id = await ask_transfer(
        await making.cast.in_office_of(code), making.files[resident.number], OTHER_COUNTY, add_months(today, 2), wish,
        office.id,
    )  # fmt: skip
    inquiry = NextStep(TransferState.INQUIRED, today, "已函征求岚台县意见，附档案摘要。")
    await carry_transfer(await making.cast.officer(AGENCY), transfer_id, inquiry)


async def _search(making: Making, resident: Resident) -> None:
    officer = await making.cast.in_office_of(resident.township.code)
    lost_since = days_before(making.at, 2, 9, 0)
    file_id = making.files[resident.number]
    search_id = await open_search(officer, file_id, lost_since, "两日未接电话，家中无人，家属不知去向。")
    for step, note in (
        (SearchStep.CALL, "三次拨打本人和配偶电话，均无人接听。"),
        (SearchStep.VISIT, "走访居住地，邻居说两日未见。"),
    ):
        await take_search_step(officer, search_id, step, now(), note)


async def _ask_positions(making: Making, disclosure: list[UUID]) -> None:
    resident = all_wearers()[_ENTERED.wearer].resident
    officer, file_id = await making.cast.in_office_of(resident.township.code), making.files[resident.number]
    begins_at = days_before(making.at, _ENTERED.days, _ENTERED.hour, 0)
    window = Window(begins_at, begins_at + timedelta(hours=2), 10)
    disclosure.append(await ask_disclosure(officer, file_id, Organ.POLICE, _CASE, window))


async def _approve_positions(making: Making, disclosure: list[UUID]) -> None:
    await approve_disclosure(await making.cast.officer(AGENCY), disclosure[0], making.cast.code(AGENCY))
