"""How most corrections of the town began: a group, a plan, the exit ban, and a last day that a second one confirmed."""

from datetime import datetime, timedelta
from functools import partial

from api.demo.cast import AGENCY
from api.demo.making import Making
from api.demo.orders import days_before
from api.demo.residents import ENDED_DAYS_AGO, Case, all_cases
from supervision.audit import Act
from supervision.corrections.induction.exit_bans import record_exit_ban
from supervision.corrections.induction.group import GroupMember, set_group
from supervision.corrections.induction.plan import Plan, save_plan
from supervision.corrections.induction.words import ExitBanStep, MemberKind
from supervision.corrections.life_view import load_life
from supervision.corrections.term_entries import confirm_term
from supervision.legal_time import legal_day, now

_UNDONE_EVERY = 9
"""One in so many files still waits for all of it: enough for each queue to show what it is."""
_AFTER_OPENING = timedelta(minutes=90)
_WOMEN_OF_COMMUNITIES = ("尹素琴", "甘玉梅", "鲍春兰", "牛桂珍", "辛月娥", "祁凤霞")
_PLANS = (
    (
        "有固定住所，从事零工，收入不稳定。",
        "每月一次个别谈话，写出思想汇报。",
        "由配偶督促，每周与家人通话。",
        "就业介绍，参加技能培训。",
    ),
    (
        "与父母同住，待业，无不良嗜好。",
        "学习判决书，认识行为后果。",
        "由父母督促按时作息。",
        "推荐岗位，落实低保申请。",
    ),
    (
        "单独居住，在工地务工，需经常外出。",
        "参加集中教育，定期谈话。",
        "由兄长担任帮教人。",
        "办理务工外出审批，签订帮教协议。",
    ),
)


def opened_at(at: datetime, case: Case) -> datetime:
    """When the file of a case was opened."""
    days = (legal_day(at) - case.opened_on).days
    return days_before(at, days, 9, 0) + timedelta(minutes=3 * case.resident.number % 400)


def enter_beginnings(making: Making) -> None:
    """Enter them into the diary, each some time after the file was opened."""
    for case in all_cases(legal_day(making.at)):
        number = case.resident.number
        if number % _UNDONE_EVERY and number not in ENDED_DAYS_AGO:
            at = opened_at(making.at, case) + _AFTER_OPENING
            if at < making.at:
                making.diary.enter(at, partial(_begin, making, case))


async def _begin(making: Making, case: Case) -> None:
    number, code = case.resident.number, case.resident.township.code
    officer, agency = await making.cast.in_office_of(code), await making.cast.officer(AGENCY)
    file_id = making.files[number]
    woman = _WOMEN_OF_COMMUNITIES[number % len(_WOMEN_OF_COMMUNITIES)]
    members = (
        GroupMember(MemberKind.JUSTICE_OFFICE, officer.name, is_woman=False),
        GroupMember(MemberKind.VILLAGE, woman, is_woman=True, knows_minors=True, unit=case.resident.community),
    )
    await set_group(officer, file_id, members)
    situation, remorse, family, support = _PLANS[number % len(_PLANS)]
    await save_plan(officer, file_id, 0, Plan(situation, remorse, family, "每季度走访一次。", support))
    for step in (ExitBanStep.FILED, ExitBanStep.CONFIRMED):
        await record_exit_ban(officer, file_id, step, legal_day(now()), "云岭县公安局出入境管理大队")
    (entry,) = (await load_life(agency, Act.PERSON_FILE_OPEN, file_id)).entries
    await confirm_term(agency, file_id, entry.entry_id)
