"""The masked list of supervisees, and the blind search in it; each look at it is an audited act."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from supervision.audit import Act, audited_change
from supervision.corrections.access import asking
from supervision.corrections.category import Category
from supervision.corrections.file_state import FileState
from supervision.corrections.store import StoredFile, file_of, load_files
from supervision.errors import InputInvalid
from supervision.masking import mask_address, mask_document_number, mask_name, mask_phone
from supervision.officers import Officer, check_officer_may
from supervision.paging import PAGE_SIZE, Cursor, Page, read_cursor, split_page
from supervision.settings import Register
from supervision.storage.database import Record, fetch
from supervision.storage.numbering import number_pattern
from supervision.vault import DataKey, digest_terms, load_keys, query_terms
from supervision.wording import Wording

_MOST_QUERY = 80

QUERY_LONG = Wording("检索内容过长。", "The query is too long.")

_RANKED = """
WITH asked AS (SELECT * FROM unnest($1::bytea[]) WITH ORDINALITY AS a (term_digest, place)),
found AS (
    SELECT file, min(rank) AS rank FROM (
        SELECT t.file, min(asked.place) * 100 - least(count(*), 99) AS rank
        FROM asked JOIN search_term AS t USING (term_digest) GROUP BY t.file
        UNION ALL SELECT id, 0 FROM person_file WHERE number LIKE $7::varchar) AS either GROUP BY file
)"""
_UNRANKED = """
WITH found AS (
    SELECT id AS file, 0::int8 AS rank FROM person_file WHERE $1::bytea[] IS NULL AND $7::varchar IS NULL
)"""
_MATCHES = """
($3::varchar IS NULL OR f.category = $3)
  AND ($4::varchar IS NULL OR f.state = $4)
  AND ($5::uuid IS NULL OR f.office = $5)
  AND ($6::uuid[] IS NULL OR f.id = ANY($6))"""
_PAGE = f"""
SELECT f.id, f.number, f.vault_key, f.division, f.office, o.name AS office_name, f.category, f.state, f.identity_sealed,
       f.contacts_sealed, f.home_sealed, f.judgment_sealed, f.term_starts_on, f.term_ends_on, f.report_due_on,
       f.ended_at, f.end_cause, f.opened_at, f.revision, f.is_minor, f.handed_over_on, found.rank
FROM found JOIN files_within($2) AS f ON f.id = found.file JOIN office AS o ON o.id = f.office
WHERE {_MATCHES}
  AND ($8::timestamptz IS NULL OR found.rank > $10::int8
       OR (found.rank = $10 AND (f.opened_at, f.id) < ($8, $9::uuid)))
