"""Printing cards: serials are drawn, ten stand on a sheet, and the list that goes with them stays in the office."""

import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID, uuid4

from supervision.audit import Act
from supervision.errors import InputInvalid, NotFound, NotPermitted
from supervision.officers import Officer
from supervision.officers.officer import NOT_HERE
from supervision.paging import Cursor, Page, read_cursor, split_page
from supervision.residence.addresses.drawers import Drawer, load_drawers
from supervision.residence.addresses.dwellings import ABOVE_THE_DOOR, DOOR_ORDER
from supervision.residence.cards.serial import SERIALS, make_serial
from supervision.residence.cards.states import CardState, check_step
from supervision.residence.cards.store import (
    CARD,
    SELECT_CARDS,
    StoredCard,
    card_of,
    cards_in,
    cards_of_household,
    serial_digest,
)
from supervision.residence.changes import about, residence_change
from supervision.residence.households.store import HOUSEHOLD, HouseholdPlace, load_household
from supervision.residence.purposes import ResidencePurpose
from supervision.residence.reach import drawer_digest, reach_of
from supervision.storage.database import fetch, fetch_one
from supervision.texts import normalise_phone
from supervision.vault import DataKey, Place, load_keys, seal_text, unseal_json
from supervision.wording import Wording

MOST_CARDS = 100
"""How many cards are printed at once: ten sheets."""

SHEET = "card-sheet"

NOTHING_CHOSEN = Wording("请选择要打印的卡。", "Choose the cards to print.")
TOO_MANY = Wording("一次最多打印 100 张。", "At most 100 cards are printed at once.")
NO_OFFICE = Wording("您不属于任何机构，无法登记电话。", "You belong to no office whose telephone could be entered.")


@dataclass(frozen=True, slots=True)
class DrawerToPrint:
    """A drawer and how many of its cards wait for the printer."""

    drawer: Drawer
    waiting: int


@dataclass(frozen=True, slots=True)
class CardLine:
    """A card with the place of its household, for lists that stay in the office."""

    card: StoredCard
    serial: str
    address: str


async def list_drawers_to_print(officer: Officer) -> tuple[DrawerToPrint, ...]:
    """The drawers within reach in which households wait for a card."""
    reach = await reach_of(officer, Act.CARD_PRINT)
    rows = await fetch(
        """SELECT h.drawer_digest, count(*) AS waiting FROM card AS c JOIN household AS h ON h.id = c.household
           WHERE c.state = 'queued' AND (h.division LIKE ANY($1) OR h.drawer_digest = ANY($2))
           GROUP BY h.drawer_digest""",
        reach.patterns, reach.drawer_digests,
    )  # fmt: skip
    waiting = {bytes(row["drawer_digest"]): row["waiting"] for row in rows}
    drawers = await load_drawers(officer, Act.CARD_PRINT) if waiting else ()
    counted = ((drawer, waiting.get(drawer_digest(drawer.id), 0)) for drawer in drawers)
    return tuple(DrawerToPrint(drawer, count) for drawer, count in counted if count)


async def list_cards_to_print(officer: Officer, drawer: Drawer) -> tuple[CardLine, ...]:
    """The cards of a drawer that wait for the printer, in the order of the doors; at most a hundred."""
    reach = await reach_of(officer, Act.CARD_PRINT)
    rows = await fetch(
        f"""{SELECT_CARDS} WHERE c.state = 'queued' AND h.drawer_digest = $1
            AND (h.division LIKE ANY($2) OR h.drawer_digest = ANY($3)) ORDER BY c.queued_at, c.id LIMIT $4""",
        drawer_digest(drawer.id), reach.patterns, reach.drawer_digests, MOST_CARDS,
    )  # fmt: skip
    return await card_lines(list(map(card_of, rows)))


async def print_cards(officer: Officer, card_ids: Iterable[UUID]) -> UUID:
    """Draw serials for waiting cards and put them on a sheet together; gives the sheet's id.

    InputInvalid for none or too many, CardStateRefused where one waits no more, NotFound out of reach.
    """
    wanted = list(dict.fromkeys(card_ids))
    if not wanted:
        raise InputInvalid(NOTHING_CHOSEN, field="cards")
    if len(wanted) > MOST_CARDS:
        raise InputInvalid(TOO_MANY, field="cards")
    sheet_id = uuid4()
    async with residence_change(officer.actor, Act.CARD_PRINT, about(SHEET, sheet_id)) as change:
        cards = await _lock_cards(officer, wanted)
        keys = await load_keys(card.vault_key for card in cards)
        for card in cards:
            check_step(card.state, CardState.PRINTED)
            serial = make_serial(secrets.randbelow(SERIALS))
            sealed = seal_text(keys[card.vault_key], serial, Place(CARD, "serial_sealed", card.id))
            await change.connection.execute(
                """UPDATE card SET state = 'printed', serial_digest = $2, serial_sealed = $3, sheet = $4,
                       printed_at = $5, printed_by = $6 WHERE id = $1""",
                card.id, serial_digest(serial), sealed, sheet_id, change.at, officer.id,
            )  # fmt: skip
        change.note(cards=len(cards))
    return sheet_id


