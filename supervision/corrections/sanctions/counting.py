"""Days out of supervision, counted from a start that an officer confirmed, each step in words. Pure.

The first day is left out (Criminal Procedure Law, art. 105); every day of approved leave or of an accepted excuse comes
off once. No gap of a tracker counts as anything here: an officer confirms when somebody was out of supervision.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from supervision.legal_rules import LegalRule, Unit
from supervision.legal_time import add_months
from supervision.wording import Wording

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class DaySpan:
    """Days from the first to the last, both included."""

    first: date
    last: date

    def days_within(self, first: date, last: date) -> frozenset[date]:
        """The days of the span between two days, both included."""
        start, end = max(self.first, first), min(self.last, last)
        return frozenset(start + _ONE_DAY * place for place in range((end - start).days + 1))


@dataclass(frozen=True, slots=True)
class Lapse:
    """One time out of supervision: confirmed by an officer, with the excuses that were accepted for it."""

    id: UUID
    began_on: date
    ended_on: date | None
    confirmed_by: str
    excuses: tuple[DaySpan, ...] = ()


@dataclass(frozen=True, slots=True)
class DaysOut:
    """How many days count, and how they come about."""

    lapse_id: UUID
    began_on: date
    days: int
    steps: tuple[Wording, ...]


def count_days_out(lapse: Lapse, leave: Iterable[DaySpan], today: date) -> DaysOut:
    """The days that count of a time out of supervision, up to its end or today; never fewer than none."""
    first, last = lapse.began_on + _ONE_DAY, lapse.ended_on or today
    gross = max(0, (last - first).days + 1)
    on_leave = _covered(leave, first, last)
    excused = _covered(lapse.excuses, first, last) - on_leave
    days = gross - len(on_leave) - len(excused)
    until = ("恢复监管日", "the day of return") if lapse.ended_on else ("今日", "today")
    steps = [
        Wording(
            f"{lapse.confirmed_by}确认自{lapse.began_on}起脱离监管，当日不计",
            f"out of supervision since {lapse.began_on}, confirmed by {lapse.confirmed_by}; that day is not counted",
        ),
        Wording(f"自次日至{last}（{until[0]}）共{gross}日", f"from the next day to {last} ({until[1]}): {gross} days"),
    ]
    if on_leave:
        steps.append(Wording(f"减去经批准外出的{len(on_leave)}日", f"less {len(on_leave)} days of approved leave"))
    if excused:
        steps.append(Wording(f"减去认可正当理由的{len(excused)}日", f"less {len(excused)} days of accepted excuses"))
    steps.append(Wording(f"计{days}日", f"{days} days count"))
    return DaysOut(lapse.id, lapse.began_on, days, tuple(steps))


def longest_allowed(rule: LegalRule, began_on: date) -> int:
    """How many days a period of days or months from that day has; more than that exceeds it."""
    if rule.unit is Unit.MONTHS:
        return (add_months(began_on, rule.number) - began_on).days
    return rule.number


def _covered(spans: Iterable[DaySpan], first: date, last: date) -> frozenset[date]:
    return frozenset[date]().union(*(span.days_within(first, last) for span in spans))
