"""Which rows an export is of: frozen when it is asked for, and looked at again when it is fetched."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from supervision.audit import Act
from supervision.officers import Officer
from supervision.residence.exports.words import ExportKind
from supervision.residence.reach import Reach, drawer_digest, reach_of
from supervision.storage.database import fetch


@dataclass(frozen=True, slots=True)
class Selection:
    """Rows of one kind in a place: a division and everything below it, or one drawer."""

    kind: ExportKind
    division: str
    drawer_id: UUID | None


async def find_subjects(
    officer: Officer, act: Act, selection: Selection, among: Sequence[UUID] | None = None
) -> list[UUID]:
    """The residents who live in the place, or the homes that are let there, within the officer's reach.

    File by file, heads first. With `among`, only those of them; whoever has left, was joined to another record or has
    moved elsewhere is not.
    """
    reach = await reach_of(officer, act)
    sql = _RESIDENTS if selection.kind is ExportKind.RESIDENTS else _HOMES
    rows = await fetch(sql, *_arguments(selection, reach), list(among) if among is not None else None)
    return [row["id"] for row in rows]


def _arguments(selection: Selection, reach: Reach) -> tuple[object, ...]:
    if selection.kind is ExportKind.RESIDENTS:
        drawer = drawer_digest(selection.drawer_id) if selection.drawer_id else None
        return reach.patterns, reach.drawer_digests, selection.division, drawer
    return reach.patterns, list(reach.drawers), selection.division, selection.drawer_id


_RESIDENTS = """
SELECT r.id FROM resident AS r JOIN household AS h ON h.id = r.household
LEFT JOIN membership AS m ON m.resident = r.id AND m.ended_on IS NULL
WHERE r.state = 'living' AND (r.division LIKE ANY($1) OR r.drawer_digest = ANY($2)) AND r.division LIKE $3 || '%'
    AND ($4::bytea IS NULL OR r.drawer_digest = $4) AND ($5::uuid[] IS NULL OR r.id = ANY($5))
ORDER BY h.number, m.role IS DISTINCT FROM 'head', r.registered_at, r.id"""
_HOMES = """
SELECT d.id FROM dwelling AS d JOIN standard_address AS a ON a.id = d.address
WHERE d.retired_at IS NULL AND d.letting_use IS NOT NULL AND (d.division LIKE ANY($1) OR d.drawer = ANY($2))
    AND d.division LIKE $3 || '%' AND ($4::uuid IS NULL OR d.drawer = $4) AND ($5::uuid[] IS NULL OR d.id = ANY($5))
ORDER BY d.division, a.full_name, d.id"""
