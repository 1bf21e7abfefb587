"""Contacts of the last weeks: reports made and missed, a reporting morning, and what somebody still has to do."""

from datetime import datetime, timedelta
from functools import partial
from uuid import uuid4

from api.demo.fates import IN_CUSTODY
from api.demo.making import Making
from api.demo.orders import days_before
from api.demo.residents import ENDED_DAYS_AGO, Resident, all_residents
from api.demo.wearers import all_wearers
from supervision.audit import Act, Subject, audited_change
from supervision.corrections.contacts.entering import Appointment, Logged
from supervision.corrections.contacts.keeping import add_contact, log_outcome, plan_contact
from supervision.corrections.contacts.planning import PLANNER, keep_planned, plan_duties
from supervision.corrections.contacts.together import Together, record_together
from supervision.corrections.contacts.words import ContactKind, Outcome
from supervision.legal_time import now

_PLANNED_DAYS, _REPORTED_DAYS, _TALKED_DAYS, _MORNING_DAYS = 20, 12, 6, 2
_OF_AN_OFFICE = 9
"""How many people of each office have contacts before today."""
_HOUR = timedelta(hours=1)


def enter_contacts(making: Making) -> None:
    """Enter what is planned and done into the diary: of each office's people some did it, and one is late."""
    others = {wearer.resident.number for wearer in all_wearers()} | ENDED_DAYS_AGO.keys() | {IN_CUSTODY}
    offices: dict[str, list[Resident]] = {}
    for resident in all_residents():  # of each office those with lasting terms first
        if resident.number not in others:
            offices.setdefault(resident.township.code, []).append(resident)
    for code, people in offices.items():
        numbers = [resident.number for resident in people[:_OF_AN_OFFICE]]
        for days, hour, act in (
            (_PLANNED_DAYS, 3, _plan),
            (_REPORTED_DAYS, 10, _report),
            (_TALKED_DAYS, 15, _talk),
            (_MORNING_DAYS, 9, _meet),
        ):
            making.diary.enter(days_before(making.at, days, hour, 20), partial(act, making, code, numbers))
    making.diary.enter(making.at - _HOUR, partial(_keep_planned, making.at))


async def _plan(making: Making, _code: str, numbers: list[int]) -> None:
    files = [making.files[number] for number in numbers if number in making.files]
    async with audited_change(PLANNER, Act.CONTACT_PLAN, Subject("contact", "duties")) as change:
        change.note(planned=await plan_duties(change, files))


async def _report(making: Making, code: str, numbers: list[int]) -> None:
    """All but the last one report; whoever is last is overdue by now."""
    officer = await making.cast.in_office_of(code)
    for number in numbers[:-1]:
        if number in making.files:
            logged = Logged(Outcome.COMPLIED, "书面报告近期活动和工作情况，内容属实。", happened_at=now())
            await add_contact(officer, making.files[number], ContactKind.REPORT, logged, "司法所接待室")


async def _talk(making: Making, code: str, numbers: list[int]) -> None:
    """A call, and a talk for which an appointment was made; another is planned for tomorrow."""
    officer, first, second = await making.cast.in_office_of(code), numbers[0], numbers[1]
    called = Logged(Outcome.COMPLIED, "电话了解就业情况，已找到临时工作。", "下次带劳动合同", now())
    await add_contact(officer, making.files[first], ContactKind.CALL, called)
    begins = now() + _HOUR
    talk = Appointment(begins, begins + _HOUR, "谈就业和家庭情况", "司法所谈话室")
    contact_id = await plan_contact(officer, making.files[second], ContactKind.TALK, talk)
    cancelled = Logged(Outcome.CANCELLED, "工作人员临时参加会议，改日另约。")
    await log_outcome(officer, contact_id, 0, cancelled)
    tomorrow = days_before(making.at, -1, 9, 30)
    again = Appointment(tomorrow, tomorrow + _HOUR, "谈就业和家庭情况", "司法所谈话室")
    await plan_contact(officer, making.files[second], ContactKind.TALK, again)


async def _meet(making: Making, code: str, numbers: list[int]) -> None:
    """A class together; one did not come, and may still say why."""
    officer = await making.cast.in_office_of(code)
    files = [making.files[number] for number in numbers[2:] if number in making.files]
    outcomes = dict.fromkeys(files, Outcome.COMPLIED) | {files[0]: Outcome.REASONS_AWAITED}
    await record_together(
        officer, Together(uuid4(), ContactKind.EDUCATION, now(), "集中学习社区矫正法", outcomes, "司法所会议室")
    )


async def _keep_planned(at: datetime) -> None:
    await keep_planned(at)
