"""What is past its period: the list from which one officer proposes; nothing on it is destroyed by itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from supervision.audit import Act
from supervision.masking import mask_name
from supervision.officers import Officer, check_officer_may, reach
from supervision.paging import PAGE_SIZE, Cursor, Page, read_cursor, split_page
from supervision.residence.changes import residence_change
from supervision.residence.households.store import RESIDENT_COLUMNS, open_people, resident_of
from supervision.residence.keeping.holds import held
from supervision.residence.keeping.words import KeptKind
from supervision.retention import kept_since, last_day_kept
from supervision.storage.database import fetch

# A record that was joined to another goes first. What lives on in nobody's history goes with its household.
_RESIDENTS = f"""
SELECT r.id, r.division, r.left_at AS ended_at, r.vault_key, {held("r.id")} AS is_held FROM resident AS r
WHERE r.state <> 'living' AND NOT EXISTS (SELECT FROM resident AS joined WHERE joined.merged_into = r.id)"""  # noqa: S608 - constants
_HOUSEHOLDS = """
SELECT h.id, h.division, h.closed_at AS ended_at, h.vault_key, false AS is_held FROM household AS h
WHERE h.state = 'closed' AND NOT EXISTS (SELECT FROM resident AS one WHERE one.household = h.id)
    AND NOT EXISTS (SELECT FROM stay WHERE stay.household = h.id)
    AND NOT EXISTS (SELECT FROM membership WHERE membership.household = h.id)"""

ENDED: Mapping[KeptKind, str] = {KeptKind.RESIDENT: _RESIDENTS, KeptKind.HOUSEHOLD: _HOUSEHOLDS}
"""Records of each kind whose period is running or over, as SQL, with the moment from which it runs as `ended_at`."""

_DUE = """({ended}) AS due WHERE due.division LIKE ANY($1) AND due.ended_at < $2 AND NOT EXISTS (
    SELECT FROM destruction_proposal AS p WHERE p.subject_id = due.id AND p.state = 'proposed')"""


@dataclass(frozen=True, slots=True)
class DueRecord:
    """A record past its period: a resident by the masked name, a household by its number."""

    id: UUID
    kind: KeptKind
    label: str
    division: str
    ended_at: datetime
    kept_until: date
    """The last day of its period."""
    is_held: bool
    """While a hold lies on it, it is kept for that reason."""


async def list_due(officer: Officer, kind: KeptKind, cursor: str | None = None) -> Page[DueRecord]:
    """Records of a kind within reach that are past their period and not proposed yet, 50 a page, the latest first."""
    after = read_cursor(cursor)
    check_officer_may(officer, Act.DESTRUCTION_LIST, None)
    async with residence_change(officer.actor, Act.DESTRUCTION_LIST, detail={"show": kind}) as change:
        rows = await fetch(
            f"""SELECT due.* FROM {_DUE.format(ended=ENDED[kind])}
                AND ($3::timestamptz IS NULL OR (due.ended_at, due.id) < ($3, $4::uuid))
                ORDER BY due.ended_at DESC, due.id DESC LIMIT $5""",  # noqa: S608 - constants of our own
            _patterns(officer), kept_since(kind, change.at), after and after.at, after and after.row_id, PAGE_SIZE + 1,
        )  # fmt: skip
        shown, following = split_page(rows, lambda row: Cursor(row["ended_at"], row["id"]))
        labels = await labels_of(kind, [row["id"] for row in shown])
        change.note(shown=len(shown))
    return Page(
        tuple(
            DueRecord(
                id=row["id"],
                kind=kind,
                label=labels.get(row["id"], ""),
                division=row["division"],
                ended_at=row["ended_at"],
                kept_until=last_day_kept(kind, row["ended_at"]),
                is_held=row["is_held"],
            )
            for row in shown
        ),
        following,
    )


async def count_due(officer: Officer, kind: KeptKind, now: datetime) -> int:
    """How many records `list_due` has on all its pages; for a page that also lists them."""
    (row,) = await fetch(
        f"SELECT count(*) AS many FROM {_DUE.format(ended=ENDED[kind])}",  # noqa: S608 - constants of our own
        _patterns(officer), kept_since(kind, now),
    )  # fmt: skip
    return int(row["many"])


async def labels_of(kind: KeptKind, ids: Sequence[UUID]) -> dict[UUID, str]:
    """What records are shown as: masked names of residents, numbers of households; whoever asks has loaded them."""
    if kind is KeptKind.HOUSEHOLD:
        return {
            row["id"]: row["number"] for row in await fetch("SELECT id, number FROM household WHERE id = ANY($1)", ids)
        }
    rows = await fetch(f"SELECT {RESIDENT_COLUMNS} FROM resident AS r WHERE r.id = ANY($1)", ids)  # noqa: S608 - constants
    people = await open_people([resident_of(row) for row in rows])
    return {resident_id: mask_name(person.name) for resident_id, person in people.items()}


def _patterns(officer: Officer) -> list[str]:
    return [f"{prefix}%" for prefix in reach(officer, Act.DESTRUCTION_LIST)]
