"""The sheet in an archive that left the house, read with programs of others."""

import io
from typing import Any

import pyzipper
from openpyxl import load_workbook


def read_sheet(archive: bytes, password: str) -> tuple[Any, list[list[Any]], str | None]:
    """The sheet's watermark, its rows with their titles, and what heads each printed page."""
    with pyzipper.AESZipFile(io.BytesIO(archive)) as opened:
        opened.setpassword(password.encode())
        (name,) = opened.namelist()
        sheet = load_workbook(io.BytesIO(opened.read(name))).worksheets[0]
    first, *rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    assert sheet.oddHeader is not None
    return first[0], rows, sheet.oddHeader.center.text
