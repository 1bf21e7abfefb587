"""Making all search digests anew from the sealed records: after names or numbers are brought into another form.

Residents and parties have such digests. All other digests are of ids, codes and titles, which have one form.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from uuid import UUID

from supervision.actor import Actor
from supervision.audit import Act
from supervision.residence.changes import residence_change
from supervision.residence.households.findable import renew_findable
from supervision.residence.households.store import RESIDENT_COLUMNS, open_people, resident_of
from supervision.residence.parties.store import PARTY_COLUMNS, party_of, renew_terms
from supervision.storage.database import Record, fetch, fetch_one

_AT_A_TIME = 1_000
_FIRST = UUID(int=0)


class Findable(StrEnum):
    """The kinds of record that are found by digests of their sealed content."""

    RESIDENTS = "residents"
    PARTIES = "parties"


@dataclass(frozen=True, slots=True)
class Renewal:
    """How far a kind of record is: of how many, how many were opened, and of how many the digests were renewed."""

    kind: Findable
    total: int
    read: int = 0
    renewed: int = 0


async def renew_search(actor: Actor, tell: Callable[[Renewal], None]) -> tuple[Renewal, ...]:
    """Compare every resident living here, and every party, with what they are found by, and renew what differs.

    A thousand are one change, told of when it is done, so that it can be stopped at any moment and begun anew; officers
    work on meanwhile.
    """
    return tuple([await _renew(actor, kind, tell) for kind in Findable])


async def _renew(actor: Actor, kind: Findable, tell: Callable[[Renewal], None]) -> Renewal:
    select, among, renew = _KINDS[kind]
    counted = await fetch_one(f"SELECT count(*) AS total FROM {among}")  # noqa: S608 - constants
    done, last = Renewal(kind, counted["total"] if counted else 0), _FIRST
    while True:
        async with residence_change(actor, Act.SEARCH_RENEW) as change:
            rows = await fetch(
                f"{select} FROM {among} AND r.id > $1 ORDER BY r.id LIMIT $2 FOR NO KEY UPDATE", last, _AT_A_TIME
            )
            read, renewed = await renew(rows)
            change.note(**{kind.value: read, "renewed": renewed})
        done = replace(done, read=done.read + read, renewed=done.renewed + renewed)
        tell(done)
        if len(rows) < _AT_A_TIME:
            return done
        last = rows[-1]["id"]


async def _renew_residents(rows: Sequence[Record]) -> tuple[int, int]:
    residents = [resident_of(row) for row in rows]
    people = await open_people(residents)
    return len(people), await renew_findable(people, {resident.id: resident.division for resident in residents})


async def _renew_parties(rows: Sequence[Record]) -> tuple[int, int]:
    return await renew_terms([party_of(row) for row in rows])


_KINDS: dict[Findable, tuple[str, str, Callable[[Sequence[Record]], Awaitable[tuple[int, int]]]]] = {
    Findable.RESIDENTS: (f"SELECT {RESIDENT_COLUMNS}", "resident AS r WHERE r.state = 'living'", _renew_residents),
    Findable.PARTIES: (f"SELECT {PARTY_COLUMNS}", "party AS r WHERE true", _renew_parties),
}
"""How the records of each kind are read, which of them, and how some of them are renewed."""
