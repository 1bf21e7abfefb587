"""A stay notice as a form sends it: read into a draft, everything that is wrong with it found at once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

import msgspec

from api.console.page_forms import SubmittedForm, read_choice
from supervision.documents import DocumentType, Sex
from supervision.errors import InputInvalid
from supervision.legal_time import legal_day, now
from supervision.residence.codes import ArrivalReason, LodgingKind
from supervision.residence.households.person import Guardian, Person
from supervision.residence.notices.content import (
    Arrival,
    Declarer,
    Departure,
    NoticeItem,
    check_named,
    make_declarer,
    make_item,
)
from supervision.residence.notices.giving import ROOM_NEEDED, NoticeDraft, new_form_key
from supervision.residence.notices.words import DeclarerKind, NoticeKind
from supervision.residence.rules import FieldList, find_field_list
from supervision.texts import TEXT_NEEDED
from supervision.wording import Wording

MOST_ON_FORM = 10
"""How many people the form has room for; more are given as a list."""
EXTRA_FIELDS = (
    "ethnicity", "phone", "domicile_address", "workplace", "political_status", "education", "marital_status",
    "employment", "social_security",
)  # fmt: skip
"""What may be asked beside name and document, where the region's law lists it."""
CHOICE_NEEDED = Wording("请选择一项。", "Choose one.")
DAY_NEEDED = Wording("请填写日期。", "Enter the day.")

Made = TypeVar("Made")


@dataclass(slots=True)
class ReadNotice:
    """What was read of a form: a draft without errors, or the errors by the names of its fields."""

    errors: dict[str, str] = field(default_factory=dict)
    draft: NoticeDraft | None = None

    def attempt(self, step: Callable[[], Made], suffix: str = "") -> Made | None:
        """The result of a step, or None with its error noted beside its field."""
        try:
            return step()
        except InputInvalid as error:
            self.errors.setdefault(f"{error.field}{suffix}", error.args[0])
            return None


def people_on(form: SubmittedForm) -> int:
    """For how many people the form has room."""
    text = form.text("persons")
    return min(max(int(text) if text.isascii() and text.isdigit() else 1, 1), MOST_ON_FORM)


def read_notice(form: SubmittedForm, kind: NoticeKind, division: str, *, room_needed: bool) -> ReadNotice:
    """The draft of a form with its people, or everything that is wrong with it."""
    read, fields = ReadNotice(), find_field_list(legal_day(now()), division)
    declarer = read.attempt(lambda: read_declarer(form))
    if room_needed and not form.text("room"):
        read.errors["room"] = ROOM_NEEDED
    day_name = "began_on" if kind is NoticeKind.ARRIVAL else "ended_on"
    day = read.attempt(lambda: form.day(day_name))
    if day is None:
        read.errors.setdefault(day_name, DAY_NEEDED)
    until = read.attempt(lambda: form.day("expected_until"))
    if kind is NoticeKind.ARRIVAL:
        read.errors |= {name: CHOICE_NEEDED for name in ("lodging", "reason") if not form.text(name)}
    items: list[NoticeItem] = []
    for place in range(1, people_on(form) + 1):
        if day is not None:
            item = _read_item(read, form, kind, fields, place, (day, until))
            if item is not None:
                items.append(item)
    if declarer is not None and not read.errors:
        named = tuple(items)
        read.attempt(lambda: check_named(named), "-1")
        key = form.text("form_key") or new_form_key()
        read.draft = NoticeDraft(declarer, named, form.text("room"), form.text("remark"), key)
    return read if not read.errors else ReadNotice(read.errors)


def read_declarer(form: SubmittedForm) -> Declarer:
    """Who gives the notice."""
    kind = read_choice(DeclarerKind, form.text("declarer_kind"), "declarer_kind")
    if kind is None:
        raise InputInvalid(TEXT_NEEDED, field="declarer_kind")
    return make_declarer(
        Declarer(
            kind,
            form.text("declarer_name"),
            form.text("declarer_phone"),
            form.text("declarer_organisation"),
            form.text("declarer_document"),
        )
    )


def _read_item(
    read: ReadNotice,
    form: SubmittedForm,
    kind: NoticeKind,
    fields: FieldList,
    place: int,
    days: tuple[date, date | None],
) -> NoticeItem | None:
    """One person; errors of days, which all share, stand beside the days."""
    today = legal_day(now())

    def made() -> NoticeItem:
        entered = _departure(form, place, days[0]) if kind is NoticeKind.DEPARTURE else _arrival(form, place, days)
        try:
            return make_item(entered, fields, today)
        except InputInvalid as error:
            if error.field in {"began_on", "ended_on", "expected_until"}:
                read.errors.setdefault(error.field, error.args[0])
                raise InputInvalid(error.args[0], field="days") from error
            raise

    item = read.attempt(made, f"-{place}")
    read.errors.pop(f"days-{place}", None)
    return item


def _departure(form: SubmittedForm, place: int, ended_on: date) -> Departure:
    return Departure(form.text(f"name-{place}"), ended_on, form.text(f"document_number-{place}"))


def _arrival(form: SubmittedForm, place: int, days: tuple[date, date | None]) -> Arrival:
    lodging = read_choice(LodgingKind, form.text("lodging"), "lodging") or LodgingKind.RENTED
    reason = read_choice(ArrivalReason, form.text("reason"), "reason") or ArrivalReason.WORK
    return Arrival(_person(form, place), lodging, reason, days[0], days[1])


def _person(form: SubmittedForm, place: int) -> Person:
    def text(name: str) -> str:
        return form.text(f"{name}-{place}")

    guardian = None
    if text("guardian_name"):
        guardian = Guardian(text("guardian_name"), text("guardian_relation"), text("guardian_phone"))
    document = read_choice(DocumentType, text("document_type"), "document_type") or DocumentType.ID_CARD
    person = Person(
        name=text("name"),
        document_type=document,
        document_number=text("document_number"),
        sex=read_choice(Sex, text("sex"), "sex"),
        born_on=form.day(f"born_on-{place}"),
        guardian=guardian,
    )
    return msgspec.structs.replace(person, **{name: text(name) for name in EXTRA_FIELDS})


def without_person(values: Mapping[str, str], gone: int, persons: int) -> dict[str, str]:
    """The form with one person taken out and those behind moved up."""
    kept = {name: value for name, value in values.items() if not name.endswith(f"-{persons}")}
    for place in range(gone, persons):
        behind = f"-{place + 1}"
        for name, value in values.items():
            if name.endswith(behind):
                kept[f"{name.removesuffix(behind)}-{place}"] = value
    return kept
