"""Files past their period: the list from which people decide; no file is ever destroyed by itself."""

from dataclasses import dataclass
from datetime import date, datetime

from supervision.audit import Act, audited_change
from supervision.corrections.access import asking
from supervision.corrections.legal_holds import held
from supervision.corrections.listing import SupervisedPerson, mask_files
from supervision.corrections.store import SELECT_FILES, file_of
from supervision.officers import Officer, check_officer_may
from supervision.paging import PAGE_SIZE, Cursor, Page, read_cursor, split_page
from supervision.retention import kept_since, last_day_kept
from supervision.storage.database import fetch

_KIND = "person_file"

_PAGE = f"""
SELECT file.*, {held("file.id")} AS is_held
FROM ({SELECT_FILES}) AS file JOIN vault_key AS key ON key.id = file.vault_key
WHERE file.ended_at < $2 AND key.destroyed_at IS NULL
  AND ($3::timestamptz IS NULL OR (file.ended_at, file.id) < ($3, $4::uuid))
ORDER BY file.ended_at DESC, file.id DESC LIMIT $5
"""  # noqa: S608 - constants of our own


@dataclass(frozen=True, slots=True)
class FilePastRetention:
    """A file whose period is over, its person masked; while `is_held` it must not be destroyed."""

    person: SupervisedPerson
    ended_at: datetime
    kept_until: date
    """The last day of its period."""
    is_held: bool


async def list_files_past_retention(officer: Officer, cursor: str | None = None) -> Page[FilePastRetention]:
    """Files within reach that ended longer ago than the rule for archives, those that ended last first, 50 a page.

    A file that is destroyed already is not listed. Looking is an audited act.
    """
    after = read_cursor(cursor)
    check_officer_may(officer, Act.PERSON_FILE_LIST, None)
    async with audited_change(officer.actor, Act.PERSON_FILE_LIST, detail={"show": "past-retention"}) as change:
        rows = await fetch(
            _PAGE,
            asking(officer, Act.PERSON_FILE_LIST),
            kept_since(_KIND, change.at),
            after and after.at,
            after and after.row_id,
            PAGE_SIZE + 1,
        )
        shown, following = split_page(rows, lambda row: Cursor(row["ended_at"], row["id"]))
        people = await mask_files([file_of(row) for row in shown])
        change.note(shown=len(people))
    return Page(
        tuple(
            FilePastRetention(person, row["ended_at"], last_day_kept(_KIND, row["ended_at"]), row["is_held"])
            for person, row in zip(people, shown, strict=True)
        ),
        following,
    )