ORDER BY found.rank, f.opened_at DESC, f.id DESC LIMIT $11
"""  # noqa: S608 - made of constants
_COUNT = f"""
SELECT count(*) AS matching FROM found JOIN files_within($2) AS f ON f.id = found.file WHERE {_MATCHES}
"""  # noqa: S608 - made of constants


@dataclass(frozen=True, slots=True)
class FileFilters:
    """What narrows the list; `among` are ids that another room gives, such as those who wear a tracker."""

    category: Category | None = None
    state: FileState | None = None
    office_id: UUID | None = None
    among: Collection[UUID] | None = None


@dataclass(frozen=True, slots=True)
class SupervisedPerson:
    """A supervisee as shown without a purpose: name, number, telephone and address masked."""

    file_id: UUID
    number: str
    name: str
    id_number: str
    phone: str
    home_address: str
    category: Category
    state: FileState
    division: str
    office_id: UUID
    office_name: str
    term_starts_on: date
    term_ends_on: date
    opened_at: datetime
    is_destroyed: bool = False


async def list_supervisees(
    officer: Officer, query: str | None = None, cursor: str | None = None, filters: FileFilters | None = None
) -> Page[SupervisedPerson]:
    """The files within reach, 50 a page: newest first, or, for a query, the surest match first.

    Of a query the database sees keyed digests, and what has the form of a file's number or its end, which stands first.
    InputInvalid for a query that is too long or a wrong cursor.
    """
    query, after = (query or "").strip(), read_cursor(cursor)
    if len(query) > _MOST_QUERY:
        raise InputInvalid(QUERY_LONG, field="query")
    act = Act.PERSON_FILE_SEARCH if query else Act.PERSON_FILE_LIST
    check_officer_may(officer, act, None)
    async with audited_change(officer.actor, act) as change:
        rows, following = split_page(await _find(officer, act, query, after, filters or FileFilters()), _cursor_of)
        people = await mask_files([file_of(row) for row in rows])
        change.note(shown=len(people), page="first" if after is None else "later")
        if query:
            change.note(files=[str(person.file_id) for person in people])
    return Page(tuple(people), following)


async def count_supervisees(officer: Officer, query: str | None = None, filters: FileFilters | None = None) -> int:
    """How many files `list_supervisees` has on all its pages; for a page that also lists them."""
    query = (query or "").strip()
    act = Act.PERSON_FILE_SEARCH if query else Act.PERSON_FILE_LIST
    rows = await fetch(
        f"{_RANKED if query else _UNRANKED}{_COUNT}", *_matching(officer, act, query, filters or FileFilters())
    )
    return int(rows[0]["matching"])


async def find_by_name_or_number(officer: Officer, act: Act, query: str) -> list[UUID]:
    """The ids of files within reach that a query means, for a list that is audited itself. InputInvalid."""
    if len(query) > _MOST_QUERY:
        raise InputInvalid(QUERY_LONG, field="query")
    rows = await fetch(
        """SELECT f.id FROM files_within($1) AS f
           WHERE f.id IN (SELECT t.file FROM search_term AS t WHERE t.term_digest = ANY($2))
              OR f.number LIKE $3::varchar""",
        asking(officer, act), list(digest_terms(Register.CORRECTIONS, query_terms(query)).values()),
        number_pattern(query),
    )  # fmt: skip
    return [row["id"] for row in rows]


async def load_supervised_people(officer: Officer, file_ids: Collection[UUID]) -> dict[UUID, SupervisedPerson]:
    """Masked people of files within reach, for lists of alerts, orders and check-ins that are audited themselves."""
    files = await load_files(officer, Act.PERSON_FILE_LIST, file_ids)
    return {person.file_id: person for person in await mask_files(list(files.values()))}


async def mask_files(files: Sequence[StoredFile]) -> list[SupervisedPerson]:
    """The masked view of stored files, in their order; of a destroyed file only the number is left."""
    keys = await load_keys(file.vault_key for file in files)
    return [_masked(file, keys.get(file.vault_key)) for file in files]


def _masked(file: StoredFile, key: DataKey | None) -> SupervisedPerson:
    name = id_number = phone = address = ""
    if key is not None:
        identity = file.identity(key)
        name, id_number = mask_name(identity.name), mask_document_number(identity.document_number)
        phone, address = mask_phone(file.telephones(key).phone or ""), mask_address(file.home(key).address)
    return SupervisedPerson(
        file_id=file.id,
        number=file.number,
        name=name,
        id_number=id_number,
        phone=phone,
        home_address=address,
        category=file.category,
        state=file.state,
        division=file.division,
        office_id=file.office_id,
        office_name=file.office_name,
        term_starts_on=file.term_starts_on,
        term_ends_on=file.term_ends_on,
        opened_at=file.opened_at,
        is_destroyed=key is None,
    )


async def _find(officer: Officer, act: Act, query: str, after: Cursor | None, filters: FileFilters) -> Sequence[Record]:
    return await fetch(
        f"{_RANKED if query else _UNRANKED}{_PAGE}",
        *_matching(officer, act, query, filters),
        after and after.at,
        after and after.row_id,
        after and after.rank,
        PAGE_SIZE + 1,
    )


def _matching(officer: Officer, act: Act, query: str, filters: FileFilters) -> tuple[object, ...]:
    """What `_MATCHES` is asked with, the query's digests first: the surest before the others."""
    return (
        list(digest_terms(Register.CORRECTIONS, query_terms(query)).values()) if query else None,
        asking(officer, act),
        filters.category,
        filters.state,
        filters.office_id,
        None if filters.among is None else list(filters.among),
        number_pattern(query),
    )


def _cursor_of(row: Record) -> Cursor:
    return Cursor(row["opened_at"], row["id"], row["rank"])
