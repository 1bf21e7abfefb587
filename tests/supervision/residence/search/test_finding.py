"""The blind search: who finds whom by what, and what the audit keeps of it."""

import json

import pytest

from supervision.errors import InputInvalid, NotFound
from supervision.legal_time import legal_day, now
from supervision.paging import Cursor
from supervision.residence.households.registering import end_stay
from supervision.residence.households.words import MemberRole, StayEnd
from supervision.residence.search import candidates
from supervision.residence.search.finding import SearchResult, search
from supervision.storage.database import fetch
from supervision.vault import SearchField, SearchTerm
from tests.cast import NORTH_VILLAGE, Cast
from tests.makers_residence import (
    Building,
    id_number,
    make_building,
    make_household,
    make_new,
    make_person,
    put_on_duty,
)


async def find(cast: Cast, query: str, purpose: str = "visit") -> SearchResult:
    return await search(cast.petra.officer, query, purpose)


def names(result: SearchResult) -> list[str]:
    return [resident.name for resident in result.residents]


@pytest.fixture
async def neighbours(cast: Cast, building: Building) -> Building:
    """Two households in one building: the Zhous and two Wangs who are not related."""
    officer = cast.petra.officer
    spouse = make_person("陈立", id_number(order=12), phone="13800005678")
    await make_household(officer, building.dwellings["101"], make_new(), make_new(spouse, MemberRole.SPOUSE))
    for order, name, phone in ((21, "王小明", "13800001234"), (22, "王秀英", "13900004321")):
        await make_household(
            officer, building.dwellings["201"], make_new(make_person(name, id_number(order=order), phone=phone))
        )
    return building


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("周晓岚", ["周*"]),
        ("zhou xiao lan", ["周*"]),
        ("zxl", ["周*"]),
        ("晓岚", ["周*"]),
        ("5678", ["陈*"]),
        ("陈 5678", ["陈*"]),
        ("陈 1234", []),
        ("王 1234", ["王*"]),
        ("wang 4321", ["王*"]),
        ("幸福路3号楼201 王小明", ["王*"]),
        ("3栋 陈", ["陈*"]),
        ("幸福 晓岚", ["周*"]),
        ("幸福路3号楼101 王", []),
        ("解放路 王", []),
    ],
)
async def test_each_word_narrows(cast: Cast, neighbours: Building, query: str, found: list[str]) -> None:
    assert neighbours.drawer
    assert names(await find(cast, query)) == found


async def test_the_surest_match_comes_first(cast: Cast, neighbours: Building) -> None:
    other = make_person("小明", id_number(order=31), phone="13700009999")
    await make_household(cast.petra.officer, neighbours.dwellings["101"], make_new(other))
    found = await find(cast, "小明")
    assert [resident.document_number for resident in found.residents] == [
        f"{id_number(order=31)[:6]}********{id_number(order=31)[-4:]}",
        f"{id_number(order=21)[:6]}********{id_number(order=21)[-4:]}",
    ]


async def test_a_found_resident_is_masked_and_the_door_is_not_told(cast: Cast, neighbours: Building) -> None:
    assert neighbours.drawer
    (found,) = (await find(cast, "周晓岚")).residents
    assert (found.name, found.phone, found.drawer_name) == ("周*", "138****1234", "幸福路3号楼")
    assert found.document_number == "149902********" + id_number()[-4:]


async def test_an_address_finds_the_household_files_there(cast: Cast, neighbours: Building) -> None:
    assert neighbours.drawer
    (home,) = (await find(cast, "幸福路3号楼101")).households
    assert (home.address, home.names) == ("幸福路3号楼101", ("周*", "陈*")) or set(home.names) == {"周*", "陈*"}
    assert len((await find(cast, "幸福路")).households) == 3
    assert (await find(cast, "幸福路 王小明")).households == ()


async def test_an_address_finds_a_home_in_which_nobody_is_registered_within_reach(
    cast: Cast, building: Building
) -> None:
    await make_household(cast.petra.officer, building.dwellings["101"])
    found = await find(cast, "幸福路3号楼201")
    assert [(home.dwelling_id, home.address) for home in found.homes] == [(building.dwellings["201"], "幸福路3号楼201")]
    assert (await find(cast, "幸福路3号楼101")).homes == ()
    assert (await search(cast.pavel.officer, "幸福路3号楼201", "visit")).homes == ()


