"""Addresses of one place that differ only in how the plate was written, side by side."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from uuid import UUID

from supervision.audit import Act
from supervision.officers import Officer, check_officer_may, reach
from supervision.residence.addresses.names import compared_name
from supervision.residence.addresses.standard import ADDRESS_COLUMNS, StandardAddress, address_of
from supervision.storage.database import fetch


@dataclass(frozen=True, slots=True)
class Side:
    """One of two addresses that may be one, with what hangs on it."""

    address: StandardAddress
    below: int
    dwellings: int


@dataclass(frozen=True, slots=True)
class Duplicate:
    """Two addresses with one parent that are compared; the one with more on it goes first."""

    kept: Side
    merged: Side


async def find_duplicates(officer: Officer, division: str | None = None) -> tuple[Duplicate, ...]:
    """Addresses within reach that stand under one parent and differ only in writing, street by street."""
    check_officer_may(officer, Act.ADDRESS_MERGE, None)
    rows = await fetch(
        f"""SELECT {ADDRESS_COLUMNS} FROM standard_address
            WHERE merged_into IS NULL AND division LIKE ANY($1) AND ($2::text IS NULL OR division LIKE $2 || '%')""",  # noqa: S608 - constants
        [f"{prefix}%" for prefix in reach(officer, Act.ADDRESS_MERGE)], division,
    )  # fmt: skip
    groups = [group for group in same_places(map(address_of, rows)) if len(group) > 1]
    sides = await _sides([address for group in groups for address in group])
    found = []
    for group in groups:
        best, *rest = sorted(
            (sides[address.id] for address in group), key=lambda side: (-side.dwellings, -side.below, side.address.name)
        )
        found += [Duplicate(best, other) for other in rest]
    return tuple(sorted(found, key=lambda pair: (pair.kept.address.division, pair.kept.address.full_name)))


def same_places(addresses: Iterable[StandardAddress]) -> list[list[StandardAddress]]:
    """Addresses grouped by what their names say under their parent."""

    def key(address: StandardAddress) -> tuple[str, str, str, str]:
        return (
            address.division, str(address.parent_id or ""), address.kind, compared_name(address.kind, address.name)
        )  # fmt: skip

    return [list(group) for _, group in groupby(sorted(addresses, key=key), key)]


async def _sides(addresses: list[StandardAddress]) -> dict[UUID, Side]:
    rows = await fetch(
        """WITH RECURSIVE under AS (
               SELECT id AS top, id FROM standard_address WHERE id = ANY($1)
               UNION ALL
               SELECT under.top, a.id FROM standard_address AS a JOIN under ON a.parent = under.id
               WHERE a.merged_into IS NULL
           )
           SELECT under.top, count(*) - 1 AS below, count(dwelling.id) AS dwellings
           FROM under LEFT JOIN dwelling ON dwelling.address = under.id AND retired_at IS NULL GROUP BY 1""",
        [address.id for address in addresses],
    )
    counts = {row["top"]: (row["below"], row["dwellings"]) for row in rows}
    return {address.id: Side(address, *counts[address.id]) for address in addresses}
