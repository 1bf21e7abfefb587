"""A new request in short pages: the organ's paper, the person, and what comes of both before it is stored."""

from uuid import UUID

from api.console import formats
from api.console.assessment_facts import OFFENDED_ON, facts_of, long_day
from api.console.assessment_views import ACTIVE, basis_of, deadline_of
from api.console.page_forms import CHOICE_WRONG, DAY_WRONG, Chosen, SubmittedForm, form_of, read_choice
from api.console.pages_base import PageRequest
from api.console.view_models.assessments import AssessmentFormView
from api.console.view_models.base import FormState
from api.http import HttpResponse
from supervision.corrections.assessments.content import (
    AssessedPerson,
    Request,
    check_fast,
    check_received,
    make_person,
    make_request,
)
from supervision.corrections.assessments.opening import open_assessment
from supervision.corrections.assessments.periods import period_of
from supervision.corrections.assessments.receiving import NewAssessment
from supervision.corrections.assessments.words import AskingOrgan, AssessmentPurpose
from supervision.corrections.category import Category
from supervision.corrections.identity import Home, Identity, Telephones
from supervision.documents import DocumentType, Sex
from supervision.errors import InputInvalid, SupervisionError
from supervision.legal_time import legal_day
from supervision.wording import Wording

_REQUEST = (
    "organ", "organ_name", "paper_number", "contact_name", "contact_phone", "category", "is_fast", "received_on",
    "offended_on",
)  # fmt: skip
_REQUEST_TEXTS = ("organ_name", "paper_number", "contact_name", "contact_phone")
_PERSON = ("name", "document_type", "document_number", "sex", "born_on", "home_address", "phone")
_BEFORE = {"request": (), "person": _REQUEST, "check": (*_REQUEST, *_PERSON)}


def read_new(form: SubmittedForm) -> NewAssessment:
    """What was typed; InputInvalid for a choice or a day that is none. What the domain checks is left to it."""
    received_on = form.day("received_on")
    if received_on is None:
        raise InputInvalid(DAY_WRONG, field="received_on")
    organ_name, paper_number, contact_name, contact_phone = (form.text(name) for name in _REQUEST_TEXTS)
    request = Request(organ_name, paper_number, contact_name, contact_phone, form.day("offended_on"))
    identity = Identity(
        name=form.text("name"),
        document_type=read_choice(DocumentType, form.text("document_type"), "document_type") or DocumentType.ID_CARD,
        document_number=form.text("document_number"),
        sex=read_choice(Sex, form.text("sex"), "sex"),
        born_on=form.day("born_on"),
    )
    person = AssessedPerson(identity, Telephones(form.text("phone") or None), Home(form.text("home_address")))
    return NewAssessment(
        chosen(AskingOrgan, form, "organ"), request, person, chosen(Category, form, "category"), received_on,
        is_fast=form.text("is_fast") == "yes",
    )  # fmt: skip


def chosen(kinds: type[Chosen], form: SubmittedForm, name: str) -> Chosen:
    """One of a closed list; InputInvalid where none was chosen."""
    found = read_choice(kinds, form.text(name), name)
    if found is None:
        raise InputInvalid(CHOICE_WRONG, field=name)
    return found


async def next_page(page: PageRequest, form: SubmittedForm) -> HttpResponse:
    """The page after the one that was filled in; or that one again, with what is wrong in it."""
    step = form.text("step")
    if form.text("back"):
        return await page.show(_view(page, "request", form.state()), active=ACTIVE)
    try:
        new, today = read_new(form), legal_day(page.now)
        make_request(new.request)
        check_fast(new.category, is_fast=new.is_fast)
        check_received(new.received_on, new.request.offended_on, today)
        if step == "request":
            return await page.show(_view(page, "person", form.state()), active=ACTIVE)
        make_person(new.person, today)
    except InputInvalid as error:
        return await show_again(page, "request" if error.field in _REQUEST else "person", form, error)
    return await page.show(await _check(page, form, new), active=ACTIVE)


async def show_again(page: PageRequest, step: str, form: SubmittedForm, error: SupervisionError) -> HttpResponse:
    """A page of the form with what was wrong, and all that was typed."""
    return await page.show_again(_view(page, step, form.state(error, page.language)), error, active=ACTIVE)


def first_page(page: PageRequest) -> AssessmentFormView:
    """The first page, empty."""
    return _view(page, "request", form_of({"document_type": DocumentType.ID_CARD}))


async def file_form_of(page: PageRequest, assessment_id: UUID) -> dict[str, str | None]:
    """What an assessment says that a new person file asks for; opening it is recorded."""
    opened = await open_assessment(page.officer, assessment_id, AssessmentPurpose.ASSESSING)
    identity, found = opened.person.identity, opened.assessment
    return {
        "name": identity.name,
        "document_type": identity.document_type,
        "document_number": identity.document_number,
        "sex": identity.sex,
        "born_on": identity.born_on.isoformat() if identity.born_on else None,
        "home_address": opened.person.home.address,
        "phone": opened.person.telephones.phone,
        "category": found.category,
        "office": str(found.office_id),
        "offended_on": opened.request.offended_on.isoformat() if opened.request.offended_on else None,
        "court": opened.request.organ_name if found.organ is AskingOrgan.COURT else None,
    }


def _view(page: PageRequest, step: str, form: FormState) -> AssessmentFormView:
    if step == "person" and not form.value("document_type"):
        form = form_of({**form.values, "document_type": DocumentType.ID_CARD})
    return AssessmentFormView(
        step=step,
        form=form,
        hidden={name: form.value(name) for name in _kept(step)},
        organs=page.choices("asking-organ"),
        categories=page.choices("category"),
        document_types=page.choices("document-type"),
        sexes=page.choices("sex"),
    )


def _kept(step: str) -> tuple[str, ...]:
    return _PERSON if step == "request" else _BEFORE[step]


async def _check(page: PageRequest, form: SubmittedForm, new: NewAssessment) -> AssessmentFormView:
    period, rule = await period_of(new.received_on, page.officer.office_division, is_fast=new.is_fast)
    identity, track = new.person.identity, page.say(Wording("（速裁程序）", " (fast-track)")) if new.is_fast else ""
    facts = (
        (Wording("委托机关", "Organ"), f"{page.word(new.organ, 'asking-organ')} {new.request.organ_name}"),
        (Wording("委托文书号", "Its paper"), new.request.paper_number),
        (Wording("收到日期", "Received on"), formats.long_date(new.received_on, page.language)),
        (Wording("拟适用", "Considered"), page.word(new.category, "category") + track),
        (OFFENDED_ON, long_day(page, new.request.offended_on)),
        (Wording("姓名", "Name"), identity.name),
        (Wording("证件号码", "Document number"), identity.document_number),
        (Wording("住址", "Address"), new.person.home.address),
        (Wording("电话", "Telephone"), new.person.telephones.phone or ""),
    )
    return AssessmentFormView(
        step="check",
        form=form.state(),
        hidden={name: form.text(name) for name in _kept("check")},
        lines=facts_of(page, facts),
        deadline=deadline_of(page, period.due_on, basis_of(page, rule, period, period.due_on)),
    )
