"""Taking back what an import made: whoever nobody has touched since goes with everything, all others stay."""

from collections.abc import Sequence
from uuid import UUID

from supervision.audit import Change
from supervision.sheets.untouched import untouched
from supervision.storage.database import fetch

_MADE_BESIDE_A_RESIDENT = (
    "membership",
    "stay",
    "resident_version",
    "resident_term",
    "duplicate_key",
    "uncompared_resident",
)
"""What registering makes beside the resident's row; any other row that refers to a resident keeps them."""


async def remove_residents(change: Change, resident_ids: Sequence[UUID]) -> int:
    """Remove untouched residents with their keys in the caller's change; gives how many stay."""
    rows = await fetch(
        f"""SELECT r.id, r.vault_key, s.dwelling_digest FROM resident AS r JOIN stay AS s ON s.resident = r.id
            WHERE r.id = ANY($1) AND r.revision = 1 AND r.state = 'living' AND r.last_verdict IS NULL
                AND {await untouched("resident", "r", _MADE_BESIDE_A_RESIDENT)} FOR UPDATE OF r""",  # noqa: S608 - names that the database itself gives
        list(resident_ids),
    )
    removed = [row["id"] for row in rows]
    for table in _MADE_BESIDE_A_RESIDENT:
        await change.connection.execute(f"DELETE FROM {table} WHERE resident = ANY($1)", removed)  # noqa: S608 - our own names
    await change.connection.execute("DELETE FROM resident WHERE id = ANY($1)", removed)
    await change.connection.execute("DELETE FROM vault_key WHERE id = ANY($1)", [row["vault_key"] for row in rows])
    await change.connection.execute(
        """UPDATE occupancy SET residents = residents - gone.count
           FROM (SELECT digest, count(*) AS count FROM unnest($1::bytea[]) AS digest GROUP BY digest) AS gone
           WHERE dwelling_digest = gone.digest""",
        [row["dwelling_digest"] for row in rows],
    )
    return len(resident_ids) - len(removed)


async def remove_households(change: Change, household_ids: Sequence[UUID]) -> None:
    """Remove household files to which nothing refers but a card never printed, keys included, in a change."""
    rows = await fetch(
        f"""SELECT h.id, h.vault_key FROM household AS h
            WHERE h.id = ANY($1) AND h.revision = 1 AND {await untouched("household", "h", ("card",))}
                AND NOT EXISTS (SELECT FROM card WHERE card.household = h.id AND card.state <> 'queued')""",  # noqa: S608 - likewise
        list(household_ids),
    )
    await change.connection.execute("DELETE FROM card WHERE household = ANY($1)", [row["id"] for row in rows])
    await change.connection.execute("DELETE FROM household WHERE id = ANY($1)", [row["id"] for row in rows])
    await change.connection.execute("DELETE FROM vault_key WHERE id = ANY($1)", [row["vault_key"] for row in rows])
