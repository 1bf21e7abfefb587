"""Services beside registration: what residents asked for, with something in each queue today."""

from collections.abc import Awaitable, Callable
from functools import partial
from uuid import UUID

from api.demo.county import TOWNSHIPS
from api.demo.drawers.cabinet import Cabinet
from api.demo.drawers.people import TAKEN_OVER, Household, all_households
from api.demo.orders import days_before
from supervision.officers import Officer
from supervision.residence.services.handling import Forwarding, answer_request, forward_request, withdraw_request
from supervision.residence.services.requesting import request_service
from supervision.residence.services.words import RequestState

Step = Callable[[Officer, UUID], Awaitable[None]]

_LEGAL_AID = Forwarding(name="县法律援助中心", contact="接待窗口 0163-8812348")
_EMPLOYMENT = Forwarding(name="县公共就业服务中心", contact="招聘科 0163-8812333")
_EXIT_ENTRY = Forwarding(name="县公安局出入境管理大队", contact="受理窗口 0163-8810110")
_VACCINATION = Forwarding(name="城关社区卫生服务中心", contact="接种门诊 0163-8812320")


def _to(forwarding: Forwarding) -> Step:
    return partial(_forward, forwarding)


async def _forward(forwarding: Forwarding, officer: Officer, request_id: UUID) -> None:
    await forward_request(officer, request_id, forwarding)


async def _to_own_station(officer: Officer, request_id: UUID) -> None:
    await forward_request(officer, request_id, Forwarding(officer.office_id))


async def _grant(officer: Officer, request_id: UUID) -> None:
    await answer_request(officer, request_id, RequestState.GRANTED, "已安排值班律师，本周五下午面谈。")


async def _refuse(officer: Officer, request_id: UUID) -> None:
    await answer_request(officer, request_id, RequestState.REFUSED, "本人已与用人单位签订合同，不属于求职登记范围。")


async def _ask_for_papers(officer: Officer, request_id: UUID) -> None:
    await answer_request(officer, request_id, RequestState.NEEDS_PAPERS, "", ("孩子的预防接种证", "出生医学证明"))


async def _withdraw(officer: Officer, request_id: UUID) -> None:
    await withdraw_request(officer, request_id, "已自行与房东协商解决。")


_STORIES: tuple[tuple[str, str, int, tuple[tuple[int, Step], ...]], ...] = (
    ("legal-advice", "工地拖欠三个月工资，想问怎样讨要。", 1, ()),
    ("employment-advice", "想找缝纫工的工作，可以上夜班。", 2, ()),
    ("exit-entry-document", "第一次办护照。", 24, ((23, _to(_EXIT_ENTRY)),)),
    ("exit-entry-document", "港澳通行证到期换发。", 5, ((4, _to(_EXIT_ENTRY)),)),
    ("id-card", "身份证下月到期。", 12, ((11, _to_own_station),)),
    ("child-vaccination", "孩子随迁，补种疫苗。", 9, ((8, _to(_VACCINATION)), (3, _ask_for_papers))),
    ("legal-advice", "租房押金不退。", 30, ((29, _to(_LEGAL_AID)), (21, _grant))),
    ("employment-advice", "", 40, ((39, _to(_EMPLOYMENT)), (30, _refuse))),
    ("legal-advice", "与房东有租金纠纷。", 18, ((16, _withdraw),)),
)
"""Which service, the remark, how many days ago it was asked for, and what was done about it so many days ago."""


def enter_services(cabinet: Cabinet) -> None:
    """Enter requests of residents of the county's seat into the diary, each household's head asking."""
    households = [
        household
        for household in all_households()
        if household.registered_days == TAKEN_OVER and household.drawer.township is TOWNSHIPS[0]
    ]
    for number, (story, household) in enumerate(zip(_STORIES, households, strict=False)):
        service, remark, asked, steps = story
        ask = partial(_ask, cabinet, household, number, (service, remark), steps)
        cabinet.diary.enter(days_before(cabinet.at, asked, 10, number), ask)


async def _ask(
    cabinet: Cabinet,
    household: Household,
    number: int,
    asked: tuple[str, str],
    steps: tuple[tuple[int, Step], ...],
) -> None:
    walker, officer = await cabinet.assistant(household.drawer), await cabinet.officer(household.drawer)
    request = await request_service(walker, cabinet.residents[household.number][0], *asked)
    for days, step in steps:
        cabinet.diary.enter(days_before(cabinet.at, days, 15, number), partial(step, officer, request))
