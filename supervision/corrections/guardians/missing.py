"""Minors within reach who are under age and have no guardian on their file: births are sealed, so each is looked at."""

from uuid import UUID

from supervision.audit import Act
from supervision.corrections.access import asking
from supervision.corrections.presence import has_guardian_duty
from supervision.corrections.store import SELECT_FILES, file_of
from supervision.legal_time import legal_day, now
from supervision.officers import Officer
from supervision.storage.database import fetch
from supervision.vault import load_keys


async def find_without_guardian(officer: Officer, act: Act, file_id: UUID | None = None) -> list[UUID]:
    """The open files of minors under age without a current guardian, the longest open first; or whether one is."""
    rows = await fetch(
        f"""{SELECT_FILES} WHERE f.is_minor AND f.ended_at IS NULL
              AND NOT EXISTS (SELECT FROM guardian AS g WHERE g.file = f.id AND g.until_on IS NULL)
              AND ($2::uuid IS NULL OR f.id = $2)
            ORDER BY f.opened_at, f.id""",
        asking(officer, act), file_id,
    )  # fmt: skip
    files, today = [file_of(row) for row in rows], legal_day(now())
    keys = await load_keys(file.vault_key for file in files)
    return [
        file.id
        for file in files
        if (key := keys.get(file.vault_key))
        and has_guardian_duty(file.identity(key), today, file.division, is_minor=True)
    ]
