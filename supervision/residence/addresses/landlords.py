"""Whose premises they are: the landlord stands in clear nowhere, and is opened for a purpose."""

from collections.abc import Collection, Iterable, Mapping
from uuid import UUID

from supervision.audit import Act, Change
from supervision.errors import NotFound
from supervision.officers import Officer
from supervision.officers.officer import NOT_HERE
from supervision.residence.addresses.dwellings import SUBJECT, Dwelling, load_dwelling
from supervision.residence.changes import RESIDENCE, about, residence_change
from supervision.residence.parties.details import Party
from supervision.residence.parties.store import (
    MaskedParty,
    StoredParty,
    load_party,
    masked_parties,
    parties_by_id,
    party_digest,
    store_party,
)
from supervision.residence.purposes import read_residence_purpose
from supervision.storage.database import fetch
from supervision.vault import DataKey, Place, load_key, load_keys, seal_text, service_key, unseal_text


async def set_landlord(officer: Officer, dwelling_id: UUID, party_id: UUID | None) -> None:
    """Say whose premises they are, by a party that is entered; None takes the landlord away."""
    async with residence_change(officer.actor, Act.DWELLING_CHANGE, about(SUBJECT, dwelling_id)) as change:
        await load_dwelling(officer, Act.DWELLING_CHANGE, dwelling_id, lock=True)
        if party_id is not None:
            await load_party(officer, Act.PARTY_LIST, party_id)
        await point_in_bulk(change, {dwelling_id: party_id})
        change.note(has_landlord=party_id is not None)


async def enter_landlord(officer: Officer, dwelling_id: UUID, entered: Party) -> UUID:
    """Enter a new party as the landlord of premises, in one change. InputInvalid."""
    async with residence_change(officer.actor, Act.DWELLING_CHANGE, about(SUBJECT, dwelling_id)) as change:
        dwelling = await load_dwelling(officer, Act.DWELLING_CHANGE, dwelling_id, lock=True)
        party_id = await store_party(change, officer, dwelling.division, entered)
        await point_in_bulk(change, {dwelling_id: party_id})
        change.note(has_landlord=True)
    return party_id


async def find_landlord(dwelling: Dwelling) -> MaskedParty | None:
    """The landlord of premises that the caller has loaded, masked."""
    stored = await _landlord_of(dwelling.id)
    return (await masked_parties([stored])).get(stored.id) if stored else None


async def open_landlord(officer: Officer, dwelling_id: UUID, purpose: str | None) -> tuple[StoredParty, Party]:
    """The landlord of premises within reach, in clear; InputInvalid without one of the purposes, which are recorded."""
    reason = read_residence_purpose(purpose)
    async with residence_change(officer.actor, Act.PARTY_OPEN, about(SUBJECT, dwelling_id), purpose=reason) as change:
        dwelling = await load_dwelling(officer, Act.PARTY_OPEN, dwelling_id)
        stored = await _landlord_of(dwelling.id)
        if stored is None:
            raise NotFound(NOT_HERE)
        change.note(party=stored.id)
        return stored, stored.details(await load_key(stored.vault_key))


async def landlords_of(dwelling_ids: Iterable[UUID]) -> dict[UUID, Party]:
    """The landlords of several dwellings in clear, for whoever has loaded these and recorded the opening."""
    party_ids = await landlord_ids_of(dwelling_ids)
    parties = await parties_by_id(party_ids.values())
    keys = await load_keys(party.vault_key for party in parties.values())
    return {
        dwelling_id: party.details(keys[party.vault_key])
        for dwelling_id, party_id in party_ids.items()
        if (party := parties.get(party_id)) is not None and party.vault_key in keys
    }


async def premises_of(party_id: UUID) -> list[UUID]:
    """The dwellings of a landlord whom the caller has loaded."""
    rows = await fetch(
        "SELECT id FROM dwelling WHERE landlord_digest = $1 AND retired_at IS NULL", party_digest(party_id)
    )
    return [row["id"] for row in rows]


async def landlord_ids_of(dwelling_ids: Iterable[UUID]) -> dict[UUID, UUID]:
    """The ids of the landlords of premises that the caller has loaded, those left out that have none."""
    rows = await fetch(
        "SELECT id, landlord_sealed FROM dwelling WHERE id = ANY($1) AND landlord_sealed IS NOT NULL",
        list(dwelling_ids),
    )
    key = await service_key(RESIDENCE)
    return {row["id"]: UUID(unseal_text(key, row["landlord_sealed"], _place(row["id"]))) for row in rows}


async def point_in_bulk(change: Change, landlords: Mapping[UUID, UUID | None]) -> None:
    """Point premises at parties, by dwelling, in the caller's change; who is pointed at no more is released."""
    former, key = set((await landlord_ids_of(landlords)).values()), await service_key(RESIDENCE)
    await change.connection.execute(
        """UPDATE dwelling AS d SET landlord_digest = told.digest, landlord_sealed = told.sealed,
               revision = d.revision + 1
           FROM unnest($1::uuid[], $2::bytea[], $3::bytea[]) AS told (id, digest, sealed) WHERE d.id = told.id""",
        list(landlords), [one and party_digest(one) for one in landlords.values()],
        [one and seal_landlord(key, dwelling_id, one) for dwelling_id, one in landlords.items()],
    )  # fmt: skip
    await hold_parties(change, [one for one in landlords.values() if one])
    await release_parties(change, former)


async def hold_parties(change: Change, party_ids: Collection[UUID]) -> None:
    """Let no period of keeping run for parties at whom premises point, in the caller's change."""
    await change.connection.execute("UPDATE party SET released_at = NULL WHERE id = ANY($1)", list(party_ids))


async def release_parties(change: Change, party_ids: Collection[UUID]) -> None:
    """Let the period of keeping run for those of the parties at whom no premises point, in the caller's change."""
    await change.connection.execute(
        """UPDATE party SET released_at = $3 FROM unnest($1::uuid[], $2::bytea[]) AS former (id, digest)
           WHERE party.id = former.id AND NOT EXISTS (
               SELECT FROM dwelling WHERE landlord_digest = former.digest AND retired_at IS NULL)""",
        list(party_ids), [party_digest(one) for one in party_ids], change.at,
    )  # fmt: skip


def seal_landlord(key: DataKey, dwelling_id: UUID, party_id: UUID) -> bytes:
    """A landlord's id for the row of their premises, under the register's own key."""
    return seal_text(key, str(party_id), _place(dwelling_id))


async def _landlord_of(dwelling_id: UUID) -> StoredParty | None:
    party_id = (await landlord_ids_of([dwelling_id])).get(dwelling_id)
    return (await parties_by_id([party_id])).get(party_id) if party_id else None


def _place(dwelling_id: UUID) -> Place:
    return Place(SUBJECT, "landlord_sealed", dwelling_id)
