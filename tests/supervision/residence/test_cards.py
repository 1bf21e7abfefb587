"""One living card a household, from the queue to its end; what a stranger and an officer learn from it."""

import json

import pytest

from supervision.audit import Act
from supervision.errors import InputInvalid, NotFound, NotPermitted
from supervision.legal_time import legal_day, now
from supervision.media import MediaType
from supervision.paging import Cursor
from supervision.residence.addresses.drawers import load_drawer
from supervision.residence.cards.handing import (
    CardExists,
    hand_over,
    open_card,
    open_signature,
    reissue_card,
    report_lost,
    revoke_card,
)
from supervision.residence.cards.printing import (
    list_cards,
    list_cards_of_household,
    list_cards_to_print,
    list_drawers_to_print,
    load_card_phone,
    open_sheet,
    print_cards,
    set_card_phone,
)
from supervision.residence.cards.scanning import is_valid_serial, scan_card
from supervision.residence.cards.serial import make_serial
from supervision.residence.cards.states import CardEnd, CardState, CardStateRefused
from supervision.residence.cards.store import Receipt, count_cards
from supervision.residence.households.files import close_household, open_household
from supervision.residence.households.registering import end_stay
from supervision.residence.households.words import HouseholdKind, StayEnd
from supervision.storage.database import fetch
from tests.cast import Cast
from tests.makers_residence import Building, id_number, make_household, make_new, make_person, put_on_duty
from tests.makers_visits import living_card, make_active_card, make_printed_card

SIGNED = b"%PDF-1.4\n" + b"x" * 60


async def test_with_a_household_file_a_card_waits_for_the_printer(cast: Cast, building: Building) -> None:
    officer = cast.petra.officer
    await make_household(officer, building.dwellings["201"])
    await open_household(officer, building.dwellings["101"], HouseholdKind.DORMITORY)
    (waiting,) = await list_drawers_to_print(officer)
    assert (waiting.drawer.id, waiting.waiting) == (building.drawer, 2)
    assert [line.address for line in await list_cards_to_print(officer, waiting.drawer)] == [
        "幸福路3号楼101",
        "幸福路3号楼201",
    ]
    assert await list_drawers_to_print(cast.pavel.officer) == ()


async def test_a_sheet_is_printed_once_and_can_be_printed_again(cast: Cast, building: Building) -> None:
    officer = cast.petra.officer
    household, _ = await make_household(officer, building.dwellings["101"])
    card_id = await living_card(household)
    sheet = await print_cards(officer, [card_id, card_id])
    with pytest.raises(CardStateRefused):
        await print_cards(officer, [card_id])
    first, again = await open_sheet(officer, sheet), await open_sheet(officer, sheet)
    assert first == again
    assert len(first) == 1
    assert len(first[0].serial) == 12
    with pytest.raises(NotFound):
        await open_sheet(cast.pavel.officer, sheet)
    with pytest.raises(NotFound):
        await print_cards(cast.pavel.officer, [card_id])
    with pytest.raises(InputInvalid):
        await print_cards(officer, [])


async def test_a_card_is_valid_in_the_hand_of_its_household_and_nowhere_else(cast: Cast, building: Building) -> None:
    officer = cast.petra.officer
    household, _ = await make_household(officer, building.dwellings["101"])
    card_id, serial = await make_printed_card(officer, household)
    assert not await is_valid_serial(serial)
    await hand_over(officer, card_id, Receipt(" 周晓岚 ", "本人领取"), SIGNED)
    assert await is_valid_serial(serial)
    card = await open_card(officer, card_id)
    assert (card.receipt, card.card.handed_over_on) == (Receipt("周晓岚", "本人领取"), legal_day(now()))
    assert await open_signature(officer, card_id) == (MediaType.PDF, SIGNED)
    await report_lost(officer, card_id, "家里装修时丢失")
    assert not await is_valid_serial(serial)
    with pytest.raises(CardStateRefused):
        await hand_over(officer, card_id, Receipt("周晓岚"))
    assert (await open_card(officer, card_id)).end_note == "家里装修时丢失"


async def test_another_card_voids_the_old_one_at_once(cast: Cast, building: Building) -> None:
    officer = cast.petra.officer
    household, _ = await make_household(officer, building.dwellings["101"])
    card_id, serial = await make_active_card(officer, household)
    following = await reissue_card(officer, card_id, CardEnd.DAMAGED)
    assert not await is_valid_serial(serial)
    assert await living_card(household) == following
    with pytest.raises(CardExists):
        await reissue_card(officer, card_id, CardEnd.LOST)
    _, other = await make_active_card(officer, household)
    assert other != serial
    assert await is_valid_serial(other)
    counts = await count_cards(officer)
    assert (counts[CardState.ACTIVE], counts[CardState.REPLACED], counts[CardState.QUEUED]) == (1, 1, 0)
    assert [line.serial for line in (await list_cards(officer, CardState.REPLACED)).items] == [serial]


async def test_a_lost_card_can_be_followed_by_another(cast: Cast, building: Building) -> None:
    officer = cast.petra.officer
    household, _ = await make_household(officer, building.dwellings["101"])
    card_id, _ = await make_active_card(officer, household)
    await report_lost(officer, card_id)
    assert await reissue_card(officer, card_id, CardEnd.LOST) == await living_card(household)


async def test_only_listed_reasons_are_taken(cast: Cast, building: Building) -> None:
    officer = cast.petra.officer
    household, _ = await make_household(officer, building.dwellings["101"])
    card_id, _ = await make_active_card(officer, household)
    with pytest.raises(InputInvalid):
        await revoke_card(officer, card_id, CardEnd.HOUSEHOLD_CLOSED)
    with pytest.raises(InputInvalid):
        await reissue_card(officer, card_id, CardEnd.ON_REQUEST)
    with pytest.raises(InputInvalid):
        await hand_over(officer, card_id, Receipt(" "))
    with pytest.raises(InputInvalid):
        await hand_over(officer, card_id, Receipt("周晓岚"), b"MZ")


