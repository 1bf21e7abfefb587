"""Which services a resident may claim, and why not the others. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from supervision.residence.services.catalogue import Service, services_of
from supervision.residence.services.words import ServiceCondition
from supervision.wording import Wording

NOT_LIVING_HERE = Wording("居住登记已结束，请在新的居住地提出。", "The stay has ended; one asks where one lives.")
UNDER_WAY = Wording("已经提出，正在办理。", "It was requested and is under way.")
NO_PERMIT = Wording(
    "须持有效居住证：没有居住证，或者其使用功能已中止。",
    "A residence permit in force is needed: there is none, or its function is suspended.",
)
_MAY = {
    ServiceCondition.PERMIT: Wording("持有效居住证。", "A residence permit is in force."),
    ServiceCondition.STAY: Wording("已办理居住登记。", "The stay is registered."),
    ServiceCondition.ANYBODY: Wording("不须居住证。", "No permit is needed."),
}


@dataclass(frozen=True, slots=True)
class ResidentFacts:
    """All that decides what a resident may claim; of the person it says nothing."""

    lives_here: bool
    holds_permit: bool
    """Whether a permit is in force that day: issued, not cancelled, and not lapsed for want of an endorsement."""
    under_way: frozenset[str] = frozenset()
    """The services of which a request is open."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A service, whether it may be claimed, and the reason in one sentence."""

    service: Service
    is_open: bool
    reason: Wording


def claimable(
    facts: ResidentFacts, on: date, division: str, rows: Iterable[Service] | None = None
) -> tuple[Claim, ...]:
    """Every service that is offered there that day, with whether this resident may claim it, and why or why not."""
    return tuple(_claim(facts, service) for service in services_of(on, division, rows))


def _claim(facts: ResidentFacts, service: Service) -> Claim:
    if not facts.lives_here:
        return Claim(service, is_open=False, reason=NOT_LIVING_HERE)
    if service.code in facts.under_way:
        return Claim(service, is_open=False, reason=UNDER_WAY)
    if service.condition is ServiceCondition.PERMIT and not facts.holds_permit:
        return Claim(service, is_open=False, reason=NO_PERMIT)
    return Claim(service, is_open=True, reason=_MAY[service.condition])
