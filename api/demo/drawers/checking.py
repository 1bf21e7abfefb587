"""How well the drawers are kept: rectifications begun for amber and red ones, and samples re-visited."""

from functools import partial
from uuid import UUID

from api.demo.county import TOWNSHIPS
from api.demo.drawers.cabinet import Cabinet
from api.demo.drawers.places import Care, DrawerPlace, all_drawers
from api.demo.orders import days_before
from supervision.officers import Officer
from supervision.residence.quality.rectifications import RectificationDraft, add_progress, begin_rectification
from supervision.residence.quality.sample_rows import open_sample
from supervision.residence.quality.samples import Found, draw_sample, record_visit

_COUNTY_POLICE = "county.police"
_TASKS = ("本周内逐户核对久未见面的人员。", "与房东联系，核清到期未走的住户。", "安排协管员接手，逐院走访。")


def enter_checking(cabinet: Cabinet) -> None:
    """Enter rectifications and samples of the county's seat into the diary."""
    seat = [drawer for drawer in all_drawers() if drawer.township is TOWNSHIPS[0]]
    poor, fair = ([one for one in seat if one.care is care] for care in (Care.POOR, Care.FAIR))
    unattended = next(drawer for drawer in seat if not drawer.is_attended)
    cabinet.diary.enter(days_before(cabinet.at, 5, 9, 40), partial(_begin_reported, cabinet, fair[0]))
    cabinet.diary.enter(days_before(cabinet.at, 3, 9, 40), partial(_begin_open, cabinet, poor[0]))
    cabinet.diary.enter(days_before(cabinet.at, 2, 9, 40), partial(_begin_owned_by_officer, cabinet, unattended))
    cabinet.diary.enter(days_before(cabinet.at, 14, 9, 50), partial(_sample, cabinet, fair[0], is_visited=True))
    cabinet.diary.enter(days_before(cabinet.at, 1, 9, 50), partial(_sample, cabinet, poor[0], is_visited=False))


async def _begin_reported(cabinet: Cabinet, drawer: DrawerPlace) -> None:
    """One that its assistant reports as done; the officer has to re-check."""
    walker = await cabinet.assistant(drawer)
    begun = await _begin(cabinet, await cabinet.officer(drawer), drawer, walker, _TASKS[1])
    reported = partial(add_progress, walker, begun, "已逐户核清，见走访记录。", is_done=True)
    cabinet.diary.enter(days_before(cabinet.at, 1, 17, 50), reported)


async def _begin_open(cabinet: Cabinet, drawer: DrawerPlace) -> None:
    """One that its assistant is working on."""
    walker = await cabinet.assistant(drawer)
    begun = await _begin(cabinet, await cabinet.officer(drawer), drawer, walker, _TASKS[0])
    cabinet.diary.enter(days_before(cabinet.at, 1, 17, 55), partial(add_progress, walker, begun, "一单元已核对完。"))


async def _begin_owned_by_officer(cabinet: Cabinet, drawer: DrawerPlace) -> None:
    """One that the county has begun, and that the officer owns."""
    county, officer = await cabinet.cast.officer(_COUNTY_POLICE), await cabinet.officer(drawer)
    await _begin(cabinet, county, drawer, officer, _TASKS[2])


async def _begin(cabinet: Cabinet, officer: Officer, drawer: DrawerPlace, owner: Officer, task: str) -> UUID:
    draft = RectificationDraft(drawer.division, cabinet.drawers[drawer.place], owner.id, task)
    return await begin_rectification(officer, draft)


async def _sample(cabinet: Cabinet, drawer: DrawerPlace, *, is_visited: bool) -> None:
    """A sample of the drawer's community, re-visited by the officer: somebody unregistered, an entry that is wrong."""
    officer = await cabinet.officer(drawer)
    _, items = await open_sample(officer, await draw_sample(officer, drawer.division))
    for number, item in enumerate(items if is_visited else ()):
        await record_visit(officer, item.id, Found(missed=int(number == 1), stale=0, wrong=int(number == 3)))  # noqa: PLR2004
