"""Who acts: the one thing about people that the audit chain knows."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class ActorKind(StrEnum):
    """The kinds of actor that the audit chain tells apart."""

    OFFICER = "officer"
    SYSTEM = "system"
    RESIDENT = "resident"


@dataclass(frozen=True, slots=True)
class Actor:
    """An officer, a resident on their own page, or a named part of the service acting on a rule of its own."""

    kind: ActorKind
    id: str
    name: str

    @classmethod
    def officer(cls, officer_id: UUID, name: str) -> "Actor":
        """The officer `officer_id`, shown as `name` in the audit."""
        return cls(ActorKind.OFFICER, str(officer_id), name)

    @classmethod
    def system(cls, part: str) -> "Actor":
        """A part of the service (`ingest`, `retention`, `command-line`) acting by rule."""
        return cls(ActorKind.SYSTEM, part, part)

    @classmethod
    def resident(cls, resident_id: UUID) -> "Actor":
        """The resident whose record it is; the audit knows no name of theirs."""
        return cls(ActorKind.RESIDENT, str(resident_id), "resident")
