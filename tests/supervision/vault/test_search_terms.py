from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervision.vault import (
    SearchField,
    SearchTerm,
    normalise_document,
    normalise_name,
    normalise_phone,
    normalise_pinyin,
    person_terms,
    query_terms,
)
from supervision.vault.name_readings import COMPOUND_SURNAMES, GIVEN_NAME_READINGS, SURNAME_READINGS

SURNAMES = [*"王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗吕", *SURNAME_READINGS, *sorted(COMPOUND_SURNAMES)]
GIVEN_SIGNS = [*"建国华明丽娟志强秀英绿女略吕云龙凤晓雨欣怡安", *GIVEN_NAME_READINGS]

han_names = st.builds(
    "{}{}".format, st.sampled_from(SURNAMES), st.text(st.sampled_from(GIVEN_SIGNS), min_size=1, max_size=2)
)
dotted_names = st.lists(st.sampled_from(["买买提", "艾力", "阿依古丽", "吐尔逊", "卓玛"]), min_size=2, max_size=3).map(
    "·".join
)
latin_names = st.lists(st.sampled_from(["John", "SMITH", "José", "Müller", "O'Neil", "Anne-Marie"]), min_size=1).map(
    " ".join
)
names = st.one_of(han_names, dotted_names, latin_names)
id_numbers = st.from_regex(r"[1-9][0-9]{16}[0-9X]", fullmatch=True)
passports = st.from_regex(r"[A-Z]{1,2}[0-9]{7,8}", fullmatch=True)
phones = st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True)


def find(terms: Iterable[SearchTerm], query: str) -> set[SearchField]:
    """The fields in which a person with `terms` is found by `query`."""
    return {term.field for term in set(terms) & set(query_terms(query))}


def full_width(text: str) -> str:
    return "".join(chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" else sign for sign in text)


@given(names, st.one_of(id_numbers, passports), st.lists(phones, max_size=2))
def test_every_stored_term_is_found_by_typing_it(name: str, document: str, numbers: list[str]) -> None:
    for term in person_terms(name, document, numbers):
        assert term in query_terms(term.value)


@given(names, st.one_of(id_numbers, passports), st.lists(phones, max_size=2))
def test_every_stored_term_is_found_however_it_is_typed(name: str, document: str, numbers: list[str]) -> None:
    for term in person_terms(name, document, numbers):
        value = term.value
        for typed in (value.lower(), value.upper(), full_width(value), f" {value}\u3000", "\u00a0".join(value)):
            assert term in query_terms(typed), typed


@given(names)
def test_a_person_is_found_by_the_whole_name_as_written(name: str) -> None:
    assert SearchField.NAME in find(person_terms(name), name)


@given(han_names)
def test_a_chinese_name_is_found_by_pinyin_with_spaces_and_tones(name: str) -> None:
    terms = person_terms(name)
    tones = str.maketrans("aeiou", "āéǐòū")
    for value in [term.value for term in terms if term.field is SearchField.PINYIN]:
        assert SearchField.PINYIN in find(terms, " ".join((value[:3], value[3:])))
        assert SearchField.PINYIN in find(terms, value.translate(tones))
        assert SearchField.PINYIN in find(terms, value.capitalize())


@given(han_names)
def test_every_chinese_name_has_each_kind_of_name_term(name: str) -> None:
    assert {term.field for term in person_terms(name)} == {
        SearchField.NAME,
        SearchField.SURNAME,
        SearchField.GIVEN_NAME,
        SearchField.PINYIN,
        SearchField.SURNAME_PINYIN,
        SearchField.GIVEN_NAME_PINYIN,
        SearchField.INITIALS,
    }


@given(st.text(max_size=30))
def test_any_query_is_answered_in_order_of_rank_without_repeats(query: str) -> None:
    terms = query_terms(query)
    assert [term.rank for term in terms] == sorted(term.rank for term in terms)
    assert len(set(terms)) == len(terms)
    assert all(term.value for term in terms)


@given(st.text(max_size=20), st.text(max_size=20), st.text(max_size=20))
def test_any_input_gives_terms_that_fit_their_normal_form(name: str, document: str, phone: str) -> None:
    for term in person_terms(name, document, [phone]):
        assert term.value
        if term.field is SearchField.NAME:
            assert normalise_name(term.value) == term.value


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("单雄信", "shanxiongxin"),
        ("曾国藩", "zeng guo fan"),
        ("解缙", "xiejin"),
        ("仇英", "QIU YING"),
        ("翟志刚", "zhaizhigang"),
        ("查良镛", "zha liangyong"),
        ("朴树", "piaoshu"),
        ("朴树", "pushu"),
        ("区大相", "oudaxiang"),
        ("乐毅", "yueyi"),
        ("种师道", "chongshidao"),
        ("尉迟恭", "yuchigong"),
        ("万俟卨", "moqixie"),
        ("单于明", "chanyuming"),
        ("乐正丽", "yuezhengli"),
        ("长孙无忌", "zhangsunwuji"),
        ("任长霞", "renchangxia"),
        ("吕布", "lvbu"),
        ("吕布", "lubu"),
        ("吕布", "lǚ bù"),
        ("吕布", "LYU BU"),
        ("女娲", "nyuwa"),
        ("韩雨", "han yu"),
        ("西安", "xi'an"),
    ],
)
def test_a_name_is_found_by_its_reading(name: str, typed: str) -> None:
    assert SearchField.PINYIN in find(person_terms(name), typed)


