"""What officers do, as HTTP requests: look at a queue, search, open, write; each act is one or more requests."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from uuid import UUID

import httpx

from bench.residence.officers import Seat
from bench.service import check
from supervision.documents import check_character
from supervision.residence.households.store import RESIDENT_COLUMNS, resident_of
from supervision.storage.database import Record, fetch
from supervision.vault import load_key

PURPOSE = "visit"


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody whom an officer works with: their record, household, and what one would type to find them."""

    resident_id: UUID
    household_id: UUID
    query: str


@dataclass(frozen=True, slots=True)
class Desk:
    """An officer's connection and whom they work with."""

    seat: Seat
    client: httpx.AsyncClient
    known: Sequence[Known]


async def whom_they_know(seat: Seat, count: int, chance: Random) -> list[Known]:
    """Residents drawn from an officer's reach, opened here to know what would be typed for them."""
    rows = await _drawn(seat, count, UUID(int=chance.getrandbits(128)))
    rows += await _drawn(seat, count - len(rows), UUID(int=0))
    known = []
    for row in rows:
        resident = resident_of(row)
        person = resident.person(await load_key(resident.vault_key))
        ways = (
            f"{person.name[0]} {person.phone[-4:]}",
            person.name,
            f"{person.name} {person.phone[-4:]}",
            f"{person.document_number[-6:]} {person.name[0]}",
            person.phone,
            person.name[0],
        )
        known.append(Known(resident.id, resident.household_id, chance.choice(ways)))
    return known


async def _drawn(seat: Seat, count: int, first: UUID) -> list[Record]:
    return await fetch(
        f"SELECT {RESIDENT_COLUMNS} FROM resident AS r WHERE r.division LIKE $1 AND r.id >= $2 ORDER BY r.id LIMIT $3",  # noqa: S608 - constants
        f"{seat.prefix}%", first, count,
    )  # fmt: skip


async def act(desk: Desk, kind: str, chance: Random) -> None:
    """Do one act of a kind; RuntimeError when the service refuses it."""
    await _ACTS[kind](desk, chance)


async def _queue(desk: Desk, chance: Random) -> None:
    today = date.today()  # noqa: DTZ011 - a filter of a list
    paths: tuple[tuple[str, dict[str, str]], ...] = (
        ("/api/v1/residents", {}),
        ("/api/v1/residents", {"stay_ends_by": str(today + timedelta(days=30))}),
        ("/api/v1/residents", {"unverified_since": str(today - timedelta(days=90))}),
        ("/api/v1/households", {}),
        ("/api/v1/moves", {}),
        ("/api/v1/amendments", {}),
        ("/api/v1/duplicates", {}),
    )
    path, params = chance.choice(paths)
    check(await desk.client.get(path, params=params))


async def _search(desk: Desk, chance: Random) -> None:
    params = {"query": chance.choice(desk.known).query, "purpose": PURPOSE}
    check(await desk.client.get("/api/v1/residents", params=params))


async def _open(desk: Desk, chance: Random) -> None:
    known = chance.choice(desk.known)
    path = chance.choice((f"/residents/{known.resident_id}", f"/households/{known.household_id}"))
    check(await desk.client.get(f"/api/v1{path}", params={"purpose": PURPOSE}))


async def _write(desk: Desk, chance: Random) -> None:
    # Nobody of the crowd or the district comes from there: a newcomer is new.
    first_17 = (
        f"21{chance.randint(9101, 9199)}{chance.randint(1950, 2000)}0{chance.randint(1, 9)}1{chance.randint(0, 9)}"
    )
    first_17 += f"{chance.randint(0, 999):03}"
    today = date.today()  # noqa: DTZ011 - the day of a stay
    body = {
        "household_id": str(chance.choice(desk.known).household_id),
        "person": {
            "name": chance.choice("王李张刘陈") + chance.choice("建国晓明丽芳伟静") + chance.choice("华平军红"),
            "document_type": "id-card",
            "document_number": first_17 + check_character(first_17),
            "phone": f"139{chance.randrange(10**8):08}",
        },
        "stay": {
            "lodging": "02", "reason": "01", "began_on": str(today - timedelta(days=5)),
            "expected_until": str(today + timedelta(days=180)),
        },
        "role": "companion",
    }  # fmt: skip
    check(await desk.client.post("/api/v1/residents", json=body))


_ACTS: dict[str, Callable[[Desk, Random], Awaitable[None]]] = {
    "queue": _queue,
    "search": _search,
    "open": _open,
    "write": _write,
}
