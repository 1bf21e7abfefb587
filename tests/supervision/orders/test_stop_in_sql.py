"""What lists and counts say in SQL of an order's stop, held to the rule that ingest goes by."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import uuid4

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from supervision.corrections.file_state import Absence, AbsenceKind
from supervision.legal_time import day_end, legal_day, moved_clock
from supervision.orders.due_work import count_ending_orders, count_removal_tasks
from supervision.orders.listing import ENDING_WITHIN, OrderShow, list_orders
from supervision.orders.liveness import ApprovedPeriod, FileTime, OrderTime, find_file_stop, find_stop
from supervision.orders.removal import list_removal_tasks
from supervision.orders.wearing import assign_tracker
from supervision.storage.database import fetch
from tests.cast import Cast
from tests.makers_files import make_person_file
from tests.makers_orders import (
    OrderInForce,
    make_approved_order,
    make_order_in_force,
    make_terms,
    make_tracker,
    serve,
)

days = st.integers(-10, 60)
perhaps = st.none() | days
INSTANT = timedelta(microseconds=1)
EDGES = (timedelta(0), -INSTANT, -ENDING_WITHIN, -ENDING_WITHIN - INSTANT)


@dataclass(frozen=True, slots=True)
class Ends:
    """What may end an order, in days from its start; an absence has its beginning and perhaps its end."""

    expiry: int = 60
    term: int = 60
    ended: int | None = None
    file_ended: int | None = None
    absence: tuple[int, int | None] | None = None


absences = st.none() | st.tuples(days, st.none() | st.integers(0, 30)).map(
    lambda both: (both[0], None if both[1] is None else both[0] + both[1])
)
ends_of_orders = st.builds(
    Ends, st.integers(0, 60), st.integers(0, 60), st.none() | st.integers(0, 60), perhaps, absences
)


@given(ends_of_orders, st.integers(0, 60))
@example(Ends(absence=(3, None)), 4)
@example(Ends(absence=(3, 4)), 20)
@example(Ends(absence=(-5, -1)), 20)
@example(Ends(file_ended=2), 5)
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_lists_and_counts_stop_an_order_when_the_rule_does(cast: Cast, ends: Ends, later: int) -> None:
    order = await _the_order(cast)
    start = order.started_at

    def moment(day: int | None) -> datetime | None:
        return None if day is None else start + timedelta(days=day)

    away: tuple[Absence, ...] = ()
    if ends.absence is not None:
        began_at, ended_at = (moment(day) for day in ends.absence)
        assert began_at is not None
        away = (Absence(AbsenceKind.CUSTODY, began_at, ended_at),)
    expiry, term = (legal_day(start + timedelta(days=day)) for day in (ends.expiry, ends.term))
    stop = find_stop(
        OrderTime((ApprovedPeriod(start, day_end(expiry)),), moment(ends.ended)),
        FileTime(term, moment(ends.file_ended), absences=away),
    )
    await fetch(
        """UPDATE positioning_order SET ends_at = $2, ended_at = $3::timestamptz,
               state = CASE WHEN $3::timestamptz IS NULL THEN 'in-force' ELSE 'ended' END,
               end_cause = CASE WHEN $3::timestamptz IS NULL THEN NULL ELSE 'no-longer-needed' END WHERE id = $1""",
        order.order_id, day_end(expiry), moment(ends.ended),
    )  # fmt: skip
    await fetch("UPDATE order_version SET ends_on = $2 WHERE order_id = $1", order.order_id, expiry)
    await _end_file(order, moment(ends.file_ended), term)
    await fetch("DELETE FROM file_absence WHERE file = $1", order.file_id)
    for absence in away:
        await fetch(
            """INSERT INTO file_absence (id, file, kind, began_at, ended_at, recorded_at)
               VALUES ($1, $2, $3, $4, $5, $4)""",
            uuid4(), order.file_id, absence.kind, absence.began_at, absence.ended_at,
        )  # fmt: skip
    for at in {start + timedelta(days=later), *(stop.at + edge for edge in EDGES)}:
        if at >= start:
            is_put_down = ends.ended is not None
            with moved_clock(lambda at=at: at):  # type: ignore[misc] # bound at once
                await _check_lists(cast, stop.at, at, is_put_down=is_put_down)
                fetched = stop.at <= at
                assert await count_removal_tasks(cast.olga.officer) == fetched
                assert [task.ended_at for task in await list_removal_tasks(cast.olga.officer)] == [stop.at] * fetched


async def test_a_tracker_of_an_order_that_never_started_is_fetched_when_the_file_ends(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    terms = await make_terms(cast.olga, file_id)
    order_id = await make_approved_order(cast.olga, cast.hua, file_id, terms)
    await serve(cast.olga, order_id, file_id)
    await assign_tracker(cast.agnes.officer, order_id, make_tracker())
    rows = await fetch("SELECT term_ends_on FROM person_file WHERE id = $1", file_id)
    stop = find_file_stop(FileTime(rows[0]["term_ends_on"]))
    for at, expected in [(stop.at - INSTANT, 0), (stop.at, 1)]:
        with moved_clock(lambda at=at: at):  # type: ignore[misc] # bound at once
            assert await count_removal_tasks(cast.olga.officer) == expected
            assert len(await list_removal_tasks(cast.olga.officer)) == expected


async def _check_lists(cast: Cast, stop_at: datetime, at: datetime, *, is_put_down: bool) -> None:
    is_over = is_put_down or stop_at <= at
    is_ending = not is_over and stop_at <= at + ENDING_WITHIN
    for show, expected in [
        (OrderShow.RUNNING, not is_over),
        (OrderShow.ENDING, is_ending),
        (OrderShow.ENDED, is_over),
    ]:
        assert len((await list_orders(cast.olga.officer, show)).items) == expected, show
    assert await count_ending_orders(cast.olga.officer) == is_ending


_orders: dict[object, OrderInForce] = {}


async def _the_order(cast: Cast) -> OrderInForce:
    """One order for all examples of a run: making it takes longer than trying it."""
    if cast.olga.id not in _orders:
        _orders[cast.olga.id] = await make_order_in_force(cast)
    return _orders[cast.olga.id]


async def _end_file(order: OrderInForce, ended_at: datetime | None, term_ends_on: object) -> None:
    await fetch(
        """UPDATE person_file SET term_ends_on = $2, ended_at = $3::timestamptz,
               state = CASE WHEN $3::timestamptz IS NULL THEN 'in-programme' ELSE 'terminated' END,
               end_cause = CASE WHEN $3::timestamptz IS NULL THEN NULL ELSE 'death' END WHERE id = $1""",
        order.file_id, term_ends_on, ended_at,
    )  # fmt: skip
