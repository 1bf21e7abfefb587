"""What tables of this register list. Pure."""

from collections.abc import Mapping
from enum import StrEnum

from supervision.wording import Wording


class ImportKind(StrEnum):
    """What a table lists."""

    HOMES = "homes"
    RESIDENTS = "residents"


IMPORT_KIND_NAMES: Mapping[ImportKind, Wording] = {
    ImportKind.HOMES: Wording("出租房屋", "rental homes"),
    ImportKind.RESIDENTS: Wording("居住人员", "residents"),
}
