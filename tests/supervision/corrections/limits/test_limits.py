"""Limits on access, broken glass and legal queries: who may do what with them, and what they do."""

import asyncio
from datetime import timedelta

import pytest

from supervision.audit import Act
from supervision.corrections.access_rule import LimitKind
from supervision.corrections.limits.glass import (
    GlassRefused,
    GlassReviewed,
    break_glass,
    count_glass_to_review,
    list_broken_glass,
    review_glass,
)
from supervision.corrections.limits.legal_queries import LegalQueryRefused, QueryText, record_query
from supervision.corrections.limits.setting import (
    confirm_limit,
    count_limits_to_decide,
    decline_limit,
    end_limit,
    list_waiting_limits,
    open_limits,
    set_limit,
)
from supervision.corrections.limits.store import LimitState
from supervision.corrections.limits.terms import AccessLimitRefused
from supervision.corrections.limits.trails import print_receipt, read_own_trail
from supervision.corrections.listing import count_supervisees, list_supervisees
from supervision.corrections.opening import ReadingFilter, open_person_file, readings_of
from supervision.corrections.store import load_file
from supervision.errors import InputInvalid, NotFound, SignInRefused
from supervision.legal_time import legal_day, moved_clock, now
from supervision.officers import Role
from supervision.storage.database import fetch
from tests.cast import COUNTY, Cast
from tests.makers import make_grant, make_officer
from tests.makers_files import make_person_file
from tests.makers_limits import limit_draft, make_limit, make_minors_file, make_restricted_file
from tests.makers_orders import unused_code

EXCLUSION, RESTRICTION = LimitKind.EXCLUSION, LimitKind.RESTRICTION


async def number_of(file_id: object) -> str:
    (row,) = await fetch("SELECT number FROM person_file WHERE id = $1", file_id)
    return str(row["number"])


