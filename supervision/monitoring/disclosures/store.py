"""Disclosures as stored, found where their file is."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

import msgspec

from supervision.audit import Act
from supervision.corrections.access import asking
from supervision.errors import NotFound
from supervision.monitoring.disclosures.pack import DisclosedPosition
from supervision.officers import Officer, check_officer_may
from supervision.officers.officer import NOT_HERE
from supervision.storage.database import Record, fetch, fetch_one
from supervision.vault import DataKey, Place, unseal_json, unseal_text

TABLE = "disclosure"


class DisclosureState(StrEnum):
    """How far a disclosure is."""

    ASKED = "asked"
    RETURNED = "returned"
    APPROVED = "approved"
    HANDED_OVER = "handed-over"


class Organ(StrEnum):
    """Who can be given positions at all."""

    POLICE = "police"
    PROCURATORATE = "procuratorate"
    COURT = "court"


class Asking(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which organ asks through whom, on what legal basis, and why."""

    organ_name: str
    officer_name: str
    legal_basis: str
    reason: str


SELECT_DISCLOSURES = """
SELECT d.id, d.number, d.file AS file_id, d.organ, d.from_at, d.until_at, d.every_minutes, d.state, d.asking_sealed,
       d.asked_at, d.asked_by, d.decided_at, d.return_sealed, d.pack_sealed, d.positions, d.handed_over_at,
       f.vault_key, f.division, f.number AS file_number
FROM disclosure AS d JOIN files_open_to($1) AS f ON f.id = d.file
"""
"""The columns that `disclosure_of` reads, of files that are open to `asking` ($1)."""


@dataclass(frozen=True, slots=True)
class StoredDisclosure:
    """A disclosure as it is stored."""

    id: UUID
    number: str
    file_id: UUID
    file_number: str
    vault_key: UUID
    division: str
    organ: Organ
    from_at: datetime
    until_at: datetime
    every_minutes: int
    state: DisclosureState
    asked_at: datetime
    asked_by: UUID | None
    decided_at: datetime | None
    positions: int | None
    handed_over_at: datetime | None
    asking_sealed: bytes
    return_sealed: bytes | None
    pack_sealed: bytes | None

    def asking(self, key: DataKey) -> Asking:
        """Who asked, on what basis, and why."""
        return unseal_json(key, self.asking_sealed, Place(TABLE, "asking_sealed", self.id), Asking)

    def returned_because(self, key: DataKey) -> str:
        """Why it was returned; empty where it was not."""
        place = Place(TABLE, "return_sealed", self.id)
        return unseal_text(key, self.return_sealed, place) if self.return_sealed else ""

    def pack(self, key: DataKey) -> tuple[DisclosedPosition, ...]:
        """The positions, as they were frozen with the approval."""
        if self.pack_sealed is None:
            return ()
        place = Place(TABLE, "pack_sealed", self.id)
        return unseal_json(key, self.pack_sealed, place, tuple[DisclosedPosition, ...])


def disclosure_of(row: Record) -> StoredDisclosure:
    """A disclosure from the columns of `SELECT_DISCLOSURES`."""
    values = {name: row[name] for name in StoredDisclosure.__dataclass_fields__}
    return StoredDisclosure(**{**values, "organ": Organ(row["organ"]), "state": DisclosureState(row["state"])})


async def load_disclosure(officer: Officer, act: Act, disclosure_id: UUID, *, lock: bool = False) -> StoredDisclosure:
    """The disclosure, if the officer may do `act` where the file is; NotFound elsewhere."""
    if lock:
        await fetch("SELECT FROM disclosure WHERE id = $1 FOR NO KEY UPDATE", disclosure_id)
    row = await fetch_one(f"{SELECT_DISCLOSURES} WHERE d.id = $2", asking(officer, act), disclosure_id)
    if row is None:
        raise NotFound(NOT_HERE)
    check_officer_may(officer, act, row["division"])
    return disclosure_of(row)
