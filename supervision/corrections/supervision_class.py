"""The classes in which a person is supervised (分类管理): the law wants them, each province numbers them. Pure."""

from collections.abc import Mapping
from enum import StrEnum

from supervision.wording import Wording


class SupervisionClass(StrEnum):
    """How closely a person is supervised, which their plan and the periods of contact follow."""

    STRICT = "strict"
    ORDINARY = "ordinary"
    LENIENT = "lenient"


DEFAULT_CLASS = SupervisionClass.ORDINARY
"""The class of a file on which none was decided."""

CLASS_NAMES: Mapping[SupervisionClass, Wording] = {
    SupervisionClass.STRICT: Wording("严管", "strict"),
    SupervisionClass.ORDINARY: Wording("普管", "ordinary"),
    SupervisionClass.LENIENT: Wording("宽管", "lenient"),
}
