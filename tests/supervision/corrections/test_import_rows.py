from datetime import UTC, date, datetime

import pytest

from supervision.corrections.category import Category
from supervision.corrections.import_rows import COLUMNS, read_row
from supervision.corrections.injunctions import InjunctionKind, OutsidePrison
from supervision.documents import DocumentType, Sex
from supervision.errors import InputInvalid
from supervision.sheet_cells import Cell
from supervision.wording import Wording, in_language

TODAY = date(2026, 11, 23)
ROW: dict[str, Cell] = {
    "name": "张三",
    "document_number": "11010519491231002X",
    "office": "北岭司法所",
    "category": "缓刑",
    "home_address": "临溪县北岭镇松坡村1号",
    "court": "临溪县人民法院",
    "judgment_number": "（2026）晋9901刑初1号",
    "offence": "盗窃罪",
    "sentence": "有期徒刑一年，缓刑二年",
    "judged_on": "2026-01-05",
    "effective_on": date(2026, 1, 16),
    "term_years": 2.0,
}


def test_a_row_with_what_is_required_is_read() -> None:
    row = read_row(ROW, TODAY)
    assert row.office_name == "北岭司法所"
    content = row.content
    assert content.category is Category.SUSPENDED_SENTENCE
    assert content.identity.sex is Sex.FEMALE
    assert content.identity.document_type is DocumentType.ID_CARD
    assert content.judgment.term_years == 2
    assert content.term_starts_on == content.judgment.effective_on == date(2026, 1, 16)
    assert content.judgment.offended_on is None


@pytest.mark.parametrize(
    "written",
    ["2026-01-05", "2026/1/5", "2026年1月5日", "2026.01.05", date(2026, 1, 5), datetime(2026, 1, 5, tzinfo=UTC)],
)
def test_a_date_is_read_in_each_way_that_workbooks_write_it(written: Cell) -> None:
    assert read_row({**ROW, "judged_on": written}, TODAY).content.judgment.decided_on == date(2026, 1, 5)


def test_numbers_that_workbooks_keep_as_numbers_are_read() -> None:
    row = read_row({**ROW, "phone": 13812345678.0, "home_lat": 35.5, "home_lon": "112.8", "deducted_days": 3}, TODAY)
    assert row.content.telephones.phone == "13812345678"
    assert (row.content.home.lat, row.content.home.lon) == (35.5, 112.8)
    assert row.content.judgment.credited_days == 3


@pytest.mark.parametrize("field", [column.field for column in COLUMNS if column.is_required])
def test_a_missing_cell_that_is_required_is_named(field: str) -> None:
    with pytest.raises(InputInvalid) as refusal:
        read_row({**ROW, field: " "}, TODAY)
    assert refusal.value.field == field


@pytest.mark.parametrize(
    ("field", "cell"),
    [
        ("judged_on", "5.1.26"), ("effective_on", "2026-02-30"), ("term_months", "许多"), ("home_lat", "北"),
        ("sex", "其他"), ("document_type", "会员卡"), ("category", "剥夺政治权利"), ("phone", "12"),
        ("born_on", "1949-12-30"), ("document_number", "110105194912310021"),
    ],
)  # fmt: skip
def test_a_cell_that_cannot_be_is_named(field: str, cell: Cell) -> None:
    with pytest.raises(InputInvalid) as refusal:
        read_row({**ROW, field: cell}, TODAY)
    assert refusal.value.field == field


def test_every_column_has_a_title_of_its_own_in_both_languages() -> None:
    assert all(isinstance(column.title, Wording) for column in COLUMNS)
    assert len({in_language(column.title, "en") for column in COLUMNS}) == len(COLUMNS)
    titles = [title for column in COLUMNS for title in column.titles]
    assert len(titles) == len(set(titles))


def test_injunctions_are_read_with_a_kind_each_or_one_for_all_and_one_last_day() -> None:
    told = {
        "injunction_kind": "不得从事特定活动；area",
        "injunction_text": "不得饮酒；不得进入学校",
        "injunction_until": "2027/3/1",
    }
    (activity, area) = read_row({**ROW, **told}, TODAY).content.judgment.injunctions
    assert (activity.kind, activity.text, activity.until) == (InjunctionKind.ACTIVITY, "不得饮酒", date(2027, 3, 1))
    assert (area.kind, area.text) == (InjunctionKind.AREA, "不得进入学校")
    alike = read_row({**ROW, **told, "injunction_kind": "不得进入特定区域、场所"}, TODAY).content.judgment.injunctions
    assert {one.kind for one in alike} == {InjunctionKind.AREA}


@pytest.mark.parametrize(
    ("cells", "field"),
    [
        ({"injunction_kind": "不得从事特定活动"}, "injunction_text"),
        ({"injunction_until": "2027-03-01"}, "injunction_text"),
        ({"injunction_text": "不得饮酒"}, "injunction_kind"),
        ({"injunction_text": "不得饮酒", "injunction_kind": "不得"}, "injunction_kind"),
        ({"injunction_text": "甲；乙；丙", "injunction_kind": "area；person"}, "injunction_kind"),
        ({"injunction_text": "不得饮酒", "injunction_kind": "area", "category": "假释"}, "injunction_text"),
        ({"hospital": "县人民医院"}, "guarantor"),
        ({"category": "暂予监外执行", "guarantor_phone": "13812345678"}, "guarantor"),
    ],
)
def test_an_injunction_or_a_guarantor_that_cannot_stand_is_named(cells: dict[str, Cell], field: str) -> None:
    with pytest.raises(InputInvalid) as refusal:
        read_row({**ROW, **cells}, TODAY)
    assert refusal.value.field == field


def test_a_guarantor_and_a_hospital_are_those_of_service_outside_prison() -> None:
    told = {
        "category": "暂予监外执行",
        "guarantor": "何平",
        "guarantor_phone": "138 1234 5678",
        "hospital": "县人民医院",
    }
    outside = read_row({**ROW, **told}, TODAY).content.judgment.outside_prison
    assert outside == OutsidePrison("何平", "13812345678", "县人民医院")
