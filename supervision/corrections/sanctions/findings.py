"""The written finding that somebody is unrepentant: facts, a day and an officer; withdrawn, never erased."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from supervision.audit import Act, Subject, audited_change
from supervision.corrections.file_state import FILE_ENDED, FileEnded, FileState
from supervision.corrections.opening import about_file
from supervision.corrections.sanctions.store import tell_of
from supervision.corrections.sanctions.tables import ConductFindingRow
from supervision.corrections.store import StoredFile, load_file
from supervision.errors import NotFound, RuleRefused
from supervision.legal_time import legal_day
from supervision.officers import Officer
from supervision.officers.officer import NOT_HERE
from supervision.storage.database import fetch, fetch_one
from supervision.texts import needed_text
from supervision.vault import Place, load_key, seal_text, unseal_text
from supervision.wording import Wording

FINDING = "conduct_finding"
_MOST_TEXT = 2_000

WITHDRAWN_ALREADY = Wording("该认定已经撤回。", "The finding was withdrawn already.")


class FindingWithdrawn(RuleRefused):
    """The finding was withdrawn before."""

    code = "finding-withdrawn"


@dataclass(frozen=True, slots=True)
class OpenedFinding:
    """A finding in clear."""

    id: UUID
    found_on: date
    facts: str
    recorded_by_name: str
    withdrawn_at: datetime | None


async def record_finding(officer: Officer, file_id: UUID, facts: str) -> UUID:
    """Write today's finding that the person is unrepentant, with the facts that show it. InputInvalid, FileEnded."""
    facts = needed_text(facts, "facts", _MOST_TEXT)
    async with audited_change(officer.actor, Act.CONDUCT_FINDING_RECORD, about_file(file_id)) as change:
        file = await load_file(officer, Act.CONDUCT_FINDING_RECORD, file_id, lock=True)
        if file.state is FileState.ENDED:
            raise FileEnded(FILE_ENDED)
        key, finding_id = await load_key(file.vault_key), uuid4()
        await ConductFindingRow.insert(
            ConductFindingRow(
                id=finding_id,
                file=file_id,
                found_on=legal_day(change.at),
                facts_sealed=seal_text(key, facts, Place(FINDING, "facts_sealed", finding_id)),
                recorded_at=change.at,
                recorded_by=officer.id,
            )
        )
        change.note(finding=finding_id, step="record")
    return finding_id


async def withdraw_finding(officer: Officer, finding_id: UUID, reason: str) -> None:
    """Withdraw a finding with the reason. FindingWithdrawn."""
    reason = needed_text(reason, "reason", _MOST_TEXT)
    about = Subject(FINDING, str(finding_id))
    async with audited_change(officer.actor, Act.CONDUCT_FINDING_RECORD, about) as change:
        row = await fetch_one("SELECT file FROM conduct_finding WHERE id = $1", finding_id)
        if row is None:
            raise NotFound(NOT_HERE)
        file = await load_file(officer, Act.CONDUCT_FINDING_RECORD, row["file"], lock=True)
        tell_of(change, file.id)
        key = await load_key(file.vault_key)
        withdrawn = (
            await ConductFindingRow.update(
                {
                    "withdrawn_at": change.at,
                    "withdrawn_by": officer.id,
                    "withdrawal_sealed": seal_text(key, reason, Place(FINDING, "withdrawal_sealed", finding_id)),
                }
            )
            .where((ConductFindingRow.id == finding_id) & ConductFindingRow.withdrawn_at.is_null())
            .returning(ConductFindingRow.id)
        )
        if not withdrawn:
            raise FindingWithdrawn(WITHDRAWN_ALREADY)
        change.note(finding=finding_id, step="withdraw")


async def open_findings(file: StoredFile) -> tuple[OpenedFinding, ...]:
    """The findings of a file that the caller has opened, newest first."""
    key = await load_key(file.vault_key)
    rows = await fetch(
        """SELECT f.id, f.found_on, f.facts_sealed, f.withdrawn_at, o.name
           FROM conduct_finding AS f JOIN officer AS o ON o.id = f.recorded_by
           WHERE f.file = $1 ORDER BY f.recorded_at DESC""",
        file.id,
    )
    return tuple(
        OpenedFinding(
            row["id"],
            row["found_on"],
            unseal_text(key, row["facts_sealed"], Place(FINDING, "facts_sealed", row["id"])),
            row["name"],
            row["withdrawn_at"],
        )
        for row in rows
    )
