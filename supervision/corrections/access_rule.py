"""Whom a file is open to: what limits stand on it, who asks, and what follows. Pure; `files_open_to` says it in SQL."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

import msgspec


class LimitKind(StrEnum):
    """What a limit does with those whom it names."""

    EXCLUSION = "exclusion"
    RESTRICTION = "restriction"


class Asker(msgspec.Struct, frozen=True):
    """Who asks for files, when, and how far their grants go: prefixes of divisions as patterns for LIKE."""

    officer: UUID
    office: UUID | None
    roles: tuple[str, ...]
    at: datetime
    day: date
    reach: tuple[str, ...]
    """Where they may do what they ask for."""
    minors: tuple[str, ...]
    """Where the minors' compartment is open to them."""
    restricted: tuple[str, ...]
    """Where no restriction binds them."""


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit with those whom it names; it stands on its days once it is confirmed, until somebody ends it."""

    kind: LimitKind
    officers: Sequence[UUID]
    offices: Sequence[UUID]
    roles: Sequence[str]
    from_on: date
    until_on: date
    is_confirmed: bool
    is_ended: bool

    def stands_on(self, day: date) -> bool:
        """Whether it binds on that day."""
        return self.is_confirmed and not self.is_ended and self.from_on <= day <= self.until_on

    def names(self, asker: Asker) -> bool:
        """Whether it names the officer, their office or a role of theirs."""
        return (
            asker.officer in self.officers
            or asker.office in self.offices
            or not set(self.roles).isdisjoint(asker.roles)
        )


@dataclass(frozen=True, slots=True)
class BrokenGlass:
    """For how long an officer has a way past restrictions."""

    officer: UUID
    opened_at: datetime
    until_at: datetime


@dataclass(frozen=True, slots=True)
class FileAccess:
    """What decides whom a file is open to."""

    division: str
    is_minor: bool
    limits: Sequence[Limit] = ()
    broken_glass: Sequence[BrokenGlass] = ()


def is_open_to(file: FileAccess, asker: Asker) -> bool:
    """Whether nothing shuts the asker out of the file; whether their reach goes so far is another question.

    An exclusion that names them always does. A restriction does that does not name them, and so does the minors'
    compartment without its grant, but for whoever has broken the glass.
    """
    standing = [limit for limit in file.limits if limit.stands_on(asker.day)]
    if any(limit.kind is LimitKind.EXCLUSION and limit.names(asker) for limit in standing):
        return False
    if any(each.officer == asker.officer and each.opened_at <= asker.at < each.until_at for each in file.broken_glass):
        return True
    if file.is_minor and not _covers(asker.minors, file.division):
        return False
    return _covers(asker.restricted, file.division) or all(
        limit.names(asker) for limit in standing if limit.kind is LimitKind.RESTRICTION
    )


def _covers(patterns: Sequence[str], division: str) -> bool:
    return any(division.startswith(pattern.removesuffix("%")) for pattern in patterns)
