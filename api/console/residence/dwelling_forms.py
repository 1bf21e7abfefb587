"""The forms of a home: its facts, its landlord, its hazards; filled from what is stored, and read."""

from collections.abc import Mapping

from api.console.page_forms import SubmittedForm, form_of, read_choice
from api.console.pages_base import PageRequest
from api.console.view_models.base import Choice, FormState, LegalBasis
from supervision.documents import DocumentType
from supervision.errors import InputInvalid
from supervision.residence.addresses.dwellings import DwellingFacts
from supervision.residence.addresses.hazards import SPACE_BASIS, HazardDraft, StepDraft
from supervision.residence.addresses.words import (
    HazardStepKind,
    NonLivingSpace,
    OfficeInCharge,
    Ownership,
)
from supervision.residence.codes import BuildingUse, HazardKind, LettingUse
from supervision.residence.parties.details import Party
from supervision.residence.parties.words import PartyKind
from supervision.wording import Wording

USE_NEEDED = Wording("请选择建筑用途。", "Choose the use of the building.")
OWNERSHIP_NEEDED = Wording("请选择产权。", "Choose the ownership.")
AREA_WRONG = Wording("面积须为数字。", "The area is a number.")
KIND_NEEDED = Wording("请选择隐患类型。", "Choose the kind of hazard.")
STEP_NEEDED = Wording("请选择办理的步骤。", "Choose the step.")
SPACE_RULE = Wording(
    "厨房、卫生间、阳台、过道、地下储藏室、车库用于居住的，保存时即登记为隐患。",
    "Living in a kitchen, bathroom, balcony, corridor, basement store or garage is recorded as a hazard when saved.",
)


def choices(page: PageRequest) -> Mapping[str, tuple[Choice, ...]]:
    """The options of every select of a home's forms."""
    return {
        "building_use": page.choices("building-use"),
        "letting_use": page.choices("letting-use"),
        "ownership": page.choices("ownership"),
        "spaces": page.choices("space"),
        "hazard_kind": page.choices("hazard-kind"),
        "offices": page.choices("office-in-charge"),
        "document_type": page.choices("document-type"),
        "steps": page.choices(
            "hazard-step", [HazardStepKind.REFERRED, HazardStepKind.ANSWERED, HazardStepKind.RESOLVED]
        ),
    }


def space_basis(page: PageRequest) -> LegalBasis:
    """Why living where nobody may is a hazard."""
    return LegalBasis(rule=page.say(SPACE_RULE), source=page.say(SPACE_BASIS))


def filled_form(facts: DwellingFacts, revision: int) -> FormState:
    """The form of a home as it is stored."""
    values = {
        "revision": str(revision),
        "building_use": facts.building_use,
        "letting_use": facts.letting_use,
        "ownership": facts.ownership,
        "area_m2": None if facts.area_m2 is None else f"{facts.area_m2:g}",
        "rooms": None if facts.rooms is None else str(facts.rooms),
    }
    return form_of(values, {"spaces": facts.spaces_lived_in})


def read_facts(form: SubmittedForm) -> DwellingFacts:
    """The facts of a home as they were typed. InputInvalid."""
    use = read_choice(BuildingUse, form.text("building_use"), "building_use")
    ownership = read_choice(Ownership, form.text("ownership"), "ownership")
    if use is None:
        raise InputInvalid(USE_NEEDED, field="building_use")
    if ownership is None:
        raise InputInvalid(OWNERSHIP_NEEDED, field="ownership")
    spaces = [read_choice(NonLivingSpace, text, "spaces") for text in form.texts("spaces")]
    return DwellingFacts(
        building_use=use,
        ownership=ownership,
        letting_use=read_choice(LettingUse, form.text("letting_use"), "letting_use"),
        area_m2=_area(form),
        rooms=form.number("rooms") if form.text("rooms") else None,
        spaces_lived_in=tuple(space for space in dict.fromkeys(spaces) if space is not None),
    )


def read_landlord(form: SubmittedForm) -> Party:
    """The landlord as typed. InputInvalid."""
    return Party(
        PartyKind.LANDLORD,
        form.text("name"),
        form.text("phone"),
        read_choice(DocumentType, form.text("document_type"), "document_type"),
        form.text("document_number"),
        form.text("party_address"),
    )


def read_hazard(form: SubmittedForm) -> HazardDraft:
    """The hazard as typed. InputInvalid."""
    kind = read_choice(HazardKind, form.text("hazard_kind"), "hazard_kind")
    if kind is None:
        raise InputInvalid(KIND_NEEDED, field="hazard_kind")
    return HazardDraft(kind, form.text("note"), form.day("due_on"))


def read_step(form: SubmittedForm) -> StepDraft:
    """The step as typed. InputInvalid."""
    kind = read_choice(HazardStepKind, form.text("step"), "step")
    if kind is None:
        raise InputInvalid(STEP_NEEDED, field="step")
    office = read_choice(OfficeInCharge, form.text("referred_to"), "referred_to")
    is_referral = kind is HazardStepKind.REFERRED
    return StepDraft(kind, form.text("note"), office if is_referral else None, form.day("due_on"))


def _area(form: SubmittedForm) -> float | None:
    text = form.text("area_m2")
    if not text:
        return None
    try:
        return float(text)
    except ValueError as error:
        raise InputInvalid(AREA_WRONG, field="area_m2") from error
