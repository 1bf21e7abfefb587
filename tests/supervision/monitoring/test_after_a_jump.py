"""A jump that nobody can make casts doubt on the next two minutes, not on whoever then stays away for good."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from supervision.monitoring.judgement import begin, fold
from supervision.monitoring.outcomes import AlertKind, Step
from supervision.monitoring.rules import Rules
from supervision.orders.zones import Circle, Zone, ZoneKind
from supervision.position import Fix, Point

AT = datetime(2026, 11, 23, 4, tzinfo=UTC)
HOME = Point(35.49, 112.85)
RULES = Rules(UUID(int=1), AT, None, (Zone(UUID(int=2), ZoneKind.REQUIRED, Circle(HOME, 100.0)),))


def seen(*places: tuple[int, float]) -> list[AlertKind]:
    """The alerts raised by fixes (seconds, degrees north of home)."""
    fixes = [
        Fix(AT + timedelta(seconds=second), number, AT, HOME.lat + north, HOME.lon, 10.0)
        for number, (second, north) in enumerate(places)
    ]
    _, _, changes = fold(begin(AT), fixes, lambda _at: RULES)
    return [change.kind for change in changes if change.step is Step.RAISED]


def test_two_clear_fixes_two_minutes_apart_confirm_after_a_jump() -> None:
    assert seen((0, 0.0), (30, 0.5), (150, 0.5001)) == [AlertKind.SIGNAL_DOUBT, AlertKind.LEFT_REQUIRED_ZONE]


def test_a_jump_there_and_back_accuses_nobody() -> None:
    assert seen((0, 0.0), (30, 0.5), (60, 0.0), (90, 0.0001)) == [AlertKind.SIGNAL_DOUBT]
