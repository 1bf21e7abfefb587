"""Queries and writes of person files; sealed columns are opened and made here and nowhere else in the room."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from piccolo.columns import Column

from supervision.audit import Act
from supervision.corrections.access import asking
from supervision.corrections.category import Category
from supervision.corrections.content import FileContent
from supervision.corrections.file_state import Absence, AbsenceKind, EndCause, FileState
from supervision.corrections.identity import Home, Identity, Judgment, Telephones
from supervision.corrections.tables import PersonFileRow
from supervision.errors import NotFound, RuleRefused
from supervision.officers import Officer, check_officer_may, reach
from supervision.officers.officer import NOT_HERE
from supervision.settings import Register
from supervision.storage.database import Record, fetch, fetch_one
from supervision.vault import (
    DataKey,
    Place,
    SearchField,
    SearchTerm,
    digest_terms,
    load_key,
    normalise_document,
    normalise_pinyin,
    person_terms,
    seal_json,
    unseal_json,
)
from supervision.wording import Wording

TABLE = "person_file"

RECORD_SEALED = Wording(
    "未成年人犯罪记录已经封存，须先登记依法查询。",
    "The record of a minor's crime is sealed; a legal query has to be recorded first.",
)
_ROWS_AT_ONCE = 1_000

_COLUMNS = """
SELECT f.id, f.number, f.vault_key, f.division, f.office, o.name AS office_name, f.category, f.state, f.identity_sealed,
       f.contacts_sealed, f.home_sealed, f.judgment_sealed, f.term_starts_on, f.term_ends_on, f.report_due_on,
       f.ended_at, f.end_cause, f.opened_at, f.revision, f.is_minor, f.handed_over_on
"""
SELECT_FILES = f"{_COLUMNS} FROM files_within($1) AS f JOIN office AS o ON o.id = f.office"
"""The columns that `file_of` reads, of the files that `asking` ($1) may know."""
_SELECT_OPEN = f"{_COLUMNS} FROM files_open_to($1) AS f JOIN office AS o ON o.id = f.office WHERE f.id = $2"


class RecordSealed(RuleRefused):
    """The file is a minor's and ended some time ago: nobody opens it but in the course of a legal query."""

    code = "record-sealed"


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A person file as it is stored: what stands in clear, and the sealed rest."""

    id: UUID
    number: str
    vault_key: UUID
    division: str
    office_id: UUID
    office_name: str
    category: Category
    state: FileState
    term_starts_on: date
    term_ends_on: date
    report_due_on: date | None
    ended_at: datetime | None
    end_cause: EndCause | None
    opened_at: datetime
    revision: int
    handed_over_on: date | None
    is_minor: bool
    """Whether it lies in the minors' compartment: nothing of it is made public, and it stays there after 18."""
    identity_sealed: bytes
    contacts_sealed: bytes
    home_sealed: bytes
    judgment_sealed: bytes

    def identity(self, key: DataKey) -> Identity:
        """Who the supervisee is."""
        return unseal_json(key, self.identity_sealed, Place(TABLE, "identity_sealed", self.id), Identity)

    def telephones(self, key: DataKey) -> Telephones:
        """Telephone numbers."""
        return unseal_json(key, self.contacts_sealed, Place(TABLE, "contacts_sealed", self.id), Telephones)

    def home(self, key: DataKey) -> Home:
        """Where the supervisee lives."""
        return unseal_json(key, self.home_sealed, Place(TABLE, "home_sealed", self.id), Home)

    def judgment(self, key: DataKey) -> Judgment:
        """The decision on which the correction rests."""
        return unseal_json(key, self.judgment_sealed, Place(TABLE, "judgment_sealed", self.id), Judgment)

    async def open_content(self) -> FileContent:
        """All content in clear; KeyDestroyed when the file was destroyed, SealBroken when it was tampered with."""
        key = await load_key(self.vault_key)
        return FileContent(
            self.category,
            self.identity(key),
            self.telephones(key),
            self.home(key),
            self.judgment(key),
            self.term_starts_on,
        )


