"""A court's injunctions (禁止令), and who stands for somebody outside prison: a part of the judgment's data. Pure.

Injunctions go with control and with a suspended sentence (Criminal Law, arts. 38 and 72); a guarantor and a hospital
named by the province go with temporary service outside prison.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum

import msgspec

from supervision.corrections.category import Category
from supervision.errors import InputInvalid
from supervision.texts import needed_text, normalise_phone, optional_text
from supervision.wording import Wording

_MOST = 10
_MOST_TEXT = 400
_WITH_INJUNCTIONS = frozenset({Category.CONTROL, Category.SUSPENDED_SENTENCE})


class InjunctionKind(StrEnum):
    """What a court can forbid."""

    ACTIVITY = "activity"
    AREA = "area"
    PERSON = "person"


INJUNCTION_NAMES: Mapping[InjunctionKind, Wording] = {
    InjunctionKind.ACTIVITY: Wording("不得从事特定活动", "no activity of a kind"),
    InjunctionKind.AREA: Wording("不得进入特定区域、场所", "no entry to an area or place"),
    InjunctionKind.PERSON: Wording("不得接触特定的人", "no contact with a person"),
}

INJUNCTION_CATEGORY = Wording(
    "禁止令只适用于管制和缓刑（刑法第三十八条、第七十二条）：请核对类别，或者删除禁止令。",
    "A court's injunction goes with control or a suspended sentence only: check the category, or take it out.",
)
INJUNCTIONS_MANY = Wording("禁止令最多登记十项。", "At most ten injunctions can be entered.")
INJUNCTION_EARLY = Wording(
    "禁止令的止日不能早于裁判日期。", "An injunction cannot end before the decision that pronounced it."
)
INJUNCTION_TWICE = Wording("同一项禁止令登记了两次。", "The same injunction is entered twice.")
NOT_OUTSIDE_PRISON = Wording(
    "只有暂予监外执行才登记保证人和指定医院：请核对类别，或者清空。",
    "A guarantor and a hospital are those of service outside prison only: check the category, or leave them empty.",
)
GUARANTOR_PHONE_ALONE = Wording("填了保证人电话，还须填写姓名。", "A guarantor's telephone needs the guarantor's name.")


class Injunction(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """One thing that the court forbids, in its words, and until when; without a day as long as the term runs."""

    kind: InjunctionKind
    text: str
    until: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether it is still in force on that day."""
        return self.until is None or day <= self.until


class OutsidePrison(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """Who guarantees for somebody who serves outside prison, and the hospital that was named for examinations."""

    guarantor: str = ""
    guarantor_phone: str = ""
    hospital: str = ""


def checked_injunctions(given: tuple[Injunction, ...], decided_on: date) -> tuple[Injunction, ...]:
    """Injunctions in their one written form; InputInvalid for an empty one, one twice, or one over before it began."""
    if len(given) > _MOST:
        raise InputInvalid(INJUNCTIONS_MANY, field="injunction_text")
    if any(one.until is not None and one.until < decided_on for one in given):
        raise InputInvalid(INJUNCTION_EARLY, field="injunction_until")
    found = tuple(
        Injunction(one.kind, needed_text(one.text, "injunction_text", _MOST_TEXT), one.until) for one in given
    )
    if len({one.text for one in found}) < len(found):
        raise InputInvalid(INJUNCTION_TWICE, field="injunction_text")
    return found


def checked_outside_prison(given: OutsidePrison) -> OutsidePrison:
    """Guarantor and hospital in their one written form. InputInvalid."""
    guarantor = optional_text(given.guarantor, "guarantor")
    if given.guarantor_phone.strip() and not guarantor:
        raise InputInvalid(GUARANTOR_PHONE_ALONE, field="guarantor")
    return OutsidePrison(
        guarantor,
        normalise_phone(given.guarantor_phone, "guarantor_phone") if given.guarantor_phone.strip() else "",
        optional_text(given.hospital, "hospital"),
    )


def check_category(category: Category, injunctions: tuple[Injunction, ...], outside: OutsidePrison) -> None:
    """InputInvalid for what a person of that category cannot have."""
    if injunctions and category not in _WITH_INJUNCTIONS:
        raise InputInvalid(INJUNCTION_CATEGORY, field="injunction_text")
    if outside != OutsidePrison() and category is not Category.MEDICAL_PAROLE:
        raise InputInvalid(NOT_OUTSIDE_PRISON, field="guarantor")


def injunction_in_words(one: Injunction) -> str:
    """An injunction as papers write it: what it forbids, its text, its last day."""
    until = f"（至{one.until.year}年{one.until.month}月{one.until.day}日）" if one.until else ""
    return f"{INJUNCTION_NAMES[one.kind]}：{one.text}{until}"


def injunctions_in_words(injunctions: Iterable[Injunction]) -> str:
    """All of them as a paper writes them; empty where the court pronounced none."""
    return "；".join(injunction_in_words(one) for one in injunctions)