@pytest.mark.parametrize(
    ("name", "typed", "field"),
    [
        ("张三丰", "张 三丰", SearchField.NAME),
        ("张 三", "张三", SearchField.NAME),
        ("买买提·艾力", "买买提艾力", SearchField.NAME),
        ("买买提·艾力", "买买提•艾力", SearchField.NAME),
        ("买买提·艾力", "艾力", SearchField.GIVEN_NAME),
        ("买买提·艾力", "maimaiti", SearchField.GIVEN_NAME_PINYIN),
        ("买买提·艾力", "mmtal", SearchField.INITIALS),
        ("John Smith", "JOHN SMITH", SearchField.NAME),
        ("John Smith", "smith", SearchField.GIVEN_NAME),
        ("José Müller", "jose muller", SearchField.NAME),
        ("欧阳修", "欧阳", SearchField.SURNAME),
        ("夏侯勇", "夏", SearchField.SURNAME),
        ("夏侯勇", "侯勇", SearchField.GIVEN_NAME),
        ("张建国", "建国", SearchField.GIVEN_NAME),
        ("张建国", "jianguo", SearchField.GIVEN_NAME_PINYIN),
        ("张建国", "zjg", SearchField.INITIALS),
        ("张建国", "zhang", SearchField.SURNAME_PINYIN),
        ("欧阳修", "OYX", SearchField.INITIALS),
    ],
)
def test_a_person_is_found_by_part_of_the_name(name: str, typed: str, field: SearchField) -> None:
    assert field in find(person_terms(name), typed)


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ("11010119900307123x", SearchField.DOCUMENT),
        ("110101 19900307 123X", SearchField.DOCUMENT),
        ("１１０１０１１９９００３０７１２３ｘ", SearchField.DOCUMENT),
        ("07123x", SearchField.DOCUMENT_LAST_6),
        ("13800001234", SearchField.PHONE),
        ("+86 138-0000-1234", SearchField.PHONE),
        ("008613800001234", SearchField.PHONE),
        ("1234", SearchField.PHONE_LAST_4),
        ("03561234567", SearchField.PHONE),
    ],
)
def test_a_person_is_found_by_a_number(typed: str, field: SearchField) -> None:
    terms = person_terms("张三", "11010119900307123X", ["13800001234", "0356-1234567"])
    assert field in find(terms, typed)


def test_a_name_and_a_number_typed_together_are_both_looked_for() -> None:
    terms = person_terms("张三", None, ["13800001234"])
    assert {SearchField.NAME, SearchField.PHONE_LAST_4} <= find(terms, "张三 1234")


def test_the_whole_name_ranks_before_numbers_pinyin_initials_and_surname() -> None:
    order = [
        SearchField.NAME,
        SearchField.DOCUMENT,
        SearchField.PHONE,
        SearchField.PINYIN,
        SearchField.INITIALS,
        SearchField.SURNAME,
    ]
    ranks = [SearchTerm(field, "x").rank for field in order]
    assert ranks == sorted(ranks)
    assert ranks[0] == 0


def test_a_person_without_numbers_has_terms_of_the_name_alone() -> None:
    assert {term.field for term in person_terms("张三", "", ["", "12"])}.isdisjoint(
        {SearchField.DOCUMENT, SearchField.DOCUMENT_LAST_6, SearchField.PHONE, SearchField.PHONE_LAST_4}
    )


def test_the_readings_of_one_name_are_bounded() -> None:
    pinyin = [term for term in person_terms("乐朝行重长") if term.field is SearchField.PINYIN]
    assert 2 <= len(pinyin) <= 16


def test_no_query_gives_no_terms() -> None:
    assert query_terms("") == query_terms(" · ") == []


@given(st.text(max_size=20))
def test_a_normal_form_is_its_own_normal_form(text: str) -> None:
    for normalise in (normalise_name, normalise_pinyin, normalise_document, normalise_phone):
        assert normalise(normalise(text)) == normalise(text)
