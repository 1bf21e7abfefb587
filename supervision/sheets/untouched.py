"""Whether anything refers, by a foreign key, to what an import made."""

from collections.abc import Collection

from supervision.storage.database import fetch


async def untouched(table: str, alias: str, made_beside: Collection[str] = ()) -> str:
    """A condition, as SQL: no row of any table refers to this one, but for what was made beside it."""
    referring = await fetch(
        """SELECT c.conrelid::regclass::text AS name, a.attname::text AS column FROM pg_constraint AS c
           JOIN pg_attribute AS a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
           WHERE c.contype = 'f' AND c.confrelid = $1::text::regclass ORDER BY 1, 2""",
        table,
    )
    conditions = [
        f"NOT EXISTS (SELECT FROM {row['name']} AS other WHERE other.{row['column']} = {alias}.id)"
        for row in referring
        if row["name"] not in made_beside
    ]
    return " AND ".join(conditions) or "true"
