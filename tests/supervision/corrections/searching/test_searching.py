"""The day somebody cannot be found: opened by an officer, step by step, nobody given up unannounced."""

import asyncio
from datetime import timedelta
from uuid import UUID

import pytest

from supervision.corrections.absences import end_absence
from supervision.corrections.file_state import EndCause, FileEnded, FileState
from supervision.corrections.life_cycle import LifeStep, LifeStepRefused
from supervision.corrections.life_view import open_life
from supervision.corrections.reporting import ContactSearched, find_again, lose_contact
from supervision.corrections.searching.acting import end_search, open_search, take_search_step
from supervision.corrections.searching.listing import count_searches, list_searches, read_search
from supervision.corrections.searching.words import TO_BE_TOLD, SearchEnd, SearchRefused, SearchStep
from supervision.errors import InputInvalid, NotFound
from supervision.legal_time import now
from supervision.storage.database import fetch
from tests.cast import Cast
from tests.makers_ends import make_end
from tests.makers_files import dump_of, make_custody, make_person_file

YESTERDAY = timedelta(days=1)


async def test_a_search_goes_from_its_opening_to_its_end_and_is_listed_masked(cast: Cast) -> None:
    file_id, olga = await make_person_file(cast.olga.officer), cast.olga.officer
    search_id = await open_search(olga, file_id, now() - YESTERDAY, "两日未接电话，家中无人。")
    (line,) = (await list_searches(olga)).items
    assert (line.person.name, line.to_tell) == ("张*", (SearchStep.TOLD_POLICE, SearchStep.TOLD_PROSECUTOR))
    await take_search_step(olga, search_id, SearchStep.CALL, now(), "母亲说在外地。")
    await take_search_step(olga, search_id, SearchStep.TOLD_POLICE, now(), "城关派出所，收函人韩。")
    opened = await read_search(olga, search_id, "search")
    assert [taken.step for taken in opened.steps] == [SearchStep.CALL, SearchStep.TOLD_POLICE]
    assert opened.to_tell == (SearchStep.TOLD_PROSECUTOR,)
    await end_search(olga, search_id, SearchEnd.FOUND, "在亲戚家。")
    assert (await list_searches(olga)).items == ()
    assert len((await list_searches(olga, with_ended=True)).items) == 1
    assert await count_searches(olga) == 0
    dump = await dump_of("person_search", "person_search_step")
    assert "亲戚" not in dump
    assert "派出所" not in dump


