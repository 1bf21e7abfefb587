"""A person and a stay as pages ask for them, each item under the name that it has in the domain."""

from collections.abc import Mapping
from datetime import date

from api.console.page_forms import Chosen, SubmittedForm, read_choice
from api.console.pages_base import PageRequest
from api.console.view_models.base import Line
from supervision.documents import DocumentType, Sex
from supervision.errors import InputInvalid
from supervision.officers import division_name
from supervision.residence.codes import ArrivalReason, LodgingKind
from supervision.residence.households.differences import ITEMS, items_of
from supervision.residence.households.person import FIELD_OF, Guardian, Person
from supervision.residence.households.registering import StayDraft
from supervision.residence.rules import FieldList
from supervision.texts import TEXT_NEEDED
from supervision.wording import Wording

CODED = {"document_type": "document-type", "sex": "sex"}
"""The items that are codes, and the table in which each has its word."""
DERIVED_BY_NUMBER = ("sex", "born_on", "domicile_code")
"""What a mainland card says by itself: shown as derived, never typed."""


def listed_parts(fields: FieldList) -> frozenset[str]:
    """The parts of a person that the region's law lists, by the names of their fields."""
    always = {"name", "pinyin", "document_type", "document_number", "sex", "born_on", "guardian"}
    return frozenset(always | {part for part, item in FIELD_OF.items() if item in fields.fields})


def read_person(form: SubmittedForm) -> Person:
    """The person that a form carries; InputInvalid names the field to mend."""
    guardian = None
    if form.text("guardian_name") or form.text("guardian_phone"):
        guardian = Guardian(
            form.text("guardian_name"),
            form.text("guardian_relation"),
            form.text("guardian_phone"),
            form.text("guardian_document"),
        )
    return Person(
        name=form.text("name"),
        document_type=read_choice(DocumentType, form.text("document_type"), "document_type") or DocumentType.ID_CARD,
        document_number=form.text("document_number"),
        sex=read_choice(Sex, form.text("sex"), "sex"),
        born_on=form.day("born_on"),
        pinyin=form.text("pinyin"),
        ethnicity=form.text("ethnicity"),
        phone=form.text("phone"),
        domicile_code=form.text("domicile_code"),
        domicile_address=form.text("domicile_address"),
        issuer=form.text("issuer"),
        issued_on=form.day("issued_on"),
        workplace=form.text("workplace"),
        political_status=form.text("political_status"),
        education=form.text("education"),
        marital_status=form.text("marital_status"),
        employment=form.text("employment"),
        social_security=form.text("social_security"),
        guardian=guardian,
    )


def read_stay(form: SubmittedForm) -> StayDraft:
    """The stay that a form carries; InputInvalid names the field to mend."""
    lodging, reason = needed_choice(LodgingKind, form, "lodging"), needed_choice(ArrivalReason, form, "reason")
    return StayDraft(lodging, reason, needed_day(form, "began_on"), form.day("expected_until"), form.day("proved_from"))


def needed_day(form: SubmittedForm, name: str) -> date:
    """A day that must be given; InputInvalid without."""
    day = form.day(name)
    if day is None:
        raise InputInvalid(TEXT_NEEDED, field=name)
    return day


def needed_choice(kinds: type[Chosen], form: SubmittedForm, name: str) -> Chosen:
    """One of a closed list that must be given; InputInvalid without."""
    chosen = read_choice(kinds, form.text(name), name)
    if chosen is None:
        raise InputInvalid(TEXT_NEEDED, field=name)
    return chosen


def person_values(person: Person) -> Mapping[str, str]:
    """A stored person as the fields of a form."""
    return {item: value for item, value in items_of(person).items() if value}


def person_lines(page: PageRequest, person: Person, *, skip: tuple[str, ...] = ()) -> tuple[Line, ...]:
    """What is known of a person as lines, in the order of the items; what is empty is left out."""
    values = items_of(person)
    return tuple(
        Line(label=page.word(item, "person-item"), value=item_text(page, item, values[item]))
        for item in ITEMS
        if values[item] and item not in skip
    )


def item_text(page: PageRequest, item: str, value: str) -> str:
    """An item's value as people read it."""
    return page.word(value, CODED[item]) if item in CODED and value else value


async def derived_lines(page: PageRequest, person: Person) -> tuple[Line, ...]:
    """What the number of a mainland card says by itself; where it was first issued by name, if that is loaded."""
    values = items_of(person)
    told = {item: item_text(page, item, values[item]) for item in DERIVED_BY_NUMBER if values[item]}
    if code := told.get("domicile_code"):
        name = await division_name(code)
        told["domicile_code"] = code if name == code else f"{name}（{code}）"
    return tuple(Line(label=page.say(_DERIVED[item]), value=value) for item, value in told.items())


_DERIVED = {
    "sex": Wording("性别", "sex"),
    "born_on": Wording("出生日期", "date of birth"),
    "domicile_code": Wording("首次发证地", "first issued in"),
}
