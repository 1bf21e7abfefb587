"""Duties that are planned ahead, done, missed and stopped, against the real database."""

import asyncio
from datetime import timedelta

import pytest

from supervision.audit import Act, audited_change
from supervision.corrections.absences import end_absence
from supervision.corrections.category import Category
from supervision.corrections.classes import save_class
from supervision.corrections.contacts.words import ContactKind, Outcome
from supervision.corrections.file_state import EndCause
from supervision.corrections.medical_intervals import save_medical_interval
from supervision.corrections.opening import about_file
from supervision.corrections.rules import CorrectionRuleName, find_correction_rule
from supervision.corrections.supervision_class import SupervisionClass
from supervision.legal_rules import Unit
from supervision.legal_time import legal_day, now
from supervision.officers.holidays import legal_calendar
from supervision.periods import count_period
from supervision.storage.database import fetch
from tests.cast import NORTH, Cast
from tests.makers_ends import make_end
from tests.makers_files import make_custody, make_person_file
from tests.supervision.corrections.contacts.scenes import contacts_of, log, on_day, plan_night, waiting

TODAY = legal_day(now())
KINDS = {ContactKind.REPORT, ContactKind.VISIT}


async def test_the_night_plans_one_report_and_one_visit_however_often_it_runs(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    await asyncio.gather(plan_night(), plan_night())
    assert {each.kind for each in await contacts_of(file_id)} == KINDS
    assert await plan_night() == {"planned-contacts": 0, "stopped-contacts": 0}
    assert len(await contacts_of(file_id)) == len(KINDS)


@pytest.mark.parametrize(
    ("supervision_class", "name"),
    [
        (SupervisionClass.STRICT, CorrectionRuleName.REPORT_EVERY_STRICT),
        (SupervisionClass.LENIENT, CorrectionRuleName.REPORT_EVERY_LENIENT),
    ],
)
async def test_a_report_is_due_by_the_row_of_the_class(
    cast: Cast, supervision_class: SupervisionClass, name: CorrectionRuleName
) -> None:
    file_id = await make_person_file(cast.olga.officer)
    async with audited_change(cast.agnes.officer.actor, Act.PERSON_FILE_CHANGE, about_file(file_id)) as change:
        await save_class(change, cast.agnes.officer, file_id, supervision_class, TODAY)
    await plan_night()
    rule = find_correction_rule(name, TODAY, NORTH)
    expected = count_period(TODAY, rule.number, rule.unit, await legal_calendar())
    assert ((await waiting(file_id)).rule, (await waiting(file_id)).due_on) == (name, expected.due_on)


async def test_what_is_done_early_begins_the_next_period_on_the_day_it_was_done(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    await plan_night()
    first = await waiting(file_id)
    with on_day(TODAY + timedelta(days=3)):
        await log(cast.olga.officer, first, Outcome.COMPLIED)
    following = await waiting(file_id)
    assert following.counted_from_on == TODAY + timedelta(days=3)


async def test_what_is_missed_does_not_put_off_the_next_period(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    await plan_night()
    first = await waiting(file_id)
    assert first.due_on is not None
    with on_day(first.due_on + timedelta(days=4)):
        await log(cast.olga.officer, first, Outcome.UNACCEPTABLE_ABSENCE, "已核实，无正当理由。")
    assert (await waiting(file_id)).counted_from_on == first.due_on


async def test_rule_18_medical_reports_are_due_each_month_and_re_examinations_each_three_months(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer, category=Category.MEDICAL_PAROLE)
    await plan_night()
    for kind, name, months in (
        (ContactKind.MEDICAL_REPORT, CorrectionRuleName.MEDICAL_REPORT_EVERY, 1),
        (ContactKind.MEDICAL_EXAMINATION, CorrectionRuleName.MEDICAL_EXAMINATION_EVERY, 3),
    ):
        expected = count_period(TODAY, months, Unit.MONTHS, await legal_calendar())
        planned = await waiting(file_id, kind)
        assert (planned.rule, planned.due_on) == (name, expected.due_on)


async def test_a_longer_interval_that_was_approved_puts_off_the_examination_alone(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer, category=Category.MEDICAL_PAROLE)
    async with audited_change(cast.agnes.officer.actor, Act.PERSON_FILE_CHANGE, about_file(file_id)) as change:
        await save_medical_interval(change, cast.agnes.officer, file_id, 5, TODAY)
    await plan_night()
    calendar = await legal_calendar()
    for kind, months in ((ContactKind.MEDICAL_EXAMINATION, 5), (ContactKind.MEDICAL_REPORT, 1)):
        assert (await waiting(file_id, kind)).due_on == count_period(TODAY, months, Unit.MONTHS, calendar).due_on


async def test_custody_stops_what_was_planned_and_the_return_begins_anew(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    await plan_night()
    await make_custody(cast.olga.officer, file_id, now())
    assert await plan_night() == {"planned-contacts": 0, "stopped-contacts": len(KINDS)}
    assert {each.outcome for each in await contacts_of(file_id)} == {Outcome.CANCELLED}
    with on_day(TODAY + timedelta(days=40)) as back_at:
        await end_absence(cast.olga.officer, file_id, back_at)
        await plan_night()
    assert (await waiting(file_id)).counted_from_on == TODAY + timedelta(days=40)


async def test_the_end_of_the_file_and_of_the_term_stop_what_was_planned(cast: Cast) -> None:
    dead, over = await make_person_file(cast.olga.officer), await make_person_file(cast.olga.officer)
    await plan_night()
    await make_end(cast, dead, EndCause.DEATH)
    await fetch("UPDATE person_file SET term_ends_on = $2 WHERE id = $1", over, TODAY - timedelta(days=1))
    await plan_night()
    for file_id in (dead, over):
        assert {each.outcome for each in await contacts_of(file_id)} == {Outcome.CANCELLED}


async def test_nothing_is_planned_that_would_be_due_after_the_term(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    await fetch("UPDATE person_file SET term_ends_on = $2 WHERE id = $1", file_id, TODAY + timedelta(days=1))
    assert (await plan_night())["planned-contacts"] == 0
