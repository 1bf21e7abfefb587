"""Queues, the blind search, bases, prisons' lists and rates: what waits for officers, and everybody counted."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervision import legal_time
from supervision.aftercare.bases import BaseChangedMeanwhile, BaseFacts, change_base, list_bases
from supervision.aftercare.figures import Behind, list_behind, load_aftercare_figures
from supervision.aftercare.list_rows import read_list_row
from supervision.aftercare.listing import QUEUES, AftercareShow, count_aftercare, list_aftercare
from supervision.aftercare.placements import PlacementDraft, place
from supervision.aftercare.prison_lists import ListEntry, ListVerdict, check_prison_list, take_prison_list
from supervision.aftercare.progress import close, note_not_returned, verify
from supervision.aftercare.rates import Counted, Rate, shares
from supervision.aftercare.visits import record_visit
from supervision.aftercare.words import Agreement, CloseReason, NoPlacement, PlacementKind, VisitOutcome
from supervision.errors import InputInvalid, NotPermitted
from supervision.legal_time import add_months, day_start, legal_day, now
from supervision.sheet_cells import Cell
from tests.cast import Cast
from tests.makers_aftercare import (
    make_arrived,
    make_awaited,
    make_base,
    make_entry,
    make_helped,
    make_released,
    make_taken_over,
)
from tests.makers_files import make_id_number

PEOPLE = st.lists(st.builds(Counted, st.booleans(), st.booleans(), st.booleans()))


@given(PEOPLE)
def test_every_rate_is_taken_of_everybody(people: list[Counted]) -> None:
    found = shares(people)
    assert set(found) == set(Rate)
    assert {share.of for share in found.values()} == {len(people)}
    assert found[Rate.LINKED].count == sum(one.is_linked for one in people)
    assert found[Rate.HELPED].count == sum(one.is_helped for one in people)
    assert found[Rate.PLACED].count == sum(one.is_placed for one in people)
    assert all((share.per_hundred is None) == (not people) for share in found.values())


@given(PEOPLE, st.builds(Counted, st.just(value=False), st.just(value=False), st.just(value=False)))
def test_whoever_is_not_found_or_declines_makes_no_rate_better(people: list[Counted], one: Counted) -> None:
    before, after = shares(people), shares([*people, one])
    assert all((after[rate].per_hundred or 0) <= (before[rate].per_hundred or 0) for rate in Rate)


async def test_each_queue_holds_what_waits_for_an_officer_and_its_count_is_the_list(cast: Cast) -> None:
    olga, today = cast.olga.officer, legal_day(now())
    to_verify = await make_entry(olga)
    to_meet = await make_awaited(olga, on=today + timedelta(days=6))
    await make_awaited(olga, on=today + timedelta(days=9))
    to_ask = await make_arrived(olga, None)
    no_helper = await make_arrived(olga)
    visited = await make_helped(olga)
    await record_visit(olga, visited, VisitOutcome.MET, next_on=today + timedelta(days=1))
    await make_arrived(olga, Agreement.DECLINED)
    gone = await make_awaited(olga)
    await note_not_returned(olga, gone)
    with legal_time.moved_clock(lambda: day_start(today + timedelta(days=1))):
        found = {
            show: {person.file_id for person in (await list_aftercare(olga, show)).items} for show in AftercareShow
        }
        counts = await count_aftercare(olga, today + timedelta(days=1))
    assert {show: found[show] for show in QUEUES} == {
        AftercareShow.TO_VERIFY: {to_verify},
        AftercareShow.TO_MEET: {to_meet},
        AftercareShow.TO_ASK: {to_ask},
        AftercareShow.NO_HELPER: {no_helper},
        AftercareShow.VISIT_DUE: {visited},
    }
    assert found[AftercareShow.NOT_HERE] == {gone}
    assert len(found[AftercareShow.CURRENT]) == 8
    assert counts == {show: len(people) for show, people in found.items()}


async def test_after_its_window_a_file_leaves_queues_and_search_and_after_its_period_waits_for_a_decision(
    cast: Cast,
) -> None:
    olga = cast.olga.officer
    file_id = await make_taken_over(olga, name="尉迟青")
    assert [one.file_id for one in (await list_aftercare(olga, query="尉迟青")).items] == [file_id]
    ended = add_months(legal_day(now()) - timedelta(days=10), 60)
    for months, shows in ((0, set()), (24, {AftercareShow.PAST})):
        later = day_start(add_months(ended, months) + timedelta(days=2))
        with legal_time.moved_clock(lambda at=later: at):  # type: ignore[misc] # the loop's own moment
            assert (await list_aftercare(olga, query="尉迟青")).items == ()
            assert {show for show in AftercareShow if (await list_aftercare(olga, show)).items} == shows


async def test_a_person_is_found_blind_and_shown_masked(cast: Cast) -> None:
    file_id = await make_entry(cast.olga.officer)
    for query in ("程立冬", "程", "立冬", "chenglidong", "cld", "13600002222", "2222"):
        (found,) = (await list_aftercare(cast.olga.officer, query=query)).items
        assert (found.file_id, found.name, found.phone) == (file_id, "程*", "136****2222"), query
        assert (await list_aftercare(cast.oscar.officer, query=query)).items == (), query


async def test_a_list_goes_on_where_the_page_ended(cast: Cast) -> None:
    olga = cast.olga.officer
    entries = [
        ListEntry(number, olga.office_id, make_released(on=legal_day(now()) - timedelta(days=number)))
        for number in range(53)
    ]
    await take_prison_list(olga, entries)
    first = await list_aftercare(olga, AftercareShow.TO_VERIFY)
    second = await list_aftercare(olga, AftercareShow.TO_VERIFY, cursor=first.next)
    assert (len(first.items), len(second.items), second.next) == (50, 3, None)
    assert len({one.file_id for one in (*first.items, *second.items)}) == 53
    behind = await list_behind(olga, Behind())
    rest = await list_behind(olga, Behind(), behind.next)
    assert len({one.file_id for one in (*behind.items, *rest.items)}) == 53


async def test_a_prisons_list_is_judged_entry_by_entry_and_written_once(cast: Cast) -> None:
    olga = cast.olga.officer
    known, twice = make_id_number(), make_id_number()
    await make_entry(olga, number=known)
    entries = [
        ListEntry(2, olga.office_id, make_released(number=known)),
        ListEntry(3, olga.office_id, make_released(number=twice)),
        ListEntry(4, olga.office_id, make_released(number=twice)),
        ListEntry(5, cast.south_office, make_released()),
        ListEntry(6, olga.office_id, make_released(number="149901199001011235")),
        ListEntry(7, olga.office_id, None, InputInvalid("x", field="name")),
    ]
    expected = [
        ListVerdict.DUPLICATE, ListVerdict.NEW, ListVerdict.DUPLICATE, ListVerdict.OUTSIDE, ListVerdict.INVALID,
        ListVerdict.INVALID,
    ]  # fmt: skip
    assert [one.verdict for one in await check_prison_list(olga, entries)] == expected
    assert len((await list_aftercare(olga)).items) == 1
    assert [one.verdict for one in await take_prison_list(olga, entries)] == expected
    assert len((await list_aftercare(olga, AftercareShow.TO_VERIFY)).items) == 2
    assert ListVerdict.NEW not in {one.verdict for one in await take_prison_list(olga, entries)}


def test_a_row_says_who_is_released_when_and_names_what_cannot_stand() -> None:
    cells: dict[str, Cell] = {
        "name": "程立冬", "document_number": 149901199005060012, "released_on": "2026年12月3日", "sex": "男",
        "address": "北岭镇松坡村7号", "office": "北岭司法所", "prison": "青屏监狱",
    }  # fmt: skip
    released = read_list_row(cells)
    assert (released.released_on.isoformat(), released.person.needs.prison) == ("2026-12-03", "青屏监狱")
    for field, value in (("released_on", "下周"), ("sex", "他"), ("name", ""), ("document_type", "学生证")):
        with pytest.raises(InputInvalid) as refused:
            read_list_row(cells | {field: value})
        assert refused.value.field == field


async def test_places_taken_are_counted_and_come_back(cast: Cast) -> None:
    olga, today = cast.olga.officer, legal_day(now())
    base_id = await make_base(olga, places=2)
    file_id = await make_arrived(olga)
    await place(olga, file_id, PlacementDraft(PlacementKind.BASE, base_id))
    (base,) = await list_bases(olga, today)
    assert (base.places, base.taken, base.free) == (2, 1, 1)
    await close(olga, file_id, CloseReason.DIED)
    (base,) = await list_bases(olga, today)
    assert (base.taken, base.contact.name) == (0, "高秀梅")
    facts = BaseFacts(base.division, base.name, base.address, 5, base.contact, is_closed=True)
    await change_base(olga, base_id, base.revision, facts)
    with pytest.raises(BaseChangedMeanwhile):
        await change_base(cast.agnes.officer, base_id, base.revision, facts)
    (base,) = await list_bases(olga, today)
    assert (base.free, base.closed_on) == (0, today)
    assert await list_bases(cast.oscar.officer, today) == ()


async def test_the_rates_count_everybody_by_office_and_month_and_each_number_has_its_list(cast: Cast) -> None:
    olga, oscar, hua = cast.olga.officer, cast.oscar.officer, cast.hua.officer
    base_id = await make_base(olga)
    placed = await make_helped(olga)
    await place(olga, placed, PlacementDraft(PlacementKind.BASE, base_id))
    looking = await make_helped(oscar)
    await place(oscar, looking, PlacementDraft(PlacementKind.NONE, reason=NoPlacement.SEEKING))
    declined = await make_arrived(olga, Agreement.DECLINED)
    unknown = await make_entry(olga)
    await verify(olga, unknown, is_found=False)
    died = await make_awaited(oscar)
    await close(oscar, died, CloseReason.DIED)
    await make_awaited(olga, on=legal_day(now()) + timedelta(days=3))  # not released yet
    figures = await load_aftercare_figures(hua)
    assert {rate: (share.count, share.of) for rate, share in figures.everybody.items()} == {
        Rate.LINKED: (3, 5),
        Rate.HELPED: (2, 5),
        Rate.PLACED: (1, 5),
    }
    assert sum(office.rates[Rate.LINKED].of for office in figures.offices) == 5
    assert sum(month.rates[Rate.LINKED].of for month in figures.months) == 5
    month = (legal_day(now()) - timedelta(days=10)).replace(day=1)
    everybody = {declined, placed, looking, unknown, died}
    for rate, counted in {
        Rate.LINKED: {placed, looking, declined},
        Rate.HELPED: {placed, looking},
        Rate.PLACED: {placed},
    }.items():
        for is_counted, people in ((True, counted), (False, everybody - counted)):
            behind = await list_behind(hua, Behind(month=month, rate=rate, is_counted=is_counted))
            assert {one.file_id for one in behind.items} == people
    north = await list_behind(hua, Behind(office_id=cast.north_office))
    assert {one.file_id for one in north.items} == {placed, declined, unknown}
    assert all(one.name == "程*" for one in north.items)
    assert (await load_aftercare_figures(cast.hugo.officer)).everybody[Rate.LINKED].of == 0
    with pytest.raises(NotPermitted):
        await load_aftercare_figures(cast.sam.officer)
