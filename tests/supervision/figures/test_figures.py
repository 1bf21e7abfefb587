"""Each number is the length of the list behind it, whoever asks, and limits hold for both."""

from collections.abc import Awaitable, Callable, Collection
from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervision.audit import Act
from supervision.corrections.access_rule import LimitKind
from supervision.corrections.applications.listing import ApplicationShow, list_applications
from supervision.corrections.contacts.queues import list_contacts
from supervision.corrections.files import create_person_file
from supervision.corrections.life_cycle import LifeStep
from supervision.corrections.listing import FileFilters, count_supervisees, list_supervisees
from supervision.corrections.reporting import report_in
from supervision.corrections.sanctions.listing import list_measures
from supervision.corrections.searching.listing import list_searches
from supervision.corrections.transfers.listing import TransferShow, list_transfers
from supervision.documents import DocumentType
from supervision.errors import InputInvalid, NotPermitted
from supervision.figures.charts import (
    ACT_OF,
    FIXED_SLICES,
    IN_FORCE,
    Chart,
    Flow,
    Period,
    Side,
    Span,
    period_of,
)
from supervision.figures.counting import Asked, Figures, Slice, load_correction_figures, load_counted
from supervision.legal_time import legal_day, now
from supervision.officers import Officer
from supervision.orders.listing import OrderShow, list_orders
from supervision.paging import Page
from tests.cast import OTHER_COUNTY, Cast
from tests.makers import acts_of
from tests.makers_files import make_content, make_person_file
from tests.makers_limits import granted_for_minors, make_limit, make_minors_file, shut_out
from tests.makers_transfers import ask, bring, make_receiver
from tests.supervision.figures.scenes import MOVED, make_everything

DAYS = st.dates(date(2000, 1, 1), date(2100, 1, 1))
Read = Callable[[Officer, Collection[UUID], str | None], Awaitable[Page[object]]]


async def _files(officer: Officer, ids: Collection[UUID], cursor: str | None) -> Page[object]:
    found = await list_supervisees(officer, cursor=cursor, filters=FileFilters(among=ids))
    assert await count_supervisees(officer, filters=FileFilters(among=ids)) == len(ids)
    return Page(found.items, found.next)


async def _transfers(officer: Officer, ids: Collection[UUID], cursor: str | None) -> Page[object]:
    found = await list_transfers(officer, TransferShow.ALL, cursor, ids)
    return Page(found.items, found.next)


async def _contacts(officer: Officer, ids: Collection[UUID], cursor: str | None) -> Page[object]:
    found = await list_contacts(officer, None, cursor, among=ids)
    return Page(found.items, found.next)


async def _leave(officer: Officer, ids: Collection[UUID], cursor: str | None) -> Page[object]:
    found = await list_applications(officer, ApplicationShow.DECIDED, cursor, ids)
    return Page(found.items, found.next)


async def _measures(officer: Officer, ids: Collection[UUID], cursor: str | None) -> Page[object]:
    found = await list_measures(officer, None, cursor, ids)
    return Page(found.items, found.next)


async def _searches(officer: Officer, ids: Collection[UUID], cursor: str | None) -> Page[object]:
    found = await list_searches(officer, cursor, with_ended=True, among=ids)
    return Page(found.items, found.next)


async def _orders(officer: Officer, ids: Collection[UUID], cursor: str | None) -> Page[object]:
    found = await list_orders(officer, OrderShow.ALL, cursor, among=ids)
    return Page(found.items, found.next)


READS: dict[Act, Read] = {
    Act.PERSON_FILE_LIST: _files,
    Act.TRANSFER_LIST: _transfers,
    Act.CONTACT_LIST: _contacts,
    Act.APPLICATION_LIST: _leave,
    Act.MEASURE_LIST: _measures,
    Act.SEARCH_LIST: _searches,
    Act.ORDER_LIST: _orders,
}


def this(span: Span = Span.MONTH, place: str | None = None) -> Asked:
    return Asked(period_of(span, legal_day(now())), place)


async def walk(officer: Officer, asked: Asked) -> Figures:
    """The figures, once each number was found to be the length of its list."""
    figures = await load_correction_figures(officer, asked)
    for chart, slices in figures.items():
        for name, number in slices.items():
            ids, shown, cursor = await load_counted(officer, Slice(chart, name), asked), 0, None
            while True:
                page = await READS[ACT_OF[chart]](officer, ids, cursor)
                shown, cursor = shown + len(page.items), page.next
                if cursor is None:
                    break
            assert (number, len(set(ids))) == (shown, shown), (chart, name)
    return figures


@given(st.sampled_from(Span), DAYS)
def test_a_day_lies_in_its_period_and_periods_follow_each_other(span: Span, day: date) -> None:
    period = period_of(span, day)
    assert period.first <= day < period.until
    assert period.after.first == period.until
    assert period.after.before == period == period_of(span, period.first)


