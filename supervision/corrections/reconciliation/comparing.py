"""Comparing a reconciliation's lists with all files of the county: results are stored, files are not touched.

Whom a file is closed to has no part in this; whoever looks at results asks for that (`showing`).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

from supervision.audit import Change
from supervision.corrections.category import Category
from supervision.corrections.file_state import FileState
from supervision.corrections.identity import Identity
from supervision.corrections.reconciliation.list_rows import ListedPerson
from supervision.corrections.reconciliation.matching import (
    FileFacts,
    FilePlace,
    ListFacts,
    Matches,
    Outcome,
    find_outcome,
    place_files,
)
from supervision.corrections.reconciliation.store import Reconciliation, StoredList, listed_person, lists_of
from supervision.corrections.reconciliation.tables import ReconciliationRow
from supervision.corrections.reconciliation.words import Result
from supervision.corrections.rules import CorrectionRuleName, find_correction_rule
from supervision.corrections.store import TABLE as FILE_TABLE
from supervision.legal_time import legal_day
from supervision.storage.database import Record, fetch
from supervision.vault import Place, SearchField, load_keys, unseal_json


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of a list with what it is found by."""

    id: UUID
    list: ListFacts
    number: int
    person: ListedPerson
    document_digest: bytes | None
    object_digest: bytes | None
    name_digest: bytes | None
    decided_file: UUID | None
    ruled_out: frozenset[UUID]


@dataclass(frozen=True, slots=True)
class _Found:
    """Files of the county by the digests of their numbers, and by name digest and birth."""

    by_document: Mapping[bytes, Sequence[FileFacts]]
    by_object_number: Mapping[bytes, Sequence[FileFacts]]
    by_name: Mapping[tuple[bytes, date | None], Sequence[FileFacts]] = field(default_factory=dict)


async def compare(change: Change, reconciliation: Reconciliation) -> dict[FilePlace, int]:
    """Give every row and every open file its result, in the caller's change that holds the reconciliation locked.

    How many open files stand where.
    """
    lists = [each for each in await lists_of(reconciliation.id) if each.withdrawn_at is None]
    files = await load_county_files_for_system(reconciliation.county, change.at)
    rows = await _rows_for_system(reconciliation.id, lists)
    found = await _find(rows, files)
    outcomes = {row.id: outcome for row, outcome in _outcomes(rows, found, files)}
    await _store_outcomes(outcomes)
    named: dict[UUID, set[UUID]] = {}
    for row in rows:
        file_id = outcomes[row.id].file_id
        if file_id is not None:
            named.setdefault(row.list.id, set()).add(file_id)
    places = place_files(files.values(), [each.facts for each in lists], named)
    await _store_only_here(
        reconciliation.id, [file_id for file_id, place in places.items() if place is FilePlace.ONLY_HERE]
    )
    await ReconciliationRow.update({"compared_at": change.at}).where(ReconciliationRow.id == reconciliation.id)
    change.note(rows=len(rows), files=len(places))
    return {place: sum(each is place for each in places.values()) for place in FilePlace}


async def load_county_files_for_system(county: str, at: datetime) -> dict[UUID, FileFacts]:
    """What stands in clear of every file of the county, but for records of minors that are sealed by then."""
    kept_open = find_correction_rule(CorrectionRuleName.MINORS_SEALED_AFTER, legal_day(at), county).number
    rows = await fetch(
        """SELECT id, category, state, term_starts_on, term_ends_on, report_due_on, ended_at FROM person_file
           WHERE division LIKE $1 AND NOT (is_minor AND coalesce(ended_at < $2, false))""",
        f"{county}%", at - timedelta(days=kept_open),
    )  # fmt: skip
    return {row["id"]: _facts(row) for row in rows}


def _facts(row: Record) -> FileFacts:
    return FileFacts(
        row["id"],
        Category(row["category"]),
        FileState(row["state"]),
        row["term_starts_on"],
        row["term_ends_on"],
        row["report_due_on"],
        None if row["ended_at"] is None else legal_day(row["ended_at"]),
    )


async def _rows_for_system(reconciliation_id: UUID, lists: Sequence[StoredList]) -> list[_Row]:
    keys = await load_keys(each.vault_key for each in lists)
    by_id = {each.id: each for each in lists}
    rows = await fetch(
        """SELECT id, of_list, number, content_sealed, document_digest, object_digest, name_digest, decided_file,
                  ruled_out
           FROM reconciliation_item WHERE reconciliation = $1 AND of_list = ANY($2) ORDER BY of_list, number""",
        reconciliation_id, list(by_id),
    )  # fmt: skip
    return [
        _Row(
            row["id"],
            by_id[row["of_list"]].facts,
            row["number"],
            listed_person(keys[by_id[row["of_list"]].vault_key], row["id"], row["content_sealed"]),
            row["document_digest"],
            row["object_digest"],
            row["name_digest"],
            row["decided_file"],
            frozenset(row["ruled_out"]),
        )
        for row in rows
    ]


