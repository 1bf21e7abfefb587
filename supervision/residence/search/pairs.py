"""Pairs of records that may be of one person: loaded within reach, listed, and told apart for good."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from supervision.audit import Act
from supervision.errors import NotFound, RuleRefused
from supervision.officers import Officer
from supervision.officers.officer import NOT_HERE
from supervision.paging import PAGE_SIZE, Cursor, Page, read_cursor, split_page
from supervision.residence.changes import about, residence_change
from supervision.residence.households.masked import MaskedResident, mask_residents
from supervision.residence.households.opening import ResidentRecord, open_resident
from supervision.residence.households.person import Person
from supervision.residence.households.store import (
    load_resident,
    load_residents,
    open_people,
)
from supervision.residence.reach import reach_of
from supervision.residence.search.likeness import Comparison, compare
from supervision.storage.database import Record, fetch, fetch_one
from supervision.texts import needed_text
from supervision.vault import Place, load_key, seal_text, unseal_text
from supervision.wording import Wording

PAIR = "duplicate_pair"
LONGEST_RATIONALE = 500

DECIDED = Wording("这一对已有决定，请刷新页面。", "This pair was decided already; reload the page.")
ONE_IS_MERGED = Wording("其中一份记录已经并入别的记录。", "One of the two was joined to another record already.")


class PairState(StrEnum):
    """What was decided about two records."""

    OPEN = "open"
    DISTINCT = "distinct"
    MERGED = "merged"


class PairDecided(RuleRefused):
    """Somebody has decided about the pair before."""

    code = "duplicate-decided"


@dataclass(frozen=True, slots=True)
class DuplicatePair:
    """A pair as it is stored; `one` is the lesser id."""

    id: UUID
    one: UUID
    other: UUID
    state: PairState
    found_at: datetime
    decided_at: datetime | None
    decided_by: UUID | None
    rationale_sealed: bytes | None


@dataclass(frozen=True, slots=True)
class DuplicateLine:
    """A pair in the queue: both masked, and what they have in common."""

    id: UUID
    found_at: datetime
    one: MaskedResident
    other: MaskedResident
    comparison: Comparison


@dataclass(frozen=True, slots=True)
class OpenedPair:
    """Both records in clear, opened for a purpose that each of them has recorded."""

    pair: DuplicatePair
    one: ResidentRecord
    other: ResidentRecord
    comparison: Comparison
    rationale: str


_COLUMNS = "p.id, p.one, p.other, p.state, p.found_at, p.decided_at, p.decided_by, p.rationale_sealed"
_WAITING = """
FROM duplicate_pair AS p JOIN resident AS one ON one.id = p.one JOIN resident AS other ON other.id = p.other
WHERE p.state = 'open' AND one.state <> 'merged' AND other.state <> 'merged'
    AND (one.division LIKE ANY($1) OR one.drawer_digest = ANY($2))
    AND (other.division LIKE ANY($1) OR other.drawer_digest = ANY($2))
"""


async def list_duplicates(officer: Officer, cursor: str | None = None) -> Page[DuplicateLine]:
    """The pairs that wait for a decision with both records within reach, the newest first, masked."""
    after = read_cursor(cursor)
    async with residence_change(officer.actor, Act.DUPLICATE_LIST) as change:
        reach = await reach_of(officer, Act.DUPLICATE_LIST)
        rows = await fetch(
            f"""SELECT {_COLUMNS} {_WAITING}
                AND ($3::timestamptz IS NULL OR (p.found_at, p.id) < ($3, $4::uuid))
                ORDER BY p.found_at DESC, p.id DESC LIMIT $5""",
            reach.patterns, reach.drawer_digests, after and after.at, after and after.row_id, PAGE_SIZE + 1,
        )  # fmt: skip
        shown, following = split_page(rows, _cursor_of)
        lines = await _lines(officer, [_pair_of(row) for row in shown])
        change.note(pairs=[str(line.id) for line in lines])
    return Page(tuple(lines), following)


async def count_duplicates(officer: Officer) -> int:
    """How many pairs wait for a decision within reach, for the queue of *today's work*."""
    reach = await reach_of(officer, Act.DUPLICATE_LIST)
    rows = await fetch(f"SELECT count(*) AS pairs {_WAITING}", reach.patterns, reach.drawer_digests)
    return int(rows[0]["pairs"])


