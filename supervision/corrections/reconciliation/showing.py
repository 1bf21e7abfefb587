"""The differences of a reconciliation as an officer may know them: masked in the queue, one of them in clear.

What an officer is shown follows from the files that are open to them. A row whose file is closed to them is to them
what it would be without that file, or is not there; what they do about it settles that, and not what others see.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from supervision.audit import Act, audited_change
from supervision.corrections.access import asking
from supervision.corrections.listing import SupervisedPerson, load_supervised_people
from supervision.corrections.opening import SUBJECT_KIND as FILE_KIND
from supervision.corrections.purposes import read_purpose
from supervision.corrections.reconciliation.list_rows import ListedPerson
from supervision.corrections.reconciliation.store import (
    STEP_TABLE,
    Reconciliation,
    about,
    listed_person,
    load_reconciliation,
)
from supervision.corrections.reconciliation.words import (
    DIFFERENCES,
    ItemStep,
    ListSource,
    MatchedBy,
    Result,
    Settlement,
)
from supervision.errors import NotFound
from supervision.masking import mask_document_number, mask_name
from supervision.officers import Officer
from supervision.officers.officer import NOT_HERE
from supervision.paging import PAGE_SIZE, Cursor, Page, read_cursor, split_page
from supervision.storage.database import Record, fetch, fetch_one
from supervision.vault import Place, load_key, load_keys, unseal_text

_ROWS_A_KIND = 1_000_000
"""More than a reconciliation has rows of one kind: kinds stay apart in the order of the queue."""

_SHOWN = """
SELECT i.id, i.reconciliation, i.number, i.content_sealed, i.differing, i.matched_by,
       coalesce(possible.ids, '{}') AS candidates, l.source, l.as_of_on, l.vault_key, f.id AS file_id,
       possible.are_ruled_out OR (f.id IS NOT NULL AND i.matched_by IS NOT DISTINCT FROM 'officer') AS is_decided,
       CASE WHEN i.result = 'possible' AND possible.ids IS NULL THEN i.unseen_result
            WHEN i.file IS NOT NULL AND f.id IS NULL THEN i.unseen_result
            ELSE i.result END AS shown
FROM reconciliation_item AS i LEFT JOIN reconciliation_list AS l ON l.id = i.of_list
LEFT JOIN files_within($1) AS f ON f.id = i.file
LEFT JOIN LATERAL (
    SELECT array_agg(p.id ORDER BY p.id) FILTER (WHERE p.id = ANY(i.candidates)) AS ids,
           coalesce(bool_or(p.id = ANY(i.ruled_out)), false) AS are_ruled_out
    FROM files_within($1) AS p WHERE p.id = ANY(i.candidates || i.ruled_out)
) AS possible ON true
"""
_MAY_DIFFER = """
(i.result <> 'agrees' OR i.unseen_result <> 'agrees' OR i.matched_by = 'officer' OR cardinality(i.ruled_out) > 0)
"""
"""Leaves out what agrees to everybody, which is nearly all of a list."""
_ASKED = f"""
SELECT s.*, last.settlement, last.taken_at,
       coalesce(last.step = 'settled', false) OR s.shown = 'agrees' AS is_settled
