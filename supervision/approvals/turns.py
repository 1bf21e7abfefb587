"""Whose turn it is: at which levels, over which divisions, an officer decides by role, delegation or mandate."""

from collections.abc import Collection
from datetime import date

from supervision.approvals.authorities import live_authorities
from supervision.approvals.words import ROLES_OF_DECIDER, AuthorityKind, Decider, DelegatedAct
from supervision.officers import Officer, Role
from supervision.officers.roles import may_be_granted


async def turns_of(officer: Officer, act: DelegatedAct, day: date) -> Collection[tuple[Decider, str]]:
    """The levels and division prefixes at which the officer decides on that day; `act` is what an office needs."""
    live = await live_authorities(officer, act, day)
    is_delegated = any(kind is AuthorityKind.DELEGATION for kind, _, _ in live)
    turns = {
        (decider, grant.prefix)
        for decider, roles in ROLES_OF_DECIDER.items()
        for grant in officer.grants
        if grant.role in roles and may_be_granted(grant.role, grant.prefix)
        if is_delegated or grant.role is not Role.JUSTICE_OFFICE
    }
    return turns | {(Decider.HEAD, county) for kind, _, county in live if kind is AuthorityKind.MANDATE}
