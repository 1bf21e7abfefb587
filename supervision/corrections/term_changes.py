"""What a term goes through: entered by one officer, confirmed by another, shortened or lengthened. Pure.

Until a second officer has confirmed a new last day, the earlier of the old and the new one holds: a mistake or a
dispute never makes anybody's duties last longer.
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from enum import StrEnum

import msgspec

from supervision.errors import InputInvalid, RuleRefused
from supervision.legal_time import add_months
from supervision.wording import Wording

_MOST_MONTHS = 480
_MOST_DAYS = 366
_ONE_DAY = timedelta(days=1)


class TermKind(StrEnum):
    """From where a last day comes: the judgment, or a decision that changed it."""

    JUDGMENT = "judgment"
    REDUCTION = "reduction"
    EXTENSION = "extension"


TERM_KIND_NAMES: Mapping[TermKind, Wording] = {
    TermKind.JUDGMENT: Wording("判决、裁定、决定确定的期限", "term of the judgment"),
    TermKind.REDUCTION: Wording("减刑、缩短", "reduction"),
    TermKind.EXTENSION: Wording("依法延长", "extension"),
}
"""What each is called."""


class TermState(StrEnum):
    """What became of an entered last day."""

    WAITING = "waiting"
    CONFIRMED = "confirmed"
    RETURNED = "returned"
    REPLACED = "replaced"


class TermChange(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A decision that shortens or lengthens a term: by how much, of which organ, under which number."""

    months: int = 0
    days: int = 0
    organ: str = ""
    document_number: str = ""


AMOUNT_WRONG = Wording(
    "请填写缩短或者延长的月数、日数：至少一项大于零。", "Enter by how many months or days: at least one above zero."
)
BEFORE_START = Wording("变更后期满日早于起算日。", "The term would end before it began.")
CHANGE_PAPER_NEEDED = Wording("须附作出决定的文书。", "The document of the decision is needed.")


class OwnTerm(RuleRefused):
    """Whoever entered a last day never confirms or returns it."""

    code = "own-term"

    def __init__(self) -> None:
        super().__init__(
            Wording(
                "期限须由录入人以外的工作人员复核。", "Another officer than the one who entered the term confirms it."
            )
        )


def check_change(kind: TermKind, change: TermChange) -> None:
    """Refuse a change of nothing, or one that cannot be."""
    if (
        kind is TermKind.JUDGMENT
        or not 0 <= change.months <= _MOST_MONTHS
        or not 0 <= change.days <= _MOST_DAYS
        or not (change.months or change.days)
    ):
        raise InputInvalid(AMOUNT_WRONG, field="months")


def change_last_day(starts_on: date, last_day: date, kind: TermKind, change: TermChange) -> tuple[date, Wording]:
    """The last day after the change, and the arithmetic as an officer checks it by hand; InputInvalid."""
    sign = -1 if kind is TermKind.REDUCTION else 1
    after = add_months(last_day + _ONE_DAY, sign * change.months) + sign * timedelta(days=change.days)
    changed = after - _ONE_DAY
    if changed < starts_on:
        raise InputInvalid(BEFORE_START, field="months")
    verb, english = ("减去", "less") if sign < 0 else ("加上", "plus")
    step = Wording(
        f"{last_day} {verb} {change.months} 个月 {change.days} 日：期满日 {changed}",
        f"{last_day} {english} {change.months} months and {change.days} days: last day {changed}",
    )
    return changed, step


def apply_changes(
    starts_on: date, last_day: date, changes: Iterable[tuple[TermKind, TermChange]]
) -> tuple[date, tuple[Wording, ...]]:
    """The judgment's last day after all confirmed changes, step by step."""
    steps = []
    for kind, change in changes:
        last_day, step = change_last_day(starts_on, last_day, kind, change)
        steps.append(step)
    return last_day, tuple(steps)


def binding_last_day(confirmed: date | None, waiting: date | None, otherwise: date) -> date:
    """The last day that holds: of a confirmed and a waiting one the earlier; `otherwise` where there is neither."""
    days = [day for day in (confirmed, waiting) if day is not None]
    return min(days) if days else otherwise
