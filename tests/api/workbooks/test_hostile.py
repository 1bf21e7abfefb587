"""Workbooks that were made to harm: each is refused with a reason, whole, and before it costs anything."""

import io
import zipfile

import pytest

from api.workbooks.csv_text import NO_TABLE
from api.workbooks.limits import (
    HAS_LINKS,
    HAS_MACROS,
    NO_WORKBOOK,
    OLD_OR_LOCKED,
    PACKED_TOO_TIGHT,
    TOO_LARGE,
    TOO_MANY_COLUMNS,
    TOO_MANY_ROWS,
    TOO_MUCH_WORK,
    ReadLimits,
)
from api.workbooks.packages import checked_package
from tests.api.workbooks.test_reading import refusal_of
from tests.api.workbooks.uploads import package, parts_of, sheet_xml, with_sheet, workbook

GOOD = workbook(["姓名"], ["钟离岚"])


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"PK\x03\x04 and nothing more", NO_WORKBOOK),
        (GOOD[: len(GOOD) // 2], NO_WORKBOOK),
        (package({"a.xml": b"<a/>"}), NO_WORKBOOK),
        (package({"[Content_Types].xml": b"<a/>", "xl/workbook.xml": b"<a/>"}), NO_WORKBOOK),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, OLD_OR_LOCKED),
        (package({**parts_of(GOOD), "xl/vbaProject.bin": b"x"}), HAS_MACROS),
        (package({**parts_of(GOOD), "xl/externalLinks/externalLink1.xml": b"<a/>"}), HAS_LINKS),
        (package({**parts_of(GOOD), "xl/a.bin": b"\0" * 50_000_000}), PACKED_TOO_TIGHT),
        (with_sheet(sheet_xml("").decode().encode("utf-16")), NO_WORKBOOK),
        (with_sheet(b'<!DOCTYPE a [<!ENTITY b "bbbb">]>' + sheet_xml("")), NO_WORKBOOK),
        (with_sheet(b"<worksheet><sheetData><row>"), NO_WORKBOOK),
        (with_sheet(b"not even XML"), NO_WORKBOOK),
        (b"%PDF-1.7\n1 0 obj", NO_TABLE),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 60, NO_TABLE),
        (b"\xff\xd8\xff\xe0" + b"\0" * 60, NO_TABLE),
        (b"MZ\x90\0" + b"\0" * 60, NO_TABLE),
        (b"<html><table><tr><td>1</td></tr></table></html>", NO_TABLE),
    ],
)
def test_what_is_no_honest_workbook_is_refused_with_the_reason(content: bytes, refusal: str) -> None:
    assert refusal_of(content) == refusal


def test_addresses_far_away_are_refused_before_a_parser_makes_room_for_all_between() -> None:
    near = '<row r="1"><c r="A1"><v>1</v></c></row>'
    assert (
        refusal_of(with_sheet(sheet_xml(f'{near}<row r="1048576"><c r="A1048576"><v>1</v></c></row>'))) == TOO_MANY_ROWS
    )
    assert refusal_of(with_sheet(sheet_xml(near + '<row r="2"><c r="XFD2"><v>1</v></c></row>'))) == TOO_MANY_COLUMNS
    assert refusal_of(with_sheet(sheet_xml(near + '<row r="2"><c r="BI2"><v>1</v></c></row>'))) == TOO_MANY_COLUMNS


def test_an_address_that_the_look_through_does_not_know_ends_at_the_memory_of_the_process() -> None:
    near = '<row r="1"><c r="A1"><v>1</v></c></row>'
    odd = sheet_xml(near + "<row r='1048576'><c r='XFD1048576'><v>1</v></c></row>")
    assert refusal_of(with_sheet(odd)) in {TOO_MUCH_WORK, NO_WORKBOOK}


def test_ten_million_rows_are_refused_whatever_the_dimension_says() -> None:
    rows = "<row/>" * 10_000_000
    content = with_sheet(sheet_xml(rows).replace(b"<sheetData>", b'<dimension ref="A1:A2"/><sheetData>'))
    assert refusal_of(content) in {PACKED_TOO_TIGHT, TOO_MANY_ROWS}
    varied = "".join(f'<row r="{number}"><c><v>{number * 7919 % 99991}</v></c></row>' for number in range(1, 200_100))
    assert refusal_of(with_sheet(sheet_xml(varied))) == TOO_MANY_ROWS


def test_a_part_that_says_it_is_smaller_than_it_is_is_never_read_past_what_it_says() -> None:
    content = bytearray(with_sheet(sheet_xml("<row><c><v>1</v></c></row>" * 4_000)))
    with zipfile.ZipFile(io.BytesIO(bytes(content))) as upload:
        size = upload.getinfo("xl/worksheets/sheet1.xml").file_size
    lie = bytes(content).replace(size.to_bytes(4, "little"), (100).to_bytes(4, "little"))
    assert refusal_of(lie) == NO_WORKBOOK


def test_two_members_of_one_name_are_refused() -> None:
    target = io.BytesIO(GOOD)
    with zipfile.ZipFile(target, "a") as upload, pytest.warns(UserWarning, match="Duplicate name"):
        upload.writestr("xl/workbook.xml", b"<another/>")
    assert refusal_of(target.getvalue()) == NO_WORKBOOK


def test_more_than_the_limits_is_refused_by_size() -> None:
    assert refusal_of(GOOD, ReadLimits(most_bytes=100)) == TOO_LARGE
    assert refusal_of(GOOD, ReadLimits(most_unpacked_bytes=100)) == TOO_LARGE


def test_a_parser_gets_nothing_of_the_upload_but_the_parts_that_were_looked_through() -> None:
    upload = package({**parts_of(GOOD), "xl/media/image1.png": b"\x89PNG", "xl/printerSettings1.bin": b"x"})
    names = set(parts_of(checked_package(upload, ReadLimits())))
    assert names == {name for name in parts_of(GOOD) if name.endswith((".xml", ".rels"))}
