"""The steps of a change of the place of execution, whose turn each is, and by when the next is due. Pure.

Community Correction Law, art. 27; Implementing Measures, arts. 30 and 31. The old agency owns the file until the new
one has returned its receipt, so that nobody is without an agency in between.
"""

from collections.abc import Mapping
from enum import StrEnum

from supervision.corrections.rules import CorrectionRuleName
from supervision.errors import RuleRefused
from supervision.wording import Wording


class TransferState(StrEnum):
    """How far a change is; named for the step that led there."""

    ASKED = "asked"
    INQUIRED = "inquired"
    AGREED = "agreed"
    DECLINED = "declined"
    DISPUTED = "disputed"
    APPROVED = "approved"
    REFUSED = "refused"
    TOLD = "told"
    PAPERS_SENT = "papers-sent"
    RECEIVED = "received"
    MISSING = "missing"
    ARRIVED = "arrived"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"


TRANSFER_STATE_NAMES: Mapping[TransferState, Wording] = {
    TransferState.ASKED: Wording("已申请，待发函", "asked for, inquiry to be sent"),
    TransferState.INQUIRED: Wording("已发函征求意见", "inquiry sent"),
    TransferState.AGREED: Wording("新执行地同意接收", "new county agrees"),
    TransferState.DECLINED: Wording("新执行地不同意接收", "new county declines"),
    TransferState.DISPUTED: Wording("有争议，报共同上级协调", "disputed, before the common superior"),
    TransferState.APPROVED: Wording("已决定变更，待移交档案", "approved, papers to be handed over"),
    TransferState.REFUSED: Wording("已决定不予变更，待告知", "refused, person to be told"),
    TransferState.TOLD: Wording("不予变更，已告知本人", "refused, person told"),
    TransferState.PAPERS_SENT: Wording("档案已移交，待回执", "papers handed over, receipt awaited"),
    TransferState.RECEIVED: Wording("新执行地已接收，待报到", "received, person to report in"),
    TransferState.MISSING: Wording("逾期未报到，正在查找", "did not report in, being searched for"),
    TransferState.ARRIVED: Wording("已到新执行地报到", "reported in at the new place"),
    TransferState.WITHDRAWN: Wording("本人撤回申请", "withdrawn by the person"),
    TransferState.LAPSED: Wording("矫正已结束，变更随之终结", "lapsed: the correction ended"),
}


class Side(StrEnum):
    """Whose turn a step is."""

    OLD = "old"
    NEW = "new"
    SUPERIOR = "superior"


_S = TransferState
_FOLLOWS: Mapping[TransferState, frozenset[TransferState]] = {
    _S.ASKED: frozenset({_S.INQUIRED, _S.WITHDRAWN}),
    _S.INQUIRED: frozenset({_S.AGREED, _S.DECLINED, _S.WITHDRAWN}),
    _S.AGREED: frozenset({_S.APPROVED, _S.REFUSED, _S.WITHDRAWN}),
    _S.DECLINED: frozenset({_S.REFUSED, _S.DISPUTED, _S.WITHDRAWN}),
    _S.DISPUTED: frozenset({_S.AGREED, _S.DECLINED}),
    _S.APPROVED: frozenset({_S.PAPERS_SENT}),
    _S.REFUSED: frozenset({_S.TOLD}),
    _S.PAPERS_SENT: frozenset({_S.RECEIVED}),
    _S.RECEIVED: frozenset({_S.ARRIVED, _S.MISSING}),
    _S.MISSING: frozenset({_S.ARRIVED}),
    _S.TOLD: frozenset(),
    _S.ARRIVED: frozenset(),
    _S.WITHDRAWN: frozenset(),
    _S.LAPSED: frozenset(),  # with the end of the file alone, from wherever the change stands
}
OPEN_STATES = frozenset(state for state, following in _FOLLOWS.items() if following)
"""The states in which something is still to be done."""
DECISIONS = frozenset({_S.APPROVED, _S.REFUSED})
CARRIED = frozenset({_S.INQUIRED, _S.DISPUTED, _S.TOLD, _S.PAPERS_SENT, _S.WITHDRAWN})
"""The steps of the old agency that decide nothing."""
ANSWERS = frozenset({_S.AGREED, _S.DECLINED, _S.RECEIVED, _S.MISSING, _S.ARRIVED})
"""The steps of the new agency."""
SETTLEMENTS = frozenset({_S.AGREED, _S.DECLINED})
"""What the common superior can say of a dispute."""

DUE_AFTER: Mapping[TransferState, CorrectionRuleName] = {
    _S.ASKED: CorrectionRuleName.TRANSFER_INQUIRY_DUE,
    _S.INQUIRED: CorrectionRuleName.TRANSFER_ANSWER_DUE,
    _S.REFUSED: CorrectionRuleName.TRANSFER_TOLD_DUE,
    _S.APPROVED: CorrectionRuleName.TRANSFER_PAPERS_DUE,
    _S.PAPERS_SENT: CorrectionRuleName.TRANSFER_RECEIPT_DUE,
    _S.RECEIVED: CorrectionRuleName.TRANSFER_REPORT_DUE,
}
"""By which rule what follows a state is due; the others have no period in law."""

NOT_NEXT = Wording(
    "这一步与目前的进展不符，请刷新后核对。",
    "This step does not follow from where the change stands; reload and check.",
)
NOT_TO_HAND_OVER = Wording(
    "档案现在的状态不能移交：本人须已报到、未失联、未被羁押，矫正尚未结束；请先由原执行地登记。",
    "The file cannot be handed over as it stands: the person has to have reported in, to be in contact and not in "
    "custody, and the correction to go on; the old county puts that down first.",
)


class TransferStepRefused(RuleRefused):
    """The step does not follow."""

    code = "transfer-step-refused"


def next_steps(state: TransferState, side: Side) -> tuple[TransferState, ...]:
    """What a side may do next, in the order of the list."""
    return tuple(step for step in TransferState if step in _FOLLOWS[state] and side_of(state, step) is side)


def side_of(state: TransferState, step: TransferState) -> Side:
    """Whose turn a step is, from a state."""
    if state is TransferState.DISPUTED:
        return Side.SUPERIOR
    return Side.NEW if step in ANSWERS else Side.OLD


def check_step(state: TransferState, step: TransferState) -> None:
    """Refuse a step that does not follow from the state."""
    if step not in _FOLLOWS[state]:
        raise TransferStepRefused(NOT_NEXT)