async def _find(rows: Sequence[_Row], files: Mapping[UUID, FileFacts]) -> _Found:
    by_document = await _by_digest_for_system(SearchField.DOCUMENT, (row.document_digest for row in rows), files)
    by_object = await _by_digest_for_system(SearchField.OBJECT_NUMBER, (row.object_digest for row in rows), files)
    unmatched = [
        row
        for row in rows
        if row.name_digest and row.document_digest not in by_document and row.object_digest not in by_object
    ]
    by_name = await _by_digest_for_system(SearchField.NAME, (row.name_digest for row in unmatched), files)
    births = await load_births_for_system({one.id for found in by_name.values() for one in found})
    by_name_and_birth: dict[tuple[bytes, date | None], list[FileFacts]] = {}
    for digest, found in by_name.items():
        for one in found:
            by_name_and_birth.setdefault((digest, births.get(one.id)), []).append(one)
    return _Found(by_document, by_object, by_name_and_birth)


async def _by_digest_for_system(
    term: SearchField, digests: Iterable[bytes | None], files: Mapping[UUID, FileFacts]
) -> dict[bytes, list[FileFacts]]:
    rows = await fetch(
        "SELECT file, term_digest FROM search_term WHERE field = $1 AND term_digest = ANY($2)",
        term, list({digest for digest in digests if digest is not None}),
    )  # fmt: skip
    found: dict[bytes, list[FileFacts]] = {}
    for row in rows:
        if row["file"] in files:
            found.setdefault(bytes(row["term_digest"]), []).append(files[row["file"]])
    return found


async def load_births_for_system(file_ids: Iterable[UUID]) -> dict[UUID, date | None]:
    """When the people of these files were born; destroyed ones are left out."""
    rows = await fetch("SELECT id, vault_key, identity_sealed FROM person_file WHERE id = ANY($1)", list(file_ids))
    keys = await load_keys(row["vault_key"] for row in rows)
    return {
        row["id"]: unseal_json(
            keys[row["vault_key"]], row["identity_sealed"], Place(FILE_TABLE, "identity_sealed", row["id"]), Identity
        ).born_on
        for row in rows
        if row["vault_key"] in keys
    }


def _outcomes(rows: Sequence[_Row], found: _Found, files: Mapping[UUID, FileFacts]) -> Iterable[tuple[_Row, Outcome]]:
    seen: set[tuple[UUID, bytes]] = set()
    for row in rows:
        digests = {(row.list.id, each) for each in (row.document_digest, row.object_digest) if each is not None}
        matches = Matches(
            by_document=_of(found.by_document, row.document_digest),
            by_object_number=_of(found.by_object_number, row.object_digest),
            by_name=_possible(row, found),
            decided=files.get(row.decided_file) if row.decided_file else None,
            is_repeated=bool(digests & seen),
        )
        seen |= digests
        yield row, find_outcome(row.person, matches, row.list.as_of_on)


def _of(found: Mapping[bytes, Sequence[FileFacts]], digest: bytes | None) -> tuple[FileFacts, ...]:
    return tuple(found.get(digest, ())) if digest is not None else ()


def _possible(row: _Row, found: _Found) -> tuple[FileFacts, ...]:
    if row.name_digest is None or row.person.born_on is None:
        return ()
    same = found.by_name.get((row.name_digest, row.person.born_on), ())
    return tuple(one for one in same if one.id not in row.ruled_out)


async def _store_outcomes(outcomes: Mapping[UUID, Outcome]) -> None:
    """Store results; what has several values travels as text, since arrays of arrays must be of one length."""
    found = list(outcomes.values())
    await fetch(
        """UPDATE reconciliation_item AS i
           SET result = t.result, unseen_result = t.unseen, file = t.file, matched_by = t.matched_by,
               differing = string_to_array(t.differing, ','), candidates = string_to_array(t.candidates, ',')::uuid[]
           FROM unnest($1::uuid[], $2::varchar[], $3::varchar[], $4::uuid[], $5::varchar[], $6::varchar[],
                       $7::varchar[]) AS t (id, result, unseen, file, matched_by, differing, candidates)
           WHERE i.id = t.id""",
        list(outcomes), [one.result for one in found], [one.unseen for one in found], [one.file_id for one in found],
        [one.matched_by for one in found], [",".join(one.differing) for one in found],
        [",".join(map(str, one.candidates)) for one in found],
    )  # fmt: skip


async def _store_only_here(reconciliation_id: UUID, file_ids: Sequence[UUID]) -> None:
    """One item for each open file that no list of its source names; one that was, and is named now, agrees."""
    await fetch(
        """UPDATE reconciliation_item SET result = CASE WHEN file = ANY($2) THEN $3 ELSE $4 END
           WHERE reconciliation = $1 AND of_list IS NULL""",
        reconciliation_id, list(file_ids), Result.ONLY_HERE, Result.AGREES,
    )  # fmt: skip
    known = await fetch(
        "SELECT file FROM reconciliation_item WHERE reconciliation = $1 AND of_list IS NULL AND file = ANY($2)",
        reconciliation_id, list(file_ids),
    )  # fmt: skip
    new = sorted(set(file_ids) - {row["file"] for row in known})
    await fetch(
        """INSERT INTO reconciliation_item (id, reconciliation, number, file, result)
           SELECT t.id, $1, 0, t.file, $4 FROM unnest($2::uuid[], $3::uuid[]) AS t (id, file)""",
        reconciliation_id, [uuid4() for _ in new], new, Result.ONLY_HERE,
    )  # fmt: skip
