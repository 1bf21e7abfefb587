"""Prosecutors' opinions: taken in with a due day, answered in writing, closed."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

import msgspec

from supervision.audit import Act, Subject, audited_change
from supervision.corrections.access import asking, within_reach
from supervision.corrections.rules import CorrectionRuleName, find_correction_rule
from supervision.corrections.sanctions.tables import ProsecutorOpinionRow
from supervision.corrections.sanctions.words import OpinionKind, OpinionShow
from supervision.corrections.store import load_file
from supervision.errors import InputInvalid, NotFound, RuleRefused
from supervision.legal_time import legal_day
from supervision.officers import Officer, check_officer_may
from supervision.officers.holidays import legal_calendar
from supervision.officers.officer import NOT_HERE
from supervision.paging import PAGE_SIZE, Cursor, Page, read_cursor, split_page
from supervision.periods import count_period
from supervision.settings import Register
from supervision.storage.database import Record, fetch, fetch_one
from supervision.storage.numbering import county_of
from supervision.storage.questions import Question, count_of
from supervision.texts import needed_text
from supervision.vault import DataKey, Place, load_key, seal_json, seal_text, service_key, unseal_json, unseal_text
from supervision.wording import Wording

OPINION = "prosecutor_opinion"
_MOST_NAME, _MOST_TEXT = 60, 4_000

NO_SUCH_FILE = Wording("没有这个编号的档案。", "There is no file of this number.")
IN_FUTURE = Wording("收到日期不能晚于今天。", "It was not received in the future.")
ANSWERED_ALREADY = Wording("该意见已由{by}书面答复。", "{by} has answered this opinion already.")
CLOSED_OR_OPEN = Wording("该意见尚未答复或者已经办结。", "The opinion is not answered yet, or is closed already.")


class OpinionRefused(RuleRefused):
    """The opinion does not stand where this could be done."""

    code = "opinion-refused"


class OpinionAnswered(RuleRefused):
    """Another officer was first; says who and on which day."""

    code = "opinion-answered"

    def __init__(self, answered_by: str, answered_on: date) -> None:
        chinese, english = str(ANSWERED_ALREADY), ANSWERED_ALREADY.english
        super().__init__(Wording(chinese.format(by=answered_by), english.format(by=answered_by)))
        self.answered_by = answered_by
        self.answered_on = answered_on.isoformat()


class OpinionContent(msgspec.Struct, frozen=True):
    """The prosecutor's office, the document's number, and what it says."""

    organ: str
    document: str
    text: str


@dataclass(frozen=True, slots=True)
class NewOpinion:
    """What came in, of one person or, without a file, of the agency's work."""

    kind: OpinionKind
    received_on: date
    organ: str
    document: str
    text: str
    file_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class StoredOpinion:
    """An opinion as it is listed."""

    id: UUID
    file_id: UUID | None
    file_number: str
    division: str
    kind: OpinionKind
    received_on: date
    due_on: date
    recorded_at: datetime
    recorded_by_name: str
    answered_on: date | None
    answered_by_name: str
    closed_at: datetime | None


@dataclass(frozen=True, slots=True)
class OpenedOpinion:
    """An opinion in clear."""

    opinion: StoredOpinion
    content: OpinionContent
    answer: str


_SELECT = """
SELECT p.id, p.file AS file_id, coalesce(f.number, '') AS file_number, p.division, p.kind, p.received_on, p.due_on,
       p.recorded_at, r.name AS recorded_by_name, p.answered_on, coalesce(a.name, '') AS answered_by_name, p.closed_at,
       p.content_sealed, p.answer_sealed, f.vault_key
FROM prosecutor_opinion AS p JOIN officer AS r ON r.id = p.recorded_by LEFT JOIN officer AS a ON a.id = p.answered_by
LEFT JOIN person_file AS f ON f.id = p.file
"""
_OPEN = f"""{within_reach("p.division", 1)}
    AND (p.file IS NULL OR EXISTS (SELECT FROM files_within($1) AS w WHERE w.id = p.file))"""
"""Of the agency's work within reach, or of somebody whose file is open to whoever asks."""


async def record_opinion(officer: Officer, new: NewOpinion) -> UUID:
    """Take an opinion in; the day until which it is answered follows from the rule. InputInvalid."""
    content = OpinionContent(
        needed_text(new.organ, "organ", _MOST_NAME),
        needed_text(new.document, "document", _MOST_NAME),
        needed_text(new.text, "text", _MOST_TEXT),
    )
    async with audited_change(officer.actor, Act.OPINION_RECORD) as change:
        division, key, opinion_id = county_of(officer.office_division), await service_key(Register.CORRECTIONS), uuid4()
        if new.file_id is not None:
            file = await load_file(officer, Act.OPINION_RECORD, new.file_id)
            division, key = file.division, await load_key(file.vault_key)
        check_officer_may(officer, Act.OPINION_RECORD, division)
        if new.received_on > legal_day(change.at):
            raise InputInvalid(IN_FUTURE, field="received_on")
        rule = find_correction_rule(CorrectionRuleName.PROSECUTOR_ANSWER_DUE, legal_day(change.at), division)
        due = count_period(new.received_on, rule.number, rule.unit, await legal_calendar())
        await ProsecutorOpinionRow.insert(
            ProsecutorOpinionRow(
                id=opinion_id,
                file=new.file_id,
                division=division,
                kind=new.kind.value,
                received_on=new.received_on,
                due_on=due.due_on,
                content_sealed=seal_json(key, content, Place(OPINION, "content_sealed", opinion_id)),
                recorded_at=change.at,
                recorded_by=officer.id,
            )
        )
        change.is_about(OPINION, opinion_id)
        change.note(kind=new.kind, about_file=new.file_id)
    return opinion_id


