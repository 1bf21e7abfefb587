"""Disclosures within reach, masked, and one of them in clear."""

from dataclasses import dataclass
from uuid import UUID

from supervision.audit import Act, audited_change
from supervision.audit.expiry import ExpiringRows
from supervision.corrections.access import asking, within_reach
from supervision.corrections.legal_holds import held
from supervision.corrections.listing import SupervisedPerson, load_supervised_people
from supervision.corrections.opening import about_file
from supervision.corrections.purposes import read_purpose
from supervision.corrections.store import load_file
from supervision.monitoring.disclosures.store import (
    SELECT_DISCLOSURES,
    Asking,
    StoredDisclosure,
    disclosure_of,
    load_disclosure,
)
from supervision.officers import Officer, check_officer_may
from supervision.paging import PAGE_SIZE, Cursor, Page, read_cursor, split_page
from supervision.storage.database import fetch
from supervision.vault import load_key

EXPIRING_DISCLOSURES = ExpiringRows("disclosure", "asked_at", unless=held("disclosure.file"))


@dataclass(frozen=True, slots=True)
class DisclosureSummary:
    """A disclosure in a list, the person masked."""

    disclosure: StoredDisclosure
    person: SupervisedPerson


@dataclass(frozen=True, slots=True)
class OpenedDisclosure:
    """A disclosure in clear, without its positions: those are for whoever it is handed to."""

    disclosure: StoredDisclosure
    name: str
    asking: Asking
    returned_because: str


_PAGE = f"""{SELECT_DISCLOSURES}
WHERE {within_reach("f.division", 1)} AND ($2::timestamptz IS NULL OR (d.asked_at, d.id) < ($2, $3::uuid))
ORDER BY d.asked_at DESC, d.id DESC LIMIT $4
"""


async def list_disclosures(officer: Officer, cursor: str | None = None) -> Page[DisclosureSummary]:
    """The disclosures within reach, newest first; looking is an audited act."""
    check_officer_may(officer, Act.DISCLOSURE_LIST, None)
    after = read_cursor(cursor)
    async with audited_change(officer.actor, Act.DISCLOSURE_LIST) as change:
        rows = await fetch(
            _PAGE, asking(officer, Act.DISCLOSURE_LIST), after and after.at, after and after.row_id, PAGE_SIZE + 1
        )
        shown, following = split_page(rows, lambda row: Cursor(row["asked_at"], row["id"]))
        found = [disclosure_of(row) for row in shown]
        people = await load_supervised_people(officer, [one.file_id for one in found])
        change.note(shown=len(found))
    return Page(tuple(DisclosureSummary(one, people[one.file_id]) for one in found if one.file_id in people), following)


async def read_disclosure(officer: Officer, disclosure_id: UUID, purpose: str | None) -> OpenedDisclosure:
    """One disclosure in clear; the opening is recorded with its purpose among the readings of the file."""
    reason = read_purpose(purpose)
    subject = await load_disclosure(officer, Act.DISCLOSURE_READ, disclosure_id)
    async with audited_change(
        officer.actor, Act.DISCLOSURE_READ, about_file(subject.file_id), purpose=reason
    ) as change:
        disclosure = await load_disclosure(officer, Act.DISCLOSURE_READ, disclosure_id)
        file = await load_file(officer, Act.DISCLOSURE_READ, disclosure.file_id)
        key = await load_key(disclosure.vault_key)
        change.note(disclosure=disclosure_id)
        return OpenedDisclosure(
            disclosure, file.identity(key).name, disclosure.asking(key), disclosure.returned_because(key)
        )
