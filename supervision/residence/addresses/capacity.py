"""How many may live at premises, by the local rule, with its arithmetic. Pure."""

from dataclasses import dataclass
from datetime import date

from supervision.legal_rules import LegalRule
from supervision.residence.rules import ResidenceRuleName, find_residence_rule


@dataclass(frozen=True, slots=True)
class Capacity:
    """The lesser of what area and rooms allow; a part is None while what it counts is unknown."""

    by_area: int | None
    by_rooms: int | None
    area_rule: LegalRule
    rooms_rule: LegalRule

    @property
    def number(self) -> int | None:
        """How many may live there; None while neither area nor rooms are known."""
        return min((limit for limit in (self.by_area, self.by_rooms) if limit is not None), default=None)


def reckon_capacity(area_m2: float | None, rooms: int | None, division: str, on: date) -> Capacity:
    """Area by the least a head, rooms by the most a room; the rules are those of the place and the day."""
    area_rule = find_residence_rule(ResidenceRuleName.AREA_PER_PERSON_LEAST, on, division)
    rooms_rule = find_residence_rule(ResidenceRuleName.PERSONS_PER_ROOM_MOST, on, division)
    return Capacity(
        by_area=None if area_m2 is None else int(area_m2 // area_rule.number),
        by_rooms=None if rooms is None else rooms * rooms_rule.number,
        area_rule=area_rule,
        rooms_rule=rooms_rule,
    )
