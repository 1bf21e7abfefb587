"""Residence permits in every state that the law knows, with something due today in each queue."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from functools import partial
from uuid import UUID

from api.demo.county import TOWNSHIPS, Township
from api.demo.drawers.cabinet import Cabinet
from api.demo.drawers.people import TAKEN_OVER, Household, all_households
from api.demo.orders import days_before
from supervision.officers import Officer
from supervision.residence.households.words import MemberRole
from supervision.residence.permits.acting import (
    accept_application,
    apply_for_permit,
    cancel_permit,
    endorse_permit,
    issue_permit,
    refuse_application,
    suspend_permit,
    tell_missing,
)
from supervision.residence.permits.words import PermitCondition, PermitEnd

Step = Callable[[Officer, UUID], Awaitable[object]]


async def _tell(officer: Officer, permit_id: UUID) -> None:
    await tell_missing(officer, permit_id, ("近期免冠照片", "劳动合同原件"))


async def _refuse(officer: Officer, permit_id: UUID) -> None:
    await refuse_application(officer, permit_id, "所附租赁合同与登记的住所不符。")


async def _cancel(officer: Officer, permit_id: UUID) -> None:
    await cancel_permit(officer, permit_id, PermitEnd.SURRENDERED)


_ISSUED_LONG_AGO: tuple[tuple[int, Step], ...] = ((366, accept_application), (352, issue_permit))

_STORIES: tuple[tuple[int, tuple[tuple[int, Step], ...]], ...] = (
    (2, ()),
    (1, ()),
    (6, ((5, _tell),)),
    (9, ((8, accept_application),)),
    (15, ((14, accept_application),)),
    (21, ((20, accept_application),)),
    (367, _ISSUED_LONG_AGO),
    (367, _ISSUED_LONG_AGO),
    (388, ((387, accept_application), (378, issue_permit))),
    (388, ((387, accept_application), (380, issue_permit), (5, suspend_permit))),
    (386, ((385, accept_application), (373, issue_permit), (20, endorse_permit))),
    (40, ((38, _refuse),)),
    (200, ((199, accept_application), (190, issue_permit), (30, _cancel))),
    *(
        (220 - 9 * place, ((219 - 9 * place, accept_application), (210 - 9 * place, issue_permit)))
        for place in range(6)
    ),
)
"""When each was applied for, and what was done about it so many days ago."""
_ELSEWHERE = (_STORIES[0], _STORIES[4], _STORIES[-1])
_PAPERS = {
    PermitCondition.JOB: ("劳动合同", "社会保险缴费记录"),
    PermitCondition.DWELLING: ("租赁合同", "房东身份证复印件"),
}


def enter_permits(cabinet: Cabinet) -> None:
    """Enter the permits into the diary: most of them in the county's seat."""
    for township, stories in ((TOWNSHIPS[0], _STORIES), (TOWNSHIPS[1], _ELSEWHERE)):
        applicants = _applicants(township)
        for number, ((applied, steps), (household, place)) in enumerate(zip(stories, applicants, strict=False)):
            _Story(cabinet, household, place, number).enter(applied, steps)


def _applicants(township: Township) -> list[tuple[Household, int]]:
    """Grown up members of households that have lived there for years, one household after the other."""
    return [
        (household, place)
        for household in all_households()
        if household.registered_days == TAKEN_OVER and household.drawer.township is township
        for place, member in enumerate(household.members)
        if member.role is not MemberRole.CHILD
    ]


class _Story:
    """What happened to one permit."""

    def __init__(self, cabinet: Cabinet, household: Household, place: int, number: int) -> None:
        self._cabinet, self._household, self._place, self._number = cabinet, household, place, number
        self._permit: UUID | None = None

    def enter(self, applied_days: int, steps: tuple[tuple[int, Step], ...]) -> None:
        """Enter its acts into the diary."""
        self._cabinet.diary.enter(self._at(applied_days, 9), self._apply)
        for days, step in steps:
            self._cabinet.diary.enter(self._at(days, 14), partial(self._take, step))

    def _at(self, days: int, hour: int) -> datetime:
        return days_before(self._cabinet.at, days, hour, self._number)

    async def _apply(self) -> None:
        condition = PermitCondition.JOB if self._number % 2 else PermitCondition.DWELLING
        self._permit = await apply_for_permit(
            await self._cabinet.assistant(self._household.drawer),
            self._cabinet.residents[self._household.number][self._place],
            condition,
            _PAPERS[condition],
        )

    async def _take(self, step: Step) -> None:
        if self._permit is not None:
            await step(await self._cabinet.officer(self._household.drawer), self._permit)
