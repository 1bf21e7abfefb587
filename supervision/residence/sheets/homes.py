"""The dwellings that an import may name, by the district's own codes of their rooms."""

from collections.abc import Iterable

from supervision.residence.addresses.dwellings import Dwelling, dwellings_by_id
from supervision.storage.database import fetch


async def homes_by_code(codes: Iterable[str], prefixes: Iterable[str]) -> dict[str, Dwelling]:
    """The dwellings of those codes that lie inside the prefixes."""
    rows = await fetch(
        """SELECT a.code, d.id FROM standard_address AS a JOIN dwelling AS d ON d.address = a.id
           WHERE a.code = ANY($1) AND a.division LIKE ANY($2) AND a.merged_into IS NULL AND d.retired_at IS NULL""",
        list(set(codes)), [f"{prefix}%" for prefix in prefixes],
    )  # fmt: skip
    dwellings = await dwellings_by_id(row["id"] for row in rows)
    return {row["code"]: dwellings[row["id"]] for row in rows}
