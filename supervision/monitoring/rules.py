"""What the judge needs of an order: its conditions over an interval in which nothing of them changes. Pure."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from supervision.orders.zones import Zone, ZoneKind
from supervision.position import epoch_ms, from_epoch_ms

BATTERY_LOW_PERCENT = 20
SILENT_AFTER_SECONDS = 1_800
_NEVER_MS = 1 << 62


@dataclass(frozen=True, slots=True)
class Rules:
    """The conditions of one version of an order for one assignment, in force from `live_from` until `live_until`.

    `absences` (from, until) are approved leave: required zones are suspended in them, forbidden ones are not.
    `openings` (from, until, conditions) are what an approval opens of forbidden zones. `live_until` None means not
    known yet; an interval holds from its first moment up to, but not including, its last.
    """

    assignment_id: UUID
    live_from: datetime
    live_until: datetime | None
    zones: tuple[Zone, ...] = ()
    absences: tuple[tuple[datetime, datetime], ...] = ()
    openings: tuple[tuple[datetime, datetime, frozenset[UUID]], ...] = ()
    battery_low_percent: int = BATTERY_LOW_PERCENT
    silent_after_seconds: int = SILENT_AFTER_SECONDS
    live_from_ms: int = field(init=False, repr=False, compare=False)
    live_until_ms: int = field(init=False, repr=False, compare=False)
    is_timed: bool = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        # The judge counts in whole milliseconds: a boundary between two of them would strike for ever.
        object.__setattr__(self, "live_from", _whole_ms(self.live_from))
        object.__setattr__(self, "live_until", None if self.live_until is None else _whole_ms(self.live_until))
        absences = tuple((_whole_ms(start), _whole_ms(end)) for start, end in self.absences)
        object.__setattr__(self, "absences", absences)
        openings = tuple((_whole_ms(start), _whole_ms(end), opened) for start, end, opened in self.openings)
        object.__setattr__(self, "openings", openings)
        object.__setattr__(self, "live_from_ms", epoch_ms(self.live_from))
        object.__setattr__(self, "live_until_ms", _NEVER_MS if self.live_until is None else epoch_ms(self.live_until))
        is_timed = bool(self.absences or self.openings) or any(zone.hours for zone in self.zones)
        object.__setattr__(self, "is_timed", is_timed)

    def live_at(self, at: datetime) -> bool:
        """Whether these rules are in force at this moment."""
        return self.live_from <= at and (self.live_until is None or at < self.live_until)

    def absent_at(self, at: datetime) -> bool:
        """Whether the wearer is on approved leave at this moment."""
        return any(start <= at < end for start, end in self.absences)

    def suspended_at(self, zone: Zone, at: datetime) -> bool:
        """Whether an approval sets a zone's condition aside at this moment."""
        if zone.kind is ZoneKind.REQUIRED:
            return self.absent_at(at)
        return any(start <= at < end and zone.condition_id in opened for start, end, opened in self.openings)

    def binds_at(self, zone: Zone, at: datetime) -> bool:
        """Whether a zone's condition must be met at this moment."""
        applies = zone.hours is None or zone.hours.applies_at(at)
        return applies and self.live_at(at) and not self.suspended_at(zone, at)

    def next_boundary(self, after: datetime) -> datetime | None:
        """The first later moment at which any condition starts or stops to bind; None if there is none."""
        moments = [self.live_from, self.live_until, *(edge for absence in self.absences for edge in absence)]
        moments += [edge for start, end, _ in self.openings for edge in (start, end)]
        moments += [zone.hours.next_boundary(after) for zone in self.zones if zone.hours is not None]
        return min((at for at in moments if at is not None and at > after), default=None)


def _whole_ms(at: datetime) -> datetime:
    return from_epoch_ms(epoch_ms(at))
