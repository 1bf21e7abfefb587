"""Importing a district's address table: a verdict for each row, then one statement a level, all or nothing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID, uuid4

from supervision.audit import Act, Change
from supervision.errors import InputInvalid, RuleRefused
from supervision.officers import Officer, check_officer_may, reach
from supervision.residence.addresses.import_rows import (
    LISTED_TWICE,
    OUTSIDE,
    AddressLine,
    AddressVerdict,
    Place,
    RowVerdict,
    full_name_of,
    kind_of,
    parent_of,
    read_address_row,
    with_parents,
)
from supervision.residence.addresses.names import floor_of, ordinal_of
from supervision.residence.addresses.words import AddressKind, AddressSource
from supervision.residence.changes import residence_change
from supervision.storage.database import fetch
from supervision.wording import Wording

MOST_ROWS = 20_000
"""How many rows are imported at once."""

CHANGED_MEANWHILE = Wording(
    "导入期间有人修改了这些地址；没有写入任何内容，请重新检查。",
    "Somebody changed these addresses meanwhile; nothing was written, check the table again.",
)


class AddressesChangedMeanwhile(RuleRefused):
    """Another change got in between; nothing was written."""

    code = "addresses-changed-meanwhile"


@dataclass(frozen=True, slots=True)
class AddressImport:
    """The verdicts in the order of the rows, and how many addresses were added, parents that no row names included."""

    verdicts: tuple[RowVerdict, ...]
    added: int = 0

    def count(self, verdict: AddressVerdict) -> int:
        """How many rows met that verdict."""
        return sum(row.verdict is verdict for row in self.verdicts)


@dataclass(frozen=True, slots=True)
class _Known:
    id: UUID
    floor: int | None
    code: str | None
    lat: float | None
    lon: float | None
    is_point_of_parent: bool


@dataclass(slots=True)
class _Plan:
    verdicts: list[RowVerdict]
    new: dict[Place, AddressLine | None]
    changed: dict[Place, AddressLine]
    known: Mapping[Place, _Known]
    aliases: Mapping[Place, Place]


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
        await _add(change, officer, plan, source)
        await _change(change, plan)
        found = AddressImport(tuple(plan.verdicts), added=len(plan.new))
        change.note(added=found.added, changed=len(plan.changed), refused=found.count(AddressVerdict.INVALID))
    return found


async def _plan(officer: Officer, rows: Sequence[Mapping[str, str]]) -> _Plan:
    prefixes = reach(officer, Act.ADDRESS_IMPORT)
    loaded = {row["code"]: True for row in await fetch("SELECT code FROM division WHERE length(code) = 12")}
    lines = [_read(row, loaded) for row in rows]
    divisions = {line.place[0] for line in lines if isinstance(line, AddressLine)}
    known, aliases = await _load_known({one for one in divisions if one.startswith(prefixes)})
    plan, seen = _Plan([], {}, {}, known, aliases), set[Place]()
    for line in lines:
        if isinstance(line, RowVerdict):
            plan.verdicts.append(line)
        else:
            plan.verdicts.append(_judge(replace(line, place=_kept_place(line.place, aliases)), plan, seen, prefixes))
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
    known = plan.known.get(line.place)
    if known is None:
        for place in with_parents(line.place):
            if place not in plan.known:
                plan.new.setdefault(place, None)
        plan.new[line.place] = line
        return RowVerdict(AddressVerdict.NEW, who)
    if _says_more(line, known):
        plan.changed[line.place] = line
        return RowVerdict(AddressVerdict.CHANGED, who)
    return RowVerdict(AddressVerdict.KNOWN, who)


def _says_more(line: AddressLine, known: _Known) -> bool:
    """Whether the row says something else than is stored; what it leaves empty says nothing."""
    return (
        (line.code is not None and line.code != known.code)
        or (line.floor is not None and line.floor != known.floor)
        or (line.lat is not None and ((line.lat, line.lon) != (known.lat, known.lon) or known.is_point_of_parent))
    )


def _kept_place(place: Place, aliases: Mapping[Place, Place]) -> Place:
    """The place under the names that are kept: a table may go on saying 3栋 after it was merged into 3号楼."""
    kept = place[:1]
    for name in place[1:]:
        kept = (*kept, name)
        kept = aliases.get(kept, kept)
    return kept


async def _load_known(divisions: Iterable[str]) -> tuple[dict[Place, _Known], dict[Place, Place]]:
    """The addresses of divisions by their places, and the places of those that were merged with what was kept."""
    rows = await fetch(
        """SELECT id, division, kind, parent, name, floor, code, lat, lon, is_point_of_parent, merged_into
           FROM standard_address WHERE division = ANY($1)
           ORDER BY array_position(ARRAY['street', 'building', 'unit', 'room'], kind::text)""",
        list(divisions),
    )
    places: dict[UUID, Place] = {}
    known: dict[Place, _Known] = {}
    for row in rows:
        above = places[row["parent"]] if row["parent"] else (row["division"],)
        has_no_unit = row["kind"] == AddressKind.ROOM and kind_of(above) is AddressKind.BUILDING
        place = (*above, "", row["name"]) if has_no_unit else (*above, row["name"])
        places[row["id"]] = place
        if row["merged_into"] is None:
            known[place] = _Known(
                row["id"], row["floor"], row["code"], row["lat"], row["lon"], row["is_point_of_parent"]
            )
    merged = {row["id"]: row["merged_into"] for row in rows if row["merged_into"]}
    aliases = {}
    for merged_id, kept_id in merged.items():
        while kept_id in merged:
            kept_id = merged[kept_id]  # noqa: PLW2901 - followed to the end
        aliases[places[merged_id]] = places[kept_id]
    return known, aliases


async def _add(change: Change, officer: Officer, plan: _Plan, source: AddressSource) -> None:
    ids = {place: known.id for place, known in plan.known.items()}
    ids |= {place: uuid4() for place in plan.new}
    for kind in AddressKind:
        level = [(place, line) for place, line in plan.new.items() if kind_of(place) is kind]
        if not level:
            continue
        parents = [parent_of(place) for place, _ in level]
        stored = await change.connection.fetch(
            """INSERT INTO standard_address (id, division, kind, parent, name, full_name, ordinal, floor, code, lat,
                   lon, source, created_at, created_by)
               SELECT made.id, made.division, $10, made.parent, made.name, made.full_name, made.ordinal, made.floor,
                   made.code, made.lat, made.lon, $11, $12, $13
               FROM unnest($1::uuid[], $2::text[], $3::uuid[], $4::text[], $5::text[], $6::int[], $7::int[],
                   $8::text[], $9::float8[], $14::float8[])
                   AS made (id, division, parent, name, full_name, ordinal, floor, code, lat, lon)
               ON CONFLICT DO NOTHING RETURNING id""",
            [ids[place] for place, _ in level],
            [place[0] for place, _ in level],
            [ids[parent] if parent else None for parent in parents],
            [place[-1] for place, _ in level],
            [full_name_of(place) for place, _ in level],
            [ordinal_of(place[-1]) for place, _ in level],
            [line.floor if line else _floor(place) for place, line in level],
            [line and line.code for _, line in level],
            [line and line.lat for _, line in level],
            kind, source, change.at, officer.id,
            [line and line.lon for _, line in level],
        )  # fmt: skip
        if len(stored) != len(level):
            raise AddressesChangedMeanwhile(CHANGED_MEANWHILE)


def _floor(place: Place) -> int | None:
    return floor_of(place[-1]) if kind_of(place) is AddressKind.ROOM else None


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
        [plan.known[place].id for place, _ in lines],
        [line.floor for _, line in lines],
        [line.code for _, line in lines],
        [line.lat for _, line in lines],
        [line.lon for _, line in lines],
    )
