"""Which grants can be given, as rules alone."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from supervision.errors import InputInvalid
from supervision.officers import ADMINISTRATORS, Grant, GrantDraft, Role
from supervision.officers.granting import GrantRefused, check_beside, check_place, entered_grant
from supervision.officers.roles import roles_of
from supervision.settings import Register

TODAY = date(2026, 11, 23)
NORTH, COUNTY = "149901001", "149901"


def draft(role: Role = Role.JUSTICE_OFFICE, prefix: str = NORTH, until: date | None = None) -> GrantDraft:
    return GrantDraft(role, prefix, TODAY, until)


def held(role: Role, prefix: str, until: date | None = None, revoked_at: datetime | None = None) -> Grant:
    return Grant(uuid4(), role, prefix, date(2026, 1, 1), until, revoked_at)


def test_a_grant_is_entered_with_its_spaces_removed() -> None:
    assert entered_grant(draft(prefix=f" {NORTH} "), Register.CORRECTIONS, today=TODAY) == draft()


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        (GrantDraft(Role.COUNTY_HEAD, NORTH, TODAY), "prefix"),
        (GrantDraft(Role.COUNTY_HEAD, "149901000000", TODAY), "prefix"),
        (GrantDraft(Role.JUSTICE_OFFICE, "", TODAY), "prefix"),
        (GrantDraft(Role.AUDIT_ADMIN, COUNTY, TODAY), "prefix"),
        (GrantDraft(Role.MINORS_OFFICER, COUNTY, TODAY), "valid_until"),
        (GrantDraft(Role.JUSTICE_OFFICE, NORTH, date(2026, 11, 22)), "valid_from"),
        (GrantDraft(Role.JUSTICE_OFFICE, NORTH, TODAY, date(2026, 11, 22)), "valid_until"),
    ],
)
def test_a_grant_that_cannot_be_names_the_field_to_mend(wrong: GrantDraft, field: str) -> None:
    with pytest.raises(InputInvalid) as refusal:
        entered_grant(wrong, Register.CORRECTIONS, today=TODAY)
    assert refusal.value.field == field


@pytest.mark.parametrize("register", Register)
def test_no_role_of_another_register_can_be_granted(register: Register) -> None:
    places = {role: "" if role in ADMINISTRATORS else COUNTY for role in Role} | {
        Role.JUSTICE_OFFICE: NORTH, Role.CITY_AGENCY: "1499", Role.POLICE_ASSISTANT: NORTH,
    }  # fmt: skip
    for role, prefix in places.items():
        wanted = draft(role, prefix, until=TODAY)
        if role in roles_of(register):
            assert entered_grant(wanted, register, today=TODAY) == wanted
        else:
            with pytest.raises(InputInvalid) as refusal:
                entered_grant(wanted, register, today=TODAY)
            assert refusal.value.field == "role"


def test_a_grant_over_the_office_or_what_contains_it_or_a_loaded_division_has_its_place() -> None:
    for prefix in ("", NORTH, COUNTY, "149902"):
        check_place(prefix, NORTH, {"149902"})


@pytest.mark.parametrize("prefix", ["149903", NORTH + "001"])
def test_a_grant_over_a_division_that_nobody_knows_is_refused(prefix: str) -> None:
    with pytest.raises(InputInvalid):
        check_place(prefix, NORTH, {"149902"})


def test_an_administrator_holds_no_other_role_and_nobody_else_an_administrators() -> None:
    for role, prefix, other in [
        (Role.SECURITY_ADMIN, "", draft()),
        (Role.SECURITY_ADMIN, "", draft(Role.AUDIT_ADMIN, "")),
        (Role.JUSTICE_OFFICE, NORTH, draft(Role.SYSTEM_ADMIN, "")),
    ]:
        with pytest.raises(GrantRefused):
            check_beside(other, [held(role, prefix)])


def test_what_was_revoked_or_has_passed_stands_in_nobodys_way() -> None:
    past = held(Role.SECURITY_ADMIN, "", until=date(2026, 11, 22))
    revoked = held(Role.JUSTICE_OFFICE, NORTH, revoked_at=datetime(2026, 11, 1, tzinfo=UTC))
    check_beside(draft(), [past, revoked])
    with pytest.raises(GrantRefused):
        check_beside(draft(), [held(Role.SECURITY_ADMIN, "", until=TODAY)])


def test_the_same_grant_is_not_given_twice_for_the_same_days() -> None:
    with pytest.raises(GrantRefused):
        check_beside(draft(), [held(Role.JUSTICE_OFFICE, NORTH)])
    later = Grant(uuid4(), Role.JUSTICE_OFFICE, NORTH, date(2027, 1, 1))
    with pytest.raises(GrantRefused):
        check_beside(draft(), [later])
    check_beside(draft(until=date(2026, 12, 31)), [later])
    check_beside(draft(), [held(Role.JUSTICE_OFFICE, "149901002"), held(Role.COUNTY_AGENCY, COUNTY)])
