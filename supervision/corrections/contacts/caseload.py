"""The caseload: whom an office supervises, the last and the next contact of each, and what is wrong, in words."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from supervision.audit import Act, audited_change
from supervision.corrections.access import asking
from supervision.corrections.category import Category
from supervision.corrections.concerns import OPEN_MATTERS, CaseConcern, back_by
from supervision.corrections.contacts.planning import SUPERVISED
from supervision.corrections.contacts.words import AGAINST, ContactKind, Outcome
from supervision.corrections.listing import SupervisedPerson, find_by_name_or_number, mask_files
from supervision.corrections.store import SELECT_FILES, file_of
from supervision.legal_time import day_start, legal_day, now
from supervision.officers import Officer, check_officer_may
from supervision.paging import Cursor, Page, read_cursor, split_page
from supervision.storage.database import Record, fetch

CASELOAD_SIZE = 25
"""How many people a page of the caseload shows."""

_FAR = date(9999, 1, 1)

_NEXT = "(array_agg(c.{column} ORDER BY c.planned_on, c.shown_at) FILTER (WHERE c.outcome IS NULL))[1]"
_WAITING = f"""
SELECT c.file, {_NEXT.format(column="id")} AS next_id, {_NEXT.format(column="kind")} AS next_kind,
       {_NEXT.format(column="planned_on")} AS next_on, {_NEXT.format(column="planned_from")} AS next_at,
       count(*) FILTER (WHERE c.outcome IS NULL AND c.due_on < $2) AS overdue,
       count(*) FILTER (WHERE c.outcome IS NULL AND c.planned_until < $7 AND (c.due_on < $2) IS NOT TRUE) AS to_log,
       count(*) FILTER (WHERE c.reasons_due_on < $2) AS reasons
FROM contact AS c WHERE c.outcome IS NULL OR c.reasons_due_on IS NOT NULL GROUP BY c.file
"""  # noqa: S608 - made of constants
_MATTERS = OPEN_MATTERS.format(back_by="$15")
_FOUND = f"""
SELECT file.*, waiting.next_id, waiting.next_kind, waiting.next_on, waiting.next_at, waiting.overdue, waiting.to_log,
       waiting.reasons, coalesce(waiting.next_on, $8::date) AS rank_on, keeper.name AS keeper_name,
       count(*) OVER () AS total
FROM ({SELECT_FILES} WHERE ($3::uuid IS NULL OR f.office = $3) AND ($4::varchar IS NULL OR f.category = $4)
      AND ($13::uuid[] IS NULL OR f.id = ANY($13)) AND {SUPERVISED.format(today="$2::date")}) AS file
LEFT JOIN ({_WAITING}) AS waiting ON waiting.file = file.id
LEFT JOIN file_officer AS kept ON kept.file = file.id AND kept.until_on IS NULL
LEFT JOIN officer AS keeper ON keeper.id = kept.officer
WHERE ($12::uuid IS NULL OR kept.officer = $12) AND (NOT $14::boolean OR kept.officer IS NULL)
  AND ($5::varchar IS NULL OR waiting.next_kind = $5)
  AND (NOT $6::boolean OR waiting.overdue + waiting.to_log + waiting.reasons > 0 OR file.report_due_on < $2
       OR EXISTS (SELECT FROM ({_MATTERS}) AS matter WHERE matter.file = file.id
                  AND matter.concern IN ('searched-for', 'leave-overdue', 'term-unconfirmed')))
"""  # noqa: S608 - likewise
_PAGE = f"""
SELECT page.*, last.kind AS last_kind, last.shown_at AS last_at, last.outcome AS last_outcome,
       ARRAY(SELECT DISTINCT matter.concern FROM ({_MATTERS}) AS matter WHERE matter.file = page.id) AS matters
FROM (SELECT * FROM ({_FOUND}) AS found WHERE $9::date IS NULL OR (rank_on, id) > ($9, $10::uuid)
      ORDER BY rank_on, id LIMIT $11) AS page
LEFT JOIN LATERAL (
    SELECT c.kind, c.shown_at, c.outcome FROM contact AS c
    WHERE c.file = page.id AND c.outcome IS NOT NULL AND c.outcome NOT IN ('rescheduled', 'cancelled')
    ORDER BY c.shown_at DESC, c.id DESC LIMIT 1) AS last ON true
