"""Which grant may be given to whom. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from supervision.errors import InputInvalid, RuleRefused
from supervision.officers.jurisdiction import entered_division
from supervision.officers.officer import Grant
from supervision.officers.roles import ADMINISTRATORS, Role, may_be_granted, roles_of
from supervision.settings import Register
from supervision.wording import Wording

NO_PREFIX = Wording("管理员角色不带辖区。", "An administrator's role has no division.")
OTHER_REGISTER = Wording("本登记册没有这一角色。", "This register has no such role.")
WRONG_LEVEL = Wording("这一角色不能授予这一层级的辖区。", "This role is not granted at this level.")
UNKNOWN_PREFIX = Wording(
    "辖区不在已载入的区划中，也不包含所在机构。",
    "The division is neither loaded nor one that contains the officer's office.",
)
BACKWARDS = Wording("截止日期早于起始日期。", "The last day lies before the first.")
IN_THE_PAST = Wording("授权不能从过去的日期开始。", "A grant cannot begin in the past.")
LAST_DAY_NEEDED = Wording("这种角色的授权须有截止日期。", "A grant of this role needs a last day.")
NO_ADMINISTRATOR_BESIDE = Wording(
    "管理员和交换平台账号不能兼有其他角色。",
    "An administrator, and a platform's account, holds no other role, and nobody else theirs.",
)
HELD_ALREADY = Wording(
    "此人在这些日期已有同样的授权。", "The officer holds the same grant on some of these days already."
)


class GrantRefused(RuleRefused):
    """A rule says that this officer may not be given this grant."""

    code = "grant-refused"


_UNTIL_A_LAST_DAY = frozenset({Role.MINORS_OFFICER, Role.EXCHANGE_READER})
_ALONE = ADMINISTRATORS | {Role.EXCHANGE_READER}


@dataclass(frozen=True, slots=True)
class GrantDraft:
    """A grant as it was asked for; `valid_until` is its last day, None leaves it open."""

    role: Role
    prefix: str
    valid_from: date
    valid_until: date | None = None


def entered_grant(draft: GrantDraft, register: Register, *, today: date) -> GrantDraft:
    """The draft as it is stored; InputInvalid when prefix, level or days cannot be, or its register lacks the role."""
    if draft.role not in roles_of(register):
        raise InputInvalid(OTHER_REGISTER, field="role")
    prefix = draft.prefix.strip()
    if draft.role in ADMINISTRATORS:
        if prefix:
            raise InputInvalid(NO_PREFIX, field="prefix")
    else:
        prefix = entered_division(prefix, field="prefix")
        if not may_be_granted(draft.role, prefix):
            raise InputInvalid(WRONG_LEVEL, field="prefix")
    if draft.role in _UNTIL_A_LAST_DAY and draft.valid_until is None:
        raise InputInvalid(LAST_DAY_NEEDED, field="valid_until")
    if draft.valid_from < today:
        raise InputInvalid(IN_THE_PAST, field="valid_from")
    if draft.valid_until is not None and draft.valid_until < draft.valid_from:
        raise InputInvalid(BACKWARDS, field="valid_until")
    return replace(draft, prefix=prefix)


def check_place(prefix: str, office_division: str, known_divisions: Iterable[str]) -> None:
    """InputInvalid unless the prefix is a loaded division, or contains the division of the officer's office."""
    if prefix and not office_division.startswith(prefix) and prefix not in known_divisions:
        raise InputInvalid(UNKNOWN_PREFIX, field="prefix")


def check_beside(draft: GrantDraft, held: Iterable[Grant]) -> None:
    """GrantRefused when the draft does not go together with what the officer holds, now or later."""
    lasting = [grant for grant in held if grant.revoked_at is None and not _is_over(grant, draft.valid_from)]
    for grant in lasting:
        if grant.role is not draft.role and not _ALONE.isdisjoint({grant.role, draft.role}):
            raise GrantRefused(NO_ADMINISTRATOR_BESIDE)
        begins_after = draft.valid_until is not None and draft.valid_until < grant.valid_from
        if (grant.role, grant.prefix) == (draft.role, draft.prefix) and not begins_after:
            raise GrantRefused(HELD_ALREADY)


def _is_over(grant: Grant, day: date) -> bool:
    return grant.valid_until is not None and grant.valid_until < day
