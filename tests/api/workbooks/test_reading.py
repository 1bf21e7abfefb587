"""What is read of a table from outside, cell by cell."""

from datetime import date, datetime, time

import pytest
from openpyxl import Workbook

from api.workbooks.cells import DIGITS_LOST, ERROR_VALUE, TEXT_TOO_LONG, UNPRINTABLE
from api.workbooks.limits import ReadLimits
from api.workbooks.reading import read_table
from supervision.errors import InputInvalid
from supervision.wording import Wording
from tests.api.workbooks.uploads import saved, workbook

DAY = date(2026, 3, 1)
MOMENT = datetime.combine(DAY, time(8, 30))


def only_row(content: bytes) -> dict[str, object]:
    (row,) = read_table(content).rows()
    assert not row.refusals
    return dict(row.cells)


def refusal_of(content: bytes, limits: ReadLimits | None = None) -> str:
    with pytest.raises(InputInvalid) as refused:
        read_table(content, limits)
    message = refused.value.args[0]
    assert refused.value.field == "sheet"
    assert isinstance(message, Wording)
    assert message.english
    return str(message)


def test_cells_come_with_their_types_and_rows_with_the_number_that_excel_shows() -> None:
    content = workbook(
        ["姓名", "电话", "面积", "日期", "时间", "空", "何时"],
        [],
        [" 钟离岚 ", 16012345678, 71.5, DAY, MOMENT, None, time(8, 30)],
    )
    table = read_table(content)
    (row,) = table.rows()
    assert (table.titles[:2], table.row_count, row.number) == (("姓名", "电话"), 1, 3)
    assert list(row.cells.values()) == ["钟离岚", 16012345678, 71.5, DAY, MOMENT, None, "08:30:00"]
    assert isinstance(row.cells["电话"], int)
    assert list(table.rows()) == [row]


@pytest.mark.parametrize("number", [149901199005060011, 1.49901199005060e17, 10**15])
def test_a_number_that_has_lost_digits_is_refused_for_its_cell_alone(number: float) -> None:
    (row,) = read_table(workbook(["证件号码", "姓名"], [number, "钟离岚"])).rows()
    assert row.cells == {"证件号码": None, "姓名": "钟离岚"}
    assert row.refusals == {"证件号码": DIGITS_LOST}


def test_fifteen_digits_are_exact() -> None:
    assert only_row(workbook(["号码"], [999_999_999_999_999])) == {"号码": 999_999_999_999_999}


def test_text_that_is_too_long_or_cannot_be_shown_is_refused_for_its_cell() -> None:
    (row,) = read_table(b"a,b,c,d\n" + b"x" * 2001 + b",ok\x07,#N/A,1.49901E+17").rows()
    assert row.refusals == {"a": TEXT_TOO_LONG, "b": UNPRINTABLE, "c": ERROR_VALUE, "d": DIGITS_LOST}


def test_a_formula_is_never_calculated_and_text_that_looks_like_one_stays_text() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["姓名", "合计", "备注"])
    sheet["A2"].value = "=1+1"
    sheet["A2"].data_type = "s"
    sheet["B2"] = "=1+1"
    sheet["C2"] = "x"
    assert only_row(saved(book)) == {"姓名": "=1+1", "合计": None, "备注": "x"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_csv_is_read_in_the_encodings_that_offices_have(encoding: str) -> None:
    text = "姓名,证件号码\r\n钟离岚,149901199005060011\r\n\r\n'=1+1,'0\r\n"
    first, second = read_table(text.encode(encoding)).rows()
    assert (first.number, first.cells) == (2, {"姓名": "钟离岚", "证件号码": "149901199005060011"})
    assert (second.number, second.cells) == (4, {"姓名": "=1+1", "证件号码": "'0"})


def test_two_encodings_in_one_file_are_refused_with_the_line() -> None:
    rows = ["姓名,地址", "钟离岚,云岭区青石街道"]
    mixed = "\n".join(rows).encode() + b"\n" + "欧阳澄,望岭社区".encode("gb18030")
    assert "第3行" in refusal_of(mixed)
    turned = "\n".join(rows).encode("gb18030") + b"\n" + "欧阳澄,望岭社区".encode()
    assert "第3行" in refusal_of(turned)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("姓名\n钟离岚".encode("utf-16"), "UTF-16"),
        ("姓名\n钟离".encode() + b"\xff\xff", "第2行"),
        ("姓名\na\x00b".encode(), "第2行"),
        ('姓名\n"没有结束'.encode(), "不是完整的 CSV 行"),
        ("姓名,姓名\na,b".encode(), "出现了两次"),
        (b"", "列标题"),
        (b"\n\n", "列标题"),
        (",".join(f"c{n}" for n in range(61)).encode(), "列数过多"),
        (("a\n" + ",".join("x" * 61)).encode(), "列数过多"),
    ],
)
def test_csv_that_cannot_be_read_whole_is_refused_with_the_reason(content: bytes, said: str) -> None:
    assert said in refusal_of(content)


def test_more_rows_than_are_wanted_are_refused_whole() -> None:
    assert "行数" in refusal_of(b"a\n" + b"x\n" * 11, ReadLimits(most_rows=10))
    assert read_table(b"a\n" + b"x\n\n" * 10, ReadLimits(most_rows=10)).row_count == 10
    assert "过大" in refusal_of(b"a\n" + b"x\n" * 11, ReadLimits(most_bytes=10))
