"""Whether rows about people point, by its digest, at a place that an import made."""

from collections.abc import Collection, Iterable
from uuid import UUID

from supervision.residence.changes import link_digest
from supervision.storage.database import fetch


async def pointed_at(kind: str, ids: Iterable[UUID], made_beside: Collection[str] = ()) -> set[UUID]:
    """Those of the places at which a row about people points by its digest."""
    by_digest = {link_digest(kind, place_id): place_id for place_id in ids}
    column = f"{kind}_digest"
    tables = await fetch(
        """SELECT table_name::text AS name FROM information_schema.columns
           WHERE table_schema = 'public' AND column_name = $1""",
        column,
    )
    found: set[UUID] = set()
    for row in tables:
        if row["name"] not in made_beside:
            pointing = await fetch(
                f"SELECT DISTINCT {column} AS digest FROM {row['name']} WHERE {column} = ANY($1)",  # noqa: S608 - names that the database itself gives
                list(by_digest),
            )
            found |= {by_digest[bytes(one["digest"])] for one in pointing}
    return found
