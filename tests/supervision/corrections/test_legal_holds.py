"""Legal holds, and the list of files past their period."""

import asyncio
from datetime import datetime, timedelta
from uuid import UUID

import asyncpg
import pytest

from supervision import legal_time
from supervision.audit import Act, audited_change
from supervision.corrections.access_rule import LimitKind
from supervision.corrections.file_state import EndCause
from supervision.corrections.hold_list import HoldShow, count_legal_holds, list_legal_holds
from supervision.corrections.legal_holds import (
    lift_legal_hold,
    open_legal_holds,
    place_legal_hold,
)
from supervision.corrections.opening import readings_of
from supervision.corrections.past_retention import FilePastRetention, list_files_past_retention
from supervision.corrections.store import load_file
from supervision.errors import InputInvalid, NotFound, NotPermitted
from supervision.keeping.holds import OUR_OWN, HoldLifted, HoldSource
from supervision.legal_time import add_months, day_end, day_start, legal_day, moved_clock
from supervision.storage.database import fetch, fetch_one
from supervision.storage.urls import DatabaseUrls
from supervision.vault import destroy_key, list_destruction
from tests.cast import Cast
from tests.makers_ends import make_end
from tests.makers_files import dump_of, make_person_file
from tests.makers_limits import make_limit, make_minors_file

ARCHIVE_MONTHS = 360


