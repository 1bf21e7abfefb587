"""The closed list of what leaves the residence register as an export. Pure."""

from collections.abc import Mapping
from enum import StrEnum

from supervision.wording import Wording


class ExportKind(StrEnum):
    """What the rows of an export are."""

    RESIDENTS = "residents"
    HOMES = "homes"


EXPORT_KIND_NAMES: Mapping[ExportKind, Wording] = {
    ExportKind.RESIDENTS: Wording("流动人口", "residents"),
    ExportKind.HOMES: Wording("出租房屋", "rental homes"),
}
