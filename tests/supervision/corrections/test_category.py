import pytest

from supervision.corrections.category import CATEGORY_NAMES, Category, read_category
from supervision.corrections.file_state import EndCause, possible_ends
from supervision.corrections.purposes import PURPOSE_NAMES, Purpose, read_purpose
from supervision.errors import InputInvalid
from supervision.wording import in_language


@pytest.mark.parametrize("category", Category)
def test_a_category_is_read_by_its_code_and_by_its_name(category: Category) -> None:
    assert read_category(category.value) is category
    assert read_category(f" {CATEGORY_NAMES[category]} ") is category


def test_deprivation_of_political_rights_is_refused_with_the_reason() -> None:
    with pytest.raises(InputInvalid) as refusal:
        read_category("剥夺政治权利")
    assert "公安机关" in str(refusal.value)
    assert "police" in in_language(refusal.value.args[0], "en")


@pytest.mark.parametrize("text", ["", "05", "社区戒毒", "CONTROL"])
def test_anything_else_is_refused_with_the_closed_list(text: str) -> None:
    with pytest.raises(InputInvalid) as refusal:
        read_category(text)
    assert refusal.value.field == "category"
    assert "暂予监外执行" in str(refusal.value)


def test_public_surveillance_is_never_revoked_and_medical_parole_ends_in_re_imprisonment() -> None:
    assert EndCause.REVOCATION not in possible_ends(Category.CONTROL)
    assert EndCause.RE_IMPRISONMENT in possible_ends(Category.MEDICAL_PAROLE)
    assert EndCause.REVOCATION in possible_ends(Category.PAROLE)
    assert all(EndCause.DEATH in possible_ends(category) for category in Category)


@pytest.mark.parametrize("purpose", Purpose)
def test_every_purpose_is_read_by_its_code_and_has_a_name(purpose: Purpose) -> None:
    assert read_purpose(purpose.value) is purpose
    assert PURPOSE_NAMES[purpose]


@pytest.mark.parametrize("text", [None, "", "curiosity", "Supervision"])
def test_another_purpose_is_refused_with_the_list(text: str | None) -> None:
    with pytest.raises(InputInvalid) as refusal:
        read_purpose(text)
    assert refusal.value.field == "purpose"
    assert all(purpose.value in str(refusal.value) for purpose in Purpose)
