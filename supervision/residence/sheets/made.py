"""What writing a chunk of an import made and changed, kept sealed until it can no longer be undone."""

from uuid import UUID

import msgspec

from supervision.residence.addresses.dwellings import DwellingFacts
from supervision.residence.parties.details import Party


class AddressBefore(msgspec.Struct, array_like=True):
    """An address to which an import gave its code or point: the revision that it left, and what stood there before."""

    id: UUID
    revision: int
    code: str | None
    lat: float | None
    lon: float | None
    is_point_of_parent: bool


class HomeBefore(msgspec.Struct, array_like=True):
    """A dwelling that an import changed: the revision that it left, and what was recorded before."""

    id: UUID
    revision: int
    facts: DwellingFacts
    landlord_id: UUID | None


class PartyBefore(msgspec.Struct, array_like=True):
    """A party of whom an import told more: the revision that it left, and what was known before."""

    id: UUID
    revision: int
    details: Party


class MadeHomes(msgspec.Struct, array_like=True):
    """What writing a chunk of homes made and changed."""

    addresses: list[UUID] = []
    drawers: list[UUID] = []
    dwellings: list[UUID] = []
    parties: list[UUID] = []
    hazards: list[UUID] = []
    changed_addresses: list[AddressBefore] = []
    changed_dwellings: list[HomeBefore] = []
    changed_parties: list[PartyBefore] = []


class Made(msgspec.Struct, array_like=True):
    """What writing a chunk made, for undoing it; `changed` holds ids with the revision that writing left."""

    residents: list[UUID] = []
    households: list[UUID] = []
    changed: list[tuple[UUID, int]] = []
    homes: MadeHomes = msgspec.field(default_factory=MadeHomes)

    @property
    def counts(self) -> dict[str, int]:
        """How much was made and changed, for the audit."""
        counts = {
            "residents": len(self.residents),
            "changed": len(self.changed) + len(self.homes.changed_dwellings),
            "dwellings": len(self.homes.dwellings),
            "addresses": len(self.homes.addresses),
            "parties": len(self.homes.parties),
        }
        return {name: count for name, count in counts.items() if count}
