"""What the page of a home shows: premises, capacity with its arithmetic, landlord masked, hazards, household files."""

from collections.abc import Iterable
from uuid import UUID

from api.console.pages_base import PageRequest
from api.console.residence.dwelling_forms import choices, filled_form, space_basis
from api.console.residence.folder_lines import folder_lines
from api.console.residence.quality_views import rating_counts
from api.console.subject_words import happenings
from api.console.view_models.base import FormState, Happening, LegalBasis, Line
from api.console.view_models.residence.places import DwellingView, HazardLine
from supervision.audit import Act, Subject
from supervision.audit.history import acts_upon
from supervision.legal_time import legal_day
from supervision.residence.addresses.capacity import reckon_capacity
from supervision.residence.addresses.drawers import load_drawer
from supervision.residence.addresses.dwellings import Dwelling, dwellings_by_id, load_dwelling
from supervision.residence.addresses.hazards import Hazard, hazards_of, steps_of
from supervision.residence.addresses.landlords import find_landlord
from supervision.residence.addresses.words import HazardState
from supervision.residence.cabinet.building import load_folders
from supervision.residence.quality.premises import rate_dwelling
from supervision.wording import Wording

_UNKNOWN = Wording("未登记", "not recorded")
_NOT_LET = Wording("不出租", "not let")
_BY_AREA = Wording("人均居住面积不低于 %(least)s 平方米", "At least %(least)s m² a head")
_BY_ROOMS = Wording("每间居住不超过 %(most)s 人", "At most %(most)s persons a room")
_AREA_SUM = Wording("%(area)s 平方米 ÷ %(least)s = %(n)s 人", "%(area)s m² ÷ %(least)s = %(n)s persons")
_ROOMS_SUM = Wording("%(rooms)s 间 × %(most)s = %(n)s 人", "%(rooms)s rooms × %(most)s = %(n)s persons")


async def dwelling_view(
    page: PageRequest, dwelling_id: UUID, forms: dict[str, FormState] | None = None, step_of: UUID | None = None
) -> DwellingView:
    """A home within reach; a form that was refused comes back in `forms` under its name."""
    dwelling, forms = await load_dwelling(page.officer, Act.DWELLING_OPEN, dwelling_id), forms or {}
    drawer = await load_drawer(page.officer, Act.DRAWER_LIST, dwelling.drawer_id)
    folders = await load_folders(page.officer, drawer.id, dwelling_id)
    landlord = await find_landlord(dwelling)
    may = {act: page.may(act) for act in (Act.DWELLING_CHANGE, Act.HAZARD_RECORD, Act.RESIDENT_REGISTER)}
    rating = await rate_dwelling(dwelling, legal_day(page.now))
    past = await acts_upon(Subject("dwelling", str(dwelling_id)), page.officer.register)
    return DwellingView(
        dwelling_id=dwelling.id,
        drawer_id=drawer.id,
        drawer_name=drawer.name,
        division=dwelling.division,
        address=dwelling.address,
        address_id=dwelling.address_id,
        facts=_facts(page, dwelling),
        capacity=dwelling.capacity,
        capacity_basis=_capacity_basis(page, dwelling),
        colour=rating.colour,
        counts=rating_counts(page, rating),
        living=sum(folder.counts.living for folder in folders),
        folders=folder_lines(folders, drawer.name),
        landlord=(landlord.name, landlord.phone) if landlord else None,
        hazards=await hazard_lines(page, await hazards_of(dwelling_id), with_steps=True),
        history=happenings(past, page.say),
        form=forms.get("facts") or filled_form(dwelling.facts, dwelling.revision),
        landlord_form=forms.get("landlord", FormState()),
        hazard_form=forms.get("hazard", FormState()),
        step_form=forms.get("step", FormState()),
        step_of=step_of,
        choices=choices(page),
        space_basis=space_basis(page),
        may_change=may[Act.DWELLING_CHANGE],
        may_record=may[Act.HAZARD_RECORD],
        may_register=may[Act.RESIDENT_REGISTER],
    )


async def hazard_lines(
    page: PageRequest, hazards: Iterable[Hazard], *, with_steps: bool = False
) -> tuple[HazardLine, ...]:
    """Hazards as a list shows them, with what was done about them where that is asked for."""
    found, today = list(hazards), legal_day(page.now)
    places = await dwellings_by_id(hazard.dwelling_id for hazard in found)
    steps = await steps_of([hazard.id for hazard in found]) if with_steps else {}
    return tuple(
        HazardLine(
            hazard_id=hazard.id,
            dwelling_id=hazard.dwelling_id,
            address=places[hazard.dwelling_id].address,
            kind=hazard.kind,
            space=hazard.space or "",
            state=hazard.state,
            referred_to=hazard.referred_to or "",
            due_on=hazard.due_on,
            is_overdue=hazard.state is HazardState.OPEN and hazard.due_on < today,
            steps=tuple(
                Happening(
                    at=step.at,
                    who=step.officer_name,
                    what=page.word(step.kind, "hazard-step")
                    + (f" → {page.word(step.referred_to, 'office-in-charge')}" if step.referred_to else ""),
                    note=step.note,
                )
                for step in steps.get(hazard.id, ())
            ),
        )
        for hazard in found
    )


def _facts(page: PageRequest, dwelling: Dwelling) -> tuple[Line, ...]:
    facts, unknown = dwelling.facts, page.say(_UNKNOWN)
    letting = page.word(facts.letting_use, "letting-use") if facts.letting_use else page.say(_NOT_LET)
    lines = [
        (Wording("建筑用途", "Use"), page.word(facts.building_use, "building-use")),
        (Wording("产权", "Ownership"), page.word(facts.ownership, "ownership")),
        (Wording("出租用途", "Let as"), letting),
        (Wording("面积", "Area"), unknown if facts.area_m2 is None else f"{facts.area_m2:g} m²"),
        (Wording("居住房间", "Rooms to live in"), unknown if facts.rooms is None else str(facts.rooms)),
    ]
    if facts.spaces_lived_in:
        spaces = page.say("、").join(page.word(space, "space") for space in facts.spaces_lived_in)
        lines.append((Wording("非居住空间住人", "Lived in though no living space"), spaces))
    return tuple(Line(label=page.say(label), value=value) for label, value in lines)


def _capacity_basis(page: PageRequest, dwelling: Dwelling) -> tuple[LegalBasis, ...]:
    facts = dwelling.facts
    reckoned = reckon_capacity(facts.area_m2, facts.rooms, dwelling.division, legal_day(page.now))
    least, most, found = reckoned.area_rule.number, reckoned.rooms_rule.number, []
    if reckoned.by_area is not None:
        rule = page.say(_BY_AREA) % {"least": least}
        arithmetic = page.say(_AREA_SUM) % {"area": f"{facts.area_m2:g}", "least": least, "n": reckoned.by_area}
        found.append(LegalBasis(rule=rule, source=page.say(reckoned.area_rule.source), arithmetic=arithmetic))
    if reckoned.by_rooms is not None:
        rule = page.say(_BY_ROOMS) % {"most": most}
        arithmetic = page.say(_ROOMS_SUM) % {"rooms": facts.rooms, "most": most, "n": reckoned.by_rooms}
        found.append(LegalBasis(rule=rule, source=page.say(reckoned.rooms_rule.source), arithmetic=arithmetic))
    return tuple(found)
