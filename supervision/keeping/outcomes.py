"""What came of approving several destructions at once, each an act of its own."""

from collections.abc import Awaitable
from dataclasses import dataclass
from uuid import UUID

from supervision.errors import KeyDestroyed, RuleRefused


@dataclass(frozen=True, slots=True)
class DestructionOutcome:
    """What came of an approval: the certificate, or, where a rule stood in the way meanwhile, its code."""

    proposal_id: UUID
    certificate_id: UUID | None = None
    refusal: str = ""


async def outcome_of(proposal_id: UUID, destroying: Awaitable[UUID]) -> DestructionOutcome:
    """The certificate of a destruction, or by which rule it was refused; anything else goes on as it is."""
    try:
        return DestructionOutcome(proposal_id, await destroying)
    except (RuleRefused, KeyDestroyed) as refusal:
        return DestructionOutcome(proposal_id, refusal=refusal.code)
