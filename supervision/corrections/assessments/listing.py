"""The masked list of assessments with its queues, and the blind search in it; each look at it is an audited act."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from supervision.audit import Act, audited_change
from supervision.corrections.assessed import document_digest
from supervision.corrections.assessments.access import asking_of_assessments
from supervision.corrections.assessments.store import SELECT_ASSESSMENTS, StoredAssessment, assessment_of
from supervision.legal_time import day_start, legal_day, now
from supervision.masking import mask_document_number, mask_name
from supervision.officers import Officer, check_officer_may
from supervision.paging import PAGE_SIZE, Cursor, Page, read_cursor, split_page
from supervision.retention import kept_since
from supervision.storage.database import Record, fetch
from supervision.storage.questions import Question, count_each
from supervision.texts import needed_text
from supervision.vault import load_keys

_MOST_QUERY = 40


class AssessmentShow(StrEnum):
    """A way to see the list: all that wait for an answer, a queue, or what is over."""

    OPEN = "open"
    OVERDUE = "overdue"
    TO_ASSIGN = "to-assign"
    AT_WORK = "at-work"
    TO_DECIDE = "to-decide"
    TO_REPLY = "to-reply"
    ANSWERED = "answered"
    TO_CARRY = "to-carry"
    CLOSED = "closed"
    PAST = "past"


_S = AssessmentShow
QUEUES = (_S.OVERDUE, _S.TO_ASSIGN, _S.AT_WORK, _S.TO_DECIDE, _S.TO_REPLY, _S.TO_CARRY)
"""What waits for an officer."""

_UNANSWERED = "a.state IN ('received', 'assigned', 'written', 'approved')"
_WHERE: Mapping[AssessmentShow, str] = {
    _S.OPEN: _UNANSWERED,
    _S.OVERDUE: f"{_UNANSWERED} AND a.due_on < t.today",
    _S.TO_ASSIGN: "a.state = 'received'",
    _S.AT_WORK: "a.state = 'assigned'",
    _S.TO_DECIDE: "a.state = 'written'",
    _S.TO_REPLY: "a.state = 'approved'",
    _S.ANSWERED: "a.state = 'replied'",
    _S.TO_CARRY: "a.state = 'awaited'",
    _S.CLOSED: "a.state = 'closed' AND a.closed_on >= t.kept_since",
    _S.PAST: "a.state = 'closed' AND a.closed_on < t.kept_since",
}
_TIMES = "(SELECT $2::date AS today, $3::date AS kept_since) AS t"


@dataclass(frozen=True, slots=True)
class ListedAssessment:
    """An assessment in a list, its person masked."""

    assessment: StoredAssessment
    name: str
    id_number: str


async def list_assessments(
    officer: Officer, show: AssessmentShow = AssessmentShow.OPEN, cursor: str | None = None
) -> Page[ListedAssessment]:
    """The assessments of a queue within reach, 50 a page, those that are due first at the top."""
    after = read_cursor(cursor)
    check_officer_may(officer, Act.ASSESSMENT_LIST, None)
    async with audited_change(officer.actor, Act.ASSESSMENT_LIST, detail={"show": show}) as change:
        rows = await fetch(
            f"""{SELECT_ASSESSMENTS} CROSS JOIN {_TIMES} WHERE {_WHERE[show]}
                AND ($4::date IS NULL OR (a.due_on, a.id) > ($4, $5::uuid))
                ORDER BY a.due_on, a.id LIMIT $6""",
            await asking_of_assessments(officer, Act.ASSESSMENT_LIST), *_days(legal_day(change.at)),
            after and legal_day(after.at), after and after.row_id, PAGE_SIZE + 1,
        )  # fmt: skip
        shown, following = split_page(rows, lambda row: Cursor(day_start(row["due_on"]), row["id"]))
        change.note(shown=len(shown))
        return Page(await _masked(shown), following)


async def find_assessments(officer: Officer, document_number: str) -> tuple[ListedAssessment, ...]:
    """Assessments within reach by a whole document number, which reaches the database as a digest; newest first."""
    wanted = document_digest(needed_text(document_number, "document_number", _MOST_QUERY))
    check_officer_may(officer, Act.ASSESSMENT_LIST, None)
    async with audited_change(officer.actor, Act.ASSESSMENT_LIST) as change:
        rows = await fetch(
            f"""{SELECT_ASSESSMENTS} WHERE a.document_digest = $2
                ORDER BY a.recorded_at DESC LIMIT $3""",
            await asking_of_assessments(officer, Act.ASSESSMENT_LIST), wanted, PAGE_SIZE,
        )  # fmt: skip
        change.note(assessments=[str(row["id"]) for row in rows])
        return await _masked(rows)


async def count_assessments(officer: Officer) -> dict[AssessmentShow, int]:
    """How many assessments each way of seeing has on all its pages; none without the reach."""
    return await (await ask_for_assessments(officer))


async def ask_for_assessments(officer: Officer) -> Question[dict[AssessmentShow, int]]:
    """The same as a question; whom limits on files shut out is looked up before it is asked."""
    asked = await asking_of_assessments(officer, Act.ASSESSMENT_LIST), *_days(legal_day(now()))
    return count_each(_WHERE, f"FROM assessments_within($1) AS a CROSS JOIN {_TIMES}", *asked)


def kept_since_day(today: date) -> date:
    """The day before which a closed assessment is past its period."""
    return legal_day(kept_since("assessment", day_start(today)))


def _days(today: date) -> tuple[date, date]:
    return today, kept_since_day(today)


async def _masked(rows: Sequence[Record]) -> tuple[ListedAssessment, ...]:
    """Of one that a restored backup brought back after its key was destroyed, only the number is left."""
    found = [assessment_of(row) for row in rows]
    keys = await load_keys(each.vault_key for each in found)
    listed = []
    for each in found:
        name = id_number = ""
        if (key := keys.get(each.vault_key)) is not None:
            identity = each.person(key).identity
            name, id_number = mask_name(identity.name), mask_document_number(identity.document_number)
        listed.append(ListedAssessment(each, name, id_number))
    return tuple(listed)
