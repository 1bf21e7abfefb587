"""How often and when a phone may be asked for its one position: few, sparse, never at night. Pure.

Continuous phone tracking would be electronic positioning outside of the five grounds (Community Correction Law,
arts. 26, 29 and 34), so what the law leaves open is capped by rows of our own.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from supervision.errors import RuleRefused
from supervision.legal_rules import LegalRule, RuleName, find_rule
from supervision.legal_time import LEGAL_ZONE, legal_day
from supervision.wording import Wording

WINDOW_WRONG = Wording(
    "核查时段须在5分钟以上，且不超过规定上限。", "A window lasts at least 5 minutes and no longer than the rule allows."
)
OPENS_PAST = Wording("核查不能从过去的时间开始。", "A check-in cannot begin in the past.")

_LEAST_WINDOW_MINUTES = 5
_HOURS = 24


class CheckInRefused(RuleRefused):
    """A cap on phone check-ins stands against this request."""

    code = "check-in-refused"


def default_window_minutes(opens_at: datetime, division: str) -> int:
    """How long a window is where the officer does not say."""
    return find_rule(RuleName.CHECK_IN_WINDOW, legal_day(opens_at), division).number


def find_caps(on: datetime, division: str) -> tuple[LegalRule, ...]:
    """The rules that limit check-ins, for a screen to show."""
    names = (
        RuleName.CHECK_INS_A_DAY,
        RuleName.CHECK_IN_GAP,
        RuleName.CHECK_IN_NIGHT_START,
        RuleName.CHECK_IN_NIGHT_END,
        RuleName.CHECK_IN_WINDOW_MOST,
        RuleName.CHECK_IN_SERIES_MOST,
    )
    return tuple(find_rule(name, legal_day(on), division) for name in names)


def check_caps(
    opens_at: datetime, window_minutes: int, others: Sequence[datetime], division: str, *, now: datetime
) -> datetime:
    """The end of the window; CheckInRefused when a cap is reached.

    `others` are the openings of the same person's other requests, those withdrawn before they opened left out.
    """
    if opens_at < now:
        raise CheckInRefused(OPENS_PAST)
    a_day, gap, night_start, night_end, window_most, _ = find_caps(opens_at, division)
    if not _LEAST_WINDOW_MINUTES <= window_minutes <= window_most.number:
        raise CheckInRefused(WINDOW_WRONG)
    closes_at = opens_at + timedelta(minutes=window_minutes)
    if _touches_night(opens_at, closes_at, night_start.number, night_end.number):
        raise CheckInRefused(_at_night(night_start, night_end))
    if sum(legal_day(other) == legal_day(opens_at) for other in others) >= a_day.number:
        raise CheckInRefused(_too_many(a_day))
    if any(abs(other - opens_at) < timedelta(minutes=gap.number) for other in others):
        raise CheckInRefused(_too_close(gap))
    return closes_at


def _touches_night(opens_at: datetime, closes_at: datetime, night_start: int, night_end: int) -> bool:
    """Whether any moment of the window lies in the night; windows are shorter than the day between two nights."""
    opens, closes = opens_at.astimezone(LEGAL_ZONE), closes_at.astimezone(LEGAL_ZONE)
    if opens.hour >= night_start or opens.hour < night_end:
        return True
    evening = opens.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(hours=night_start)
    return closes > evening


def _at_night(start: LegalRule, end: LegalRule) -> Wording:
    return Wording(
        f"{start.number}时至次日{end.number}时不得核查（{start.source}）。",
        f"No check-in between {start.number}:00 and {end.number % _HOURS:02}:00 ({start.source.english}).",
    )


def _too_many(rule: LegalRule) -> Wording:
    return Wording(
        f"同一人每日至多核查 {rule.number} 次（{rule.source}）。",
        f"At most {rule.number} check-ins a day for one person ({rule.source.english}).",
    )


def _too_close(rule: LegalRule) -> Wording:
    return Wording(
        f"两次核查至少相隔 {rule.number} 分钟（{rule.source}）。",
        f"Two check-ins lie at least {rule.number} minutes apart ({rule.source.english}).",
    )
