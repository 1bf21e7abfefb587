"""Legal queries into files of minors: who asked on what basis, and what they were told; nothing else leaves.

A minor's file that ended some time ago is sealed. Recording a query opens it to the officer who answers.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

import msgspec

from supervision import legal_time
from supervision.audit import Act, audited_change
from supervision.corrections.access import asking
from supervision.corrections.limits.tables import LegalQueryRow
from supervision.corrections.opening import about_file
from supervision.corrections.rules import CorrectionRuleName, find_correction_rule
from supervision.corrections.store import load_file
from supervision.errors import InputInvalid, NotFound, RuleRefused
from supervision.officers import Officer, check_officer_may
from supervision.officers.officer import NOT_HERE
from supervision.paging import PAGE_SIZE, Cursor, Page, read_cursor, split_page
from supervision.storage.database import Record, fetch, fetch_one
from supervision.texts import needed_text
from supervision.vault import DataKey, Place, load_key, load_keys, seal_json, seal_text, unseal_json, unseal_text
from supervision.wording import Wording

TABLE = "legal_query"
_MOST_TEXT = 1_000

NOT_MINORS = Wording("依法查询登记只用于未成年人档案。", "Legal queries are recorded on files of minors.")
NO_SUCH_FILE = Wording("没有这个编号的档案。", "There is no file of this number.")


class LegalQueryAnswered(RuleRefused):
    """Somebody has recorded what was told; says who and when."""

    code = "legal-query-answered"

    def __init__(self, who: str, at: datetime) -> None:
        when = f"{at.astimezone(legal_time.LEGAL_ZONE):%Y-%m-%d %H:%M}"
        super().__init__(Wording(f"已由{who}于{when}登记答复。", f"{who} recorded the answer on {when}."))


class LegalQueryRefused(RuleRefused):
    """There is nothing to record a legal query on."""

    code = "legal-query-refused"


class QueryText(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which organ asked, on what legal basis, by whom with which credentials, and for what."""

    organ: str
    basis: str
    enquirer: str
    question: str


@dataclass(frozen=True, slots=True)
class LegalQuery:
    """A legal query in clear; `answer` is empty until what was told is recorded."""

    query_id: UUID
    file_id: UUID
    file_number: str
    text: QueryText
    recorded_at: datetime
    recorded_by_name: str
    until_at: datetime
    answered_at: datetime | None
    answered_by_name: str
    answer: str


_SELECT = """
SELECT query.*, f.number AS file_number, f.vault_key, f.division, taker.name AS recorded_by_name,
       coalesce(answerer.name, '') AS answered_by_name
FROM legal_query AS query JOIN files_within($1) AS f ON f.id = query.file
JOIN officer AS taker ON taker.id = query.recorded_by LEFT JOIN officer AS answerer ON answerer.id = query.answered_by
"""


async def find_file_by_number(officer: Officer, number: str) -> UUID:
    """The file of exactly that number, to record a query on it; InputInvalid where there is none within reach."""
    row = await fetch_one(
        "SELECT id FROM files_within($1) WHERE number = $2", asking(officer, Act.LEGAL_QUERY_RECORD), number.strip()
    )
    if row is None:
        raise InputInvalid(NO_SUCH_FILE, field="number")
    file_id: UUID = row["id"]
    return file_id


async def record_query(officer: Officer, file_id: UUID, text: QueryText) -> UUID:
    """Record who asks for what; a sealed file is then open to this officer for some hours. LegalQueryRefused."""
    async with audited_change(officer.actor, Act.LEGAL_QUERY_RECORD, about_file(file_id)) as change:
        file = await load_file(officer, Act.LEGAL_QUERY_RECORD, file_id)
        text = QueryText(
            **{name: needed_text(getattr(text, name), name, _MOST_TEXT) for name in text.__struct_fields__}
        )
        if not file.is_minor:
            raise LegalQueryRefused(NOT_MINORS)
        today = legal_time.legal_day(change.at)
        hours = find_correction_rule(CorrectionRuleName.LEGAL_QUERY_VALID, today, file.division).number
        query_id, key = uuid4(), await load_key(file.vault_key)
        await LegalQueryRow.insert(
            LegalQueryRow(
                id=query_id,
                file=file_id,
                query_sealed=seal_json(key, text, Place(TABLE, "query_sealed", query_id)),
                recorded_at=change.at,
                recorded_by=officer.id,
                until_at=change.at + timedelta(hours=hours),
            )
        )
        change.note(query=query_id)
    return query_id


async def answer_query(officer: Officer, query_id: UUID, answer: str) -> None:
    """Record what was told, once. LegalQueryAnswered when somebody was first."""
    query = await _load(officer, query_id)
    answer = needed_text(answer, "answer", _MOST_TEXT)
    async with audited_change(officer.actor, Act.LEGAL_QUERY_RECORD, about_file(query["file"])) as change:
        sealed = seal_text(await load_key(query["vault_key"]), answer, Place(TABLE, "answer_sealed", query_id))
        answered = (
            await LegalQueryRow.update(
                {"answered_at": change.at, "answered_by": officer.id, "answer_sealed": sealed}
            )
            .where((LegalQueryRow.id == query_id) & LegalQueryRow.answered_at.is_null())
            .returning(LegalQueryRow.id)
        )  # fmt: skip
        if not answered:
            first = await _load(officer, query_id)
            raise LegalQueryAnswered(first["answered_by_name"], first["answered_at"])
        change.note(query=query_id, answered=True)


async def list_queries(officer: Officer, cursor: str | None = None) -> Page[LegalQuery]:
    """Legal queries within reach, newest first, 50 a page; looking is an audited act."""
    after = read_cursor(cursor)
    check_officer_may(officer, Act.LEGAL_QUERY_LIST, None)
    async with audited_change(officer.actor, Act.LEGAL_QUERY_LIST) as change:
        rows = await fetch(
            f"""{_SELECT} WHERE ($2::timestamptz IS NULL OR (query.recorded_at, query.id) < ($2, $3::uuid))
                ORDER BY query.recorded_at DESC, query.id DESC LIMIT $4""",
            asking(officer, Act.LEGAL_QUERY_LIST), after and after.at, after and after.row_id, PAGE_SIZE + 1,
        )  # fmt: skip
        shown, following = split_page(rows, lambda row: Cursor(row["recorded_at"], row["id"]))
        keys = await load_keys(row["vault_key"] for row in shown)
        change.note(shown=len(shown))
        return Page(tuple(_query_of(row, key) for row in shown if (key := keys.get(row["vault_key"]))), following)


async def _load(officer: Officer, query_id: UUID) -> Record:
    row = await fetch_one(f"{_SELECT} WHERE query.id = $2", asking(officer, Act.LEGAL_QUERY_RECORD), query_id)
    if row is None:
        raise NotFound(NOT_HERE)
    check_officer_may(officer, Act.LEGAL_QUERY_RECORD, row["division"])
    return row


def _query_of(row: Record, key: DataKey) -> LegalQuery:
    answer = row["answer_sealed"]
    return LegalQuery(
        query_id=row["id"],
        file_id=row["file"],
        file_number=row["file_number"],
        text=unseal_json(key, row["query_sealed"], Place(TABLE, "query_sealed", row["id"]), QueryText),
        recorded_at=row["recorded_at"],
        recorded_by_name=row["recorded_by_name"],
        until_at=row["until_at"],
        answered_at=row["answered_at"],
        answered_by_name=row["answered_by_name"],
        answer=unseal_text(key, answer, Place(TABLE, "answer_sealed", row["id"])) if answer else "",
    )
