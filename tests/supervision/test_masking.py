import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervision.masking import mask_address, mask_document_number, mask_name, mask_phone


def test_a_name_keeps_its_first_character_whatever_its_length() -> None:
    assert [mask_name(name) for name in ("张三", "张三丰", "欧阳锋", "John Smith")] == ["张*", "张*", "欧*", "J*"]


def test_a_citizens_number_keeps_region_and_last_four() -> None:
    assert mask_document_number("140502199001011234") == "140502********1234"


def test_a_mobile_number_keeps_three_and_four() -> None:
    assert mask_phone("13812345678") == "138****5678"


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("山西省青屏市临溪县北岭镇松坡村1号", "山西省青屏市临溪县****"),
        ("青屏市城区阳光小区3号楼", "青屏市城区****"),
        ("阳光小区3号楼2单元", "****"),
        ("松坡路12号", "****"),
        ("内蒙古自治区锡林郭勒盟太仆寺旗宝昌镇", "内蒙古自治区锡林郭勒盟太仆寺旗****"),
        ("", "****"),
    ],
)
def test_an_address_keeps_its_divisions_down_to_the_county(address: str, shown: str) -> None:
    assert mask_address(address) == shown


@given(st.text("0123456789XABCDE", min_size=5, max_size=18))
def test_a_masked_number_hides_more_than_it_shows(number: str) -> None:
    masked = mask_document_number(number)
    assert len(masked) == len(number)
    assert masked.count("*") * 2 >= min(len(number), 16)


@given(st.text("0123456789+", min_size=1, max_size=16))
def test_a_masked_telephone_number_always_hides_something(phone: str) -> None:
    assert "*" in mask_phone(phone)
    assert mask_phone(phone).count("*") >= len(phone) // 3