def file_of(row: Record) -> StoredFile:
    """A stored file from the columns of its query."""
    return StoredFile(
        id=row["id"],
        number=row["number"],
        vault_key=row["vault_key"],
        division=row["division"],
        office_id=row["office"],
        office_name=row["office_name"],
        category=Category(row["category"]),
        state=FileState(row["state"]),
        term_starts_on=row["term_starts_on"],
        term_ends_on=row["term_ends_on"],
        report_due_on=row["report_due_on"],
        ended_at=row["ended_at"],
        end_cause=EndCause(row["end_cause"]) if row["end_cause"] else None,
        opened_at=row["opened_at"],
        revision=row["revision"],
        handed_over_on=row["handed_over_on"],
        is_minor=row["is_minor"],
        identity_sealed=row["identity_sealed"],
        contacts_sealed=row["contacts_sealed"],
        home_sealed=row["home_sealed"],
        judgment_sealed=row["judgment_sealed"],
    )


async def load_file(officer: Officer, act: Act, file_id: UUID, *, lock: bool = False) -> StoredFile:
    """The file, if the officer may do `act` on it; NotFound outside of their reach, NotPermitted for another act.

    NotFound as well where a limit on the file shuts them out. With `lock`, nobody else changes it before the caller's
    transaction ends. Rows that refer to it may still be stored: an alert would wait for the file, while whoever
    changes the file waits for the batch with that alert.
    """
    file = await load_file_of_matter(officer, act, file_id, lock=lock)
    check_officer_may(officer, act, file.division)
    return file


async def load_file_of_matter(officer: Officer, act: Act, file_id: UUID, *, lock: bool = False) -> StoredFile:
    """The same for a matter in which two counties have a part, and whose reach the caller has checked.

    NotFound where a limit on the file shuts the officer out.
    """
    if lock:
        await fetch("SELECT FROM person_file WHERE id = $1 FOR NO KEY UPDATE", file_id)
    row = await fetch_one(_SELECT_OPEN, asking(officer, act), file_id)
    if row is None:
        await _tell_if_sealed(officer, act, file_id)
        raise NotFound(NOT_HERE)  # exactly as outside of the reach, so that existence is not told
    return file_of(row)


async def _tell_if_sealed(officer: Officer, act: Act, file_id: UUID) -> None:
    """RecordSealed where nothing but the seal stands between the officer and the file."""
    row = await fetch_one(_SELECT_OPEN, asking(officer, Act.PERSON_FILE_LIST), file_id)
    if row is not None:
        check_officer_may(officer, act, row["division"])
        raise RecordSealed(RECORD_SEALED)


async def load_files(officer: Officer, act: Act, file_ids: Iterable[UUID]) -> dict[UUID, StoredFile]:
    """Those of the files that lie within the officer's reach for `act` and are open to them."""
    if not (ids := list(set(file_ids))):
        return {}
    rows = await fetch(f"{SELECT_FILES} WHERE f.id = ANY($2)", asking(officer, act), ids)
    return {row["id"]: file_of(row) for row in rows}


async def load_files_locked(officer: Officer, act: Act, file_ids: Iterable[UUID]) -> dict[UUID, StoredFile]:
    """The same, held as by `load_file`; always in one order, so that two who hold several never wait for each other."""
    ids = list(set(file_ids))
    await fetch("SELECT FROM person_file WHERE id = ANY($1) ORDER BY id FOR NO KEY UPDATE", ids)
    return await load_files(officer, act, ids)


def like_reach(officer: Officer, act: Act) -> list[str]:
    """The officer's reach as patterns for `division LIKE ANY`; an empty list, which matches nothing, without one."""
    return [f"{prefix}%" for prefix in reach(officer, act)]


async def absences_of(file_id: UUID) -> tuple[Absence, ...]:
    """Custody and transfers of a file, in order of time; whoever asks has loaded the file."""
    return (await absences_of_files([file_id]))[file_id]


