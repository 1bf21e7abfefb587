"""Parties stored, found by digests, shown masked, and opened for a purpose."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID, uuid4

from supervision.audit import Act, Change
from supervision.errors import NotFound, RuleRefused
from supervision.legal_time import legal_day
from supervision.masking import mask_name, mask_phone
from supervision.officers import Officer, check_officer_may, reach
from supervision.officers.officer import NOT_HERE
from supervision.residence.changes import RESIDENCE, about, link_digest, residence_change
from supervision.residence.parties.details import Party, make_party
from supervision.residence.parties.tables import PartyRow
from supervision.residence.parties.words import PartyKind
from supervision.residence.purposes import read_residence_purpose
from supervision.storage.database import Record, fetch, fetch_one
from supervision.vault import (
    DataKey,
    KeyKind,
    Place,
    create_key,
    digest_terms,
    load_key,
    load_keys,
    person_terms,
    query_terms,
    seal_json,
    unseal_json,
)
from supervision.wording import Wording

PARTY = "party"
MOST_FOUND = 50

CHANGED_MEANWHILE = Wording(
    "此档已被他人修改，请核对后重新保存。", "Somebody else changed this record; check and save again."
)


class PartyChangedMeanwhile(RuleRefused):
    """Somebody else saved the party after it was opened for editing."""

    code = "party-changed-meanwhile"


@dataclass(frozen=True, slots=True)
class StoredParty:
    """A party as stored."""

    id: UUID
    vault_key: UUID
    division: str
    kind: PartyKind
    revision: int
    details_sealed: bytes

    def details(self, key: DataKey) -> Party:
        """Who it is."""
        return unseal_json(key, self.details_sealed, Place(PARTY, "details_sealed", self.id), Party)


@dataclass(frozen=True, slots=True)
class MaskedParty:
    """A party as lists show it."""

    id: UUID
    kind: PartyKind
    name: str
    phone: str


def party_digest(party_id: UUID) -> bytes:
    """The digest by which premises and tenancies point at a party."""
    return link_digest(PARTY, party_id)


async def create_party(officer: Officer, division: str, entered: Party) -> UUID:
    """Enter a party where the officer works. InputInvalid."""
    check_officer_may(officer, Act.PARTY_KEEP, division)
    async with residence_change(officer.actor, Act.PARTY_KEEP) as change:
        party_id = await store_party(change, officer, division, entered)
        change.is_about(PARTY, party_id)
    return party_id


async def store_party(change: Change, officer: Officer | None, division: str, entered: Party) -> UUID:
    """Store a party with its search digests in the caller's change; without an officer it told of itself.

    Its period of keeping runs at once, and stops while premises point at it.
    """
    party = make_party(entered, legal_day(change.at))
    key, party_id = await create_key(RESIDENCE, KeyKind.PARTY), uuid4()
    await PartyRow.insert(
        PartyRow(
            id=party_id,
            vault_key=key.id,
            division=division,
            kind=party.kind.value,
            details_sealed=seal_party(key, party_id, party),
            created_at=change.at,
            created_by=officer.id if officer else None,
            released_at=change.at,
            revision=1,
        )
    )
    await _save_terms({party_id: terms_of(party)}, {party_id: division})
    return party_id


async def change_party(officer: Officer, party_id: UUID, revision: int, entered: Party) -> int:
    """Store a changed party as the next revision, which is returned. PartyChangedMeanwhile, InputInvalid."""
    async with residence_change(officer.actor, Act.PARTY_KEEP, about(PARTY, party_id)) as change:
        stored = await load_party(officer, Act.PARTY_KEEP, party_id)
        party, key = make_party(entered, legal_day(change.at)), await load_key(stored.vault_key)
        saved = await change.connection.fetchval(
            """UPDATE party SET kind = $3, details_sealed = $4, revision = revision + 1,
                   released_at = CASE WHEN released_at IS NOT NULL THEN $5::timestamptz END
               WHERE id = $1 AND revision = $2 RETURNING id""",
            party_id, revision, party.kind, seal_party(key, party_id, party), change.at,
        )  # fmt: skip
        if saved is None:
            raise PartyChangedMeanwhile(CHANGED_MEANWHILE)
        await _save_terms({party_id: terms_of(party)}, {party_id: stored.division})
        change.note(revision=revision + 1)
    return revision + 1


async def load_party(officer: Officer, act: Act, party_id: UUID) -> StoredParty:
    """One party entered where the officer works; NotFound elsewhere."""
    row = await fetch_one(f"{_SELECT} WHERE id = $1", party_id)
    if row is None:
        raise NotFound(NOT_HERE)
    check_officer_may(officer, act, row["division"])
    return party_of(row)


async def open_party(officer: Officer, party_id: UUID, purpose: str | None) -> tuple[StoredParty, Party]:
    """A party in clear, for who may look parties up; InputInvalid without one of the purposes, which are recorded."""
    reason = read_residence_purpose(purpose)
    async with residence_change(officer.actor, Act.PARTY_OPEN, about(PARTY, party_id), purpose=reason):
        stored = await load_party(officer, Act.PARTY_LIST, party_id)
        return stored, stored.details(await load_key(stored.vault_key))


async def find_parties(officer: Officer, query: str) -> tuple[MaskedParty, ...]:
    """Parties entered where the officer works whose name, telephone or document may be meant; masked, recorded."""
    prefixes = reach(officer, Act.PARTY_LIST)
    check_officer_may(officer, Act.PARTY_LIST, None)
    digests = list(digest_terms(RESIDENCE, query_terms(query)).values())
    async with residence_change(officer.actor, Act.PARTY_LIST) as change:
        rows = await fetch(
            f"""{_SELECT} WHERE id IN (SELECT party FROM party_term
                    WHERE term_digest = ANY($1) AND division LIKE ANY($2)) ORDER BY created_at DESC LIMIT $3""",  # noqa: S608 - constants of this module
            digests, [f"{prefix}%" for prefix in prefixes], MOST_FOUND,
        )  # fmt: skip
        change.note(found=len(rows))
    return tuple((await masked_parties(map(party_of, rows))).values())


async def parties_by_id(party_ids: Iterable[UUID]) -> dict[UUID, StoredParty]:
    """Several parties at once, for whoever has loaded what points at them."""
    rows = await fetch(f"{_SELECT} WHERE id = ANY($1)", list(set(party_ids)))
    return {row["id"]: party_of(row) for row in rows}


async def parties_with(digests: Iterable[bytes], prefixes: Iterable[str]) -> list[StoredParty]:
    """The parties entered inside the prefixes that are found by one of the digests, the first entered on top."""
    rows = await fetch(
        f"""{_SELECT} WHERE id IN (SELECT party FROM party_term
                WHERE term_digest = ANY($1) AND division LIKE ANY($2)) ORDER BY created_at, id""",  # noqa: S608 - constants of this module
        list(digests), [f"{prefix}%" for prefix in prefixes],
    )  # fmt: skip
    return [party_of(row) for row in rows]


async def masked_parties(parties: Iterable[StoredParty]) -> dict[UUID, MaskedParty]:
    """Parties as lists show them; one whose key was destroyed is left out."""
    stored = list(parties)
    keys = await load_keys(party.vault_key for party in stored)
    found = {}
    for party in stored:
        if party.vault_key in keys:
            details = party.details(keys[party.vault_key])
            found[party.id] = MaskedParty(party.id, party.kind, mask_name(details.name), mask_phone(details.phone))
    return found


def party_of(row: Record) -> StoredParty:
    """A stored party from its row."""
    return StoredParty(**{**row, "kind": PartyKind(row["kind"])})


PARTY_COLUMNS = "id, vault_key, division, kind, revision, details_sealed"
_SELECT = f"SELECT {PARTY_COLUMNS} FROM party"  # noqa: S608 - constants


def seal_party(key: DataKey, party_id: UUID, party: Party) -> bytes:
    """A party's details for its row."""
    return seal_json(key, party, Place(PARTY, "details_sealed", party_id))


