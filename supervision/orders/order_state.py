"""The states of an order and of its versions, and which step leads from which state to which. Pure."""

from collections.abc import Mapping
from enum import StrEnum

from supervision.errors import RuleRefused
from supervision.wording import Wording


class OrderState(StrEnum):
    """Where an order stands; a version that waits for approval does not change the state of an order in force."""

    DRAFT = "draft"
    PROPOSED = "proposed"
    RETURNED = "returned"
    APPROVED = "approved"
    IN_FORCE = "in-force"
    ENDED = "ended"


class VersionState(StrEnum):
    """Where one version of an order's terms stands."""

    DRAFT = "draft"
    PROPOSED = "proposed"
    RETURNED = "returned"
    APPROVED = "approved"
    WITHDRAWN = "withdrawn"


class VersionKind(StrEnum):
    """Why there is a version: the first, a change of ground, zone, hours or device, or a longer term."""

    INITIAL = "initial"
    VARIATION = "variation"
    EXTENSION = "extension"


class OrderStep(StrEnum):
    """What officers do with an order."""

    EDIT = "edit"
    PROPOSE = "propose"
    WITHDRAW = "withdraw"
    RETURN = "return"
    APPROVE = "approve"
    PRINT_NOTICE = "print-notice"
    SERVE_NOTICE = "serve-notice"
    ASSIGN_TRACKER = "assign-tracker"
    START = "start"
    DRAFT_NEXT = "draft-next"
    END = "end"


ORDER_TRANSITIONS: Mapping[OrderState, Mapping[OrderStep, OrderState]] = {
    OrderState.DRAFT: {
        OrderStep.EDIT: OrderState.DRAFT,
        OrderStep.PROPOSE: OrderState.PROPOSED,
        OrderStep.END: OrderState.ENDED,
    },
    OrderState.PROPOSED: {
        OrderStep.RETURN: OrderState.RETURNED,
        OrderStep.APPROVE: OrderState.APPROVED,
        OrderStep.END: OrderState.ENDED,
    },
    OrderState.RETURNED: {
        OrderStep.EDIT: OrderState.RETURNED,
        OrderStep.PROPOSE: OrderState.PROPOSED,
        OrderStep.END: OrderState.ENDED,
    },
    OrderState.APPROVED: {
        OrderStep.PRINT_NOTICE: OrderState.APPROVED,
        OrderStep.SERVE_NOTICE: OrderState.APPROVED,
        OrderStep.ASSIGN_TRACKER: OrderState.APPROVED,
        OrderStep.START: OrderState.IN_FORCE,
        OrderStep.END: OrderState.ENDED,
    },
    OrderState.IN_FORCE: {
        OrderStep.PRINT_NOTICE: OrderState.IN_FORCE,
        OrderStep.SERVE_NOTICE: OrderState.IN_FORCE,
        OrderStep.ASSIGN_TRACKER: OrderState.IN_FORCE,
        OrderStep.DRAFT_NEXT: OrderState.IN_FORCE,
        OrderStep.END: OrderState.ENDED,
    },
    OrderState.ENDED: {},
}
"""From which state which step leads where; what is not here is refused."""

VERSION_TRANSITIONS: Mapping[VersionState, Mapping[OrderStep, VersionState]] = {
    VersionState.DRAFT: {
        OrderStep.EDIT: VersionState.DRAFT,
        OrderStep.PROPOSE: VersionState.PROPOSED,
        OrderStep.WITHDRAW: VersionState.WITHDRAWN,
    },
    VersionState.PROPOSED: {OrderStep.RETURN: VersionState.RETURNED, OrderStep.APPROVE: VersionState.APPROVED},
    VersionState.RETURNED: {
        OrderStep.EDIT: VersionState.RETURNED,
        OrderStep.PROPOSE: VersionState.PROPOSED,
        OrderStep.WITHDRAW: VersionState.WITHDRAWN,
    },
    VersionState.APPROVED: {},
    VersionState.WITHDRAWN: {},
}
"""The same for a version; the first of an order is never withdrawn but ends with it, as any that is open then."""

OPEN_VERSION_STATES = frozenset({VersionState.DRAFT, VersionState.PROPOSED, VersionState.RETURNED})
"""Versions on which nobody has finally decided; an order has one of them at most."""

STEP_REFUSED = Wording(
    "定位令现在的状态不允许这一步，可能已有他人处理，请刷新后再看。",
    "The order's state does not allow this step; somebody else may have acted, so look again.",
)


class OrderStepRefused(RuleRefused):
    """The order is not in a state from which this step leads on."""

    code = "order-step-refused"


def next_order_state(state: OrderState, step: OrderStep) -> OrderState:
    """The order's state after `step`; OrderStepRefused where there is no such way."""
    try:
        return ORDER_TRANSITIONS[state][step]
    except KeyError:
        raise OrderStepRefused(STEP_REFUSED) from None


def next_version_state(state: VersionState, step: OrderStep) -> VersionState:
    """The version's state after `step`; OrderStepRefused where there is no such way."""
    try:
        return VERSION_TRANSITIONS[state][step]
    except KeyError:
        raise OrderStepRefused(STEP_REFUSED) from None
