"""The life of a card, as data: what may follow what, and why a card ends. Pure."""

from collections.abc import Mapping
from enum import StrEnum

from supervision.errors import RuleRefused
from supervision.wording import Wording


class CardState(StrEnum):
    """Where a card stands; it is valid in the household's hand, and nowhere else."""

    QUEUED = "queued"
    PRINTED = "printed"
    ACTIVE = "active"
    LOST = "lost"
    REVOKED = "revoked"
    REPLACED = "replaced"


class CardEnd(StrEnum):
    """Why a card is void."""

    LOST = "lost"
    DAMAGED = "damaged"
    MISPRINTED = "misprinted"
    ON_REQUEST = "on-request"
    IN_ERROR = "in-error"
    HOUSEHOLD_CLOSED = "household-closed"


LIVING = frozenset({CardState.QUEUED, CardState.PRINTED, CardState.ACTIVE})
"""A household has one card in one of these states at most."""

MAY_FOLLOW: Mapping[CardState, frozenset[CardState]] = {
    CardState.QUEUED: frozenset({CardState.PRINTED, CardState.REVOKED}),
    CardState.PRINTED: frozenset({CardState.ACTIVE, CardState.LOST, CardState.REVOKED, CardState.REPLACED}),
    CardState.ACTIVE: frozenset({CardState.LOST, CardState.REVOKED, CardState.REPLACED}),
    CardState.LOST: frozenset(),
    CardState.REVOKED: frozenset(),
    CardState.REPLACED: frozenset(),
}
"""A void card never comes back to life, not even one that was found again: its household is given another."""

REASONS_TO_REVOKE = (CardEnd.ON_REQUEST, CardEnd.IN_ERROR, CardEnd.DAMAGED, CardEnd.MISPRINTED)
"""What an officer may give as the reason; a household that is closed takes its card with it."""

REASONS_TO_REISSUE = (CardEnd.LOST, CardEnd.DAMAGED, CardEnd.MISPRINTED, CardEnd.IN_ERROR)
"""Why a household is given another card."""

NOT_IN_THIS_STATE = Wording(
    "这张卡现在的状态不能这样处理，请刷新后再看。", "The card's present state does not allow this; look at it again."
)


class CardStateRefused(RuleRefused):
    """The card's state does not allow the step."""

    code = "card-state-refused"


def check_step(state: CardState, following: CardState) -> None:
    """CardStateRefused unless `following` may follow `state`."""
    if following not in MAY_FOLLOW[state]:
        raise CardStateRefused(NOT_IN_THIS_STATE)
