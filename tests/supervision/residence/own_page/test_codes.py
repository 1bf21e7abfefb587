"""A personal code opens its resident's page with the document's number beside it, from the hand-over to its end."""

import asyncio
import re
import time
from datetime import date, timedelta
from uuid import UUID

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervision.errors import InputInvalid, NotFound, NotSignedIn
from supervision.legal_time import add_months, legal_day, moved_clock, now
from supervision.residence.cards.serial import ALPHABET
from supervision.residence.households.amendments import (
    OwnAmendment,
    approve_amendment,
    open_amendment,
    refuse_amendment,
    request_amendment,
)
from supervision.residence.households.opening import open_resident
from supervision.residence.households.person import ADULT_YEARS, Guardian
from supervision.residence.households.registering import end_stay
from supervision.residence.households.words import StayEnd
from supervision.residence.keeping.destroying import approve_destruction
from supervision.residence.keeping.proposals import propose_destruction
from supervision.residence.keeping.words import KeptKind
from supervision.residence.own_page.claiming import ask_service
from supervision.residence.own_page.codes import RecordJoined, code_of, hand_over_code, make_code, revoke_code
from supervision.residence.own_page.correcting import ask_correction
from supervision.residence.own_page.sessions import (
    IDLE,
    LIFE,
    MOST_A_MINUTE,
    REFUSED_AFTER_SECONDS,
    PersonalCodeRefused,
    load_own_session,
    sign_in_to_own_page,
    sign_out_of_own_page,
)
from supervision.residence.own_page.showing import open_own_record
from supervision.residence.own_page.validity import is_for_guardian, last_day_of
from supervision.residence.search.comparing import compare_new_residents
from supervision.residence.search.merging import merge_residents, undo_merge
from supervision.residence.search.pairs import list_duplicates
from supervision.residence.throttle import AskedTooOften
from supervision.storage.database import fetch
from tests.cast import Cast
from tests.makers_keeping import make_gone, make_second, past_the_period
from tests.makers_own_page import HOME_ADDRESS, make_personal_code, sign_in_with
from tests.makers_residence import Building, id_number, make_household, make_new, make_person

NUMBER = id_number()
MOTHER = Guardian("周桂英", "母亲", "13900001111")


@pytest.fixture
async def resident(cast: Cast, building: Building) -> UUID:
    _, (resident,) = await make_household(cast.petra.officer, building.dwellings["101"])
    return resident


async def refused(code: str, number_end: str, caller: str = HOME_ADDRESS) -> bool:
    try:
        await sign_in_to_own_page(code, number_end, caller)
    except PersonalCodeRefused:
        return True
    return False


async def test_code_and_number_open_the_page_of_that_resident_alone(cast: Cast, resident: UUID) -> None:
    new = await make_code(cast.petra.officer, resident)
    assert re.fullmatch(f"([{ALPHABET}]{{4}}-){{2}}[{ALPHABET}]{{4}}", new.code)
    assert (new.masked_name, new.for_guardian) == ("周*", False)
    assert await refused(new.code, NUMBER[-6:]), "it was not handed over yet"
    with pytest.raises(InputInvalid):
        await hand_over_code(cast.petra.officer, resident, is_signed=False)
    await hand_over_code(cast.petra.officer, resident, is_signed=True)
    for code, number_end in (("", ""), (new.code, ""), ("", NUMBER[-6:]), (new.code, "000000"), (new.code[:-1], "1")):
        assert await refused(code, number_end), (code, number_end)
    session = await sign_in_with(new.code.lower().replace("-", " "), NUMBER)
    assert session.resident_id == resident
    assert (await open_own_record(session, "data")).person.document_number == NUMBER


async def test_no_table_holds_a_code_a_session_or_what_was_asked_for_in_clear(cast: Cast, resident: UUID) -> None:
    code = await make_personal_code(cast.petra.officer, resident)
    token = await sign_in_to_own_page(code, NUMBER[-6:], HOME_ADDRESS)
    session = await load_own_session(token)
    corrected = msgspec.structs.replace(make_person(), phone="13900009999")
    await ask_correction(session, 1, corrected, "换了号码。")
    await ask_service(session, "employment-advice", "想找电工的活。")
    tables = await fetch("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'")
    stored = ""
    for table in tables:
        rows = await fetch(f"SELECT row_to_json(t)::text AS text FROM {table['table_name']} AS t")  # noqa: S608 - the catalogue's names
        stored += "".join(row["text"] for row in rows)
    assert str(resident) in stored
    secrets = (code, code.replace("-", ""), token, session.csrf_token, NUMBER, "13900009999", "换了号码", "电工")
    assert not [one for one in secrets if one in stored or one.encode().hex() in stored]


