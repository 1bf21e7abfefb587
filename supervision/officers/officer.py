"""Who an officer is, what they were granted from when to when, and what they may therefore do. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from supervision.actor import Actor
from supervision.audit.acts import Act
from supervision.errors import NotFound, NotPermitted
from supervision.legal_time import legal_day
from supervision.officers.jurisdiction import covers
from supervision.officers.register_acts import is_known_in
from supervision.officers.roles import ADMINISTRATORS, Role, acts_of, may_be_granted, sees_subjects_of
from supervision.settings import Register
from supervision.wording import Wording

NOT_GRANTED = Wording("您的授权不包括这项操作。", "None of your grants allows this act.")
NOT_HERE = Wording("没有这条记录。", "There is no such record.")


@dataclass(frozen=True, slots=True)
class Grant:
    """A role over a division, for days of legal time; the prefix is empty for administrators only."""

    id: UUID
    role: Role
    prefix: str
    valid_from: date
    valid_until: date | None = None
    """The last day of the grant; open-ended without."""
    revoked_at: datetime | None = None

    def is_live_at(self, at: datetime) -> bool:
        """Whether the grant counts at `at`: from its first day through its last, and not revoked by then."""
        if self.revoked_at is not None and self.revoked_at <= at:
            return False
        day = legal_day(at)
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)

    def reaches(self, division: str) -> bool:
        """Whether `division` lies inside what was granted; a grant that could not have been given reaches nothing."""
        if not may_be_granted(self.role, self.prefix):
            return False
        return self.role in ADMINISTRATORS or covers(self.prefix, division)


@dataclass(frozen=True, slots=True)
class Officer:
    """A signed-in officer as of one request; `grants` are those that were live when it came in."""

    id: UUID
    register: Register
    username: str
    name: str
    office_id: UUID | None
    office_name: str
    office_division: str
    grants: tuple[Grant, ...]
    _reaches: dict[Act, tuple[str, ...]] = field(default_factory=dict, init=False, repr=False, compare=False)
    """What `reach` has found out: a page asks hundreds of times."""

    @property
    def actor(self) -> Actor:
        """The officer as the audit knows them."""
        return Actor.officer(self.id, self.name)

    @property
    def roles(self) -> tuple[Role, ...]:
        """The roles held, in the order of the roles' table."""
        held = {grant.role for grant in self.grants}
        return tuple(role for role in Role if role in held)


def live_grants(grants: Iterable[Grant], at: datetime) -> tuple[Grant, ...]:
    """Those of `grants` that count at `at`."""
    return tuple(grant for grant in grants if grant.is_live_at(at))


def reach(officer: Officer, act: Act) -> tuple[str, ...]:
    """The division prefixes inside which the officer may do `act`; empty means nowhere, an empty prefix everywhere.

    A query keeps `division LIKE prefix || '%'` for any of them, and must find nothing when there is none.
    """
    if (found := officer._reaches.get(act)) is None:  # noqa: SLF001 - the officer carries it from question to question
        found = officer._reaches[act] = _find_reach(officer, act)  # noqa: SLF001
    return found


def _find_reach(officer: Officer, act: Act) -> tuple[str, ...]:
    prefixes = {
        grant.prefix
        for grant in officer.grants
        if act in acts_of(grant.role, officer.register) and may_be_granted(grant.role, grant.prefix)
    }
    return tuple(sorted(p for p in prefixes if not any(p != wider and p.startswith(wider) for wider in prefixes)))


def check_officer_may(officer: Officer, act: Act, division: str | None) -> None:
    """Refuse unless the officer may do `act` on what lies in `division` (None: on nothing in particular).

    NotFound when no grant lets them know of such a subject there, or their register has none of the kind at all;
    NotPermitted when they know but may not do this.
    """
    if not is_known_in(officer.register, act):
        raise NotFound(NOT_HERE)
    allowed = reach(officer, act)
    if division is None:
        if not allowed:
            raise NotPermitted(NOT_GRANTED)
        return
    here = [grant for grant in officer.grants if grant.reaches(division)]
    if any(act in acts_of(grant.role, officer.register) for grant in here):
        return
    if any(sees_subjects_of(grant.role, officer.register, act) for grant in here):
        raise NotPermitted(NOT_GRANTED)
    raise NotFound(NOT_HERE)


def officer_may(officer: Officer, act: Act, division: str | None) -> bool:
    """Whether `check_officer_may` would let the officer pass; for what a page offers."""
    try:
        check_officer_may(officer, act, division)
    except (NotFound, NotPermitted):
        return False
    return True
