"""How a search is put down as ended: by itself, or with the act on the file that leaves nobody to search for."""

from uuid import UUID

from supervision.audit import Change
from supervision.corrections.searching.store import TABLE
from supervision.corrections.searching.tables import PersonSearchRow
from supervision.corrections.searching.words import SearchEnd
from supervision.corrections.store import StoredFile
from supervision.officers import Officer
from supervision.storage.database import fetch_one
from supervision.vault import DataKey, Place, load_key, seal_text


async def save_end(change: Change, officer: Officer, search_id: UUID, end: SearchEnd, note: str, key: DataKey) -> None:
    """Put down how a search ended that the caller holds locked."""
    await PersonSearchRow.update(
        {
            "ended_at": change.at,
            "outcome": end.value,
            "end_sealed": seal_text(key, note, Place(TABLE, "end_sealed", search_id)),
            "ended_by": officer.id,
        }
    ).where(PersonSearchRow.id == search_id)
    change.note(search=search_id, end=end)


async def end_search_with_act(change: Change, officer: Officer, file: StoredFile, end: SearchEnd, note: str) -> None:
    """End the search that lasts, if one does, of a file that the caller holds locked and moves on."""
    row = await fetch_one(
        "SELECT id FROM person_search WHERE file = $1 AND ended_at IS NULL FOR NO KEY UPDATE", file.id
    )
    if row is not None:
        await save_end(change, officer, row["id"], end, note, await load_key(file.vault_key))
