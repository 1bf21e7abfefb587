"""Many parties in one change: those who are known found by digests at once, the others stored by COPY."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar
from uuid import UUID, uuid4

import msgspec

from supervision.audit import Change
from supervision.residence.changes import RESIDENCE
from supervision.residence.parties.details import Party
from supervision.residence.parties.store import (
    CHANGED_MEANWHILE,
    PARTY,
    PartyChangedMeanwhile,
    StoredParty,
    parties_with,
    seal_party,
    terms_of,
)
from supervision.vault import (
    KeyKind,
    SearchField,
    SearchTerm,
    create_keys,
    digest_terms,
    load_keys,
    normalise_document,
    normalise_phone,
)

Found = TypeVar("Found")

_PARTY_COLUMNS = (
    "id", "vault_key", "division", "kind", "details_sealed", "created_at", "created_by", "released_at", "revision",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class KnownParty:
    """A stored party, opened."""

    stored: StoredParty
    details: Party


class PartyIndex(Generic[Found]):
    """Something by the party that it is about: by the document, or by name and telephone where one has none."""

    def __init__(self) -> None:
        self._by_document: dict[tuple[str, str], tuple[Party, Found]] = {}
        self._by_phone: dict[tuple[str, str], tuple[Party, Found]] = {}

    def add(self, party: Party, found: Found) -> None:
        """Let `found` be met under this party from now on; whoever was added first stays."""
        if party.document_number:
            self._by_document.setdefault(_document(party), (party, found))
        self._by_phone.setdefault((party.name, party.phone), (party, found))

    def find(self, told: Party) -> Found | None:
        """What is about the same party; two different documents are never one."""
        if told.document_number and (there := self._by_document.get(_document(told))):
            return there[1]
        there = self._by_phone.get((told.name, told.phone))
        if there is None or (there[0].document_number and told.document_number):
            return None
        return there[1]


def merged_party(stored: Party, told: Party) -> Party:
    """The stored party with what is told anew; what is left empty takes nothing away."""
    values = {name: value for name in told.__struct_fields__ if (value := getattr(told, name))}
    return msgspec.structs.replace(stored, **values)


def are_at_odds(one: Party, other: Party) -> bool:
    """Whether two tellings of one party contradict each other; what is left empty says nothing."""
    pairs = ((getattr(one, name), getattr(other, name)) for name in one.__struct_fields__)
    return any(here and there and here != there for here, there in pairs)


async def find_known_parties(told: Sequence[Party], prefixes: Iterable[str]) -> PartyIndex[KnownParty]:
    """The parties of the same kinds inside the prefixes that share a document or a telephone with one of those told."""
    terms = {term for party in told for term in _meeting_terms(party)}
    stored = await parties_with(digest_terms(RESIDENCE, terms).values(), prefixes)
    keys = await load_keys(party.vault_key for party in stored)
    index, kinds = PartyIndex[KnownParty](), {party.kind for party in told}
    for party in stored:
        if party.vault_key in keys and party.kind in kinds:
            known = KnownParty(party, party.details(keys[party.vault_key]))
            index.add(known.details, known)
    return index


async def store_parties(change: Change, officer_id: UUID, new: Sequence[tuple[str, Party]]) -> list[UUID]:
    """Store parties at whom premises are going to point, each with its division, in the caller's change."""
    keys = await create_keys(RESIDENCE, KeyKind.PARTY, [None] * len(new))
    rows, terms = [], []
    for (division, party), key in zip(new, keys, strict=True):
        party_id = uuid4()
        rows.append(
            (
                party_id, key.id, division, party.kind.value, seal_party(key, party_id, party), change.at, officer_id,
                None, 1,
            )
        )  # fmt: skip
        terms += [(value, division, party_id) for value in terms_of(party)]
    await change.connection.copy_records_to_table(PARTY, records=rows, columns=_PARTY_COLUMNS)
    await change.connection.copy_records_to_table(
        "party_term", records=sorted(terms), columns=("term_digest", "division", "party")
    )
    return [row[0] for row in rows]


async def change_parties(change: Change, told: Mapping[StoredParty, Party]) -> None:
    """Store parties' details as their next revisions, with what they are found by, in the caller's change.

    PartyChangedMeanwhile when one of them is not as it was loaded.
    """
    keys = await load_keys(stored.vault_key for stored in told)
    saved = await change.connection.fetch(
        """UPDATE party SET details_sealed = told.sealed, revision = party.revision + 1
           FROM unnest($1::uuid[], $2::int[], $3::bytea[]) AS told (id, revision, sealed)
           WHERE party.id = told.id AND party.revision = told.revision RETURNING party.id""",
        [stored.id for stored in told], [stored.revision for stored in told],
        [seal_party(keys[stored.vault_key], stored.id, party) for stored, party in told.items()],
    )  # fmt: skip
    if len(saved) != len(told):
        raise PartyChangedMeanwhile(CHANGED_MEANWHILE)
    await change.connection.execute("DELETE FROM party_term WHERE party = ANY($1)", [stored.id for stored in told])
    terms = [(value, stored.division, stored.id) for stored, party in told.items() for value in terms_of(party)]
    await change.connection.copy_records_to_table(
        "party_term", records=sorted(terms), columns=("term_digest", "division", "party")
    )


def _document(party: Party) -> tuple[str, str]:
    return str(party.document_type), party.document_number


def _meeting_terms(party: Party) -> Iterable[SearchTerm]:
    if party.document_number:
        yield SearchTerm(SearchField.DOCUMENT, normalise_document(party.document_number))
    yield SearchTerm(SearchField.PHONE, normalise_phone(party.phone))
