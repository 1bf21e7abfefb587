"""Importing a district's address table: a verdict for each row, then one statement a level, all or nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from supervision.audit import Act, Change
from supervision.errors import InputInvalid
from supervision.officers import Officer, check_officer_may, reach
from supervision.residence.addresses.import_rows import (
    LISTED_TWICE,
    OUTSIDE,
    AddressLine,
    AddressVerdict,
    Place,
    RowVerdict,
    full_name_of,
    read_address_row,
    with_parents,
)
from supervision.residence.addresses.known import (
    KnownAddress,
    KnownAddresses,
    add_addresses,
    find_known_addresses,
)
from supervision.residence.addresses.words import AddressSource
from supervision.residence.changes import residence_change
from supervision.storage.database import fetch

MOST_ROWS = 20_000
"""How many rows are imported at once."""


@dataclass(frozen=True, slots=True)
class AddressImport:
    """The verdicts in the order of the rows, and how many addresses were added, parents that no row names included."""

    verdicts: tuple[RowVerdict, ...]
    added: int = 0

    def count(self, verdict: AddressVerdict) -> int:
        """How many rows met that verdict."""
        return sum(row.verdict is verdict for row in self.verdicts)


@dataclass(slots=True)
class _Plan:
    verdicts: list[RowVerdict]
    new: dict[Place, AddressLine | None]
    changed: dict[Place, AddressLine]
    known: KnownAddresses


async def check_address_rows(officer: Officer, rows: Sequence[Mapping[str, str]]) -> AddressImport:
    """What would become of each row; nothing is written."""
    check_officer_may(officer, Act.ADDRESS_IMPORT, None)
    return AddressImport(tuple((await _plan(officer, rows)).verdicts))


async def import_addresses(
    officer: Officer, rows: Sequence[Mapping[str, str]], source: AddressSource = AddressSource.IMPORT
) -> AddressImport:
    """Add what is new and change what is changed, in one act; rows that cannot be used are left out and reported."""
    check_officer_may(officer, Act.ADDRESS_IMPORT, None)
    async with residence_change(officer.actor, Act.ADDRESS_IMPORT) as change:
        plan = await _plan(officer, rows)
        await add_addresses(change, officer.id, plan.new, plan.known, source)
        await _change(change, plan)
        found = AddressImport(tuple(plan.verdicts), added=len(plan.new))
        change.note(added=found.added, changed=len(plan.changed), refused=found.count(AddressVerdict.INVALID))
    return found


async def _plan(officer: Officer, rows: Sequence[Mapping[str, str]]) -> _Plan:
    prefixes = reach(officer, Act.ADDRESS_IMPORT)
    loaded = {row["code"]: True for row in await fetch("SELECT code FROM division WHERE length(code) = 12")}
    lines = [_read(row, loaded) for row in rows]
    divisions = {line.place[0] for line in lines if isinstance(line, AddressLine)}
    known = await find_known_addresses({one for one in divisions if one.startswith(prefixes)})
    plan, seen = _Plan([], {}, {}, known), set[Place]()
    for line in lines:
        if isinstance(line, RowVerdict):
            plan.verdicts.append(line)
        else:
            plan.verdicts.append(_judge(replace(line, place=known.kept_place(line.place)), plan, seen, prefixes))
    return plan


def _read(row: Mapping[str, str], communities: Mapping[str, bool]) -> AddressLine | RowVerdict:
    try:
        return read_address_row(row, communities)
    except InputInvalid as error:
        who = "".join(row.get(part, "") for part in ("street", "building", "unit", "room"))
        return RowVerdict(AddressVerdict.INVALID, who, error.args[0], error.field)


def _judge(line: AddressLine, plan: _Plan, seen: set[Place], prefixes: tuple[str, ...]) -> RowVerdict:
    who = full_name_of(line.place)
    if not line.place[0].startswith(prefixes):
        return RowVerdict(AddressVerdict.OUTSIDE, who, OUTSIDE, "division")
    if line.place in seen:
        return RowVerdict(AddressVerdict.KNOWN, who, LISTED_TWICE)
    seen.add(line.place)
    known = plan.known.by_place.get(line.place)
    if known is None:
        for place in with_parents(line.place):
            if place not in plan.known.by_place:
                plan.new.setdefault(place, None)
        plan.new[line.place] = line
        return RowVerdict(AddressVerdict.NEW, who)
    if _says_more(line, known):
        plan.changed[line.place] = line
        return RowVerdict(AddressVerdict.CHANGED, who)
    return RowVerdict(AddressVerdict.KNOWN, who)


def _says_more(line: AddressLine, known: KnownAddress) -> bool:
    """Whether the row says something else than is stored; what it leaves empty says nothing."""
    return (
        (line.code is not None and line.code != known.code)
        or (line.floor is not None and line.floor != known.floor)
        or (line.lat is not None and ((line.lat, line.lon) != (known.lat, known.lon) or known.is_point_of_parent))
    )


async def _change(change: Change, plan: _Plan) -> None:
    lines = list(plan.changed.items())
    if not lines:
        return
    await change.connection.execute(
        """UPDATE standard_address AS a
           SET floor = coalesce(said.floor, a.floor), code = coalesce(said.code, a.code),
               lat = coalesce(said.lat, a.lat), lon = coalesce(said.lon, a.lon),
               is_point_of_parent = a.is_point_of_parent AND said.lat IS NULL, revision = a.revision + 1
           FROM unnest($1::uuid[], $2::int[], $3::text[], $4::float8[], $5::float8[])
               AS said (id, floor, code, lat, lon)
           WHERE a.id = said.id""",
        [plan.known.by_place[place].id for place, _ in lines],
        [line.floor for _, line in lines],
        [line.code for _, line in lines],
        [line.lat for _, line in lines],
        [line.lon for _, line in lines],
    )
