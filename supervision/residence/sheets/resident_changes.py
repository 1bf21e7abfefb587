"""Residents whom a table tells more of: a new version each, and the version before put back when it is undone."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID, uuid4

import msgspec

from supervision.audit import Change
from supervision.residence.households.findable import make_findable
from supervision.residence.households.person import Person
from supervision.residence.households.registering import seal_person
from supervision.residence.households.store import RESIDENT_COLUMNS, VERSION, StoredResident, resident_of
from supervision.residence.households.words import Source
from supervision.storage.database import fetch
from supervision.vault import Place, load_keys, seal_json, unseal_json


def merged_person(stored: Person, told: Person) -> Person:
    """The stored person with what the table tells; an empty cell takes nothing away."""
    values: dict[str, Any] = {
        name: value for name in told.__struct_fields__ if (value := getattr(told, name)) not in (None, "")
    }
    return msgspec.structs.replace(stored, **values)


async def change_residents(
    change: Change, officer_id: UUID, told: Mapping[StoredResident, Person]
) -> list[tuple[UUID, int]]:
    """Store the next version of each in the caller's change; gives their ids with the revision that they now have."""
    keys = await load_keys(resident.vault_key for resident in told)
    people = {
        resident: merged_person(resident.person(keys[resident.vault_key]), person) for resident, person in told.items()
    }
    return await _store_versions(change, officer_id, people)


async def put_back_residents(change: Change, officer_id: UUID, changed: Sequence[tuple[UUID, int]]) -> int:
    """Store the version before the import again as the newest; gives how many were changed since and stay."""
    if not changed:
        return 0
    revisions = dict(changed)
    rows = await fetch(
        f"SELECT {RESIDENT_COLUMNS} FROM resident AS r WHERE r.id = ANY($1) FOR NO KEY UPDATE",  # noqa: S608 - a constant's columns
        list(revisions),
    )
    residents = [one for one in map(resident_of, rows) if one.revision == revisions[one.id]]
    keys = await load_keys(resident.vault_key for resident in residents)
    before = await fetch(
        """SELECT id, resident, person_sealed FROM resident_version
           WHERE (resident, revision) IN (SELECT * FROM unnest($1::uuid[], $2::int[]))""",
        [resident.id for resident in residents], [resident.revision - 1 for resident in residents],
    )  # fmt: skip
    by_resident = {row["resident"]: row for row in before}
    people = {
        resident: unseal_json(
            keys[resident.vault_key],
            by_resident[resident.id]["person_sealed"],
            Place(VERSION, "person_sealed", by_resident[resident.id]["id"]),
            Person,
        )
        for resident in residents
    }
    await _store_versions(change, officer_id, people)
    return len(revisions) - len(residents)


async def _store_versions(
    change: Change, officer_id: UUID, people: Mapping[StoredResident, Person]
) -> list[tuple[UUID, int]]:
    if not people:
        return []
    keys = await load_keys(resident.vault_key for resident in people)
    versions, sealed = [], []
    for resident, person in people.items():
        key, version_id = keys[resident.vault_key], uuid4()
        place = Place(VERSION, "person_sealed", version_id)
        versions.append(
            (
                version_id, resident.id, resident.revision + 1, seal_json(key, person, place), Source.IMPORT.value,
                change.at, officer_id,
            )
        )  # fmt: skip
        sealed.append((resident.id, seal_person(key, resident.id, person)))
    await change.connection.copy_records_to_table(
        VERSION,
        records=versions,
        columns=("id", "resident", "revision", "person_sealed", "source", "changed_at", "changed_by"),
    )
    await change.connection.execute(
        """UPDATE resident SET person_sealed = told.sealed, revision = revision + 1
           FROM unnest($1::uuid[], $2::bytea[]) AS told (id, sealed) WHERE resident.id = told.id""",
        [resident_id for resident_id, _ in sealed], [value for _, value in sealed],
    )  # fmt: skip
    await make_findable(
        {resident.id: person for resident, person in people.items()},
        {resident.id: resident.division for resident in people},
    )
    return [(resident.id, resident.revision + 1) for resident in people]
