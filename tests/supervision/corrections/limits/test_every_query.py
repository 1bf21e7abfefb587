"""Every query that names rows of a person asks whom their file is open to, or stands here with the reason why not."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from piccolo.columns import ForeignKey
from piccolo.conf.apps import Finder

from supervision.corrections.assessments.tables import AssessmentRow
from supervision.corrections.tables import PersonFileRow

ROOT = Path(__file__).parents[4]
ROOMS = (
    "supervision/corrections", "supervision/orders", "supervision/monitoring", "supervision/figures",
    "supervision/finding", "api/v1", "api/console",
)  # fmt: skip
ASKS = re.compile(r"\b(?:files|assessments)_(?:within|open_to)\(")
ROWS = re.compile(r"\b(?:FROM|JOIN)\s+(?:public\.)?(\w+)")
WRITES = re.compile(r"\s*(?:INSERT|UPDATE|DELETE|SELECT FROM)\b")
OF_GIVEN_FILES = re.compile(r"\b(?:file|assessment) = (?:ANY\()?\$\d")

PEOPLE = (PersonFileRow, AssessmentRow)

LOADED = "the caller has loaded the file, the order or the alert that is asked about"
JOINED = "a part of queries that ask"
ASKED = "it joins the files that ask"
TOLD = "by a grant of its own a platform is told of every file; whose file is closed is named to none"
NO_FILE = "numbers, kinds and days of events, and of no file"
SYSTEM = "the service's own work: nobody is shown anything"
BLIND = "that something is there is all it says, and the rule it serves holds whoever may know of it"
WITHOUT_ASKING = {
    "supervision/corrections/applications/store.py:_OF_LOADED_FILES": LOADED,
    "supervision/corrections/assessed.py:_STANDING": SYSTEM,
    "supervision/corrections/assessed.py:hold_file_of": SYSTEM,
    "supervision/corrections/assessments/access.py:_CLOSED": "what shuts out whoever asks; they are shown none",
    "supervision/corrections/assessments/documents.py:_SELECT": LOADED,
    "supervision/corrections/assessments/documents.py:_content": LOADED,
    "supervision/corrections/attachments.py:_SELECT": "one loads the file before it, one after it",
    "supervision/corrections/concerns.py:OPEN_MATTERS": JOINED,
    "supervision/corrections/concerns.py:_OVERDUE": JOINED,
    "supervision/corrections/contacts/caseload.py:_FOUND": ASKED,
    "supervision/corrections/contacts/caseload.py:_PAGE": ASKED,
    "supervision/corrections/contacts/caseload.py:_WAITING": JOINED,
    "supervision/corrections/contacts/planning.py:_BEGUN": SYSTEM,
    "supervision/corrections/contacts/planning.py:_STOPPED": SYSTEM,
    "supervision/corrections/contacts/planning.py:_TO_PLAN": SYSTEM,
    "supervision/corrections/contacts/queues.py:_SHOWN": JOINED,
    "supervision/corrections/contacts/queues.py:count_contacts": ASKED,
    "supervision/corrections/contacts/store.py:SELECT_CONTACTS": JOINED,
    "supervision/corrections/contacts/store.py:planned_by": LOADED,
    "supervision/corrections/contacts/store.py:written_by": LOADED,
    "supervision/corrections/contacts/timeline.py:count_timeline": LOADED,
    "supervision/corrections/contacts/together.py:list_candidates": ASKED,
    "supervision/corrections/guardians/missing.py:find_without_guardian": ASKED,
    "supervision/corrections/imports/undoing.py:_PLANNED_ONLY": JOINED,
    "supervision/corrections/outbox/withdrawing.py:NOT_PROVIDED": JOINED,
    "supervision/corrections/induction/queues.py:_WHERE": JOINED,
    "supervision/corrections/attachments.py:open_content": LOADED,
    "supervision/corrections/keeping/files.py:OBSTACLES": JOINED,
    "supervision/corrections/keeping/files.py:_labels": "of files and proposals that their reader may know of",
    "supervision/corrections/life_view.py:_TERMS": JOINED,
    "supervision/corrections/life_view.py:LIFE_QUEUES": JOINED,
    "supervision/corrections/limits/glass.py:_FIND": "begins at what is not open, and asks then",
    "supervision/corrections/listing.py:_RANKED": JOINED,
    "supervision/corrections/listing.py:_UNRANKED": JOINED,
    "supervision/corrections/outbox/reading.py:_AFTER": TOLD,
    "supervision/corrections/outbox/reading.py:_provided": NO_FILE,
    "supervision/corrections/outbox/telling.py:CLOSED": JOINED,
    "supervision/corrections/outbox/telling.py:_FILES": SYSTEM,
    "supervision/corrections/outbox/watching.py:_LINES": NO_FILE,
    "supervision/corrections/outbox/watching.py:_ONE": "the file that it names is loaded next",
    "supervision/corrections/outbox/watching.py:_OUTBOXES": NO_FILE,
    "supervision/corrections/papers/issuing.py:_number": "whether a number was borne; of whose paper it says nothing",
    "supervision/corrections/papers/store.py:NOT_SEALED": JOINED,
    "supervision/corrections/papers/store.py:_SELECT": LOADED,
    "supervision/corrections/papers/store.py:file_of_paper": "the file that it names is loaded next",
    "supervision/corrections/records.py:_SELECT": LOADED,
    "supervision/corrections/release/looking.py:RELEASE_QUEUES": JOINED,
    "supervision/corrections/sanctions/listing.py:_SHOWN": JOINED,
    "supervision/corrections/sanctions/measure_papers.py:_lapse": LOADED,
    "supervision/corrections/sanctions/objecting.py:open_reviews": LOADED,
    "supervision/corrections/sanctions/opinions.py:_SELECT": JOINED,
    "supervision/corrections/sanctions/opinions.py:count_open_opinions": "its condition asks",
    "supervision/corrections/sanctions/store.py:SELECT_MEASURES": JOINED,
    "supervision/corrections/store.py:find_open_files": BLIND,
    "supervision/corrections/transfers/listing.py:_PAGE": JOINED,
    "supervision/figures/sources.py:SOURCES": JOINED,
    "supervision/monitoring/alerts.py:SELECT_ALERT": JOINED,
    "supervision/monitoring/alerts.py:count_alerts": "its condition asks",
    "supervision/monitoring/live_map.py:_broken_now": LOADED,
    "supervision/monitoring/track_clearing.py:_UNCLEARED": SYSTEM,
    "supervision/orders/admissions.py:_CHECK_INS": SYSTEM,
    "supervision/orders/admissions.py:_WORN": SYSTEM,
    "supervision/orders/check_in_asking.py:_check_free": BLIND,
    "supervision/orders/opening.py:_end_note": LOADED,
    "supervision/orders/reviews.py:RESTS_ON_ANNULLED": JOINED,
    "supervision/orders/reviews.py:grounds_to_review": LOADED,
    "supervision/orders/store.py:SELECT_ORDERS": LOADED,
    "supervision/orders/store.py:WITH_STOP": JOINED,
    "supervision/orders/store.py:_COLUMNS": JOINED,
}
"""Queries, by module and by the function or constant in which they stand, that do not ask whom a file is open to.

