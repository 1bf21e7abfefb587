"""Zones as lines of a paper or a list."""

from collections.abc import Iterable, Mapping
from typing import Any

from api.console.view_models.base import Language
from api.console.view_models.orders import ZoneLine
from supervision.orders.zone_words import hours_in_words, shape_in_words
from supervision.wording import in_language


def zone_lines(zones: Iterable[Mapping[str, Any]], language: Language) -> tuple[ZoneLine, ...]:
    """Zones, as `Zone.as_dict()` gives them, as lines of a paper."""
    return tuple(
        ZoneLine(
            zone_id=zone["condition_id"],
            kind=zone["kind"],
            name=zone["name"],
            shape=in_language(shape_in_words(zone["shape"]), language),
            hours=in_language(hours_in_words(zone["hours"]), language),
            is_protected=zone["is_protected"],
        )
        for zone in zones
    )
