"""Undoing a merge of two addresses exactly, until something of it was changed since."""

from uuid import UUID

import asyncpg

from supervision.audit import Act, Change
from supervision.errors import RuleRefused
from supervision.officers import Officer
from supervision.residence.addresses.dwellings import dwellings_by_id
from supervision.residence.addresses.standard import addresses_by_id
from supervision.residence.cabinet.merging import MERGE, load_merge, move_subtree, settle
from supervision.residence.cabinet.moved import Moved
from supervision.residence.changes import RESIDENCE, about, residence_change
from supervision.residence.households.rehousing import recount_occupants, rehouse
from supervision.residence.households.store import dwelling_digest
from supervision.storage.database import fetch
from supervision.vault import Place, service_key, unseal_json
from supervision.wording import Wording

UNDONE_ALREADY = Wording("这次合并已经撤销。", "This merge was undone already.")
CHANGED_SINCE = Wording(
    "合并以后，其中的地址、房屋或者户档又有变更，不能再撤销；请逐项改正。",
    "Addresses, dwellings or household files of it were changed since the merge; it cannot be undone any more.",
)
NAME_TAKEN = Wording(
    "合并以后又登记了同名的地址，不能再撤销。", "An address of the same name was entered since; the merge stays."
)


class MergeNotUndone(RuleRefused):
    """Something of the merge was changed since, or it was undone before."""

    code = "merge-not-undone"


async def undo_merge(officer: Officer, merge_id: UUID) -> None:
    """Move everything back to where it was. MergeNotUndone when something of it was changed since."""
    async with residence_change(officer.actor, Act.ADDRESS_MERGE, about(MERGE, merge_id)) as change:
        _, sealed, undone_at = await load_merge(officer, merge_id)
        if undone_at is not None:
            raise MergeNotUndone(UNDONE_ALREADY)
        place = Place(MERGE, "moved_sealed", merge_id)
        moved = unseal_json(await service_key(RESIDENCE), sealed, place, Moved)
        await _check_untouched(moved)
        try:
            await _restore_addresses(change, moved)
        except asyncpg.UniqueViolationError as error:
            raise MergeNotUndone(NAME_TAKEN) from error
        await _restore_dwellings(change, moved)
        for organisation_id, address_id in moved.organisations:
            await change.connection.execute(
                "UPDATE organisation SET address = $2 WHERE id = $1", organisation_id, address_id
            )
        await change.connection.execute(
            "UPDATE address_merge SET undone_at = $2, undone_by = $3 WHERE id = $1", merge_id, change.at, officer.id
        )
        change.note(undone=True)


async def _check_untouched(moved: Moved) -> None:
    addresses = {one.id: one.revision for one in moved.merged} | {one.id: one.revision for one in moved.addresses}
    dwellings = {one.id: one.revision for one in moved.dwellings} | {one.id: one.revision for one in moved.joined}
    for table, expected in (("standard_address", addresses), ("dwelling", dwellings)):
        rows = await fetch(
            f"SELECT id, revision FROM {table} WHERE id = ANY($1) FOR NO KEY UPDATE",  # noqa: S608 - two constants
            list(expected),
        )
        if {row["id"]: row["revision"] for row in rows} != expected:
            raise MergeNotUndone(CHANGED_SINCE)
    for joined in moved.joined:
        rows = await fetch(
            "SELECT id FROM household WHERE id = ANY($1) AND dwelling_digest = $2",
            joined.households, dwelling_digest(joined.kept),
        )  # fmt: skip
        if len(rows) != len(joined.households):
            raise MergeNotUndone(CHANGED_SINCE)


async def _restore_addresses(change: Change, moved: Moved) -> None:
    for merged in moved.merged:
        await change.connection.execute(
            "UPDATE standard_address SET merged_into = NULL, revision = revision + 1 WHERE id = $1", merged.id
        )
    stored = await addresses_by_id(one.id for one in moved.addresses)
    for one in moved.addresses:
        await move_subtree(change, stored[one.id], one.parent, one.full_name)
    for drawer in moved.drawers:
        await change.connection.execute(
            "UPDATE drawer SET address = $2, name = $3 WHERE id = $1", drawer.id, drawer.address, drawer.name
        )


async def _restore_dwellings(change: Change, moved: Moved) -> None:
    for one in moved.dwellings:
        await settle(change, one.id, one.address, one.drawer)
    for joined in moved.joined:
        await change.connection.execute(
            "UPDATE dwelling SET retired_at = NULL, revision = revision + 1 WHERE id = $1", joined.id
        )
        both = await dwellings_by_id([joined.id, joined.kept])
        await rehouse(change, joined.kept, both[joined.id], joined.households)
        for dwelling in both.values():
            await recount_occupants(change, dwelling)