async def test_one_search_at_a_time_and_of_two_who_open_it_at_once_one_does(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    opened = await asyncio.gather(
        *(open_search(member.officer, file_id, now() - YESTERDAY, "失联。") for member in (cast.olga, cast.agnes)),
        return_exceptions=True,
    )
    assert sorted(type(one).__name__ for one in opened) == ["SearchRefused", "UUID"]


async def test_times_that_cannot_be_and_what_has_ended_are_refused(cast: Cast) -> None:
    file_id, olga = await make_person_file(cast.olga.officer), cast.olga.officer
    with pytest.raises(InputInvalid):
        await open_search(olga, file_id, now() + YESTERDAY, "失联。")
    search_id = await open_search(olga, file_id, now() - YESTERDAY, "失联。")
    for at in (now() + YESTERDAY, now() - 2 * YESTERDAY):
        with pytest.raises(InputInvalid):
            await take_search_step(olga, search_id, SearchStep.CALL, at, "关机。")
    with pytest.raises(NotFound):
        await take_search_step(cast.oscar.officer, search_id, SearchStep.CALL, now(), "关机。")
    await end_search(olga, search_id, SearchEnd.RETURNED, "来所报到。")
    with pytest.raises(SearchRefused):
        await take_search_step(olga, search_id, SearchStep.CALL, now(), "关机。")
    await make_end(cast, file_id, EndCause.DEATH)
    with pytest.raises(FileEnded):
        await open_search(olga, file_id, now(), "失联。")


async def test_whoever_is_searched_for_is_out_of_contact_until_they_are_found(cast: Cast) -> None:
    file_id, olga = await make_person_file(cast.olga.officer), cast.olga.officer
    lost_since = now() - YESTERDAY
    search_id = await open_search(olga, file_id, lost_since, "两日未接电话。")
    life = await open_life(olga, file_id, "supervision")
    assert (life.steps[0].step, life.steps[0].happened_at) == (LifeStep.LOSE, lost_since)
    assert life.steps[0].detail.note == "两日未接电话。"
    assert await state_of(file_id) == FileState.LOST_CONTACT
    with pytest.raises(ContactSearched):
        await find_again(olga, file_id, now())
    with pytest.raises(NotFound):
        await find_again(cast.oscar.officer, file_id, now())
    await end_search(olga, search_id, SearchEnd.RETURNED, "来所报到。")
    assert await state_of(file_id) == FileState.IN_PROGRAMME
    assert (await open_life(olga, file_id, "supervision")).steps[0].step is LifeStep.FIND


async def test_a_search_for_somebody_who_was_recorded_as_lost_goes_on_from_there(cast: Cast) -> None:
    file_id, olga = await make_person_file(cast.olga.officer), cast.olga.officer
    await lose_contact(olga, file_id, now() - YESTERDAY, "电话不通。")
    search_id = await open_search(olga, file_id, now() - YESTERDAY, "电话不通，家中无人。")
    assert await state_of(file_id) == FileState.LOST_CONTACT
    for told in TO_BE_TOLD:
        await take_search_step(olga, search_id, told, now(), "已送达。")
    await end_search(olga, search_id, SearchEnd.HANDED_OVER, "未找到。")
    assert await state_of(file_id) == FileState.LOST_CONTACT


async def test_nobody_in_custody_is_searched_for(cast: Cast) -> None:
    file_id, olga = await make_person_file(cast.olga.officer), cast.olga.officer
    await make_custody(olga, file_id, now() - YESTERDAY)
    with pytest.raises(LifeStepRefused):
        await open_search(olga, file_id, now() - YESTERDAY, "失联。")
    assert (await list_searches(olga)).items == ()


async def test_whoever_is_taken_into_custody_has_been_found_and_is_searched_for_no_more(cast: Cast) -> None:
    file_id, olga = await make_person_file(cast.olga.officer), cast.olga.officer
    search_id = await open_search(olga, file_id, now() - YESTERDAY, "失联。")
    await make_custody(olga, file_id, now())
    opened = await read_search(olga, search_id, "search")
    assert (opened.search.end, opened.end_note) == (SearchEnd.FOUND, "临溪县公安局刑事拘留，电话告知。")
    assert await count_searches(olga) == 0
    await end_absence(olga, file_id, now())
    assert await state_of(file_id) == FileState.IN_PROGRAMME
    with pytest.raises(SearchRefused):
        await end_search(olga, search_id, SearchEnd.FOUND, "在亲戚家。")


async def test_with_the_file_the_search_ends_and_by_nobody_s_word_before(cast: Cast) -> None:
    file_id, olga = await make_person_file(cast.olga.officer), cast.olga.officer
    search_id = await open_search(olga, file_id, now() - YESTERDAY, "失联。")
    with pytest.raises(SearchRefused):
        await end_search(olga, search_id, SearchEnd.FILE_ENDED, "不再查找。")
    await make_end(cast, file_id, EndCause.DEATH)
    opened = await read_search(olga, search_id, "search")
    assert (opened.search.end, opened.end_note) == (SearchEnd.FILE_ENDED, "见文书。")
    assert await count_searches(olga) == 0


async def state_of(file_id: UUID) -> FileState:
    """In which state the file is."""
    (row,) = await fetch("SELECT state FROM person_file WHERE id = $1", file_id)
    return FileState(row["state"])
