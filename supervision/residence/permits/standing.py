"""Where a permit stands: a fold over its acts, each of which the law allows only after certain others. Pure.

Issued for a year and endorsed every year within the last month of it; who lets that pass loses the permit's function
until a later endorsement, from which the years count anew (Interim Regulations on Residence Permits, art. 10).
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import reduce

from supervision.errors import RuleRefused
from supervision.legal_time import add_months
from supervision.periods import LegalCalendar
from supervision.residence.permits.words import PermitState, PermitStep
from supervision.wording import Wording

STEP_REFUSED = Wording("居住证目前的状态不能办理这一项。", "The permit does not stand where this could be done.")
TOLD_ONCE = Wording("所缺材料只能一次性告知，已经告知过。", "Missing papers are told once, and have been.")
TOO_EARLY = Wording(
    "还没到签注时间：应在每满1年之日前1个月内办理。",
    "It is too early to endorse: that is done in the last month of a year.",
)
NOT_LAPSED = Wording("签注期限还没有过，不能中止。", "The time to endorse is not over; the permit cannot be suspended.")
OUT_OF_ORDER = Wording("日期早于前一项办理的日期。", "The day lies before that of the act before it.")

_STARTS = {
    PermitStep.TELL_MISSING: {PermitState.APPLIED},
    PermitStep.ACCEPT: {PermitState.APPLIED, PermitState.TOLD},
    PermitStep.REFUSE: {PermitState.APPLIED, PermitState.TOLD, PermitState.ACCEPTED},
    PermitStep.ISSUE: {PermitState.ACCEPTED},
    PermitStep.ENDORSE: {PermitState.VALID, PermitState.SUSPENDED},
    PermitStep.SUSPEND: {PermitState.VALID},
    PermitStep.CANCEL: {PermitState.VALID, PermitState.SUSPENDED},
}

_LEADS_TO = {
    PermitStep.ACCEPT: PermitState.ACCEPTED,
    PermitStep.REFUSE: PermitState.REFUSED,
    PermitStep.SUSPEND: PermitState.SUSPENDED,
    PermitStep.CANCEL: PermitState.CANCELLED,
}


class PermitStepRefused(RuleRefused):
    """The law does not allow this act where the permit stands."""

    code = "permit-step-refused"


@dataclass(frozen=True, slots=True)
class PermitYears:
    """How often a permit is endorsed, and how long before the year is full: the region's numbers, in months."""

    every: int
    window: int


@dataclass(frozen=True, slots=True)
class PermitAct:
    """One act; `due_on` is the last day of what it begins: the issue after accepting, the endorsement after issuing."""

    step: PermitStep
    acted_on: date
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class PermitStanding:
    """What the acts so far come to; `full_on` is the day on which the running year is full."""

    state: PermitState
    last_on: date
    was_told: bool = False
    due_on: date | None = None
    years_from: date | None = None
    years: int = 0
    full_on: date | None = None

    def endorse_from(self, years: PermitYears) -> date | None:
        """The first day on which the running year can be endorsed."""
        return add_months(self.full_on, -years.window) if self.full_on else None

    def is_lapsed(self, on: date) -> bool:
        """Whether the function is suspended by law on that day, put down or not."""
        if self.state is PermitState.SUSPENDED:
            return True
        return self.state is PermitState.VALID and self.due_on is not None and on > self.due_on


def next_standing(standing: PermitStanding | None, act: PermitAct, years: PermitYears) -> PermitStanding:
    """Where the permit stands after one more act; PermitStepRefused where the law does not allow it."""
    if standing is None:
        if act.step is not PermitStep.APPLY:
            raise PermitStepRefused(STEP_REFUSED)
        return PermitStanding(PermitState.APPLIED, act.acted_on)
    _check(standing, act)
    moved = replace(standing, last_on=act.acted_on, due_on=act.due_on)
    match act.step:
        case PermitStep.TELL_MISSING:
            return replace(moved, state=PermitState.TOLD, was_told=True)
        case PermitStep.ISSUE:
            return _first_year(moved, act.acted_on, years)
        case PermitStep.ENDORSE:
            return _endorsed(standing, moved, years)
        case _:
            return replace(moved, state=_LEADS_TO[act.step])


def _check(standing: PermitStanding, act: PermitAct) -> None:
    if act.step is PermitStep.TELL_MISSING and standing.was_told:
        raise PermitStepRefused(TOLD_ONCE)
    if standing.state not in _STARTS.get(act.step, set()):
        raise PermitStepRefused(STEP_REFUSED)
    if act.acted_on < standing.last_on:
        raise PermitStepRefused(OUT_OF_ORDER)
    if act.step is PermitStep.SUSPEND and not standing.is_lapsed(act.acted_on):
        raise PermitStepRefused(NOT_LAPSED)


def fold(acts: Iterable[PermitAct], years: PermitYears) -> PermitStanding | None:
    """What all acts come to, in their order."""

    def one_more(standing: PermitStanding | None, act: PermitAct) -> PermitStanding | None:
        return next_standing(standing, act, years)

    nothing: PermitStanding | None = None
    return reduce(one_more, acts, nothing)


def endorsement_due(
    standing: PermitStanding | None, step: PermitStep, on: date, years: PermitYears, calendar: LegalCalendar
) -> date:
    """The last day to endorse the year that issuing or endorsing on that day begins: before it is full, rolled."""
    if standing is None or step is PermitStep.ISSUE or standing.is_lapsed(on) or standing.years_from is None:
        full_on = add_months(on, years.every)
    else:
        full_on = add_months(standing.years_from, years.every * (standing.years + 2))
    return calendar.next_working_day(full_on - timedelta(days=1))


def _first_year(moved: PermitStanding, on: date, years: PermitYears) -> PermitStanding:
    return replace(moved, state=PermitState.VALID, years_from=on, years=0, full_on=add_months(on, years.every))


def _endorsed(standing: PermitStanding, moved: PermitStanding, years: PermitYears) -> PermitStanding:
    """Another year in time, or, after a lapse, the first of new ones."""
    if standing.is_lapsed(moved.last_on) or standing.years_from is None:
        return _first_year(moved, moved.last_on, years)
    opens = standing.endorse_from(years)
    if opens is not None and moved.last_on < opens:
        raise PermitStepRefused(TOO_EARLY)
    done = standing.years + 1
    return replace(moved, years=done, full_on=add_months(standing.years_from, years.every * (done + 1)))