async def find_file_by_number(officer: Officer, number: str) -> UUID:
    """The file of that number, if it is open to the officer. InputInvalid where there is none."""
    row = await fetch_one(
        "SELECT id FROM files_within($1) WHERE number = $2", asking(officer, Act.OPINION_RECORD), number
    )
    if row is None:
        raise InputInvalid(NO_SUCH_FILE, field="file_number")
    return UUID(str(row["id"]))


async def answer_opinion(officer: Officer, opinion_id: UUID, text: str) -> None:
    """Answer in writing, today. OpinionAnswered, InputInvalid."""
    text = needed_text(text, "text", _MOST_TEXT)
    async with audited_change(officer.actor, Act.OPINION_ANSWER, Subject(OPINION, str(opinion_id))) as change:
        row = await _load(officer, Act.OPINION_ANSWER, opinion_id, lock=True)
        if row["answered_on"] is not None:
            raise OpinionAnswered(row["answered_by_name"], row["answered_on"])
        sealed = seal_text(await _key_of(row), text, Place(OPINION, "answer_sealed", opinion_id))
        await ProsecutorOpinionRow.update(
            {"answered_on": legal_day(change.at), "answered_by": officer.id, "answer_sealed": sealed}
        ).where(ProsecutorOpinionRow.id == opinion_id)


async def close_opinion(officer: Officer, opinion_id: UUID) -> None:
    """Close an opinion that was answered. OpinionRefused."""
    async with audited_change(officer.actor, Act.OPINION_ANSWER, Subject(OPINION, str(opinion_id))) as change:
        row = await _load(officer, Act.OPINION_ANSWER, opinion_id, lock=True)
        if row["answered_on"] is None or row["closed_at"] is not None:
            raise OpinionRefused(CLOSED_OR_OPEN)
        await ProsecutorOpinionRow.update({"closed_at": change.at, "closed_by": officer.id}).where(
            ProsecutorOpinionRow.id == opinion_id
        )
        change.note(step="close")


async def open_opinion(officer: Officer, opinion_id: UUID) -> OpenedOpinion:
    """An opinion in clear; opening it is an audited act."""
    async with audited_change(officer.actor, Act.OPINION_OPEN, Subject(OPINION, str(opinion_id))):
        row = await _load(officer, Act.OPINION_OPEN, opinion_id)
        key = await _key_of(row)
        content = unseal_json(key, row["content_sealed"], Place(OPINION, "content_sealed", opinion_id), OpinionContent)
        place = Place(OPINION, "answer_sealed", opinion_id)
        answer = unseal_text(key, row["answer_sealed"], place) if row["answer_sealed"] else ""
        return OpenedOpinion(_opinion_of(row), content, answer)


async def list_opinions(officer: Officer, show: OpinionShow, cursor: str | None = None) -> Page[StoredOpinion]:
    """Opinions within reach, open or closed, newest first, fifty a page; without what they say."""
    after = read_cursor(cursor)
    check_officer_may(officer, Act.OPINION_LIST, None)
    async with audited_change(officer.actor, Act.OPINION_LIST, detail={"show": show}) as change:
        rows = await fetch(
            f"""{_SELECT} WHERE {_OPEN} AND (p.closed_at IS NULL) = $2
                  AND ($3::timestamptz IS NULL OR (p.recorded_at, p.id) < ($3, $4::uuid))
                ORDER BY p.recorded_at DESC, p.id DESC LIMIT $5""",
            asking(officer, Act.OPINION_LIST), show is OpinionShow.OPEN, after and after.at, after and after.row_id,
            PAGE_SIZE + 1,
        )  # fmt: skip
        shown, following = split_page(rows, lambda row: Cursor(row["recorded_at"], row["id"]))
        change.note(shown=len(shown))
        return Page(tuple(map(_opinion_of, shown)), following)


def count_open_opinions(officer: Officer) -> Question[int]:
    """How many opinions within reach are not closed."""
    return count_of(
        f"SELECT count(*) FROM prosecutor_opinion AS p WHERE p.closed_at IS NULL AND {_OPEN}",  # noqa: S608 - a constant
        asking(officer, Act.OPINION_LIST),
    )


async def _load(officer: Officer, act: Act, opinion_id: UUID, *, lock: bool = False) -> Record:
    row = await fetch_one(f"{_SELECT} WHERE p.id = $1 {'FOR NO KEY UPDATE OF p' if lock else ''}", opinion_id)
    if row is None:
        raise NotFound(NOT_HERE)
    if row["file_id"] is not None:
        await load_file(officer, act, row["file_id"])
    check_officer_may(officer, act, row["division"])
    return row


async def _key_of(row: Record) -> DataKey:
    return await service_key(Register.CORRECTIONS) if row["vault_key"] is None else await load_key(row["vault_key"])


def _opinion_of(row: Record) -> StoredOpinion:
    values = {name: row[name] for name in StoredOpinion.__dataclass_fields__}
    return StoredOpinion(**{**values, "kind": OpinionKind(row["kind"])})
