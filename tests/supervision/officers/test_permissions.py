"""Who may do what, where, on which day."""

from datetime import UTC, date, datetime
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervision.audit.acts import Act
from supervision.errors import NotFound, NotPermitted
from supervision.officers.credential_replacement import REPLACE_ACTS, REQUEST_ACTS
from supervision.officers.officer import Grant, Officer, check_officer_may, live_grants, officer_may, reach
from supervision.officers.register_acts import REGISTER_OF_KIND, register_of
from supervision.officers.roles import (
    ACTS_OF_ROLE,
    ADMINISTRATORS,
    COMMAND_LINE_ACTS,
    DECLARER_ACTS,
    NIGHTLY_ACTS,
    OWN_ACTS,
    RESIDENT_ACTS,
    ROLE_NAMES,
    ROLES_OF_REGISTER,
    SERVICE_ACTS,
    TRACKER_ACTS,
    Role,
    acts_of,
    may_be_granted,
    roles_of,
)
from supervision.settings import Register

NORTH, SOUTH, COUNTY = "149901001", "149901002", "149901"
FIRST_DAY = date(2026, 11, 1)

NEVER_FOR_ADMINISTRATORS = (
    "person-file:",
    "legal-hold:",
    "file-record:",
    "attachment:",
    "order:",
    "map:",
    "track:",
    "alert:",
    "check-in:",
)


def grant(role: Role, prefix: str, valid_until: date | None = None, revoked_at: datetime | None = None) -> Grant:
    return Grant(uuid4(), role, prefix, FIRST_DAY, valid_until, revoked_at)


def officer(*grants: Grant, register: Register = Register.CORRECTIONS) -> Officer:
    return Officer(uuid4(), register, "olga", "Olga North", None, "", "", grants)


def test_every_act_belongs_to_a_role_or_to_a_named_exception() -> None:
    granted = frozenset().union(*ACTS_OF_ROLE.values())
    ungranted = (
        OWN_ACTS | COMMAND_LINE_ACTS | TRACKER_ACTS | DECLARER_ACTS | NIGHTLY_ACTS | SERVICE_ACTS | RESIDENT_ACTS
    )
    assert frozenset(Act) == granted | ungranted
    assert not granted & ungranted


def test_every_role_has_its_acts_and_its_chinese_name() -> None:
    assert set(ACTS_OF_ROLE) == set(ROLE_NAMES) == set(Role)


@pytest.mark.parametrize("role", sorted(ADMINISTRATORS))
def test_no_administrator_touches_a_file_a_map_a_track_or_an_alert(role: Role) -> None:
    assert not [act for act in ACTS_OF_ROLE[role] if act.startswith(NEVER_FOR_ADMINISTRATORS)]


def test_the_administrators_share_no_act_but_seeing_each_other_and_replacing_credentials() -> None:
    shared = {Act.OFFICE_LIST, Act.LOCAL_RULE_LIST, Act.OFFICER_LIST, *REQUEST_ACTS.values(), *REPLACE_ACTS.values()}
    for one in ADMINISTRATORS:
        for other in ADMINISTRATORS - {one}:
            assert ACTS_OF_ROLE[one] & ACTS_OF_ROLE[other] <= shared


def test_only_the_county_head_or_by_mandate_their_agency_approves_an_order() -> None:
    approving = {role for role, acts in ACTS_OF_ROLE.items() if Act.ORDER_APPROVE in acts}
    assert approving == {Role.COUNTY_AGENCY, Role.COUNTY_HEAD}


def test_the_head_does_not_propose() -> None:
    assert Act.ORDER_PROPOSE not in ACTS_OF_ROLE[Role.COUNTY_HEAD]


def test_an_assistant_does_nothing_that_a_police_officer_may_not() -> None:
    assert ACTS_OF_ROLE[Role.POLICE_ASSISTANT] < ACTS_OF_ROLE[Role.COMMUNITY_POLICE]


@pytest.mark.parametrize(
    ("role", "prefix"),
    [
        (Role.JUSTICE_OFFICE, NORTH),
        (Role.JUSTICE_OFFICE, NORTH + "003"),
        (Role.COUNTY_AGENCY, COUNTY),
        (Role.COUNTY_HEAD, COUNTY),
        (Role.CITY_AGENCY, "1499"),
        (Role.CITY_AGENCY, "31"),
        (Role.COMMUNITY_POLICE, NORTH),
        (Role.COMMUNITY_POLICE, COUNTY),
        (Role.POLICE_ASSISTANT, NORTH + "003"),
        (Role.SYSTEM_ADMIN, ""),
    ],
)
def test_a_role_is_granted_at_its_level(role: Role, prefix: str) -> None:
    assert may_be_granted(role, prefix)


