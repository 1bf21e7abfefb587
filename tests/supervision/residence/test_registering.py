"""Registering residents, ending their stays, and who sees them."""

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest

from supervision.audit import verify_chain
from supervision.documents import DocumentType, Sex
from supervision.errors import InputInvalid, NotFound
from supervision.legal_time import legal_day, now
from supervision.residence.addresses.words import DutyPart
from supervision.residence.households.opening import open_household_file, open_resident
from supervision.residence.households.person import Guardian
from supervision.residence.households.registering import (
    NotLiving,
    ResidentExists,
    end_stay,
    register_resident,
)
from supervision.residence.households.words import MemberRole, StayEnd
from supervision.settings import Register
from supervision.storage.database import fetch
from tests.cast import Cast
from tests.makers_residence import Building, id_number, make_household, make_new, make_person, put_on_duty


async def test_a_household_is_one_file_with_everybody_in_it(cast: Cast, building: Building) -> None:
    officer = cast.petra.officer
    spouse = make_person("陈立", id_number(order=12), phone="13800005678")
    household, (head, _) = await make_household(
        officer, building.dwellings["101"], make_new(), make_new(spouse, MemberRole.SPOUSE)
    )
    file = await open_household_file(officer, household, "visit")
    assert file.address == "幸福路3号楼101"
    assert [(member.person and member.person.name, member.role) for member in file.members] == [
        ("周晓岚", MemberRole.HEAD),
        ("陈立", MemberRole.SPOUSE),
    ]
    record = await open_resident(officer, head, "registration")
    assert (record.person.sex, record.person.born_on) == (Sex.MALE, date(1990, 3, 7))
    assert record.person.domicile_code == "149902"
    assert (await verify_chain(Register.RESIDENCE)).is_whole


async def test_nothing_is_opened_without_a_purpose(cast: Cast, building: Building) -> None:
    household, (resident,) = await make_household(cast.petra.officer, building.dwellings["101"])
    with pytest.raises(InputInvalid, match="registration"):
        await open_household_file(cast.petra.officer, household, None)
    with pytest.raises(InputInvalid, match="registration"):
        await open_resident(cast.petra.officer, resident, "supervision")


async def test_an_officer_of_another_place_and_an_officer_of_corrections_find_nothing(
    cast: Cast, building: Building
) -> None:
    household, (resident,) = await make_household(cast.petra.officer, building.dwellings["101"])
    for stranger in (cast.pavel.officer, cast.olga.officer, cast.agnes.officer, cast.rosa.officer):
        with pytest.raises(NotFound):
            await open_household_file(stranger, household, "visit")
        with pytest.raises(NotFound):
            await open_resident(stranger, resident, "visit")
    with pytest.raises(NotFound):
        await open_resident(cast.petra.officer, uuid4(), "visit")


async def test_an_assistant_sees_the_drawers_on_duty_and_no_other(cast: Cast, building: Building) -> None:
    household, _ = await make_household(cast.petra.officer, building.dwellings["101"])
    with pytest.raises(NotFound):
        await open_household_file(cast.paul.officer, household, "visit")
    await put_on_duty(cast.petra.officer, building.drawer, cast.paul.id)
    assert (await open_household_file(cast.paul.officer, household, "visit")).household.id == household


async def test_a_duty_that_begins_tomorrow_opens_nothing_today(cast: Cast, building: Building) -> None:
    household, _ = await make_household(cast.petra.officer, building.dwellings["101"])
    tomorrow = legal_day(now()) + timedelta(days=1)
    await put_on_duty(cast.petra.officer, building.drawer, cast.paul.id, DutyPart.ASSISTANT, tomorrow)
    with pytest.raises(NotFound):
        await open_household_file(cast.paul.officer, household, "visit")


async def test_nobody_is_registered_twice_at_once(cast: Cast, building: Building) -> None:
    household, _ = await make_household(cast.petra.officer, building.dwellings["101"])
    with pytest.raises(ResidentExists):
        await register_resident(cast.petra.officer, household, make_new())
    with pytest.raises(ResidentExists):
        await make_household(cast.petra.officer, building.dwellings["201"])