Not looked at are writes and locks, what names a given file, what stands beside a `load_…(officer, …)`, and what is
`_for_system`. That those are only reached by whoever loaded the file, the walk over all routes shows.
"""


def test_every_query_about_a_person_asks_whom_their_file_is_open_to() -> None:
    assert silent_places() - WITHOUT_ASKING.keys() == set(), "join files_within or files_open_to, or say here why not"


def test_no_reason_stands_here_for_a_query_that_is_gone_or_asks_by_now() -> None:
    assert WITHOUT_ASKING.keys() - silent_places() == set()


def silent_places() -> set[str]:
    """Where SQL reads rows of people without asking."""
    people, silent = tables_of_people(), set()
    for path in sorted(path for room in ROOMS for path in (ROOT / room).rglob("*.py")):
        for statement in ast.parse(path.read_text("utf-8")).body:
            name = _called(statement)
            if not name.endswith("_for_system") and not _loads(statement):
                silent |= {
                    f"{path.relative_to(ROOT).as_posix()}:{name}"
                    for sql in _texts(statement)
                    if people.intersection(ROWS.findall(sql)) and not _asks(sql)
                }
    return silent


def _asks(sql: str) -> bool:
    return bool(ASKS.search(sql) or WRITES.match(sql) or OF_GIVEN_FILES.search(sql))


def tables_of_people() -> set[str]:
    """The tables of person files and of assessments, and every table with a column that points to one."""
    tables = [table for app in Finder().get_app_configs() for table in app.table_classes]
    pointing = {
        table._meta.tablename  # noqa: SLF001 - Piccolo has no other name for it
        for table in tables
        for column in table._meta.columns  # noqa: SLF001 - likewise
        if isinstance(column, ForeignKey) and column._foreign_key_meta.resolved_references in PEOPLE  # noqa: SLF001 - likewise
    }
    return pointing | {"person_file", "assessment"}


def _called(statement: ast.stmt) -> str:
    match statement:
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
            return name
        case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
            return name
    return f"line {statement.lineno}"


def _loads(node: ast.AST) -> bool:
    """Whether the statement loads something for an officer, which asks what they may know."""
    return any(
        isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id.startswith("load_")
        and bool(call.args)
        and isinstance(call.args[0], ast.Name)
        and call.args[0].id == "officer"
        for call in ast.walk(node)
    )


def _texts(node: ast.AST) -> Iterator[str]:
    """The texts in a statement; of an f-string what is written in it."""
    if isinstance(node, ast.JoinedStr):
        yield "".join(str(part.value) if isinstance(part, ast.Constant) else "…" for part in node.values)
        return
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    for child in ast.iter_child_nodes(node):
        yield from _texts(child)
