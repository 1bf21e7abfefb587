"""The keeping of each condition over a time, as a tab of the file."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from api.console.view_models.base import Bar, Id, LegalBasis
from api.console.view_models.supervisees import InjunctionLine, SuperviseeTab


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyLine:
    """One duty: its numbers, each with the list behind it, and how they come about; no basis for what no rule asks."""

    kind: str
    due: int
    due_path: str
    numbers: tuple[Bar, ...]
    steps: tuple[str, ...]
    basis: LegalBasis | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BehindLine:
    """One of the contacts behind a number."""

    contact_id: Id
    on: date
    outcome: str
    keeping: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Behind:
    """The list behind the number that was chosen."""

    kind: str
    keeping: str
    lines: tuple[BehindLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaveLine:
    """A leave that was granted, and how it was kept; `due_at` is until when its return was to be signed off."""

    application_id: Id
    number: str
    from_on: date
    until_on: date
    back_at: datetime | None
    due_at: datetime
    keeping: str
    basis: LegalBasis


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertLine:
    """An alert as it was found to be; one that nobody has decided on says where it stands."""

    alert_id: Id
    kind: str
    occurred_at: datetime
    state: str
    finding: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionLine:
    """A condition of an order in words with its alerts; `sum` counts them by what they were found to be."""

    text: str
    sum: str
    alerts: tuple[AlertLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionLine:
    """A version of an order while it was judged by."""

    order_id: Id
    order_number: str
    version: int
    from_at: datetime
    until_at: datetime
    conditions: tuple[ConditionLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExceptionLine:
    """An exception from an injunction that was asked for."""

    application_id: Id
    number: str
    state: str
    from_on: date
    until_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class InjunctionKeptLine:
    """An injunction, and the exceptions from it that were asked for."""

    injunction: InjunctionLine
    exceptions: tuple[ExceptionLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BreachLine:
    """A breach of an injunction that an officer recorded."""

    happened_on: date
    summary: str
    recorded_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ComplianceTab(SuperviseeTab):
    """遵守情况: numbers with their arithmetic and what stands behind each, and no verdict.

    The address keeps `from` and `to`, and of the number whose list is open `of` (kind and row) and `as`.
    """

    template: ClassVar[str] = "supervisees/compliance.html"
    first: date
    last: date
    duties: tuple[DutyLine, ...]
    behind: Behind | None
    leave: tuple[LeaveLine, ...]
    versions: tuple[VersionLine, ...]
    injunctions: tuple[InjunctionKeptLine, ...]
    other_exceptions: tuple[ExceptionLine, ...]
    breaches: tuple[BreachLine, ...]
