"""Figures of the register: residents by footing, reason and community, by month, visits, homes let, and staffing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from supervision.audit import Act
from supervision.legal_rules import LegalRule
from supervision.legal_time import add_months
from supervision.officers import Officer, division_names
from supervision.residence.codes import ArrivalReason, LettingUse, LodgingKind
from supervision.residence.households.queues import unverified_since
from supervision.residence.households.within import met_on
from supervision.residence.reach import reach_of
from supervision.residence.rules import ResidenceRuleName, find_residence_rule
from supervision.storage.database import fetch

MONTHS = 12
"""How many months the figures look back, this one included."""
_TOWNSHIP_DIGITS = 9


@dataclass(frozen=True, slots=True)
class Month:
    """How many residents began a stay, and ended one, in the month from its first day on."""

    first_day: date
    began: int
    ended: int


@dataclass(frozen=True, slots=True)
class Community:
    """How many residents a community has."""

    division: str
    name: str
    residents: int


@dataclass(frozen=True, slots=True)
class Staffing:
    """A township's residents against its assistants on duty, by the local ratio (四统一)."""

    division: str
    name: str
    residents: int
    assistants: int
    rule: LegalRule

    @property
    def needed(self) -> int:
        """How many assistants the ratio asks for."""
        return -(-self.residents // self.rule.number)

    @property
    def missing(self) -> int:
        """How many assistants there are too few."""
        return max(0, self.needed - self.assistants)


@dataclass(frozen=True, slots=True)
class Figures:
    """All of them; a code that nobody has is counted as none."""

    residents: int
    by_lodging: Mapping[LodgingKind, int]
    by_reason: Mapping[ArrivalReason, int]
    communities: tuple[Community, ...]
    months: tuple[Month, ...]
    met: int
    """Residents who were met this month."""
    unverified: int
    """Residents whom nobody has met for as long as the rule says."""
    homes: Mapping[LettingUse, int]
    """Homes that are let, by their use."""


async def load_figures(officer: Officer, today: date) -> Figures:
    """The figures of everybody who lives within the officer's reach."""
    patterns = (await reach_of(officer, Act.FIGURES_OPEN)).patterns
    footing = await fetch(
        """SELECT lodging, reason, count(*) AS n FROM stay
           WHERE ended_on IS NULL AND division LIKE ANY($1) GROUP BY lodging, reason""",
        patterns,
    )
    communities = await _residents_by_division(patterns)
    names = await division_names(communities)
    by_lodging = dict.fromkeys(LodgingKind, 0)
    by_reason = dict.fromkeys(ArrivalReason, 0)
    for row in footing:
        by_lodging[LodgingKind(row["lodging"])] += row["n"]
        by_reason[ArrivalReason(row["reason"])] += row["n"]
    return Figures(
        residents=sum(communities.values()),
        by_lodging=by_lodging,
        by_reason=by_reason,
        communities=tuple(
            Community(code, names[code], number)
            for code, number in sorted(communities.items(), key=lambda one: (-one[1], one[0]))
        ),
        months=await _months(patterns, today),
        homes=await _homes(patterns),
        **await _visits(officer, patterns, today),
    )


async def load_staffing(officer: Officer, today: date) -> tuple[Staffing, ...]:
    """The townships within reach that have drawers or residents, by their codes."""
    patterns = (await reach_of(officer, Act.FIGURES_OPEN)).patterns
    residents: dict[str, int] = {}
    for code, number in (await _residents_by_division(patterns)).items():
        residents[code[:_TOWNSHIP_DIGITS]] = residents.get(code[:_TOWNSHIP_DIGITS], 0) + number
    rows = await fetch(
        """SELECT left(drawer.division, $3) AS township, count(DISTINCT duty.officer) AS assistants
           FROM drawer LEFT JOIN drawer_duty AS duty ON duty.drawer = drawer.id AND duty.part = 'assistant'
               AND duty.valid_from <= $2 AND (duty.valid_until IS NULL OR duty.valid_until >= $2)
           WHERE drawer.division LIKE ANY($1) GROUP BY 1""",
        patterns, today, _TOWNSHIP_DIGITS,
    )  # fmt: skip
    assistants = {row["township"]: row["assistants"] for row in rows}
    townships = sorted(residents.keys() | assistants.keys())
    names = await division_names(townships)
    return tuple(
        Staffing(
            code,
            names[code],
            residents.get(code, 0),
            assistants.get(code, 0),
            find_residence_rule(ResidenceRuleName.RESIDENTS_PER_ASSISTANT, today, code),
        )
        for code in townships
    )


async def _residents_by_division(patterns: list[str]) -> dict[str, int]:
    rows = await fetch(
        "SELECT division, count(*) AS n FROM resident WHERE state = 'living' AND division LIKE ANY($1) GROUP BY 1",
        patterns,
    )
    return {row["division"]: row["n"] for row in rows}


async def _homes(patterns: list[str]) -> dict[LettingUse, int]:
    rows = await fetch(
        """SELECT letting_use, count(*) AS n FROM dwelling
           WHERE retired_at IS NULL AND letting_use IS NOT NULL AND division LIKE ANY($1) GROUP BY 1""",
        patterns,
    )
    return dict.fromkeys(LettingUse, 0) | {LettingUse(row["letting_use"]): row["n"] for row in rows}


async def _visits(officer: Officer, patterns: list[str], today: date) -> dict[str, int]:
    (row,) = await fetch(
        f"""SELECT count(*) FILTER (WHERE r.verified_on >= $2) AS met,
                count(*) FILTER (WHERE {met_on("r")} <= $3) AS unverified
            FROM resident AS r WHERE r.state = 'living' AND r.division LIKE ANY($1)""",  # noqa: S608 - a constant
        patterns, today.replace(day=1), unverified_since(officer, today),
    )  # fmt: skip
    return {"met": row["met"], "unverified": row["unverified"]}


async def _months(patterns: list[str], today: date) -> tuple[Month, ...]:
    first = add_months(today.replace(day=1), 1 - MONTHS)
    counted: dict[str, dict[date, int]] = {}
    for column in ("began_on", "ended_on"):
        rows = await fetch(
            f"""SELECT date_trunc('month', {column})::date AS month, count(DISTINCT resident) AS n FROM stay
                WHERE {column} >= $2 AND {column} <= $3 AND division LIKE ANY($1) GROUP BY 1""",  # noqa: S608 - a constant
            patterns, first, today,
        )  # fmt: skip
        counted[column] = {row["month"]: row["n"] for row in rows}
    days = [add_months(first, number) for number in range(MONTHS)]
    return tuple(Month(day, counted["began_on"].get(day, 0), counted["ended_on"].get(day, 0)) for day in days)