async def absences_of_files(file_ids: Collection[UUID]) -> dict[UUID, tuple[Absence, ...]]:
    """The same for several files at once."""
    found: dict[UUID, tuple[Absence, ...]] = dict.fromkeys(file_ids, ())
    rows = await fetch(
        "SELECT file, kind, began_at, ended_at FROM file_absence WHERE file = ANY($1) ORDER BY began_at", list(found)
    )
    for row in rows:
        found[row["file"]] += (Absence(AbsenceKind(row["kind"]), row["began_at"], row["ended_at"]),)
    return found


def sealed_columns(key: DataKey, file_id: UUID, content: FileContent) -> dict[Column | str, Any]:
    """The sealed columns of a file with that content."""
    return {
        column: seal_json(key, value, Place(TABLE, column, file_id))
        for column, value in (
            ("identity_sealed", content.identity),
            ("contacts_sealed", content.telephones),
            ("home_sealed", content.home),
            ("judgment_sealed", content.judgment),
        )
    }


async def save_new_files(rows: Sequence[PersonFileRow]) -> None:
    """Store new files, some at a time: a statement takes 32,767 parameters at most."""
    for start in range(0, len(rows), _ROWS_AT_ONCE):
        await PersonFileRow.insert(*rows[start : start + _ROWS_AT_ONCE])


async def save_changed_file(file_id: UUID, revision: int, values: dict[Column | str, Any]) -> bool:
    """Store changed columns as the next revision; False when somebody else has changed the file since `revision`."""
    changed = (
        await PersonFileRow.update(values | {"revision": revision + 1})
        .where((PersonFileRow.id == file_id) & (PersonFileRow.revision == revision))
        .returning(PersonFileRow.id)
    )
    return bool(changed)


def search_terms_of(content: FileContent) -> frozenset[SearchTerm]:
    """Everything by which the file's person is found; a pinyin that was entered goes beside the usual reading."""
    identity = content.identity
    phones = [content.telephones.phone] if content.telephones.phone else []
    terms = person_terms(identity.name, identity.document_number, phones)
    if identity.pinyin:
        terms |= {SearchTerm(SearchField.PINYIN, normalise_pinyin(identity.pinyin))}
    if identity.object_number:
        terms |= {SearchTerm(SearchField.OBJECT_NUMBER, normalise_document(identity.object_number))}
    return terms


async def save_search_terms(terms: dict[UUID, frozenset[SearchTerm]]) -> None:
    """Replace the search digests of files."""
    await fetch("DELETE FROM search_term WHERE file = ANY($1)", list(terms))
    files: list[UUID] = []
    fields: list[str] = []
    digests: list[bytes] = []
    for file_id, found in terms.items():
        for term, term_digest in digest_terms(Register.CORRECTIONS, found).items():
            files.append(file_id)
            fields.append(term.field)
            digests.append(term_digest)
    await fetch(
        """INSERT INTO search_term (id, file, field, term_digest)
           SELECT gen_random_uuid(), t.* FROM unnest($1::uuid[], $2::varchar[], $3::bytea[]) AS t""",
        files, fields, digests,
    )  # fmt: skip


async def find_open_documents(county: str, document_numbers: Iterable[str]) -> set[str]:
    """Which of the document numbers belong to a file in the county that has not ended."""
    return set(await find_open_files(county, document_numbers))


async def find_open_files(county: str, document_numbers: Iterable[str]) -> dict[str, UUID]:
    """The files in the county that have not ended, by document number; whoever shows one loads it first."""
    by_digest = {
        value: term.value
        for term, value in digest_terms(
            Register.CORRECTIONS, [SearchTerm(SearchField.DOCUMENT, number) for number in document_numbers]
        ).items()
    }
    rows = await fetch(
        """SELECT DISTINCT t.term_digest, f.id FROM search_term AS t JOIN person_file AS f ON f.id = t.file
           WHERE t.term_digest = ANY($1) AND f.division LIKE $2 AND f.ended_at IS NULL""",
        list(by_digest), f"{county}%",
    )  # fmt: skip
    return {by_digest[bytes(row["term_digest"])]: row["id"] for row in rows}
