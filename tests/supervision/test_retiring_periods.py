"""When a period of keeping is over, to the day, and that no rule with a period is forgotten."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervision.archive_decisions import KEPT_FOR_ARCHIVE_DECISION
from supervision.legal_time import LEGAL_ZONE, legal_day
from supervision.retention import (
    RETENTION_RULES,
    find_retention_rule,
    kept_since,
    last_day_kept,
)

WITH_A_PERIOD = sorted(rule.kind for rule in RETENTION_RULES if rule.months is not None)
MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2090, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - see timezones


def beijing(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LEGAL_ZONE)


@given(st.sampled_from(WITH_A_PERIOD), MOMENTS, MOMENTS)
def test_a_row_is_due_from_the_day_after_its_last_day_and_not_before(kind: str, event: datetime, now: datetime) -> None:
    assert (event < kept_since(kind, now)) == (last_day_kept(kind, event) < legal_day(now))


@pytest.mark.parametrize(
    ("event", "last_day"),
    [
        ("2026-05-23 00:00", date(2026, 11, 23)),
        ("2026-05-23 23:59", date(2026, 11, 23)),
        ("2026-08-31 12:00", date(2027, 2, 28)),
        ("2027-08-31 12:00", date(2028, 2, 29)),
    ],
)
def test_six_months_end_with_the_day_of_the_same_number_or_the_months_last(event: str, last_day: date) -> None:
    assert last_day_kept("position", beijing(event)) == last_day


@pytest.mark.parametrize(
    ("now", "since"),
    [
        ("2026-11-24 00:00", "2026-05-24 00:00"),
        ("2026-11-23 23:59", "2026-05-23 00:00"),
        ("2027-03-01 00:00", "2026-09-01 00:00"),
        ("2026-08-31 12:00", "2026-03-01 00:00"),
    ],
)
def test_what_happened_before_a_moment_is_due(now: str, since: str) -> None:
    assert kept_since("session", beijing(now)) == beijing(since)


@pytest.mark.parametrize("kind", ["alert", "last_position", "office", "religion"])
def test_a_table_without_a_period_of_its_own_has_no_such_moment(kind: str) -> None:
    with pytest.raises(LookupError):
        kept_since(kind, beijing("2026-11-23 12:00"))


def test_what_waits_for_a_decision_is_named_once_with_its_reason() -> None:
    kinds = [kind for decision in KEPT_FOR_ARCHIVE_DECISION for kind in decision.kinds]
    assert len(kinds) == len(set(kinds))
    for decision in KEPT_FOR_ARCHIVE_DECISION:
        assert decision.reason
        assert decision.reason.english
        leaders = {find_retention_rule(kind).follows or kind for kind in decision.kinds}
        assert leaders <= set(decision.kinds), "what follows a table shares its fate"
    for kind in kinds:
        rule = find_retention_rule(kind)
        assert rule.months or rule.follows, "without a period there is nothing to decide on"
