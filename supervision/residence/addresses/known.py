"""The addresses of communities by their places, as a table names them: merged ones lead to what was kept."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from uuid import UUID, uuid4

from supervision.audit import Change
from supervision.errors import RuleRefused
from supervision.residence.addresses.import_rows import (
    AddressLine,
    Place,
    full_name_of,
    kind_of,
    parent_of,
)
from supervision.residence.addresses.names import compared_name, floor_of, ordinal_of
from supervision.residence.addresses.words import AddressKind, AddressSource
from supervision.storage.database import fetch
from supervision.wording import Wording

CHANGED_MEANWHILE = Wording(
    "导入期间有人修改了这些地址；没有写入任何内容，请重新检查。",
    "Somebody changed these addresses meanwhile; nothing was written, check the table again.",
)

_compared_name = lru_cache(maxsize=20_000)(compared_name)


class AddressesChangedMeanwhile(RuleRefused):
    """Another change got in between; nothing was written."""

    code = "addresses-changed-meanwhile"


@dataclass(frozen=True, slots=True)
class KnownAddress:
    """A stored address without its names."""

    id: UUID
    floor: int | None
    code: str | None
    lat: float | None
    lon: float | None
    is_point_of_parent: bool
    revision: int


@dataclass(frozen=True)
class KnownAddresses:
    """Stored addresses by their places, and the places of those that were merged with what was kept."""

    by_place: Mapping[Place, KnownAddress]
    aliases: Mapping[Place, Place]

    def kept_place(self, place: Place) -> Place:
        """The place under the names that are kept: a table may go on saying 3栋 after it was merged into 3号楼."""
        kept = place[:1]
        for name in place[1:]:
            kept = (*kept, name)
            kept = self.aliases.get(kept, kept)
        return kept

    def meant_place(self, place: Place) -> Place:
        """The place of what stands there under another spelling, 3栋 for 3号楼; `kept_place` where nothing does."""
        meant = place[:1]
        for name in place[1:]:
            said = (*meant, name)
            said = self.aliases.get(said, said)
            if said not in self.by_place:
                said = self._by_folded_place.get(_folded(said)) or said
            meant = said
        return meant

    @cached_property
    def _by_folded_place(self) -> dict[Place, Place | None]:
        """Places by what is compared of them; None where two are spelt alike, which an officer is to look at."""
        found: dict[Place, Place | None] = {}
        for place in self.by_place:
            folded = _folded(place)
            found[folded] = None if folded in found else place
        return found


def _folded(place: Place) -> Place:
    """A place of which only the last name is folded: those before it have been found already."""
    return (*place[:-1], _compared_name(kind_of(place), place[-1])) if place[-1] else place


async def find_known_addresses(divisions: Iterable[str]) -> KnownAddresses:
    """The addresses of divisions."""
    rows = await fetch(
        """SELECT id, division, kind, parent, name, floor, code, lat, lon, is_point_of_parent, revision, merged_into
           FROM standard_address WHERE division = ANY($1)
           ORDER BY array_position(ARRAY['street', 'building', 'unit', 'room'], kind::text)""",
        list(divisions),
    )
    places: dict[UUID, Place] = {}
    known: dict[Place, KnownAddress] = {}
    for row in rows:
        above = places[row["parent"]] if row["parent"] else (row["division"],)
        has_no_unit = row["kind"] == AddressKind.ROOM and kind_of(above) is AddressKind.BUILDING
        place = (*above, "", row["name"]) if has_no_unit else (*above, row["name"])
        places[row["id"]] = place
        if row["merged_into"] is None:
            known[place] = KnownAddress(
                row["id"], row["floor"], row["code"], row["lat"], row["lon"], row["is_point_of_parent"], row["revision"]
            )
    merged = {row["id"]: row["merged_into"] for row in rows if row["merged_into"]}
    aliases = {}
    for merged_id, kept_id in merged.items():
        while kept_id in merged:
            kept_id = merged[kept_id]  # noqa: PLW2901 - followed to the end
        aliases[places[merged_id]] = places[kept_id]
    return KnownAddresses(known, aliases)


async def add_addresses(
    change: Change,
    officer_id: UUID,
    new: Mapping[Place, AddressLine | None],
    known: KnownAddresses,
    source: AddressSource,
) -> dict[Place, UUID]:
    """Store new places, their parents first, in the caller's change, a statement a level; gives the new ones' ids.

    AddressesChangedMeanwhile when somebody else was quicker.
    """
    made = {place: uuid4() for place in new}
    ids = {place: there.id for place, there in known.by_place.items()} | made
    for kind in AddressKind:
        level = [(place, line) for place, line in new.items() if kind_of(place) is kind]
        if level:
            await _add_level(change, officer_id, level, ids, source)
    return made


async def _add_level(
    change: Change,
    officer_id: UUID,
    level: Sequence[tuple[Place, AddressLine | None]],
    ids: Mapping[Place, UUID],
    source: AddressSource,
) -> None:
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
        kind_of(level[0][0]), source, change.at, officer_id,
        [line and line.lon for _, line in level],
    )  # fmt: skip
    if len(stored) != len(level):
        raise AddressesChangedMeanwhile(CHANGED_MEANWHILE)


def _floor(place: Place) -> int | None:
    return floor_of(place[-1]) if kind_of(place) is AddressKind.ROOM else None
