"""What residents are found by: search digests, and the keys under which records of one person meet."""

from collections.abc import Collection, Iterable, Mapping
from uuid import UUID

from supervision.residence.changes import RESIDENCE
from supervision.residence.households.duplicate_keys import DuplicateKey, duplicate_keys
from supervision.residence.households.person import Person
from supervision.storage.database import fetch
from supervision.vault import SearchField, SearchTerm, digest, digest_terms, normalise_pinyin, person_terms


async def make_findable(people: Mapping[UUID, Person], divisions: Mapping[UUID, str]) -> None:
    """Store anew, in the caller's change, by what residents are found, each under the division where they live.

    Each is to be compared with whoever shares a key, as a possible duplicate.
    """
    await make_unfindable(people)
    terms = {resident_id: term_digests(search_terms_of(person)) for resident_id, person in people.items()}
    await fetch(
        """INSERT INTO resident_term (term_digest, division, resident)
           SELECT * FROM unnest($1::bytea[], $2::varchar[], $3::uuid[])""",
        [value for values in terms.values() for value in values],
        [divisions[resident_id] for resident_id, values in terms.items() for _ in values],
        _owners(terms),
    )  # fmt: skip
    keys = {resident_id: key_digests(duplicate_keys(person)) for resident_id, person in people.items()}
    await fetch(
        """INSERT INTO duplicate_key (key_digest, resident) SELECT * FROM unnest($1::bytea[], $2::uuid[])""",
        [value for values in keys.values() for value in values], _owners(keys),
    )  # fmt: skip
    await fetch("INSERT INTO uncompared_resident (resident) SELECT unnest($1::uuid[])", list(people))


async def make_unfindable(resident_ids: Iterable[UUID]) -> None:
    """Take residents out of the search and of what is compared, in the caller's change."""
    ids = list(resident_ids)
    for table in ("resident_term", "duplicate_key", "uncompared_resident"):
        await fetch(f"DELETE FROM {table} WHERE resident = ANY($1)", ids)  # noqa: S608 - names of our own


def search_terms_of(person: Person) -> frozenset[SearchTerm]:
    """Everything by which a resident is sought; a pinyin that was entered goes beside the usual reading."""
    terms = person_terms(person.name, person.document_number, [person.phone] if person.phone else [])
    if person.pinyin:
        terms |= {SearchTerm(SearchField.PINYIN, normalise_pinyin(person.pinyin))}
    return terms


def term_digests(terms: Iterable[SearchTerm]) -> frozenset[bytes]:
    """The search digests of a resident."""
    return frozenset(digest_terms(RESIDENCE, terms).values())


def key_digests(keys: Iterable[DuplicateKey]) -> frozenset[bytes]:
    """The digests of the keys under which duplicates meet; no search makes the same ones."""
    return frozenset(digest(RESIDENCE, f"duplicate-{key.kind}", key.value) for key in keys)


def _owners(digests: Mapping[UUID, Collection[bytes]]) -> list[UUID]:
    return [resident_id for resident_id, values in digests.items() for _ in values]
