"""How far an officer sees in this register: whole divisions, or, for an assistant, the drawers on duty and no other."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from supervision.audit import Act
from supervision.errors import NotFound
from supervision.legal_time import legal_day, now
from supervision.officers import Officer, Role, check_officer_may
from supervision.officers.officer import NOT_HERE
from supervision.officers.roles import acts_of
from supervision.residence.changes import link_digest
from supervision.storage.database import fetch

DRAWER = "drawer"
"""The kind of link by which rows about people point at their drawer."""


@dataclass(frozen=True, slots=True)
class Reach:
    """Where an officer may do an act: anywhere below `prefixes`, and in `drawers`."""

    prefixes: tuple[str, ...]
    drawers: tuple[UUID, ...]

    @property
    def patterns(self) -> list[str]:
        """For `division LIKE ANY($n)`; an empty list matches nothing."""
        return [f"{prefix}%" for prefix in self.prefixes]

    @property
    def drawer_digests(self) -> list[bytes]:
        """For `drawer_digest = ANY($n)`; an empty list matches nothing."""
        return [drawer_digest(drawer) for drawer in self.drawers]

    def covers(self, division: str, drawer: bytes | UUID) -> bool:
        """Whether a record of that division and drawer (its id, or its digest) lies inside."""
        if any(division.startswith(prefix) for prefix in self.prefixes):
            return True
        return drawer in self.drawers if isinstance(drawer, UUID) else bytes(drawer) in self.drawer_digests


def drawer_digest(drawer_id: UUID) -> bytes:
    """The digest by which rows about people point at a drawer."""
    return link_digest(DRAWER, drawer_id)


async def reach_of(officer: Officer, act: Act) -> Reach:
    """Where the officer may do `act` today. NotPermitted, or NotFound in another register, when nowhere at all."""
    check_officer_may(officer, act, None)
    return await _reach(officer, act)


async def check_reach(officer: Officer, act: Act, division: str, drawer: bytes | UUID) -> None:
    """NotFound unless the officer may do `act` on what lies in that division and drawer; existence is not told."""
    if not (await _reach(officer, act)).covers(division, drawer):
        check_officer_may(officer, act, division)  # seen, but not theirs: NotPermitted
        raise NotFound(NOT_HERE)


async def _reach(officer: Officer, act: Act) -> Reach:
    able = [grant for grant in officer.grants if act in acts_of(grant.role, officer.register)]
    whole = {grant.prefix for grant in able if grant.role is not Role.POLICE_ASSISTANT}
    within = {grant.prefix for grant in able if grant.role is Role.POLICE_ASSISTANT}
    drawers = await _drawers_on_duty(officer.id, within, legal_day(now())) if within else ()
    return Reach(tuple(sorted(whole)), drawers)


async def _drawers_on_duty(officer_id: UUID, within: Iterable[str], today: date) -> tuple[UUID, ...]:
    rows = await fetch(
        """SELECT DISTINCT drawer.id FROM drawer_duty JOIN drawer ON drawer.id = drawer_duty.drawer
           WHERE officer = $1 AND valid_from <= $2 AND (valid_until IS NULL OR valid_until >= $2)
               AND drawer.division LIKE ANY($3)
           ORDER BY drawer.id""",
        officer_id, today, [f"{prefix}%" for prefix in within],
    )  # fmt: skip
    return tuple(row["id"] for row in rows)
