"""Searches as stored, found where their file is; and their steps."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from supervision.audit import Act
from supervision.corrections.access import asking
from supervision.corrections.searching.words import SearchEnd, SearchStep
from supervision.errors import NotFound
from supervision.officers import Officer, check_officer_may
from supervision.officers.officer import NOT_HERE
from supervision.storage.database import Record, fetch, fetch_one
from supervision.vault import DataKey, Place, unseal_text

TABLE, STEP_TABLE = "person_search", "person_search_step"

SELECT_SEARCHES = """
SELECT s.id, s.file AS file_id, s.lost_since_at, s.reason_sealed, s.opened_at, s.ended_at, s.outcome AS "end",
       s.end_sealed, f.vault_key, f.division, f.number AS file_number
FROM person_search AS s JOIN files_open_to($1) AS f ON f.id = s.file
"""
"""The columns that `search_of` reads, of files that are open to `asking` ($1)."""


@dataclass(frozen=True, slots=True)
class StoredSearch:
    """A search as it is stored."""

    id: UUID
    file_id: UUID
    file_number: str
    vault_key: UUID
    division: str
    lost_since_at: datetime
    opened_at: datetime
    ended_at: datetime | None
    end: SearchEnd | None
    reason_sealed: bytes
    end_sealed: bytes | None

    def reason(self, key: DataKey) -> str:
        """Why it was opened."""
        return unseal_text(key, self.reason_sealed, Place(TABLE, "reason_sealed", self.id))

    def end_note(self, key: DataKey) -> str:
        """Where and how it ended; empty while it lasts."""
        return unseal_text(key, self.end_sealed, Place(TABLE, "end_sealed", self.id)) if self.end_sealed else ""


@dataclass(frozen=True, slots=True)
class TakenStep:
    """A step in clear."""

    step_id: UUID
    step: SearchStep
    happened_at: datetime
    note: str
    taken_by_name: str


def search_of(row: Record) -> StoredSearch:
    """A search from the columns of `SELECT_SEARCHES`."""
    values = {name: row[name] for name in StoredSearch.__dataclass_fields__}
    return StoredSearch(**{**values, "end": SearchEnd(row["end"]) if row["end"] else None})


async def load_search(officer: Officer, act: Act, search_id: UUID, *, lock: bool = False) -> StoredSearch:
    """The search, if the officer may do `act` where the file is; NotFound elsewhere."""
    if lock:
        await fetch("SELECT FROM person_search WHERE id = $1 FOR NO KEY UPDATE", search_id)
    row = await fetch_one(f"{SELECT_SEARCHES} WHERE s.id = $2", asking(officer, act), search_id)
    if row is None:
        raise NotFound(NOT_HERE)
    check_officer_may(officer, act, row["division"])
    return search_of(row)


async def steps_of(search: StoredSearch, key: DataKey) -> tuple[TakenStep, ...]:
    """The steps of a search that the caller has loaded, in their order."""
    rows = await fetch(
        """SELECT p.id, p.step, p.happened_at, p.note_sealed, coalesce(o.name, '') AS name
           FROM person_search_step AS p LEFT JOIN officer AS o ON o.id = p.taken_by
           WHERE p.search = $1 ORDER BY p.number""",
        search.id,
    )
    return tuple(
        TakenStep(
            row["id"],
            SearchStep(row["step"]),
            row["happened_at"],
            unseal_text(key, row["note_sealed"], Place(STEP_TABLE, "note_sealed", row["id"])),
            row["name"],
        )
        for row in rows
    )
