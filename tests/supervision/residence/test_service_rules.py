"""What may be claimed follows from the condition of a row alone, and a row for a smaller place goes first."""

from dataclasses import fields, replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervision.legal_rules import Confidence, Unit
from supervision.residence.services.catalogue import (
    SERVICES,
    Service,
    answer_period,
    find_service,
    services_of,
)
from supervision.residence.services.claiming import Claim, ResidentFacts, claimable
from supervision.residence.services.words import (
    MAY_FOLLOW,
    OPEN_STATES,
    RequestState,
    RequestStepRefused,
    ServiceCondition,
    check_request_step,
)

TODAY = date(2026, 11, 26)
LIVING = ResidentFacts(lives_here=True, holds_permit=False)
COUNTY = "149902"
PUBLIC_SERVICES = {"compulsory-education", "employment-service", "public-health", "culture-and-sports", "legal-service"}
CONVENIENCES = {
    "exit-entry-document", "id-card", "vehicle-registration", "driving-licence", "vocational-qualification",
    "maternity-registration",
}  # fmt: skip

codes = st.sampled_from(sorted({row.code for row in SERVICES}))
facts = st.builds(ResidentFacts, st.booleans(), st.booleans(), st.frozensets(codes, max_size=4))
days = st.dates(date(2016, 1, 1), date(2040, 1, 1))
divisions = st.sampled_from(["14", "1499", COUNTY, f"{COUNTY}001", "33", "330106"])
rows = st.lists(
    st.builds(
        replace, st.sampled_from(SERVICES), condition=st.sampled_from(ServiceCondition), division=divisions,
        valid_from=days,
    ),
    max_size=6,
)  # fmt: skip


@given(facts, days, divisions, rows)
def test_whether_a_service_may_be_claimed_follows_from_its_condition_alone(
    known: ResidentFacts, on: date, division: str, local: list[Service]
) -> None:
    for claim in claimable(known, on, division, (*SERVICES, *local)):
        needs_permit = claim.service.condition is ServiceCondition.PERMIT
        expected = (
            known.lives_here and claim.service.code not in known.under_way and (known.holds_permit or not needs_permit)
        )
        assert claim.is_open == expected
        assert claim.reason
        assert claim.reason.english


def test_nothing_of_the_person_decides_and_nothing_is_scored() -> None:
    assert [part.name for part in fields(ResidentFacts)] == ["lives_here", "holds_permit", "under_way"]
    assert [part.name for part in fields(Claim)] == ["service", "is_open", "reason"]


@given(facts, days, divisions)
def test_a_permit_never_takes_a_service_away(known: ResidentFacts, on: date, division: str) -> None:
    without, with_one = (
        {claim.service.code for claim in claimable(replace(known, holds_permit=holds), on, division) if claim.is_open}
        for holds in (False, True)
    )
    assert without <= with_one


@given(days, divisions, rows)
def test_each_service_is_offered_once_by_the_most_local_and_then_the_latest_row(
    on: date, division: str, local: list[Service]
) -> None:
    every = (*SERVICES, *local)
    offered = services_of(on, division, every)
    assert len({service.code for service in offered}) == len(offered)
    for service in offered:
        assert service.applies(on, division)
        others = [row for row in every if row.code == service.code and row.applies(on, division)]
        assert all((len(row.division), row.valid_from) <= (len(service.division), service.valid_from) for row in others)


def test_the_national_lists_of_services_and_conveniences_are_there_from_their_first_day() -> None:
    offered = services_of(date(2016, 1, 1), COUNTY)
    by_permit = {service.code for service in offered if service.condition is ServiceCondition.PERMIT}
    assert PUBLIC_SERVICES | CONVENIENCES | {"other-public-service", "other-convenience"} <= by_permit
    assert services_of(date(2007, 12, 31), COUNTY) == ()


def test_a_later_national_row_opens_a_service_to_more_people() -> None:
    before, after = (find_service("exit-entry-document", day, COUNTY) for day in (date(2019, 3, 31), date(2019, 4, 1)))
    assert (before.condition, after.condition) == (ServiceCondition.PERMIT, ServiceCondition.ANYBODY)


def test_a_county_s_own_row_adds_a_service_and_goes_before_the_nation_s() -> None:
    school = find_service("compulsory-education", TODAY, COUNTY)
    own = (
        replace(school, condition=ServiceCondition.STAY, division=COUNTY, valid_from=TODAY),
        replace(school, code="bus-card", condition=ServiceCondition.STAY, division=COUNTY, valid_from=TODAY),
    )
    here = {claim.service.code: claim for claim in claimable(LIVING, TODAY, COUNTY, (*SERVICES, *own))}
    elsewhere = claimable(LIVING, TODAY, "149901", (*SERVICES, *own))
    assert here["compulsory-education"].is_open
    assert here["bus-card"].is_open
    assert not next(claim.is_open for claim in elsewhere if claim.service.code == "compulsory-education")
    assert "bus-card" not in {claim.service.code for claim in elsewhere}


def test_a_period_to_answer_is_a_rule_row_or_none() -> None:
    periods = {service.code: answer_period(service, TODAY, COUNTY) for service in services_of(TODAY, COUNTY)}
    found = {code: (rule.number, rule.unit) for code, rule in periods.items() if rule}
    assert found == {
        "residence-permit": (15, Unit.DAYS), "legal-service": (7, Unit.DAYS), "exit-entry-document": (15, Unit.DAYS),
        "id-card": (60, Unit.DAYS), "vehicle-registration": (5, Unit.WORKING_DAYS),
    }  # fmt: skip
    legal_aid = find_service("legal-service", date(2016, 1, 1), COUNTY)
    assert answer_period(legal_aid, date(2016, 1, 1), COUNTY) is None


def test_every_row_names_its_source_and_what_is_only_remembered_says_so() -> None:
    assert all(row.source and row.source.english and row.name.english for row in SERVICES)
    remembered = {row.code for row in SERVICES if row.confidence is Confidence.UNVERIFIED}
    assert remembered == {"legal-advice", "child-vaccination"}


def test_a_service_that_only_another_place_offers_is_still_known_by_its_row() -> None:
    bus = replace(find_service("id-card", TODAY, COUNTY), code="bus-card", division=COUNTY)
    assert find_service("bus-card", TODAY, "149901", (*SERVICES, bus)) is bus
    with pytest.raises(LookupError):
        find_service("free-lunch", TODAY, COUNTY)


@pytest.mark.parametrize("state", RequestState)
@pytest.mark.parametrize("following", RequestState)
def test_a_request_that_is_closed_stays_closed_and_an_open_one_may_be_withdrawn(
    state: RequestState, following: RequestState
) -> None:
    if following not in MAY_FOLLOW[state]:
        with pytest.raises(RequestStepRefused):
            check_request_step(state, following)
    assert bool(MAY_FOLLOW[state]) == (state in OPEN_STATES) == (RequestState.WITHDRAWN in MAY_FOLLOW[state])
