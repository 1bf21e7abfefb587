from datetime import date

import pytest

from supervision.corrections.identity import (
    Identity,
    Judgment,
    PersonToCall,
    check_judgment,
    make_home,
    make_identity,
    make_telephones,
)
from supervision.documents import DocumentType, Sex
from supervision.errors import InputInvalid

TODAY = date(2026, 11, 23)
CARD = "11010519491231002X"


def identity(**parts: object) -> Identity:
    given_parts = {"name": "张三", "document_type": DocumentType.ID_CARD, "document_number": CARD, **parts}
    return make_identity(today=TODAY, **given_parts)  # type: ignore[arg-type] # tests pass what forms may send


def judgment(**parts: object) -> Judgment:
    whole = {
        "court": "临溪县人民法院",
        "document_number": "（2026）晋9901刑初1号",
        "offence": "盗窃罪",
        "sentence": "有期徒刑一年，缓刑二年",
        "decided_on": date(2026, 1, 5),
        "effective_on": date(2026, 1, 16),
    }
    return Judgment(**(whole | parts))  # type: ignore[arg-type] # as above


def test_sex_and_birth_come_from_the_number() -> None:
    made = identity()
    assert (made.sex, made.born_on) == (Sex.FEMALE, date(1949, 12, 31))


def test_what_the_number_does_not_say_is_taken_as_entered() -> None:
    made = identity(
        name="John  Smith", document_type=DocumentType.PASSPORT, document_number="x 1234567", sex=Sex.MALE,
        born_on=date(1980, 2, 3), ethnicity=" ", pinyin=" JOHN  smith ",
    )  # fmt: skip
    assert made == Identity("John Smith", DocumentType.PASSPORT, "X1234567", "john smith", Sex.MALE, date(1980, 2, 3))


@pytest.mark.parametrize(
    ("parts", "field"),
    [
        ({"sex": Sex.MALE}, "sex"),
        ({"born_on": date(1949, 12, 30)}, "born_on"),
        ({"name": "  "}, "name"),
        ({"name": "长" * 61}, "name"),
        ({"document_number": "1"}, "document_number"),
        (
            {"document_type": DocumentType.PASSPORT, "document_number": "E1234567", "born_on": date(2027, 1, 1)},
            "born_on",
        ),
    ],
)  # fmt: skip
def test_a_contradiction_names_the_field_to_mend(parts: dict[str, object], field: str) -> None:
    with pytest.raises(InputInvalid) as refusal:
        identity(**parts)
    assert refusal.value.field == field


def test_somebody_is_younger_than_an_age_until_the_day_of_turning_it() -> None:
    young = identity(document_type=DocumentType.PASSPORT, document_number="E1234567", born_on=date(2009, 3, 1))
    assert young.is_younger_on(date(2027, 2, 28), 18)
    assert not young.is_younger_on(date(2027, 3, 1), 18)
    assert not identity(document_type=DocumentType.PASSPORT, document_number="E1234567").is_younger_on(TODAY, 18)


def test_people_to_call_need_a_name_a_relation_and_a_number() -> None:
    kept = make_telephones(" ", (PersonToCall("李四", "配偶", "138-0000-0001"),))
    assert kept.phone is None
    assert kept.others[0].phone == "13800000001"
    for wrong, field in [
        (PersonToCall("", "配偶", "13800000001"), "contact_name"),
        (PersonToCall("李四", " ", "13800000001"), "contact_relation"),
        (PersonToCall("李四", "配偶", "1"), "contact_phone"),
    ]:
        with pytest.raises(InputInvalid) as refusal:
            make_telephones(None, (wrong,))
        assert refusal.value.field == field


def test_too_many_people_to_call_are_refused() -> None:
    with pytest.raises(InputInvalid):
        make_telephones(None, (PersonToCall("李四", "配偶", "13800000001"),) * 21)


@pytest.mark.parametrize(("lat", "lon"), [(35.5, None), (None, 112.8), (91.0, 112.8), (35.5, 181.0)])
def test_half_a_place_or_one_off_the_globe_is_refused(lat: float | None, lon: float | None) -> None:
    with pytest.raises(InputInvalid) as refusal:
        make_home("北岭镇松坡村1号", lat, lon)
    assert refusal.value.field == "home_lat"


def test_a_home_needs_an_address_but_no_place() -> None:
    assert make_home(" 北岭镇松坡村1号 ").address == "北岭镇松坡村1号"
    with pytest.raises(InputInvalid):
        make_home(" ", 35.5, 112.8)


def test_a_decision_cannot_take_effect_before_it_was_made() -> None:
    assert check_judgment(judgment(court=" 临溪县人民法院 ")).court == "临溪县人民法院"
    with pytest.raises(InputInvalid) as refusal:
        check_judgment(judgment(effective_on=date(2026, 1, 4)))
    assert refusal.value.field == "effective_on"
    with pytest.raises(InputInvalid) as refusal:
        check_judgment(judgment(offended_on=date(2026, 1, 6)))
    assert refusal.value.field == "offended_on"
    assert check_judgment(judgment(offended_on=date(2026, 1, 5))).offended_on == date(2026, 1, 5)
    with pytest.raises(InputInvalid):
        check_judgment(judgment(offence=" "))
    with pytest.raises(InputInvalid):
        check_judgment(judgment(offence="罪" * 401))
