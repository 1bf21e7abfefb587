"""What a limit on access says, and who may set it, decide on it and end it. Pure."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from supervision.corrections.access_rule import LimitKind
from supervision.errors import InputInvalid, RuleRefused
from supervision.officers.roles import Role
from supervision.texts import needed_text
from supervision.wording import Wording

_MOST_REASON = 1_000

MAY_BE_NAMED = (Role.JUSTICE_OFFICE, Role.COUNTY_AGENCY, Role.CITY_AGENCY)
"""Roles that a limit may name; no restriction binds a county's head, who answers for it."""

NOBODY_NAMED = Wording("请至少指明一名工作人员、一个机构或者一种角色。", "Name at least one officer, office or role.")
ROLE_NOT_NAMED = Wording("不能指明这一角色。", "A limit cannot name this role.")
DAYS_WRONG = Wording(
    "起始日期不能早于今天，截止日期不能早于起始日期。", "It begins today at the soonest, and ends later."
)
LETS_ONESELF_IN = Wording(
    "限制知悉不能指明提出人本人，须由他人提出。",
    "A restriction cannot let in whoever sets it; another sets that.",
)
OWN_LIMIT = Wording("不能审核自己提出的访问限制。", "Nobody decides on a limit that they set themselves.")
ABOUT_ONESELF = Wording("不能审核指明自己的访问限制。", "Nobody decides on a limit that names them.")
DECIDED_ALREADY = Wording("该访问限制已由%(who)s于%(when)s审核。", "%(who)s decided on this limit on %(when)s.")
NOT_STANDING = Wording("该访问限制没有生效，或者已经结束。", "This limit does not stand, or has ended already.")
MOVED = Wording(
    "该访问限制已移到本人的档案，请在档案中办理。", "This limit has moved onto the person's file; deal with it there."
)


class AccessLimitRefused(RuleRefused):
    """The limit cannot be set, decided or ended like this, or by this officer."""

    code = "access-limit-refused"


@dataclass(frozen=True, slots=True)
class LimitDraft:
    """A limit as it is asked for: whom it names, its first and last day, and why."""

    kind: LimitKind
    from_on: date
    until_on: date
    reason: str
    officers: Collection[UUID] = ()
    offices: Collection[UUID] = ()
    roles: Collection[Role] = ()


def needed_reason(text: str) -> str:
    """Why a limit is set, turned down or ended; InputInvalid without."""
    return needed_text(text, "reason", _MOST_REASON)


def check_draft(draft: LimitDraft, officer_id: UUID, today: date) -> None:
    """InputInvalid names the field to mend; AccessLimitRefused where it would let in whoever sets it."""
    if not (draft.officers or draft.offices or draft.roles):
        raise InputInvalid(NOBODY_NAMED, field="officers")
    if not set(draft.roles).issubset(MAY_BE_NAMED):
        raise InputInvalid(ROLE_NOT_NAMED, field="roles")
    if not today <= draft.from_on <= draft.until_on:
        raise InputInvalid(DAYS_WRONG, field="until_on")
    if draft.kind is LimitKind.RESTRICTION and officer_id in draft.officers:
        raise AccessLimitRefused(LETS_ONESELF_IN)


def check_may_decide(decider: UUID, set_by: UUID, named: Collection[UUID]) -> None:
    """AccessLimitRefused for a limit of one's own, or about oneself."""
    if decider == set_by:
        raise AccessLimitRefused(OWN_LIMIT)
    if decider in named:
        raise AccessLimitRefused(ABOUT_ONESELF)
