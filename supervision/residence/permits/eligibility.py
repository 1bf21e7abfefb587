"""Whether half a year of residence is full, from proof of it, or from registration where the region says so. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from supervision.errors import RuleRefused
from supervision.legal_rules import LegalRule, RuleMissing
from supervision.legal_time import add_months
from supervision.residence.rules import ResidenceRuleName, find_residence_rule
from supervision.wording import Wording

_ONE_DAY = timedelta(days=1)


class PermitNotRipe(RuleRefused):
    """Half a year of residence is not full yet, or is not proved."""

    code = "permit-not-ripe"


@dataclass(frozen=True, slots=True)
class StayDays:
    """The days of one stay: lived, proved by papers, registered."""

    began_on: date
    ended_on: date | None
    proved_from: date | None
    registered_on: date


@dataclass(frozen=True, slots=True)
class Eligibility:
    """From when residence counts, and on which day it is long enough; None where nothing proves it yet."""

    counted_from: date | None
    ripe_on: date | None
    rule: LegalRule
    from_registration: bool

    def is_ripe(self, today: date) -> bool:
        """Whether an application can be made."""
        return self.ripe_on is not None and today >= self.ripe_on

    @property
    def arithmetic(self) -> Wording:
        """The sum in one sentence."""
        chinese, english = ("居住登记之日", "the registration") if self.from_registration else (
            "居住证明载明之日", "the day that papers prove",
        )  # fmt: skip
        if self.counted_from is None or self.ripe_on is None:
            return Wording("还没有居住证明的起始日期，无法计算。", "No paper proves from when; nothing can be counted.")
        return Wording(
            f"自{chinese}（{self.counted_from.isoformat()}）起满{self.rule.number}个月：{self.ripe_on.isoformat()}。",
            f"{self.rule.number} months from {english} ({self.counted_from.isoformat()}): {self.ripe_on.isoformat()}.",
        )


def counts_from_registration(on: date, division: str) -> bool:
    """Whether the region's rule counts from registration; everywhere else proof of residence counts."""
    try:
        return bool(find_residence_rule(ResidenceRuleName.PERMIT_COUNTED_FROM_REGISTRATION, on, division).number)
    except RuleMissing:
        return False


def find_eligibility(
    stays: Sequence[StayDays], division: str, today: date, proved_from: date | None = None
) -> Eligibility:
    """Count over the stays that run on without a gap until now; `proved_from` is what papers shown today prove."""
    rule = find_residence_rule(ResidenceRuleName.PERMIT_RESIDENCE_LEAST, today, division)
    run = _unbroken(stays)
    from_registration = counts_from_registration(today, division)
    if from_registration:
        days = [stay.registered_on for stay in run]
    else:
        days = [stay.proved_from for stay in run if stay.proved_from is not None]
        days += [proved_from] if proved_from is not None and run else []
    counted_from = min(days, default=None)
    ripe_on = add_months(counted_from, rule.number) if counted_from else None
    return Eligibility(counted_from, ripe_on, rule, from_registration)


def _unbroken(stays: Sequence[StayDays]) -> list[StayDays]:
    """The open stay and those before it that it follows by a day at most."""
    run: list[StayDays] = []
    for stay in sorted(stays, key=lambda one: one.began_on, reverse=True):
        if not run:
            if stay.ended_on is None:
                run.append(stay)
        elif stay.ended_on is not None and stay.ended_on >= run[-1].began_on - _ONE_DAY:
            run.append(stay)
    return run
