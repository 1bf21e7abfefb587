"""Queues of files: each a query over the files that an officer may know of, listed by the page and counted together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TypeVar
from uuid import UUID

from supervision.audit import Act, audited_change
from supervision.corrections.access import asking
from supervision.corrections.listing import SupervisedPerson, load_supervised_people
from supervision.legal_time import day_start
from supervision.officers import Officer, check_officer_may, reach
from supervision.paging import PAGE_SIZE, Cursor, Page, read_cursor, split_page
from supervision.storage.database import Record, fetch
from supervision.storage.questions import Question

Name = TypeVar("Name", bound=StrEnum)
Asked = Mapping[str, tuple[str, object]]
"""What queries call `asked.…`: the SQL type and the value of each name."""


@dataclass(frozen=True, slots=True)
class FileQueue:
    """By which act somebody has to do with a queue, and its files.

    The query gives `file`, `since`, `due_on` and `entry`. It reads from `{files}`, the files within reach with what
    `_OF_FILES` names of them, and may join `asked`.
    """

    act: Act
    sql: str

    def __post_init__(self) -> None:
        """ValueError for a query that reads files of its own: it would tell of some that nobody may know of."""
        if "FROM {files} AS f" not in self.sql or "person_file" in self.sql:
            message = "The query of a queue reads files from {files} alone."
            raise ValueError(message)


@dataclass(frozen=True, slots=True)
class WaitingFile:
    """A file in a queue, its person masked; `since` is when it came there, `due_on` until when it must leave."""

    person: SupervisedPerson
    since: datetime
    due_on: date | None
    entry_id: UUID | None


_OF_FILES = "id, division, state, opened_at, ended_at, term_ends_on, report_due_on"
_DUE_AT = "coalesce(w.due_on::timestamp AT TIME ZONE 'Asia/Shanghai', w.since)"


async def list_queue(
    officer: Officer, name: str, queue: FileQueue, asked: Asked, cursor: str | None = None
) -> Page[WaitingFile]:
    """A queue within reach, what is due first or has waited longest on top; looking is an audited act."""
    after = read_cursor(cursor)
    check_officer_may(officer, Act.PERSON_FILE_LIST, None)
    async with audited_change(officer.actor, Act.PERSON_FILE_LIST, detail={"list": name}) as change:
        rows = await fetch(
            f"""WITH asked AS ({_named(asked, 5)}) SELECT w.* FROM ({queue.sql.format(files="files_within($1)")}) AS w
                WHERE ($2::timestamptz IS NULL OR ({_DUE_AT}, w.file) > ($2, $3::uuid))
                ORDER BY {_DUE_AT}, w.file LIMIT $4""",  # noqa: S608 - made of constants
            asking(officer, queue.act), after and after.at, after and after.row_id, PAGE_SIZE + 1,
            *(value for _, value in asked.values()),
        )  # fmt: skip
        shown, following = split_page(rows, _cursor_of)
        people = await load_supervised_people(officer, [row["file"] for row in shown])
        change.note(shown=len(shown))
    return Page(tuple(_waiting(row, people[row["file"]]) for row in shown if row["file"] in people), following)


def count_queues(officer: Officer, queues: Sequence[tuple[Name, FileQueue]], asked: Asked) -> Question[dict[Name, int]]:
    """How many files within reach stand in each, in one statement; without the queues that are not the officer's.

    Which files an officer may know, and what the queues ask of each, is read once for all queues of one reach.
    """
    within = {reach(officer, queue.act): asking(officer, queue.act) for _, queue in queues}
    names = {prefixes: f"within_{place}" for place, prefixes in enumerate(within)}
    files = "".join(
        f", {name} AS MATERIALIZED (SELECT {_OF_FILES} FROM files_within(${place}))"  # noqa: S608 - constants
        for place, name in enumerate(names.values(), 1)
    )
    counts = ", ".join(
        f"(SELECT count(*) FROM ({queue.sql.format(files=names[reach(officer, queue.act)])}) AS w)"  # noqa: S608
        for _, queue in queues
    )
    return Question(
        f"WITH asked AS ({_named(asked, len(names) + 1)}){files} SELECT ARRAY[{counts}] AS counts",
        (*within.values(), *(value for _, value in asked.values())),
        lambda row: {
            name: count for (name, queue), count in zip(queues, row["counts"], strict=True) if reach(officer, queue.act)
        },
    )


def _named(asked: Asked, first: int) -> str:
    columns = (f"${place}::{kind} AS {name}" for place, (name, (kind, _)) in enumerate(asked.items(), first))
    return f"SELECT {', '.join(columns)}"


def _cursor_of(row: Record) -> Cursor:
    return Cursor(row["since"] if row["due_on"] is None else day_start(row["due_on"]), row["file"])


def _waiting(row: Record, person: SupervisedPerson) -> WaitingFile:
    return WaitingFile(person, row["since"], row["due_on"], row["entry"])