ORDER BY page.rank_on, page.id
"""  # noqa: S608 - likewise


@dataclass(frozen=True, slots=True)
class CaseloadFilter:
    """What narrows the caseload; `is_wrong` leaves those whose contacts need something, `query` is a name or number.

    `is_nobodys` leaves those for whom nobody answers.
    """

    office_id: UUID | None = None
    category: Category | None = None
    next_kind: ContactKind | None = None
    is_wrong: bool = False
    responsible_id: UUID | None = None
    query: str = ""
    is_nobodys: bool = False


@dataclass(frozen=True, slots=True)
class CaseloadLine:
    """Somebody under supervision, masked."""

    person: SupervisedPerson
    responsible_name: str
    """Who answers for the file; empty where nobody does."""
    last_kind: ContactKind | None
    last_at: datetime | None
    last_outcome: Outcome | None
    next_id: UUID | None
    next_kind: ContactKind | None
    next_on: date | None
    next_at: datetime | None
    concerns: tuple[CaseConcern, ...]


@dataclass(frozen=True, slots=True)
class Caseload:
    """A page of the caseload, and how many people all its pages have."""

    page: Page[CaseloadLine]
    total: int


async def has_caseload(officer: Officer) -> bool:
    """Whether the officer answers for anybody under supervision within reach."""
    rows = await fetch(
        f"""SELECT FROM files_within($1) AS f JOIN file_officer AS kept ON kept.file = f.id AND kept.until_on IS NULL
            WHERE kept.officer = $2 AND {SUPERVISED.format(today="$3::date")} LIMIT 1""",
        asking(officer, Act.CONTACT_LIST), officer.id, legal_day(now()),
    )  # fmt: skip
    return bool(rows)


async def open_caseload(officer: Officer, wanted: CaseloadFilter, cursor: str | None = None) -> Caseload:
    """Those under supervision within reach, whose next contact is due first first; 25 a page, looks recorded."""
    after, query = read_cursor(cursor), wanted.query.strip()
    for act in (Act.CONTACT_LIST, *([Act.PERSON_FILE_SEARCH] if query else [])):
        check_officer_may(officer, act, None)
    async with audited_change(officer.actor, Act.CONTACT_LIST, detail={"show": "caseload"}) as change:
        today = legal_day(change.at)
        among = await find_by_name_or_number(officer, Act.PERSON_FILE_SEARCH, query) if query else None
        rows = await fetch(
            _PAGE,
            asking(officer, Act.CONTACT_LIST), today, wanted.office_id, wanted.category, wanted.next_kind,
            wanted.is_wrong, change.at, _FAR, after and legal_day(after.at), after and after.row_id, CASELOAD_SIZE + 1,
            wanted.responsible_id, among, wanted.is_nobodys,
            back_by(officer.office_division, change.at),
        )  # fmt: skip
        shown, following = split_page(rows, lambda row: Cursor(day_start(row["rank_on"]), row["id"]), CASELOAD_SIZE)
        people = await mask_files([file_of(row) for row in shown])
        change.note(shown=len(shown), searched=bool(query))
    lines = tuple(_line(row, person, today) for row, person in zip(shown, people, strict=True))
    return Caseload(Page(lines, following), rows[0]["total"] if rows else 0)


def _line(row: Record, person: SupervisedPerson, today: date) -> CaseloadLine:
    last = Outcome(row["last_outcome"]) if row["last_outcome"] else None
    found = _concerns(row, last, today)
    return CaseloadLine(
        person=person,
        responsible_name=row["keeper_name"] or "",
        last_kind=ContactKind(row["last_kind"]) if row["last_kind"] else None,
        last_at=row["last_at"],
        last_outcome=last,
        next_id=row["next_id"],
        next_kind=ContactKind(row["next_kind"]) if row["next_kind"] else None,
        next_on=row["next_on"],
        next_at=row["next_at"],
        concerns=tuple(concern for concern in CaseConcern if concern in found),
    )


def _concerns(row: Record, last: Outcome | None, today: date) -> set[CaseConcern]:
    wrong = (
        (CaseConcern.REPORT_IN_OVERDUE, row["report_due_on"] is not None and row["report_due_on"] < today),
        (CaseConcern.OVERDUE, row["overdue"]),
        (CaseConcern.TO_LOG, row["to_log"]),
        (CaseConcern.REASONS_OVERDUE, row["reasons"]),
        (CaseConcern.LAST_AGAINST, last in AGAINST),
        (CaseConcern.NO_CONTACT_YET, last is None),
    )
    return {concern for concern, holds in wrong if holds} | set(map(CaseConcern, row["matters"]))
