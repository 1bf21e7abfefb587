"""Cards in hand and walks for tests, made the way officers make them."""

from uuid import UUID

from supervision.officers import Officer
from supervision.residence.cards.handing import hand_over, open_card
from supervision.residence.cards.printing import print_cards
from supervision.residence.cards.store import Receipt
from supervision.storage.database import fetch


async def living_card(household_id: UUID) -> UUID:
    """The card of a household that is not void."""
    (row,) = await fetch("SELECT id FROM card WHERE household = $1 AND ended_at IS NULL", household_id)
    card_id: UUID = row["id"]
    return card_id


async def make_printed_card(officer: Officer, household_id: UUID) -> tuple[UUID, str]:
    """The household's card, printed; gives its id and serial."""
    card_id = await living_card(household_id)
    await print_cards(officer, [card_id])
    return card_id, (await open_card(officer, card_id)).serial


async def make_active_card(officer: Officer, household_id: UUID) -> tuple[UUID, str]:
    """The household's card, printed and handed over; gives its id and serial."""
    card_id, serial = await make_printed_card(officer, household_id)
    await hand_over(officer, card_id, Receipt("周晓岚"))
    return card_id, serial
