"""Taking back an import of homes: what nobody has touched since goes, what it changed is put back, all else stays."""

from collections.abc import Sequence
from uuid import UUID

from supervision.audit import Change
from supervision.residence.addresses.bulk import save_facts_in_bulk
from supervision.residence.addresses.drawers import SUBJECT as DRAWER
from supervision.residence.addresses.dwellings import SUBJECT as DWELLING
from supervision.residence.addresses.dwellings import dwellings_by_id
from supervision.residence.addresses.landlords import landlord_ids_of, point_in_bulk, release_parties
from supervision.residence.addresses.words import AddressKind
from supervision.residence.changes import link_digest
from supervision.residence.parties.bulk import change_parties
from supervision.residence.parties.store import parties_by_id, party_digest
from supervision.residence.sheets.made import AddressBefore, HomeBefore, MadeHomes, PartyBefore
from supervision.residence.sheets.pointed_at import pointed_at
from supervision.sheets.untouched import untouched
from supervision.storage.database import fetch


async def take_back_homes(change: Change, made: MadeHomes) -> int:
    """Take back one chunk in the caller's change; gives how many homes stay as they are, having been changed since."""
    followed_up = await _homes_followed_up(made.hazards)
    kept = await _put_back_dwellings(change, made.changed_dwellings, made.hazards, followed_up)
    kept += await _remove_dwellings(change, made.dwellings, made.hazards, followed_up)
    await _put_back_parties(change, made.changed_parties)
    await _remove_parties(change, made.parties)
    await _remove_drawers(change, made.drawers)
    await _put_back_addresses(change, made.changed_addresses)
    await _remove_addresses(change, made.addresses)
    return kept


async def _homes_followed_up(hazards: Sequence[UUID]) -> set[UUID]:
    """The dwellings of hazards with which something was done since."""
    rows = await fetch(
        """SELECT DISTINCT h.dwelling FROM hazard AS h JOIN hazard_step AS step ON step.hazard = h.id
           WHERE h.id = ANY($1) AND step.kind <> 'recorded'""",
        list(hazards),
    )
    return {row["dwelling"] for row in rows}


async def _put_back_dwellings(
    change: Change, changed: Sequence[HomeBefore], hazards: Sequence[UUID], followed_up: set[UUID]
) -> int:
    """Record again what was recorded before; gives how many were changed since and stay."""
    rows = await fetch(
        "SELECT id, revision FROM dwelling WHERE id = ANY($1) AND retired_at IS NULL ORDER BY id FOR NO KEY UPDATE",
        [one.id for one in changed],
    )
    revisions = {row["id"]: row["revision"] for row in rows}
    back = {one.id: one for one in changed if revisions.get(one.id) == one.revision and one.id not in followed_up}
    dwellings, landlords = await dwellings_by_id(back), await landlord_ids_of(back)
    await save_facts_in_bulk(
        change,
        {there: before.facts for one, before in back.items() if (there := dwellings[one]).facts != before.facts},
    )
    await point_in_bulk(
        change,
        {one: before.landlord_id for one, before in back.items() if landlords.get(one) != before.landlord_id},
    )
    await _remove_hazards(change, hazards, list(back))
    return len(changed) - len(back)


async def _remove_dwellings(
    change: Change, dwellings: Sequence[UUID], hazards: Sequence[UUID], followed_up: set[UUID]
) -> int:
    """Remove dwellings of which nobody has recorded anything since; gives how many stay."""
    rows = await fetch(
        f"""SELECT d.id FROM dwelling AS d WHERE d.id = ANY($1) AND d.revision = 1 AND d.id <> ALL($3)
                AND {await untouched("dwelling", "d", ("hazard",))}
                AND NOT EXISTS (SELECT FROM hazard WHERE dwelling = d.id AND id <> ALL($2)) FOR UPDATE OF d""",  # noqa: S608 - names that the database itself gives
        list(dwellings), list(hazards), list(followed_up),
    )  # fmt: skip
    free = {row["id"] for row in rows}
    await change.connection.execute(
        "DELETE FROM occupancy WHERE residents = 0 AND dwelling_digest = ANY($1)",
        [link_digest(DWELLING, dwelling_id) for dwelling_id in free],
    )
    removed = list(free - await pointed_at(DWELLING, free))
    landlords = set((await landlord_ids_of(removed)).values())
    await _remove_hazards(change, hazards, removed)
    await change.connection.execute("DELETE FROM dwelling WHERE id = ANY($1)", removed)
    await release_parties(change, landlords)
    return len(dwellings) - len(removed)


