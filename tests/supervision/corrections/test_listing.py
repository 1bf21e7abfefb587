"""The masked list and the blind search, against the real database."""

from datetime import timedelta

import pytest

from supervision.audit import Act, audited_change
from supervision.corrections.category import Category
from supervision.corrections.file_state import EndCause, FileState
from supervision.corrections.files import change_person_file
from supervision.corrections.listing import (
    FileFilters,
    count_supervisees,
    list_supervisees,
    load_supervised_people,
)
from supervision.errors import InputInvalid, NotFound, NotPermitted
from supervision.legal_time import moved_clock, now
from supervision.storage.database import fetch_one
from supervision.vault import destroy_key, forget
from tests.cast import Cast
from tests.makers import MAKER, Member, acts_of
from tests.makers_ends import make_end
from tests.makers_files import dump_of, make_content, make_id_number, make_person_file
from tests.makers_limits import shut_out


async def names(member: Member, query: str) -> list[str]:
    return [person.number[-4:] for person in (await list_supervisees(member.officer, query)).items]


async def test_each_officer_sees_exactly_the_files_within_reach_newest_first(cast: Cast) -> None:
    north = await make_person_file(cast.olga.officer)
    south = await make_person_file(cast.oscar.officer)
    seen = {
        member.username: [person.file_id for person in (await list_supervisees(member.officer)).items]
        for member in (cast.olga, cast.oscar, cast.agnes, cast.hua, cast.carl, cast.hugo)
    }
    both = [south, north]
    assert seen == {"olga": [north], "oscar": [south], "agnes": both, "hua": both, "carl": both, "hugo": []}


async def test_nobody_lists_without_a_grant_for_it(cast: Cast) -> None:
    for member in (cast.sam, cast.sue, cast.ada):
        with pytest.raises(NotPermitted):
            await list_supervisees(member.officer)


async def test_nobody_of_another_register_learns_that_there_is_such_a_list(cast: Cast) -> None:
    await make_person_file(cast.olga.officer)
    for member in (cast.petra, cast.paul, cast.pavel, cast.rosa, cast.rita, cast.rolf):
        with pytest.raises(NotFound):
            await list_supervisees(member.officer)


async def test_a_list_shows_masked_data_only(cast: Cast) -> None:
    number = make_id_number()
    await make_person_file(cast.olga.officer, name="欧阳清", document_number=number, phone="13812345678")
    (person,) = (await list_supervisees(cast.olga.officer)).items
    assert (person.name, person.phone) == ("欧*", "138****5678")
    assert person.id_number == f"{number[:6]}********{number[-4:]}"
    assert person.home_address == "山西省青屏市临溪县****"


@pytest.mark.parametrize(
    "query", ["单晓乐", "shanxiaole", "shan xiao le", "sxl", "晓乐", "13812340001", "1381234 0001", "单"]
)
async def test_a_person_is_found_by_name_pinyin_initials_and_telephone(cast: Cast, query: str) -> None:
    await make_person_file(cast.olga.officer, name="单晓乐", phone="13812340001")
    await make_person_file(cast.olga.officer, name="王建国", phone="13900000002")
    assert await names(cast.agnes, query) == ["0001"]
    assert await names(cast.oscar, query) == []


async def test_a_person_is_found_by_document_and_by_a_reading_that_only_the_family_knows(cast: Cast) -> None:
    number = make_id_number()
    await make_person_file(cast.olga.officer, name="王重", document_number=number, pinyin="Wang Tong")
    assert await names(cast.olga, number) == await names(cast.olga, "wangtong") == ["0001"]


async def test_a_file_is_found_by_its_number_from_the_county_the_year_or_the_last_part_on(cast: Cast) -> None:
    await make_person_file(cast.olga.officer, phone="13800000001")
    await make_person_file(cast.oscar.officer, phone="13800000003")
    await make_person_file(cast.olga.officer, phone="13800000002")
    number = (await list_supervisees(cast.olga.officer)).items[0].number
    assert number.endswith("-0003")
    for query in (number, number[7:], number.replace("-", "－")):
        assert await names(cast.agnes, query) == await names(cast.olga, query) == ["0003"]
        assert await names(cast.oscar, query) == await names(cast.hugo, query) == []
        assert await count_supervisees(cast.agnes.officer, query) == 1
    assert await names(cast.agnes, "0003") == ["0003", "0002"]  # its number goes before another's telephone
    assert await names(cast.agnes, number[:-1]) == []
    async with shut_out(cast.agnes):
        assert await names(cast.agnes, number) == []


