"""Who decides on orders: the county's head, or the deputy whose live mandate lists it; never on what is their own.

Community Correction Law, art. 29: the head of the county's justice department approves. The mandate is a signed paper
that the head has confirmed; it begins and ends with its days, and with its revocation at once.
"""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from supervision.approvals.authorities import mandate_of, mandated_counties
from supervision.approvals.consent import Capacity, capacity_to_decide
from supervision.approvals.words import Decider, DelegatedAct
from supervision.legal_time import legal_day
from supervision.officers import Officer, Role
from supervision.officers.roles import may_be_granted

_ACT = DelegatedAct.DECIDE_ORDERS


async def capacity_to_decide_order(
    officer: Officer, division: str, at: datetime, proposers: Collection[UUID] = ()
) -> Capacity:
    """In which capacity the officer decides on an order in `division` at that moment. OwnRequest, NotPermitted."""
    powers = await mandate_of(officer, division, legal_day(at), _ACT)
    return capacity_to_decide(officer, division, Decider.HEAD, powers, proposers)


async def places_to_decide(officer: Officer, at: datetime) -> frozenset[str]:
    """The divisions whose orders the officer decides on at that moment, as head or by mandate."""
    own = {
        grant.prefix
        for grant in officer.grants
        if grant.role is Role.COUNTY_HEAD and may_be_granted(grant.role, grant.prefix)
    }
    if all(grant.role is not Role.COUNTY_AGENCY for grant in officer.grants):
        return frozenset(own)
    return frozenset(own) | await mandated_counties(officer, _ACT, legal_day(at))
