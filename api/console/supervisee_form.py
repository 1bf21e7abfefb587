"""The form of a person file: from what was typed to its content, and back."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from api.console.map_centre import map_start
from api.console.page_forms import Chosen, SubmittedForm, form_of, read_choice, read_day
from api.console.pages_base import PageRequest
from api.console.view_models.base import Choice, FormState, LegalBasis
from api.console.view_models.supervisees import SuperviseeFormView, TermView
from supervision.corrections.category import Category
from supervision.corrections.content import FileContent
from supervision.corrections.identity import Home, Identity, Judgment, PersonToCall, Telephones
from supervision.corrections.injunctions import Injunction, InjunctionKind, OutsidePrison
from supervision.corrections.opening import PersonFile
from supervision.corrections.reconciliation.list_rows import ListedPerson
from supervision.corrections.reconciliation.showing import OpenedItem
from supervision.corrections.term import TermArithmetic, TermLength, work_out_term
from supervision.documents import DocumentType, Sex
from supervision.errors import InputInvalid
from supervision.texts import TEXT_NEEDED
from supervision.wording import Wording

_PLACE_WRONG = Wording("请在地图上单击住处。", "Click the home on the map.")
_TERM_RULE = Wording(
    "期限自起算日起，按年、月、日计至对应日的前一日，折抵的日数从中减去。",
    "A term runs from its first day by years, months and days to the day before the corresponding one, less the days "
    "credited.",
)
_AS_DECIDED = Wording("生效的判决、裁定、决定所载期限", "the term stated by the decision in force")
_CONTACT_FIELDS = ("contact_name", "contact_relation", "contact_phone", "contact_address")


def read_content(form: SubmittedForm) -> FileContent:
    """What was typed, as the content of a file; InputInvalid names the first field to mend.

    What the domain checks, such as numbers of documents and telephones, is left to it.
    """
    return FileContent(
        category=_needed_choice(Category, form, "category"),
        identity=Identity(
            name=form.text("name"),
            document_type=_needed_choice(DocumentType, form, "document_type"),
            document_number=form.text("document_number"),
            pinyin=form.text("pinyin") or None,
            sex=read_choice(Sex, form.text("sex"), "sex"),
            born_on=form.day("born_on"),
            ethnicity=form.text("ethnicity") or None,
            object_number=form.text("object_number") or None,
        ),
        telephones=Telephones(phone=form.text("phone") or None, others=_to_call(form)),
        home=Home(form.text("home_address"), _degrees(form, "home_lat"), _degrees(form, "home_lon")),
        judgment=Judgment(
            court=form.text("court"),
            document_number=form.text("judgment_number"),
            offence=form.text("offence"),
            sentence=form.text("sentence"),
            offended_on=form.day("offended_on"),
            decided_on=_needed_day(form, "judged_on"),
            effective_on=_needed_day(form, "effective_on"),
            term_years=form.number("term_years", 0),
            term_months=form.number("term_months", 0),
            term_days=form.number("term_days", 0),
            credited_days=form.number("deducted_days", 0),
            injunctions=_injunctions(form),
            outside_prison=OutsidePrison(form.text("guarantor"), form.text("guarantor_phone"), form.text("hospital")),
            start_reason=form.text("start_reason"),
        ),
        term_starts_on=_needed_day(form, "term_starts_on"),
    )


def filled_form(file: PersonFile) -> FormState:
    """The form with what stands in an opened file."""
    identity, home, judgment, others = file.identity, file.home, file.judgment, file.telephones.others
    values: Mapping[str, object] = {
        "revision": file.revision,
        "purpose": file.purpose,
        "name": identity.name,
        "pinyin": identity.pinyin,
        "document_type": identity.document_type,
        "document_number": identity.document_number,
        "sex": identity.sex,
        "born_on": identity.born_on,
        "ethnicity": identity.ethnicity,
        "object_number": identity.object_number,
        "category": file.category,
        "office": file.office_id,
        "court": judgment.court,
        "judgment_number": judgment.document_number,
        "offended_on": judgment.offended_on,
        "judged_on": judgment.decided_on,
        "effective_on": judgment.effective_on,
        "offence": judgment.offence,
        "sentence": judgment.sentence,
        "term_starts_on": file.term_starts_on,
        "term_years": judgment.term_years,
        "term_months": judgment.term_months,
        "term_days": judgment.term_days,
        "deducted_days": judgment.credited_days,
        "guarantor": judgment.outside_prison.guarantor,
        "guarantor_phone": judgment.outside_prison.guarantor_phone,
        "hospital": judgment.outside_prison.hospital,
        "start_reason": judgment.start_reason,
        "phone": file.telephones.phone,
        "home_address": home.address,
        "home_lat": home.lat,
        "home_lon": home.lon,
    }
    return form_of(
        {name: None if value is None else str(value) for name, value in values.items()},
        {
            "contact_name": [one.name for one in others],
            "contact_relation": [one.relation for one in others],
            "contact_phone": [one.phone for one in others],
            "contact_address": [one.address for one in others],
            "injunction_kind": [one.kind for one in judgment.injunctions],
            "injunction_text": [one.text for one in judgment.injunctions],
            "injunction_until": [one.until.isoformat() if one.until else "" for one in judgment.injunctions],
        },
    )


def listed_fields(opened: OpenedItem) -> Mapping[str, str | None]:
    """What a row of a list says, as fields of the form of a new file; a file that no row is about says nothing."""
    listed = opened.listed or ListedPerson()
    days = {"effective_on": listed.effective_on, "term_starts_on": listed.starts_on, "born_on": listed.born_on}
    return {
        "name": listed.name,
        "document_number": listed.document_number,
        "object_number": listed.object_number,
        "category": listed.category,
        "court": listed.organ,
        "judgment_number": listed.judgment_number,
        **{name: day.isoformat() if day else None for name, day in days.items()},
    }


def form_view(
    page: PageRequest, state: FormState, offices: tuple[Choice, ...], file_id: UUID | None = None
) -> SuperviseeFormView:
    """The page of the form, with the term as far as it was entered."""
    return SuperviseeFormView(
        form=state,
        term=term_view(page, SubmittedForm({name: (value,) for name, value in state.values.items()}, {})),
        categories=page.choices("category"),
        document_types=page.choices("document-type"),
        sexes=page.choices("sex"),
        injunction_kinds=page.choices("injunction-kind"),
        offices=offices,
        centre=map_start(page.settings).centre,
        supervisee_id=file_id,
    )


def term_view(page: PageRequest, form: SubmittedForm) -> TermView:
    """The last day of the term and how it comes about, as far as it was entered; why none comes out otherwise."""
    try:
        starts_on = form.day("term_starts_on")
        length = TermLength(form.number("term_years", 0), form.number("term_months", 0), form.number("term_days", 0))
        category = read_choice(Category, form.text("category"), "category")
        if starts_on is None or category is None or length == TermLength():
            return TermView()
        term = work_out_term(category, starts_on, length, form.number("deducted_days", 0))
    except InputInvalid as error:
        return TermView(refusal=page.say(error.args[0]))
    return TermView(
        starts_on=starts_on,
        ends_on=term.last_day,
        steps=tuple(page.say(step) for step in term.steps),
        basis=term_basis(page, term),
    )


def term_basis(page: PageRequest, term: TermArithmetic) -> LegalBasis:
    """How a term comes about, and on which law its bounds rest."""
    separator = page.say(Wording("；", "; "))
    sources = list(dict.fromkeys(page.say(rule.source) for rule in term.rules)) or [page.say(_AS_DECIDED)]
    return LegalBasis(rule=page.say(_TERM_RULE), source=separator.join(sources))


def _to_call(form: SubmittedForm) -> tuple[PersonToCall, ...]:
    """The rows in which anything was typed."""
    columns = [form.texts(name) for name in _CONTACT_FIELDS]
    rows = zip(*columns, strict=False)
    return tuple(PersonToCall(*row) for row in rows if any(row))


def _injunctions(form: SubmittedForm) -> tuple[Injunction, ...]:
    """The rows in which a ban was typed; a kind alone is none."""
    columns = [form.texts(name) for name in ("injunction_kind", "injunction_text", "injunction_until")]
    found = []
    for kind, text, until in zip(*columns, strict=False):
        if not text and not until:
            continue
        chosen = read_choice(InjunctionKind, kind, "injunction_kind")
        if chosen is None:
            raise InputInvalid(TEXT_NEEDED, field="injunction_kind")
        found.append(Injunction(chosen, text, read_day(until, "injunction_until")))
    return tuple(found)


def _degrees(form: SubmittedForm, name: str) -> float | None:
    text = form.text(name)
    try:
        return float(text) if text else None
    except ValueError as error:
        raise InputInvalid(_PLACE_WRONG, field="home_lat") from error


def _needed_day(form: SubmittedForm, name: str) -> date:
    day = form.day(name)
    if day is None:
        raise InputInvalid(TEXT_NEEDED, field=name)
    return day


def _needed_choice(kinds: type[Chosen], form: SubmittedForm, name: str) -> Chosen:
    chosen = read_choice(kinds, form.text(name), name)
    if chosen is None:
        raise InputInvalid(TEXT_NEEDED, field=name)
    return chosen
