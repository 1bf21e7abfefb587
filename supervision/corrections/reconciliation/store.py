"""Reconciliations and their lists as stored, found in the counties of an officer's reach."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

import msgspec

from supervision.audit import Act, Subject
from supervision.corrections.reconciliation.list_rows import ListedPerson
from supervision.corrections.reconciliation.matching import ListFacts
from supervision.corrections.reconciliation.words import (
    NOT_OPEN,
    ListSource,
    ReconciliationRefused,
    ReconciliationState,
    Result,
)
from supervision.corrections.store import like_reach
from supervision.errors import NotFound
from supervision.officers import Officer, check_officer_may
from supervision.officers.officer import NOT_HERE
from supervision.paging import PAGE_SIZE, Cursor
from supervision.settings import Register
from supervision.storage.database import Record, fetch, fetch_one
from supervision.vault import (
    DataKey,
    Place,
    SearchField,
    SearchTerm,
    digest_terms,
    normalise_document,
    normalise_name,
    seal_json,
    unseal_json,
)

SUBJECT_KIND = "reconciliation"
"""How the audit names a reconciliation."""

LIST_TABLE, ITEM_TABLE, STEP_TABLE = "reconciliation_list", "reconciliation_item", "reconciliation_step"

_SELECT = """
SELECT r.id, r.county, coalesce(d.name, r.county) AS county_name, r.from_on, r.until_on, r.vault_key, r.state,
       r.compared_at, r.begun_at, coalesce(o.name, '') AS begun_by_name, k.destroyed_at AS lists_destroyed_at
FROM reconciliation AS r LEFT JOIN division AS d ON d.code = r.county LEFT JOIN officer AS o ON o.id = r.begun_by
JOIN vault_key AS k ON k.id = r.vault_key
"""


class ListName(msgspec.Struct, frozen=True):
    """Which organ gave a list, and what its file was called."""

    organ: str
    file_name: str


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """A county's period and how far it is; its lists are gone once `lists_destroyed_at` is there."""

    id: UUID
    county: str
    county_name: str
    from_on: date
    until_on: date
    vault_key: UUID
    state: ReconciliationState
    compared_at: datetime | None
    begun_at: datetime
    begun_by_name: str
    lists_destroyed_at: datetime | None

    @property
    def is_open(self) -> bool:
        """Whether lists may come and go."""
        return self.state is ReconciliationState.OPEN and self.lists_destroyed_at is None


@dataclass(frozen=True, slots=True)
class StoredList:
    """A list that was handed in."""

    id: UUID
    source: ListSource
    as_of_on: date
    covers_from_on: date | None
    fields: tuple[str, ...]
    rows: int
    vault_key: UUID
    handed_in_at: datetime
    handed_in_by_name: str
    withdrawn_at: datetime | None
    name_sealed: bytes

    @property
    def facts(self) -> ListFacts:
        """The list as it is compared."""
        return ListFacts(self.id, self.source, self.as_of_on, self.covers_from_on)

    def name(self, key: DataKey) -> ListName:
        """Organ and file name."""
        return unseal_json(key, self.name_sealed, Place(LIST_TABLE, "name_sealed", self.id), ListName)


def about(reconciliation_id: UUID) -> Subject:
    """A reconciliation as the subject of an act."""
    return Subject(SUBJECT_KIND, str(reconciliation_id))


def reconciliation_of(row: Record) -> Reconciliation:
    """A reconciliation from the columns of `_SELECT`."""
    values = {name: row[name] for name in Reconciliation.__dataclass_fields__}
    return Reconciliation(**{**values, "state": ReconciliationState(row["state"])})


async def load_reconciliation(
    officer: Officer, act: Act, reconciliation_id: UUID, *, lock: bool = False
) -> Reconciliation:
    """The reconciliation, if the officer may do `act` in its county; NotFound elsewhere."""
    row = await fetch_one(f"{_SELECT} WHERE r.id = $1 {'FOR NO KEY UPDATE OF r' if lock else ''}", reconciliation_id)
    if row is None:
        raise NotFound(NOT_HERE)
    check_officer_may(officer, act, row["county"])
    return reconciliation_of(row)


