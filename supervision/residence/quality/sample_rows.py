"""Samples as they are stored and listed, with their rates; an assistant is assessed by them and by nothing else."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from supervision.audit import Act
from supervision.errors import NotFound
from supervision.legal_time import legal_day
from supervision.officers import Officer, division_names
from supervision.officers.officer import NOT_HERE
from supervision.paging import PAGE_SIZE, Cursor, Page, read_cursor, split_page
from supervision.residence.changes import about, residence_change
from supervision.residence.households.masked import MaskedHousehold, mask_households
from supervision.residence.households.store import HOUSEHOLD_COLUMNS, household_of
from supervision.residence.quality.rating import Colour
from supervision.residence.quality.sampling import Findings, Rates
from supervision.residence.reach import check_reach, drawer_digest, reach_of
from supervision.storage.database import Record, fetch, fetch_one

SAMPLE = "quality_sample"


@dataclass(frozen=True, slots=True)
class Sample:
    """A sample with how far its re-visits are, and the rates of what they found."""

    id: UUID
    division: str
    community: str
    seed: str
    colour: Colour
    households: int
    drawn: int
    visited: int
    drawn_at: datetime
    drawn_by_name: str
    rates: Rates


@dataclass(frozen=True, slots=True)
class SampleItem:
    """One household of a sample, masked; nothing was found yet while `findings` is None."""

    id: UUID
    sample_id: UUID
    ordinal: int
    household: MaskedHousehold
    expected: int
    findings: Findings | None
    visited_at: datetime | None
    visited_by: UUID | None
    visited_by_name: str


@dataclass(frozen=True, slots=True)
class StoredItem:
    """An item as it is stored."""

    id: UUID
    sample_id: UUID
    household_id: UUID
    drawer_digest: bytes
    division: str
    found: tuple[int, int, int] | None
    """Missed, stale and wrong, once they are entered."""


@dataclass(frozen=True, slots=True)
class AssistantQuality:
    """What re-visits found in the drawers that an assistant had on duty when the samples were drawn."""

    officer_id: UUID
    name: str
    drawers: int
    item_ids: tuple[UUID, ...]
    rates: Rates


async def list_samples(officer: Officer, cursor: str | None = None) -> Page[Sample]:
    """The samples within reach, the newest first, fifty a page."""
    after, reach = read_cursor(cursor), await reach_of(officer, Act.SAMPLE_LIST)
    rows = await fetch(
        f"""{_SAMPLES} WHERE x.division LIKE ANY($1)
            AND ($2::timestamptz IS NULL OR (x.drawn_at, x.id) < ($2, $3::uuid))
            ORDER BY x.drawn_at DESC, x.id DESC LIMIT {PAGE_SIZE + 1}""",
        reach.patterns, after and after.at, after and after.row_id,
    )  # fmt: skip
    shown, following = split_page(rows, lambda row: Cursor(row["drawn_at"], row["id"]))
    return Page(tuple(await _samples(shown)), following)


async def open_sample(officer: Officer, sample_id: UUID) -> tuple[Sample, tuple[SampleItem, ...]]:
    """A sample with its households, masked, in the order drawn; the look at them is recorded. NotFound elsewhere."""
    async with residence_change(officer.actor, Act.SAMPLE_LIST, about(SAMPLE, sample_id)) as change:
        row = await fetch_one(f"{_SAMPLES} WHERE x.id = $1", sample_id)
        if row is None:
            raise NotFound(NOT_HERE)
        await check_reach(officer, Act.SAMPLE_LIST, row["division"], b"")
        items = await _items(await fetch(f"{_ITEMS} WHERE i.sample = $1 ORDER BY i.ordinal", sample_id))
        change.note(shown=len(items))
    return (await _samples([row]))[0], tuple(items)


async def load_item(officer: Officer, act: Act, item_id: UUID) -> StoredItem:
    """One item of a sample within reach; NotFound elsewhere."""
    row = await fetch_one(
        """SELECT i.id, i.sample AS sample_id, i.household AS household_id, i.drawer_digest, x.division,
               CASE WHEN i.visited_at IS NOT NULL THEN ARRAY[i.missed, i.stale, i.wrong] END AS found
           FROM sample_item AS i JOIN quality_sample AS x ON x.id = i.sample WHERE i.id = $1 FOR UPDATE OF i""",
        item_id,
    )
    if row is None:
        raise NotFound(NOT_HERE)
    await check_reach(officer, act, row["division"], row["drawer_digest"])
    return StoredItem(**{**row, "found": row["found"] and tuple(row["found"])})


async def assistants_of(digest: bytes, division: str, on: date) -> set[UUID]:
    """Who has, as an assistant, the drawer of that digest on duty on a day."""
    rows = await _duties([division])
    return {row["officer"] for row in rows if drawer_digest(row["drawer"]) == bytes(digest) and _covers(row, on)}


async def list_assistants(officer: Officer, today: date) -> tuple[AssistantQuality, ...]:
    """The assistants on duty within reach today, each with what re-visits found in their drawers; by name."""
    reach = await reach_of(officer, Act.SAMPLE_LIST)
    codes = [
        row["division"]
        for row in await fetch("SELECT DISTINCT division FROM drawer WHERE division LIKE ANY($1)", reach.patterns)
    ]
    duties = await _duties(codes)
    found = await _findings_by_assistant(reach.patterns, duties)
    on_duty: Mapping[UUID, set[UUID]] = defaultdict(set)
    names = {}
    for row in duties:
        if _covers(row, today):
            on_duty[row["officer"]].add(row["drawer"])
            names[row["officer"]] = row["name"]
    return tuple(
        AssistantQuality(
            one,
            names[one],
            len(on_duty[one]),
            tuple(item for item, _ in found[one]),
            Rates(sum((each for _, each in found[one]), Findings())),
        )
        for one in sorted(names, key=lambda one: (names[one], one))
    )


async def open_assistant(
    officer: Officer, assistant_id: UUID, today: date
) -> tuple[AssistantQuality, tuple[SampleItem, ...]]:
    """One assistant with the re-visits behind the rates; the look at them is recorded. NotFound elsewhere."""
    for one in await list_assistants(officer, today):
        if one.officer_id == assistant_id:
            async with residence_change(officer.actor, Act.SAMPLE_LIST) as change:
                rows = await fetch(
                    f"{_ITEMS} WHERE i.id = ANY($1) ORDER BY i.visited_at DESC, i.id", list(one.item_ids)
                )
                change.note(assistant=assistant_id, shown=len(rows))
                return one, tuple(await _items(rows))
    raise NotFound(NOT_HERE)


_SUMS = "coalesce(sum(i.expected - i.stale + i.missed), 0) AS actual, " + ", ".join(
    f"coalesce(sum(i.{name}), 0) AS {name}" for name in ("missed", "stale", "wrong")
)
_SAMPLES = f"""
SELECT x.id, x.division, x.seed, x.colour, x.households, x.drawn_at, officer.name AS drawn_by_name, found.*
FROM quality_sample AS x JOIN officer ON officer.id = x.drawn_by
CROSS JOIN LATERAL (
    SELECT count(*) AS drawn, count(i.visited_at) AS visited, {_SUMS} FROM sample_item AS i WHERE i.sample = x.id
) AS found
"""  # noqa: S608 - made of constants
_ITEMS = """
SELECT i.id AS item_id, i.sample, i.household AS household_id, i.ordinal, i.expected, i.missed, i.stale, i.wrong,
       i.visited_at, i.visited_by, coalesce(officer.name, '') AS visited_by_name
