"""Conditions of an order in words, and how they stood as the scripts draw it."""

from collections.abc import Iterable
from typing import Any

from api.console.pages_base import PageRequest
from supervision.monitoring.compliance import ConditionSpans
from supervision.orders.zone_words import hours_in_words, shape_in_words
from supervision.orders.zones import Zone, ZoneKind
from supervision.wording import Wording

_MUST_STAY = Wording(
    "须在规定区域“%(name)s”内（%(hours)s）：%(shape)s", "Must be inside “%(name)s” (%(hours)s): %(shape)s"
)
_MUST_NOT_ENTER = Wording(
    "不得进入禁止区域“%(name)s”（%(hours)s）：%(shape)s", "Must not enter “%(name)s” (%(hours)s): %(shape)s"
)


def zone_label(page: PageRequest, zone: Zone) -> str:
    """A condition in two or three words, for strips and maps."""
    return zone.name or page.word("protected" if zone.is_protected else zone.kind, "zone-kind")


def condition_text(page: PageRequest, zone: Zone) -> str:
    """A condition as a sentence: where to be or not to be, when, and the shape."""
    plain = zone.as_dict()
    pattern = page.say(_MUST_STAY if zone.kind is ZoneKind.REQUIRED else _MUST_NOT_ENTER)
    return pattern % {
        "name": zone_label(page, zone),
        "hours": page.say(hours_in_words(plain["hours"])),
        "shape": page.say(shape_in_words(plain["shape"])),
    }


def strips_json(page: PageRequest, strips: Iterable[ConditionSpans]) -> list[dict[str, Any]]:
    """How conditions stood over time, as the scripts draw it."""
    return [
        {
            "condition_id": str(strip.zone.condition_id),
            "label": zone_label(page, strip.zone),
            "kind": strip.zone.kind,
            "spans": [
                {"from": span.from_at.isoformat(), "to": span.until_at.isoformat(), "state": span.state}
                for span in strip.spans
            ],
        }
        for strip in strips
    ]
