"""Reporting in: until when, who is overdue, and how a late report is kept."""

from datetime import date, timedelta

import msgspec

from supervision.audit import Act
from supervision.corrections.files import create_person_file
from supervision.corrections.life_cycle import LifeStep
from supervision.corrections.life_view import LifeQueue, list_waiting, load_life
from supervision.corrections.opening import open_person_file
from supervision.corrections.organ_clocks import custody_rule, documents_rule, period_of
from supervision.corrections.release.looking import count_waiting_files
from supervision.corrections.report_clock import report_due
from supervision.corrections.reporting import declare, report_in
from supervision.corrections.todays_files import ask_for_todays_files
from supervision.documents import DocumentType
from supervision.legal_time import legal_day, now
from supervision.periods import describe_period
from tests.cast import NORTH, Cast
from tests.makers_files import make_content, make_custody, make_person_file


async def test_rule_02_whoever_has_not_reported_in_ten_days_after_the_effect_is_overdue(cast: Cast) -> None:
    olga, today = cast.olga.officer, legal_day(now())
    file_id = await create_person_file(olga, cast.north_office, make_content(), LifeStep.RECEIVE)
    await make_person_file(olga)
    (waiting,) = (await list_waiting(olga, LifeQueue.REPORTING)).items
    assert waiting.person.file_id == file_id
    assert waiting.due_on is not None
    assert today - timedelta(days=20) <= waiting.due_on < today
    late = [(await (await ask_for_todays_files(officer))).late_reports for officer in (olga, cast.oscar.officer)]
    assert late == [1, 0]
    assert (await list_waiting(cast.oscar.officer, LifeQueue.REPORTING)).items == ()
    await report_in(olga, file_id, now(), DocumentType.ID_CARD, "因病迟到，有证明。")
    step = (await load_life(olga, Act.PERSON_FILE_OPEN, file_id)).steps[0]
    assert (step.step, step.detail.due_on) == (LifeStep.REPORT_IN, waiting.due_on)
    assert (step.detail.checked_document, step.taken_by_name) == (DocumentType.ID_CARD, "Olga North")
    assert (await (await ask_for_todays_files(olga))).late_reports == 0
    assert (await count_waiting_files(olga))[LifeQueue.INTAKE] == 1


async def test_documents_that_came_late_are_a_queue_until_the_declaration_and_say_until_when_they_were_due(
    cast: Cast,
) -> None:
    olga, late = cast.olga.officer, make_content()
    file_id = await create_person_file(olga, cast.north_office, late, LifeStep.RECEIVE)
    today = legal_day(now())
    judgment = msgspec.structs.replace(late.judgment, decided_on=today, effective_on=today)
    in_time = make_content(judgment=judgment, term_starts_on=today)
    await create_person_file(olga, cast.north_office, in_time, LifeStep.RECEIVE)
    (waiting,) = (await list_waiting(olga, LifeQueue.LATE_DOCUMENTS)).items
    assert waiting.person.file_id == file_id
    assert (await count_waiting_files(olga))[LifeQueue.LATE_DOCUMENTS] == 1
    (step,) = (await load_life(olga, Act.PERSON_FILE_OPEN, file_id)).steps
    due = await period_of(documents_rule(late.judgment.effective_on, NORTH), late.judgment.effective_on)
    assert (step.detail.due_on, step.was_late) == (due.due_on, True)
    await report_in(olga, file_id, now(), DocumentType.ID_CARD, "说明了原因。")
    await declare(olga, file_id, now(), ["王秀兰"], "北岭司法所")
    assert (await list_waiting(olga, LifeQueue.LATE_DOCUMENTS)).items == ()


async def test_custody_says_until_when_the_agency_was_to_be_told_and_whether_that_was_late(cast: Cast) -> None:
    olga = cast.olga.officer
    for days, is_late in ((1, False), (20, True)):
        file_id = await make_person_file(olga)
        began_at = now() - timedelta(days=days)
        await make_custody(olga, file_id, began_at)
        step = (await load_life(olga, Act.PERSON_FILE_OPEN, file_id)).steps[0]
        began_on = legal_day(began_at)
        due = await period_of(custody_rule(began_on, NORTH), began_on)
        assert (step.step, step.detail.due_on, step.was_late) == (LifeStep.DETAIN, due.due_on, is_late)


async def test_rule_31_the_first_day_is_left_out_and_a_last_day_that_is_off_rolls_on(cast: Cast) -> None:
    period = await report_due(date(2026, 6, 10), "149901001")  # a Wednesday; the tenth day is a Saturday
    assert (period.last_counted, period.due_on) == (date(2026, 6, 20), date(2026, 6, 22))
    assert "当日不计" in describe_period(period)
    file_id = await create_person_file(
        cast.olga.officer, cast.north_office, make_content(term_starts_on=date(2026, 6, 10)), LifeStep.RECEIVE
    )
    opened = await open_person_file(cast.olga.officer, file_id, "supervision")
    assert opened.report_due_on == (await report_due(opened.judgment.effective_on, opened.division)).due_on
