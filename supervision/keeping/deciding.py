"""Proposing files of a book, and deciding: another officer destroys key and rows with the second factor, or returns."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID, uuid4

from supervision.audit import Change, audited_change
from supervision.errors import NotFound
from supervision.keeping.book import DestructionBook
from supervision.keeping.certificates import Certified, destroy_certified, open_certified
from supervision.keeping.outcomes import DestructionOutcome, outcome_of
from supervision.keeping.proposals import DestructionBlocked, FileProposal
from supervision.keeping.refusals import (
    DECIDED_ALREADY,
    NOT_DUE,
    OWN_PROPOSAL,
    PROPOSED_ALREADY,
    DestructionWaits,
    NotDue,
    OwnProposal,
    ProposalDecided,
)
from supervision.keeping.removal import remove_rows
from supervision.keeping.words import DestructionState
from supervision.legal_time import day_start, legal_day
from supervision.officers import Officer, check_officer_may, confirm_with_second_factor
from supervision.officers.officer import NOT_HERE
from supervision.retention import kept_since, last_day_kept
from supervision.storage.database import Record, fetch, fetch_one
from supervision.storage.numbering import Series, take_number
from supervision.texts import needed_text
from supervision.vault import load_key, seal_text


@dataclass(frozen=True, slots=True)
class FileDestruction:
    """A destruction with its certificate, whose signature was verified."""

    proposal: FileProposal
    certified: Certified


async def propose(book: DestructionBook, officer: Officer, file_ids: Sequence[UUID]) -> list[UUID]:
    """Propose to destroy files past their period, all or none; gives the proposals' ids, in the files' order.

    NotFound, NotDue, DestructionBlocked, DestructionWaits.
    """
    check_officer_may(officer, book.acts.propose, None)
    wanted = list(dict.fromkeys(file_ids))
    async with audited_change(officer.actor, book.acts.propose, register=book.register) as change:
        made = {file_id: await _propose(book, change, officer, file_id) for file_id in sorted(wanted)}
    return [made[file_id] for file_id in wanted]


async def to_approve(book: DestructionBook, officer: Officer, proposal_ids: Sequence[UUID]) -> list[FileProposal]:
    """What the officer is about to destroy; NotFound or OwnProposal before a code is asked for."""
    check_officer_may(officer, book.acts.approve, None)
    found = [
        await book.proposal(officer, book.acts.approve, proposal_id) for proposal_id in dict.fromkeys(proposal_ids)
    ]
    for proposal in found:
        _check_not_own(officer, proposal)
    return found


async def approve(
    book: DestructionBook, officer: Officer, proposal_ids: Sequence[UUID], code: str
) -> tuple[DestructionOutcome, ...]:
    """Destroy what others proposed, confirmed once with the second factor for all of them.

    NotFound, OwnProposal and a wrong code refuse the whole before anything is destroyed. After that each destruction is
    an act of its own with a certificate of its own; what a rule stops meanwhile is passed over and told.
    """
    proposals = await to_approve(book, officer, proposal_ids)
    await confirm_with_second_factor(officer, code)
    return tuple([await outcome_of(one.id, _destroy(book, officer, one)) for one in proposals])


async def send_back(book: DestructionBook, officer: Officer, proposal_id: UUID, reason: str) -> None:
    """Return what another proposed, with the reason; the file stays due. OwnProposal, ProposalDecided."""
    act = book.acts.send_back
    known, reason = await book.proposal(officer, act, proposal_id), needed_text(reason, "reason")
    async with audited_change(officer.actor, act, book.about(known.subject_id), register=book.register) as change:
        await _lock(book, officer, known)
        row = await fetch_one(f"SELECT vault_key FROM {book.kind} WHERE id = $1", known.subject_id)  # noqa: S608 - a register's table
        if row is None:
            raise NotFound(NOT_HERE)
        sealed = seal_text(await load_key(row["vault_key"]), reason, book.reason_place(proposal_id))
        await _decide(book, change, officer, known, DestructionState.RETURNED, reason_sealed=sealed)


async def certificate_of(book: DestructionBook, officer: Officer, proposal_id: UUID) -> FileDestruction:
    """The certificate of a destruction that the officer may know, verified; NotFound, SealBroken."""
    proposal = await book.proposal(officer, book.acts.look, proposal_id)
    subject = book.about(proposal.subject_id)
    async with audited_change(officer.actor, book.acts.look, subject, register=book.register) as change:
        certified = await open_certified(proposal.certificate_id, book.register)
        change.note(certificate=proposal.certificate_id)
    return FileDestruction(proposal, certified)


async def _propose(book: DestructionBook, change: Change, officer: Officer, file_id: UUID) -> UUID:
    due, proposal_id = await _lock_due(book, change, officer, file_id), uuid4()
    if await fetch(f"SELECT FROM {book.table} WHERE subject_id = $1 AND state = 'proposed'", file_id):
        raise DestructionWaits(PROPOSED_ALREADY)
    await change.connection.execute(
        f"""INSERT INTO {book.table} (id, subject_id, number, division, is_minor, ended_on, kept_until, state,
                proposed_at, proposed_by) VALUES ($1, $2, $3, $4, $5, $6, $7, 'proposed', $8, $9)""",  # noqa: S608 - likewise
        proposal_id, file_id, due["number"], due["division"], due["is_minor"], due["ended_on"],
        last_day_kept(book.kind, day_start(due["ended_on"])), change.at, officer.id,
    )  # fmt: skip
    change.is_also_about(book.subject, [file_id], proposal=proposal_id)
    return proposal_id


async def _lock_due(book: DestructionBook, change: Change, officer: Officer, file_id: UUID) -> Record:
    """The file, locked, so that no hold is placed meanwhile. NotFound, NotDue, DestructionBlocked."""
    await fetch(f"SELECT FROM {book.kind} WHERE id = $1 FOR UPDATE", file_id)
    row = await fetch_one(f"{book.select_due()} WHERE due.id = $2", book.asked(officer, change.act), file_id)
    if row is None:
        raise NotFound(NOT_HERE)
    check_officer_may(officer, change.act, row["division"])
    if row["ended_on"] is None or row["ended_on"] >= legal_day(kept_since(book.kind, change.at)):
        raise NotDue(NOT_DUE)
    if row["obstacles"]:
        names = {code: name for code, (_, name) in book.obstacles.items()}
        raise DestructionBlocked(row["number"], tuple(row["obstacles"]), names)
    return row


async def _destroy(book: DestructionBook, officer: Officer, known: FileProposal) -> UUID:
    file_id, act = known.subject_id, book.acts.approve
    async with audited_change(officer.actor, act, book.about(file_id), register=book.register) as change:
        await _lock(book, officer, known)
        due = await _lock_due(book, change, officer, file_id)
        certificate = await destroy_certified(change, due["vault_key"], book.subject, file_id)
        removed = await book.let_go(file_id) | await remove_rows(book.kind, file_id)
        number = await take_number(Series.DESTRUCTION, known.division)
        await _decide(
            book, change, officer, known, DestructionState.DESTROYED, certificate_id=certificate.certificate_id,
            certificate_number=number, rows_removed=sum(removed.values()),
        )  # fmt: skip
        change.note(
            certificate=certificate.certificate_id,
            number=number,
            proposed_by=known.proposed_by,
            rule=book.kind,
            kept_until=known.kept_until,
            gone_from_backups_on=certificate.gone_from_backups_on,
            rows=removed,
        )
    return certificate.certificate_id


async def _lock(book: DestructionBook, officer: Officer, known: FileProposal) -> None:
    """Hold the proposal as it stands. OwnProposal, ProposalDecided."""
    row = await fetch_one(f"SELECT state FROM {book.table} WHERE id = $1 FOR UPDATE", known.id)  # noqa: S608 - a register's table
    _check_not_own(officer, known)
    if row is None or row["state"] != DestructionState.PROPOSED:
        raise ProposalDecided(DECIDED_ALREADY)


def _check_not_own(officer: Officer, proposal: FileProposal) -> None:
    if proposal.proposed_by == officer.id:
        raise OwnProposal(OWN_PROPOSAL)


async def _decide(
    book: DestructionBook,
    change: Change,
    officer: Officer,
    known: FileProposal,
    state: DestructionState,
    **columns: object,
) -> None:
    values = {"state": state, "decided_at": change.at, "decided_by": officer.id, **columns}
    changed = ", ".join(f"{name} = ${place}" for place, name in enumerate(values, start=2))
    await change.connection.execute(f"UPDATE {book.table} SET {changed} WHERE id = $1", known.id, *values.values())  # noqa: S608 - a register's table
    change.note(proposal=known.id, decision=state)
