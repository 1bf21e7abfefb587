"""The invented district is what the benchmarks take it for: always the same, valid, unreal, and doubled as it says."""

import re
from collections import Counter
from datetime import date
from functools import cache
from itertools import islice
from pathlib import Path

import pytest

from api.workbooks.reading import read_table
from bench.district.columns import DWELLINGS, RESIDENTS
from bench.district.district import PEOPLE, District
from bench.district.doubles import SLIPS, Likeness, Slip
from bench.district.people import TODAY, Person, citizen_number
from bench.district.places import RENTAL_HOMES, all_communities
from bench.district.queries import MOST_MATCHES, QueryKind
from supervision.documents import DOCUMENT_TYPE_NAMES, DocumentType, Sex, read_document

SMALL = 3_000
ANSWERED = 100
REAL_NAMES = """
北京 天津 河北 山西 内蒙古 辽宁 吉林 黑龙江 上海 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 广西 海南 重庆
四川 贵州 云南 西藏 陕西 甘肃 青海 宁夏 新疆 香港 澳门 台湾 广州 深圳 杭州 南京 成都 武汉 西安 郑州 太原 晋城
济南 槐荫 长沙 合肥 福州 昆明 贵阳 兰州 石家庄 沈阳 大连 长春 哈尔滨 青岛 苏州 无锡 宁波 温州 东莞 佛山
""".split()  # noqa: SIM905 - names are read more easily than their quotes


@cache
def district() -> District:
    return District("a test", SMALL)


@cache
def everybody() -> tuple[Person, ...]:
    return tuple(district().people())


def test_a_seed_always_makes_the_same_district_and_another_seed_another() -> None:
    again, other = District("a test", SMALL), District("another", SMALL)
    assert tuple(again.people()) == everybody()
    assert (again.doubles(), again.near_misses()) == (district().doubles(), district().near_misses())
    assert again.queries(ANSWERED) == district().queries(ANSWERED)
    assert tuple(other.people()) != everybody()


def test_it_has_exactly_as_many_people_and_homes_as_are_asked_for() -> None:
    assert [person.index for person in everybody()] == list(range(SMALL))
    assert len({home.address for home in district().homes()}) == district().homes_count
    assert District().people_count == PEOPLE
    assert District().homes_count == RENTAL_HOMES


def test_a_district_of_any_size_begins_without_being_made_whole() -> None:
    metropolis = District("a test", 1_200_000)
    assert metropolis.homes_count == 263_818
    assert len({person.document_number for person in islice(metropolis.people(), 2_000)}) == 2_000


def test_every_document_number_is_valid_and_says_the_sex_and_birth_of_its_holder() -> None:
    kinds = {str(name): kind for kind, name in DOCUMENT_TYPE_NAMES.items()}
    for person in everybody():
        facts = read_document(kinds[person.document_type], person.document_number, TODAY)
        if kinds[person.document_type] is DocumentType.ID_CARD:
            assert facts.born_on == person.born_on
            assert facts.sex is (Sex.MALE if person.is_male else Sex.FEMALE)
            assert person.document_number[2] == "9"


def test_nobody_has_a_telephone_number_that_was_given_to_somebody() -> None:
    assert all(re.fullmatch("160[0-9]{8}", person.phone) for person in everybody())


def test_only_those_who_are_registered_twice_share_a_document_number() -> None:
    numbers = Counter(person.document_number for person in everybody())
    known_by = {everybody()[double.first].document_number for double in district().doubles()}
    assert {number for number, count in numbers.items() if count > 1} <= known_by
    assert max(numbers.values()) == 2


def test_no_place_has_a_real_name() -> None:
    said = {home.address for home in district().homes()} | {person.domicile for person in everybody()}
    found = {name for name in REAL_NAMES for text in said if name in text}
    assert not found
    codes = [community.code for community in all_communities()]
    assert len(set(codes)) == len(codes) == 108
    assert all(re.fullmatch("149731[0-9]{6}", code) for code in codes)
    streets = [street for community in all_communities() for street in community.streets]
    assert len(set(streets)) == len(streets)


def test_households_have_one_head_and_children_younger_than_it() -> None:
    households: dict[int, list[Person]] = {}
    for person in everybody()[: -2 * len(district().doubles())]:
        households.setdefault(person.head, []).append(person)
    assert all(members[0].index == head for head, members in households.items())
    for members in households.values():
        children = [member for member in members if member.relation == "子女"]
        assert all((child.born_on - members[0].born_on).days > 18 * 365 for child in children)
        assert len({member.home.code for member in members}) == 1


