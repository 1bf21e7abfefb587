"""Two addresses of one place made one, with everything that hangs on them, and made two again."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from supervision.audit import Act, Change
from supervision.errors import InputInvalid, NotFound, RuleRefused
from supervision.officers import Officer, check_officer_may, reach
from supervision.officers.officer import NOT_HERE
from supervision.residence.addresses.dwellings import Dwelling, drawer_over, dwellings_by_id
from supervision.residence.addresses.names import compared_name
from supervision.residence.addresses.standard import SUBJECT, StandardAddress, address_of, load_address
from supervision.residence.cabinet.moved import (
    JoinedDwelling,
    MergedAddress,
    Moved,
    MovedAddress,
    MovedDrawer,
    MovedDwelling,
)
from supervision.residence.changes import RESIDENCE, about, residence_change
from supervision.residence.households.rehousing import recount_occupants, rehouse
from supervision.storage.database import fetch, fetch_one
from supervision.vault import Place, seal_json, service_key
from supervision.wording import Wording

MERGE = "address_merge"

NOT_ONE_PLACE = Wording(
    "只能合并同一上级下的同类地址，且不能与自身合并。",
    "Only addresses of one kind under one parent are merged, and none with itself.",
)
MERGED_ALREADY = Wording("其中一个地址已经合并过。", "One of the addresses was merged already.")


class AddressMerged(RuleRefused):
    """One of the addresses was merged into another before."""

    code = "address-merged"


@dataclass(frozen=True, slots=True)
class AddressMerge:
    """A merge that can be looked at, and undone while nothing of it was changed."""

    id: UUID
    merged_name: str
    kept_name: str
    division: str
    merged_at: datetime
    merged_by: str
    undone_at: datetime | None


@dataclass(slots=True)
class _Plan:
    """What is to be done, before anything is: pairs of addresses, and children that find no counterpart."""

    pairs: list[tuple[StandardAddress, StandardAddress]]
    moves: list[tuple[StandardAddress, StandardAddress]]


async def merge_addresses(officer: Officer, merged_id: UUID, kept_id: UUID) -> UUID:
    """Merge one address into another; gives the id under which it is undone. InputInvalid, AddressMerged."""
    async with residence_change(officer.actor, Act.ADDRESS_MERGE, about(SUBJECT, kept_id)) as change:
        merged = await load_address(officer, Act.ADDRESS_MERGE, merged_id, lock=True)
        kept = await load_address(officer, Act.ADDRESS_MERGE, kept_id, lock=True)
        _check_one_place(merged, kept)
        plan = _Plan([], [])
        await _compare(plan, merged, kept)
        merge_id, moved = uuid4(), await _carry_out(change, plan)
        key = await service_key(RESIDENCE)
        await change.connection.execute(
            """INSERT INTO address_merge (id, division, merged, kept, moved_sealed, merged_at, merged_by)
               VALUES ($1, $2, $3, $4, $5, $6, $7)""",
            merge_id, kept.division, merged.id, kept.id,
            seal_json(key, moved, Place(MERGE, "moved_sealed", merge_id)), change.at, officer.id,
        )  # fmt: skip
        change.note(merge=merge_id, merged=merged.id, addresses=len(moved.addresses), dwellings=len(moved.dwellings))
        change.note(joined=len(moved.joined))
    return merge_id


async def list_merges(officer: Officer, division: str | None = None) -> tuple[AddressMerge, ...]:
    """The merges within reach, the newest first, a hundred at most."""
    check_officer_may(officer, Act.ADDRESS_MERGE, None)
    rows = await fetch(
        """SELECT m.id, gone.full_name AS merged_name, kept.full_name AS kept_name, m.division, m.merged_at,
               officer.name AS merged_by, m.undone_at
           FROM address_merge AS m JOIN standard_address AS gone ON gone.id = m.merged
               JOIN standard_address AS kept ON kept.id = m.kept JOIN officer ON officer.id = m.merged_by
           WHERE m.division LIKE ANY($1) AND ($2::text IS NULL OR m.division LIKE $2 || '%')
           ORDER BY m.merged_at DESC LIMIT 100""",
        [f"{prefix}%" for prefix in reach(officer, Act.ADDRESS_MERGE)], division,
    )  # fmt: skip
    return tuple(AddressMerge(**row) for row in rows)


async def move_subtree(change: Change, address: StandardAddress, parent_id: UUID, full_name: str) -> None:
    """Put an address with all that stands below under another parent, in the caller's change."""
    await change.connection.execute(
        """WITH RECURSIVE under AS (
               SELECT id FROM standard_address WHERE parent = $1
               UNION ALL
               SELECT a.id FROM standard_address AS a JOIN under ON a.parent = under.id
           )
           UPDATE standard_address SET full_name = $2 || substr(full_name, $3) WHERE id IN (SELECT id FROM under)""",
        address.id, full_name, len(address.full_name) + 1,
    )  # fmt: skip
    await change.connection.execute(
        "UPDATE standard_address SET parent = $2, full_name = $3, revision = revision + 1 WHERE id = $1",
        address.id, parent_id, full_name,
    )  # fmt: skip
    await change.connection.execute(
        """UPDATE drawer SET name = a.full_name FROM standard_address AS a
           WHERE a.id = drawer.address AND starts_with(a.full_name, $1) AND drawer.name <> a.full_name
               AND a.division = $2""",
        full_name, address.division,
    )  # fmt: skip


