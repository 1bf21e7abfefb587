"""Deciding on a proposal: another officer, with the second factor, destroys the key and the rows, or returns it."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from supervision.audit import Act, Change
from supervision.errors import NotFound
from supervision.keeping.certificates import destroy_certified, open_certified
from supervision.keeping.outcomes import DestructionOutcome, outcome_of
from supervision.keeping.refusals import DECIDED_ALREADY, OWN_PROPOSAL, OwnProposal, ProposalDecided
from supervision.keeping.removal import remove_rows
from supervision.keeping.words import DestructionState
from supervision.officers import Officer, check_officer_may, confirm_with_second_factor
from supervision.officers.officer import NOT_HERE
from supervision.residence.changes import RESIDENCE, about, residence_change
from supervision.residence.households.findable import make_unfindable
from supervision.residence.keeping.proposals import Proposal, load_proposal, lock_due
from supervision.residence.keeping.words import KeptKind
from supervision.storage.database import fetch_one
from supervision.texts import needed_text
from supervision.vault import Certificate, Place, load_key, seal_text

PROPOSAL = "destruction_proposal"


@dataclass(frozen=True, slots=True)
class DestructionCertificate:
    """A certificate whose signature was verified, exactly as signed, with who proposed and who approved."""

    proposal: Proposal
    certificate: Certificate
    certificate_json: str
    signature: bytes


async def approve_destruction(
    officer: Officer, proposal_ids: Sequence[UUID], code: str
) -> tuple[DestructionOutcome, ...]:
    """Destroy what others proposed, confirmed once with the second factor for all of them.

    NotFound, OwnProposal and a wrong code refuse the whole before anything is destroyed. After that each destruction is
    an act of its own with a certificate of its own; what a rule stops meanwhile (a hold, another's decision) is passed
    over and told.
    """
    check_officer_may(officer, Act.DESTRUCTION_APPROVE, None)
    wanted = list(dict.fromkeys(proposal_ids))
    for proposal_id in wanted:
        if (await load_proposal(officer, Act.DESTRUCTION_APPROVE, proposal_id)).proposed_by == officer.id:
            raise OwnProposal(OWN_PROPOSAL)
    await confirm_with_second_factor(officer, code)
    return tuple([await outcome_of(proposal_id, _destroy(officer, proposal_id)) for proposal_id in wanted])


async def return_proposal(officer: Officer, proposal_id: UUID, reason: str) -> None:
    """Return what another officer proposed, with the reason; the record stays due. OwnProposal, ProposalDecided."""
    subject = await load_proposal(officer, Act.DESTRUCTION_RETURN, proposal_id)
    reason = needed_text(reason, "reason")
    async with residence_change(
        officer.actor, Act.DESTRUCTION_RETURN, about(subject.kind, subject.subject_id)
    ) as change:
        proposal = await _lock(officer, Act.DESTRUCTION_RETURN, proposal_id)
        row = await fetch_one(
            f"SELECT vault_key FROM {proposal.kind} WHERE id = $1",  # noqa: S608 - one of two names
            proposal.subject_id,
        )
        if row is None:
            raise NotFound(NOT_HERE)
        sealed = seal_text(await load_key(row["vault_key"]), reason, Place(PROPOSAL, "reason_sealed", proposal_id))
        await _decide(change, officer, proposal_id, DestructionState.RETURNED, reason_sealed=sealed)


async def open_certificate(officer: Officer, proposal_id: UUID) -> DestructionCertificate:
    """The certificate of a destruction within reach, once its signature is verified; SealBroken where it is not."""
    proposal = await load_proposal(officer, Act.DESTRUCTION_LIST, proposal_id)
    async with residence_change(
        officer.actor, Act.DESTRUCTION_LIST, about(proposal.kind, proposal.subject_id)
    ) as change:
        found = await open_certified(proposal.certificate_id, RESIDENCE)
        change.note(certificate=proposal.certificate_id)
    return DestructionCertificate(proposal, found.certificate, found.certificate_json, found.signature)


async def _destroy(officer: Officer, proposal_id: UUID) -> UUID:
    subject = await load_proposal(officer, Act.DESTRUCTION_APPROVE, proposal_id)
    async with residence_change(
        officer.actor, Act.DESTRUCTION_APPROVE, about(subject.kind, subject.subject_id)
    ) as change:
        proposal = await _lock(officer, Act.DESTRUCTION_APPROVE, proposal_id)
        record = await lock_due(change, proposal.kind, proposal.subject_id)
        certificate = await destroy_certified(change, record["vault_key"], proposal.kind, proposal.subject_id)
        if proposal.kind is KeptKind.RESIDENT:
            await make_unfindable([proposal.subject_id])
        removed = await remove_rows(proposal.kind, proposal.subject_id, KeptKind)
        await _decide(
            change, officer, proposal_id, DestructionState.DESTROYED, certificate_id=certificate.certificate_id
        )
        change.note(
            certificate=certificate.certificate_id,
            proposed_by=proposal.proposed_by,
            rule=proposal.kind,
            kept_until=proposal.kept_until,
            gone_from_backups_on=certificate.gone_from_backups_on,
            rows=removed,
        )
    return certificate.certificate_id


async def _lock(officer: Officer, act: Act, proposal_id: UUID) -> Proposal:
    proposal = await load_proposal(officer, act, proposal_id, lock=True)
    if proposal.proposed_by == officer.id:
        raise OwnProposal(OWN_PROPOSAL)
    if proposal.state is not DestructionState.PROPOSED:
        raise ProposalDecided(DECIDED_ALREADY)
    return proposal


async def _decide(
    change: Change,
    officer: Officer,
    proposal_id: UUID,
    state: DestructionState,
    *,
    reason_sealed: bytes | None = None,
    certificate_id: UUID | None = None,
) -> None:
    await change.connection.execute(
        """UPDATE destruction_proposal
           SET state = $2, decided_at = $3, decided_by = $4, reason_sealed = $5, certificate_id = $6 WHERE id = $1""",
        proposal_id, state, change.at, officer.id, reason_sealed, certificate_id,
    )  # fmt: skip
    change.note(proposal=proposal_id, decision=state)
