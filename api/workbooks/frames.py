"""How the reading process hands over what it read: a head, then packed rows, each with its length before it."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import BinaryIO

import msgspec

from api.workbooks.cells import CellRefused
from supervision.sheet_cells import Cell

PackedCell = str | int | float | msgspec.msgpack.Ext | None
PackedRow = tuple[int, list[PackedCell], list[tuple[int, int]]]
"""The row's number, its cells, and where in it a cell was refused for which reason."""

_LENGTH_BYTES = 4
_DATE, _DATETIME = 1, 2


class Head(msgspec.Struct, frozen=True):
    """What was read in all, or why nothing was."""

    titles: tuple[str, ...] = ()
    row_count: int = 0
    refusal: tuple[str, str] | None = None


class UnpackedRow(msgspec.Struct, frozen=True, array_like=True):
    """A row as it arrives."""

    number: int
    cells: list[object]
    refusals: list[tuple[int, int]]


def pack_cell(cell: Cell | CellRefused) -> PackedCell:
    """A cell as MessagePack knows it; days and times keep their types, refused ones are empty."""
    match cell:
        case CellRefused():
            return None
        case datetime():
            return msgspec.msgpack.Ext(_DATETIME, cell.isoformat().encode())
        case date():
            return msgspec.msgpack.Ext(_DATE, cell.isoformat().encode())
        case _:
            return cell


def pack_rows(rows: Sequence[PackedRow]) -> bytes:
    """One frame of rows."""
    return _ENCODER.encode(rows)


def unpack_rows(frame: bytes) -> list[UnpackedRow]:
    """The rows of a frame; msgspec.DecodeError for anything else."""
    return _DECODER.decode(frame)


def write_frame(output: BinaryIO, frame: bytes) -> None:
    """Write a frame behind its length."""
    output.write(len(frame).to_bytes(_LENGTH_BYTES, "big"))
    output.write(frame)


def frames_of(answer: bytes) -> Iterator[bytes]:
    """The frames of an answer; ValueError where the last one is cut off."""
    position = 0
    while position < len(answer):
        start = position + _LENGTH_BYTES
        position = start + int.from_bytes(answer[start - _LENGTH_BYTES : start], "big")
        if position > len(answer):
            raise ValueError("the answer is cut off")
        yield answer[start:position]


def _unpack_cell(code: int, content: memoryview) -> date | datetime:
    text = bytes(content).decode()
    return datetime.fromisoformat(text) if code == _DATETIME else date.fromisoformat(text)


_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(list[UnpackedRow], ext_hook=_unpack_cell)
