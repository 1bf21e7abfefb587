"""Finding possible duplicates in bulk: who shares a key is opened and compared, and nobody else is.

The service does it by itself, a batch at a time; all that comes of it is a pair for an officer to decide about.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations
from uuid import UUID, uuid4

from supervision.actor import Actor
from supervision.audit import Act
from supervision.residence.changes import residence_change
from supervision.residence.households.store import RESIDENT_COLUMNS, open_people, resident_of
from supervision.residence.search.likeness import compare
from supervision.storage.database import fetch

COMPARER = Actor.system("duplicates")
"""Who compares."""

MOST_SHARERS = 20
"""A key that more residents share says nothing: a telephone of a dormitory, a document number made up."""

_AT_A_TIME = 1_000


async def compare_new_residents() -> int:
    """Compare everybody who is new or changed with whoever shares a key, batch by batch; gives how many pairs came."""
    found = 0
    while (batch := await _compare_batch()) is not None:
        found += batch
    return found


async def _compare_batch() -> int | None:
    if not await fetch("SELECT FROM uncompared_resident LIMIT 1"):
        return None
    async with residence_change(COMPARER, Act.DUPLICATE_FIND) as change:
        rows = await fetch(
            """DELETE FROM uncompared_resident WHERE resident IN (
                   SELECT resident FROM uncompared_resident LIMIT $1 FOR UPDATE SKIP LOCKED
               ) RETURNING resident""",
            _AT_A_TIME,
        )
        candidates = await _candidates([row["resident"] for row in rows])
        pairs = await _alike(candidates)
        await fetch(
            """INSERT INTO duplicate_pair (id, one, other, state, found_at)
               SELECT id, one, other, 'open', $4 FROM unnest($1::uuid[], $2::uuid[], $3::uuid[]) AS p (id, one, other)
               ON CONFLICT (one, other) DO NOTHING""",
            [uuid4() for _ in pairs], [one for one, _ in pairs], [other for _, other in pairs], change.at,
        )  # fmt: skip
        change.note(residents=len(rows), compared=len(candidates), pairs=len(pairs))
    return len(pairs)


async def _candidates(resident_ids: Sequence[UUID]) -> set[tuple[UUID, UUID]]:
    """The pairs of the residents with whoever shares a key, unless that is a crowd or the pair is known."""
    rows = await fetch(
        """SELECT mine.key_digest, sharer.resident FROM (
               SELECT DISTINCT key_digest FROM duplicate_key WHERE resident = ANY($1)
           ) AS mine CROSS JOIN LATERAL (
               SELECT resident FROM duplicate_key WHERE key_digest = mine.key_digest LIMIT $2
           ) AS sharer""",
        list(resident_ids), MOST_SHARERS + 1,
    )  # fmt: skip
    sharers: dict[bytes, list[UUID]] = defaultdict(list)
    for row in rows:
        sharers[row["key_digest"]].append(row["resident"])
    pairs = {
        (one, other)
        for group in sharers.values()
        if 1 < len(group) <= MOST_SHARERS
        for one, other in combinations(sorted(group), 2)
    }
    return pairs - await _known(pairs)


async def _known(pairs: Iterable[tuple[UUID, UUID]]) -> set[tuple[UUID, UUID]]:
    asked = list(pairs)
    rows = await fetch(
        """SELECT one, other FROM duplicate_pair
               JOIN unnest($1::uuid[], $2::uuid[]) AS asked (one, other) USING (one, other)""",
        [one for one, _ in asked], [other for _, other in asked],
    )  # fmt: skip
    return {(row["one"], row["other"]) for row in rows}


async def _alike(pairs: Iterable[tuple[UUID, UUID]]) -> list[tuple[UUID, UUID]]:
    """Those of the pairs that may be one person, once both were opened."""
    asked = sorted(pairs)
    rows = await fetch(
        f"SELECT {RESIDENT_COLUMNS} FROM resident AS r WHERE r.id = ANY($1) AND r.state = 'living'",  # noqa: S608
        list({resident_id for pair in asked for resident_id in pair}),
    )
    people = await open_people([resident_of(row) for row in rows])
    return [
        (one, other)
        for one, other in asked
        if one in people and other in people and compare(people[one], people[other]).may_be_one
    ]
