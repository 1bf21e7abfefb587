"""Who has opened the record is told to its resident from the audit, without what is noted there of anybody else."""

from datetime import timedelta
from uuid import UUID

import pytest

from supervision.audit import Act
from supervision.legal_time import legal_day, now
from supervision.residence.addresses.words import DutyPart
from supervision.residence.codes import ArrivalReason, LodgingKind
from supervision.residence.households.opening import open_household_file, open_resident
from supervision.residence.households.registering import NewResident, StayDraft, register_resident
from supervision.residence.households.words import MemberRole
from supervision.residence.keeping.holds import place_hold
from supervision.residence.own_page.readings import OwnReading, Who, own_readings
from supervision.residence.own_page.sessions import PersonalCodeRefused
from supervision.residence.permits.acting import apply_for_permit
from supervision.residence.permits.opening import open_permit
from supervision.residence.permits.words import PermitCondition
from supervision.residence.search.finding import search
from supervision.residence.visits.walk import open_drawer_for_walk
from supervision.storage.database import fetch
from tests.cast import Cast
from tests.makers_own_page import make_personal_code, sign_in_with
from tests.makers_residence import Building, id_number, make_household, make_person, put_on_duty

NUMBER, LATER_NUMBER = id_number(), id_number(order=12)


@pytest.fixture
async def home(cast: Cast, building: Building) -> tuple[UUID, UUID]:
    household, (resident,) = await make_household(cast.petra.officer, building.dwellings["101"])
    return household, resident


async def told(cast: Cast, resident: UUID, number: str = NUMBER) -> list[OwnReading]:
    """What the page tells a resident, the newest first."""
    code = await make_personal_code(cast.petra.officer, resident)
    return list((await own_readings(await sign_in_with(code, number))).items)


async def test_each_opening_says_when_who_from_where_why_and_what(cast: Cast, home: tuple[UUID, UUID]) -> None:
    await open_household_file(cast.petra.officer, home[0], "visit")
    (opened,) = [one for one in await told(cast, home[1]) if one.act == Act.HOUSEHOLD_OPEN]
    assert (opened.who, opened.officer_name, opened.office_name) == (Who.OFFICER, "Petra Police", "北岭派出所")
    assert (opened.purpose, opened.was_refused) == ("visit", False)


async def test_permits_and_walks_past_the_door_are_told_and_searches_and_holds_are_not(
    cast: Cast, building: Building, home: tuple[UUID, UUID]
) -> None:
    petra, (_, resident) = cast.petra.officer, home
    proved = legal_day(now()) - timedelta(days=200)
    permit = await apply_for_permit(petra, resident, PermitCondition.JOB, ("劳动合同",), proved)
    await open_permit(petra, permit, "permit")
    await put_on_duty(petra, building.drawer, cast.paul.id, DutyPart.ASSISTANT)
    await open_drawer_for_walk(cast.paul.officer, building.drawer)
    await search(petra, "周晓岚", "visit")
    await place_hold(petra, resident, "投诉办理中。")
    acts = {one.act for one in await told(cast, resident)}
    assert {Act.PERMIT_APPLY, Act.PERMIT_OPEN, Act.WALK_OPEN, Act.RESIDENT_REGISTER} <= acts
    assert not {Act.RESIDENT_SEARCH, Act.RESIDENT_HOLD_PLACE} & acts


async def test_who_came_later_learns_nothing_of_what_was_before(
    cast: Cast, building: Building, home: tuple[UUID, UUID]
) -> None:
    petra, (household, first) = cast.petra.officer, home
    await put_on_duty(petra, building.drawer, cast.paul.id, DutyPart.ASSISTANT)
    await open_drawer_for_walk(cast.paul.officer, building.drawer)
    await open_household_file(petra, household, "visit")
    stay = StayDraft(LodgingKind.RENTED, ArrivalReason.WORK, legal_day(now()) - timedelta(days=9))
    person = make_person("陈立", LATER_NUMBER, phone="13700005678")
    later = await register_resident(petra, household, NewResident(person, stay, MemberRole.SPOUSE))
    seen = {one.act for one in await told(cast, later, LATER_NUMBER)}
    assert not {Act.WALK_OPEN, Act.HOUSEHOLD_OPEN} & seen
    assert {Act.WALK_OPEN, Act.HOUSEHOLD_OPEN} <= {one.act for one in await told(cast, first)}


async def test_a_try_with_a_wrong_number_and_a_sign_in_are_told_and_ones_own_looks_are_not(
    cast: Cast, home: tuple[UUID, UUID]
) -> None:
    code = await make_personal_code(cast.petra.officer, home[1])
    with pytest.raises(PersonalCodeRefused):
        await sign_in_with(code, "000000")
    session = await sign_in_with(code, NUMBER)
    await own_readings(session)
    first, second, *_ = (await own_readings(session)).items
    assert (first.who, first.act, first.was_refused) == (Who.SELF, Act.OWN_PAGE_SIGN_IN, False)
    assert (second.who, second.act, second.was_refused) == (Who.SERVICE, Act.OWN_PAGE_SIGN_IN, True)


async def test_fifty_a_page_and_none_twice(cast: Cast, home: tuple[UUID, UUID]) -> None:
    for _ in range(55):
        await open_resident(cast.petra.officer, home[1], "inspection")
    session = await sign_in_with(await make_personal_code(cast.petra.officer, home[1]), NUMBER)
    first = await own_readings(session)
    second = await own_readings(session, first.next)
    assert (len(first.items), second.next) == (50, None)
    rows = await fetch("SELECT count(*) AS n FROM audit_entry WHERE act = $1", Act.RESIDENT_OPEN)
    opened = [one for one in (*first.items, *second.items) if one.act == Act.RESIDENT_OPEN]
    assert len(opened) == rows[0]["n"] == 55


async def test_looking_and_signing_in_are_acts_of_the_resident_in_the_chain(
    cast: Cast, home: tuple[UUID, UUID]
) -> None:
    await told(cast, home[1])
    rows = await fetch("SELECT act, actor_kind, actor_id, actor_name FROM audit_entry WHERE actor_kind = 'resident'")
    assert {row["act"] for row in rows} == {Act.OWN_PAGE_SIGN_IN, Act.OWN_PAGE_OPEN}
    assert {(row["actor_id"], row["actor_name"]) for row in rows} == {(str(home[1]), "resident")}
