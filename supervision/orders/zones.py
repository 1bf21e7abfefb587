"""Required and forbidden zones, and where a fix places its wearer with regard to one. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NamedTuple
from uuid import UUID

from supervision.orders.hours import WeeklyHours
from supervision.orders.shapes import Circle, Polygon, Shape, ZoneRefused, shape_from_dict, signed_distance_m
from supervision.position import Fix, FixSource
from supervision.wording import Wording

__all__ = ["Circle", "Place", "Placement", "Polygon", "Shape", "Zone", "ZoneKind", "ZoneRefused", "signed_distance_m"]

ACCURACY_SCALE = 1.0
"""How many reported 68 % radii the accuracy circle has: one; wider ones cost more time than they save false alarms."""

UNREPORTED_ACCURACY_M = {FixSource.GNSS: 50.0, FixSource.WIFI: 150.0, FixSource.CELL: 2_000.0}
"""The radius assumed where a tracker reports none: cautious, as an unknown quality must not accuse."""

_MOST_NAME = 100

NAME_LONG = Wording(f"区域名称最多 {_MOST_NAME} 个字。", f"The name of a zone has at most {_MOST_NAME} characters.")
NOT_PROTECTABLE = Wording(
    "只有禁止区域可以设为保护区域：规定区域须让佩戴人知道。",
    "Only a forbidden zone can be protected: the wearer must know where to be.",
)
ZONE_UNREADABLE = Wording(
    "区域须有编号、种类（规定或者禁止）和形状；是否保护填真或假，名称填文字。",
    "A zone needs a condition_id, a kind (required or forbidden) and a shape; is_protected is a boolean, name a text.",
)


class ZoneKind(StrEnum):
    """Where the wearer must be, or must not be."""

    REQUIRED = "required"
    FORBIDDEN = "forbidden"


class Place(StrEnum):
    """Where the whole accuracy circle lies; UNKNOWN while it straddles the edge or there is no location."""

    INSIDE = "inside"
    OUTSIDE = "outside"
    UNKNOWN = "unknown"


class Placement(NamedTuple):
    """Where a fix places its wearer: `margin_m` is the reported point's distance from the edge, negative inside."""

    place: Place
    margin_m: float | None
    accuracy_m: float | None


_NOWHERE = Placement(Place.UNKNOWN, None, None)


def accuracy_of(fix: Fix) -> float:
    """The 68 % radius in metres that a fix reports, or the one assumed where it reports none."""
    accuracy_m = fix.accuracy_m
    return UNREPORTED_ACCURACY_M[fix.source] if accuracy_m is None else accuracy_m


@dataclass(frozen=True, slots=True)
class Zone:
    """One condition of an order: a shape, what it demands, and when (no hours: always).

    A required zone with hours is a curfew. A protected zone is never sent to a tracker nor shown to the wearer.
    """

    condition_id: UUID
    kind: ZoneKind
    shape: Shape
    hours: WeeklyHours | None = None
    is_protected: bool = False
    name: str = ""
    key: bytes = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "key", self.condition_id.bytes)
        if len(self.name) > _MOST_NAME:
            raise ZoneRefused(NAME_LONG)
        if self.is_protected and self.kind is ZoneKind.REQUIRED:
            raise ZoneRefused(NOT_PROTECTABLE)

    @property
    def is_curfew(self) -> bool:
        """Whether this is a required zone that holds by hours."""
        return self.kind is ZoneKind.REQUIRED and self.hours is not None

    def place(self, fix: Fix) -> Placement:
        """Where the whole accuracy circle of a fix lies with regard to this zone."""
        lat, lon = fix.lat, fix.lon
        if lat is None or lon is None:
            return _NOWHERE
        margin_m = self.shape.signed_distance_m(lat, lon)
        accuracy_m = accuracy_of(fix)
        reach_m = accuracy_m * ACCURACY_SCALE
        if margin_m > reach_m:
            return Placement(Place.OUTSIDE, margin_m, accuracy_m)
        return Placement(Place.INSIDE if margin_m <= -reach_m else Place.UNKNOWN, margin_m, accuracy_m)

    def as_dict(self) -> dict[str, Any]:
        """Plain values for sealing and for the API."""
        return {
            "condition_id": str(self.condition_id),
            "kind": self.kind.value,
            "shape": self.shape.as_dict(),
            "hours": self.hours.as_dict() if self.hours else None,
            "is_protected": self.is_protected,
            "name": self.name,
        }

    @classmethod
    def from_dict(cls, plain: Mapping[str, Any]) -> "Zone":
        """Read `as_dict`; ZoneRefused or HoursRefused say what is wrong."""
        try:
            condition_id, kind, shape = UUID(plain["condition_id"]), ZoneKind(plain["kind"]), plain["shape"]
            hours, is_protected, name = plain.get("hours"), plain.get("is_protected", False), plain.get("name", "")
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise ZoneRefused(ZONE_UNREADABLE) from error
        if not isinstance(is_protected, bool) or not isinstance(name, str):
            raise ZoneRefused(ZONE_UNREADABLE)
        weekly = None if hours is None else WeeklyHours.from_dict(hours)
        return cls(condition_id, kind, shape_from_dict(shape), weekly, is_protected, name)
