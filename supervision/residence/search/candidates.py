"""Residents who answer a reading of a query, found in the digests without reading what many share.

The rarest word leads: its rows are read up to a bound, and each other word is a look-up by digest, division and
resident. Neither a surname of 80,000 bearers nor a whole county is ever walked through.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from supervision.residence.addresses.dwellings import Dwelling
from supervision.residence.changes import RESIDENCE
from supervision.residence.search.asked import Reading
from supervision.residence.search.within import Within
from supervision.storage.database import Record, fetch
from supervision.vault import SearchTerm, digest_terms

MOST_CANDIDATES = 1_000
"""How many rows of one term are read at most; beyond, somebody has to say more."""

_COUNT = """
SELECT asked.term_digest, count(*) AS many
FROM unnest($1::bytea[]) AS asked (term_digest)
    CROSS JOIN unnest($2::varchar[], $3::varchar[]) AS within (low, high)
    CROSS JOIN LATERAL (
        SELECT FROM resident_term AS t
        WHERE t.term_digest = asked.term_digest AND t.division >= within.low COLLATE "C"
            AND t.division < within.high COLLATE "C"
        LIMIT $4
    ) AS met
GROUP BY asked.term_digest
"""
_LEAD = """
SELECT met.resident, met.division, asked.term_digest
FROM unnest($1::bytea[]) AS asked (term_digest)
    CROSS JOIN unnest($2::varchar[], $3::varchar[]) AS within (low, high)
    CROSS JOIN LATERAL (
        SELECT t.resident, t.division FROM resident_term AS t
        WHERE t.term_digest = asked.term_digest AND t.division >= within.low COLLATE "C"
            AND t.division < within.high COLLATE "C"
        LIMIT $4
    ) AS met
"""
_LIVING_AT = """
SELECT id AS resident, division, NULL::bytea AS term_digest FROM resident
WHERE drawer_digest = ANY($1) AND state = 'living' AND (division LIKE ANY($2) OR drawer_digest = ANY($3)) LIMIT $4
"""
_LIVING_IN = """
SELECT r.id AS resident, r.division, NULL::bytea AS term_digest
FROM household AS h JOIN resident AS r ON r.household = h.id
WHERE h.dwelling_digest = ANY($1) AND h.state = 'open' AND r.state = 'living'
    AND (r.division LIKE ANY($2) OR r.drawer_digest = ANY($3)) LIMIT $4
"""
_ALSO = """
SELECT t.resident, t.term_digest
FROM unnest($1::uuid[], $2::varchar[]) AS candidate (resident, division)
    CROSS JOIN unnest($3::bytea[]) AS asked (term_digest)
    JOIN resident_term AS t ON t.term_digest = asked.term_digest AND t.division = candidate.division COLLATE "C"
        AND t.resident = candidate.resident
"""


@dataclass(frozen=True, slots=True)
class PlacesMeant:
    """What an address means: whole drawers, or some dwellings of them, as the digests that people's rows carry."""

    drawer_digests: Sequence[bytes]
    dwelling_digests: Sequence[bytes]
    is_bounded: bool = False
    dwellings: Sequence[Dwelling] = ()
    """The dwellings of those digests, in the same order."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """Residents with their rank, the lowest the surest; `is_bounded` when there were more than were looked at."""

    ranks: Mapping[UUID, int]
    is_bounded: bool = False


@dataclass(frozen=True, slots=True)
class _Word:
    """One word of a reading, as digests with their ranks, the surest first."""

    ranks: Mapping[bytes, int]


async def count_terms(readings: Sequence[Reading], within: Within) -> dict[bytes, int]:
    """How many residents within reach each digest of the readings has, up to the bound."""
    digests = {digest for reading in readings for word in _words_of(reading) for digest in word.ranks}
    if not digests or not within.divisions:
        return {}
    rows = await fetch(_COUNT, list(digests), within.lows, within.highs, MOST_CANDIDATES)
    return {row["term_digest"]: row["many"] for row in rows}


async def find_candidates(
    reading: Reading, places: PlacesMeant | None, sizes: Mapping[bytes, int], within: Within
) -> Candidates:
    """Who answers a reading; `places` is what its address means, `sizes` comes from `count_terms`."""
    words = sorted(_words_of(reading), key=lambda word: _size(word, sizes))
    if any(_size(word, sizes) == 0 for word in words):
        return Candidates({})
    if places is None:
        lead, others = words[0], words[1:]
        rows = await fetch(_LEAD, _met(lead, sizes), within.lows, within.highs, MOST_CANDIDATES)
        ranks = _best(rows, lead)
        is_bounded = any(sizes[digest] >= MOST_CANDIDATES for digest in _met(lead, sizes))
    else:
        others = words
        rows, is_bounded = await _living(places, within)
        ranks = {row["resident"]: 0 for row in rows}
    divisions = {row["resident"]: row["division"] for row in rows}
    for word in others:
        also = await _also(ranks, divisions, _met(word, sizes), word)
        ranks = {resident: ranks[resident] + rank for resident, rank in also.items()}
    return Candidates(ranks, is_bounded)


async def _living(places: PlacesMeant, within: Within) -> tuple[list[Record], bool]:
    """Who lives at the places, up to the bound."""
    rows: list[Record] = []
    for sql, digests in ((_LIVING_AT, places.drawer_digests), (_LIVING_IN, places.dwelling_digests)):
        if digests:
            rows += await fetch(sql, list(digests), within.reach.patterns, within.reach.drawer_digests, MOST_CANDIDATES)
    return rows, places.is_bounded or len(rows) >= MOST_CANDIDATES


async def _also(
    ranks: Mapping[UUID, int], divisions: Mapping[UUID, str], digests: Sequence[bytes], word: _Word
) -> dict[UUID, int]:
    """Those of the candidates of whom another word is true, too, with the word's rank."""
    rows = await fetch(_ALSO, list(ranks), [divisions[resident] for resident in ranks], list(digests))
    return _best(rows, word)


def _words_of(reading: Reading) -> list[_Word]:
    return [_word_of(terms) for terms in reading.people]


def _word_of(terms: Sequence[SearchTerm]) -> _Word:
    return _Word({digest: term.rank for term, digest in digest_terms(RESIDENCE, terms).items()})


def _size(word: _Word, sizes: Mapping[bytes, int]) -> int:
    return sum(sizes.get(digest, 0) for digest in word.ranks)


def _met(word: _Word, sizes: Mapping[bytes, int]) -> list[bytes]:
    return [digest for digest in word.ranks if digest in sizes]


def _best(rows: Sequence[Record], word: _Word) -> dict[UUID, int]:
    ranks: dict[UUID, int] = defaultdict(lambda: len(word.ranks) + max(word.ranks.values()))
    for row in rows:
        ranks[row["resident"]] = min(ranks[row["resident"]], word.ranks[row["term_digest"]])
    return dict(ranks)
