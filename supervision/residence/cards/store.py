"""Cards as stored: found by id or serial within an officer's reach, and counted by state."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

import msgspec

from supervision.audit import Act
from supervision.errors import NotFound
from supervision.officers import Officer
from supervision.officers.officer import NOT_HERE
from supervision.paging import PAGE_SIZE, Cursor
from supervision.residence.cards.states import CardEnd, CardState
from supervision.residence.changes import RESIDENCE
from supervision.residence.reach import check_reach, reach_of
from supervision.storage.database import Record, fetch, fetch_one
from supervision.vault import DataKey, Place, digest, unseal_json, unseal_text

CARD = "card"
_NO_SERIAL = ""


class Receipt(msgspec.Struct, frozen=True):
    """Who received a card: a member of the household, or whoever takes it for them."""

    receiver: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class StoredCard:
    """A card as stored, with what its household's row says in clear."""

    id: UUID
    household_id: UUID
    household_number: str
    vault_key: UUID
    division: str
    drawer_digest: bytes
    state: CardState
    serial_sealed: bytes | None
    sheet: UUID | None
    queued_at: datetime
    printed_at: datetime | None
    handed_over_on: date | None
    receipt_sealed: bytes | None
    has_signature: bool
    end_reason: CardEnd | None
    end_note_sealed: bytes | None
    ended_at: datetime | None
    place_sealed: bytes

    def serial(self, key: DataKey) -> str:
        """The serial under the household's key; empty before the card was printed."""
        if self.serial_sealed is None:
            return _NO_SERIAL
        return unseal_text(key, self.serial_sealed, Place(CARD, "serial_sealed", self.id))

    def receipt(self, key: DataKey) -> Receipt | None:
        """Who received it; None before it was handed over."""
        if self.receipt_sealed is None:
            return None
        return unseal_json(key, self.receipt_sealed, Place(CARD, "receipt_sealed", self.id), Receipt)

    def end_note(self, key: DataKey) -> str:
        """What was noted when it ended."""
        if self.end_note_sealed is None:
            return ""
        return unseal_text(key, self.end_note_sealed, Place(CARD, "end_note_sealed", self.id))


CARD_COLUMNS = """
c.id, c.household AS household_id, h.number AS household_number, h.vault_key, h.division, h.drawer_digest, c.state,
c.serial_sealed, c.sheet, c.queued_at, c.printed_at, c.handed_over_on, c.receipt_sealed,
c.signature_sealed IS NOT NULL AS has_signature, c.end_reason, c.end_note_sealed, c.ended_at, h.place_sealed"""
SELECT_CARDS = f"SELECT {CARD_COLUMNS} FROM card AS c JOIN household AS h ON h.id = c.household"  # noqa: S608 - made of constants


def serial_digest(serial: str) -> bytes:
    """By what a serial is found."""
    return digest(RESIDENCE, "card-serial", serial)


def card_of(row: Record) -> StoredCard:
    """A card from the columns of `CARD_COLUMNS`."""
    values = {name: row[name] for name in StoredCard.__dataclass_fields__}
    reason = row["end_reason"]
    return StoredCard(**{**values, "state": CardState(row["state"]), "end_reason": CardEnd(reason) if reason else None})


async def load_card(officer: Officer, act: Act, card_id: UUID, *, lock: bool = False) -> StoredCard:
    """One card, if the officer may do `act` on its household; NotFound elsewhere."""
    row = await fetch_one(f"{SELECT_CARDS} WHERE c.id = $1 {'FOR NO KEY UPDATE OF c' if lock else ''}", card_id)
    return await _within(officer, act, row)


async def load_card_by_serial(officer: Officer, act: Act, serial: str) -> StoredCard:
    """The card that bears a serial, living or void; NotFound elsewhere, and for a serial that none bears."""
    row = await fetch_one(f"{SELECT_CARDS} WHERE c.serial_digest = $1", serial_digest(serial))
    return await _within(officer, act, row)


async def cards_of_household(household_id: UUID, states: Iterable[CardState] = CardState) -> tuple[StoredCard, ...]:
    """The cards of a household that the caller has loaded, the first on top."""
    rows = await fetch(
        f"{SELECT_CARDS} WHERE c.household = $1 AND c.state = ANY($2) ORDER BY c.queued_at, c.id",
        household_id, list(states),
    )  # fmt: skip
    return tuple(map(card_of, rows))


async def cards_in(officer: Officer, state: CardState, after: Cursor | None) -> list[StoredCard]:
    """The cards in a state within reach, what has waited longest first: one more than a page has."""
    reach = await reach_of(officer, Act.CARD_LIST)
    rows = await fetch(
        f"""{SELECT_CARDS} WHERE c.state = $1 AND (h.division LIKE ANY($2) OR h.drawer_digest = ANY($3))
            AND ($4::timestamptz IS NULL OR (c.queued_at, c.id) > ($4, $5)) ORDER BY c.queued_at, c.id LIMIT $6""",
        state, reach.patterns, reach.drawer_digests, after and after.at, after and after.row_id, PAGE_SIZE + 1,
    )  # fmt: skip
    return list(map(card_of, rows))


async def count_cards(officer: Officer) -> Mapping[CardState, int]:
    """How many cards are in each state within reach; a state without any counts 0."""
    reach = await reach_of(officer, Act.CARD_LIST)
    rows = await fetch(
        """SELECT c.state, count(*) AS cards FROM card AS c JOIN household AS h ON h.id = c.household
           WHERE h.division LIKE ANY($1) OR h.drawer_digest = ANY($2) GROUP BY c.state""",
        reach.patterns, reach.drawer_digests,
    )  # fmt: skip
    found = {row["state"]: row["cards"] for row in rows}
    return {state: found.get(state, 0) for state in CardState}


async def _within(officer: Officer, act: Act, row: Record | None) -> StoredCard:
    if row is None:
        raise NotFound(NOT_HERE)
    await check_reach(officer, act, row["division"], row["drawer_digest"])
    return card_of(row)
