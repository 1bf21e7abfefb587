"""Which files an export is of: frozen when it is asked for, and looked at again when it is fetched."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from supervision.audit import Act
from supervision.corrections.access import asking
from supervision.corrections.category import Category
from supervision.corrections.file_state import FileState
from supervision.officers import Officer
from supervision.storage.database import fetch


@dataclass(frozen=True, slots=True)
class Selection:
    """Files of a division and everything below it, or of one office: all that are open, or those in one state."""

    division: str
    office_id: UUID | None = None
    category: Category | None = None
    state: FileState | None = None


_FILES = """
SELECT f.id FROM files_within($1) AS f
WHERE NOT f.is_minor AND f.division LIKE $2 || '%' AND ($3::uuid IS NULL OR f.office = $3)
    AND ($4::varchar IS NULL OR f.category = $4)
    AND CASE WHEN $5::varchar IS NULL THEN f.state NOT IN ('ended', 'terminated') ELSE f.state = $5 END
    AND ($6::uuid[] IS NULL OR f.id = ANY($6))
ORDER BY f.number, f.id"""


async def find_subjects(
    officer: Officer, act: Act, selection: Selection, among: Sequence[UUID] | None = None
) -> list[UUID]:
    """The files of the selection that are open to the officer, by their numbers; with `among`, only those of them.

    Minors' files are never among them, whoever asks: their compartment is left by way of a legal query alone
    (Community Correction Law, arts. 52 to 58).
    """
    rows = await fetch(
        _FILES, asking(officer, act), selection.division, selection.office_id, selection.category, selection.state,
        None if among is None else list(among),
    )  # fmt: skip
    return [row["id"] for row in rows]