async def _remove_hazards(change: Change, hazards: Sequence[UUID], dwellings: Sequence[UUID]) -> None:
    rows = await fetch(
        "SELECT id FROM hazard WHERE id = ANY($1) AND dwelling = ANY($2)", list(hazards), list(dwellings)
    )
    gone = [row["id"] for row in rows]
    await change.connection.execute("DELETE FROM hazard_step WHERE hazard = ANY($1)", gone)
    await change.connection.execute("DELETE FROM hazard WHERE id = ANY($1)", gone)


async def _put_back_parties(change: Change, changed: Sequence[PartyBefore]) -> None:
    stored = await parties_by_id(one.id for one in changed)
    await change_parties(
        change,
        {
            there: one.details
            for one in changed
            if (there := stored.get(one.id)) is not None and there.revision == one.revision
        },
    )


async def _remove_parties(change: Change, parties: Sequence[UUID]) -> None:
    """Remove parties whom nobody has changed and at whom no premises point, with their keys."""
    rows = await fetch(
        f"""SELECT p.id, p.vault_key FROM party AS p
                JOIN unnest($1::uuid[], $2::bytea[]) AS made (id, digest) USING (id)
            WHERE p.revision = 1 AND {await untouched("party", "p", ("party_term",))}
                AND NOT EXISTS (SELECT FROM dwelling WHERE landlord_digest = made.digest) FOR UPDATE OF p""",  # noqa: S608 - likewise
        list(parties), [party_digest(party_id) for party_id in parties],
    )  # fmt: skip
    gone = [row["id"] for row in rows]
    await change.connection.execute("DELETE FROM party_term WHERE party = ANY($1)", gone)
    await change.connection.execute("DELETE FROM party WHERE id = ANY($1)", gone)
    await change.connection.execute("DELETE FROM vault_key WHERE id = ANY($1)", [row["vault_key"] for row in rows])


async def _remove_drawers(change: Change, drawers: Sequence[UUID]) -> None:
    rows = await fetch(
        f"SELECT d.id FROM drawer AS d WHERE d.id = ANY($1) AND {await untouched('drawer', 'd')} FOR UPDATE OF d",  # noqa: S608 - likewise
        list(drawers),
    )
    free = {row["id"] for row in rows}
    gone = free - await pointed_at(DRAWER, free)
    await change.connection.execute("DELETE FROM drawer WHERE id = ANY($1)", list(gone))


async def _put_back_addresses(change: Change, changed: Sequence[AddressBefore]) -> None:
    await change.connection.execute(
        """UPDATE standard_address AS a SET code = before.code, lat = before.lat, lon = before.lon,
               is_point_of_parent = before.of_parent, revision = a.revision + 1
           FROM unnest($1::uuid[], $2::int[], $3::text[], $4::float8[], $5::float8[], $6::bool[])
               AS before (id, revision, code, lat, lon, of_parent)
           WHERE a.id = before.id AND a.revision = before.revision""",
        [one.id for one in changed], [one.revision for one in changed], [one.code for one in changed],
        [one.lat for one in changed], [one.lon for one in changed], [one.is_point_of_parent for one in changed],
    )  # fmt: skip


async def _remove_addresses(change: Change, addresses: Sequence[UUID]) -> None:
    """Remove addresses under which and at which nothing stands, the rooms first."""
    free = await untouched("standard_address", "a")
    for kind in reversed(tuple(AddressKind)):
        await change.connection.execute(
            f"DELETE FROM standard_address AS a WHERE a.id = ANY($1) AND a.kind = $2 AND a.revision = 1 AND {free}",  # noqa: S608 - likewise
            list(addresses), kind,
        )  # fmt: skip