async def test_five_wrong_numbers_in_a_row_end_a_code(cast: Cast, resident: UUID) -> None:
    code = await make_personal_code(cast.petra.officer, resident)
    for place in range(4):
        assert await refused(code, "000000", f"192.0.2.{place}")
    await sign_in_with(code, NUMBER)
    for place in range(5):
        assert await refused(code, "000000", f"192.0.2.{place}")
    assert await refused(code, NUMBER[-6:])
    record = await open_resident(cast.petra.officer, resident, "service")
    standing = await code_of(record.resident, legal_day(now()))
    assert standing is not None
    assert standing.is_void
    await sign_in_with(await make_personal_code(cast.petra.officer, resident), NUMBER)


async def test_many_wrong_tries_at_once_are_counted_one_by_one(cast: Cast, resident: UUID) -> None:
    code = await make_personal_code(cast.petra.officer, resident)
    await asyncio.gather(*(refused(code, f"{place:06}", f"192.0.2.{place}") for place in range(12)))
    assert await refused(code, NUMBER[-6:])


async def test_one_address_of_the_network_tries_ten_times_a_minute(cast: Cast, resident: UUID) -> None:
    code = await make_personal_code(cast.petra.officer, resident)
    for _ in range(MOST_A_MINUTE):
        await refused("ABCD-EFGH-JKMN", "000000", "198.51.100.7")
    with pytest.raises(AskedTooOften):
        await sign_in_to_own_page(code, NUMBER[-6:], "198.51.100.7")
    await sign_in_with(code, NUMBER, "198.51.100.8")


async def test_every_refusal_says_the_same_and_takes_as_long(cast: Cast, resident: UUID) -> None:
    code = await make_personal_code(cast.petra.officer, resident)
    expired = now() + timedelta(days=400)
    said, took = set(), []
    for typed, number_end, at in (
        ("ABCD-EFGH-JKMN", NUMBER[-6:], now()), (code, "000000", now()), (code, NUMBER[-6:], expired),
    ):  # fmt: skip
        began_at = time.monotonic()
        with moved_clock(lambda at=at: at), pytest.raises(PersonalCodeRefused) as refusal:  # type: ignore[misc]
            await sign_in_to_own_page(typed, number_end, HOME_ADDRESS)
        took.append(time.monotonic() - began_at)
        said.add((str(refusal.value), refusal.value.code))
    assert len(said) == 1
    assert min(took) >= REFUSED_AFTER_SECONDS


async def test_a_session_ends_by_idling_by_its_hour_by_signing_out_and_with_its_code(
    cast: Cast, resident: UUID
) -> None:
    code, began = await make_personal_code(cast.petra.officer, resident), now()

    async def token() -> str:
        return await sign_in_to_own_page(code, NUMBER[-6:], HOME_ADDRESS)

    async def is_over(token: str, after: timedelta = timedelta(0)) -> bool:
        with moved_clock(lambda: began + after):
            try:
                await load_own_session(token)
            except NotSignedIn:
                return True
        return False

    first = await token()
    assert not await is_over(first, IDLE - timedelta(minutes=1))
    assert await is_over(first, 2 * IDLE)
    busy = await token()
    for minutes in range(10, 60, 10):
        assert not await is_over(busy, timedelta(minutes=minutes))
    assert await is_over(busy, LIFE + timedelta(seconds=5))
    earlier, latest = await token(), await token()
    assert await is_over(earlier), "one browser at a time"
    await sign_out_of_own_page(await load_own_session(latest))
    assert await is_over(latest)
    last = await token()
    await revoke_code(cast.petra.officer, resident)
    assert await is_over(last)
    assert await refused(code, NUMBER[-6:])


async def test_another_code_takes_the_place_of_the_first_and_of_its_session(cast: Cast, resident: UUID) -> None:
    code = await make_personal_code(cast.petra.officer, resident)
    token = await sign_in_to_own_page(code, NUMBER[-6:], HOME_ADDRESS)
    await make_code(cast.petra.officer, resident)
    with pytest.raises(NotSignedIn):
        await load_own_session(token)
    assert await refused(code, NUMBER[-6:])


async def test_codes_are_handed_out_where_an_officer_works_and_by_no_assistant(cast: Cast, resident: UUID) -> None:
    for act in (make_code, revoke_code):
        for stranger in (cast.pavel, cast.paul, cast.olga):
            with pytest.raises(NotFound):
                await act(stranger.officer, resident)
    with pytest.raises(NotFound):
        await hand_over_code(cast.petra.officer, resident, is_signed=True)
    await make_code(cast.petra.officer, resident)
    with pytest.raises(NotFound):
        await hand_over_code(cast.pavel.officer, resident, is_signed=True)


async def test_a_minors_code_is_for_the_guardian_and_ends_before_the_minor_comes_of_age(
    cast: Cast, building: Building
) -> None:
    today = legal_day(now())
    born = add_months(today, -12 * ADULT_YEARS + 2)
    number = id_number(born=born.strftime("%Y%m%d"))
    minor = make_new(make_person("周小米", number, guardian=MOTHER))
    _, (resident,) = await make_household(cast.petra.officer, building.dwellings["101"], minor)
    new = await make_code(cast.petra.officer, resident)
    assert new.for_guardian
    assert new.valid_until == add_months(born, 12 * ADULT_YEARS) - timedelta(days=1)
    await hand_over_code(cast.petra.officer, resident, is_signed=True)
    assert (await sign_in_with(new.code, number)).by_guardian
    of_age = now() + (new.valid_until - today) + timedelta(days=1)
    with moved_clock(lambda: of_age):
        assert await refused(new.code, number[-6:])
        assert not (await make_code(cast.petra.officer, resident)).for_guardian


