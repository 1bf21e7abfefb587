"""What a query asks for: words of a person and parts of an address, in every way it can be read. Pure."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from supervision.vault.search_terms import SearchTerm, has_digit, has_han, terms_of_text

MOST_WORDS = 6
"""Words beyond these are not looked at."""

_MOST_READINGS = 8
_LONGEST_ROOM = 4
_SHORTEST_STREET = 2
_STREET = re.compile(r"[路街巷弄道里村庄苑园城区院坊寨]$")
_NAME_AND_NUMBER = re.compile(r"([^\W\d_]+)(\d{4,}[xX]?)")


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to understand a query: somebody of whom each of `people` is true, who lives at `address`.

    A word may mean several things (张三 is a whole name, or a given name), so each of `people` is any of some terms.
    """

    people: tuple[tuple[SearchTerm, ...], ...]
    address: tuple[str, ...] = ()


def read_query(text: str) -> tuple[Reading, ...]:
    """The ways to read a query, the likeliest first; none for a query that says nothing.

    Words narrow: `王 1234` is somebody of that family whose telephone ends so, `幸福路3号楼 王` who lives there.
    """
    words = _words(text)
    found: dict[Reading, None] = {}
    for start, end in _addresses(words):
        address = tuple(words[start:end])
        for groups in _groupings(words[:start], words[end:]):
            people = tuple(tuple(terms_of_text(group)) for group in groups)
            if all(people) and (people or address):
                found[Reading(people, address)] = None
    return tuple(found)[:_MOST_READINGS]


def _words(text: str) -> list[str]:
    words: list[str] = []
    for word in unicodedata.normalize("NFKC", text).replace("，", " ").replace(",", " ").split():
        both = _NAME_AND_NUMBER.fullmatch(word)
        if both and has_han(both[1]) and not _STREET.search(both[1]):
            words += both.groups()
        else:
            words.append(word)
    return words[:MOST_WORDS]


def _addresses(words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The stretches that may be the address: none, where each word may be of a person; then the longest first."""
    must = [index for index, word in enumerate(words) if not _may_be_of_person(word)]
    if not must:
        yield 0, 0
    for length in range(len(words), 0, -1):
        for start in range(len(words) - length + 1):
            stretch = range(start, start + length)
            if set(must) <= set(stretch) and _is_address(words[start : start + length]):
                yield start, start + length


def _is_address(words: Sequence[str]) -> bool:
    """Streets and buildings, then perhaps rooms: a number alone is no address."""
    return _may_be_place(words[0]) and all(_may_be_place(word) or _may_be_room(word) for word in words[1:])


def _may_be_of_person(word: str) -> bool:
    return not (has_han(word) and has_digit(word))


def _may_be_place(word: str) -> bool:
    return has_han(word) and (has_digit(word) or len(word) >= _SHORTEST_STREET)


def _may_be_room(word: str) -> bool:
    digits = word.replace("-", "")
    return digits.isdigit() and len(digits) <= 2 * _LONGEST_ROOM and max(map(len, word.split("-"))) <= _LONGEST_ROOM


def _groupings(*runs: Sequence[str]) -> Iterator[list[str]]:
    """The words of a person: those of one sort taken together (`zhang san`, `138 0000 1234`), then each by itself."""
    yield [
        " ".join(group) for run in runs for _, group in groupby(run, key=lambda word: (has_digit(word), has_han(word)))
    ]
    yield [word for run in runs for word in run]
