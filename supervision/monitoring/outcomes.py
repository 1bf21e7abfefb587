"""What the judge hands out: an assessment for each fix and condition, and changes of alerts. Pure."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from supervision.orders.zones import Place


class AlertKind(StrEnum):
    """Why an officer is called."""

    LEFT_REQUIRED_ZONE = "left-required-zone"
    ENTERED_FORBIDDEN_ZONE = "entered-forbidden-zone"
    CURFEW_ABSENCE = "curfew-absence"
    STRAP_OPEN = "strap-open"
    BATTERY_LOW = "battery-low"
    SILENT = "silent"
    SOS = "sos"
    SIGNAL_DOUBT = "signal-doubt"


class Step(StrEnum):
    """What happens to an alert; the first two come from the fold, the others from comparing two folds."""

    RAISED = "raised"
    ENDED = "ended"
    UPGRADED = "upgraded"
    RETRACTED = "retracted"


class FixKey(NamedTuple):
    """Which fix of an assignment: its own time, and the number of its message."""

    fixed_at: datetime
    seq: int


class Assessment(NamedTuple):
    """Where one fix places the wearer with regard to one condition; margin and accuracy in metres."""

    condition_id: UUID
    fixed_at: datetime
    seq: int
    place: Place
    margin_m: float | None
    accuracy_m: float | None


@dataclass(frozen=True, slots=True)
class AlertChange:
    """One step of one alert of an assignment.

    `occurred_at` is the time of the excursion's first fix, or of the boundary where a curfew began without the wearer.
    `known_at` is when the step became certain by the fixes' and the rules' own clock, `raised_by` the fix that made it
    so (None: the clock). `certainty` runs from 0 to 1, `reasons` are short codes that explain it.
    """

    step: Step
    kind: AlertKind
    condition_id: UUID | None
    occurred_at: datetime
    known_at: datetime
    raised_by: FixKey | None
    certainty: float
    reasons: tuple[str, ...]
    evidence: tuple[FixKey, ...]

    @property
    def key(self) -> tuple[UUID | None, AlertKind, datetime]:
        """What identifies the alert within its assignment."""
        return self.condition_id, self.kind, self.occurred_at
