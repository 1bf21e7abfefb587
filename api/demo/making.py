"""The town in the making: what its people have come to so far, shared by the modules that write its past."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from api.demo.cast import Cast
from api.demo.diary import Diary
from api.demo.orders import OrderStory
from api.demo.tracks import Past
from devices.registry import Pairing
from supervision.officers import Office


@dataclass(slots=True)
class Making:
    """`at` is the present, and everything lies before it."""

    at: datetime
    cast: Cast
    offices: dict[str, Office]
    past: Past
    diary: Diary = field(default_factory=Diary)
    files: dict[int, UUID] = field(default_factory=dict)
    """The files by their residents' numbers."""
    stories: dict[int, OrderStory] = field(default_factory=dict)
    """The orders; those of wearers by the wearer's index, the others after them."""
    pairings: dict[int, Pairing] = field(default_factory=dict)
    """The trackers by their wearers' indexes."""