async def open_sheet(officer: Officer, sheet_id: UUID) -> tuple[CardLine, ...]:
    """What was printed together and is not void, to be printed (again, where the paper jammed); recorded each time."""
    reach = await reach_of(officer, Act.CARD_PRINT)
    async with residence_change(
        officer.actor, Act.CARD_PRINT, about(SHEET, sheet_id), purpose=ResidencePurpose.REGISTRATION
    ) as change:
        rows = await fetch(
            f"""{SELECT_CARDS} WHERE c.sheet = $1 AND c.ended_at IS NULL
                AND (h.division LIKE ANY($2) OR h.drawer_digest = ANY($3))""",
            sheet_id, reach.patterns, reach.drawer_digests,
        )  # fmt: skip
        if not rows:
            raise NotFound(NOT_HERE)
        change.note(households=[str(row["household_id"]) for row in rows])
        return await card_lines([card_of(row) for row in rows])


async def list_cards(officer: Officer, state: CardState, cursor: str | None = None) -> Page[CardLine]:
    """The cards in a state within reach, what has waited longest first, fifty a page; recorded."""
    after = read_cursor(cursor)
    async with residence_change(officer.actor, Act.CARD_LIST, detail={"state": state}) as change:
        shown, following = split_page(
            await cards_in(officer, state, after), lambda card: Cursor(card.queued_at, card.id)
        )
        change.note(shown=len(shown))
        return Page(await card_lines(shown, in_door_order=False), following)


async def list_cards_of_household(officer: Officer, household_id: UUID) -> tuple[str, tuple[CardLine, ...]]:
    """The number of a household file and its cards, the newest first, recorded; NotFound out of reach."""
    household = await load_household(officer, Act.CARD_LIST, household_id)
    async with residence_change(officer.actor, Act.CARD_LIST, about(HOUSEHOLD, household_id)) as change:
        cards = await cards_of_household(household_id)
        lines = await card_lines(cards[::-1], in_door_order=False)
        change.note(shown=len(lines))
    return household.number, lines


async def card_lines(cards: Sequence[StoredCard], *, in_door_order: bool = True) -> tuple[CardLine, ...]:
    """Cards with their serials and addresses; a household whose key was destroyed is left out."""
    keys = await load_keys(card.vault_key for card in cards)
    opened = [card for card in cards if card.vault_key in keys]
    places = {card.id: _place(card, keys[card.vault_key]) for card in opened}
    order = await _door_order(places.values()) if in_door_order else {}
    lines = [CardLine(card, card.serial(keys[card.vault_key]), places[card.id].address) for card in opened]
    if in_door_order:
        lines.sort(key=lambda line: (order[places[line.card.id].dwelling_id], line.card.household_number))
    return tuple(lines)


async def load_card_phone(officer: Officer) -> str:
    """The telephone that the officer's office prints on its cards; empty while none was entered."""
    row = await fetch_one("SELECT phone FROM card_face WHERE office = $1", officer.office_id)
    return row["phone"] if row else ""


async def set_card_phone(officer: Officer, phone: str) -> None:
    """Enter the telephone that the officer's office prints on cards. InputInvalid, NotPermitted without an office."""
    await reach_of(officer, Act.CARD_PRINT)
    if officer.office_id is None:
        raise NotPermitted(NO_OFFICE)
    number = normalise_phone(phone)
    async with residence_change(officer.actor, Act.CARD_PRINT, about("office", officer.office_id)) as change:
        await change.connection.execute(
            """INSERT INTO card_face (office, phone, changed_at, changed_by) VALUES ($1, $2, $3, $4)
               ON CONFLICT (office) DO UPDATE SET phone = $2, changed_at = $3, changed_by = $4""",
            officer.office_id, number, change.at, officer.id,
        )  # fmt: skip
        change.note(phone="changed")


async def _lock_cards(officer: Officer, card_ids: list[UUID]) -> list[StoredCard]:
    reach = await reach_of(officer, Act.CARD_PRINT)
    rows = await fetch(
        f"""{SELECT_CARDS} WHERE c.id = ANY($1) AND (h.division LIKE ANY($2) OR h.drawer_digest = ANY($3))
            ORDER BY c.id FOR NO KEY UPDATE OF c""",
        card_ids, reach.patterns, reach.drawer_digests,
    )  # fmt: skip
    if len(rows) != len(card_ids):
        raise NotFound(NOT_HERE)
    return list(map(card_of, rows))


def _place(card: StoredCard, key: DataKey) -> HouseholdPlace:
    return unseal_json(key, card.place_sealed, Place(HOUSEHOLD, "place_sealed", card.household_id), HouseholdPlace)


async def _door_order(places: Iterable[HouseholdPlace]) -> Mapping[UUID, int]:
    """In which order one walks past the dwellings: drawer by drawer, and in each from door to door."""
    rows = await fetch(
        f"""SELECT d.id FROM dwelling AS d
            JOIN standard_address AS a ON a.id = d.address JOIN drawer ON drawer.id = d.drawer {ABOVE_THE_DOOR}
            WHERE d.id = ANY($1) ORDER BY drawer.division, drawer.ordinal, drawer.name, {DOOR_ORDER}""",  # noqa: S608
        list({place.dwelling_id for place in places}),
    )
    return {row["id"]: position for position, row in enumerate(rows)}
