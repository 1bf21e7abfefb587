"""Cards as the pages show them."""

from collections.abc import Mapping
from datetime import datetime

from api.console.pages_base import PageRequest
from api.console.view_models.base import Choice, FormState
from api.console.view_models.residence.cards import CardLineView, CardView
from supervision.audit import Act
from supervision.residence.cards.handing import OpenedCard
from supervision.residence.cards.printing import CardLine
from supervision.residence.cards.serial import grouped
from supervision.residence.cards.states import (
    LIVING,
    MAY_FOLLOW,
    REASONS_TO_REISSUE,
    REASONS_TO_REVOKE,
    CardState,
)
from supervision.residence.cards.store import StoredCard


def card_line(line: CardLine) -> CardLineView:
    """A card of a list."""
    return line_of(line.card, line.serial, line.address)


def line_of(card: StoredCard, serial: str, address: str) -> CardLineView:
    """A card with the place of its household."""
    return CardLineView(
        card_id=card.id,
        household_id=card.household_id,
        household_number=card.household_number,
        address=address,
        state=card.state,
        serial=grouped(serial) if serial else "",
        since=_since(card),
        end_reason=card.end_reason or "",
    )


def state_tabs(page: PageRequest, counts: Mapping[CardState, int]) -> tuple[Choice, ...]:
    """A tab for each state with its number."""
    return tuple(
        Choice(value=state, label=page.word(state, "card-state"), count=counts[state])
        for state in (CardState.PRINTED, CardState.QUEUED, CardState.ACTIVE, CardState.LOST, CardState.REVOKED,
                      CardState.REPLACED)
    )  # fmt: skip


def card_view(page: PageRequest, opened: OpenedCard, form: FormState | None = None) -> CardView:
    """One card, with what may follow its state and is the officer's to do."""
    card, following = opened.card, MAY_FOLLOW[opened.card.state]
    may_void = page.may(Act.CARD_REVOKE, card.division)
    return CardView(
        card=line_of(card, opened.serial, opened.address),
        form=form or FormState(),
        printed_at=card.printed_at,
        handed_over_on=card.handed_over_on,
        receiver=opened.receipt.receiver if opened.receipt else "",
        receipt_note=opened.receipt.note if opened.receipt else "",
        has_signature=card.has_signature,
        ended_at=card.ended_at,
        end_note=opened.end_note,
        sheet_path=f"/console/cards/sheets/{card.sheet}" if card.state is CardState.PRINTED else "",
        may_hand_over=CardState.ACTIVE in following,
        may_void=may_void and CardState.LOST in following,
        may_reissue=may_void and (card.state is CardState.LOST or card.state in LIVING - {CardState.QUEUED}),
        reasons_to_revoke=page.choices("card-end", REASONS_TO_REVOKE),
        reasons_to_reissue=page.choices("card-end", REASONS_TO_REISSUE),
    )


def _since(card: StoredCard) -> datetime:
    return card.ended_at or card.printed_at or card.queued_at
