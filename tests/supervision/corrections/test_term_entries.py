"""Last days: entered by one officer, confirmed by another, and the earlier one holds until then."""

import asyncio
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace as replaced

from supervision.audit import Act
from supervision.corrections.content import FileContent
from supervision.corrections.files import change_person_file
from supervision.corrections.life_view import LifeQueue, list_waiting, load_life
from supervision.corrections.opening import open_person_file
from supervision.corrections.term_changes import (
    OwnTerm,
    TermChange,
    TermKind,
    TermState,
    apply_changes,
    binding_last_day,
    change_last_day,
)
from supervision.corrections.term_entries import (
    TermDecided,
    TermEntry,
    TermWaiting,
    change_term,
    confirm_term,
    return_term,
)
from supervision.errors import InputInvalid
from tests.cast import Cast
from tests.makers_files import make_attachment, make_content, make_person_file, make_term_confirmed

DAYS = st.dates(date(2020, 1, 1), date(2040, 12, 31))
TWO_MONTHS = TermChange(2, 0, "青屏市中级人民法院", "（2026）减1号")


@given(DAYS, st.integers(0, 36), st.integers(0, 60))
def test_lengthening_and_then_shortening_by_days_comes_back_and_never_the_other_way_round(
    last_day: date, months: int, days: int
) -> None:
    start = date(2000, 1, 1)
    longer, _ = change_last_day(start, last_day, TermKind.EXTENSION, TermChange(months, days))
    shorter, _ = change_last_day(start, last_day, TermKind.REDUCTION, TermChange(months, days))
    assert shorter <= last_day <= longer
    back, steps = apply_changes(
        start, last_day, [(TermKind.EXTENSION, TermChange(0, days)), (TermKind.REDUCTION, TermChange(0, days))]
    )
    assert (back, len(steps)) == (last_day, 2)


@given(DAYS, DAYS)
def test_until_it_is_confirmed_the_earlier_day_holds(confirmed: date, waiting: date) -> None:
    assert binding_last_day(confirmed, waiting, waiting) == min(confirmed, waiting)
    assert binding_last_day(confirmed, None, waiting) == confirmed


async def _newest(cast: Cast, file_id: object) -> TermEntry:
    life = await load_life(cast.olga.officer, Act.PERSON_FILE_OPEN, file_id)  # type: ignore[arg-type]
    return life.entries[0]


async def test_a_new_term_waits_for_an_officer_who_did_not_enter_it(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    entry = await _newest(cast, file_id)
    with pytest.raises(OwnTerm):
        await confirm_term(cast.olga.officer, file_id, entry.entry_id)
    assert (await list_waiting(cast.olga.officer, LifeQueue.TERMS)).items == ()
    (waiting,) = (await list_waiting(cast.hua.officer, LifeQueue.TERMS)).items
    assert waiting.entry_id == entry.entry_id
    assert await confirm_term(cast.hua.officer, file_id, entry.entry_id) == entry.last_day
    assert (await _newest(cast, file_id)).decided_by_name == "Hua Head"


async def test_of_two_officers_who_confirm_at_once_one_wins_and_the_other_is_told_who(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    entry = await _newest(cast, file_id)
    both = (cast.agnes.officer, cast.hua.officer)
    results = await asyncio.gather(
        *(confirm_term(one, file_id, entry.entry_id) for one in both), return_exceptions=True
    )
    (refusal,) = [result for result in results if isinstance(result, BaseException)]
    assert isinstance(refusal, TermDecided)
    assert refusal.decided_by == (await _newest(cast, file_id)).decided_by_name
    assert refusal.decided_at is not None


async def test_a_reduction_holds_at_once_and_an_extension_only_when_confirmed(cast: Cast) -> None:
    olga = cast.olga.officer
    file_id = await make_person_file(olga)
    with pytest.raises(TermWaiting):
        await change_term(olga, file_id, TermKind.REDUCTION, TWO_MONTHS, None)
    await make_term_confirmed(cast.agnes.officer, file_id)
    judged = (await open_person_file(olga, file_id, "supervision")).term_ends_on
    paper = await make_attachment(olga, file_id)
    with pytest.raises(InputInvalid):
        await change_term(olga, file_id, TermKind.REDUCTION, TWO_MONTHS, None)
    shorter = await change_term(olga, file_id, TermKind.REDUCTION, TWO_MONTHS, paper)
    assert (await open_person_file(olga, file_id, "supervision")).term_ends_on == shorter < judged
    with pytest.raises(TermWaiting):
        await change_term(olga, file_id, TermKind.EXTENSION, TWO_MONTHS, paper)
    await return_term(cast.hua.officer, file_id, (await _newest(cast, file_id)).entry_id, "文书号不符。")
    assert (await open_person_file(olga, file_id, "supervision")).term_ends_on == judged
    longer = await change_term(olga, file_id, TermKind.EXTENSION, TWO_MONTHS, paper)
    assert (await open_person_file(olga, file_id, "supervision")).term_ends_on == judged < longer
    await make_term_confirmed(cast.hua.officer, file_id)
    assert (await open_person_file(olga, file_id, "supervision")).term_ends_on == longer


async def test_a_judgment_that_is_mended_waits_again_and_keeps_what_a_court_took_off(cast: Cast) -> None:
    olga = cast.olga.officer
    content = make_content()
    file_id = await make_person_file(olga, document_number=content.identity.document_number)
    await make_term_confirmed(cast.agnes.officer, file_id)
    await change_term(olga, file_id, TermKind.REDUCTION, TWO_MONTHS, await make_attachment(olga, file_id))
    await make_term_confirmed(cast.agnes.officer, file_id)
    opened = await open_person_file(olga, file_id, "supervision")
    same = await change_person_file(olga, file_id, opened.revision, content)
    assert (await _newest(cast, file_id)).state is TermState.CONFIRMED
    mended = FileContent(
        content.category, content.identity, content.telephones, content.home,
        replaced(content.judgment, credited_days=10), content.term_starts_on,
    )  # fmt: skip
    await change_person_file(olga, file_id, same, mended)
    entry = await _newest(cast, file_id)
    assert (entry.kind, entry.state) == (TermKind.JUDGMENT, TermState.WAITING)
    assert opened.term_ends_on - timedelta(days=11) <= entry.last_day <= opened.term_ends_on - timedelta(days=9)
