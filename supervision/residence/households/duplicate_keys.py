"""Under which keys two records of one person meet, though a sign, a digit or a day differs. Pure.

Only keyed digests of these are stored. Each key is narrow enough that few strangers share it, and each usual slip
leaves at least one key whole: a homophone keeps the reading, swapped digits keep their sum of signs, a moved birth day
keeps region and order number, a new telephone keeps reading and birth. Whoever shares a key is compared in clear.
"""

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from supervision.documents import DocumentType
from supervision.residence.households.person import Person
from supervision.vault.search_terms import SearchField, normalise_document, normalise_phone, person_terms

MOST_READINGS = 4
"""A name of many readings is keyed by some of them; the usual one is always among them."""

NUMBERED_BY_BIRTH = frozenset({DocumentType.ID_CARD, DocumentType.HMT_RESIDENCE_PERMIT})
"""Documents whose 18 characters are region, birth, order and check."""

_REGION, _ORDER = slice(0, 6), slice(14, 17)
_CARD_BODY = 17
_END = 4


class DuplicateKeyKind(StrEnum):
    """What two records have in common when they share a key."""

    DOCUMENT = "document"
    READING_AND_BIRTH = "reading-and-birth"
    READING_AND_PHONE = "reading-and-phone"
    BIRTH_AND_PHONE = "birth-and-phone"
    READING_AND_CARD_ORDER = "reading-and-card-order"
    INITIALS_AND_DOCUMENT_SIGNS = "initials-and-document-signs"
    READING_AND_DOCUMENT_END = "reading-and-document-end"


class DuplicateKey(NamedTuple):
    """A normalised value that two records may share."""

    kind: DuplicateKeyKind
    value: str


def duplicate_keys(person: Person) -> frozenset[DuplicateKey]:
    """Every key under which another record of the same person would be met."""
    return frozenset(_keys(person))


def readings_of(name: str) -> tuple[frozenset[str], frozenset[str]]:
    """The full readings of a name and its initials, as letters; of a foreign name the name itself."""
    terms = person_terms(name)
    full = {term.value for term in terms if term.field is SearchField.PINYIN}
    initials = {term.value for term in terms if term.field is SearchField.INITIALS}
    whole = {term.value for term in terms if term.field is SearchField.NAME}
    return frozenset(full or whole), frozenset(initials or {value[:1] for value in whole})


def _keys(person: Person) -> Iterator[DuplicateKey]:
    readings, initials = (sorted(found)[:MOST_READINGS] for found in readings_of(person.name))
    document, phone = normalise_document(person.document_number), normalise_phone(person.phone)
    born = person.born_on.isoformat() if person.born_on else ""
    is_card = person.document_type in NUMBERED_BY_BIRTH and len(document) > _CARD_BODY
    body = document[:_CARD_BODY] if is_card else document
    yield DuplicateKey(DuplicateKeyKind.DOCUMENT, document)
    if born and phone:
        yield DuplicateKey(DuplicateKeyKind.BIRTH_AND_PHONE, f"{born} {phone}")
    for letters in initials:
        yield DuplicateKey(DuplicateKeyKind.INITIALS_AND_DOCUMENT_SIGNS, f"{letters} {''.join(sorted(body))}")
    for reading in readings:
        if born:
            yield DuplicateKey(DuplicateKeyKind.READING_AND_BIRTH, f"{reading} {born}")
        if phone:
            yield DuplicateKey(DuplicateKeyKind.READING_AND_PHONE, f"{reading} {phone}")
        if is_card:
            order = f"{reading} {document[_REGION]}{document[_ORDER]}"
            yield DuplicateKey(DuplicateKeyKind.READING_AND_CARD_ORDER, order)
        else:
            yield DuplicateKey(DuplicateKeyKind.READING_AND_DOCUMENT_END, f"{reading} {document[-_END:]}")