async def test_a_household_file_is_found_by_its_number(cast: Cast, building: Building) -> None:
    household, _ = await make_household(cast.petra.officer, building.dwellings["101"])
    (number,) = [row["number"] for row in await fetch("SELECT number FROM household")]
    assert [found.id for found in (await find(cast, number.lower())).households] == [household]


async def test_nobody_finds_anybody_outside_of_their_reach(cast: Cast, neighbours: Building) -> None:
    assert neighbours.drawer
    for query in ("周晓岚", "1234", "幸福路3号楼101", "幸福路"):
        found = await search(cast.pavel.officer, query, "visit")
        assert (found.residents, found.households) == ((), ())
    with pytest.raises(NotFound):
        await search(cast.olga.officer, "周晓岚", "visit")


async def test_an_assistant_finds_who_lives_in_the_drawers_on_duty(cast: Cast, neighbours: Building) -> None:
    officer = cast.petra.officer
    other = await make_building(officer, NORTH_VILLAGE, "解放路", "5号楼")
    stranger = make_person("周建国", id_number(order=41), phone="13700001234")
    await make_household(officer, other.dwellings["101"], make_new(stranger))
    assert names(await search(cast.paul.officer, "周", "visit")) == []
    await put_on_duty(officer, neighbours.drawer, cast.paul.id)
    assert names(await search(cast.paul.officer, "周", "visit")) == ["周*"]
    assert names(await search(cast.paul.officer, "周建国", "visit")) == []
    assert (await search(cast.paul.officer, "解放路", "visit")).households == ()
    assert len((await search(cast.petra.officer, "周", "visit")).residents) == 2


async def test_who_left_is_not_found(cast: Cast, building: Building) -> None:
    _, (resident,) = await make_household(cast.petra.officer, building.dwellings["101"])
    await end_stay(cast.petra.officer, resident, legal_day(now()), StayEnd.LEFT_AREA)
    for query in ("周晓岚", "幸福路3号楼101"):
        assert names(await find(cast, query)) == []


async def test_a_search_is_recorded_with_its_purpose_and_without_what_was_asked(
    cast: Cast, neighbours: Building
) -> None:
    assert neighbours.drawer
    found = await find(cast, "王 1234", "complaint")
    (entry,) = await fetch("SELECT purpose, detail_json, subject_id FROM audit_entry WHERE act = 'resident:search'")
    assert entry["purpose"] == "complaint"
    detail = json.loads(entry["detail_json"])
    assert detail["residents"] == [str(resident.id) for resident in found.residents]
    assert {"surname", "phone-last-4"} <= set(detail["fields"])
    assert "王" not in entry["detail_json"]
    assert "1234" not in detail["fields"]


@pytest.mark.parametrize("purpose", [None, "", "curiosity", "supervision"])
async def test_nothing_is_sought_without_a_purpose(cast: Cast, purpose: str | None) -> None:
    with pytest.raises(InputInvalid, match="registration"):
        await search(cast.petra.officer, "周晓岚", purpose)


async def test_a_query_has_a_length(cast: Cast) -> None:
    with pytest.raises(InputInvalid) as refusal:
        await find(cast, "王" * 81)
    assert refusal.value.field == "query"


async def test_a_page_goes_on_where_the_last_one_ended(cast: Cast, neighbours: Building) -> None:
    assert neighbours.drawer
    whole = (await find(cast, "王")).residents
    cursor = str(Cursor(whole[0].registered_at, whole[0].id, SearchTerm(SearchField.SURNAME, "王").rank))
    rest = await search(cast.petra.officer, "王", "visit", cursor)
    assert [resident.id for resident in rest.residents] == [resident.id for resident in whole[1:]]


async def test_a_broad_word_asks_for_another(cast: Cast, neighbours: Building, monkeypatch: pytest.MonkeyPatch) -> None:
    assert neighbours.drawer
    assert not (await find(cast, "王")).is_bounded
    monkeypatch.setattr(candidates, "MOST_CANDIDATES", 2)
    assert (await find(cast, "王")).is_bounded
    narrowed = await find(cast, "王 4321")
    assert (names(narrowed), narrowed.is_bounded) == (["王*"], False)
