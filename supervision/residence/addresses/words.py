"""The closed lists of addresses and dwellings. Pure."""

from enum import StrEnum


class AddressKind(StrEnum):
    """The levels of a standard address below its division."""

    STREET = "street"
    BUILDING = "building"
    UNIT = "unit"
    ROOM = "room"


MAY_STAND_UNDER = {
    AddressKind.STREET: frozenset[AddressKind](),
    AddressKind.BUILDING: frozenset({AddressKind.STREET}),
    AddressKind.UNIT: frozenset({AddressKind.BUILDING}),
    AddressKind.ROOM: frozenset({AddressKind.BUILDING, AddressKind.UNIT}),
}
"""Which parents an address of a kind may have; a street stands under its division."""


class AddressSource(StrEnum):
    """Who entered an address."""

    OFFICER = "officer"
    IMPORT = "import"
    API = "api"


class Ownership(StrEnum):
    """To whom premises belong."""

    PRIVATE = "private"
    PUBLIC = "public"
    COLLECTIVE = "collective"
    UNIT = "unit"


class DutyPart(StrEnum):
    """The two who look after a drawer."""

    ASSISTANT = "assistant"
    OFFICER = "officer"
