"""Reading a table that comes from outside, .xlsx or CSV: whole, or refused with the reason.

Every upload is read by a process of its own (`api.workbooks.reader`). A thread would keep the event loop free as well,
but not the service's memory: no thread can be given a limit, or be ended.
"""

import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import cast

import msgspec

from api.workbooks.cells import REFUSALS
from api.workbooks.frames import Head, UnpackedRow, frames_of, unpack_rows
from api.workbooks.limits import TOO_LARGE, TOO_MUCH_WORK, ReadLimits, refuse
from supervision.sheet_cells import Cell
from supervision.wording import Wording

_MOST_READERS = 2
_MOST_SECONDS = 240
_BROKEN_PROGRAM = 1
"""With which Python ends after an exception of ours; of a hostile file it dies by a signal, or of memory."""

_readers = threading.BoundedSemaphore(_MOST_READERS)


@dataclass(frozen=True, slots=True)
class FilledRow:
    """A row by the titles of its columns; `number` is the one that Excel shows.

    A cell whose content could not be taken is None, and its reason stands under its title in `refusals`.
    """

    number: int
    cells: Mapping[str, Cell]
    refusals: Mapping[str, Wording]


@dataclass(frozen=True, slots=True)
class ReadTable:
    """A table that was read to its end; its rows stay packed until they are asked for, as often as they are."""

    titles: tuple[str, ...]
    row_count: int
    _frames: tuple[bytes, ...]

    def rows(self) -> Iterator[FilledRow]:
        """The rows with anything in them, in order; columns without a title are left out."""
        for frame in self._frames:
            for row in unpack_rows(frame):
                yield self._filled(row)

    def _filled(self, row: UnpackedRow) -> FilledRow:
        cells = {title: cast("Cell", cell) for title, cell in zip(self.titles, row.cells, strict=False) if title}
        refusals = {self.titles[place]: REFUSALS[reason] for place, reason in row.refusals if self.titles[place]}
        return FilledRow(row.number, cells, refusals)


def read_table(content: bytes, limits: ReadLimits | None = None) -> ReadTable:
    """Read an upload (InputInvalid with field `sheet`); it waits for another process, so call it in a thread."""
    limits = limits or ReadLimits()
    if len(content) > limits.most_bytes:
        raise refuse(TOO_LARGE)
    with _readers:
        answer = _answer(content, limits)
    frames = frames_of(answer)
    head = msgspec.msgpack.decode(next(frames), type=Head)
    if head.refusal:
        raise refuse(Wording(*head.refusal))
    return ReadTable(head.titles, head.row_count, tuple(frames))


def _answer(content: bytes, limits: ReadLimits) -> bytes:
    """What the reading process wrote; RuntimeError where the fault is ours."""
    command = [sys.executable, "-m", "api.workbooks.reader", msgspec.json.encode(limits).decode()]
    try:
        done = subprocess.run(  # noqa: S603 - our own module, and nothing of the upload in its arguments
            command,
            input=content,
            capture_output=True,
            check=False,
            timeout=_MOST_SECONDS,
            env={"PYTHONPATH": ":".join(sys.path), "PYTHONDONTWRITEBYTECODE": "1"},
        )
    except subprocess.TimeoutExpired as error:
        raise refuse(TOO_MUCH_WORK) from error
    if done.returncode == _BROKEN_PROGRAM and b"MemoryError" not in done.stderr:
        last_line = done.stderr.decode("utf-8", "replace").strip().rpartition("\n")[2]
        raise RuntimeError(f"the reading process failed: {last_line.partition(':')[0]}")
    if done.returncode:
        raise refuse(TOO_MUCH_WORK)
    return done.stdout
