"""Offices, officers, jurisdictions, roles, permissions and sign-in."""

from supervision.officers.divisions import division_name, division_names
from supervision.officers.jurisdiction import Level, covers, entered_division, is_division, level_name, level_of
from supervision.officers.officer import Grant, Officer, check_officer_may, officer_may, reach
from supervision.officers.roles import ADMINISTRATORS, ROLE_NAMES, Role
from supervision.officers.sessions import Session, end_session, load_session
from supervision.officers.sign_in import SecondFactorRefused, SignedIn, confirm_with_second_factor, sign_in

__all__ = [
    "ADMINISTRATORS",
    "ROLE_NAMES",
    "Grant",
    "Level",
    "Officer",
    "Role",
    "SecondFactorRefused",
    "Session",
    "SignedIn",
    "check_officer_may",
    "confirm_with_second_factor",
    "covers",
    "division_name",
    "division_names",
    "end_session",
    "entered_division",
    "is_division",
    "level_name",
    "level_of",
    "load_session",
    "officer_may",
    "reach",
    "sign_in",
]
