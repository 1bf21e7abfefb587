"""What is sealed of an assessment: the request, the person, what was found out, the opinion. Pure."""

from datetime import date

import msgspec

from supervision.corrections.assessments.words import Informant, InquiryKind, Suitability
from supervision.corrections.category import Category
from supervision.corrections.identity import Home, Identity, Telephones, checked_identity, make_home, make_telephones
from supervision.errors import InputInvalid
from supervision.texts import needed_text, normalise_phone, optional_text
from supervision.wording import Wording

_MOST_LINE, _MOST_TEXT = 120, 4_000

IN_FUTURE = Wording("日期不能晚于今天。", "The day cannot lie in the future.")
BEFORE_RECEIPT = Wording("日期不能早于收到委托之日。", "The day cannot lie before the request came in.")
OFFENCE_LATE = Wording("犯罪日期不能晚于收到委托之日。", "The offence cannot lie after the request came in.")
FAST_BEFORE_JUDGMENT = Wording(
    "速裁程序只用于判处管制、宣告缓刑前的评估。",
    "Fast-track is for assessments before public surveillance or a suspended sentence only.",
)
GUARANTOR_NEEDED = Wording("暂予监外执行须写明保证人情况。", "Outside prison for a time there is a guarantor; say who.")

_BEFORE_JUDGMENT = frozenset({Category.CONTROL, Category.SUSPENDED_SENTENCE})


class Request(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The organ's name, the number of its paper, whom to answer there, and the day of the offence if it says one."""

    organ_name: str
    paper_number: str
    contact_name: str = ""
    contact_phone: str = ""
    offended_on: date | None = None


class AssessedPerson(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who is assessed; not a supervisee, and perhaps never one."""

    identity: Identity
    telephones: Telephones
    home: Home


class Finding(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who was asked, or what was looked at, where, and what came of it."""

    who: str
    text: str
    place: str = ""


class Opinion(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What was found of the home, a guarantor and the influence on the community, and the reasons of the opinion."""

    home: str
    influence: str
    reasons: str
    guarantor: str = ""


class NewInquiry(msgspec.Struct, frozen=True):
    """An interview or a visit as it is put down."""

    kind: InquiryKind
    informant: Informant
    happened_on: date
    finding: Finding


class NewOpinion(msgspec.Struct, frozen=True):
    """An opinion as it is written."""

    suitability: Suitability
    opinion: Opinion


def make_request(request: Request) -> Request:
    """The request with its texts in one form; InputInvalid names the field to mend."""
    return Request(
        needed_text(request.organ_name, "organ_name", _MOST_LINE),
        needed_text(request.paper_number, "paper_number", _MOST_LINE),
        optional_text(request.contact_name, "contact_name", _MOST_LINE),
        normalise_phone(request.contact_phone, "contact_phone") if request.contact_phone.strip() else "",
        request.offended_on,
    )


def make_person(entered: AssessedPerson, today: date) -> AssessedPerson:
    """The person with everything in its one written form; InputInvalid names the field to mend."""
    return AssessedPerson(
        checked_identity(entered.identity, today),
        make_telephones(entered.telephones.phone, entered.telephones.others),
        make_home(entered.home.address, entered.home.lat, entered.home.lon),
    )


def check_fast(category: Category, *, is_fast: bool) -> None:
    """InputInvalid for a fast track that the procedure has not."""
    if is_fast and category not in _BEFORE_JUDGMENT:
        raise InputInvalid(FAST_BEFORE_JUDGMENT, field="is_fast")


def check_received(received_on: date, offended_on: date | None, today: date) -> None:
    """InputInvalid for a request that came in tomorrow, or before the offence."""
    if received_on > today:
        raise InputInvalid(IN_FUTURE, field="received_on")
    if offended_on is not None and offended_on > received_on:
        raise InputInvalid(OFFENCE_LATE, field="offended_on")


def check_day(day: date, received_on: date, today: date, field: str) -> date:
    """The day of something that was done about a request; InputInvalid before it came in, or in the future."""
    if day > today:
        raise InputInvalid(IN_FUTURE, field=field)
    if day < received_on:
        raise InputInvalid(BEFORE_RECEIPT, field=field)
    return day


def make_finding(finding: Finding) -> Finding:
    """What was found out, in one form; InputInvalid names the field to mend."""
    return Finding(
        needed_text(finding.who, "who", _MOST_LINE),
        needed_text(finding.text, "text", _MOST_TEXT),
        optional_text(finding.place, "place", _MOST_LINE),
    )


def make_opinion(opinion: Opinion, category: Category) -> Opinion:
    """The opinion in one form; InputInvalid for a missing fact, a guarantor where one is needed included."""
    guarantor = optional_text(opinion.guarantor, "guarantor", _MOST_TEXT)
    if category is Category.MEDICAL_PAROLE and not guarantor:
        raise InputInvalid(GUARANTOR_NEEDED, field="guarantor")
    return Opinion(
        needed_text(opinion.home, "home", _MOST_TEXT),
        needed_text(opinion.influence, "influence", _MOST_TEXT),
        needed_text(opinion.reasons, "reasons", _MOST_TEXT),
        guarantor,
    )