FROM sample_item AS i LEFT JOIN officer ON officer.id = i.visited_by
"""


async def _duties(divisions: Sequence[str]) -> list[Record]:
    return await fetch(
        """SELECT duty.officer, officer.name, duty.drawer, duty.valid_from, duty.valid_until
           FROM drawer_duty AS duty JOIN drawer ON drawer.id = duty.drawer JOIN officer ON officer.id = duty.officer
           WHERE duty.part = 'assistant' AND drawer.division = ANY($1)""",
        list(divisions),
    )


def _covers(duty: Record, on: date) -> bool:
    return duty["valid_from"] <= on and (duty["valid_until"] is None or on <= duty["valid_until"])


async def _findings_by_assistant(
    patterns: list[str], duties: Sequence[Record]
) -> Mapping[UUID, list[tuple[UUID, Findings]]]:
    """Which re-visited items, and what was found, by who had the drawer on duty on the day of drawing."""
    by_digest = defaultdict(list)
    for duty in duties:
        by_digest[drawer_digest(duty["drawer"])].append(duty)
    rows = await fetch(
        """SELECT i.id, i.drawer_digest, x.drawn_at, i.expected, i.missed, i.stale, i.wrong
           FROM sample_item AS i JOIN quality_sample AS x ON x.id = i.sample
           WHERE x.division LIKE ANY($1) AND i.visited_at IS NOT NULL""",
        patterns,
    )
    found: Mapping[UUID, list[tuple[UUID, Findings]]] = defaultdict(list)
    for row in rows:
        drawn_on = legal_day(row["drawn_at"])
        for officer_id in {
            duty["officer"] for duty in by_digest[bytes(row["drawer_digest"])] if _covers(duty, drawn_on)
        }:
            found[officer_id].append((row["id"], _findings(row)))
    return found


def _findings(row: Record) -> Findings:
    actual = row["expected"] - row["stale"] + row["missed"]
    return Findings(actual, row["missed"], row["stale"], row["wrong"])


async def _samples(rows: Sequence[Record]) -> list[Sample]:
    names = await division_names({row["division"] for row in rows})
    return [
        Sample(
            id=row["id"],
            division=row["division"],
            community=names[row["division"]],
            seed=row["seed"],
            colour=Colour(row["colour"]),
            households=row["households"],
            drawn=row["drawn"],
            visited=row["visited"],
            drawn_at=row["drawn_at"],
            drawn_by_name=row["drawn_by_name"],
            rates=Rates(Findings(*(int(row[name]) for name in ("actual", "missed", "stale", "wrong")))),
        )
        for row in rows
    ]


async def _items(rows: Sequence[Record]) -> list[SampleItem]:
    stored = await fetch(
        f"SELECT {HOUSEHOLD_COLUMNS} FROM household AS h WHERE h.id = ANY($1)",  # noqa: S608 - made of constants
        list({row["household_id"] for row in rows}),
    )
    households = {one.id: one for one in await mask_households([household_of(row) for row in stored])}
    return [
        SampleItem(
            id=row["item_id"],
            sample_id=row["sample"],
            ordinal=row["ordinal"],
            household=households[row["household_id"]],
            expected=households[row["household_id"]].residents if row["visited_at"] is None else row["expected"],
            findings=None if row["visited_at"] is None else _findings(row),
            visited_at=row["visited_at"],
            visited_by=row["visited_by"],
            visited_by_name=row["visited_by_name"],
        )
        for row in rows
    ]
