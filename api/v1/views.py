"""What answers are made of: structs whose times are written in legal time, and lists a page at a time."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any, Generic, Self, TypeVar

import msgspec

from supervision.legal_time import LEGAL_ZONE

Item = TypeVar("Item")
Source = TypeVar("Source")


class View(msgspec.Struct, frozen=True):
    """An answer; every time in it is turned into legal time."""

    def __post_init__(self) -> None:
        for name in self.__struct_fields__:
            value = getattr(self, name)
            if isinstance(value, datetime):
                msgspec.structs.force_setattr(self, name, value.astimezone(LEGAL_ZONE))

    @classmethod
    def of(cls, source: Any, /, **more: Any) -> Self:  # noqa: ANN401 - any object that has the attributes
        """The view of an object that has attributes of the same names; `more` are those that it has not."""
        if more:
            names = [name for name in cls.__struct_fields__ if name not in more and hasattr(source, name)]
            return msgspec.convert(
                {**{name: getattr(source, name) for name in names}, **more}, cls, from_attributes=True
            )
        return msgspec.convert(source, cls, from_attributes=True)


class ListView(msgspec.Struct, Generic[Item], frozen=True):
    """Fifty items at most, newest first, and the cursor with which the next page is asked for."""

    items: list[Item]
    next: str | None = None


def list_of(view: Callable[[Source], Item], sources: Iterable[Source], following: str | None = None) -> ListView[Item]:
    """The page of views of `sources`."""
    return ListView([view(source) for source in sources], following)


class Happened(View, frozen=True):
    """When something took effect."""

    at: datetime
