"""What the judgment's data hold beside the term: the court's injunctions, guarantor and hospital."""

from datetime import date, timedelta
from typing import Any

import msgspec
import pytest

from supervision.corrections.category import Category
from supervision.corrections.content import FileContent, check_content
from supervision.corrections.files import change_person_file
from supervision.corrections.injunctions import Injunction, InjunctionKind, OutsidePrison, injunctions_in_words
from supervision.corrections.opening import open_person_file
from supervision.errors import InputInvalid
from supervision.legal_time import legal_day, now
from tests.cast import Cast
from tests.makers_files import STADIUM_BAN, VICTIM_BAN, dump_of, make_banned_file, make_content

GUARANTOR = OutsidePrison("李建军，父亲", "139 0000 1111", " 县人民医院 ")


def with_judgment(category: Category = Category.SUSPENDED_SENTENCE, **parts: Any) -> FileContent:
    judgment = msgspec.structs.replace(make_content().judgment, **parts)
    return make_content(category=category, judgment=judgment)


def checked(content: FileContent) -> FileContent:
    return check_content(content, legal_day(now()))


def test_an_injunction_is_kept_trimmed_and_ends_after_its_last_day() -> None:
    last = legal_day(now())
    said = with_judgment(injunctions=(Injunction(InjunctionKind.AREA, " 禁止进入网吧 ", last),))
    (kept,) = checked(said).judgment.injunctions
    assert kept.text == "禁止进入网吧"
    assert (kept.holds_on(last), kept.holds_on(last + timedelta(days=1))) == (True, False)
    assert VICTIM_BAN.holds_on(date(2099, 1, 1))


@pytest.mark.parametrize(
    ("injunctions", "field"),
    [
        ((Injunction(InjunctionKind.AREA, " "),), "injunction_text"),
        ((Injunction(InjunctionKind.AREA, "禁" * 401),), "injunction_text"),
        ((STADIUM_BAN, STADIUM_BAN), "injunction_text"),
        (tuple(Injunction(InjunctionKind.AREA, f"禁止进入{n}") for n in range(11)), "injunction_text"),
        ((Injunction(InjunctionKind.AREA, "禁止进入网吧", date(2000, 1, 1)),), "injunction_until"),
    ],
)
def test_what_is_no_injunction_names_the_field_to_mend(injunctions: tuple[Injunction, ...], field: str) -> None:
    with pytest.raises(InputInvalid) as refused:
        checked(with_judgment(injunctions=injunctions))
    assert refused.value.field == field


@pytest.mark.parametrize("category", list(Category))
def test_injunctions_go_with_control_and_a_suspended_sentence_only(category: Category) -> None:
    said = with_judgment(category, injunctions=(STADIUM_BAN,))
    if category in {Category.CONTROL, Category.SUSPENDED_SENTENCE}:
        assert checked(said).judgment.injunctions == (STADIUM_BAN,)
    else:
        with pytest.raises(InputInvalid) as refused:
            checked(said)
        assert refused.value.field == "injunction_text"


@pytest.mark.parametrize("category", list(Category))
def test_a_guarantor_and_a_hospital_go_with_service_outside_prison_only(category: Category) -> None:
    said = with_judgment(category, outside_prison=GUARANTOR)
    if category is Category.MEDICAL_PAROLE:
        assert checked(said).judgment.outside_prison == OutsidePrison("李建军，父亲", "13900001111", "县人民医院")
    else:
        with pytest.raises(InputInvalid) as refused:
            checked(said)
        assert refused.value.field == "guarantor"


@pytest.mark.parametrize(("outside", "field"), [
    (OutsidePrison("", "13900001111"), "guarantor"), (OutsidePrison("李建军", "1"), "guarantor_phone"),
])  # fmt: skip
def test_a_telephone_needs_a_guarantor_and_to_be_one(outside: OutsidePrison, field: str) -> None:
    with pytest.raises(InputInvalid) as refused:
        checked(with_judgment(Category.MEDICAL_PAROLE, outside_prison=outside))
    assert refused.value.field == field


def test_a_paper_says_of_each_injunction_what_it_forbids_and_until_when() -> None:
    ends = Injunction(InjunctionKind.ACTIVITY, "禁止从事娱乐业", date(2027, 3, 5))
    assert injunctions_in_words((ends, VICTIM_BAN)) == (
        "不得从事特定活动：禁止从事娱乐业（至2027年3月5日）；不得接触特定的人：禁止接触被害人李某"
    )
    assert injunctions_in_words(()) == ""


async def test_injunctions_are_sealed_with_the_judgment_and_amended_with_it(cast: Cast) -> None:
    olga = cast.olga.officer
    file_id = await make_banned_file(olga)
    opened = await open_person_file(olga, file_id, "supervision")
    assert opened.judgment.injunctions == (STADIUM_BAN, VICTIM_BAN)
    assert "体育馆" not in await dump_of("person_file", "audit_entry")
    fewer = msgspec.structs.replace(opened.judgment, injunctions=(VICTIM_BAN,))
    content = make_content(document_number=opened.identity.document_number, judgment=fewer)
    await change_person_file(olga, file_id, opened.revision, content)
    again = await open_person_file(olga, file_id, "supervision")
    assert again.judgment.injunctions == (VICTIM_BAN,)
