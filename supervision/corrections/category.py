"""The four categories of community correction, and why nothing else is one. Pure."""

from collections.abc import Mapping
from enum import StrEnum

from supervision.errors import InputInvalid
from supervision.wording import Wording


class Category(StrEnum):
    """Who is under community correction: Community Correction Law, art. 2, a closed list."""

    CONTROL = "control"
    SUSPENDED_SENTENCE = "suspended-sentence"
    PAROLE = "parole"
    MEDICAL_PAROLE = "medical-parole"


CATEGORY_NAMES: Mapping[Category, Wording] = {
    Category.CONTROL: Wording("管制", "public surveillance"),
    Category.SUSPENDED_SENTENCE: Wording("缓刑", "suspended sentence"),
    Category.PAROLE: Wording("假释", "parole"),
    Category.MEDICAL_PAROLE: Wording("暂予监外执行", "temporary service outside prison"),
}
"""What the law calls each category."""

_READ_AS: Mapping[str, Category] = {
    **{category.value: category for category in Category},
    **{str(name): category for category, name in CATEGORY_NAMES.items()},
    "宣告缓刑": Category.SUSPENDED_SENTENCE,
    "裁定假释": Category.PAROLE,
    "保外就医": Category.MEDICAL_PAROLE,
}

_REFUSED_SINCE_2012 = frozenset({"剥夺政治权利", "附加剥夺政治权利", "deprivation-of-political-rights"})

DEPRIVATION_REFUSED = Wording(
    "剥夺政治权利由公安机关执行（刑事诉讼法第二百七十条），不属于社区矫正，不能建立矫正档案。",
    "Deprivation of political rights is executed by the police (Criminal Procedure Law, art. 270); it is not community "
    "correction and gets no file.",
)
CATEGORY_UNKNOWN = Wording(
    "社区矫正只有四类：管制、缓刑、假释、暂予监外执行（社区矫正法第二条）。",
    "Community correction has four categories only: public surveillance, suspended sentence, parole, temporary service "
    "outside prison (Community Correction Law, art. 2).",
)


def read_category(text: str) -> Category:
    """The category named by its code or its Chinese name; InputInvalid gives the law's reason for anything else."""
    name = text.strip()
    if name in _REFUSED_SINCE_2012:
        raise InputInvalid(DEPRIVATION_REFUSED, field="category")
    if name not in _READ_AS:
        raise InputInvalid(CATEGORY_UNKNOWN, field="category")
    return _READ_AS[name]