async def test_a_limit_binds_once_another_officer_has_confirmed_it_until_it_is_ended(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    limit_id = await set_limit(cast.agnes.officer, file_id, limit_draft(EXCLUSION, cast.olga.id))
    await load_file(cast.olga.officer, Act.PERSON_FILE_OPEN, file_id)
    assert await count_limits_to_decide(cast.hua.officer) == 1
    await confirm_limit(cast.hua.officer, limit_id)
    with pytest.raises(NotFound):
        await load_file(cast.olga.officer, Act.PERSON_FILE_OPEN, file_id)
    assert (await count_supervisees(cast.olga.officer), await count_supervisees(cast.agnes.officer)) == (0, 1)
    assert not (await list_supervisees(cast.olga.officer, await number_of(file_id))).items
    await end_limit(cast.hua.officer, limit_id, "已离婚。")
    await load_file(cast.olga.officer, Act.PERSON_FILE_OPEN, file_id)
    (limit,) = await open_limits(cast.hua.officer, file_id, "supervision")
    assert (limit.state, limit.named, limit.end_reason) == (LimitState.ENDED, ("Olga North",), "已离婚。")


async def test_a_limit_ends_with_its_last_day(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    await make_limit(cast, file_id, EXCLUSION, cast.olga)
    later = now() + timedelta(days=31)
    with moved_clock(lambda: later):
        await load_file(cast.olga.officer, Act.PERSON_FILE_OPEN, file_id)


async def test_nobody_decides_on_a_limit_of_their_own_or_about_themselves_or_lets_themselves_in(cast: Cast) -> None:
    await make_grant(cast.hua, Role.COUNTY_AGENCY, COUNTY, granted_by=cast.sue.id)
    file_id = await make_person_file(cast.olga.officer)
    with pytest.raises(AccessLimitRefused):
        await set_limit(cast.agnes.officer, file_id, limit_draft(RESTRICTION, cast.agnes.id))
    about_hua = await set_limit(cast.agnes.officer, file_id, limit_draft(RESTRICTION, cast.hua.id))
    with pytest.raises(AccessLimitRefused):
        await confirm_limit(cast.hua.officer, about_hua)
    await confirm_limit(cast.carl.officer, about_hua)


async def test_an_exclusion_is_not_shown_to_those_whom_it_names_and_the_office_above_decides(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    limit_id = await set_limit(cast.agnes.officer, file_id, limit_draft(EXCLUSION, cast.hua.id))
    assert not await list_waiting_limits(cast.hua.officer)
    with pytest.raises(NotFound):
        await confirm_limit(cast.hua.officer, limit_id)
    acts = {reading.act for reading in (await readings_of(cast.hua.officer, file_id, "supervision")).items}
    assert Act.ACCESS_LIMIT_SET not in acts
    await confirm_limit(cast.carl.officer, limit_id)
    with pytest.raises(NotFound):
        await load_file(cast.hua.officer, Act.PERSON_FILE_OPEN, file_id)


async def test_of_two_who_decide_at_once_one_wins_and_the_other_is_told_who_it_was(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    limit_id = await set_limit(cast.agnes.officer, file_id, limit_draft(EXCLUSION, cast.olga.id))
    results = await asyncio.gather(
        confirm_limit(cast.hua.officer, limit_id),
        decline_limit(cast.carl.officer, limit_id, "没有依据。"),
        return_exceptions=True,
    )
    (refusal,) = [result for result in results if result is not None]
    assert isinstance(refusal, AccessLimitRefused)
    assert any(name in str(refusal) for name in ("Hua Head", "Carl City"))


async def test_a_limit_names_somebody_known_on_days_to_come(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    for draft, field in (
        (limit_draft(EXCLUSION), "officers"),
        (limit_draft(EXCLUSION, cast.petra.id), "officers"),
        (limit_draft(EXCLUSION, cast.olga.id, days=-1), "until_on"),
    ):
        with pytest.raises(InputInvalid) as refusal:
            await set_limit(cast.agnes.officer, file_id, draft)
        assert refusal.value.field == field


async def test_the_glass_opens_a_restricted_file_for_hours_and_somebody_else_reviews_it_once(cast: Cast) -> None:
    file_id = await make_restricted_file(cast)
    with pytest.raises(NotFound):
        await load_file(cast.olga.officer, Act.PERSON_FILE_OPEN, file_id)
    opened = await break_glass(cast.olga.officer, await number_of(file_id), "夜间走失。", unused_code(cast.olga))
    await load_file(cast.olga.officer, Act.PERSON_FILE_OPEN, file_id)
    assert await count_glass_to_review(cast.hua.officer) == 1, "told at once"
    with moved_clock(lambda: opened.until_at), pytest.raises(NotFound):
        await load_file(cast.olga.officer, Act.PERSON_FILE_OPEN, file_id)
    (glass,) = (await list_broken_glass(cast.hua.officer, only_waiting=True)).items
    assert glass.review_due_on > legal_day(now())
    await review_glass(cast.hua.officer, glass.glass_id, "确有必要。", is_justified=True)
    deputy = await make_officer("deputy", "Dora Deputy", Role.COUNTY_HEAD, COUNTY, cast.county_office)
    with pytest.raises(GlassReviewed, match="Hua Head"):
        await review_glass(deputy.officer, glass.glass_id, "没有必要。", is_justified=False)


async def test_nobody_reviews_their_own_breaking_of_the_glass(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    await make_limit(cast, file_id, RESTRICTION, cast.olga)
    await break_glass(cast.carl.officer, await number_of(file_id), "市级督办。", unused_code(cast.carl))
    (glass,) = (await list_broken_glass(cast.carl.officer)).items
    with pytest.raises(GlassRefused):
        await review_glass(cast.carl.officer, glass.glass_id, "有必要。", is_justified=True)


async def test_no_glass_leads_past_an_exclusion_or_out_of_reach_or_is_broken_for_nothing(cast: Cast) -> None:
    excluded, plain = await make_person_file(cast.olga.officer), await make_person_file(cast.olga.officer)
    await make_limit(cast, excluded, EXCLUSION, cast.olga)
    for member, file_id in ((cast.olga, excluded), (cast.oscar, await make_restricted_file(cast))):
        with pytest.raises(NotFound):
            await break_glass(member.officer, await number_of(file_id), "有急事。", unused_code(member))
    with pytest.raises(NotFound):
        await break_glass(cast.agnes.officer, "149901-2026-9999", "有急事。", unused_code(cast.agnes))
    with pytest.raises(GlassRefused):
        await break_glass(cast.carl.officer, await number_of(plain), "有急事。", unused_code(cast.carl))
    with pytest.raises(SignInRefused):
        await break_glass(cast.agnes.officer, await number_of(plain), "有急事。", "000000")


async def test_legal_queries_are_recorded_on_files_of_minors_alone(cast: Cast) -> None:
    query = QueryText("检察院", "刑事诉讼法第二百八十六条", "证号 12", "有无前科")
    with pytest.raises(LegalQueryRefused):
        await record_query(cast.hua.officer, await make_person_file(cast.olga.officer), query)
    minors = await make_minors_file(cast)
    with pytest.raises(NotFound):
        await record_query(cast.agnes.officer, minors, query)
    await record_query(cast.hua.officer, minors, query)


async def test_the_trail_shows_ones_own_acts_and_the_receipt_names_no_officer(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    await open_person_file(cast.olga.officer, file_id, "supervision")
    await open_person_file(cast.agnes.officer, file_id, "inspection")
    trail = (await read_own_trail(cast.olga.officer)).items
    assert {(one.act, one.file_number) for one in trail} >= {(Act.PERSON_FILE_OPEN, await number_of(file_id))}
    receipt = await print_receipt(cast.olga.officer, file_id)
    assert [(line.role, line.office_name, line.purpose) for line in receipt.lines] == [
        (Role.COUNTY_AGENCY, "临溪县司法局", "inspection"),
        (Role.JUSTICE_OFFICE, "北岭司法所", "supervision"),
    ]
    await make_limit(cast, file_id, EXCLUSION, cast.olga)
    assert {one.file_number for one in (await read_own_trail(cast.olga.officer)).items} == {""}


async def test_readings_are_filtered_by_officer_and_by_day(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    await open_person_file(cast.olga.officer, file_id, "supervision")
    hers = await readings_of(cast.agnes.officer, file_id, "inspection", wanted=ReadingFilter(cast.olga.id))
    assert {reading.officer_name for reading in hers.items} == {"Olga North"}
    tomorrow = legal_day(now()) + timedelta(days=1)
    later = ReadingFilter(from_on=tomorrow)
    assert not (await readings_of(cast.agnes.officer, file_id, "inspection", wanted=later)).items