async def test_who_is_no_longer_guardian_has_lost_the_code(cast: Cast, building: Building) -> None:
    second = await make_second(cast)
    number = id_number(born=f"{legal_day(now()).year - 9}0105")
    person = make_person("周小米", number, guardian=MOTHER)
    _, (resident,) = await make_household(cast.petra.officer, building.dwellings["101"], make_new(person))
    code = await make_personal_code(cast.petra.officer, resident)
    await sign_in_with(code, number)
    for revision, guardian in (
        (1, Guardian("周桂英", "母亲", "13900002222")),
        (2, Guardian("陈立", "父亲", "13700005678")),
    ):
        told = msgspec.structs.replace(person, guardian=guardian)
        amendment = await request_amendment(cast.petra.officer, resident, revision, told, "监护情况有变。")
        await approve_amendment(second.officer, amendment)
        assert await refused(code, number[-6:]) == (guardian.name != MOTHER.name)


@given(born=st.dates(date(1930, 1, 1), date(2026, 11, 1)), days=st.integers(0, 400))
def test_no_guardian_holds_a_code_of_somebody_of_age(born: date, days: int) -> None:
    today = date(2026, 11, 26)
    person = msgspec.structs.replace(make_person(), born_on=born)
    last_day = last_day_of(person, "149901", today)
    assert today <= last_day <= add_months(today, 12)
    assert is_for_guardian(person, min(today + timedelta(days=days), last_day)) == is_for_guardian(person, today)


async def test_the_code_of_a_joined_record_opens_nothing_until_the_records_are_apart_again(
    cast: Cast, building: Building
) -> None:
    number, twin_number = id_number(order=131), id_number(order=311)
    _, (first,) = await make_household(
        cast.petra.officer, building.dwellings["101"], make_new(make_person(number=number))
    )
    twin = make_new(make_person("周小兰", twin_number, phone="13700001234"))
    _, (second,) = await make_household(cast.petra.officer, building.dwellings["201"], twin)
    code = await make_personal_code(cast.petra.officer, second)
    token = await sign_in_to_own_page(code, twin_number[-6:], HOME_ADDRESS)
    await compare_new_residents()
    (line,) = (await list_duplicates(cast.petra.officer)).items
    merge = await merge_residents(cast.petra.officer, line.id, first, "登记重复。")
    with pytest.raises(NotSignedIn):
        await load_own_session(token)
    assert await refused(code, twin_number[-6:])
    with pytest.raises(RecordJoined):
        await make_code(cast.petra.officer, second)
    await undo_merge(cast.petra.officer, merge)
    assert (await sign_in_with(code, twin_number)).resident_id == second


async def test_who_left_still_sees_their_record_and_a_destroyed_one_takes_its_code_along(
    cast: Cast, building: Building
) -> None:
    second = await make_second(cast)
    _, resident = await make_gone(cast, building)
    code = await make_personal_code(cast.petra.officer, resident)
    record = await open_own_record(await sign_in_with(code, NUMBER), "data")
    assert (record.person.document_number, record.address) == (NUMBER, "")
    with past_the_period():
        (proposal,) = await propose_destruction(cast.petra.officer, KeptKind.RESIDENT, [resident])
        await approve_destruction(second.officer, [proposal], second.code())
        assert not await fetch("SELECT FROM personal_code")
        assert await refused(code, NUMBER[-6:])


async def test_the_end_of_a_stay_leaves_the_code_as_it_is(cast: Cast, resident: UUID) -> None:
    code = await make_personal_code(cast.petra.officer, resident)
    await end_stay(cast.petra.officer, resident, legal_day(now()), StayEnd.LEFT_AREA)
    assert (await sign_in_with(code, NUMBER)).resident_id == resident


async def test_who_had_the_code_in_hand_decides_on_nothing_that_was_asked_with_it(cast: Cast, resident: UUID) -> None:
    """Or one officer could keep the slip, ask as the resident, and approve."""
    petra, piet = cast.petra.officer, (await make_second(cast)).officer
    session = await sign_in_with(await make_personal_code(petra, resident), NUMBER)
    person = (await open_own_record(session, "correction")).person
    asked = await ask_correction(session, 1, msgspec.structs.replace(person, phone="13900009999"), "换了号码。")
    await revoke_code(petra, resident)
    await make_personal_code(piet, resident)  # another one, with which nothing was asked
    assert (await open_amendment(petra, asked)).is_own
    assert not (await open_amendment(piet, asked)).is_own
    with pytest.raises(OwnAmendment):
        await approve_amendment(petra, asked)
    with pytest.raises(OwnAmendment):
        await refuse_amendment(petra, asked, "否")
    assert await approve_amendment(piet, asked) == 2