def test_a_quarter_begins_with_its_first_month() -> None:
    assert period_of(Span.QUARTER, date(2026, 11, 26)) == Period(Span.QUARTER, date(2026, 10, 1))
    assert period_of(Span.YEAR, date(2026, 11, 26)).until == date(2027, 1, 1)


@pytest.mark.parametrize("span", Span)
def test_a_period_beside_which_there_is_none_is_refused(span: Span) -> None:
    for day in (date.min, date(1899, 12, 31), date(2201, 1, 1), date.max):
        with pytest.raises(InputInvalid) as refusal:
            period_of(span, day)
        assert refusal.value.field == "day"


@pytest.mark.parametrize("span", Span)
async def test_each_number_is_the_length_of_the_list_that_it_opens(cast: Cast, span: Span) -> None:
    await make_everything(cast)
    for member in (cast.olga, cast.oscar, cast.agnes, cast.hua, cast.carl, cast.hugo):
        await walk(member.officer, this(span))
    await walk(cast.carl.officer, this(span, OTHER_COUNTY))
    figures = await walk(await granted_for_minors(cast, cast.hua), this(span))
    assert set(figures) == set(Chart)
    assert [chart for chart, slices in figures.items() if not any(slices.values())] == []


async def test_a_file_that_is_closed_to_somebody_is_in_none_of_their_numbers(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    before = await load_correction_figures(cast.agnes.officer, this())
    await make_limit(cast, file_id, LimitKind.EXCLUSION, cast.agnes)
    after = await load_correction_figures(cast.agnes.officer, this())
    assert sum(before[Chart.CATEGORY].values()) == 1
    assert not any(any(slices.values()) for slices in after.values())
    assert sum((await load_correction_figures(cast.hua.officer, this()))[Chart.CATEGORY].values()) == 1


async def test_minors_are_counted_for_whoever_may_open_their_files_only(cast: Cast) -> None:
    await make_minors_file(cast)
    shut = await load_correction_figures(cast.olga.officer, this())
    granted = await load_correction_figures(await granted_for_minors(cast, cast.olga), this())
    assert (sum(shut[Chart.CATEGORY].values()), sum(granted[Chart.CATEGORY].values())) == (0, 1)


async def test_whoever_is_shut_out_of_everything_reads_nothing_but_noughts(cast: Cast) -> None:
    await make_everything(cast)
    async with shut_out(cast.agnes):
        figures = await walk(cast.agnes.officer, this())
    assert not any(any(slices.values()) for slices in figures.values())


async def test_reporting_in_is_counted_by_whether_it_was_in_time(cast: Cast) -> None:
    olga, today = cast.olga.officer, legal_day(now())
    for is_new, has_reported in ((True, True), (True, False), (False, True), (False, False), (False, False)):
        content = make_content(term_starts_on=today - timedelta(days=2)) if is_new else make_content()
        file_id = await create_person_file(olga, cast.north_office, content, LifeStep.RECEIVE)
        if has_reported:
            await report_in(olga, file_id, now(), DocumentType.ID_CARD)
    figures = await walk(olga, this())
    assert figures[Chart.REPORTING] == {"on-time": 1, "late": 1, "waiting": 1, "overdue": 2}
    assert (figures[Chart.FLOW][Flow.RECEIVED], figures[Chart.FLOW][Flow.REPORTED_IN]) == (5, 2)


async def test_a_change_of_county_goes_out_of_one_and_into_the_other(cast: Cast) -> None:
    await bring(cast.agnes, await make_receiver(cast), await ask(cast), *MOVED)
    sides = {
        member.username: (await walk(member.officer, this()))[Chart.TRANSFERS]
        for member in (cast.agnes, cast.hugo, cast.carl)
    }
    assert sides == {
        "agnes": {Side.IN: 0, Side.OUT: 1},
        "hugo": {Side.IN: 1, Side.OUT: 0},
        "carl": {Side.IN: 1, Side.OUT: 1},
    }


async def test_what_nobody_has_is_shown_as_none_and_looking_is_recorded(cast: Cast) -> None:
    figures = await load_correction_figures(cast.hugo.officer, this())
    assert {chart: tuple(figures[chart]) for chart in FIXED_SLICES} == {
        chart: tuple(map(str, slices)) for chart, slices in FIXED_SLICES.items()
    }
    assert figures[Chart.ORDERS] == {IN_FORCE: 0}
    assert ("correction-figures:open", "done") in await acts_of(cast.hugo.id)


async def test_nobody_counts_who_reads_no_files_and_a_place_has_a_code(cast: Cast) -> None:
    with pytest.raises(NotPermitted):
        await load_correction_figures(cast.sam.officer, this())
    with pytest.raises(NotPermitted):
        await load_counted(cast.sam.officer, Slice(Chart.CATEGORY, "parole"), this())
    with pytest.raises(InputInvalid):
        await load_correction_figures(cast.hua.officer, this(place="%"))
