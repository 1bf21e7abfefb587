"""Assessments before the sentence: two people, the minors' compartment, reach, carrying over, destruction."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from msgspec import structs

from supervision.approvals.authorities import revoke_authority
from supervision.approvals.words import NotDelegated, OwnRequest
from supervision.audit import Act
from supervision.corrections.assessments.answering import (
    answer_not_here,
    approve_opinion,
    return_opinion,
    send_reply,
    write_opinion,
)
from supervision.corrections.assessments.carrying_over import MINORS_ONLY, carried_into, carry_over
from supervision.corrections.assessments.content import NewOpinion
from supervision.corrections.assessments.destroying import (
    destroy_assessment,
    list_destructions,
    open_certificate,
    propose_destruction,
    return_destruction,
)
from supervision.corrections.assessments.inquiring import assign_assessment, possible_assessors
from supervision.corrections.assessments.listing import (
    AssessmentShow,
    count_assessments,
    find_assessments,
    list_assessments,
)
from supervision.corrections.assessments.opening import open_assessment
from supervision.corrections.assessments.organ_says import extend_assessment, record_decision, withdraw_assessment
from supervision.corrections.assessments.receiving import NOT_YOURS, UNDER_WAY, receive_assessment
from supervision.corrections.assessments.words import (
    AskingOrgan,
    AssessmentOutcome,
    AssessmentPurpose,
    AssessmentRefused,
    AssessmentState,
    AssessmentStep,
    AssessmentStepRefused,
    Suitability,
)
from supervision.corrections.category import Category
from supervision.corrections.files import change_person_file
from supervision.corrections.listing import list_supervisees
from supervision.corrections.store import load_file
from supervision.errors import InputInvalid, KeyDestroyed, NotFound, NotPermitted
from supervision.legal_time import legal_day, now
from supervision.officers import Role
from supervision.storage.database import fetch
from supervision.vault import load_key
from tests.cast import COUNTY, OTHER_COUNTY, Cast
from tests.makers import make_officer
from tests.makers_assessments import (
    OPINION,
    REQUEST,
    inquire,
    make_assigned,
    make_awaited,
    make_closed,
    make_closed_without_a_word,
    make_delegation,
    make_inquired,
    make_new,
    make_received,
    make_replied,
    make_to_destroy,
    today,
)
from tests.makers_files import dump_of, make_content, make_id_number, make_person_file
from tests.makers_limits import granted_for_minors
from tests.makers_orders import unused_code

READING = AssessmentPurpose.ASSESSING
TABLES = (
    "assessment", "assessment_inquiry", "assessment_opinion", "assessment_step", "carried_assessment",
    "assessment_destruction", "audit_entry",
)  # fmt: skip


def a_minors_number() -> str:
    return make_id_number(date(legal_day(now()).year - 16, 1, 2))


async def set_holiday(day: date, *, is_working: bool = False) -> None:
    await fetch("INSERT INTO holiday (day, is_working, name) VALUES ($1, $2, '')", day, is_working)


@pytest.mark.parametrize(("is_fast", "due_on"), [(False, date(2026, 10, 20)), (True, date(2026, 10, 13))])
async def test_the_due_day_counts_working_days_over_holidays_and_days_that_make_up_for_them(
    cast: Cast, *, is_fast: bool, due_on: date
) -> None:
    for day in range(1, 8):
        await set_holiday(date(2026, 10, day))
    await set_holiday(date(2026, 10, 10), is_working=True)
    assessment_id = await make_received(cast, on=date(2026, 9, 30), is_fast=is_fast)
    opened = await open_assessment(cast.agnes.officer, assessment_id, READING)
    assert opened.assessment.due_on == opened.period.due_on == due_on


async def test_a_fast_track_is_for_assessments_before_a_judgment_only(cast: Cast) -> None:
    with pytest.raises(InputInvalid) as refused:
        await make_received(cast, is_fast=True, category=Category.PAROLE)
    assert refused.value.field == "is_fast"


async def test_one_organ_asks_once_at_a_time_about_somebody_and_another_may_ask_too(cast: Cast) -> None:
    number = make_id_number()
    first = await make_received(cast, number=number)
    with pytest.raises(AssessmentRefused):
        await make_received(cast, number=number)
    second = await make_received(cast, number=number, organ=AskingOrgan.POLICE)
    found = await find_assessments(cast.agnes.officer, number)
    assert [each.assessment.id for each in found] == [second, first]


async def test_an_extension_needs_the_organs_consent_and_a_later_day(cast: Cast) -> None:
    assessment_id = await make_received(cast)
    due_on = (await open_assessment(cast.agnes.officer, assessment_id, READING)).assessment.due_on
    with pytest.raises(InputInvalid):
        await extend_assessment(cast.agnes.officer, assessment_id, due_on, "电话同意")
    with pytest.raises(InputInvalid):
        await extend_assessment(cast.agnes.officer, assessment_id, due_on + timedelta(days=3), " ")
    await extend_assessment(cast.agnes.officer, assessment_id, due_on + timedelta(days=3), "来函3号同意延期")
    opened = await open_assessment(cast.agnes.officer, assessment_id, READING)
    assert opened.assessment.due_on == due_on + timedelta(days=3)
    assert (opened.steps[-1].step, opened.steps[-1].note) == (AssessmentStep.EXTENDED, "来函3号同意延期")


async def test_an_office_assesses_by_a_delegation_that_lists_it_and_no_longer_than_that(cast: Cast) -> None:
    assessment_id = await make_received(cast)
    pair = [cast.olga.id, cast.agnes.id]
    with pytest.raises(NotDelegated):
        await assign_assessment(cast.agnes.officer, assessment_id, cast.north_office, pair)
    authority_id = await make_delegation(cast)
    await assign_assessment(cast.agnes.officer, assessment_id, cast.north_office, pair)
    await inquire(cast.olga.officer, assessment_id)
    await revoke_authority(cast.hua.officer, authority_id)
    with pytest.raises(NotDelegated):
        await inquire(cast.olga.officer, assessment_id)
    await inquire(cast.agnes.officer, assessment_id)  # whoever delegates keeps the power
    assert len((await open_assessment(cast.agnes.officer, assessment_id, READING)).inquiries) == 2


async def test_two_officers_of_the_county_assess_at_least(cast: Cast) -> None:
    assessment_id = await make_received(cast)
    for chosen in ([cast.agnes.id], [cast.agnes.id] * 2, [cast.agnes.id, cast.carl.id]):
        with pytest.raises(InputInvalid) as refused:
            await assign_assessment(cast.agnes.officer, assessment_id, cast.county_office, chosen)
        assert refused.value.field == "assessors"


async def test_nobody_decides_an_opinion_that_they_wrote_and_offices_decide_none(cast: Cast) -> None:
    assessment_id = await make_inquired(cast)
    opinion = NewOpinion(Suitability.NOT_SUITABLE, OPINION)
    await write_opinion(cast.agnes.officer, assessment_id, opinion)
    for decide in (
        approve_opinion(cast.agnes.officer, assessment_id),
        return_opinion(cast.agnes.officer, assessment_id, "补充。"),
    ):
        with pytest.raises(OwnRequest):
            await decide
    with pytest.raises(NotPermitted):
        await approve_opinion(cast.olga.officer, assessment_id)
    ada = await make_officer("alma", "Alma Agency", Role.COUNTY_AGENCY, COUNTY, cast.county_office)
    await return_opinion(ada.officer, assessment_id, "请补充邻居意见。")
    await write_opinion(cast.olga.officer, assessment_id, opinion)
    with pytest.raises(OwnRequest):  # she wrote the one that was returned
        await approve_opinion(cast.agnes.officer, assessment_id)
    await approve_opinion(ada.officer, assessment_id)
    opened = await open_assessment(cast.olga.officer, assessment_id, READING)
    assert [each.is_approved for each in opened.opinions] == [True, False]
    assert opened.assessment.reply_number is not None


async def test_an_opinion_rests_on_something_that_was_found_out(cast: Cast) -> None:
    assessment_id = await make_assigned(cast)
    with pytest.raises(AssessmentRefused):
        await write_opinion(cast.olga.officer, assessment_id, NewOpinion(Suitability.SUITABLE, OPINION))


async def test_outside_prison_for_a_time_the_opinion_says_who_the_guarantor_is(cast: Cast) -> None:
    assessment_id = await make_inquired(cast, category=Category.MEDICAL_PAROLE, organ=AskingOrgan.PRISON)
    with pytest.raises(InputInvalid) as refused:
        await write_opinion(cast.olga.officer, assessment_id, NewOpinion(Suitability.SUITABLE, OPINION))
    assert refused.value.field == "guarantor"


async def test_a_step_out_of_order_says_who_took_the_last_one(cast: Cast) -> None:
    assessment_id = await make_received(cast)
    with pytest.raises(AssessmentStepRefused) as refused:
        await send_reply(cast.agnes.officer, assessment_id, today(), today())
    assert refused.value.taken_by == cast.agnes.officer.name


@pytest.mark.parametrize(
    ("step", "outcome"),
    [
        (lambda officer, found: withdraw_assessment(officer, found, "来函撤回"), AssessmentOutcome.WITHDRAWN),
        (lambda officer, found: answer_not_here(officer, found, "户籍已迁往石坝县。"), AssessmentOutcome.NOT_HERE),
    ],
)
async def test_a_withdrawal_and_a_wrong_address_end_it_at_once(cast: Cast, step, outcome) -> None:  # type: ignore[no-untyped-def] # noqa: ANN001
    assessment_id = await make_assigned(cast)
    await step(cast.agnes.officer, assessment_id)
    found = (await open_assessment(cast.agnes.officer, assessment_id, READING)).assessment
    assert (found.state, found.outcome, found.closed_on) == (AssessmentState.CLOSED, outcome, today())
    assert (found.reply_number is not None) == (outcome is AssessmentOutcome.NOT_HERE)


async def test_that_nothing_was_heard_is_put_down_after_months_only(cast: Cast) -> None:
    assessment_id = await make_replied(cast, on=today() - timedelta(days=300))
    no_word = AssessmentOutcome.NO_WORD
    with pytest.raises(AssessmentRefused):
        await record_decision(cast.agnes.officer, assessment_id, no_word, today(), "无来函")
    await fetch("UPDATE assessment SET replied_on = replied_on - 200 WHERE id = $1", assessment_id)
    await record_decision(cast.agnes.officer, assessment_id, no_word, today(), "无来函")
    assert (await open_assessment(cast.agnes.officer, assessment_id, READING)).assessment.outcome is no_word


@pytest.mark.parametrize(
    ("outcome", "state"),
    [
        (AssessmentOutcome.ORDERED_HERE, AssessmentState.AWAITED),
        (AssessmentOutcome.NOT_ORDERED, AssessmentState.CLOSED),
    ],
)
async def test_a_decision_that_comes_after_nothing_was_heard_is_put_down(
    cast: Cast, outcome: AssessmentOutcome, state: AssessmentState
) -> None:
    assessment_id = await make_closed_without_a_word(cast)
    with pytest.raises(AssessmentStepRefused):
        await record_decision(cast.agnes.officer, assessment_id, AssessmentOutcome.NO_WORD, today(), "仍无来函")
    await record_decision(cast.agnes.officer, assessment_id, outcome, today(), "（2026）晋9901刑初7号")
    found = (await open_assessment(cast.agnes.officer, assessment_id, READING)).assessment
    closed_on = today() if state is AssessmentState.CLOSED else None
    assert (found.state, found.outcome, found.closed_on) == (state, outcome, closed_on)


async def test_no_late_decision_is_put_down_while_a_destruction_waits_or_after_another_end(cast: Cast) -> None:
    assessment_id = await make_closed_without_a_word(cast, days=900)
    await propose_destruction(cast.agnes.officer, assessment_id)
    late = AssessmentOutcome.ORDERED_HERE
    with pytest.raises(AssessmentRefused):
        await record_decision(cast.agnes.officer, assessment_id, late, today(), "（2026）晋9901刑初7号")
    await return_destruction(cast.hua.officer, assessment_id, "法院来函。")
    await record_decision(cast.agnes.officer, assessment_id, late, today(), "（2026）晋9901刑初7号")
    await record_decision(cast.agnes.officer, assessment_id, AssessmentOutcome.NOT_ORDERED, today(), "改判")
    with pytest.raises(AssessmentStepRefused):
        await record_decision(cast.agnes.officer, assessment_id, late, today(), "（2026）晋9901刑初8号")


async def test_another_county_another_office_and_the_city_find_nothing(cast: Cast) -> None:
    assessment_id = await make_assigned(cast)
    other = await make_officer("bela", "Bela Beyond", Role.COUNTY_AGENCY, OTHER_COUNTY, cast.other_county_office)
    for officer in (other.officer, cast.oscar.officer, cast.carl.officer):
        with pytest.raises(NotFound):
            await open_assessment(officer, assessment_id, READING)
    assert (await list_assessments(other.officer)).items == ()
    assert set((await count_assessments(cast.oscar.officer)).values()) == {0}
    assert (await count_assessments(cast.olga.officer))[AssessmentShow.AT_WORK] == 1


async def test_an_office_sees_a_request_once_it_is_theirs(cast: Cast) -> None:
    assessment_id = await make_received(cast)
    with pytest.raises(NotFound):
        await open_assessment(cast.olga.officer, assessment_id, READING)
    await make_delegation(cast)
    await assign_assessment(cast.agnes.officer, assessment_id, cast.north_office, [cast.olga.id, cast.agnes.id])
    assert (await open_assessment(cast.olga.officer, assessment_id, READING)).assessment.id == assessment_id


async def test_a_minors_assessment_is_open_to_a_grant_of_its_own(cast: Cast) -> None:
    number = a_minors_number()
    assessment_id = await make_received(cast, number=number)
    with pytest.raises(NotFound):
        await open_assessment(cast.agnes.officer, assessment_id, READING)
    assert (await list_assessments(cast.agnes.officer)).items == ()
    assert await find_assessments(cast.agnes.officer, number) == ()
    assert (await count_assessments(cast.agnes.officer))[AssessmentShow.TO_ASSIGN] == 0
    agnes = await granted_for_minors(cast, cast.agnes)
    assert [each.assessment.id for each in (await list_assessments(agnes)).items] == [assessment_id]
    with pytest.raises(InputInvalid) as refused:  # Olga has no grant for minors
        await assign_assessment(agnes, assessment_id, cast.county_office, [cast.olga.id, cast.agnes.id])
    assert refused.value.field == "assessors"
    await granted_for_minors(cast, cast.olga)
    await assign_assessment(agnes, assessment_id, cast.county_office, [cast.olga.id, cast.agnes.id])
    assert (await open_assessment(agnes, assessment_id, READING)).assessment.state is AssessmentState.ASSIGNED


async def test_a_minors_assessors_have_their_grant_where_the_chosen_office_is(cast: Cast) -> None:
    assessment_id = await make_received(cast, number=a_minors_number())
    await make_delegation(cast)
    agnes = await granted_for_minors(cast, cast.agnes)
    await granted_for_minors(cast, cast.olga, cast.olga.officer.office_division)
    pair = [cast.olga.id, cast.agnes.id]
    assert set(pair) <= {each for each, _ in await possible_assessors(agnes, assessment_id, today())}
    with pytest.raises(InputInvalid) as refused:
        await assign_assessment(agnes, assessment_id, cast.county_office, pair)
    assert refused.value.field == "assessors"
    await assign_assessment(agnes, assessment_id, cast.north_office, pair)
    assert (await open_assessment(agnes, assessment_id, READING)).assessment.assessors == tuple(pair)
    with pytest.raises(InputInvalid):  # back to the agency, where Olga has no grant
        await assign_assessment(agnes, assessment_id, cast.county_office, pair)


async def test_whoever_has_no_grant_is_not_told_that_a_minors_request_is_under_way(cast: Cast) -> None:
    number = a_minors_number()
    await make_received(cast, number=number)
    with pytest.raises(AssessmentRefused) as refused:
        await make_received(cast, number=number)
    assert refused.value.args == (NOT_YOURS,)
    agnes = await granted_for_minors(cast, cast.agnes)
    with pytest.raises(AssessmentRefused) as refused:
        await receive_assessment(agnes, make_new(number=number))
    assert refused.value.args == (UNDER_WAY,)


async def test_a_minors_assessment_is_not_copied_into_a_file_outside_of_the_compartment(cast: Cast) -> None:
    number = make_id_number()
    assessment_id = await make_awaited(cast, number=number)
    await make_person_file(cast.olga.officer, document_number=number)
    await fetch("UPDATE assessment SET is_minor = true WHERE id = $1", assessment_id)
    with pytest.raises(AssessmentRefused) as refused:
        await carry_over(await granted_for_minors(cast, cast.olga), assessment_id)
    assert refused.value.args == (MINORS_ONLY,)
    assert await dump_of("carried_assessment") == ""


async def test_whoever_came_of_age_between_request_and_decision_is_carried_over_once_the_offence_has_its_day(
    cast: Cast,
) -> None:
    day = today()
    born_on = day.replace(year=day.year - 18, day=1) - timedelta(days=20)  # eighteen some weeks ago
    number = make_id_number(born_on)
    olga, agnes = await granted_for_minors(cast, cast.olga), await granted_for_minors(cast, cast.agnes)
    minors = replace(cast, olga=replace(cast.olga, officer=olga), agnes=replace(cast.agnes, officer=agnes))
    assessment_id = await make_awaited(minors, number=number, on=born_on.replace(year=born_on.year + 18) - timedelta(3))
    decided = structs.replace(
        make_content(document_number=number).judgment, decided_on=day - timedelta(days=1), effective_on=day
    )
    file_id = await make_person_file(olga, document_number=number, judgment=decided, term_starts_on=day)
    with pytest.raises(AssessmentRefused):
        await carry_over(olga, assessment_id)
    content = await (await load_file(olga, Act.PERSON_FILE_OPEN, file_id)).open_content()
    at_seventeen = structs.replace(content.judgment, offended_on=day - timedelta(days=300))
    await change_person_file(olga, file_id, 1, replace(content, judgment=at_seventeen))
    assert (await load_file(olga, Act.PERSON_FILE_OPEN, file_id)).is_minor
    assert await carry_over(olga, assessment_id) == file_id
    with pytest.raises(NotFound):
        await load_file(cast.carl.officer, Act.PERSON_FILE_OPEN, file_id)


async def test_somebody_who_was_a_minor_at_the_offence_is_assessed_in_the_compartment(cast: Cast) -> None:
    born_on = date(today().year - 20, 1, 2)
    request = structs.replace(REQUEST, offended_on=date(today().year - 3, 1, 1))
    assessment_id = await make_received(cast, number=make_id_number(born_on), request=request)
    with pytest.raises(NotFound):
        await open_assessment(cast.agnes.officer, assessment_id, READING)
    opened = await open_assessment(await granted_for_minors(cast, cast.agnes), assessment_id, READING)
    assert (opened.assessment.is_minor, opened.request.offended_on) == (True, request.offended_on)
    with pytest.raises(InputInvalid) as refused:
        await make_received(cast, request=structs.replace(REQUEST, offended_on=today() + timedelta(days=1)))
    assert refused.value.field == "offended_on"


async def test_the_list_shows_what_is_due_first_and_what_is_overdue_by_itself(cast: Cast) -> None:
    later = await make_received(cast)
    late = await make_received(cast, on=today() - timedelta(days=60))
    agnes = cast.agnes.officer
    assert [each.assessment.id for each in (await list_assessments(agnes)).items] == [late, later]
    assert [each.assessment.id for each in (await list_assessments(agnes, AssessmentShow.OVERDUE)).items] == [late]
    counts = await count_assessments(agnes)
    assert (counts[AssessmentShow.OPEN], counts[AssessmentShow.OVERDUE]) == (2, 1)


async def test_the_search_for_supervisees_finds_nobody_who_is_assessed(cast: Cast) -> None:
    number = make_id_number()
    await make_closed(cast, number=number, name="孟长庚", phone="13600004444")
    for query in ("孟长庚", number, "13600004444", "mengchanggeng"):
        assert (await list_supervisees(cast.agnes.officer, query)).items == ()


async def test_a_dump_of_assessments_holds_nothing_of_the_person(cast: Cast) -> None:
    number = make_id_number()
    await make_replied(cast, number=number, name="欧阳翠微", phone="13987651234", address="临溪县北岭镇风车巷七十七号")
    dump = await dump_of(*TABLES)
    assert "assigned" in dump
    for word in ("欧阳", number, "13987651234", "风车巷", "孟立夏", "管教", "刑初"):
        assert word not in dump


async def test_what_was_found_out_is_copied_into_the_file_and_neither_knows_the_other(cast: Cast) -> None:
    number = make_id_number()
    assessment_id = await make_awaited(cast, number=number)
    with pytest.raises(AssessmentRefused):
        await carry_over(cast.olga.officer, assessment_id)
    file_id = await make_person_file(cast.olga.officer, document_number=number)
    assert await carry_over(cast.olga.officer, assessment_id) == file_id
    (carried,) = await carried_into(await load_file(cast.olga.officer, Act.PERSON_FILE_OPEN, file_id))
    assert (carried.suitability, carried.content.opinion) == (Suitability.SUITABLE, OPINION)
    assert (await open_assessment(cast.agnes.officer, assessment_id, READING)).assessment.closed_on == today()
    assert str(assessment_id) not in await dump_of("carried_assessment", "person_file")
    assert str(file_id) not in await dump_of("assessment", "assessment_step")


async def test_nothing_is_destroyed_before_its_period_or_on_one_officers_word(cast: Cast) -> None:
    with pytest.raises(AssessmentRefused):
        await propose_destruction(cast.agnes.officer, await make_closed(cast))
    assessment_id = await make_to_destroy(cast)
    with pytest.raises(OwnRequest):
        await destroy_assessment(cast.agnes.officer, assessment_id, unused_code(cast.agnes))
    await return_destruction(cast.hua.officer, assessment_id, "先核对结果。")
    with pytest.raises(AssessmentRefused):
        await destroy_assessment(cast.hua.officer, assessment_id, unused_code(cast.hua))
    assert (await open_assessment(cast.agnes.officer, assessment_id, READING)).steps[-1].note == "先核对结果。"


async def test_what_is_destroyed_is_gone_and_certified(cast: Cast) -> None:
    number = make_id_number()
    assessment_id = await make_to_destroy(cast, number=number)
    (row,) = await fetch("SELECT vault_key FROM assessment WHERE id = $1", assessment_id)
    assert (await count_assessments(cast.agnes.officer))[AssessmentShow.PAST] == 1
    destruction_id = await destroy_assessment(cast.hua.officer, assessment_id, unused_code(cast.hua))
    with pytest.raises(NotFound):
        await open_assessment(cast.agnes.officer, assessment_id, READING)
    with pytest.raises(KeyDestroyed):
        await load_key(row["vault_key"])
    assert await find_assessments(cast.agnes.officer, number) == ()
    certified = await open_certificate(cast.agnes.officer, destruction_id)
    assert certified.certificate.subject_id == str(assessment_id)
    ((listed,), _) = ((await list_destructions(cast.agnes.officer)).items, None)
    assert (listed.state, listed.decided_by_name) == ("destroyed", cast.hua.officer.name)
    assert await dump_of("assessment_step", "assessment_inquiry", "assessment_opinion") == ""


async def test_rows_that_a_restored_backup_brought_back_are_destroyed_under_the_same_certificate(cast: Cast) -> None:
    number = make_id_number()
    assessment_id = await make_to_destroy(cast, number=number)
    (row,) = await fetch("SELECT * FROM assessment WHERE id = $1", assessment_id)
    await destroy_assessment(cast.hua.officer, assessment_id, unused_code(cast.hua))
    (first,) = (await list_destructions(cast.agnes.officer)).items
    columns, places = ", ".join(row.keys()), ", ".join(f"${place}" for place, _ in enumerate(row, start=1))
    await fetch(f"INSERT INTO assessment ({columns}) VALUES ({places})", *row.values())  # noqa: S608 - columns of the row
    await fetch("DELETE FROM assessment_destruction")
    (past,) = (await list_assessments(cast.agnes.officer, AssessmentShow.PAST)).items
    assert (past.assessment.id, past.name, past.id_number) == (assessment_id, "", "")
    await propose_destruction(cast.agnes.officer, assessment_id)
    destruction_id = await destroy_assessment(cast.hua.officer, assessment_id, unused_code(cast.hua))
    certified = await open_certificate(cast.agnes.officer, destruction_id)
    assert certified.certificate.certificate_id == first.certificate_id
    assert await dump_of("assessment") == ""


@pytest.mark.usefixtures("database")
async def test_nobody_is_graded_there_is_no_column_for_a_score() -> None:
    assert {each.value for each in Suitability} == {"suitable", "not-suitable"}
    rows = await fetch(
        """SELECT table_name || '.' || column_name AS name FROM information_schema.columns
           WHERE table_name LIKE 'assessment%' AND data_type IN ('smallint', 'integer', 'bigint', 'numeric', 'real')"""
    )
    numbers = {"assessment_opinion.number", "assessment_step.number", "assessment_document.size_bytes"}
    assert {row["name"] for row in rows} == numbers