async def test_a_household_that_is_closed_takes_its_card_with_it(cast: Cast, building: Building) -> None:
    officer = cast.petra.officer
    household, (resident,) = await make_household(officer, building.dwellings["101"])
    card_id, serial = await make_active_card(officer, household)
    await end_stay(officer, resident, legal_day(now()), StayEnd.LEFT_AREA)
    assert await is_valid_serial(serial)
    await close_household(officer, household)
    assert not await is_valid_serial(serial)
    card = (await open_card(officer, card_id)).card
    assert (card.state, card.end_reason) == (CardState.REVOKED, CardEnd.HOUSEHOLD_CLOSED)


async def test_an_officers_scan_opens_the_household_for_a_visit(cast: Cast, building: Building) -> None:
    officer = cast.petra.officer
    household, _ = await make_household(officer, building.dwellings["101"])
    card_id, serial = await make_active_card(officer, household)
    scanned = await scan_card(officer, serial.lower())
    assert (scanned.household.id, scanned.address, scanned.is_valid) == (household, "幸福路3号楼101", True)
    assert [person.name for _, person in scanned.people] == ["周晓岚"]
    (entry,) = await fetch(
        "SELECT subject_kind, subject_id, purpose FROM audit_entry WHERE act = 'card:scan' AND result = 'done'"
    )
    assert tuple(entry) == ("household", str(household), "visit")
    await revoke_card(officer, card_id, CardEnd.IN_ERROR)
    assert not (await scan_card(officer, serial)).is_valid
    for stranger in (cast.pavel.officer, cast.paul.officer, cast.olga.officer):
        with pytest.raises(NotFound):
            await scan_card(stranger, serial)
    for nobodys in (make_serial(7), "nonsense"):
        with pytest.raises(NotFound):
            await scan_card(officer, nobodys)


async def test_an_assistant_prints_and_hands_over_in_their_drawers_and_voids_none(
    cast: Cast, building: Building
) -> None:
    household, _ = await make_household(cast.petra.officer, building.dwellings["101"])
    assistant = cast.paul.officer
    assert await list_drawers_to_print(assistant) == ()
    await put_on_duty(cast.petra.officer, building.drawer, cast.paul.id)
    drawer = await load_drawer(assistant, Act.CARD_PRINT, building.drawer)
    assert len(await list_cards_to_print(assistant, drawer)) == 1
    card_id, serial = await make_active_card(assistant, household)
    assert (await scan_card(assistant, serial)).household.id == household
    with pytest.raises((NotFound, NotPermitted)):
        await report_lost(assistant, card_id)


async def test_an_office_prints_its_telephone(cast: Cast, building: Building) -> None:
    assert building.drawer
    assert await load_card_phone(cast.petra.officer) == ""
    await set_card_phone(cast.petra.officer, "0356-300 1234")
    assert await load_card_phone(cast.paul.officer) == "03563001234"
    assert await load_card_phone(cast.pavel.officer) == ""
    with pytest.raises(InputInvalid):
        await set_card_phone(cast.petra.officer, "abc")


async def test_the_database_knows_no_serial(cast: Cast, building: Building) -> None:
    household, _ = await make_household(cast.petra.officer, building.dwellings["101"])
    _, serial = await make_active_card(cast.petra.officer, household)
    (row,) = await fetch("SELECT card::text AS text FROM card")
    assert serial not in row["text"]
    assert serial.encode().hex() not in row["text"]


async def test_a_household_shows_its_cards_the_newest_first_and_no_scan_of_them(cast: Cast, building: Building) -> None:
    officer = cast.petra.officer
    household, _ = await make_household(officer, building.dwellings["101"])
    old, serial = await make_active_card(officer, household)
    new = await reissue_card(officer, old, CardEnd.DAMAGED, "")
    await open_household(officer, building.dwellings["201"], HouseholdKind.DORMITORY)
    number, lines = await list_cards_of_household(officer, household)
    assert [(line.card.id, line.serial, line.card.household_number) for line in lines] == [
        (new, "", number),
        (old, serial, number),
    ]
    await scan_card(officer, serial)
    assert await list_cards_of_household(officer, household) == (number, lines)
    with pytest.raises(NotFound):
        await list_cards_of_household(cast.pavel.officer, household)
    read = await fetch("SELECT subject_id FROM audit_entry WHERE act = 'card:list' AND result = 'done'")
    assert [entry["subject_id"] for entry in read] == [str(household)] * 2


async def test_a_list_of_cards_goes_on_behind_the_last_one_seen_and_is_recorded(cast: Cast, building: Building) -> None:
    officer = cast.petra.officer
    for room, order in (("101", 11), ("201", 13)):
        await make_household(officer, building.dwellings[room], make_new(make_person(number=id_number(order=order))))
    first, second = (await list_cards(officer, CardState.QUEUED)).items
    rest = await list_cards(officer, CardState.QUEUED, str(Cursor(first.card.queued_at, first.card.id)))
    assert (rest.items, rest.next) == ((second,), None)
    assert (await list_cards(cast.pavel.officer, CardState.QUEUED)).items == ()
    read = await fetch(
        "SELECT detail_json FROM audit_entry WHERE act = 'card:list' AND result = 'done' ORDER BY position"
    )
    assert [json.loads(entry["detail_json"]) for entry in read] == [
        {"state": "queued", "shown": shown} for shown in (2, 1, 0)
    ]
