"""Lists a page at a time, continued from the last row seen: nothing is skipped or shown twice. Pure."""

import base64
import binascii
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any, Generic, TypeVar
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


@dataclass(frozen=True, slots=True)
class Order:
    """How a list stands: newest first by a moment, or by the day on which each row is due, the earliest first."""

    by: str
    row_id: str
    is_due: bool = False

    def of(self, select: str) -> str:
        """The query that `select` begins, with what it is sorted by among its columns as `sorted_by`."""
        return select.replace("SELECT", f"SELECT {self.by} AS sorted_by,", 1)

    def after(self, cursor: Cursor | None, values: list[object]) -> str:
        """What is left of the rows behind the last one seen; appends what it binds to the query's `values`."""
        if cursor is None:
            return ""
        values += [cursor.at.date() if self.is_due else cursor.at, cursor.row_id]
        return f" AND ({self.by}, {self.row_id}) {'>' if self.is_due else '<'} (${len(values) - 1}, ${len(values)})"

    @property
    def clause(self) -> str:
        """The query's ORDER BY."""
        direction = "ASC" if self.is_due else "DESC"
        return f"ORDER BY {self.by} {direction}, {self.row_id} {direction}"

    def split(self, rows: Sequence[Mapping[str, Any]]) -> tuple[Sequence[Mapping[str, Any]], str | None]:
        """The rows of this page and the cursor of the next, as `split_page`; each row has `id` and `sorted_by`."""
        return split_page(rows, lambda row: Cursor(_moment(row["sorted_by"]), row["id"]))


def _moment(value: datetime | date) -> datetime:
    return value if isinstance(value, datetime) else datetime.combine(value, time(), UTC)


def split_page(
    rows: Sequence[Item], key: Callable[[Item], Cursor], size: int = PAGE_SIZE
) -> tuple[Sequence[Item], str | None]:
    """The rows of this page and the cursor of the next; `rows` were asked for with one more than `size`."""
    if len(rows) <= size:
        return rows, None
    return rows[:size], str(key(rows[size - 1]))
