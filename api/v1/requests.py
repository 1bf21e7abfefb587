"""What request bodies have in common."""

from datetime import date, datetime
from typing import Annotated, TypeAlias
from uuid import UUID

from litestar.params import QueryParameter
from msgspec import Meta, Struct

_FIRST_YEAR, _LAST_YEAR = 1900, 2200

Moment: TypeAlias = Annotated[datetime, Meta(tz=True)]
"""A time with its offset."""

ShortText: TypeAlias = Annotated[str, Meta(min_length=1, max_length=4_000)]
"""A text that may not be empty; the domain knows the narrower limits."""

PurposeAsked: TypeAlias = Annotated[
    str | None,
    QueryParameter(description="Required, and recorded: supervision, alert, search, complaint or inspection."),
]
"""Why a record is opened; the domain refuses what is missing or unknown."""


class Body(Struct, frozen=True, forbid_unknown_fields=True):
    """A request's body: what it does not know, it refuses, and years that no calendar of the law has."""

    def __post_init__(self) -> None:
        check_years(self)


def check_years(value: object) -> None:
    """ValueError for a day or moment outside of 1900 to 2200, at any depth: arithmetic beyond leaves the calendar."""
    if isinstance(value, date):
        if not _FIRST_YEAR <= value.year <= _LAST_YEAR:
            message = f"a year lies between {_FIRST_YEAR} and {_LAST_YEAR}"
            raise ValueError(message)
    elif isinstance(value, Struct):
        for name in value.__struct_fields__:
            check_years(getattr(value, name))
    elif isinstance(value, tuple | list):
        for item in value:
            check_years(item)


class Created(Struct, frozen=True):
    """The id of what was created."""

    id: UUID


class Reason(Body, frozen=True):
    """Why something is done."""

    reason: ShortText
