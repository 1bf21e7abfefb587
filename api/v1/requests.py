"""What request bodies have in common."""

from datetime import datetime
from typing import Annotated, TypeAlias
from uuid import UUID

from litestar.params import QueryParameter
from msgspec import Meta, Struct

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
    """A request's body: what it does not know, it refuses."""


class Created(Struct, frozen=True):
    """The id of what was created."""

    id: UUID


class Reason(Body, frozen=True):
    """Why something is done."""

    reason: ShortText
