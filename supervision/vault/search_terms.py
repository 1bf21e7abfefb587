"""Which terms a person is found by, and which terms a query may mean; pure, so that both sides are tested together.

Only keyed digests of these terms are stored (`digests`), one register apart from the other.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from functools import lru_cache
from itertools import islice, product
from typing import NamedTuple

from pypinyin import Style, lazy_pinyin

from supervision.vault.name_readings import COMPOUND_SURNAMES, GIVEN_NAME_READINGS, SURNAME_READINGS


class SearchField(StrEnum):
    """What a term is of; in order of rank, the surest first."""

    NAME = "name"
    DOCUMENT = "document"
    PHONE = "phone"
    DOCUMENT_LAST_6 = "document-last-6"
    PHONE_LAST_4 = "phone-last-4"
    GIVEN_NAME = "given-name"
    PINYIN = "pinyin"
    GIVEN_NAME_PINYIN = "given-name-pinyin"
    INITIALS = "initials"
    SURNAME = "surname"
    SURNAME_PINYIN = "surname-pinyin"
    OBJECT_NUMBER = "object-number"


_PINYIN_FIELDS = (
    SearchField.PINYIN,
    SearchField.GIVEN_NAME_PINYIN,
    SearchField.INITIALS,
    SearchField.SURNAME_PINYIN,
)
_RANKS = {field: rank for rank, field in enumerate(SearchField)}


class SearchTerm(NamedTuple):
    """A normalised value of one field."""

    field: SearchField
    value: str

    @property
    def rank(self) -> int:
        """How much a match says: 0 for the whole name, more for less."""
        return _RANKS[self.field]


Reading = tuple[str, ...]
"""The syllables of a text, one a sign."""

SHORTEST_DOCUMENT = 5
SHORTEST_PHONE = 7
_LAST_OF_DOCUMENT = 6
_LAST_OF_PHONE = 4
_LONGEST_SURNAME = 2
_MOST_READINGS = 8
_HAN = re.compile(r"[\u3007\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U000323af]")
_DOTS = re.compile(r"[·•・‧∙⋅.．]+")
_UMLAUT = re.compile("u\u0308")
_CHINA_CODE = re.compile(r"^(?:00)?86(?=1\d{10}$)")


def normalise_name(name: str) -> str:
    """A name without spaces, dots, width, case and accents."""
    return _letters(unicodedata.normalize("NFKD", name).casefold())


def normalise_pinyin(text: str) -> str:
    """Pinyin as letters only: tones stripped, ü as v."""
    return _letters(_UMLAUT.sub("v", unicodedata.normalize("NFKD", text).casefold()))


def normalise_document(number: str) -> str:
    """A document's number in capitals without spaces and signs; the check digit X is a capital."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", number).upper()))


def normalise_phone(number: str) -> str:
    """A phone number's digits; China's code is dropped before a mobile number."""
    digits = "".join(str(unicodedata.digit(sign)) for sign in unicodedata.normalize("NFKC", number) if sign.isdigit())
    return _CHINA_CODE.sub("", digits)


def _letters(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text)
    return unicodedata.normalize("NFC", "".join(filter(str.isalnum, decomposed)))


def person_terms(name: str, document_number: str | None = None, phones: Iterable[str] = ()) -> frozenset[SearchTerm]:
    """Everything that a person is found by."""
    terms = set(_terms_of_name(name))
    document = normalise_document(document_number or "")
    if len(document) >= SHORTEST_DOCUMENT:
        terms.add(SearchTerm(SearchField.DOCUMENT, document))
    if len(document) >= _LAST_OF_DOCUMENT:
        terms.add(SearchTerm(SearchField.DOCUMENT_LAST_6, document[-_LAST_OF_DOCUMENT:]))
    for phone in filter(lambda digits: len(digits) >= SHORTEST_PHONE, map(normalise_phone, phones)):
        terms.add(SearchTerm(SearchField.PHONE, phone))
        terms.add(SearchTerm(SearchField.PHONE_LAST_4, phone[-_LAST_OF_PHONE:]))
    return frozenset(term for term in terms if term.value)


def query_terms(query: str) -> list[SearchTerm]:
    """Every term that a query may mean, the surest first.

    Words of one sort are taken together (`zhang san`, `138 0000 1234`); a name and a number (`张三 1234`) are two.
    """
    words = query.split()
    texts = [query, *words] if len({has_digit(word) for word in words}) > 1 else [query]
    return _by_rank(term for text in texts for term in _meanings(text))


def terms_of_text(text: str) -> list[SearchTerm]:
    """Every term that a text may mean when all of it is one thing, the surest first; none for what means nothing."""
    return _by_rank(_meanings(text))


def _by_rank(terms: Iterable[SearchTerm]) -> list[SearchTerm]:
    return sorted({term for term in terms if term.value}, key=lambda term: (term.rank, term.value))


