"""The masked lists and the queues of residents: within reach, newest or most urgent first, counted as listed."""

from datetime import timedelta

import pytest

from supervision.errors import InputInvalid
from supervision.legal_time import legal_day, now
from supervision.residence.codes import ArrivalReason, LodgingKind
from supervision.residence.households.amendments import request_amendment
from supervision.residence.households.listing import (
    ListFilters,
    count_households,
    count_residents,
    list_households,
    list_residents,
)
from supervision.residence.households.opening import open_household_file, open_resident
from supervision.residence.households.queues import (
    amendments_to_decide,
    not_verified,
    over_occupied,
    stays_ending,
)
from supervision.residence.households.readings import readings_of_household, readings_of_resident
from supervision.residence.households.registering import NewResident, StayDraft, end_stay
from supervision.residence.households.words import ResidentState, StayEnd
from supervision.storage.database import fetch
from tests.cast import NORTH, NORTH_VILLAGE, Cast
from tests.makers_residence import (
    Building,
    id_number,
    make_building,
    make_household,
    make_person,
    put_on_duty,
)


def somebody(order: int, *, expected_in: int = 300) -> NewResident:
    today = legal_day(now())
    stay = StayDraft(LodgingKind.RENTED, ArrivalReason.WORK, today, today + timedelta(days=expected_in))
    return NewResident(make_person(f"韩{order}", id_number(order=order)), stay)


async def test_residents_are_listed_masked_with_their_building_and_no_door(cast: Cast, building: Building) -> None:
    await make_household(cast.petra.officer, building.dwellings["101"])
    (line,) = (await list_residents(cast.petra.officer)).items
    assert (line.name, line.document_number, line.phone) == ("周*", "149902********" + id_number()[-4:], "138****1234")
    assert (line.drawer_name, line.state) == ("幸福路3号楼", ResidentState.LIVING)
    assert await count_residents(cast.petra.officer) == 1
    assert (await list_residents(cast.pavel.officer)).items == ()


async def test_a_list_is_narrowed_and_its_count_with_it(cast: Cast, building: Building) -> None:
    other = await make_building(cast.petra.officer, NORTH_VILLAGE, street="平安路")
    await make_household(cast.petra.officer, building.dwellings["101"], somebody(11, expected_in=10))
    _, (left,) = await make_household(cast.petra.officer, other.dwellings["101"], somebody(13))
    officer, today = cast.petra.officer, legal_day(now())
    for filters, expected in (
        (ListFilters(community=NORTH), 2),
        (ListFilters(community="149901002"), 0),
        (ListFilters(drawer_id=other.drawer), 1),
        (ListFilters(stay_ends_by=today + timedelta(days=30)), 1),
        (ListFilters(unverified_since=today), 2),
        (ListFilters(unverified_since=today - timedelta(days=1)), 0),
    ):
        found = await list_residents(officer, filters)
        assert (len(found.items), await count_residents(officer, filters)) == (expected, expected), filters
    with pytest.raises(InputInvalid):
        await list_residents(officer, ListFilters(community="x%"))
    await end_stay(officer, left, today, StayEnd.LEFT_AREA)
    assert [one.id for one in (await list_residents(officer, state=ResidentState.LEFT)).items] == [left]


async def test_households_are_listed_with_their_premises_and_a_masked_head(cast: Cast, building: Building) -> None:
    household, _ = await make_household(cast.petra.officer, building.dwellings["101"])
    (line,) = (await list_households(cast.petra.officer)).items
    assert (line.id, line.address, line.head, line.residents) == (household, "幸福路3号楼101", "周*", 1)
    assert await count_households(cast.petra.officer) == 1


async def test_an_assistant_lists_the_drawers_on_duty_and_no_other(cast: Cast, building: Building) -> None:
    other = await make_building(cast.petra.officer, NORTH_VILLAGE, street="平安路")
    await make_household(cast.petra.officer, building.dwellings["101"], somebody(11, expected_in=1))
    _, (here,) = await make_household(cast.petra.officer, other.dwellings["101"], somebody(13, expected_in=2))
    assert (await list_residents(cast.paul.officer)).items == ()
    await put_on_duty(cast.petra.officer, other.drawer, cast.paul.id)
    assert [one.id for one in (await list_residents(cast.paul.officer)).items] == [here]
    assert [one.id for one in (await stays_ending(cast.paul.officer, legal_day(now()))).lines] == [here]
    assert (await stays_ending(cast.petra.officer, legal_day(now()))).total == 2