async def open_duplicate(officer: Officer, pair_id: UUID, purpose: str | None) -> OpenedPair:
    """Both records of a pair side by side, in clear; each opening is recorded with the purpose. InputInvalid."""
    pair = await load_pair(officer, Act.DUPLICATE_LIST, pair_id)
    one, other = [await open_resident(officer, resident_id, purpose) for resident_id in (pair.one, pair.other)]
    rationale = ""
    if pair.rationale_sealed is not None:
        key = await load_key(one.resident.vault_key)
        rationale = unseal_text(key, pair.rationale_sealed, Place(PAIR, "rationale_sealed", pair.id))
    return OpenedPair(pair, one, other, compare(one.person, other.person), rationale)


async def tell_apart(officer: Officer, pair_id: UUID, rationale: str) -> None:
    """Decide that the two are not the same, for good: nothing brings the pair back. PairDecided, InputInvalid."""
    reason = needed_text(rationale, "rationale", LONGEST_RATIONALE)
    async with residence_change(officer.actor, Act.DUPLICATE_DISMISS, about(PAIR, pair_id)) as change:
        pair = await load_pair(officer, Act.DUPLICATE_DISMISS, pair_id, lock=True)
        check_undecided(pair)
        key = await load_key((await load_resident(officer, Act.DUPLICATE_DISMISS, pair.one)).vault_key)
        await change.connection.execute(
            """UPDATE duplicate_pair SET state = 'distinct', decided_at = $2, decided_by = $3, rationale_sealed = $4
               WHERE id = $1""",
            pair_id, change.at, officer.id, seal_text(key, reason, Place(PAIR, "rationale_sealed", pair_id)),
        )  # fmt: skip
        change.note(residents=[str(pair.one), str(pair.other)])


async def load_pair(officer: Officer, act: Act, pair_id: UUID, *, lock: bool = False) -> DuplicatePair:
    """One pair, if the officer may do `act` on both records; NotFound when either is out of reach."""
    row = await fetch_one(
        f"SELECT {_COLUMNS} FROM duplicate_pair AS p WHERE p.id = $1 {'FOR UPDATE' if lock else ''}",  # noqa: S608
        pair_id,
    )
    if row is None:
        raise NotFound(NOT_HERE)
    pair = _pair_of(row)
    for resident_id in (pair.one, pair.other):
        await load_resident(officer, act, resident_id)
    return pair


def check_undecided(pair: DuplicatePair) -> None:
    """PairDecided for a pair about which somebody decided before."""
    if pair.state is not PairState.OPEN:
        raise PairDecided(DECIDED)


async def _lines(officer: Officer, pairs: Sequence[DuplicatePair]) -> list[DuplicateLine]:
    ids = {resident_id for pair in pairs for resident_id in (pair.one, pair.other)}
    stored = await load_residents(officer, Act.DUPLICATE_LIST, ids)
    people = await open_people(list(stored.values()))
    masked = {resident.id: resident for resident in await mask_residents(list(stored.values()))}
    return [
        DuplicateLine(pair.id, pair.found_at, masked[pair.one], masked[pair.other], _compared(people, pair))
        for pair in pairs
        if pair.one in people and pair.other in people
    ]


def _compared(people: dict[UUID, Person], pair: DuplicatePair) -> Comparison:
    return compare(people[pair.one], people[pair.other])


def _pair_of(row: Record) -> DuplicatePair:
    return DuplicatePair(**{**row, "state": PairState(row["state"])})


def _cursor_of(row: Record) -> Cursor:
    return Cursor(row["found_at"], row["id"])
