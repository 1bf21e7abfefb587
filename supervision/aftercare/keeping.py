"""Files of after-care past their period, and the book in which they are proposed for destruction."""

from collections.abc import Sequence
from uuid import UUID

from supervision.aftercare.holds import HOLD
from supervision.aftercare.listing import OVER_ON, mask_files
from supervision.aftercare.store import FILE, SELECT_FILES, SUBJECT, file_of, patterns
from supervision.audit import Act
from supervision.keeping.book import DestructionActs, DestructionBook
from supervision.keeping.holds import held_in
from supervision.settings import Register
from supervision.storage.database import fetch
from supervision.wording import Wording

_FILES = f"""
SELECT f.id, f.number, f.division, false AS is_minor, f.vault_key, {OVER_ON} AS ended_on
FROM aftercare_file AS f WHERE f.division LIKE ANY($1::varchar[])"""  # noqa: S608 - constants


async def _labels(file_ids: Sequence[UUID]) -> dict[UUID, str]:
    """The masked names of files of which the caller may know; a file whose key is destroyed has none."""
    rows = await fetch(f"{SELECT_FILES} WHERE f.id = ANY($1)", list(file_ids))
    return {person.file_id: person.name for person in await mask_files([file_of(row) for row in rows])}


async def _nothing_more(_file_id: UUID) -> dict[str, int]:
    """Foreign keys tie every row to its file."""
    return {}


AFTERCARE_FILES = DestructionBook(
    register=Register.CORRECTIONS,
    kind=FILE,
    table="aftercare_destruction",
    subject=SUBJECT,
    acts=DestructionActs(
        Act.AFTERCARE_DESTRUCTION_LIST,
        Act.AFTERCARE_DESTRUCTION_PROPOSE,
        Act.AFTERCARE_DESTRUCTION_APPROVE,
        Act.AFTERCARE_DESTRUCTION_RETURN,
    ),
    asked=patterns,
    files=_FILES,
    seen="p.division LIKE ANY($1::varchar[])",
    obstacles={"legal-hold": (held_in(HOLD, "{id}"), Wording("已暂停销毁", "a legal hold"))},
    labels=_labels,
    let_go=_nothing_more,
)
"""Files of after-care past their period; while a window runs none is over, so nothing but a hold keeps one."""
