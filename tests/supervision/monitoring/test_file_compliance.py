"""How leave was kept, and which time is looked at."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervision.corrections.applications.asking import make_application
from supervision.corrections.applications.ending import cancel_application, sign_off
from supervision.corrections.applications.kept_leave import LeaveKeeping
from supervision.errors import InputInvalid
from supervision.legal_time import add_months, day_end, day_start, moved_clock
from supervision.monitoring.file_compliance import open_compliance, span_of
from tests.cast import Cast
from tests.makers_applications import approve, day, leave_draft, make_leave
from tests.makers_files import make_person_file

days = st.one_of(st.none(), st.dates(date(2015, 1, 1), date(2030, 1, 1)))


@given(days, days)
def test_a_time_runs_forwards_for_five_years_at_most(first: date | None, last: date | None) -> None:
    try:
        span = span_of(first, last, date(2026, 11, 26))
    except InputInvalid:
        assert first is not None
        return
    assert add_months(span.last, -60) <= span.first <= span.last
    assert span.last == (last or date(2026, 11, 26))
    assert span.first == (first or add_months(span.last, -12))


@pytest.mark.parametrize(
    ("back_hours", "keeping"), [(-1, LeaveKeeping.IN_TIME), (1, LeaveKeeping.LATE), (None, LeaveKeeping.UNDER_WAY)]
)  # hours from the end of the last day
async def test_leave_is_kept_by_the_day_of_the_return_whenever_it_is_signed_off(
    cast: Cast, back_hours: int | None, keeping: LeaveKeeping
) -> None:
    file_id = await make_person_file(cast.olga.officer)
    leave = await make_application(cast.olga.officer, file_id, leave_draft(0, 2, late_reason="急诊。"))
    await approve(cast.agnes, leave)
    ends = day_end(day(1))
    with moved_clock(lambda: ends + timedelta(hours=20)):
        if back_hours is not None:
            await sign_off(cast.agnes.officer, leave, ends + timedelta(hours=back_hours))
        (kept,) = (await open_compliance(cast.olga.officer, file_id, "supervision")).leave
    assert (kept.application.id, kept.keeping) == (leave, keeping)


async def test_leave_that_nobody_signed_off_is_overdue_and_what_was_cancelled_is_neither(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    overdue = await make_application(cast.olga.officer, file_id, leave_draft(0, 2, late_reason="急诊。"))
    cancelled = await make_leave(cast.olga, file_id, 5, 2)
    for leave in (overdue, cancelled):
        await approve(cast.agnes, leave)
    await cancel_application(cast.agnes.officer, cancelled, "不去了。")
    await make_leave(cast.olga, file_id, 8, 2)
    at, last = day_start(day(9)), day(30)
    with moved_clock(lambda: at):
        found = (await open_compliance(cast.olga.officer, file_id, "supervision", last=last)).leave
    assert {one.application.id: one.keeping for one in found} == {
        overdue: LeaveKeeping.OVERDUE,
        cancelled: LeaveKeeping.CANCELLED,
    }
