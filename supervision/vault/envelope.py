"""Envelopes: sealed values that open only in the place they were sealed for.

An envelope is one mark byte (version and suite), a 12-byte random nonce, the ciphertext, and a 16-byte tag. The
associated data are the key's id and the place, so that a flipped byte, or a value moved to another row, column,
table or file, raises `SealBroken` and never gives wrong data.
"""

import os
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

import msgspec
from cryptography.exceptions import InvalidTag

from supervision.errors import SealBroken
from supervision.vault.data_key import DataKey
from supervision.vault.suites import NONCE_BYTES, TAG_BYTES

RowId = bytes | str | UUID
Shape = TypeVar("Shape")

OVERHEAD_BYTES = 1 + NONCE_BYTES + TAG_BYTES
"""How much longer an envelope is than what it seals."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a sealed value stands: table, column, and the row's id."""

    table: str
    column: str
    row_id: RowId


class Sealer:
    """Seals and opens many values of one column under one key: the hot path.

    What is computed once is everything but the row: mark, cipher, and the head of the associated data.
    """

    __slots__ = ("_aead", "_column", "_mark", "_prefix", "_table")

    def __init__(self, key: DataKey, table: str, column: str) -> None:
        self._aead = key.aead
        self._mark = bytes((key.suite.mark,))
        self._prefix = place_prefix(key, table, column)
        self._table, self._column = table, column

    def __repr__(self) -> str:
        """Name the column; the key stays hidden."""
        return f"Sealer({self._table}.{self._column})"

    def seal(self, plaintext: bytes, row_id: RowId) -> bytes:
        """Seal `plaintext` for the row; the nonce is random, so equal values look different."""
        nonce = os.urandom(NONCE_BYTES)
        associated = self._prefix + (b"b" + row_id if isinstance(row_id, bytes) else _row_bytes(row_id))
        return self._mark + nonce + self._aead.encrypt(nonce, plaintext, associated)

    def unseal(self, envelope: bytes, row_id: RowId) -> bytes:
        """Open an envelope of the row; `SealBroken` when it was altered, moved, or sealed under another key."""
        if len(envelope) < OVERHEAD_BYTES or envelope[:1] != self._mark:
            raise self._broken()
        associated = self._prefix + (b"b" + row_id if isinstance(row_id, bytes) else _row_bytes(row_id))
        try:
            return self._aead.decrypt(envelope[1 : 1 + NONCE_BYTES], envelope[1 + NONCE_BYTES :], associated)
        except InvalidTag:
            raise self._broken() from None

    def _broken(self) -> SealBroken:
        return SealBroken(f"The sealed value in {self._table}.{self._column} was altered, moved, or has another key.")


def place_prefix(key: DataKey, table: str, column: str) -> bytes:
    """The head of the associated data for one column under one key; the row's id follows it."""
    head = [b"supervision-seal", key.id.bytes]
    for part in (table.encode(), column.encode()):
        head += (len(part).to_bytes(2, "big"), part)
    return b"".join(head)


def _row_bytes(row_id: RowId) -> bytes:
    match row_id:
        case UUID():
            return b"u" + row_id.bytes
        case str():
            return b"s" + row_id.encode()
        case _:
            return b"b" + row_id


def seal(key: DataKey, plaintext: bytes, place: Place) -> bytes:
    """Seal `plaintext` under `key` for `place`."""
    return Sealer(key, place.table, place.column).seal(plaintext, place.row_id)


def unseal(key: DataKey, envelope: bytes, place: Place) -> bytes:
    """Open what `seal` made for the same key and place; anything else raises `SealBroken`."""
    return Sealer(key, place.table, place.column).unseal(envelope, place.row_id)


def seal_text(key: DataKey, text: str, place: Place) -> bytes:
    """Seal a text."""
    return seal(key, text.encode(), place)


def unseal_text(key: DataKey, envelope: bytes, place: Place) -> str:
    """Open a sealed text; `SealBroken` when it does not verify."""
    return unseal(key, envelope, place).decode()


def seal_json(key: DataKey, value: object, place: Place) -> bytes:
    """Seal a msgspec struct, or anything that msgspec writes as JSON."""
    return seal(key, msgspec.json.encode(value), place)


def unseal_json(key: DataKey, envelope: bytes, place: Place, shape: type[Shape]) -> Shape:
    """Open a sealed struct of type `shape`; `SealBroken` when it does not verify or is of another shape."""
    plaintext = unseal(key, envelope, place)
    try:
        return msgspec.json.decode(plaintext, type=shape)
    except msgspec.MsgspecError:  # its message may quote the value, so it is not passed on
        raise SealBroken(
            f"The sealed value in {place.table}.{place.column} is not of the shape {shape.__name__}."
        ) from None
