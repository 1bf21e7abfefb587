"""Limits on access in the town: one that stands, one that waits, and one past which somebody had to go."""

from datetime import timedelta
from functools import partial
from uuid import UUID

from api.demo.cast import AGENCY, DUTY_DESK, HEAD
from api.demo.making import Making
from api.demo.orders import days_before
from api.demo.residents import ENDED_DAYS_AGO
from supervision.corrections.access_rule import LimitKind
from supervision.corrections.limits.glass import break_glass
from supervision.corrections.limits.setting import confirm_limit, set_limit
from supervision.corrections.limits.terms import LimitDraft
from supervision.legal_time import legal_day
from supervision.storage.database import fetch_one

_CITY = "city.agency"
_KIN = "工作人员系本人的近亲属，申请回避。"
_VICTIM = "被害人系县局工作人员，仅由市级知悉。"
_WHY = "家属来电反映本人走失，须立即核对联系方式。"


def enter_limits(making: Making) -> None:
    """Enter what became of three files whose correction is over, so that nobody's work is disturbed."""
    standing, waiting, restricted = sorted(ENDED_DAYS_AGO)[:3]
    making.diary.enter(days_before(making.at, 1, 15, 10), partial(_exclude, making, standing, is_decided=True))
    making.diary.enter(days_before(making.at, 1, 15, 40), partial(_exclude, making, waiting, is_decided=False))
    making.diary.enter(days_before(making.at, 1, 16, 10), partial(_restrict, making, restricted))
    making.diary.enter(days_before(making.at, 1, 21, 50), partial(_go_past, making, restricted))


async def _exclude(making: Making, number: int, *, is_decided: bool) -> None:
    setter, kin = await making.cast.officer(AGENCY), await making.cast.officer(_CITY)
    limit_id = await set_limit(setter, making.files[number], _draft(making, LimitKind.EXCLUSION, _KIN, kin.id))
    if is_decided:
        await confirm_limit(await making.cast.officer(HEAD), limit_id)


async def _restrict(making: Making, number: int) -> None:
    setter, named = await making.cast.officer(DUTY_DESK), await making.cast.officer(_CITY)
    draft = _draft(making, LimitKind.RESTRICTION, _VICTIM, named.id)
    await confirm_limit(await making.cast.officer(HEAD), await set_limit(setter, making.files[number], draft))


async def _go_past(making: Making, number: int) -> None:
    row = await fetch_one("SELECT number FROM person_file WHERE id = $1", making.files[number])
    if row is not None:
        await break_glass(await making.cast.officer(AGENCY), row["number"], _WHY, making.cast.code(AGENCY))


def _draft(making: Making, kind: LimitKind, reason: str, named: UUID) -> LimitDraft:
    first = legal_day(making.at) - timedelta(days=1)
    return LimitDraft(kind, first, first + timedelta(days=365), reason, (named,))