def _meanings(text: str) -> Iterator[SearchTerm]:
    document, phone = normalise_document(text), normalise_phone(text)
    if len(document) >= SHORTEST_DOCUMENT:
        yield SearchTerm(SearchField.DOCUMENT, document)
    if len(document) == _LAST_OF_DOCUMENT:
        yield SearchTerm(SearchField.DOCUMENT_LAST_6, document)
    if len(phone) >= SHORTEST_PHONE:
        yield SearchTerm(SearchField.PHONE, phone)
    if len(phone) == _LAST_OF_PHONE:
        yield SearchTerm(SearchField.PHONE_LAST_4, phone)
    name = normalise_name(text)
    if not any(map(str.isalpha, name)):
        return
    yield SearchTerm(SearchField.NAME, name)
    yield SearchTerm(SearchField.GIVEN_NAME, name)
    if _HAN.search(name) and len(name) <= _LONGEST_SURNAME:
        yield SearchTerm(SearchField.SURNAME, name)
    pinyin = normalise_pinyin(text)
    # Passports write ü as yu (LYU); the same letters also meet by chance (han yu), so both are tried.
    for letters in {pinyin, name, re.sub(r"(?<=[ln])yu", "v", pinyin)}:
        if _is_typed_pinyin(letters):
            for field in _PINYIN_FIELDS:
                yield SearchTerm(field, letters)


def _is_typed_pinyin(letters: str) -> bool:
    return letters.isascii() and letters.isalpha()


def has_digit(text: str) -> bool:
    """Whether a word is of numbers rather than of names."""
    return any(map(str.isdigit, text))


def has_han(text: str) -> bool:
    """Whether there is a Chinese character in a text."""
    return _HAN.search(text) is not None


@lru_cache(maxsize=4_096)  # an import asks for everybody of a chunk twice, for the search and for duplicates
def _terms_of_name(name: str) -> frozenset[SearchTerm]:
    return frozenset(_name_terms(name))


def _name_terms(name: str) -> Iterator[SearchTerm]:
    whole = normalise_name(name)
    yield SearchTerm(SearchField.NAME, whole)
    parts = _parts(name)
    if len(parts) > 1 or not _HAN.match(whole):  # 买买提·艾力, John Smith: no part is a Chinese surname
        for part in parts:
            yield SearchTerm(SearchField.GIVEN_NAME, part)
        if _HAN.search(whole):
            for part in parts:
                yield from _pinyin(SearchField.GIVEN_NAME_PINYIN, _readings(part))
            yield from _full_pinyin(_readings(whole))
        return
    for surname, given in _splits(whole):
        surname_readings, given_readings = _surname_readings(surname), _readings(given)
        yield SearchTerm(SearchField.SURNAME, surname)
        yield SearchTerm(SearchField.GIVEN_NAME, given)
        yield from _pinyin(SearchField.SURNAME_PINYIN, surname_readings)
        yield from _pinyin(SearchField.GIVEN_NAME_PINYIN, given_readings)
        yield from _full_pinyin([(*first, *rest) for first in surname_readings for rest in given_readings])


def _parts(name: str) -> list[str]:
    """The parts of a name in several; a space divides a foreign name, but not 张 三."""
    divided = _DOTS.split(name) if _HAN.search(name) else re.split(rf"\s+|{_DOTS.pattern}", name)
    return [part for part in map(normalise_name, divided) if part]


def _splits(whole: str) -> Iterator[tuple[str, str]]:
    """Surname and given name; 夏侯勇 may be of the family 夏侯, or of 夏."""
    yield whole[:1], whole[1:]
    if len(whole) > _LONGEST_SURNAME and whole[:_LONGEST_SURNAME] in COMPOUND_SURNAMES:
        yield whole[:_LONGEST_SURNAME], whole[_LONGEST_SURNAME:]


def _surname_readings(surname: str) -> tuple[Reading, ...]:
    if surname in SURNAME_READINGS:
        return tuple((reading,) for reading in SURNAME_READINGS[surname].split())
    return _readings(surname)


@lru_cache(maxsize=10_000)  # surnames and given names are few, and reading one is half the work of storing a person
def _readings(text: str) -> tuple[Reading, ...]:
    """The readings of a text, the dictionary's own first; a text that has no reading keeps its signs."""
    syllables = lazy_pinyin(text, style=Style.NORMAL, errors=list)  # type: ignore[arg-type]  # its stub knows no lists
    choices = [
        dict.fromkeys((syllable, *GIVEN_NAME_READINGS.get(sign, "").split()))
        for sign, syllable in zip(text, syllables, strict=True)
    ]
    return tuple(islice(product(*choices), _MOST_READINGS))


def _full_pinyin(readings: Sequence[Reading]) -> Iterator[SearchTerm]:
    yield from _pinyin(SearchField.PINYIN, readings)
    yield from _pinyin(SearchField.INITIALS, [tuple(syllable[0] for syllable in reading) for reading in readings])


def _pinyin(field: SearchField, readings: Sequence[Reading]) -> Iterator[SearchTerm]:
    """The typed forms of readings in one field; some type ü as v and some as u."""
    for reading in readings:
        letters = "".join(reading)
        if _is_typed_pinyin(letters):
            yield SearchTerm(field, letters)
            yield SearchTerm(field, re.sub(r"(?<=[ln])v", "u", letters))
