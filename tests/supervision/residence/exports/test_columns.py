"""Of a person only what the law of the region lists goes out, whatever is stored."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from supervision.documents import DocumentType, Sex
from supervision.legal_rules import Confidence
from supervision.residence.codes import ArrivalReason, LodgingKind
from supervision.residence.exports.columns import ResidentLine, columns_of, resident_row
from supervision.residence.exports.words import ExportKind
from supervision.residence.households.person import FIELD_OF, Guardian, Person
from supervision.residence.households.words import MemberRole
from supervision.residence.rules import FIELD_LISTS, FieldList, PersonField
from supervision.wording import Wording

SAID = {part: f"<{part}>" for part in FIELD_OF if part != "issued_on"}
EVERYTHING = Person(
    name="周晓岚",
    document_type=DocumentType.ID_CARD,
    document_number="149902199003070111",
    sex=Sex.MALE,
    born_on=date(1990, 3, 7),
    issued_on=date(2020, 1, 1),
    guardian=Guardian("监护人", "母亲", "13800009999"),
    **SAID,
)
LINE = ResidentLine(
    person=EVERYTHING,
    household_number="HU-1",
    address="幸福路3号楼101",
    home_code="F-101",
    role=MemberRole.HEAD,
    reason=ArrivalReason.WORK,
    lodging=LodgingKind.RENTED,
    began_on=date(2026, 1, 1),
    expected_until=None,
    permit_number="JZ-1",
)
ALL = FieldList(frozenset(PersonField), Wording("甲", "a"), Confidence.OURS, date(2020, 1, 1))

lists = st.frozensets(st.sampled_from(list(PersonField))).map(
    lambda fields: FieldList(fields, Wording("甲", "a"), Confidence.OURS, date(2020, 1, 1))
)


@given(lists, lists)
def test_nothing_goes_out_that_is_not_listed_where_it_is_asked_for_and_where_they_live(
    asked: FieldList, lived: FieldList
) -> None:
    columns = columns_of(ExportKind.RESIDENTS, asked)
    row = resident_row(LINE, columns, lived)
    said = {str(cell) for cell in row if cell is not None}
    listed = {part for part, field in FIELD_OF.items() if field in asked.fields and field in lived.fields}
    assert said & set(SAID.values()) == {SAID[part] for part in listed if part in SAID}
    assert ("2020-01-01" in said) == ("issued_on" in listed)
    assert {"监护人", "13800009999"} & said == set()


def test_every_part_of_a_person_that_a_region_can_list_has_its_column() -> None:
    fields = {column.field for column in columns_of(ExportKind.RESIDENTS, ALL)}
    assert set(FIELD_OF) <= fields
    titles = [column.title for column in columns_of(ExportKind.RESIDENTS, ALL)]
    assert len(set(titles)) == len(titles)


def test_neither_religion_nor_a_mark_on_a_person_is_a_column() -> None:
    for kind in ExportKind:
        for fields in (*FIELD_LISTS, ALL):
            titles = " ".join(column.title for column in columns_of(kind, fields))
            assert not any(word in titles for word in ("宗教", "关注", "重点", "矫正", "前科", "等级"))