async def load_open_reconciliation(officer: Officer, act: Act, reconciliation_id: UUID) -> Reconciliation:
    """The same, locked, while lists may come and go; ReconciliationRefused afterwards."""
    found = await load_reconciliation(officer, act, reconciliation_id, lock=True)
    check_open(found)
    return found


def check_open(found: Reconciliation) -> None:
    """ReconciliationRefused once lists stay as they are."""
    if not found.is_open:
        raise ReconciliationRefused(NOT_OPEN)


async def load_reconciliations(
    officer: Officer, act: Act, cursor: Cursor | None = None, most: int = PAGE_SIZE + 1
) -> list[Reconciliation]:
    """The reconciliations of the officer's counties, the one that was begun last before all others."""
    rows = await fetch(
        f"""{_SELECT} WHERE r.county LIKE ANY($1) AND ($2::timestamptz IS NULL OR (r.begun_at, r.id) < ($2, $3::uuid))
        ORDER BY r.begun_at DESC, r.id DESC LIMIT $4""",
        like_reach(officer, act), cursor and cursor.at, cursor and cursor.row_id, most,
    )  # fmt: skip
    return [reconciliation_of(row) for row in rows]


async def lists_of(reconciliation_id: UUID) -> list[StoredList]:
    """The lists of a reconciliation that the caller has loaded, in the order of their days, withdrawn ones too."""
    rows = await fetch(
        """SELECT l.id, l.source, l.as_of_on, l.covers_from_on, l.fields, l.rows, l.vault_key, l.handed_in_at,
                  coalesce(o.name, '') AS handed_in_by_name, l.withdrawn_at, l.name_sealed
           FROM reconciliation_list AS l LEFT JOIN officer AS o ON o.id = l.handed_in_by
           WHERE l.reconciliation = $1 ORDER BY l.handed_in_at, l.id""",
        reconciliation_id,
    )
    return [_list_of(row) for row in rows]


def _list_of(row: Record) -> StoredList:
    values = {name: row[name] for name in StoredList.__dataclass_fields__}
    return StoredList(**{**values, "source": ListSource(row["source"]), "fields": tuple(row["fields"])})


async def save_rows(
    reconciliation_id: UUID, list_id: UUID, key: DataKey, rows: Sequence[tuple[int, ListedPerson]]
) -> None:
    """Store the rows of a list, each sealed, with the digests by which files are found."""
    ids = [uuid4() for _ in rows]
    people = [person for _, person in rows]
    await fetch(
        """INSERT INTO reconciliation_item (id, reconciliation, of_list, number, document_digest, object_digest,
               name_digest, content_sealed, result)
           SELECT t.id, $1, $2, t.number, t.document, t.object, t.name, t.content, $9
           FROM unnest($3::uuid[], $4::int[], $5::bytea[], $6::bytea[], $7::bytea[], $8::bytea[])
                AS t (id, number, document, object, name, content)""",
        reconciliation_id, list_id, ids, [number for number, _ in rows],
        _digests(SearchField.DOCUMENT, [normalise_document(person.document_number) for person in people]),
        _digests(SearchField.OBJECT_NUMBER, [normalise_document(person.object_number) for person in people]),
        _digests(SearchField.NAME, [normalise_name(person.name) for person in people]),
        [
            seal_json(key, person, Place(ITEM_TABLE, "content_sealed", item_id))
            for item_id, person in zip(ids, people, strict=True)
        ],
        Result.AGREES,
    )  # fmt: skip


def listed_person(key: DataKey, item_id: UUID, sealed: bytes) -> ListedPerson:
    """What a row says."""
    return unseal_json(key, sealed, Place(ITEM_TABLE, "content_sealed", item_id), ListedPerson)


def _digests(field: SearchField, values: Sequence[str]) -> list[bytes | None]:
    terms = {value: SearchTerm(field, value) for value in values if value}
    found: Mapping[SearchTerm, bytes] = digest_terms(Register.CORRECTIONS, terms.values())
    return [found[terms[value]] if value else None for value in values]
