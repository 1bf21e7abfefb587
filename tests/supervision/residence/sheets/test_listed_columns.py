"""Which columns the table of residents has: what the law of the region lets be collected, and nothing else."""

from datetime import date

import msgspec
import pytest

from supervision.residence.codes import SUGGESTED
from supervision.residence.exports.columns import columns_of
from supervision.residence.exports.words import ExportKind
from supervision.residence.households.person import make_person
from supervision.residence.rules import FieldList, find_field_list
from supervision.residence.sheets.columns import listed_columns
from supervision.residence.sheets.resident_rows import read_resident_row
from supervision.sheet_cells import Cell
from tests.makers_residence import id_number
from tests.makers_residence import make_person as somebody

ON = date(2026, 11, 26)
NATION, ZHEJIANG = find_field_list(ON, "149901"), find_field_list(ON, "330102")
ROW: dict[str, Cell] = {
    "name": "周晓岚", "document_number": id_number(), "home_code": "F-1", "reason": "务工", "lodging": "租赁",
    "began_on": date(2026, 11, 20), "issuer": "石坝县公安局", "issued_on": date(2020, 1, 2), "marital_status": "20",
    "education": "大专", "political_status": "13", "employment": "在业", "social_security": "已参保",
}  # fmt: skip


def test_the_table_has_the_nations_items_and_elsewhere_those_of_the_province() -> None:
    nation, province = ({column.field for column in listed_columns(fields)} for fields in (NATION, ZHEJIANG))
    assert {"issuer", "issued_on"} <= nation
    assert nation.isdisjoint({"marital_status", "education", "workplace", "political_status", "employment"})
    assert {"marital_status", "education", "political_status", "employment", "social_security"} <= province


@pytest.mark.parametrize("fields", [NATION, ZHEJIANG])
def test_every_item_of_a_person_that_goes_out_can_come_in(fields: FieldList) -> None:
    out = {column.field for column in columns_of(ExportKind.RESIDENTS, fields)}
    assert out - {column.field for column in listed_columns(fields)} == {
        "address", "household_number", "permit_kind", "permit_number",
    }  # fmt: skip


def test_a_row_is_read_with_all_that_the_region_lists_and_codes_as_their_words() -> None:
    person = read_resident_row(ROW, ZHEJIANG, ON).person
    assert (person.marital_status, person.education, person.political_status) == ("已婚", "大专", "群众")
    assert (person.employment, person.social_security) == ("在业", "已参保")
    person = read_resident_row(ROW, NATION, ON).person
    assert (person.issuer, person.issued_on, person.marital_status) == ("石坝县公安局", date(2020, 1, 2), "")


def test_every_code_is_known_by_its_word_also_where_a_form_was_filled_in() -> None:
    for part, words in SUGGESTED.items():
        for code, word in words.items():
            made = make_person(msgspec.structs.replace(somebody(), **{part: code}), ZHEJIANG, ON)
            assert getattr(made, part) == word