def test_names_are_of_all_the_kinds_that_give_trouble() -> None:
    names = [person.name for person in islice(District("names", 20_000).people(), 15_000)]
    assert any("·" in name.whole for name in names)
    assert any(name.whole.isascii() for name in names)
    assert any(len(name.surname) == 2 for name in names)
    assert {"单", "曾", "覃"} <= {name.surname for name in names}
    shares = Counter(name.surname for name in names)
    assert 0.06 < shares["王"] / len(names) < 0.13


def test_each_double_differs_in_what_it_says_and_in_nothing_else_of_the_person() -> None:
    doubles = district().doubles()
    assert Counter(double.slips for double in doubles).keys() == set(SLIPS)
    assert len(doubles) == 150
    for double in doubles:
        first, second = everybody()[double.first], everybody()[double.second]
        slips = set(double.slips)
        assert (first.name != second.name) is (Slip.HOMOPHONE in slips)
        assert (first.phone != second.phone) is (Slip.OLD_PHONE in slips)
        assert (first.born_on != second.born_on) is (Slip.MOVED_BIRTH in slips)
        assert (first.document_number != second.document_number) is bool(
            slips & {Slip.SWAPPED_DIGITS, Slip.MOVED_BIRTH}
        )
        assert first.is_male is second.is_male
        if Slip.SWAPPED_DIGITS in slips:
            assert Counter(first.document_number[:17]) == Counter(second.document_number[:17])
            assert sum(a != b for a, b in zip(first.document_number[:17], second.document_number, strict=False)) == 2
        if Slip.MOVED_BIRTH in slips:
            number = first.document_number
            assert second.document_number == citizen_number(number[:6], second.born_on, int(number[14:17]))


def test_each_near_miss_is_two_persons_who_share_what_it_says() -> None:
    misses = district().near_misses()
    assert Counter(miss.likeness for miss in misses).keys() == set(Likeness)
    assert len(misses) == 150
    for miss in misses:
        first, second = everybody()[miss.first], everybody()[miss.second]
        assert first.document_number != second.document_number
        match miss.likeness:
            case Likeness.SAME_NAME:
                assert first.name.whole == second.name.whole
                assert first.phone != second.phone
            case Likeness.TWINS:
                assert (first.born_on, first.home, first.name.surname) == (
                    second.born_on,
                    second.home,
                    second.name.surname,
                )
                assert first.name.given != second.name.given
            case Likeness.PARENT_AND_CHILD:
                assert (first.home, first.name.surname) == (second.home, second.name.surname)
                assert (second.born_on - first.born_on).days > 18 * 365
            case Likeness.ROOMMATES:
                assert (first.home, first.phone) == (second.home, second.phone)
                assert first.name.surname != second.name.surname


def test_every_query_can_be_answered_and_means_few() -> None:
    queries = district().queries(ANSWERED)
    assert Counter(query.kind for query in queries) == dict.fromkeys(QueryKind, ANSWERED // len(QueryKind))
    for query in queries:
        assert 1 <= query.matches <= MOST_MATCHES
        wanted = everybody()[query.wanted]
        match query.kind:
            case QueryKind.WHOLE_NAME:
                named = [person for person in everybody() if person.name.whole == wanted.name.whole]
                assert query.text != wanted.name.whole or len(named) == query.matches
                assert query.text.startswith(wanted.name.whole)
            case QueryKind.DOCUMENT:
                assert query.text.startswith(wanted.document_number[-6:])
            case QueryKind.CARD_SERIAL:
                assert query.text == f"{{card:{wanted.head}}}"
            case QueryKind.SURNAME_AND_PHONE | QueryKind.PHONE_AND_SURNAME:
                assert {wanted.name.surname, wanted.phone[-4:]} <= set(query.text.split())
            case QueryKind.PINYIN:
                assert query.text.split()[0].isascii()
            case _:
                assert " " in query.text


def test_too_many_queries_for_a_small_district_are_refused() -> None:
    with pytest.raises(ValueError, match="can be answered"):
        District("a test", 400).queries(1_000)


def test_the_import_files_are_read_as_they_were_meant(tmp_path: Path) -> None:
    small = District("a test", 400)
    residents, dwellings = (read_table(path.read_bytes()) for path in small.write_workbooks(tmp_path))
    assert residents.titles == tuple(column.title for column in RESIDENTS)
    assert dwellings.titles == tuple(column.title for column in DWELLINGS)
    assert dwellings.row_count == small.homes_count
    rows = tuple(residents.rows())
    assert [row.cells["证件号码"] for row in rows] == [person.document_number for person in small.people()]
    assert all(isinstance(row.cells["出生日期"], date) and not row.refusals for row in rows)


def test_no_two_landlords_share_a_document_number() -> None:
    told = {column.title: column.value for column in DWELLINGS}
    numbers = {(told["房主证件号码"](home), home.landlord) for home in District("a test").homes()}
    assert len({number for number, _ in numbers}) == len({landlord for _, landlord in numbers})
