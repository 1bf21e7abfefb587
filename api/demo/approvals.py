"""Approvals of the last weeks: delegations of the offices, and leave that waits, runs, or was not signed off."""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from uuid import UUID

from api.demo.cast import AGENCY, DEPUTY
from api.demo.county import OTHER_COUNTY
from api.demo.fates import IN_CUSTODY
from api.demo.making import Making
from api.demo.orders import days_before
from api.demo.residents import ENDED_DAYS_AGO, Resident, all_residents
from api.demo.wearers import all_wearers
from supervision.approvals.authorities import AuthorityDraft, confirm_authority, enter_authority
from supervision.approvals.words import OF_OFFICES
from supervision.corrections.applications.asking import make_application
from supervision.corrections.applications.content import ApplicationContent, ApplicationDraft, Destination
from supervision.corrections.applications.deciding import Approval, approve_application
from supervision.corrections.applications.words import ApplicationKind, LeaveReason
from supervision.legal_time import legal_day, now

_DELEGATED_DAYS, _VALID_DAYS = 90, 365
_K = ApplicationKind


def enter_approvals(making: Making) -> None:
    """Enter delegations and applications into the diary; none is of somebody who wears a tracker."""
    for number, code in enumerate(making.offices):
        begun_at = days_before(making.at, _DELEGATED_DAYS, 8, 40 + number)
        making.diary.enter(begun_at, partial(_delegate, making, code, number + 1))
    people = _people()
    hospital, market = Destination("岚台县人民医院", OTHER_COUNTY), Destination("岚台县农贸市场", OTHER_COUNTY)
    recovery = ApplicationContent("术后复查，已预约。", LeaveReason.MEDICAL, (hospital,))
    work = ApplicationContent(
        "随工程队到邻县施工，附用工证明。", LeaveReason.WORK, (Destination("岚台县工地", OTHER_COUNTY),)
    )
    care = ApplicationContent("照料住院的父亲。", LeaveReason.FAMILY, (hospital,))
    trips = ApplicationContent("贩运蔬菜，附营业执照。", destinations=(market,), frequency="每周三次")
    place = ApplicationContent("参加技能比赛。", place="县体育馆")
    strict = ApplicationContent("两次未按时报告，经教育后改正不明显。", supervision_class="strict")
    _enter(making, next(people), 1, (4, 7), _K.LEAVE, recovery)
    _enter(making, next(people), 6, (-2, 3), _K.LEAVE, work, approved_days=5)
    _enter(making, next(people), 14, (-8, -5), _K.LEAVE, care, approved_days=13)
    _enter(making, next(people), 1, (10, 44), _K.LEAVE, work)
    _enter(making, next(people), 40, (-39, None), _K.TRIPS, trips, approved_days=39)
    _enter(making, next(people), 1, (2, 2), _K.BARRED_PLACE, place, by_agency=True)
    _enter(making, next(people), 21, (-20, None), _K.CLASS_CHANGE, strict, approved_days=20)


def _people() -> Iterator[Resident]:
    others = {wearer.resident.number for wearer in all_wearers()} | ENDED_DAYS_AGO.keys() | {IN_CUSTODY}
    return (resident for resident in all_residents() if resident.number not in others)


def _enter(
    making: Making,
    resident: Resident,
    asked_days: int,
    span: tuple[int, int | None],
    kind: ApplicationKind,
    content: ApplicationContent,
    *,
    approved_days: int | None = None,
    by_agency: bool = False,
) -> None:
    """Days count back from the present for the acts, and forth from it for the first and last day asked for."""
    today = legal_day(making.at)
    first, last = (None if days is None else today + timedelta(days=days) for days in span)
    draft = ApplicationDraft(kind, content, first, last)
    made: list[UUID] = []
    asked_at = days_before(making.at, asked_days, 10, 35)
    making.diary.enter(asked_at, partial(_ask, making, resident, draft, made, by_agency=by_agency))
    if approved_days is not None:
        making.diary.enter(days_before(making.at, approved_days, 14, 20), partial(_approve, making, made))


async def _ask(
    making: Making, resident: Resident, draft: ApplicationDraft, made: list[UUID], *, by_agency: bool
) -> None:
    if resident.number in making.files:
        code = resident.township.code
        officer = await (making.cast.officer(AGENCY) if by_agency else making.cast.in_office_of(code))
        made.append(await make_application(officer, making.files[resident.number], draft))


async def _approve(making: Making, made: list[UUID]) -> None:
    for application_id in made:
        await approve_application(await making.cast.officer(AGENCY), application_id, 1, Approval("情况属实，同意。"))


async def _delegate(making: Making, code: str, number: int) -> None:
    today = legal_day(now())
    draft = AuthorityDraft(
        document=f"云矫委〔{today.year}〕{number}号",
        valid_from=today,
        valid_until=today + timedelta(days=_VALID_DAYS),
        office_id=making.offices[code].id,
        acts=OF_OFFICES,
    )
    authority_id = await enter_authority(await making.cast.officer(AGENCY), draft)
    await confirm_authority(await making.cast.officer(DEPUTY), authority_id, making.cast.code(DEPUTY))
