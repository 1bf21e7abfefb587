"""What residents are found by: search digests, and the keys under which records of one person meet."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from supervision.residence.changes import RESIDENCE
from supervision.residence.households.duplicate_keys import DuplicateKey, duplicate_keys
from supervision.residence.households.person import Person
from supervision.storage.database import fetch
from supervision.vault import SearchField, SearchTerm, digest, digest_terms, normalise_pinyin, person_terms


@dataclass(frozen=True, slots=True)
class _Findable:
    """The digests of a resident: those of the search, and those under which duplicates meet."""

    terms: frozenset[bytes]
    keys: frozenset[bytes]

    @classmethod
    def of(cls, person: Person) -> "_Findable":
        """As they are made of a person today."""
        return cls(term_digests(search_terms_of(person)), key_digests(duplicate_keys(person)))


async def make_findable(people: Mapping[UUID, Person], divisions: Mapping[UUID, str]) -> None:
    """Store anew, in the caller's change, by what residents are found, each under the division where they live.

    Each is to be compared with whoever shares a key, as a possible duplicate.
    """
    await _store({resident_id: _Findable.of(person) for resident_id, person in people.items()}, divisions)


async def renew_findable(people: Mapping[UUID, Person], divisions: Mapping[UUID, str]) -> int:
    """Where what residents are found by is not what is stored, store it anew; gives for how many."""
    terms = await _stored("resident_term", "term_digest", list(people))
    keys = await _stored("duplicate_key", "key_digest", list(people))
    made = {resident_id: _Findable.of(person) for resident_id, person in people.items()}
    nothing = frozenset[bytes]()
    changed = {
        resident_id: findable
        for resident_id, findable in made.items()
        if findable != _Findable(terms.get(resident_id, nothing), keys.get(resident_id, nothing))
    }
    if changed:
        await _store(changed, divisions)
    return len(changed)


async def _store(made: Mapping[UUID, _Findable], divisions: Mapping[UUID, str]) -> None:
    await make_unfindable(made)
    terms = {resident_id: findable.terms for resident_id, findable in made.items()}
    await fetch(
        """INSERT INTO resident_term (term_digest, division, resident)
           SELECT * FROM unnest($1::bytea[], $2::varchar[], $3::uuid[])""",
        [value for values in terms.values() for value in values],
        [divisions[resident_id] for resident_id, values in terms.items() for _ in values],
        _owners(terms),
    )  # fmt: skip
    keys = {resident_id: findable.keys for resident_id, findable in made.items()}
    await fetch(
        """INSERT INTO duplicate_key (key_digest, resident) SELECT * FROM unnest($1::bytea[], $2::uuid[])""",
        [value for values in keys.values() for value in values], _owners(keys),
    )  # fmt: skip
    await fetch("INSERT INTO uncompared_resident (resident) SELECT unnest($1::uuid[])", list(made))


async def _stored(table: str, column: str, resident_ids: list[UUID]) -> dict[UUID, frozenset[bytes]]:
    rows = await fetch(
        f"SELECT resident, array_agg({column}) AS digests FROM {table} WHERE resident = ANY($1) GROUP BY resident",  # noqa: S608 - names of our own
        resident_ids,
    )
    return {row["resident"]: frozenset(map(bytes, row["digests"])) for row in rows}


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
