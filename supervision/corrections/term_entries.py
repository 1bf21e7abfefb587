"""Last days of terms as officers enter them, and the second officer who confirms or returns each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from supervision.audit import Act, audited_change
from supervision.corrections.content import FileContent, term_of
from supervision.corrections.opening import about_file
from supervision.corrections.outbox.kinds import EventKind
from supervision.corrections.outbox.telling import Happened, tell
from supervision.corrections.steps import check_paper, load_open_file
from supervision.corrections.store import StoredFile, save_changed_file
from supervision.corrections.tables import TermEntryRow
from supervision.corrections.term_changes import (
    CHANGE_PAPER_NEEDED,
    OwnTerm,
    TermChange,
    TermKind,
    TermState,
    apply_changes,
    binding_last_day,
    change_last_day,
    check_change,
)
from supervision.errors import InputInvalid, NotFound, RuleRefused
from supervision.legal_time import legal_day
from supervision.officers import Officer
from supervision.officers.officer import NOT_HERE
from supervision.storage.database import Record, fetch
from supervision.texts import needed_text
from supervision.vault import DataKey, Place, load_key, seal_json, seal_text, unseal_json, unseal_text
from supervision.wording import Wording

TABLE = "term_entry"
_MOST_REASON = 500
_MOST_ORGAN = 80

WAITS = Wording("有一项期限尚待他人复核，请先办结。", "A last day still waits for another officer; settle that first.")
UNCONFIRMED = Wording(
    "判决确定的期限尚未复核，不能登记变更。", "The judgment's term is not confirmed yet, so no change can be entered."
)


class TermWaiting(RuleRefused):
    """Another last day has to be confirmed or returned first."""

    code = "term-waiting"


class TermDecided(RuleRefused):
    """Another officer was first; says who and when."""

    code = "term-decided"

    def __init__(self, decided_by: str | None, decided_at: datetime | None) -> None:
        super().__init__(Wording("这项期限已经处理过。", "This last day has been dealt with already."))
        self.decided_by = decided_by
        self.decided_at = decided_at


@dataclass(frozen=True, slots=True)
class TermEntry:
    """A last day as it was entered, in clear; `step` is the arithmetic of a change."""

    entry_id: UUID
    kind: TermKind
    last_day: date
    state: TermState
    document_id: UUID | None
    change: TermChange | None
    step: Wording | None
    entered_at: datetime
    entered_by: UUID | None
    entered_by_name: str
    decided_at: datetime | None
    decided_by_name: str
    reason: str


def first_entry(file_id: UUID, last_day: date, officer: Officer, at: datetime) -> TermEntryRow:
    """The last day of a new file, which waits for another officer."""
    return TermEntryRow(
        id=uuid4(),
        file=file_id,
        number=1,
        kind=TermKind.JUDGMENT.value,
        last_day=last_day,
        state=TermState.WAITING.value,
        entered_at=at,
        entered_by=officer.id,
    )


async def enter_judgment(officer: Officer, file: StoredFile, content: FileContent, division: str, at: datetime) -> date:
    """The last day that holds once a file that the caller changes has this content.

    A judgment whose term reads otherwise than before waits for another officer again. TermWaiting, InputInvalid.
    """
    judged = term_of(content, division).last_day
    before, entries = await file.open_content(), await entries_of(file)
    if length_of(before) == length_of(content) and entries and entries[0].state is not TermState.RETURNED:
        return file.term_ends_on
    waiting = _waiting(entries)
    if waiting is not None and waiting.kind is not TermKind.JUDGMENT:
        raise TermWaiting(WAITS)
    if waiting is not None:
        await TermEntryRow.update({"state": TermState.REPLACED.value}).where(TermEntryRow.id == waiting.entry_id)
    last_day, _ = apply_changes(content.term_starts_on, judged, confirmed_changes(entries))
    row = first_entry(file.id, last_day, officer, at)
    row.number = len(entries) + 1
    await TermEntryRow.insert(row)
    return max(binding_last_day(confirmed_last_day(entries), last_day, last_day), content.term_starts_on)


async def change_term(
    officer: Officer, file_id: UUID, kind: TermKind, change_of: TermChange, document_id: UUID | None
) -> date:
    """Enter a decision that shortens or lengthens the term, with its document; gives the new last day.

    Until another officer has confirmed it, the earlier of the two last days holds. TermWaiting, InputInvalid.
    """
    check_change(kind, change_of)
    change_of = TermChange(
        change_of.months,
        change_of.days,
        needed_text(change_of.organ, "organ", _MOST_ORGAN),
        needed_text(change_of.document_number, "document_number", _MOST_ORGAN),
    )
    async with audited_change(officer.actor, Act.PERSON_FILE_CHANGE_TERM, about_file(file_id)) as change:
        file = await load_open_file(officer, Act.PERSON_FILE_CHANGE_TERM, file_id)
        entries = await entries_of(file)
        if _waiting(entries) is not None:
            raise TermWaiting(WAITS)
        confirmed = confirmed_last_day(entries)
        if confirmed is None:
            raise TermWaiting(UNCONFIRMED)
        if document_id is None:
            raise InputInvalid(CHANGE_PAPER_NEEDED, field="document")
        await check_paper(file_id, document_id)
        last_day, _ = change_last_day(file.term_starts_on, confirmed, kind, change_of)
        row = first_entry(file_id, last_day, officer, change.at)
        key = await load_key(file.vault_key)
        row.number, row.kind, row.document = len(entries) + 1, kind.value, document_id
        row.change_sealed = seal_json(key, change_of, Place(TABLE, "change_sealed", row.id))
        await TermEntryRow.insert(row)
        holds = binding_last_day(confirmed, last_day, last_day)
        await save_changed_file(file_id, file.revision, {"term_ends_on": holds})
        change.note(entry=row.id, kind=kind, last_day=last_day, holds=holds, document=document_id)
    return last_day


async def confirm_term(officer: Officer, file_id: UUID, entry_id: UUID) -> date:
    """Confirm a last day that another officer entered; from now on it is the one that holds. OwnTerm, TermDecided."""
    async with audited_change(officer.actor, Act.PERSON_FILE_CONFIRM_TERM, about_file(file_id)) as change:
        file = await load_open_file(officer, Act.PERSON_FILE_CONFIRM_TERM, file_id)
        entry = await _load_waiting(officer, file, entry_id)
        await _decide(entry, officer, TermState.CONFIRMED, change.at)
        await save_changed_file(file_id, file.revision, {"term_ends_on": entry.last_day})
        await tell(change, Happened(EventKind.LAST_DAY_CONFIRMED, file_id, legal_day(change.at)))
        change.note(entry=entry_id, last_day=entry.last_day)
    return entry.last_day


async def return_term(officer: Officer, file_id: UUID, entry_id: UUID, reason: str) -> None:
    """Return a last day that another officer entered, with the reason; the one before holds. OwnTerm, TermDecided."""
    reason = needed_text(reason, "reason", _MOST_REASON)
    async with audited_change(officer.actor, Act.PERSON_FILE_RETURN_TERM, about_file(file_id)) as change:
        file = await load_open_file(officer, Act.PERSON_FILE_RETURN_TERM, file_id)
        entry = await _load_waiting(officer, file, entry_id)
        sealed = seal_text(await load_key(file.vault_key), reason, Place(TABLE, "reason_sealed", entry_id))
        await _decide(entry, officer, TermState.RETURNED, change.at, sealed)
        holds = binding_last_day(confirmed_last_day(await entries_of(file)), None, file.term_ends_on)
        await save_changed_file(file_id, file.revision, {"term_ends_on": holds})
        change.note(entry=entry_id, holds=holds)


async def entries_of(file: StoredFile) -> tuple[TermEntry, ...]:
    """Every last day of a file that the caller has loaded, the newest first."""
    key = await load_key(file.vault_key)
    rows = await fetch(
        """SELECT t.*, coalesce(e.name, '') AS entered_name, coalesce(d.name, '') AS decided_name
           FROM term_entry AS t LEFT JOIN officer AS e ON e.id = t.entered_by
           LEFT JOIN officer AS d ON d.id = t.decided_by WHERE t.file = $1 ORDER BY t.number""",
        file.id,
    )
    entries: list[TermEntry] = []
    for row in rows:
        entries.insert(0, _entry(row, key, file.term_starts_on, confirmed_last_day(entries)))
    return tuple(entries)


def confirmed_last_day(entries: Sequence[TermEntry]) -> date | None:
    """The last day that two officers stand for, if there is one; entries come newest first."""
    return next((entry.last_day for entry in entries if entry.state is TermState.CONFIRMED), None)


def confirmed_changes(entries: Sequence[TermEntry]) -> tuple[tuple[TermKind, TermChange], ...]:
    """The decisions that changed the term and were confirmed, in their order."""
    return tuple(
        (entry.kind, entry.change)
        for entry in reversed(entries)
        if entry.change is not None and entry.state is TermState.CONFIRMED
    )


def _entry(row: Record, key: DataKey, starts_on: date, confirmed: date | None) -> TermEntry:
    change = step = None
    kind = TermKind(row["kind"])
    if row["change_sealed"] is not None:
        change = unseal_json(key, row["change_sealed"], Place(TABLE, "change_sealed", row["id"]), TermChange)
        _, step = change_last_day(starts_on, confirmed or row["last_day"], kind, change)
    sealed = row["reason_sealed"]
    return TermEntry(
        entry_id=row["id"],
        kind=kind,
        last_day=row["last_day"],
        state=TermState(row["state"]),
        document_id=row["document"],
        change=change,
        step=step,
        entered_at=row["entered_at"],
        entered_by=row["entered_by"],
        entered_by_name=row["entered_name"],
        decided_at=row["decided_at"],
        decided_by_name=row["decided_name"],
        reason=unseal_text(key, sealed, Place(TABLE, "reason_sealed", row["id"])) if sealed else "",
    )


async def _load_waiting(officer: Officer, file: StoredFile, entry_id: UUID) -> TermEntry:
    """A last day that waits for somebody else than its author, of a file that the caller has locked."""
    entry = next((entry for entry in await entries_of(file) if entry.entry_id == entry_id), None)
    if entry is None:
        raise NotFound(NOT_HERE)
    if entry.state is not TermState.WAITING:
        raise TermDecided(entry.decided_by_name or None, entry.decided_at)
    if entry.entered_by == officer.id:
        raise OwnTerm
    return entry


async def _decide(
    entry: TermEntry, officer: Officer, state: TermState, at: datetime, reason: bytes | None = None
) -> None:
    await TermEntryRow.update(
        {"state": state.value, "decided_at": at, "decided_by": officer.id, "reason_sealed": reason}
    ).where(TermEntryRow.id == entry.entry_id)


def _waiting(entries: Sequence[TermEntry]) -> TermEntry | None:
    return next((entry for entry in entries if entry.state is TermState.WAITING), None)


def length_of(content: FileContent) -> tuple[object, ...]:
    """From what the judgment's last day follows."""
    judgment = content.judgment
    return (
        content.term_starts_on,
        judgment.term_years,
        judgment.term_months,
        judgment.term_days,
        judgment.credited_days,
    )