async def settle(change: Change, dwelling_id: UUID, address_id: UUID, drawer_id: UUID) -> int:
    """Put a dwelling at an address and into a drawer, its household files with it; gives its revision since."""
    revision: int = await change.connection.fetchval(
        "UPDATE dwelling SET address = $2, drawer = $3, revision = revision + 1 WHERE id = $1 RETURNING revision",
        dwelling_id, address_id, drawer_id,
    )  # fmt: skip
    dwelling = (await dwellings_by_id([dwelling_id]))[dwelling_id]
    await rehouse(change, dwelling_id, dwelling)
    await recount_occupants(change, dwelling)
    return revision


def _check_one_place(merged: StandardAddress, kept: StandardAddress) -> None:
    if merged.merged_into is not None or kept.merged_into is not None:
        raise AddressMerged(MERGED_ALREADY)
    if merged.id == kept.id or (merged.kind, merged.parent_id, merged.division) != (
        kept.kind, kept.parent_id, kept.division,
    ):  # fmt: skip
        raise InputInvalid(NOT_ONE_PLACE, field="merged")


async def _compare(plan: _Plan, merged: StandardAddress, kept: StandardAddress) -> None:
    plan.pairs.append((merged, kept))
    there = {(child.kind, compared_name(child.kind, child.name)): child for child in await _children(kept.id)}
    for child in await _children(merged.id):
        counterpart = there.get((child.kind, compared_name(child.kind, child.name)))
        if counterpart is None:
            plan.moves.append((child, kept))
        else:
            await _compare(plan, child, counterpart)


async def _children(address_id: UUID) -> list[StandardAddress]:
    rows = await fetch(
        """SELECT id, division, kind, parent AS parent_id, name, full_name, ordinal, floor, code, lat, lon, merged_into,
               revision
           FROM standard_address WHERE parent = $1 AND merged_into IS NULL ORDER BY name FOR NO KEY UPDATE""",
        address_id,
    )
    return [address_of(row) for row in rows]


async def _carry_out(change: Change, plan: _Plan) -> Moved:
    affected = await _dwellings_under([plan.pairs[0][0].id])
    drawers = await _move_drawers(change, plan)
    addresses = []
    for child, to in plan.moves:
        await move_subtree(change, child, to.id, to.full_name + child.name)
        addresses.append(MovedAddress(child.id, child.parent_id or to.id, child.full_name, child.revision + 1))
    merged = []
    for gone, kept in plan.pairs:
        await change.connection.execute(
            "UPDATE standard_address SET merged_into = $2, revision = revision + 1 WHERE id = $1", gone.id, kept.id
        )
        merged.append(MergedAddress(gone.id, kept.id, gone.revision + 1))
    kept_of = {gone.id: kept.id for gone, kept in plan.pairs}
    dwellings, joined = await _move_dwellings(change, affected, kept_of)
    return Moved(merged, addresses, dwellings, joined, drawers, await _move_organisations(change, kept_of))


