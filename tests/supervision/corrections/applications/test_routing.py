"""Who decides, by days and their sum, and whether a trip leaves at all; without a database."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervision.approvals.words import Decider
from supervision.corrections.applications.leaving import Leaving, is_urban_district, leaving_of
from supervision.corrections.applications.routing import (
    Days,
    fullest_window,
    route_leave,
    route_medical_interval,
)
from supervision.corrections.rules import CorrectionRuleName, find_correction_rule
from supervision.legal_time import add_months

TODAY = date(2026, 11, 2)
HOME = "149901001"


def number(name: CorrectionRuleName) -> int:
    return find_correction_rule(name, TODAY, HOME).number


def spell(first: int, length: int) -> Days:
    start = TODAY + timedelta(days=first)
    return Days(start, start + timedelta(days=length - 1))


spells = st.builds(spell, st.integers(-120, 60), st.integers(1, 70))


@given(spells, st.lists(spells, max_size=5))
def test_the_fullest_window_holds_as_many_days_as_any_window_that_touches_the_leave(
    asked: Days, granted: list[Days]
) -> None:
    months = 2
    taken = set(asked.each()) | {day for days in granted for day in days.each()}
    found = fullest_window(asked, granted, months)
    most = 0
    for ahead in range(-100, len(asked)):
        first = asked.first + timedelta(days=ahead)
        window = Days(first, add_months(first, months) - timedelta(days=1))
        if window.overlaps(asked):
            most = max(most, sum(window.first <= day <= window.last for day in taken))
    assert found.total == most
    assert found.window.overlaps(asked)
    assert found.asked <= len(asked)


@pytest.mark.parametrize("is_delegated", [True, False])
@given(asked=spells, granted=st.lists(spells, max_size=5))
def test_rule_12_leave_is_routed_by_its_days_and_by_the_sum(
    *, asked: Days, granted: list[Days], is_delegated: bool
) -> None:
    route = route_leave(asked, granted, HOME, TODAY, is_delegated=is_delegated)
    total = fullest_window(asked, granted, number(CorrectionRuleName.LEAVE_SUM_WINDOW)).total
    if total > number(CorrectionRuleName.LEAVE_SUM_MOST) or len(asked) > number(CorrectionRuleName.LEAVE_COUNTY_MOST):
        assert route.decider is Decider.CITY
    elif len(asked) > number(CorrectionRuleName.LEAVE_OFFICE_MOST) or not is_delegated:
        assert route.decider is Decider.COUNTY
    else:
        assert route.decider is Decider.OFFICE
    assert [rule.name for rule in route.rules] == [
        CorrectionRuleName.LEAVE_OFFICE_MOST,
        CorrectionRuleName.LEAVE_COUNTY_MOST,
        CorrectionRuleName.LEAVE_SUM_WINDOW,
        CorrectionRuleName.LEAVE_SUM_MOST,
    ]
    assert f"{total} 日" in route.steps[1]


@given(spells, spells)
def test_more_leave_never_lowers_who_decides(asked: Days, more: Days) -> None:
    order = list(Decider)
    alone = route_leave(asked, (), HOME, TODAY, is_delegated=True).decider
    beside = route_leave(asked, (more,), HOME, TODAY, is_delegated=True).decider
    assert order.index(beside) >= order.index(alone)


def test_rule_18_an_interval_between_examinations_goes_to_whoever_may_allow_it() -> None:
    county = number(CorrectionRuleName.MEDICAL_INTERVAL_COUNTY_MOST)
    city = number(CorrectionRuleName.MEDICAL_INTERVAL_CITY_MOST)
    deciders = [route_medical_interval(months, HOME, TODAY).decider for months in (county, county + 1, city, city + 1)]
    assert deciders == [Decider.COUNTY, Decider.CITY, Decider.CITY, Decider.PROVINCE]


@pytest.mark.parametrize(
    ("home", "destinations", "names", "expected"),
    [
        ("149901001", ["149901002"], {}, Leaving.STAYS),
        ("110105003", ["110108001"], {}, Leaving.STAYS),
        ("500151001", ["500103001"], {}, Leaving.STAYS),
        ("500151001", ["500229001"], {}, Leaving.LEAVES),
        ("140105001", ["140106"], {}, Leaving.STAYS),
        ("140105001", ["140121"], {}, Leaving.LEAVES),
        ("140105001", ["140181"], {}, Leaving.LEAVES),
        ("140105001", ["140171"], {}, Leaving.UNKNOWN),
        ("149901001", ["149902001"], {"149901": "临溪县", "149902": "石坝县"}, Leaving.LEAVES),
        ("149901001", ["149925"], {"149901": "城关区", "149925": "新城区"}, Leaving.STAYS),
        ("140105001", ["1401"], {}, Leaving.UNKNOWN),
        ("140105001", ["14"], {}, Leaving.UNKNOWN),
        ("140105001", ["1402"], {}, Leaving.LEAVES),
        ("140105001", ["31"], {}, Leaving.LEAVES),
        ("140105001", [""], {}, Leaving.UNKNOWN),
        ("140105001", ["", "3101"], {}, Leaving.LEAVES),
        ("441900001", ["441900002"], {}, Leaving.STAYS),
    ],
)
def test_rule_16_the_urban_districts_of_one_city_are_one_place(
    home: str, destinations: list[str], names: dict[str, str], expected: Leaving
) -> None:
    assert leaving_of(home, destinations, names) is expected


def test_what_a_development_zone_belongs_to_its_name_does_not_tell() -> None:
    assert is_urban_district("140171", "综改示范区") is None
    assert is_urban_district("429021", "神农架林区") is False