@pytest.mark.parametrize(
    ("role", "prefix"),
    [
        (Role.JUSTICE_OFFICE, COUNTY),
        (Role.JUSTICE_OFFICE, ""),
        (Role.COUNTY_AGENCY, NORTH),
        (Role.COUNTY_HEAD, "1499"),
        (Role.COUNTY_HEAD, "14990"),
        (Role.CITY_AGENCY, "14"),
        (Role.CITY_AGENCY, COUNTY),
        (Role.COMMUNITY_POLICE, "1499"),
        (Role.POLICE_ASSISTANT, COUNTY),
        (Role.AUDIT_ADMIN, "14"),
    ],
)
def test_a_role_is_not_granted_at_another_level(role: Role, prefix: str) -> None:
    assert not may_be_granted(role, prefix)


def test_an_officer_may_act_inside_their_division() -> None:
    olga = officer(grant(Role.JUSTICE_OFFICE, NORTH))
    check_officer_may(olga, Act.PERSON_FILE_OPEN, NORTH + "003")
    assert officer_may(olga, Act.ALERT_DISPOSE, NORTH)


def test_outside_their_division_nothing_is_there() -> None:
    oscar = officer(grant(Role.JUSTICE_OFFICE, SOUTH))
    for division in (NORTH, COUNTY, "149901000000", "", "14990100"):
        with pytest.raises(NotFound):
            check_officer_may(oscar, Act.PERSON_FILE_OPEN, division)


def test_what_an_officer_sees_but_may_not_do_is_refused_as_such() -> None:
    reader = officer(grant(Role.CITY_AGENCY, "1499"))
    for act in (Act.PERSON_FILE_CHANGE, Act.FILE_RECORD_ADD, Act.ALERT_DISPOSE, Act.ORDER_APPROVE):
        with pytest.raises(NotPermitted):
            check_officer_may(reader, act, NORTH)


@pytest.mark.parametrize("role", sorted(ADMINISTRATORS))
def test_an_administrator_does_not_even_learn_that_a_file_exists(role: Role) -> None:
    with pytest.raises(NotFound):
        check_officer_may(officer(grant(role, "")), Act.PERSON_FILE_OPEN, NORTH)


def test_every_role_belongs_to_one_register_but_the_administrators() -> None:
    for role in Role:
        registers = [register for register in Register if role in roles_of(register)]
        assert registers == list(Register) if role in ADMINISTRATORS else len(registers) == 1, role


def test_an_act_that_only_officers_of_one_register_hold_is_that_registers() -> None:
    for act in Act:
        holders = {role for role, acts in ACTS_OF_ROLE.items() if act in acts}
        of_registers = [set(ROLES_OF_REGISTER[register]) for register in Register]
        for register, roles in zip(Register, of_registers, strict=True):
            if holders and holders <= roles:
                assert register_of(act) is register, act


def test_whatever_kind_belongs_to_a_register_is_a_kind_of_some_act() -> None:
    assert set(REGISTER_OF_KIND) <= {act.partition(":")[0] for act in Act}


def test_a_role_of_one_register_holds_no_act_of_another() -> None:
    for register in Register:
        for role in ROLES_OF_REGISTER[register]:
            assert acts_of(role, register) == ACTS_OF_ROLE[role]


EVERYTHING = tuple(
    grant(role, "" if role in ADMINISTRATORS else prefix) for role in Role for prefix in ("1499", COUNTY, NORTH)
)


@pytest.mark.parametrize("act", [act for act in Act if register_of(act)])
@pytest.mark.parametrize("register", Register)
def test_what_another_register_is_about_does_not_exist_whatever_was_granted(register: Register, act: Act) -> None:
    if register_of(act) is register:
        return
    stranger = officer(*EVERYTHING, register=register)
    assert reach(stranger, act) == ()
    for division in (None, NORTH, COUNTY, "1499"):
        with pytest.raises(NotFound):
            check_officer_may(stranger, act, division)


def test_a_role_that_another_register_knows_gives_nothing() -> None:
    strayed = officer(grant(Role.JUSTICE_OFFICE, NORTH), register=Register.RESIDENCE)
    assert not [act for act in Act if reach(strayed, act)]


def test_a_system_administrator_of_the_police_has_no_trackers_and_no_refusals() -> None:
    rosa = officer(grant(Role.SYSTEM_ADMIN, ""), register=Register.RESIDENCE)
    assert officer_may(rosa, Act.OFFICE_CREATE, None)
    assert officer_may(rosa, Act.SERVICE_CHECK, None)
    for act in (Act.TRACKER_LIST, Act.TRACKER_PAIR, Act.REFUSALS_READ):
        assert not officer_may(rosa, act, None)


