"""Tables that go out, opened by a library that is not ours."""

import io
from collections.abc import Iterator
from datetime import date, datetime, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from api.workbooks.reading import read_table
from api.workbooks.writing import csv_chunks, workbook_chunks

DANGEROUS = ["=1+1", "+86", "-2", "@SUM(A1)", "\tx", "=cmd|' /C calc'!A0", '=HYPERLINK("a")']


def opened(*rows: list[object], watermark: str = "") -> list[tuple[object, ...]]:
    content = b"".join(workbook_chunks("人员 <1>", ["甲", "乙"], rows, watermark))  # type: ignore[arg-type]
    sheet = load_workbook(io.BytesIO(content)).worksheets[0]
    assert sheet.title == "人员 <1>"
    return [tuple(line) for line in sheet.iter_rows(min_row=2, values_only=True)]


def test_values_keep_their_types() -> None:
    moment = datetime.combine(date(2026, 3, 1), time(8, 30, 15))
    assert opened(["钟离岚", 71.5], [16012345678, None], [date(2026, 3, 1), moment]) == [
        ("钟离岚", 71.5),
        (16012345678, None),
        (datetime.combine(date(2026, 3, 1), time()), moment),
    ]
    assert opened([149901199005060011, 1]) == [("149901199005060011", 1)]


def test_nothing_that_looks_like_a_formula_is_one_now_or_when_it_is_edited() -> None:
    content = b"".join(workbook_chunks("a", ["甲"], [[text] for text in DANGEROUS]))
    cells = [line[0] for line in load_workbook(io.BytesIO(content)).worksheets[0].iter_rows(min_row=2)]
    assert [cell.value for cell in cells] == DANGEROUS
    assert {(cell.data_type, cell.number_format) for cell in cells} == {("s", "@")}


def test_csv_has_an_apostrophe_before_what_looks_like_a_formula() -> None:
    lines = b"".join(csv_chunks(["甲"], [[text] for text in DANGEROUS])).decode("utf-8-sig").split("\r\n")
    assert all(line.lstrip('"').startswith(("'", "甲")) for line in lines if line)
    assert b"".join(csv_chunks(["甲"], [["-"]])).startswith(b"\xef\xbb\xbf")


@settings(max_examples=15, deadline=None)
@given(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12), min_size=1, max_size=20))
def test_what_goes_out_comes_back_in(texts: list[str]) -> None:
    """Texts with marks of XML, of Excel's own escapes, and of CSV among them."""
    texts = [f"x{text.strip()}x" for text in [*texts, "a_x0041_b", "<&>\"'", "a]]>b", 'x,y"z']]
    for chunks in (
        workbook_chunks("a", ["甲"], [[text] for text in texts]),
        csv_chunks(["甲"], [[text] for text in texts]),
    ):
        assert [row.cells["甲"] for row in read_table(b"".join(chunks)).rows()] == texts


def test_the_watermark_is_at_the_head_of_each_page() -> None:
    content = b"".join(workbook_chunks("a", ["甲"], [], "导出人 & <1>"))
    header = load_workbook(io.BytesIO(content)).worksheets[0].oddHeader
    assert header is not None
    assert header.center.text == "导出人 && <1>"


def test_rows_are_written_as_they_are_asked_for() -> None:
    asked: list[int] = []

    def rows() -> Iterator[list[str]]:
        for number in range(20_000):
            asked.append(number)
            yield [str(hash((number, place))) for place in range(20)]

    chunks = workbook_chunks("a", ["甲"], rows())
    for _ in range(8):
        next(chunks)
    assert len(asked) < 20_000


def test_a_name_of_a_sheet_cannot_break_out_of_its_place() -> None:
    content = b"".join(workbook_chunks('a"><b', ["甲"], []))
    assert load_workbook(io.BytesIO(content)).sheetnames == ['a"><b']


@pytest.mark.parametrize("text", ["\x00a", "a\ufffe", "a\x1f"])
def test_characters_that_xml_does_not_know_are_left_out(text: str) -> None:
    assert opened(["a", text]) == [("a", "a")]
