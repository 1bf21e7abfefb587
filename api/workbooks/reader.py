"""The reading process: `python -m api.workbooks.reader LIMITS`, an upload on its input, whole rows on its output.

It is a process of its own since the upload and its parser are not trusted: it has no environment, can write no file,
and its memory and time end where it says here, whatever the upload contains. It answers once everything was read, or
with the refusal alone.
"""

import io
import resource
import sys
from collections.abc import Iterable, Iterator, Sequence

import msgspec
from python_calamine import CalamineWorkbook

from api.workbooks.cells import REFUSALS, CellRefused, read_cell
from api.workbooks.csv_text import csv_rows
from api.workbooks.frames import Head, PackedRow, pack_cell, pack_rows, write_frame
from api.workbooks.limits import (
    NO_TITLES,
    NO_WORKBOOK,
    TOO_LARGE,
    TOO_MANY_COLUMNS,
    TOO_MANY_ROWS,
    ReadLimits,
    refuse,
    titles_twice,
)
from api.workbooks.packages import checked_package, is_workbook
from supervision.errors import InputInvalid
from supervision.wording import Wording

MOST_MEMORY_BYTES = 2 * 1024**3
MOST_CPU_SECONDS = 120

Lines = Iterator[tuple[int, Sequence[object]]]

_LONGEST_TITLE = 100
_ROWS_PER_FRAME = 2_000


def main() -> None:
    """Read standard input after the limits in the first argument."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY_BYTES, MOST_MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_CPU_SECONDS, MOST_CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    limits = msgspec.json.decode(sys.argv[1], type=ReadLimits)
    output = sys.stdout.buffer
    try:
        head, frames = read_upload(sys.stdin.buffer.read(), limits)
    except InputInvalid as refusal:
        message = refusal.args[0]
        english = message.english if isinstance(message, Wording) else message
        write_frame(output, msgspec.msgpack.encode(Head(refusal=(str(message), english))))
        return
    write_frame(output, msgspec.msgpack.encode(head))
    for frame in frames:
        write_frame(output, frame)


def read_upload(content: bytes, limits: ReadLimits) -> tuple[Head, list[bytes]]:
    """Titles and packed rows of an upload, told by its first bytes and never by its name; InputInvalid."""
    if len(content) > limits.most_bytes:
        raise refuse(TOO_LARGE)
    lines: Lines = _workbook_rows(checked_package(content, limits)) if is_workbook(content) else csv_rows(content)
    _, first = next(lines, (1, []))
    titles = _titles(first, limits)
    frames: list[bytes] = []
    batch: list[PackedRow] = []
    count = 0
    for row in _filled(lines, titles, limits):
        count += 1
        if count > limits.most_rows:
            raise refuse(TOO_MANY_ROWS)
        batch.append(row)
        if len(batch) == _ROWS_PER_FRAME:
            frames.append(pack_rows(batch))
            batch.clear()
    frames.append(pack_rows(batch))
    return Head(titles=tuple(titles), row_count=count), frames


def _workbook_rows(package: bytes) -> Lines:
    """The rows of the first sheet with the numbers that Excel shows."""
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(package)) as workbook:
            sheet = workbook.get_sheet_by_index(0)
        yield from enumerate(sheet.iter_rows(), start=1)
    except MemoryError:
        raise
    except BaseException as error:  # a panic of the parser is no Exception
        raise refuse(NO_WORKBOOK) from error


def _titles(first: Iterable[object], limits: ReadLimits) -> list[str]:
    titles = ["" if value is None else str(value).strip() for value in first]
    while titles and not titles[-1]:
        titles.pop()
    if not titles or any(len(title) > _LONGEST_TITLE for title in titles):
        raise refuse(NO_TITLES)
    if len(titles) > limits.most_columns:
        raise refuse(TOO_MANY_COLUMNS)
    named = [title for title in titles if title]
    for title in named:
        if named.count(title) > 1:
            raise refuse(titles_twice(title))
    return titles


def _filled(lines: Lines, titles: list[str], limits: ReadLimits) -> Iterator[PackedRow]:
    for number, row in lines:
        if len(row) > limits.most_columns and any(row[limits.most_columns :]):
            raise refuse(TOO_MANY_COLUMNS)
        cells = [read_cell(value, limits.most_characters) for value in row[: len(titles)]]
        if any(cell is not None for cell in cells):
            refusals = [
                (place, REFUSALS.index(cell.reason))
                for place, cell in enumerate(cells)
                if isinstance(cell, CellRefused)
            ]
            yield number, [pack_cell(cell) for cell in cells], refusals


if __name__ == "__main__":
    main()
