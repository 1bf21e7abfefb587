"""A registration as one short page after the other: what each page holds, checks, and shows of the others."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from uuid import UUID, uuid4

from api.console.page_forms import SubmittedForm, read_choice, read_id
from api.console.pages_base import PageRequest
from api.console.residence.person_form import (
    derived_lines,
    listed_parts,
    person_lines,
    read_person,
    read_stay,
)
from api.console.residence.place_choices import PlaceChoices, place_choices
from api.console.view_models.base import Deadline, FormState, LegalBasis, Line
from api.console.view_models.residence.people import RegistrationView, Step
from supervision.audit import Act
from supervision.documents import DocumentType, agreed_facts
from supervision.errors import InputInvalid
from supervision.legal_time import legal_day
from supervision.masking import mask_name
from supervision.officers.holidays import legal_calendar
from supervision.periods import count_period, describe_period
from supervision.residence.codes import ETHNICITIES
from supervision.residence.households.person import ADULT_YEARS, GUARDIAN_NEEDED, Person
from supervision.residence.households.registering import NewResident, check_stay
from supervision.residence.households.words import HouseholdKind, MemberRole
from supervision.residence.rules import FieldList, ResidenceRuleName, find_field_list, find_residence_rule
from supervision.texts import normalise_phone, person_name
from supervision.wording import Wording

WHO, DOCUMENT, DWELLING, STAY, CHECK = STEPS = ("who", "document", "dwelling", "stay", "check")
FIELDS: Mapping[str, tuple[str, ...]] = {
    WHO: (
        "name", "pinyin", "phone", "ethnicity", "domicile_address", "workplace", "political_status", "education",
        "marital_status", "employment", "social_security",
    ),
    DOCUMENT: (
        "document_type", "document_number", "sex", "born_on", "issuer", "issued_on", "guardian_name",
        "guardian_relation", "guardian_phone", "guardian_document",
    ),
    DWELLING: ("drawer", "dwelling", "household", "kind", "role"),
    STAY: ("lodging", "reason", "began_on", "expected_until", "proved_from"),
    CHECK: (),
}  # fmt: skip
"""Which field stands on which page."""
_KNOWN_BEFORE = ("dwelling", "household", "name", "phone", "document_number")
"""What may be known before the first page: the home, and at a door what the newcomer was looked up by."""
_LABELS = {
    WHO: Wording("人员", "Who"),
    DOCUMENT: Wording("证件", "Document"),
    DWELLING: Wording("住处", "Home"),
    STAY: Wording("居住", "Stay"),
    CHECK: Wording("核对", "Check"),
}
DWELLING_NEEDED = Wording("请选择房屋。", "Choose the dwelling.")
_FIELD_RULE = Wording("可以采集的项目", "what may be collected")
_REGISTER_WITHIN = Wording("居住登记须在 %(n)s%(unit)s内办理", "a stay is registered within %(n)s %(unit)s")


def first_values(today: date, given: Mapping[str, str]) -> dict[str, str]:
    """What stands in a registration that is begun: a mainland card, today, and what is known already."""
    known = {name: given[name] for name in _KNOWN_BEFORE if given.get(name)}
    if "dwelling" in known:
        known["role"] = MemberRole.COMPANION if "household" in known else MemberRole.HEAD
    return {"document_type": DocumentType.ID_CARD, "began_on": today.isoformat(), **known}


def new_draft_id() -> str:
    """The name of a registration that is begun now."""
    return str(uuid4())


def following_step(form: SubmittedForm, step: str) -> str:
    """The page after this one; that of the home is passed over where the address has named it."""
    if step == DOCUMENT and form.text("dwelling") and form.text("role"):
        return STAY
    return STEPS[min(STEPS.index(step) + 1, len(STEPS) - 1)]


def step_of(field: str | None) -> str:
    """The page on which a field stands; the last one for what stands on none."""
    return next((step for step, names in FIELDS.items() if field in names), CHECK)


def read_newcomer(form: SubmittedForm) -> NewResident:
    """Everything that the pages hold of a newcomer."""
    return NewResident(read_person(form), read_stay(form), read_choice(MemberRole, form.text("role"), "role"))


def needed_dwelling(form: SubmittedForm) -> UUID:
    """The dwelling that was chosen; InputInvalid without."""
    dwelling_id = read_id(form.text("dwelling"), "dwelling")
    if dwelling_id is None:
        raise InputInvalid(DWELLING_NEEDED, field="dwelling")
    return dwelling_id


def check_step(form: SubmittedForm, step: str, today: date) -> None:
    """InputInvalid for what is wrong on one page."""
    _CHECKS[step](form, today)


def _check_who(form: SubmittedForm, _today: date) -> None:
    person_name(form.text("name"))
    if form.text("phone"):
        normalise_phone(form.text("phone"))


def _check_document(form: SubmittedForm, today: date) -> None:
    person = read_person(form)
    facts = agreed_facts(person.document_type, person.document_number, today, sex=person.sex, born_on=person.born_on)
    if person.guardian is None and _is_minor(facts.born_on, today):
        raise InputInvalid(GUARDIAN_NEEDED, field="guardian_name")


def _check_dwelling(form: SubmittedForm, _today: date) -> None:
    needed_dwelling(form)


def _check_stay(form: SubmittedForm, today: date) -> None:
    check_stay(read_stay(form), today)


_CHECKS: Mapping[str, Callable[[SubmittedForm, date], None]] = {
    WHO: _check_who,
    DOCUMENT: _check_document,
    DWELLING: _check_dwelling,
    STAY: _check_stay,
    CHECK: lambda _form, _today: None,
}


def _is_minor(born_on: date | None, today: date) -> bool:
    if born_on is None:
        return False
    age = today.year - born_on.year - ((today.month, today.day) < (born_on.month, born_on.day))
    return age < ADULT_YEARS


async def registration_view(page: PageRequest, draft_id: str, step: str, state: FormState) -> RegistrationView:
    """One page of the registration, with what the other pages hold."""
    today, values = legal_day(page.now), state.values
    places = await place_choices(page, Act.RESIDENT_REGISTER, state.value("drawer"), state.value("dwelling"))
    division = places.dwelling.division if places.dwelling else page.officer.office_division
    fields = find_field_list(today, division)
    form = SubmittedForm({name: (value,) for name, value in values.items()}, {})
    known = _known(form, today)
    return RegistrationView(
        draft_id=draft_id,
        step=step,
        steps=_steps(page, step),
        form=state,
        kept={
            name: values[name] for other, names in FIELDS.items() if other != step for name in names if values.get(name)
        },
        fields=listed_parts(fields),
        document_types=page.choices("document-type"),
        sexes=page.choices("sex"),
        ethnicities=ETHNICITIES,
        roles=page.choices("member-role"),
        kinds=page.choices("household-kind"),
        lodgings=page.choices("lodging"),
        reasons=page.choices("arrival-reason"),
        households=places.households,
        drawers=places.drawers,
        dwellings=places.dwellings,
        address=places.dwelling.address if places.dwelling else "",
        derived=await derived_lines(page, known) if known and known.document_type is DocumentType.ID_CARD else (),
        is_minor=known is not None and _is_minor(known.born_on, today),
        summary=_summary(page, form, places) if step == CHECK else (),
        deadline=await _deadline(page, form, division) if step == CHECK else None,
        masked_name=mask_name(state.value("name")),
        field_basis=_field_basis(page, fields),
    )


def _known(form: SubmittedForm, today: date) -> Person | None:
    """The person with what their document says, as far as it can be read yet."""
    try:
        person = read_person(form)
        facts = agreed_facts(person.document_type, person.document_number, today)
    except InputInvalid:
        return None
    is_card = person.document_type is DocumentType.ID_CARD
    return Person(
        name=person.name,
        document_type=person.document_type,
        document_number=facts.number,
        sex=facts.sex or person.sex,
        born_on=facts.born_on or person.born_on,
        domicile_code=facts.number[:6] if is_card else "",
    )


def _steps(page: PageRequest, current: str) -> tuple[Step, ...]:
    place = STEPS.index(current)
    states = ("done", "current", "waiting")
    return tuple(
        Step(key=key, label=page.say(_LABELS[key]), state=states[(index > place) + (index >= place)])
        for index, key in enumerate(STEPS)
    )


def _summary(page: PageRequest, form: SubmittedForm, places: PlaceChoices) -> tuple[Line, ...]:
    """What will be written, as it will be written."""
    person, stay = read_person(form), read_stay(form)
    chosen = next((one.label for one in places.households if one.value == form.text("household")), "")
    kind = read_choice(HouseholdKind, form.text("kind"), "kind") or HouseholdKind.FAMILY
    household = chosen or page.say(Wording("新户", "a new household")) + f"：{page.word(kind, 'household-kind')}"
    lines = [
        Line(label=page.say(Wording("房屋", "dwelling")), value=places.dwelling.address if places.dwelling else ""),
        Line(label=page.say(Wording("户", "household")), value=household),
        Line(
            label=page.say(Wording("户内身份", "role in it")),
            value=page.word(form.text("role"), "member-role") if form.text("role") else "",
        ),
        Line(label=page.say(Wording("居住方式", "footing")), value=page.word(stay.lodging, "lodging")),
        Line(label=page.say(Wording("流入原因", "reason to come")), value=page.word(stay.reason, "arrival-reason")),
        Line(label=page.say(Wording("居住起始", "from")), value=stay.began_on.isoformat()),
    ]
    if stay.expected_until:
        lines.append(Line(label=page.say(Wording("预计截止", "expected until")), value=stay.expected_until.isoformat()))
    return (*person_lines(page, person), *lines)


async def _deadline(page: PageRequest, form: SubmittedForm, division: str) -> Deadline:
    """By when this stay had to be registered, with the arithmetic."""
    today, began_on = legal_day(page.now), read_stay(form).began_on
    rule = find_residence_rule(ResidenceRuleName.STAY_REGISTRATION_DUE, today, division)
    period = count_period(began_on, rule.number, rule.unit, await legal_calendar())
    text = page.say(_REGISTER_WITHIN) % {"n": rule.number, "unit": page.word(rule.unit, "rule-unit")}
    basis = LegalBasis(rule=text, source=page.say(rule.source), arithmetic=page.say(describe_period(period)))
    return Deadline(due_on=period.due_on, days_left=(period.due_on - today) // timedelta(days=1), basis=basis)


def _field_basis(page: PageRequest, fields: FieldList) -> LegalBasis:
    separator = page.say(Wording("、", ", "))
    listed = separator.join(page.word(field, "person-field") for field in fields.fields)
    return LegalBasis(rule=page.say(_FIELD_RULE), source=page.say(fields.source), arithmetic=listed)
