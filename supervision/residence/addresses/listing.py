"""Standard addresses as officers look through them: communities, streets, and what stands below."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from supervision.audit import Act
from supervision.officers import Officer, check_officer_may, division_names, reach
from supervision.paging import PAGE_SIZE, Cursor, Page, read_cursor, split_page
from supervision.residence.addresses.standard import StandardAddress, address_of, load_address
from supervision.residence.reach import reach_of
from supervision.storage.database import Record, fetch


@dataclass(frozen=True, slots=True)
class Community:
    """A community within reach, with what it has."""

    division: str
    name: str
    drawers: int
    dwellings: int


@dataclass(frozen=True, slots=True)
class AddressFilter:
    """Which addresses to list: those of a division, those directly below one address, or those with a text in them."""

    division: str = ""
    parent_id: UUID | None = None
    query: str = ""


async def load_communities(officer: Officer, act: Act = Act.DRAWER_LIST) -> tuple[Community, ...]:
    """The communities within reach, by their code; an assistant's are those with a drawer on duty."""
    reached = await reach_of(officer, act)
    rows = await fetch(
        """SELECT place.code, (SELECT count(*) FROM drawer WHERE drawer.division = place.code
                   AND (place.code LIKE ANY($1) OR drawer.id = ANY($2))) AS drawers,
               (SELECT count(*) FROM dwelling WHERE dwelling.division = place.code AND retired_at IS NULL
                   AND (place.code LIKE ANY($1) OR dwelling.drawer = ANY($2))) AS dwellings
           FROM division AS place
           WHERE length(place.code) = 12 AND (place.code LIKE ANY($1)
               OR place.code IN (SELECT division FROM drawer WHERE id = ANY($2)))
           ORDER BY place.code""",
        reached.patterns, list(reached.drawers),
    )  # fmt: skip
    names = await division_names(row["code"] for row in rows)
    return tuple(Community(row["code"], names[row["code"]], row["drawers"], row["dwellings"]) for row in rows)


async def list_addresses(
    officer: Officer, wanted: AddressFilter | None = None, cursor: str | None = None
) -> Page[StandardAddress]:
    """Addresses within reach, those entered last first, fifty a page; NotFound for a parent elsewhere."""
    chosen, after = wanted or AddressFilter(), read_cursor(cursor)
    check_officer_may(officer, Act.ADDRESS_LIST, None)
    if chosen.parent_id is not None:
        await load_address(officer, Act.ADDRESS_LIST, chosen.parent_id)
    rows = await fetch(
        f"""{_SELECT} WHERE a.merged_into IS NULL AND a.division LIKE ANY($1)
            AND ($2::text = '' OR a.division LIKE $2 || '%') AND ($3::uuid IS NULL OR a.parent = $3)
            AND ($4::text = '' OR strpos(a.full_name, $4) > 0 OR a.code = $4)
            AND ($5::timestamptz IS NULL OR (a.created_at, a.id) < ($5, $6))
            ORDER BY a.created_at DESC, a.id DESC LIMIT $7""",
        _patterns(officer), chosen.division, chosen.parent_id, "".join(chosen.query.split()),
        after and after.at, after and after.row_id, PAGE_SIZE + 1,
    )  # fmt: skip
    shown, following = split_page(rows, lambda row: Cursor(row["created_at"], row["id"]))
    return Page(tuple(map(_of, shown)), following)


async def load_streets(officer: Officer, division: str) -> tuple[StandardAddress, ...]:
    """The streets of a community within reach, in the order of walking."""
    check_officer_may(officer, Act.ADDRESS_LIST, None)
    rows = await fetch(
        f"""{_SELECT} WHERE a.parent IS NULL AND a.merged_into IS NULL AND a.division = $1 AND a.division LIKE ANY($2)
            ORDER BY a.ordinal, a.name""",
        division, _patterns(officer),
    )  # fmt: skip
    return tuple(map(_of, rows))


async def load_children(officer: Officer, address_id: UUID) -> tuple[StandardAddress, ...]:
    """What stands directly below an address within reach, floor by floor, in the order of the doors."""
    await load_address(officer, Act.ADDRESS_LIST, address_id)
    rows = await fetch(
        f"{_SELECT} WHERE a.parent = $1 AND a.merged_into IS NULL ORDER BY a.floor NULLS FIRST, a.ordinal, a.name",
        address_id,
    )
    return tuple(map(_of, rows))


async def load_line(officer: Officer, address: StandardAddress) -> tuple[StandardAddress, ...]:
    """What an address stands under, from the street down, itself last."""
    check_officer_may(officer, Act.ADDRESS_LIST, address.division)
    rows = await fetch(
        f"""WITH RECURSIVE up AS (
                SELECT id, parent, 0 AS step FROM standard_address WHERE id = $1
                UNION ALL
                SELECT a.id, a.parent, up.step + 1 FROM standard_address AS a JOIN up ON a.id = up.parent
            )
            {_SELECT} JOIN up USING (id) ORDER BY up.step DESC""",  # noqa: S608 - constants of this module
        address.id,
    )
    return tuple(map(_of, rows))


async def count_children(address_ids: list[UUID]) -> Mapping[UUID, int]:
    """How much stands directly below each of the addresses."""
    rows = await fetch(
        """SELECT parent, count(*) AS children FROM standard_address
           WHERE parent = ANY($1) AND merged_into IS NULL GROUP BY parent""",
        address_ids,
    )
    return {row["parent"]: row["children"] for row in rows}


async def dwellings_at(address_ids: list[UUID]) -> Mapping[UUID, UUID]:
    """The dwelling at each of the addresses that has one."""
    rows = await fetch("SELECT address, id FROM dwelling WHERE address = ANY($1) AND retired_at IS NULL", address_ids)
    return {row["address"]: row["id"] for row in rows}


_SELECT = """
SELECT a.id, a.division, a.kind, a.parent AS parent_id, a.name, a.full_name, a.ordinal, a.floor, a.code, a.lat, a.lon,
       a.merged_into, a.revision, a.created_at
FROM standard_address AS a
"""


def _patterns(officer: Officer) -> list[str]:
    return [f"{prefix}%" for prefix in reach(officer, Act.ADDRESS_LIST)]


def _of(row: Record) -> StandardAddress:
    return address_of({name: row[name] for name in StandardAddress.__dataclass_fields__})