FROM ({_SHOWN} WHERE i.reconciliation = ANY($2) AND {_MAY_DIFFER}) AS s LEFT JOIN LATERAL (
    SELECT t.step, t.settlement, t.taken_at FROM reconciliation_step AS t
    WHERE t.item = s.id AND t.result = s.shown ORDER BY t.number DESC LIMIT 1
) AS last ON true
WHERE s.shown IS NOT NULL AND (s.shown <> 'agrees' OR s.is_decided)
"""  # noqa: S608 - made of constants
_PAGE = f"""
SELECT * FROM (
    SELECT a.*, (coalesce(array_position($3::varchar[], a.shown::varchar), 0) * {_ROWS_A_KIND} + a.number)::int8 AS rank
    FROM ({_ASKED}) AS a WHERE ($4::varchar IS NULL OR a.shown = $4) AND a.is_settled = $5
) AS ranked WHERE $6::int8 IS NULL OR (rank, id) > ($6, $7::uuid) ORDER BY rank, id LIMIT $8
"""  # noqa: S608 - made of constants
_COUNT = f"SELECT shown, is_settled, count(*) AS times FROM ({_ASKED}) AS a GROUP BY shown, is_settled"  # noqa: S608 - made of constants


@dataclass(frozen=True, slots=True)
class Item:
    """A row or a file with its result as the officer may know it; `file_id` is there where the file is open to them."""

    id: UUID
    reconciliation_id: UUID
    result: Result
    source: ListSource | None
    as_of_on: date | None
    number: int
    matched_by: MatchedBy | None
    differing: tuple[str, ...]
    file_id: UUID | None
    candidates: tuple[UUID, ...]
    is_decided: bool
    """Whether an officer said whose file the row is, or that it is not one of those that the asker may know."""
    content_sealed: bytes | None
    vault_key: UUID | None


@dataclass(frozen=True, slots=True)
class DifferenceLine:
    """A difference in the queue, the person masked."""

    item: Item
    who: str
    document_number: str
    file_number: str
    is_settled: bool
    settlement: Settlement | None
    settled_at: datetime | None


@dataclass(frozen=True, slots=True)
class TakenStep:
    """What was done about an item, in clear."""

    step: ItemStep
    settlement: Settlement | None
    note: str
    taken_at: datetime
    taken_by_name: str


@dataclass(frozen=True, slots=True)
class OpenedItem:
    """An item in clear: what the list says, the file here, whom it may be, and what was done."""

    item: Item
    reconciliation: Reconciliation
    listed: ListedPerson | None
    file: SupervisedPerson | None
    candidates: tuple[SupervisedPerson, ...]
    steps: tuple[TakenStep, ...]

    @property
    def is_settled(self) -> bool:
        """Whether nothing is left to be done about it."""
        return self.item.result is Result.AGREES or bool(self.steps and self.steps[-1].step is ItemStep.SETTLED)


async def list_differences(
    officer: Officer,
    reconciliation_id: UUID,
    result: Result | None = None,
    cursor: str | None = None,
    *,
    are_settled: bool = False,
) -> Page[DifferenceLine]:
    """The differences that the officer may know, by kind and then as in the lists; looking is an audited act."""
    after = read_cursor(cursor)
    async with audited_change(officer.actor, Act.RECONCILIATION_LIST, about(reconciliation_id)) as change:
        found = await load_reconciliation(officer, Act.RECONCILIATION_LIST, reconciliation_id)
        rows = await fetch(
            _PAGE, who_asks(officer), [reconciliation_id], list(DIFFERENCES), result, are_settled,
            after and after.rank, after and after.row_id, PAGE_SIZE + 1,
        )  # fmt: skip
        shown, following = split_page(rows, lambda row: Cursor(found.begun_at, row["id"], row["rank"]))
        change.note(shown=len(shown))
        return Page(tuple(await _lines(officer, shown)), following)


async def count_differences(officer: Officer, reconciliation_ids: Sequence[UUID]) -> dict[bool, dict[Result, int]]:
    """How many differences the officer may know, by kind: those that wait under False, settled ones under True."""
    counts: dict[bool, dict[Result, int]] = {False: {}, True: {}}
    for row in await fetch(_COUNT, who_asks(officer), list(reconciliation_ids)):
        counts[row["is_settled"]][Result(row["shown"])] = row["times"]
    return counts


async def read_item(officer: Officer, item_id: UUID, purpose: str | None) -> OpenedItem:
    """One item in clear; where a file is open to the officer, that counts among its readings."""
    reason = read_purpose(purpose)
    subject = await load_item(officer, Act.RECONCILIATION_OPEN, item_id)
    async with audited_change(
        officer.actor, Act.RECONCILIATION_OPEN, about(subject.reconciliation_id), purpose=reason
    ) as change:
        item = await load_item(officer, Act.RECONCILIATION_OPEN, item_id)
        found = await load_reconciliation(officer, Act.RECONCILIATION_OPEN, item.reconciliation_id)
        listed = None
        if item.content_sealed is not None and item.vault_key is not None:
            listed = listed_person(await load_key(item.vault_key), item.id, item.content_sealed)
        people = await load_supervised_people(officer, {*item.candidates, *([item.file_id] if item.file_id else [])})
        change.note(item=item_id, result=item.result)
        change.is_also_about(FILE_KIND, people, item=str(item_id))
        return OpenedItem(
            item,
            found,
            listed,
            people.get(item.file_id) if item.file_id else None,
            tuple(people[file_id] for file_id in item.candidates if file_id in people),
            await _steps(item, found),
        )


async def load_item(officer: Officer, act: Act, item_id: UUID, *, lock: bool = False) -> Item:
    """The item as the officer may know it; NotFound elsewhere, where it agrees, and where it is not there for them."""
    if lock:
        await fetch("SELECT FROM reconciliation_item WHERE id = $1 FOR NO KEY UPDATE", item_id)
    row = await fetch_one(f"{_SHOWN} WHERE i.id = $2", who_asks(officer), item_id)
    if row is None:
        raise NotFound(NOT_HERE)
    await load_reconciliation(officer, act, row["reconciliation"])
    item = _item_of(row) if row["shown"] else None
    if item is None or (item.result is Result.AGREES and not item.is_decided):
        raise NotFound(NOT_HERE)
    return item


def who_asks(officer: Officer) -> str:
    """Whoever looks, settles or counts may know what they may open."""
    return asking(officer, Act.RECONCILIATION_OPEN)


def _item_of(row: Record) -> Item:
    is_seen = row["file_id"] is not None
    result = Result(row["shown"])
    return Item(
        id=row["id"],
        reconciliation_id=row["reconciliation"],
        result=result,
        source=ListSource(row["source"]) if row["source"] else None,
        as_of_on=row["as_of_on"],
        number=row["number"],
        matched_by=MatchedBy(row["matched_by"]) if row["matched_by"] and is_seen else None,
        differing=tuple(row["differing"]) if result is Result.DIFFERS else (),
        file_id=row["file_id"],
        candidates=tuple(row["candidates"]),
        is_decided=row["is_decided"],
        content_sealed=row["content_sealed"],
        vault_key=row["vault_key"],
    )


async def _lines(officer: Officer, rows: Sequence[Record]) -> list[DifferenceLine]:
    keys = await load_keys(row["vault_key"] for row in rows if row["vault_key"])
    people = await load_supervised_people(officer, [row["file_id"] for row in rows if row["file_id"]])
    lines = []
    for row in rows:
        item = _item_of(row)
        person = people.get(item.file_id) if item.file_id else None
        listed = None
        if item.content_sealed is not None and item.vault_key in keys:
            listed = listed_person(keys[item.vault_key], item.id, item.content_sealed)
        lines.append(
            DifferenceLine(
                item=item,
                who=mask_name(listed.name) if listed and listed.name else person.name if person else "",
                document_number=_masked_number(listed, person),
                file_number=person.number if person else "",
                is_settled=row["is_settled"],
                settlement=Settlement(row["settlement"]) if row["settlement"] else None,
                settled_at=row["taken_at"] if row["is_settled"] else None,
            )
        )
    return lines


def _masked_number(listed: ListedPerson | None, person: SupervisedPerson | None) -> str:
    if listed is not None and listed.document_number:
        return mask_document_number(listed.document_number)
    return person.id_number if person else ""


async def _steps(item: Item, found: Reconciliation) -> tuple[TakenStep, ...]:
    """The steps about what is shown, and about whom the row was decided to be; others' tracks are not the officer's."""
    kinds = {item.result, *([Result.POSSIBLE] if item.is_decided else [])}
    rows = await fetch(
        """SELECT s.id, s.step, s.settlement, s.note_sealed, s.taken_at, coalesce(o.name, '') AS name
           FROM reconciliation_step AS s LEFT JOIN officer AS o ON o.id = s.taken_by
           WHERE s.item = $1 AND s.result = ANY($2) ORDER BY s.number""",
        item.id, list(kinds),
    )  # fmt: skip
    key = await load_key(found.vault_key)
    return tuple(
        TakenStep(
            ItemStep(row["step"]),
            Settlement(row["settlement"]) if row["settlement"] else None,
            unseal_text(key, row["note_sealed"], Place(STEP_TABLE, "note_sealed", row["id"])),
            row["taken_at"],
            row["name"],
        )
        for row in rows
    )