async def test_the_surest_match_stands_first(cast: Cast) -> None:
    await make_person_file(cast.olga.officer, name="李伟强", phone="13800000001")
    await make_person_file(cast.olga.officer, name="李伟", phone="13800000002")
    await make_person_file(cast.olga.officer, name="张李伟", phone="13800000003")
    assert (await names(cast.olga, "李伟"))[0] == "0002"


async def test_what_was_changed_is_found_by_its_new_terms_only(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer, name="赵旧名", phone="13800000001")
    await change_person_file(cast.olga.officer, file_id, 1, make_content(name="赵新名", phone="13800000009"))
    assert await names(cast.olga, "赵旧名") == await names(cast.olga, "13800000001") == []
    assert await names(cast.olga, "赵新名") == ["0001"]


async def test_filters_narrow_the_list(cast: Cast) -> None:
    parolee = await make_person_file(cast.olga.officer, category=Category.PAROLE)
    ended = await make_person_file(cast.oscar.officer)
    await make_end(cast, ended, EndCause.DEATH)
    for filters, expected in [
        (FileFilters(category=Category.PAROLE), [parolee]),
        (FileFilters(state=FileState.TERMINATED), [ended]),
        (FileFilters(office_id=cast.north_office), [parolee]),
        (FileFilters(among=[ended]), [ended]),
        (FileFilters(among=[]), []),
    ]:
        found = (await list_supervisees(cast.agnes.officer, filters=filters)).items
        assert [person.file_id for person in found] == expected


async def test_pages_of_fifty_show_everybody_once(cast: Cast) -> None:
    start = now()
    for minute in range(53):
        moment = start + timedelta(minutes=minute // 2)  # pairs share their moment, so that ids must decide
        with moved_clock(lambda moment=moment: moment):  # type: ignore[misc] # bound at once
            await make_person_file(cast.olga.officer, name="陈同名")
    for query in (None, "陈同名"):
        first = await list_supervisees(cast.olga.officer, query)
        rest = await list_supervisees(cast.olga.officer, query, first.next)
        shown = [person.file_id for person in (*first.items, *rest.items)]
        assert (len(first.items), len(rest.items), rest.next) == (50, 3, None)
        assert len(set(shown)) == 53
        opened = [person.opened_at for person in (*first.items, *rest.items)]
        assert opened == sorted(opened, reverse=True)


async def test_looking_and_searching_are_recorded_without_what_was_searched(cast: Cast) -> None:
    await make_person_file(cast.olga.officer, name="孙归鸿")
    await list_supervisees(cast.agnes.officer)
    await list_supervisees(cast.agnes.officer, "孙归鸿")
    assert await acts_of(cast.agnes.id) == [("person-file:list", "done"), ("person-file:search", "done")]
    assert "孙归鸿" not in await dump_of("audit_entry")


async def test_a_query_that_is_too_long_is_refused(cast: Cast) -> None:
    with pytest.raises(InputInvalid) as refusal:
        await list_supervisees(cast.olga.officer, "张" * 81)
    assert refusal.value.field == "query"


async def test_a_query_that_can_mean_nobody_finds_nobody(cast: Cast) -> None:
    await make_person_file(cast.olga.officer)
    assert await names(cast.olga, "！") == []
    assert await names(cast.olga, "%") == []


async def test_of_a_destroyed_file_only_the_number_is_left(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    row = await fetch_one("SELECT vault_key FROM person_file WHERE id = $1", file_id)
    assert row is not None
    async with audited_change(MAKER, Act.PERSON_FILE_END):
        await destroy_key(row["vault_key"], "retention", "person-file", str(file_id))
    forget(row["vault_key"])
    (person,) = (await list_supervisees(cast.olga.officer)).items
    assert person.is_destroyed
    assert (person.name, person.phone) == ("", "")
    assert person.number.endswith("-0001")


async def test_masked_people_of_other_lists_stay_within_reach(cast: Cast) -> None:
    north, south = await make_person_file(cast.olga.officer), await make_person_file(cast.oscar.officer)
    assert set(await load_supervised_people(cast.olga.officer, [north, south])) == {north}
