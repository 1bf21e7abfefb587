"""What a merge of two addresses moved: enough to move it back exactly. Pure."""

from uuid import UUID

import msgspec


class MergedAddress(msgspec.Struct, frozen=True, array_like=True):
    """An address that was merged into another, with its revision since."""

    id: UUID
    kept: UUID
    revision: int


class MovedAddress(msgspec.Struct, frozen=True, array_like=True):
    """An address that went to another parent with all that stands below; where it stood, and its revision since."""

    id: UUID
    parent: UUID
    full_name: str
    revision: int


class MovedDwelling(msgspec.Struct, frozen=True, array_like=True):
    """A dwelling that went to another address or drawer; where it was, and its revision since."""

    id: UUID
    address: UUID
    drawer: UUID
    revision: int


class JoinedDwelling(msgspec.Struct, frozen=True, array_like=True):
    """A dwelling that was given up for another at the same place, with the household files that went over."""

    id: UUID
    kept: UUID
    households: list[UUID]
    revision: int


class MovedDrawer(msgspec.Struct, frozen=True, array_like=True):
    """A drawer that went to the address that was kept; where it was."""

    id: UUID
    address: UUID
    name: str


class Moved(msgspec.Struct, frozen=True):
    """Everything that one merge moved."""

    merged: list[MergedAddress]
    addresses: list[MovedAddress]
    dwellings: list[MovedDwelling]
    joined: list[JoinedDwelling]
    drawers: list[MovedDrawer]
    organisations: list[tuple[UUID, UUID]]
    """Ids of organisations with the address that they had."""
