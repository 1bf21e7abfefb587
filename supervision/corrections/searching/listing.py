"""Searches within reach, masked, and one of them in clear."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from supervision.audit import Act, audited_change
from supervision.corrections.access import asking, within_reach
from supervision.corrections.identity import Identity
from supervision.corrections.listing import SupervisedPerson, load_supervised_people
from supervision.corrections.opening import about_file
from supervision.corrections.papers.called_for import PaperCalledFor
from supervision.corrections.purposes import read_purpose
from supervision.corrections.searching.search_papers import papers_of_search
from supervision.corrections.searching.store import (
    SELECT_SEARCHES,
    StoredSearch,
    TakenStep,
    load_search,
    search_of,
    steps_of,
)
from supervision.corrections.searching.words import SearchStep, still_to_tell
from supervision.corrections.store import StoredFile, load_file
from supervision.officers import Officer, check_officer_may
from supervision.paging import PAGE_SIZE, Cursor, Page, read_cursor, split_page
from supervision.storage.database import fetch
from supervision.storage.questions import Question, count_of
from supervision.vault import load_key


@dataclass(frozen=True, slots=True)
class SearchSummary:
    """A search in a list, the person masked, with who has not been told yet."""

    search: StoredSearch
    person: SupervisedPerson
    to_tell: tuple[SearchStep, ...]


@dataclass(frozen=True, slots=True)
class OpenedSearch:
    """A search in clear."""

    search: StoredSearch
    identity: Identity
    reason: str
    end_note: str
    steps: tuple[TakenStep, ...]
    to_tell: tuple[SearchStep, ...]
    file: StoredFile
    papers: tuple[PaperCalledFor, ...]
    """What its steps call for."""


_WITHIN = within_reach("f.division", 1)
_PAGE = f"""{SELECT_SEARCHES}
WHERE {_WITHIN} AND ($2 OR s.ended_at IS NULL) AND ($3::timestamptz IS NULL OR (s.opened_at, s.id) < ($3, $4::uuid))
  AND ($5::uuid[] IS NULL OR s.id = ANY($5))
ORDER BY s.opened_at DESC, s.id DESC LIMIT $6
"""
_COUNT = f"SELECT count(*) AS open FROM ({SELECT_SEARCHES} WHERE {_WITHIN} AND s.ended_at IS NULL) AS searches"  # noqa: S608 - made of constants


async def list_searches(
    officer: Officer, cursor: str | None = None, *, with_ended: bool = False, among: Collection[UUID] | None = None
) -> Page[SearchSummary]:
    """The searches within reach, newest first; those that last unless asked otherwise. Looking is an audited act.

    `among` are ids that another room gives.
    """
    check_officer_may(officer, Act.SEARCH_LIST, None)
    after = read_cursor(cursor)
    async with audited_change(officer.actor, Act.SEARCH_LIST) as change:
        rows = await fetch(
            _PAGE, asking(officer, Act.SEARCH_LIST), with_ended, after and after.at, after and after.row_id,
            None if among is None else list(among), PAGE_SIZE + 1,
        )  # fmt: skip
        shown, following = split_page(rows, lambda row: Cursor(row["opened_at"], row["id"]))
        searches = [search_of(row) for row in shown]
        people = await load_supervised_people(officer, [search.file_id for search in searches])
        told = await _told([search.id for search in searches])
        change.note(shown=len(searches))
    return Page(
        tuple(
            SearchSummary(search, people[search.file_id], still_to_tell(told.get(search.id, ())))
            for search in searches
            if search.file_id in people
        ),
        following,
    )


def count_searches(officer: Officer) -> Question[int]:
    """How many searches within reach last."""
    return count_of(_COUNT, asking(officer, Act.SEARCH_LIST))


async def read_search(officer: Officer, search_id: UUID, purpose: str | None) -> OpenedSearch:
    """One search in clear; the opening is recorded with its purpose among the readings of the file."""
    reason = read_purpose(purpose)
    subject = await load_search(officer, Act.SEARCH_READ, search_id)
    async with audited_change(officer.actor, Act.SEARCH_READ, about_file(subject.file_id), purpose=reason) as change:
        search = await load_search(officer, Act.SEARCH_READ, search_id)
        file = await load_file(officer, Act.SEARCH_READ, search.file_id)
        change.note(search=search_id)
        key = await load_key(search.vault_key)
        steps = await steps_of(search, key)
        return OpenedSearch(
            search,
            file.identity(key),
            search.reason(key),
            search.end_note(key),
            steps,
            still_to_tell([taken.step for taken in steps]),
            file,
            papers_of_search(search, steps),
        )


async def _told(search_ids: Sequence[UUID]) -> dict[UUID, list[SearchStep]]:
    rows = await fetch("SELECT search, step FROM person_search_step WHERE search = ANY($1)", list(search_ids))
    told: dict[UUID, list[SearchStep]] = {}
    for row in rows:
        told.setdefault(row["search"], []).append(SearchStep(row["step"]))
    return told
