"""Household files follow their premises: into another drawer, or into the dwelling that is kept of two."""

from collections.abc import Collection
from uuid import UUID

from supervision.audit import Change
from supervision.residence.addresses.dwellings import Dwelling
from supervision.residence.households.files import count_occupants
from supervision.residence.households.store import HOUSEHOLD, HouseholdPlace, dwelling_digest
from supervision.residence.reach import drawer_digest
from supervision.vault import Place, load_keys, seal_json


async def rehouse(change: Change, dwelling_id: UUID, to: Dwelling, only: Collection[UUID] | None = None) -> list[UUID]:
    """Put the household files of a dwelling under another, or under the same where it now stands; gives their ids.

    `only` names the files that are meant, where not all of them are. One whose key was destroyed keeps its seal.
    """
    before, after, drawer = dwelling_digest(dwelling_id), dwelling_digest(to.id), drawer_digest(to.drawer_id)
    rows = await change.connection.fetch(
        """SELECT id, vault_key FROM household WHERE dwelling_digest = $1 AND ($2::uuid[] IS NULL OR id = ANY($2))
           FOR NO KEY UPDATE""",
        before, None if only is None else list(only),
    )  # fmt: skip
    keys = await load_keys(row["vault_key"] for row in rows)
    place = HouseholdPlace(to.id, to.drawer_id, to.address)
    for row in rows:
        key = keys.get(row["vault_key"])
        sealed = seal_json(key, place, Place(HOUSEHOLD, "place_sealed", row["id"])) if key else None
        await change.connection.execute(
            """UPDATE household SET dwelling_digest = $2, drawer_digest = $3,
                   place_sealed = coalesce($4, place_sealed), revision = revision + 1 WHERE id = $1""",
            row["id"], after, drawer, sealed,
        )  # fmt: skip
    ids = [row["id"] for row in rows]
    await change.connection.execute("UPDATE resident SET drawer_digest = $2 WHERE household = ANY($1)", ids, drawer)
    await change.connection.execute(
        """UPDATE stay SET drawer_digest = $3, dwelling_digest = $4
           WHERE household = ANY($1) AND dwelling_digest = $2""",
        ids, before, drawer, after,
    )  # fmt: skip
    await change.connection.execute("DELETE FROM occupancy WHERE dwelling_digest = ANY($1)", [before, after])
    return ids


async def recount_occupants(change: Change, dwelling: Dwelling) -> None:
    """Count anew how many live in a dwelling whose household files were moved."""
    living = await change.connection.fetchval(
        """SELECT count(*) FROM household AS h JOIN resident AS r ON r.household = h.id AND r.state = 'living'
           WHERE h.dwelling_digest = $1""",
        dwelling_digest(dwelling.id),
    )
    await count_occupants(change, dwelling, living)
