"""Why nothing is destroyed: too early, held, proposed already, one's own proposal, decided by somebody else. Pure."""

from supervision.errors import RuleRefused
from supervision.wording import Wording

PROPOSED_ALREADY = Wording("这条记录已有待核准的销毁提议。", "A proposal to destroy this record waits already.")
NOT_DUE = Wording(
    "这条记录的保存期限未满，不能销毁。", "The period of this record is not over; it may not be destroyed."
)
IS_HELD = Wording("这条记录已暂停销毁。", "A hold lies on this record.")
OWN_PROPOSAL = Wording(
    "销毁须由提议人以外的人核准。", "Somebody else than who proposed it has to approve a destruction."
)
DECIDED_ALREADY = Wording("这项销毁提议已经办结。", "This proposal was decided already.")


class NotDue(RuleRefused):
    """The record's period is not over, or a hold lies on it."""

    code = "destruction-not-due"


class DestructionWaits(RuleRefused):
    """One proposal about a record at a time."""

    code = "destruction-waits"


class OwnProposal(RuleRefused):
    """Nobody destroys alone."""

    code = "own-destruction-proposal"


class ProposalDecided(RuleRefused):
    """Somebody has decided this proposal."""

    code = "destruction-decided"