def terms_of(party: Party) -> frozenset[bytes]:
    """The digests that a party is found by."""
    terms = person_terms(party.name, party.document_number or None, [party.phone])
    return frozenset(digest_terms(RESIDENCE, terms).values())


async def renew_terms(parties: Sequence[StoredParty]) -> tuple[int, int]:
    """Where the digests of parties, locked by the caller's change, are not those of what is sealed, store them anew.

    Gives how many parties could be opened, and how many were renewed.
    """
    keys = await load_keys(party.vault_key for party in parties)
    there = [party for party in parties if party.vault_key in keys]
    rows = await fetch(
        "SELECT party, array_agg(term_digest) AS digests FROM party_term WHERE party = ANY($1) GROUP BY party",
        [party.id for party in there],
    )
    stored = {row["party"]: frozenset(map(bytes, row["digests"])) for row in rows}
    made = {party.id: terms_of(party.details(keys[party.vault_key])) for party in there}
    changed = {party_id: terms for party_id, terms in made.items() if terms != stored.get(party_id, frozenset())}
    await _save_terms(changed, {party.id: party.division for party in there})
    return len(there), len(changed)


async def _save_terms(terms: Mapping[UUID, frozenset[bytes]], divisions: Mapping[UUID, str]) -> None:
    await fetch("DELETE FROM party_term WHERE party = ANY($1)", list(terms))
    rows = [(digest, divisions[party_id], party_id) for party_id, digests in terms.items() for digest in digests]
    await fetch(
        """INSERT INTO party_term (term_digest, division, party)
           SELECT * FROM unnest($1::bytea[], $2::varchar[], $3::uuid[])""",
        *([row[column] for row in rows] for column in range(3)),
    )
