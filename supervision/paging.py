"""Lists a page at a time, newest first, continued from the last row seen: nothing is skipped or shown twice. Pure."""

import base64
import binascii
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar
from uuid import UUID

import msgspec

from supervision.errors import InputInvalid
from supervision.wording import Wording

PAGE_SIZE = 50
"""How many items a page has at most."""

MOST_COUNTED = 10_000
"""How far what waits is counted: a larger number in a heading helps nobody, and costs a walk through everything."""

Item = TypeVar("Item")

CURSOR_WRONG = Wording(
    "翻页标记无效，请从第一页重新查询。", "The cursor is not one of ours; start again from the first page."
)


@dataclass(frozen=True, slots=True)
class Page(Generic[Item]):
    """Some items, and the cursor of what follows; None on the last page."""

    items: tuple[Item, ...]
    next: str | None = None


class Cursor(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """The sort key of the last row seen: its time and id, and before them its rank where a search ranks."""

    at: datetime
    row_id: UUID
    rank: int = 0

    def __str__(self) -> str:
        """The opaque text that a caller hands back."""
        return base64.urlsafe_b64encode(msgspec.json.encode(self)).rstrip(b"=").decode()


def read_cursor(text: str | None) -> Cursor | None:
    """The cursor handed back, None for the first page; InputInvalid for anything that is not a cursor."""
    if not text:
        return None
    try:
        cursor = msgspec.json.decode(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)), type=Cursor)
    except (msgspec.MsgspecError, binascii.Error, ValueError) as error:
        raise InputInvalid(CURSOR_WRONG, field="cursor") from error
    if cursor.at.tzinfo is None:
        raise InputInvalid(CURSOR_WRONG, field="cursor")
    return cursor


def split_page(
    rows: Sequence[Item], key: Callable[[Item], Cursor], size: int = PAGE_SIZE
) -> tuple[Sequence[Item], str | None]:
    """The rows of this page and the cursor of the next; `rows` were asked for with one more than `size`."""
    if len(rows) <= size:
        return rows, None
    return rows[:size], str(key(rows[size - 1]))