async def test_who_left_can_come_back(cast: Cast, building: Building) -> None:
    household, (resident,) = await make_household(cast.petra.officer, building.dwellings["101"])
    today = legal_day(now())
    await end_stay(cast.petra.officer, resident, today, StayEnd.LEFT_AREA)
    with pytest.raises(NotLiving):
        await end_stay(cast.petra.officer, resident, today, StayEnd.LEFT_AREA)
    again = await register_resident(cast.petra.officer, household, make_new(days=0))
    assert again != resident


async def test_a_dwelling_knows_how_many_live_there(cast: Cast, building: Building) -> None:
    _, (head, _) = await make_household(
        cast.petra.officer,
        building.dwellings["101"],
        make_new(),
        make_new(make_person("陈立", id_number(order=12)), MemberRole.SPOUSE),
    )
    await end_stay(cast.petra.officer, head, legal_day(now()), StayEnd.LEFT_AREA)
    rows = await fetch("SELECT residents, capacity FROM occupancy")
    assert [(row["residents"], row["capacity"]) for row in rows] == [(1, 6)]


async def test_a_child_is_registered_with_a_guardian(cast: Cast, building: Building) -> None:
    child = make_person("周小满", id_number("20200601", 21), phone="")
    with pytest.raises(InputInvalid) as refusal:
        await make_household(cast.petra.officer, building.dwellings["101"], make_new(child))
    assert refusal.value.field == "guardian_name"
    guarded = make_person(
        "周小满", id_number("20200601", 21), phone="", guardian=Guardian("周晓岚", "母亲", "13800001234")
    )
    household, _ = await make_household(cast.petra.officer, building.dwellings["101"], make_new(guarded))
    file = await open_household_file(cast.petra.officer, household, "visit")
    assert file.members[0].person is not None
    assert file.members[0].person.guardian == Guardian("周晓岚", "母亲", "13800001234")


async def test_a_passport_says_nothing_of_its_bearer(cast: Cast, building: Building) -> None:
    foreigner = make_person("Anna Novak", "AB1234567", document_type=DocumentType.PASSPORT)
    _, (resident,) = await make_household(cast.petra.officer, building.dwellings["101"], make_new(foreigner))
    record = await open_resident(cast.petra.officer, resident, "visit")
    assert (record.person.sex, record.person.domicile_code) == (None, "")


async def test_no_column_joins_a_person_to_a_dwelling(cast: Cast, building: Building) -> None:
    await make_household(cast.petra.officer, building.dwellings["101"])
    columns = await fetch(
        """SELECT table_name, column_name FROM information_schema.columns
           WHERE table_name IN ('household', 'resident', 'stay', 'membership', 'resident_version', 'resident_term')"""
    )
    places = {str(building.dwellings["101"]), str(building.drawer), str(building.rooms["101"]), str(building.building)}
    for row in columns:
        values = await fetch(f"SELECT {row['column_name']}::text AS value FROM {row['table_name']}")  # noqa: S608
        assert not places & {value["value"] for value in values}, row


async def test_a_household_has_one_head_and_whoever_says_nothing_keeps_them_company(
    cast: Cast, building: Building
) -> None:
    officer, home = cast.petra.officer, building.dwellings["101"]
    others = [make_person("陈立", id_number(order=order)) for order in (12, 13, 14, 15)]
    with pytest.raises(InputInvalid) as refused:
        await make_household(officer, home, make_new(role=MemberRole.HEAD), make_new(others[0], MemberRole.HEAD))
    assert refused.value.field == "role"
    household, (head,) = await make_household(officer, home, make_new())
    with pytest.raises(InputInvalid) as refused:
        await register_resident(officer, household, make_new(others[0], MemberRole.HEAD))
    assert refused.value.field == "role"
    await register_resident(officer, household, make_new(others[1]))
    assert await roles_in(household) == [MemberRole.HEAD, MemberRole.COMPANION]
    await end_stay(officer, head, legal_day(now()), StayEnd.LEFT_AREA)
    await register_resident(officer, household, make_new(others[2], MemberRole.HEAD))
    assert await roles_in(household) == [MemberRole.COMPANION, MemberRole.HEAD]


async def roles_in(household: UUID) -> list[MemberRole]:
    rows = await fetch(
        """SELECT m.role FROM membership AS m JOIN resident AS r ON r.id = m.resident
           WHERE m.household = $1 AND m.ended_on IS NULL ORDER BY r.registered_at""",
        household,
    )
    return [MemberRole(row["role"]) for row in rows]
