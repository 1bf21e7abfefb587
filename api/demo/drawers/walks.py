"""Persons against cards, the last weeks: verdicts at the doors, and the tasks that doors left open."""

from collections.abc import Sequence
from functools import partial
from itertools import groupby
from uuid import uuid4

from api.demo.drawers.cabinet import Cabinet
from api.demo.drawers.people import TAKEN_OVER, Household, all_households
from api.demo.drawers.places import Care, DrawerPlace, Home, all_drawers
from api.demo.orders import days_before
from supervision.officers import Officer
from supervision.residence.households.words import Verdict
from supervision.residence.visits.store import TASK
from supervision.residence.visits.tasks import answer_task, escalate_task
from supervision.residence.visits.verdicts import Sending, record_sendings
from supervision.residence.visits.words import TaskKind, TaskLevel
from supervision.storage.database import fetch

_MET_DAYS = 34
"""How long ago those were met again whom the papers of the time before had named."""
_CARE_OF_TASKS = (Care.FAIR, Care.POOR)
_UNKNOWN = "一名男子开门，自称是亲戚，来住几天。"
_NEWCOMER = "门口有新住户搬家具，说上周租下的。"
_GONE = "邻居说上月已搬走，房内已空。"
_QUESTION = "联系不上房东，房内是否还有人居住，请核实。"
_ANSWER = "已联系房东，租客仍住，近期出差，下周可以核对。"


def enter_walks(cabinet: Cabinet) -> None:
    """Enter the walks into the diary."""
    for number, (_, met) in enumerate(groupby(_taken_over(), lambda household: household.drawer.place)):
        at = days_before(cabinet.at, _MET_DAYS - number, 17, 0)
        cabinet.diary.enter(at, partial(_meet, cabinet, list(met)))
    ill_kept = [drawer for drawer in all_drawers() if drawer.care in _CARE_OF_TASKS and drawer.is_attended]
    for number, drawer in enumerate(ill_kept):
        cabinet.diary.enter(days_before(cabinet.at, 12 - number % 3, 17, 30), partial(_raise_early, cabinet, drawer))
        cabinet.diary.enter(days_before(cabinet.at, 1, 18, number), partial(_raise_late, cabinet, drawer))
    cabinet.diary.enter(days_before(cabinet.at, 6, 9, 0), partial(_ask_upwards, cabinet, ill_kept))


def _taken_over() -> list[Household]:
    return [household for household in all_households() if household.registered_days == TAKEN_OVER]


async def _meet(cabinet: Cabinet, households: Sequence[Household]) -> None:
    """Find everybody at home; now and then somebody would rather not be looked at."""
    walker = await cabinet.assistant(households[0].drawer)
    await _send(
        walker,
        [
            Sending(uuid4(), resident, Verdict.DECLINED if household.number % 7 == place else Verdict.PRESENT)
            for household in households
            for place, (_, resident) in enumerate(cabinet.members(household))
        ],
    )


async def _raise_early(cabinet: Cabinet, drawer: DrawerPlace) -> None:
    """Somebody who is said to be gone."""
    household = _households(drawer)[2]
    sending = Sending(uuid4(), cabinet.residents[household.number][0], Verdict.MOVED_OUT, note=_GONE)
    await _send(await cabinet.assistant(drawer), [sending])


async def _raise_late(cabinet: Cabinet, drawer: DrawerPlace) -> None:
    """Yesterday: most were met, one was not, and somebody stood at a door whom nobody knows."""
    households = _households(drawer)
    first, second = households[0], households[1]
    sendings = [Sending(uuid4(), cabinet.residents[one.number][0], Verdict.PRESENT) for one in households[3:7]]
    kind, note = (TaskKind.UNKNOWN_PERSON, _UNKNOWN) if drawer.care is Care.POOR else (TaskKind.NEWCOMER, _NEWCOMER)
    sendings += [
        Sending(uuid4(), cabinet.residents[second.number][0], Verdict.NOT_MET),
        Sending(uuid4(), household_id=cabinet.households[first.number], kind=kind, note=note),
    ]
    await _send(await cabinet.assistant(drawer), sendings)


async def _send(walker: Officer, sendings: Sequence[Sending]) -> None:
    for received in await record_sendings(walker, sendings):
        if received.refusal is not None:
            raise received.refusal


async def _ask_upwards(cabinet: Cabinet, drawers: Sequence[DrawerPlace]) -> None:
    """Two tasks that could not be settled at the door: one waits at the station, one came back answered."""
    for drawer, is_answered in zip(drawers[-3:-1], (False, True), strict=True):
        rows = await fetch(
            f"SELECT id FROM {TASK} WHERE resident = $1",  # noqa: S608 - a name of ours
            cabinet.residents[_households(drawer)[2].number][0],
        )
        await escalate_task(await cabinet.assistant(drawer), rows[0]["id"], TaskLevel.STATION, _QUESTION)
        if is_answered:
            await answer_task(await cabinet.officer(drawer), rows[0]["id"], _ANSWER)


def _households(drawer: DrawerPlace) -> list[Household]:
    """Those of a drawer who were registered long enough ago for a walk to expect them."""
    return [one for one in all_households() if one.drawer is drawer and one.registered_days > 12]  # noqa: PLR2004


def vacant_homes(drawer: DrawerPlace) -> list[Home]:
    """The recorded homes of a drawer in which nobody is registered."""
    lived_in = {household.home.place for household in all_households()}
    return [home for home in drawer.homes if home.facts is not None and home.place not in lived_in]
