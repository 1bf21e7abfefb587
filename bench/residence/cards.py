"""Household cards for a measurement, printed as officers print them."""

from collections.abc import Collection
from uuid import UUID

from supervision.officers import Officer
from supervision.residence.cards.printing import MOST_CARDS, open_sheet, print_cards
from supervision.storage.database import fetch


async def print_cards_of(officer: Officer, resident_ids: Collection[UUID]) -> dict[UUID, str]:
    """The serial of the card of each resident's household, printed now."""
    rows = await fetch(
        """SELECT r.id AS resident, c.id AS card FROM resident AS r JOIN card AS c ON c.household = r.household
           WHERE r.id = ANY($1) AND c.state = 'queued'""",
        list(resident_ids),
    )
    cards = sorted({row["card"] for row in rows})
    serials: dict[UUID, str] = {}
    for start in range(0, len(cards), MOST_CARDS):
        sheet = await print_cards(officer, cards[start : start + MOST_CARDS])
        serials |= {line.card.id: line.serial for line in await open_sheet(officer, sheet)}
    return {row["resident"]: serials[row["card"]] for row in rows}