async def _dwellings_under(address_ids: list[UUID]) -> list[Dwelling]:
    rows = await fetch(
        """WITH RECURSIVE under AS (
               SELECT id FROM standard_address WHERE id = ANY($1)
               UNION ALL
               SELECT a.id FROM standard_address AS a JOIN under ON a.parent = under.id
           )
           SELECT dwelling.id FROM dwelling JOIN under ON under.id = dwelling.address
           WHERE retired_at IS NULL ORDER BY dwelling.id FOR NO KEY UPDATE OF dwelling""",
        address_ids,
    )
    return list((await dwellings_by_id(row["id"] for row in rows)).values())


async def _move_drawers(change: Change, plan: _Plan) -> list[MovedDrawer]:
    """A drawer goes along where the address that is kept stands in none; else it stays behind, empty."""
    moved = []
    for gone, kept in plan.pairs:
        row = await fetch_one("SELECT id, name FROM drawer WHERE address = $1", gone.id)
        if row is None or await drawer_over(kept.id) is not None:
            continue
        await change.connection.execute(
            "UPDATE drawer SET address = $2, name = $3 WHERE id = $1", row["id"], kept.id, kept.full_name
        )
        moved.append(MovedDrawer(row["id"], gone.id, row["name"]))
    return moved


async def _move_dwellings(
    change: Change, affected: list[Dwelling], kept_of: dict[UUID, UUID]
) -> tuple[list[MovedDwelling], list[JoinedDwelling]]:
    rows = await fetch(
        "SELECT address, id FROM dwelling WHERE address = ANY($1) AND retired_at IS NULL", list(kept_of.values())
    )
    there = {row["address"]: row["id"] for row in rows}
    moved, joined = [], []
    for dwelling in affected:
        address_id = kept_of.get(dwelling.address_id, dwelling.address_id)
        if address_id != dwelling.address_id and address_id in there:
            joined.append(await _join(change, dwelling, there[address_id]))
            continue
        drawer_id = await drawer_over(address_id) or dwelling.drawer_id
        revision = await settle(change, dwelling.id, address_id, drawer_id)
        moved.append(MovedDwelling(dwelling.id, dwelling.address_id, dwelling.drawer_id, revision))
    return moved, joined


async def _join(change: Change, dwelling: Dwelling, kept_id: UUID) -> JoinedDwelling:
    revision: int = await change.connection.fetchval(
        "UPDATE dwelling SET retired_at = $2, revision = revision + 1 WHERE id = $1 RETURNING revision",
        dwelling.id, change.at,
    )  # fmt: skip
    kept = (await dwellings_by_id([kept_id]))[kept_id]
    households = await rehouse(change, dwelling.id, kept)
    await recount_occupants(change, kept)
    return JoinedDwelling(dwelling.id, kept_id, households, revision)


async def _move_organisations(change: Change, kept_of: dict[UUID, UUID]) -> list[tuple[UUID, UUID]]:
    rows = await fetch("SELECT id, address FROM organisation WHERE address = ANY($1)", list(kept_of))
    for row in rows:
        await change.connection.execute(
            "UPDATE organisation SET address = $2 WHERE id = $1", row["id"], kept_of[row["address"]]
        )
    return [(row["id"], row["address"]) for row in rows]


async def load_merge(officer: Officer, merge_id: UUID) -> tuple[str, bytes, datetime | None]:
    """Division, sealed content and undoing of a merge within reach, locked; NotFound elsewhere."""
    row = await fetch_one(
        "SELECT division, moved_sealed, undone_at FROM address_merge WHERE id = $1 FOR UPDATE", merge_id
    )
    if row is None:
        raise NotFound(NOT_HERE)
    check_officer_may(officer, Act.ADDRESS_MERGE, row["division"])
    return row["division"], row["moved_sealed"], row["undone_at"]
