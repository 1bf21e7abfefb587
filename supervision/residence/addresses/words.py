"""The closed lists of addresses and dwellings. Pure."""

from collections.abc import Mapping
from enum import StrEnum

from supervision.wording import Wording


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


class NonLivingSpace(StrEnum):
    """What may not be let alone to be lived in, by the regulations on letting."""

    KITCHEN = "kitchen"
    BATHROOM = "bathroom"
    BALCONY = "balcony"
    CORRIDOR = "corridor"
    BASEMENT_STORE = "basement-store"
    GARAGE = "garage"


class HazardState(StrEnum):
    """Whether a hazard is still there."""

    OPEN = "open"
    RESOLVED = "resolved"


class HazardStepKind(StrEnum):
    """What was done about a hazard."""

    RECORDED = "recorded"
    REFERRED = "referred"
    ANSWERED = "answered"
    RESOLVED = "resolved"
    REOPENED = "reopened"


class OfficeInCharge(StrEnum):
    """Who puts a hazard right that the police refer."""

    HOUSING = "housing"
    FIRE = "fire"
    URBAN_MANAGEMENT = "urban-management"
    HEALTH = "health"
    EMERGENCY = "emergency"
    TOWNSHIP = "township"


ADDRESS_KIND_NAMES: Mapping[AddressKind, Wording] = {
    AddressKind.STREET: Wording("街路", "street"),
    AddressKind.BUILDING: Wording("楼栋", "building"),
    AddressKind.UNIT: Wording("单元", "unit"),
    AddressKind.ROOM: Wording("房间", "room"),
}
OWNERSHIP_NAMES: Mapping[Ownership, Wording] = {
    Ownership.PRIVATE: Wording("私有", "private"),
    Ownership.PUBLIC: Wording("公有", "public"),
    Ownership.COLLECTIVE: Wording("集体", "collective"),
    Ownership.UNIT: Wording("单位", "of an organisation"),
}
DUTY_PART_NAMES: Mapping[DutyPart, Wording] = {
    DutyPart.ASSISTANT: Wording("协管员", "assistant"),
    DutyPart.OFFICER: Wording("责任民警", "officer"),
}
NON_LIVING_SPACE_NAMES: Mapping[NonLivingSpace, Wording] = {
    NonLivingSpace.KITCHEN: Wording("厨房", "kitchen"),
    NonLivingSpace.BATHROOM: Wording("卫生间", "bathroom"),
    NonLivingSpace.BALCONY: Wording("阳台", "balcony"),
    NonLivingSpace.CORRIDOR: Wording("过道", "corridor"),
    NonLivingSpace.BASEMENT_STORE: Wording("地下储藏室", "basement store"),
    NonLivingSpace.GARAGE: Wording("车库", "garage"),
}
HAZARD_STATE_NAMES: Mapping[HazardState, Wording] = {
    HazardState.OPEN: Wording("未消除", "open"),
    HazardState.RESOLVED: Wording("已消除", "resolved"),
}
HAZARD_STEP_NAMES: Mapping[HazardStepKind, Wording] = {
    HazardStepKind.RECORDED: Wording("登记", "recorded"),
    HazardStepKind.REFERRED: Wording("移送", "referred"),
    HazardStepKind.ANSWERED: Wording("反馈", "answered"),
    HazardStepKind.RESOLVED: Wording("消除", "resolved"),
    HazardStepKind.REOPENED: Wording("重新出现", "re-opened"),
}
OFFICE_IN_CHARGE_NAMES: Mapping[OfficeInCharge, Wording] = {
    OfficeInCharge.HOUSING: Wording("住房部门", "housing"),
    OfficeInCharge.FIRE: Wording("消防救援", "fire and rescue"),
    OfficeInCharge.URBAN_MANAGEMENT: Wording("城市管理", "urban management"),
    OfficeInCharge.HEALTH: Wording("卫生健康", "health"),
    OfficeInCharge.EMERGENCY: Wording("应急管理", "emergency management"),
    OfficeInCharge.TOWNSHIP: Wording("乡镇（街道）", "township"),
}