def test_an_act_on_nothing_in_particular_needs_one_grant_that_allows_it() -> None:
    olga = officer(grant(Role.JUSTICE_OFFICE, NORTH))
    check_officer_may(olga, Act.PERSON_FILE_LIST, None)
    with pytest.raises(NotPermitted):
        check_officer_may(olga, Act.AUDIT_READ, None)
    assert not officer_may(olga, Act.OFFICE_CREATE, None)


def test_the_acts_of_one_grant_do_not_spread_to_the_division_of_another() -> None:
    both = officer(grant(Role.JUSTICE_OFFICE, NORTH), grant(Role.COUNTY_HEAD, "149902"))
    assert not officer_may(both, Act.ORDER_APPROVE, NORTH)
    assert not officer_may(both, Act.ORDER_PROPOSE, "149902")
    assert reach(both, Act.ORDER_APPROVE) == ("149902",)
    assert reach(both, Act.PERSON_FILE_OPEN) == (NORTH, "149902")


def test_reach_is_empty_without_a_grant_and_everywhere_for_an_administrators_own_acts() -> None:
    assert reach(officer(), Act.PERSON_FILE_OPEN) == ()
    assert reach(officer(grant(Role.SYSTEM_ADMIN, "")), Act.TRACKER_LIST) == ("",)
    assert reach(officer(grant(Role.SYSTEM_ADMIN, "")), Act.PERSON_FILE_OPEN) == ()


def test_reach_names_the_widest_division_once() -> None:
    both = officer(grant(Role.COUNTY_AGENCY, COUNTY), grant(Role.JUSTICE_OFFICE, NORTH))
    assert reach(both, Act.PERSON_FILE_OPEN) == (COUNTY,)


def test_a_grant_that_could_not_have_been_given_reaches_nothing() -> None:
    forged = officer(grant(Role.JUSTICE_OFFICE, ""), grant(Role.COUNTY_AGENCY, "14990"), grant(Role.COUNTY_HEAD, "14"))
    assert reach(forged, Act.PERSON_FILE_OPEN) == ()
    assert not officer_may(forged, Act.PERSON_FILE_OPEN, NORTH)
    assert not officer_may(forged, Act.PERSON_FILE_LIST, None)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(sorted(Role)), st.sampled_from(["", "14", "1499", COUNTY, NORTH, SOUTH, NORTH + "001"])
        )
    ),
    st.sampled_from(sorted(Act)),
    st.sampled_from(["14", "1499", COUNTY, NORTH, SOUTH, NORTH + "001", "149902"]),
    st.sampled_from(sorted(Register)),
)
def test_the_check_and_the_query_reach_the_same_divisions(
    held: list[tuple[Role, str]], act: Act, division: str, register: Register
) -> None:
    someone = officer(*(grant(role, prefix) for role, prefix in held), register=register)
    assert officer_may(someone, act, division) == division.startswith(tuple(reach(someone, act)))


def at(day: int, hour: int) -> datetime:
    return datetime(2026, 11, day, hour, tzinfo=UTC)


def test_a_grant_counts_from_its_first_day_through_its_last_by_legal_time() -> None:
    dated = Grant(uuid4(), Role.JUSTICE_OFFICE, NORTH, date(2026, 11, 10), date(2026, 11, 12))
    assert not dated.is_live_at(at(9, 15))
    assert dated.is_live_at(at(9, 16)), "16:00 UTC is midnight in Beijing"
    assert dated.is_live_at(at(12, 15))
    assert not dated.is_live_at(at(12, 16))


def test_a_revoked_grant_no_longer_counts_from_that_moment() -> None:
    revoked = grant(Role.JUSTICE_OFFICE, NORTH, revoked_at=at(20, 9))
    assert live_grants([revoked], at(20, 8)) == (revoked,)
    assert live_grants([revoked], at(20, 9)) == ()


def test_an_officer_is_named_to_the_audit_by_id() -> None:
    olga = officer(grant(Role.COUNTY_HEAD, COUNTY), grant(Role.JUSTICE_OFFICE, NORTH))
    assert olga.actor.id == str(olga.id)
    assert olga.roles == (Role.JUSTICE_OFFICE, Role.COUNTY_HEAD)


def test_the_documented_tables_are_the_one_in_force() -> None:
    documented: set[tuple[Act, Role]] = set()
    roles: list[Role] = []
    for line in (Path(__file__).parents[3] / "docs" / "permissions.md").read_text("utf-8").splitlines():
        cells = line.split("|")
        if line.startswith("| Act |"):
            roles = [Role(cell.strip()) for cell in cells[2:-1]]
        elif line.startswith("| `") and len(cells) == len(roles) + 3:
            act = Act(cells[1].strip(" `"))
            documented |= {(act, role) for role, cell in zip(roles, cells[2:-1], strict=True) if cell.strip()}
    assert documented == {(act, role) for role, acts in ACTS_OF_ROLE.items() for act in acts}
