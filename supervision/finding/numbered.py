"""What bears a number: an application, an order or its notice, a measure, a paper, a certificate; within reach only."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from supervision.audit import Act, audited_change
from supervision.corrections.access import asking
from supervision.corrections.opening import SUBJECT_KIND
from supervision.corrections.papers.store import NOT_SEALED
from supervision.officers import Officer, check_officer_may, reach
from supervision.storage.database import fetch_one
from supervision.storage.numbering import prefixed_number


class NumberedKind(StrEnum):
    """What bears the number; a notice leads to its order, a certificate and a paper to their file."""

    APPLICATION = "application"
    ORDER = "order"
    MEASURE = "measure"
    CERTIFICATE = "certificate"
    PAPER = "paper"


@dataclass(frozen=True, slots=True)
class Numbered:
    """What a number names, and whose file it stands on."""

    kind: NumberedKind
    id: UUID
    file_id: UUID


_SOURCES: Sequence[tuple[NumberedKind, Act, str]] = (
    (
        NumberedKind.APPLICATION,
        Act.APPLICATION_LIST,
        "SELECT a.id, a.file FROM application AS a JOIN files_within($1) AS f ON f.id = a.file WHERE a.number = $2",
    ),
    (
        NumberedKind.ORDER,
        Act.ORDER_LIST,
        """SELECT p.id, p.file FROM positioning_order AS p JOIN files_within($1) AS f ON f.id = p.file
           WHERE p.number = $2 OR p.id = (
               SELECT v.order_id FROM notice AS n JOIN order_version AS v ON v.id = n.version WHERE n.number = $2)""",
    ),
    (
        NumberedKind.MEASURE,
        Act.MEASURE_LIST,
        "SELECT m.id, m.file FROM measure AS m JOIN files_within($1) AS f ON f.id = m.file WHERE m.number = $2",
    ),
    (
        NumberedKind.CERTIFICATE,
        Act.PERSON_FILE_LIST,
        """SELECT c.id, c.file FROM release_certificate AS c JOIN files_within($1) AS f ON f.id = c.file
           WHERE c.number = $2""",
    ),
    (
        NumberedKind.PAPER,
        Act.PAPER_OPEN,
        f"""SELECT p.id, p.file FROM issued_paper AS p JOIN files_within($1) AS f ON f.id = p.file
            WHERE p.number = $2 AND {NOT_SEALED}""",  # noqa: S608 - constants
    ),
)
"""Where numbers stand, by whose list they may be known; an act goes before the paper that bears its number."""


async def find_numbered(officer: Officer, text: str) -> Numbered | None:
    """What the officer may know under that number; None where the text is no such number, or nothing is there."""
    if (number := prefixed_number(text)) is None:
        return None
    check_officer_may(officer, Act.PERSON_FILE_SEARCH, None)
    async with audited_change(officer.actor, Act.PERSON_FILE_SEARCH) as change:
        found = await _find(officer, number)
        if found is not None:
            change.is_about(SUBJECT_KIND, found.file_id)
            change.note(kind=found.kind, id=found.id)
    return found


async def _find(officer: Officer, number: str) -> Numbered | None:
    for kind, act, sql in _SOURCES:
        if reach(officer, act) and (row := await fetch_one(sql, asking(officer, act), number)) is not None:
            return Numbered(kind, row["id"], row["file"])
    return None
