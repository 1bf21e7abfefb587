"""What a track says of a condition between its fixes, hours and versions included."""

from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from uuid import UUID, uuid4

from hypothesis import given
from hypothesis import strategies as st

from supervision.legal_time import LEGAL_ZONE
from supervision.monitoring.compliance import SPEAKS_FOR, Span, SpanState, judge_track
from supervision.monitoring.rules import Rules
from supervision.orders.hours import WeeklyHours, Window
from supervision.orders.zones import Circle, Zone, ZoneKind
from supervision.position import Fix, Point

NOON = datetime(2026, 11, 23, 12, tzinfo=LEGAL_ZONE)
HOME = Point(35.49, 112.85)
EVERY_DAY = frozenset(range(1, 8))
ASSIGNMENT = UUID(int=1)
KEPT, GONE, UNKNOWN = SpanState.INSIDE, SpanState.OUTSIDE, SpanState.UNKNOWN


def at(minutes: float) -> datetime:
    """So many minutes after noon."""
    return NOON + timedelta(minutes=minutes)


def seen(minutes: float, *, north_m: float = 0.0, accuracy_m: float = 8.0) -> Fix:
    moment = at(minutes)
    return Fix(moment, int(minutes * 60) % 100_000, moment, HOME.lat + north_m / 110_950, HOME.lon, accuracy_m)


def home(hours: WeeklyHours | None = None, radius_m: float = 100.0, condition_id: UUID | None = None) -> Zone:
    return Zone(condition_id or uuid4(), ZoneKind.REQUIRED, Circle(HOME, radius_m), hours, name="家")


def rules(*zones: Zone, start: float = -600, end: float | None = None) -> Rules:
    return Rules(ASSIGNMENT, at(start), None if end is None else at(end), zones)


def strip(each: list[Rules], fixes: list[Fix], start: float, end: float) -> list[tuple[float, SpanState]]:
    """When each span of the only condition begins, in minutes after noon, and its state."""
    _, (found,) = judge_track(each, fixes, at(start), at(end))
    assert_seamless(found.spans, at(start), at(end))
    return [((span.from_at - NOON) / timedelta(minutes=1), span.state) for span in found.spans]


def assert_seamless(spans: tuple[Span, ...], start: datetime, end: datetime) -> None:
    """Every moment has one state, and neighbours differ."""
    assert (spans[0].from_at, spans[-1].until_at) == (start, end)
    for earlier, later in pairwise(spans):
        assert earlier.until_at == later.from_at
        assert earlier.state is not later.state


def test_a_fix_speaks_until_the_next_and_for_ten_minutes_at_most() -> None:
    fixes = [seen(0), seen(4, north_m=2_000), seen(6, north_m=2_000), seen(40)]
    assert strip([rules(home())], fixes, -5, 60) == [
        (-5, UNKNOWN), (0, KEPT), (4, GONE), (16, UNKNOWN), (40, KEPT), (50, UNKNOWN)
    ]  # fmt: skip


def test_a_circle_that_straddles_the_edge_says_nothing() -> None:
    assert strip([rules(home())], [seen(0), seen(5, north_m=100, accuracy_m=60)], 0, 15) == [(0, KEPT), (5, UNKNOWN)]


def test_a_fix_before_the_span_speaks_for_its_first_minutes() -> None:
    assert strip([rules(home())], [seen(-4)], 0, 20) == [(0, KEPT), (6, UNKNOWN)]


def test_outside_of_its_hours_a_condition_is_not_asked_for() -> None:
    night = WeeklyHours((Window(EVERY_DAY, time(22), time(6)),))
    fixes = [seen(590), seen(597, north_m=2_000), seen(603, north_m=2_000), seen(605)]
    assert strip([rules(home(night))], fixes, 580, 612) == [
        (580, SpanState.NOT_APPLICABLE), (600, GONE), (605, KEPT)
    ]  # fmt: skip


def test_leave_suspends_a_condition() -> None:
    on_leave = Rules(ASSIGNMENT, at(-60), None, (home(),), absences=((at(5), at(10)),))
    assert strip([on_leave], [seen(0), seen(7, north_m=2_000), seen(12)], 0, 15) == [
        (0, KEPT), (5, SpanState.LEAVE), (10, GONE), (12, KEPT)
    ]  # fmt: skip


def test_each_version_is_judged_by_its_own_shape() -> None:
    same = uuid4()
    narrow, wide = home(condition_id=same), home(condition_id=same, radius_m=5_000)
    each = [rules(wide, start=10), rules(narrow, end=10)]
    assert strip(each, [seen(0), seen(5, north_m=2_000), seen(11, north_m=2_000)], 0, 20) == [
        (0, KEPT), (5, GONE), (11, KEPT)
    ]  # fmt: skip


def test_where_no_order_was_live_there_is_no_span() -> None:
    _, strips = judge_track([rules(home(), start=0, end=10)], [seen(2), seen(12)], at(-30), at(30))
    assert [(span.from_at, span.until_at) for span in strips[0].spans] == [(at(0), at(2)), (at(2), at(10))]
    assert judge_track([], [seen(0)], at(0), at(10)) == ((), ())
    assert judge_track([rules(home(), start=100)], [], at(0), at(10))[1] == ()


@given(
    st.lists(st.tuples(st.integers(0, 600), st.sampled_from([0.0, 100.0, 3_000.0])), max_size=25),
    st.integers(0, 300),
    st.integers(1, 300),
)
def test_spans_are_seamless_and_never_claim_what_no_fix_said(
    track: list[tuple[int, float]], start: int, length: int
) -> None:
    fixes = [seen(minutes, north_m=north_m, accuracy_m=30) for minutes, north_m in dict(track).items()]
    _, (found,) = judge_track([rules(home())], fixes, at(start), at(start + length))
    assert_seamless(found.spans, at(start), at(start + length))
    for span in found.spans:
        if span.state in {KEPT, GONE}:
            assert any(span.from_at - SPEAKS_FOR <= fix.fixed_at.astimezone(UTC) <= span.until_at for fix in fixes)