async def test_a_page_goes_on_where_the_last_one_ended(cast: Cast, building: Building) -> None:
    people = tuple(somebody(2 * number + 1) for number in range(6, 58))
    _, ids = await make_household(cast.petra.officer, building.dwellings["101"], *people)
    first = await list_residents(cast.petra.officer)
    second = await list_residents(cast.petra.officer, cursor=first.next)
    assert (len(first.items), len(second.items), second.next) == (50, 2, None)
    assert {one.id for one in (*first.items, *second.items)} == set(ids)
    (crowded,) = (await over_occupied(cast.petra.officer)).lines
    assert (crowded.dwelling_id, crowded.residents, crowded.capacity) == (building.dwellings["101"], 52, 6)
    assert (await over_occupied(cast.pavel.officer)).total == 0


async def test_what_is_due_is_listed_by_the_day_on_which_it_is(cast: Cast, building: Building) -> None:
    officer, today = cast.petra.officer, legal_day(now())
    people = tuple(somebody(2 * number + 1, expected_in=number * 7 % 60) for number in range(6, 66))
    _, ids = await make_household(officer, building.dwellings["101"], *people)
    for number, resident in enumerate(ids):
        await fetch("UPDATE resident SET verified_on = $2 WHERE id = $1", resident, today - timedelta(number * 11 % 60))
    for filters, column in (
        (ListFilters(stay_ends_by=today + timedelta(days=60)), "expected_until"),
        (ListFilters(unverified_since=today), "verified_on"),
    ):
        first = await list_residents(officer, filters)
        second = await list_residents(officer, filters, cursor=first.next)
        days = [getattr(one, column) for one in (*first.items, *second.items)]
        assert days == sorted(days)
        assert sorted(one.id for one in (*first.items, *second.items)) == sorted(ids)
        assert await count_residents(officer, filters) == len(ids)


async def test_who_was_not_met_for_ninety_days_waits_to_be_met(cast: Cast, building: Building) -> None:
    officer, today = cast.petra.officer, legal_day(now())
    _, (met, unmet) = await make_household(officer, building.dwellings["101"], somebody(11), somebody(13))
    assert (await not_verified(officer, today)).total == 0
    await fetch("UPDATE resident SET verified_on = $2 WHERE id = $1", unmet, today - timedelta(days=90))
    await fetch("UPDATE resident SET verified_on = $2 WHERE id = $1", met, today - timedelta(days=89))
    queue = await not_verified(officer, today)
    assert (queue.total, [one.id for one in queue.lines]) == (1, [unmet])


async def test_a_household_waits_to_be_met_as_long_as_somebody_in_it_does(cast: Cast, building: Building) -> None:
    officer, today = cast.petra.officer, legal_day(now())
    household, (met, unmet) = await make_household(officer, building.dwellings["101"], somebody(11), somebody(13))
    filters = ListFilters(unverified_since=today - timedelta(days=90))
    assert await count_households(officer, filters) == 0
    (line,) = (await list_households(officer)).items
    assert line.verified_on == today
    await fetch("UPDATE resident SET verified_on = $2 WHERE id = $1", unmet, today - timedelta(days=90))
    assert [one.id for one in (await list_households(officer, filters)).items] == [household]
    assert await count_households(officer, filters) == len((await list_residents(officer, filters)).items) == 1
    await fetch("UPDATE resident SET verified_on = NULL WHERE id = ANY($1)", [met, unmet])
    assert await count_households(officer, filters) == 0
    assert (await list_households(officer)).items[0].verified_on is None


async def test_amendments_wait_for_another_officer(cast: Cast, building: Building) -> None:
    _, (resident,) = await make_household(cast.petra.officer, building.dwellings["101"])
    await put_on_duty(cast.petra.officer, building.drawer, cast.paul.id)
    record = await open_resident(cast.petra.officer, resident, "visit")
    amended = make_person("周晓兰")
    amendment = await request_amendment(cast.paul.officer, resident, record.resident.revision, amended, "名字写错了。")
    (waiting,) = (await amendments_to_decide(cast.petra.officer)).lines
    assert (waiting.amendment_id, waiting.resident.name) == (amendment, "周*")
    assert waiting.requested_by_name == "Paul Assistant"
    assert (await amendments_to_decide(cast.pavel.officer)).total == 0


async def test_who_read_a_resident_is_told_also_where_the_household_was_opened(cast: Cast, building: Building) -> None:
    household, (resident,) = await make_household(cast.petra.officer, building.dwellings["101"])
    await open_household_file(cast.petra.officer, household, "visit")
    await open_resident(cast.petra.officer, resident, "permit")
    of_resident = (await readings_of_resident(cast.petra.officer, resident, "inspection")).items
    assert [(one.act, one.purpose) for one in of_resident] == [
        ("resident:open", "permit"),
        ("household:open", "visit"),
        ("resident:register", None),
    ]
    of_household = (await readings_of_household(cast.petra.officer, household, "visit")).items
    assert [(one.act, one.purpose) for one in of_household] == [
        ("household:open", "visit"),
        ("resident:register", None),
    ]
