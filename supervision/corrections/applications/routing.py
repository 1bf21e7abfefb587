"""Who decides an application, with the arithmetic and the rows it goes by. Pure.

Leave goes by its days and by the sum of days in two months (Implementing Measures, art. 27); a longer interval between
medical examinations by its months (ibid., art. 24); the rest has one decider each.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from supervision.approvals.words import DECIDER_NAMES, Decider, decider_at
from supervision.corrections.applications.words import ApplicationKind
from supervision.corrections.rules import CorrectionRuleName, find_correction_rule
from supervision.legal_rules import LegalRule
from supervision.legal_time import add_months
from supervision.wording import Wording

_ONE_DAY = timedelta(days=1)
_N = CorrectionRuleName

_DECIDER_RULES: Mapping[ApplicationKind, CorrectionRuleName] = {
    ApplicationKind.TRIPS: _N.DECIDER_FREQUENT_TRIPS,
    ApplicationKind.BARRED_PLACE: _N.DECIDER_BARRED_PLACE,
    ApplicationKind.CONTACT: _N.DECIDER_CONTACT,
    ApplicationKind.CLASS_CHANGE: _N.DECIDER_CLASS_CHANGE,
}
"""Leave and medical intervals go by their numbers; of the rest a row says who decides, which a province may set."""


@dataclass(frozen=True, slots=True, order=True)
class Days:
    """Days from the first through the last."""

    first: date
    last: date

    def __len__(self) -> int:
        """How many days they are."""
        return (self.last - self.first).days + 1

    def each(self) -> Iterator[date]:
        """Every day."""
        return (self.first + timedelta(days=n) for n in range(len(self)))

    def overlaps(self, other: "Days") -> bool:
        """Whether a day belongs to both."""
        return self.first <= other.last and other.first <= self.last


@dataclass(frozen=True, slots=True)
class Route:
    """Who decides, how that comes about, and the rows that were applied."""

    decider: Decider
    steps: tuple[Wording, ...]
    rules: tuple[LegalRule, ...] = ()


@dataclass(frozen=True, slots=True)
class Fullest:
    """The window that holds most days of leave: itself, and how many days in it are granted before and asked now."""

    window: Days
    granted: int
    asked: int

    @property
    def total(self) -> int:
        """Days of leave in the window."""
        return self.granted + self.asked


def fullest_window(asked: Days, granted: Iterable[Days], months: int) -> Fullest:
    """Among all windows of so many months that touch the leave asked for, the one with most days of leave.

    A day on which two grants meet counts once. Of windows that hold as many, the earliest.
    """
    now = set(asked.each())
    this, earlier = sorted(now), sorted({day for days in granted for day in days.each()} - now)
    found = None
    for start in Days(add_months(asked.first, -months) - _ONE_DAY, asked.last).each():
        window = Days(start, add_months(start, months) - _ONE_DAY)
        here = Fullest(window, _inside(earlier, window), _inside(this, window))
        if window.overlaps(asked) and (found is None or here.total > found.total):
            found = here
    if found is None:
        raise ValueError("a window as long as that leave touches it")
    return found


def route_leave(asked: Days, granted: Iterable[Days], division: str, today: date, *, is_delegated: bool) -> Route:
    """Who decides on a leave: by its days, by the sum in the window, and by what the office was delegated."""
    office_most, county_most, window, sum_most = (
        find_correction_rule(name, today, division)
        for name in (_N.LEAVE_OFFICE_MOST, _N.LEAVE_COUNTY_MOST, _N.LEAVE_SUM_WINDOW, _N.LEAVE_SUM_MOST)
    )
    fullest = fullest_window(asked, granted, window.number)
    steps = [_days_step(asked), _sum_step(fullest, window)]
    rules = (office_most, county_most, window, sum_most)
    if len(asked) > county_most.number or fullest.total > sum_most.number:
        steps.append(_over_step(asked, fullest, county_most, sum_most))
        return Route(Decider.CITY, tuple(steps), rules)
    if len(asked) > office_most.number:
        steps.append(_county_step(asked, office_most, county_most))
        return Route(Decider.COUNTY, tuple(steps), rules)
    steps.append(_office_step(asked, office_most, is_delegated=is_delegated))
    return Route(Decider.OFFICE if is_delegated else Decider.COUNTY, tuple(steps), rules)


def route_medical_interval(months: int, division: str, today: date) -> Route:
    """Who decides on an interval between examinations, by its months."""
    county_most, city_most = (
        find_correction_rule(name, today, division)
        for name in (_N.MEDICAL_INTERVAL_COUNTY_MOST, _N.MEDICAL_INTERVAL_CITY_MOST)
    )
    decider = Decider.PROVINCE
    if months <= county_most.number:
        decider = Decider.COUNTY
    elif months <= city_most.number:
        decider = Decider.CITY
    step = Wording(
        f"申请每 {months} 个月复查一次；{county_most.number} 个月以内由县级、{city_most.number} 个月以内由市级、"
        "更长的由省级社区矫正机构决定。",
        f"Asked for is an examination every {months} months; up to {county_most.number} the county decides, up to "
        f"{city_most.number} the city, beyond that the province.",
    )
    return Route(decider, (step,), (county_most, city_most))


def route_kind(kind: ApplicationKind, division: str, today: date) -> Route:
    """Who decides on a kind that has one decider, by the row that holds there."""
    rule = find_correction_rule(_DECIDER_RULES[kind], today, division)
    decider = decider_at(rule.number)
    step = Wording(
        f"这类申请不论期间长短，由{DECIDER_NAMES[decider]}决定。",
        f"However long it is for, the {DECIDER_NAMES[decider].english} decides.",
    )
    return Route(decider, (step,), (rule,))


def _inside(days: list[date], window: Days) -> int:
    return bisect_right(days, window.last) - bisect_left(days, window.first)


def _days_step(asked: Days) -> Wording:
    return Wording(
        f"本次外出：{asked.first} 至 {asked.last}，共 {len(asked)} 日（首日、末日都计入）。",
        f"This leave: {asked.first} to {asked.last}, {len(asked)} days, first and last included.",
    )


def _sum_step(fullest: Fullest, window: LegalRule) -> Wording:
    span = fullest.window
    return Wording(
        f"{window.number} 个月内累计最多的一段：{span.first} 至 {span.last}，已批准 {fullest.granted} 日"
        f" ＋ 本次 {fullest.asked} 日 ＝ {fullest.total} 日。",
        f"The fullest {window.number} months: {span.first} to {span.last}, {fullest.granted} days granted"
        f" + {fullest.asked} of this leave = {fullest.total}.",
    )


def _over_step(asked: Days, fullest: Fullest, county_most: LegalRule, sum_most: LegalRule) -> Wording:
    if len(asked) > county_most.number:
        return Wording(
            f"一次 {len(asked)} 日，超过 {county_most.number} 日：报上一级社区矫正机构决定。",
            f"{len(asked)} days at once are more than {county_most.number}: the next higher agency decides.",
        )
    return Wording(
        f"累计 {fullest.total} 日，超过 {sum_most.number} 日：报上一级社区矫正机构决定。",
        f"{fullest.total} days in all are more than {sum_most.number}: the next higher agency decides.",
    )


def _county_step(asked: Days, office_most: LegalRule, county_most: LegalRule) -> Wording:
    return Wording(
        f"{len(asked)} 日，超过 {office_most.number} 日、不超过 {county_most.number} 日：由县级社区矫正机构决定。",
        f"{len(asked)} days are more than {office_most.number} and at most {county_most.number}: the county decides.",
    )


def _office_step(asked: Days, office_most: LegalRule, *, is_delegated: bool) -> Wording:
    if is_delegated:
        return Wording(
            f"{len(asked)} 日，不超过 {office_most.number} 日，且有书面委托：由受委托的司法所决定，报县级备案。",
            f"{len(asked)} days are at most {office_most.number}, and a delegation is in force: the justice office "
            "decides and files it with the county.",
        )
    return Wording(
        f"{len(asked)} 日，不超过 {office_most.number} 日，但司法所没有有效的书面委托：由县级社区矫正机构决定。",
        f"{len(asked)} days are at most {office_most.number}, but no delegation is in force: the county decides.",
    )
