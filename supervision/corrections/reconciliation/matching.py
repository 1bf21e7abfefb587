"""What becomes of every row and of every open file: a function of the lists and the files alone. Pure.

In whichever order lists were handed in, the same lists and files give the same results. Nobody is scored: a row is a
file's by its document or object number, or because an officer said so, and else it waits for one to say so.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from supervision.corrections.category import Category
from supervision.corrections.file_state import FileState
from supervision.corrections.reconciliation.list_rows import ListedPerson
from supervision.corrections.reconciliation.words import SOURCES_OF, ListedState, ListSource, MatchedBy, Result


@dataclass(frozen=True, slots=True)
class FileFacts:
    """What stands in clear of a file of the county."""

    id: UUID
    category: Category
    state: FileState
    starts_on: date
    ends_on: date
    report_due_on: date | None
    ended_on: date | None

    @property
    def is_open(self) -> bool:
        """Whether the correction is not over."""
        return self.ended_on is None


@dataclass(frozen=True, slots=True)
class ListFacts:
    """A list as it is compared: whose it is, its day, and from when on it names those whose term began."""

    id: UUID
    source: ListSource
    as_of_on: date
    covers_from_on: date | None = None

    def expects(self, file: FileFacts) -> bool:
        """Whether an open file should stand on it."""
        has_begun = file.starts_on <= self.as_of_on
        is_covered = self.covers_from_on is None or file.starts_on >= self.covers_from_on
        return has_begun and is_covered and self.source in SOURCES_OF[file.category]


@dataclass(frozen=True, slots=True)
class Matches:
    """Which files a row may be: certainly by a number or an officer's word, or possibly by name and birth.

    Of `by_name` those are left out whom an officer has said to be others.
    """

    by_document: tuple[FileFacts, ...] = ()
    by_object_number: tuple[FileFacts, ...] = ()
    by_name: tuple[FileFacts, ...] = ()
    decided: FileFacts | None = None
    is_repeated: bool = False
    """Whether an earlier row of the list bears the same number."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The one result of a row; `unseen` is what it is to whoever its file is closed to, None: it is not there."""

    result: Result
    file_id: UUID | None = None
    matched_by: MatchedBy | None = None
    candidates: tuple[UUID, ...] = ()
    differing: tuple[str, ...] = ()
    unseen: Result | None = None


def find_outcome(row: ListedPerson, matches: Matches, as_of_on: date) -> Outcome:
    """What becomes of a row."""
    without = Result.AGREES if row.state is ListedState.ENDED else Result.NO_FILE
    if row.unread:
        return Outcome(Result.UNREADABLE, unseen=Result.UNREADABLE)
    if matches.is_repeated:
        return Outcome(Result.REPEATED, unseen=Result.REPEATED)
    file, matched_by = _certain(matches)
    if file is None or matched_by is None:
        if matches.by_name:
            candidates = tuple(sorted(one.id for one in matches.by_name))
            return Outcome(Result.POSSIBLE, candidates=candidates, unseen=without)
        return Outcome(without, unseen=without)
    result, differing = _compare(row, file, as_of_on, matched_by)
    is_known_anyway = matched_by is MatchedBy.DOCUMENT and file.is_open
    unseen = None if is_known_anyway else without
    return Outcome(result, file.id, matched_by, differing=differing, unseen=unseen)


def _certain(matches: Matches) -> tuple[FileFacts | None, MatchedBy | None]:
    """The file of a row: the open one of a number, or the one that ended last; an officer's word goes before."""
    if matches.decided is not None:
        return matches.decided, MatchedBy.OFFICER
    for files, by in (
        (matches.by_document, MatchedBy.DOCUMENT),
        (matches.by_object_number, MatchedBy.OBJECT_NUMBER),
    ):
        if files:
            return max(files, key=lambda one: (one.is_open, one.ended_on or date.min, one.id)), by
    return None, None


def _compare(
    row: ListedPerson, file: FileFacts, as_of_on: date, matched_by: MatchedBy
) -> tuple[Result, tuple[str, ...]]:
    if row.state is ListedState.ENDED:
        return (Result.OPEN_HERE if file.is_open else Result.AGREES), ()
    if file.ended_on is not None:
        is_over_by_itself = row.state is None and row.ends_on is not None and row.ends_on <= as_of_on
        was_open_then = file.ended_on >= as_of_on
        return (Result.AGREES if was_open_then or is_over_by_itself else Result.ENDED_HERE), ()
    if file.state is FileState.LOST_CONTACT and row.state is not ListedState.OUT_OF_CONTACT:
        return Result.OUT_OF_CONTACT, ()
    if file.state is FileState.DOCUMENTS_RECEIVED and _is_late(file, as_of_on):
        return Result.NOT_REPORTED, ()
    differing = tuple(name for name, differs in _items(row, file, matched_by) if differs)
    return (Result.DIFFERS if differing else Result.AGREES), differing


def _is_late(file: FileFacts, as_of_on: date) -> bool:
    return file.report_due_on is None or file.report_due_on < as_of_on


def _items(row: ListedPerson, file: FileFacts, matched_by: MatchedBy) -> Iterable[tuple[str, bool]]:
    yield "category", row.category is not None and row.category is not file.category
    yield "last-day", row.ends_on is not None and row.ends_on != file.ends_on
    is_lost = file.state is FileState.LOST_CONTACT
    yield "state", row.state is ListedState.OUT_OF_CONTACT and not is_lost
    yield "document-number", matched_by is not MatchedBy.DOCUMENT and bool(row.document_number)


class FilePlace(StrEnum):
    """Where an open file stands in a reconciliation: exactly one."""

    NAMED = "named"
    ONLY_HERE = "only-here"
    NOT_COMPARED = "not-compared"


def place_files(
    files: Collection[FileFacts], lists: Sequence[ListFacts], named: Mapping[UUID, Collection[UUID]]
) -> dict[UUID, FilePlace]:
    """Where each open file stands; `named` has the files that the rows of each list are certainly about."""
    places = {}
    for file in files:
        if not file.is_open:
            continue
        sources = SOURCES_OF[file.category]
        if any(file.id in named.get(each.id, ()) for each in lists if each.source in sources):
            places[file.id] = FilePlace.NAMED
        elif any(each.expects(file) for each in lists):
            places[file.id] = FilePlace.ONLY_HERE
        else:
            places[file.id] = FilePlace.NOT_COMPARED
    return places