async def test_a_hold_says_who_placed_and_lifted_it_when_and_why(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    hold_id = await place_legal_hold(cast.agnes.officer, file_id, "信访复查未结")
    (held,) = await open_legal_holds(cast.agnes.officer, file_id, "complaint")
    assert (held.hold_id, held.reason, held.placed_by_name) == (hold_id, "信访复查未结", "Agnes Agency")
    assert (held.lifted_at, held.lifted_by_name, held.lift_reason) == (None, "", "")
    await lift_legal_hold(cast.hua.officer, hold_id, "复查意见已送达")
    (held,) = await open_legal_holds(cast.hua.officer, file_id, "complaint")
    assert held.lifted_at is not None
    assert (held.lifted_by_name, held.lift_reason) == ("Hua Head", "复查意见已送达")
    assert "复查" not in await dump_of("legal_hold", "audit_entry")


async def test_whoever_may_not_list_holds_is_told_that_one_stands_and_neither_why_nor_on_whose_word(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    source = HoldSource("临溪县监察委员会", "（2026）临监7号")
    hold_id = await place_legal_hold(cast.agnes.officer, file_id, "举报正在核查", source)
    for member in (cast.olga, cast.carl):
        (held,) = await open_legal_holds(member.officer, file_id, "complaint")
        assert (held.hold_id, held.placed_by_name, held.lifted_at) == (hold_id, "Agnes Agency", None)
        assert (held.reason, held.source) == ("", OUR_OWN)
    await lift_legal_hold(cast.hua.officer, hold_id, "核查终结")
    (held,) = await open_legal_holds(cast.olga.officer, file_id, "complaint")
    assert (held.lifted_by_name, held.lift_reason) == ("Hua Head", "")


async def test_placing_and_lifting_stand_among_the_readings_of_the_file(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    await lift_legal_hold(cast.agnes.officer, await place_legal_hold(cast.agnes.officer, file_id, "诉讼"), "判决生效")
    acts = [reading.act for reading in (await readings_of(cast.olga.officer, file_id, "complaint")).items]
    assert acts[:2] == [Act.LEGAL_HOLD_LIFT, Act.LEGAL_HOLD_PLACE]


async def test_a_hold_is_lifted_once(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    hold_id = await place_legal_hold(cast.hua.officer, file_id, "诉讼")
    await lift_legal_hold(cast.hua.officer, hold_id, "判决生效")
    with pytest.raises(HoldLifted):
        await lift_legal_hold(cast.agnes.officer, hold_id, "再次解除")
    (held,) = await open_legal_holds(cast.hua.officer, file_id, "complaint")
    assert held.lift_reason == "判决生效"


async def test_county_officers_hold_files_of_their_county_and_nobody_else_does(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    hold_id = await place_legal_hold(cast.agnes.officer, file_id, "诉讼")
    for member, refusal in (
        (cast.olga, NotPermitted),
        (cast.carl, NotPermitted),
        (cast.oscar, NotFound),
        (cast.hugo, NotFound),
        (cast.ada, NotFound),
    ):
        with pytest.raises(refusal):
            await place_legal_hold(member.officer, file_id, "诉讼")
        with pytest.raises(refusal):
            await lift_legal_hold(member.officer, hold_id, "结案")
    with pytest.raises(NotFound):
        await open_legal_holds(cast.oscar.officer, file_id, "complaint")
    with pytest.raises(NotFound):
        await lift_legal_hold(cast.hua.officer, file_id, "不是暂停销毁的编号")


async def test_a_hold_needs_its_reason_and_looking_its_purpose(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    with pytest.raises(InputInvalid):
        await place_legal_hold(cast.agnes.officer, file_id, " ")
    hold_id = await place_legal_hold(cast.agnes.officer, file_id, "诉讼")
    with pytest.raises(InputInvalid):
        await lift_legal_hold(cast.agnes.officer, hold_id, "")
    with pytest.raises(InputInvalid):
        await open_legal_holds(cast.agnes.officer, file_id, None)


async def test_a_hold_names_organ_paper_and_day_of_review_and_seals_what_it_names(cast: Cast) -> None:
    file_id, today = await make_person_file(cast.olga.officer), legal_day(legal_time.now())
    source = HoldSource("临溪县人民法院", "（2026）晋9901法赔3号")
    for day in (today, today - timedelta(days=1)):
        with pytest.raises(InputInvalid):
            await place_legal_hold(cast.agnes.officer, file_id, "国家赔偿申请", source, day)
    with pytest.raises(InputInvalid):
        await place_legal_hold(cast.agnes.officer, file_id, "国家赔偿申请", HoldSource("院" * 101))
    await place_legal_hold(cast.agnes.officer, file_id, "国家赔偿申请", source, today + timedelta(days=90))
    (held,) = await open_legal_holds(cast.agnes.officer, file_id, "complaint")
    assert (held.source, held.review_on) == (source, today + timedelta(days=90))
    dump = await dump_of("legal_hold", "audit_entry")
    assert [word for word in ("法院", "法赔", "赔偿") if word in dump] == []


async def test_the_list_has_what_stands_what_is_to_be_reviewed_and_what_was_lifted(cast: Cast) -> None:
    today = legal_day(legal_time.now())
    first, second, third = [await make_person_file(cast.olga.officer) for _ in range(3)]
    await place_legal_hold(cast.agnes.officer, first, "诉讼")
    await place_legal_hold(cast.agnes.officer, second, "诉讼", review_on=today + timedelta(days=10))
    hold_id = await place_legal_hold(cast.agnes.officer, third, "诉讼", review_on=today + timedelta(days=5))
    await lift_legal_hold(cast.hua.officer, hold_id, "判决生效")
    assert await _listed_holds(cast, HoldShow.STANDING) == {first, second}
    assert await _listed_holds(cast, HoldShow.TO_REVIEW) == set()
    assert await _listed_holds(cast, HoldShow.LIFTED) == {third}
    counts = await count_legal_holds(cast.hua.officer, today + timedelta(days=10))
    assert counts == {HoldShow.STANDING: 2, HoldShow.TO_REVIEW: 1, HoldShow.LIFTED: 1}
    with moved_clock(lambda: day_start(today + timedelta(days=10))):
        assert await _listed_holds(cast, HoldShow.TO_REVIEW) == {second}
        assert await _listed_holds(cast, HoldShow.STANDING) == {first, second}, "the day lifts nothing"


async def test_the_list_shows_no_file_that_is_elsewhere_a_minors_or_closed_by_a_limit(cast: Cast) -> None:
    closed, minors = await make_person_file(cast.olga.officer), await make_minors_file(cast)
    for file_id in (closed, minors):
        await place_legal_hold(cast.hua.officer, file_id, "诉讼")
    await make_limit(cast, closed, LimitKind.EXCLUSION, cast.agnes)
    assert (await list_legal_holds(cast.agnes.officer)).items == ()
    assert (await list_legal_holds(cast.hugo.officer)).items == ()
    assert (await count_legal_holds(cast.agnes.officer, legal_day(legal_time.now())))[HoldShow.STANDING] == 0
    assert {hold.person.file_id for hold in (await list_legal_holds(cast.hua.officer)).items} == {closed, minors}
    for member in (cast.olga, cast.carl):
        with pytest.raises(NotPermitted):
            await list_legal_holds(member.officer)


async def _listed_holds(cast: Cast, show: HoldShow) -> set[UUID]:
    return {hold.person.file_id for hold in (await list_legal_holds(cast.hua.officer, show)).items}


async def test_a_file_is_held_when_it_has_ended_too(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    await make_end(cast, file_id, EndCause.DEATH)
    await place_legal_hold(cast.agnes.officer, file_id, "国家赔偿申请")
    assert len(await open_legal_holds(cast.agnes.officer, file_id, "complaint")) == 1


async def test_a_file_is_listed_from_the_day_after_its_period_until_it_is_destroyed(cast: Cast) -> None:
    ended, destroyed, _running = [await make_person_file(cast.olga.officer) for _ in range(3)]
    for file_id in (ended, destroyed):
        await make_end(cast, file_id, EndCause.DEATH)
    key = await fetch_one("SELECT vault_key FROM person_file WHERE id = $1", destroyed)
    assert key is not None
    async with audited_change(cast.hua.officer.actor, Act.PERSON_FILE_CHANGE):
        destruction = await destroy_key(key["vault_key"], "test", "person-file", str(destroyed))
    await list_destruction(destruction)
    last_day = add_months(legal_day(legal_time.now()), ARCHIVE_MONTHS)
    assert await _listed_at(cast, day_end(last_day) - timedelta(seconds=1)) == ()
    (one,) = await _listed_at(cast, day_end(last_day))
    assert (one.person.file_id, one.person.name) == (ended, "张*")
    assert (one.kept_until, one.is_held) == (last_day, False)


async def _listed_at(cast: Cast, now: datetime) -> tuple[FilePastRetention, ...]:
    with moved_clock(lambda: now):
        return (await list_files_past_retention(cast.hua.officer)).items


async def test_a_held_file_is_marked_in_the_list_and_others_do_not_see_it(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    await make_end(cast, file_id, EndCause.DEATH)
    await place_legal_hold(cast.agnes.officer, file_id, "诉讼")
    later = day_end(add_months(legal_day(legal_time.now()), ARCHIVE_MONTHS))
    with moved_clock(lambda: later):
        (one,) = (await list_files_past_retention(cast.carl.officer)).items
        assert one.is_held
        assert (await list_files_past_retention(cast.oscar.officer)).items == ()
        with pytest.raises(NotPermitted):
            await list_files_past_retention(cast.ada.officer)
    (entry,) = await fetch("SELECT detail_json FROM audit_entry WHERE actor_id = $1 AND act = 'person-file:list'",
                           str(cast.carl.id))  # fmt: skip
    assert '"show":"past-retention"' in entry["detail_json"]


async def test_the_list_goes_on_page_after_page(cast: Cast) -> None:
    for _ in range(51):
        file_id = await make_person_file(cast.olga.officer)
        await make_end(cast, file_id, EndCause.DEATH)
        cast.agnes.spent_codes.clear()
        await fetch("DELETE FROM used_code")  # one code a file: more than an officer has in half a minute
    later = day_end(add_months(legal_day(legal_time.now()), ARCHIVE_MONTHS))
    with moved_clock(lambda: later):
        first = await list_files_past_retention(cast.hua.officer)
        second = await list_files_past_retention(cast.hua.officer, first.next)
    assert second.next is None
    assert len({one.person.file_id for page in (first, second) for one in page.items}) == 51


async def test_whoever_changes_a_file_does_not_hold_up_an_alert_about_it(cast: Cast, database: DatabaseUrls) -> None:
    file_id = await make_person_file(cast.olga.officer)
    storing = await asyncpg.connect(database.service)
    try:
        async with audited_change(cast.olga.officer.actor, Act.PERSON_FILE_CHANGE):
            await load_file(cast.olga.officer, Act.PERSON_FILE_CHANGE, file_id, lock=True)
            referring = storing.fetch("SELECT FROM person_file WHERE id = $1 FOR KEY SHARE", file_id)
            assert await asyncio.wait_for(referring, 5), "as the foreign key of a new alert does"
            with pytest.raises(asyncpg.LockNotAvailableError):
                await storing.fetch("SELECT FROM person_file WHERE id = $1 FOR NO KEY UPDATE NOWAIT", file_id)
    finally:
        await storing.close()
