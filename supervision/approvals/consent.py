"""Who may decide a matter: the role, the level, and never whoever asked. Pure."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from supervision.approvals.words import (
    NOT_DELEGATED,
    NOT_THIS_LEVEL,
    OWN_REQUEST,
    ROLES_OF_DECIDER,
    Decider,
    NotDelegated,
    OwnRequest,
)
from supervision.errors import NotPermitted
from supervision.officers.officer import Officer
from supervision.officers.roles import Role


@dataclass(frozen=True, slots=True)
class Powers:
    """What an officer has in writing that day: their office's delegation of the act, their own mandate as head."""

    delegation_id: UUID | None = None
    mandate_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Capacity:
    """In which role somebody decides, and by which written authority if the role alone does not suffice."""

    role: Role
    authority_id: UUID | None = None


def capacity_to_decide(
    officer: Officer, division: str, decider: Decider, powers: Powers, proposers: Collection[UUID] = ()
) -> Capacity:
    """In which capacity the officer decides what lies in `division`.

    OwnRequest for whoever asked or forwarded, NotDelegated for an office without a delegation, NotPermitted for another
    level.
    """
    if officer.id in proposers:
        raise OwnRequest(OWN_REQUEST)
    here = {grant.role for grant in officer.grants if grant.reaches(division)}
    wanted = ROLES_OF_DECIDER[decider]
    for role in reversed(wanted):
        if role in here and role is not Role.JUSTICE_OFFICE:
            return Capacity(role)
    if decider is Decider.HEAD and Role.COUNTY_AGENCY in here and powers.mandate_id is not None:
        return Capacity(Role.COUNTY_AGENCY, powers.mandate_id)
    if Role.JUSTICE_OFFICE in wanted and Role.JUSTICE_OFFICE in here:
        if powers.delegation_id is None:
            raise NotDelegated(NOT_DELEGATED)
        return Capacity(Role.JUSTICE_OFFICE, powers.delegation_id)
    raise NotPermitted(NOT_THIS_LEVEL)


def role_here(officer: Officer, division: str) -> Role:
    """The highest role that the officer holds over a division; NotPermitted without any."""
    held = [grant.role for grant in officer.grants if grant.reaches(division)]
    order = (Role.CITY_AGENCY, Role.COUNTY_HEAD, Role.COUNTY_AGENCY, Role.JUSTICE_OFFICE)
    for role in order:
        if role in held:
            return role
    raise NotPermitted(NOT_THIS_LEVEL)
