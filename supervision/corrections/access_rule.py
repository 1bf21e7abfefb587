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
    sealed_before: datetime | None
    """Files of minors that ended before are sealed to what is asked; None where it shows nothing that is sealed."""


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
class Opening:
    """For how long an officer has a way past restrictions, or into a sealed file."""

    officer: UUID
    opened_at: datetime
    until_at: datetime

    def serves(self, asker: Asker) -> bool:
        """Whether it is the asker's, and not over."""
        return self.officer == asker.officer and self.opened_at <= asker.at < self.until_at


@dataclass(frozen=True, slots=True)
class FileAccess:
    """What decides whom a file is open to."""

    division: str
    is_minor: bool
    limits: Sequence[Limit] = ()
    broken_glass: Sequence[Opening] = ()
    ended_at: datetime | None = None
    legal_queries: Sequence[Opening] = ()

    def is_sealed_to(self, asker: Asker) -> bool:
        """Whether it is a minor's, over for good, and no legal query opens it."""
        if not self.is_minor or self.ended_at is None or asker.sealed_before is None:
            return False
        return self.ended_at < asker.sealed_before and not any(query.serves(asker) for query in self.legal_queries)


def is_open_to(file: FileAccess, asker: Asker) -> bool:
    """Whether nothing shuts the asker out of the file; whether their reach goes so far is another question.

    An exclusion that names them always does. A restriction does that does not name them, and so does the minors'
    compartment without its grant, but for whoever has broken the glass. What is sealed stays so for them too.
    """
    standing = [limit for limit in file.limits if limit.stands_on(asker.day)]
    if any(limit.kind is LimitKind.EXCLUSION and limit.names(asker) for limit in standing):
        return False
    if file.is_sealed_to(asker):
        return False
    if any(glass.serves(asker) for glass in file.broken_glass):
        return True
    if file.is_minor and not _covers(asker.minors, file.division):
        return False
    return _covers(asker.restricted, file.division) or all(
        limit.names(asker) for limit in standing if limit.kind is LimitKind.RESTRICTION
    )


def _covers(patterns: Sequence[str], division: str) -> bool:
    return any(division.startswith(pattern.removesuffix("%")) for pattern in patterns)
