"""The masked list of after-care with its queues, and the blind search in it; each look at it is an audited act."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from supervision.aftercare.holds import HOLD
from supervision.aftercare.store import COLUMNS, StoredFile, aftercare_digest, file_of, patterns
from supervision.aftercare.words import AftercareState, Agreement, Source
from supervision.audit import Act, audited_change
from supervision.errors import InputInvalid
from supervision.keeping.holds import held_in
from supervision.legal_time import day_start, legal_day, now
from supervision.masking import mask_address, mask_document_number, mask_name, mask_phone
from supervision.officers import Officer, check_officer_may
from supervision.paging import PAGE_SIZE, Cursor, Page, read_cursor, split_page
from supervision.retention import kept_since
from supervision.storage.database import Record, fetch
from supervision.storage.questions import Question, count_each
from supervision.vault import DataKey, load_keys, query_terms
from supervision.wording import Wording

WEEK = timedelta(days=7)
_MOST_QUERY = 80
QUERY_LONG = Wording("检索内容过长。", "The query is too long.")


class AftercareShow(StrEnum):
    """A way to see the list: everybody of now, a queue, or what is over."""

    CURRENT = "current"
    TO_VERIFY = "to-verify"
    TO_MEET = "to-meet"
    TO_ASK = "to-ask"
    NO_HELPER = "no-helper"
    VISIT_DUE = "visit-due"
    NOT_HERE = "not-here"
    CLOSED = "closed"
    PAST = "past"
    HELD = "held"


_S = AftercareShow
QUEUES = (_S.TO_VERIFY, _S.TO_MEET, _S.TO_ASK, _S.NO_HELPER, _S.VISIT_DUE)
"""What waits for an officer; nothing waits for the person."""

_IN_WINDOW = "f.window_ends_on >= t.today"
_OPEN = f"{_IN_WINDOW} AND f.state <> 'closed'"
_WANTS_HELP = f"{_IN_WINDOW} AND f.state = 'arrived' AND f.agreement = 'agreed'"
_HELPED_NOW = """EXISTS (SELECT FROM aftercare_helper AS h WHERE h.file = f.id AND h.from_on <= t.today
    AND (h.until_on IS NULL OR h.until_on >= t.today))"""
OVER_ON = "least(f.window_ends_on, coalesce(f.closed_on, f.window_ends_on))"
"""The last day of after-care, as SQL: its period of keeping runs from then."""

_WHERE: Mapping[AftercareShow, str] = {
    _S.CURRENT: _OPEN,
    _S.TO_VERIFY: f"{_IN_WINDOW} AND f.state = 'to-verify'",
    _S.TO_MEET: f"{_IN_WINDOW} AND f.state = 'awaited' AND f.released_on <= t.in_a_week",
    _S.TO_ASK: f"{_IN_WINDOW} AND f.state = 'arrived' AND f.agreement = 'not-asked'",
    _S.NO_HELPER: f"{_WANTS_HELP} AND NOT {_HELPED_NOW}",
    _S.VISIT_DUE: f"{_WANTS_HELP} AND f.next_visit_on <= t.today",
    _S.NOT_HERE: f"{_IN_WINDOW} AND f.state IN ('not-found', 'not-returned')",
    _S.CLOSED: f"{_IN_WINDOW} AND f.state = 'closed'",
    _S.PAST: f"{OVER_ON} < t.kept_since",
    _S.HELD: held_in(HOLD, "f.id"),
}
_BY: Mapping[AftercareShow, str] = {_S.TO_MEET: "f.released_on", _S.VISIT_DUE: "f.next_visit_on", _S.PAST: OVER_ON}
"""The day by which a way of seeing is sorted, the newest first; by default the day of entry."""

_TIMES = "(SELECT $2::date AS today, $3::date AS in_a_week, $4::date AS kept_since) AS t"
_FOUND = """
WITH asked AS (SELECT * FROM unnest($9::bytea[]) WITH ORDINALITY AS a (term_digest, place)),
found AS (SELECT t.file, min(asked.place) * 100 - least(count(*), 99) AS rank
          FROM asked JOIN aftercare_term AS t USING (term_digest) GROUP BY t.file)"""


@dataclass(frozen=True, slots=True)
class HelpedPerson:
    """Somebody in after-care as lists show them: name, document, telephone and address masked."""

    file_id: UUID
    number: str
    name: str
    id_number: str
    phone: str
    home_address: str
    source: Source
    state: AftercareState
    agreement: Agreement
    office_id: UUID
    office_name: str
    division: str
    released_on: date
    window_ends_on: date
    next_visit_on: date | None
    is_destroyed: bool = False


async def list_aftercare(
    officer: Officer,
    show: AftercareShow = AftercareShow.CURRENT,
    query: str | None = None,
    cursor: str | None = None,
) -> Page[HelpedPerson]:
    """The files within reach, 50 a page; a query searches everybody within their window, the surest match first.

    The query reaches the database as keyed digests only. InputInvalid for one that is too long, or a wrong cursor.
    """
    query, after = (query or "").strip(), read_cursor(cursor)
    if len(query) > _MOST_QUERY:
        raise InputInvalid(QUERY_LONG, field="query")
    act = Act.AFTERCARE_SEARCH if query else Act.AFTERCARE_LIST
    check_officer_may(officer, act, None)
    async with audited_change(officer.actor, act, detail={} if query else {"show": show}) as change:
        today = legal_day(change.at)
        by = "f.entered_on" if query else _BY.get(show, "f.entered_on")
        head, rank = (_FOUND, "found.rank") if query else ("", "0::int8")
        join = "JOIN found ON found.file = f.id" if query else ""
        where = _IN_WINDOW if query else _WHERE[show]
        digests = [[aftercare_digest(term) for term in query_terms(query)]] if query else []
        rows = await fetch(
            f"""{head} SELECT {COLUMNS}, {rank} AS rank, {by} AS sorted_by
                FROM aftercare_file AS f JOIN office AS o ON o.id = f.office {join} CROSS JOIN {_TIMES}
                WHERE f.division LIKE ANY($1) AND {where}
                  AND ($5::date IS NULL OR {rank} > $7::int8 OR ({rank} = $7 AND ({by}, f.id) < ($5, $6::uuid)))
                ORDER BY {rank}, {by} DESC, f.id DESC LIMIT $8""",  # noqa: S608 - constants of this module
            patterns(officer, act), today, today + WEEK, _kept_since(today), after and legal_day(after.at),
            after and after.row_id, after and after.rank, PAGE_SIZE + 1, *digests,
        )  # fmt: skip
        shown, following = split_page(rows, _cursor_of)
        people = await mask_files([file_of(row) for row in shown])
        change.note(shown=len(people))
        if query:
            change.note(files=[str(person.file_id) for person in people])
    return Page(tuple(people), following)


def count_aftercare(officer: Officer, today: date | None = None) -> Question[dict[AftercareShow, int]]:
    """How many files each way of seeing has on all its pages; for a page that also lists them."""
    today = today or legal_day(now())
    source = f"FROM aftercare_file AS f CROSS JOIN {_TIMES} WHERE f.division LIKE ANY($1)"
    asked = patterns(officer, Act.AFTERCARE_LIST), today, today + WEEK, _kept_since(today)
    return count_each(_WHERE, source, *asked)


async def mask_files(files: Sequence[StoredFile]) -> list[HelpedPerson]:
    """The masked view of stored files, in their order; of a destroyed one only the number is left."""
    keys = await load_keys(file.vault_key for file in files)
    return [_masked(file, keys.get(file.vault_key)) for file in files]


def _masked(file: StoredFile, key: DataKey | None) -> HelpedPerson:
    name = id_number = phone = address = ""
    if key is not None:
        person = file.person(key)
        name, id_number = mask_name(person.identity.name), mask_document_number(person.identity.document_number)
        phone, address = mask_phone(person.contacts.phone), mask_address(person.home.address)
    return HelpedPerson(
        file_id=file.id,
        number=file.number,
        name=name,
        id_number=id_number,
        phone=phone,
        home_address=address,
        source=file.source,
        state=file.state,
        agreement=file.agreement,
        office_id=file.office_id,
        office_name=file.office_name,
        division=file.division,
        released_on=file.released_on,
        window_ends_on=file.window_ends_on,
        next_visit_on=file.next_visit_on,
        is_destroyed=key is None,
    )


def _kept_since(today: date) -> date:
    return legal_day(kept_since("aftercare_file", day_start(today)))


def _cursor_of(row: Record) -> Cursor:
    return Cursor(day_start(row["sorted_by"]), row["id"], row["rank"])
