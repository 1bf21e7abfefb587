"""Contacts: what is due, one of them with its outcome, a month, and one act for many."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.status_codes import HTTP_200_OK

from api.console import formats
from api.console.contact_forms import asked_appointment, asked_outcome, needed_choice
from api.console.contact_views import PATH, contact_view, queue_line
from api.console.figure_filters import counted_ids
from api.console.page_forms import SubmittedForm, read_choice, read_id
from api.console.pages_base import PageRequest, address
from api.console.supervisee_header import file_path
from api.console.supervisee_pages import office_choices, show_file
from api.console.view_models.base import Line
from api.console.view_models.contacts import CheckView, ContactQueueView
from api.http import HttpResponse
from supervision.audit import Act
from supervision.corrections.contacts.entering import Appointment, Logged
from supervision.corrections.contacts.keeping import (
    add_contact,
    check_outcome,
    log_outcome,
    plan_contact,
    record_reasons,
)
from supervision.corrections.contacts.queues import ContactShow, count_contacts, list_contacts
from supervision.corrections.contacts.reminders import ReminderWay, record_reminder
from supervision.corrections.contacts.timeline import open_contact
from supervision.corrections.contacts.words import TOOK_PLACE, ContactKind, Outcome
from supervision.corrections.purposes import Purpose
from supervision.errors import InputInvalid, RuleRefused, SupervisionError
from supervision.officers.holidays import legal_calendar
from supervision.wording import Wording

ACTIVE = "contacts"
_KEPT = (
    "revision", "outcome", "happened_at", "text", "next_step", "reasons_due_on", "moved_from", "moved_until",
    "moved_place", "next_kind", "next_from", "next_until", "next_place", "guardian", "guardian_absence", "purpose",
)  # fmt: skip
_ABOUT_FILE = {"about": "person-file"}


class Reached(StrEnum):
    """Whether a reminder reached the person."""

    YES = "yes"
    NO = "no"


class ContactPages(Controller):
    """Contacts inside the officer's reach."""

    path = "/contacts"

    @get("/", opt={"act": Act.CONTACT_LIST})
    async def queues(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """A queue, people masked."""
        filters = page.filters("show", "office")
        counts = await count_contacts(page.officer, read_id(filters.get("office"), "office"))
        first = next((show for show in ContactShow if counts[show]), ContactShow.TODAY)
        ids = await counted_ids(page, Act.CONTACT_LIST)
        wanted = read_choice(ContactShow, filters.get("show"), "show") or first
        show = wanted if ids is None else None
        office = read_id(filters.get("office"), "office")
        found = await list_contacts(page.officer, show, page.filters().get("cursor"), office, ids)
        calendar, reminds = await legal_calendar(), show is ContactShow.TO_REMIND
        view = ContactQueueView(
            lines=tuple(queue_line(page, line, calendar, reminds=reminds) for line in found.items),
            shows=page.choices("contact-show", ContactShow, {each: counts[each] for each in ContactShow}),
            show=show or "",
            offices=await office_choices(page),
            filters=filters,
            paging=page.paging(len(found.items), found.next, counts[wanted] if ids is None else len(ids)),
            may_record=page.may(Act.CONTACT_RECORD),
            may_plan=page.may(Act.CONTACT_PLAN),
        )
        return await page.show(view, active=ACTIVE)

    @get("/{contact_id:uuid}", opt={"act": Act.CONTACT_OPEN})
    async def one(self, contact_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """A contact in clear; everyday supervision is why it is opened, unless the address says another purpose."""
        purpose = page.filters().get("purpose", Purpose.SUPERVISION)
        return await page.show(await contact_view(page, contact_id, purpose), active=ACTIVE)

    @post("/{contact_id:uuid}/outcome", opt={"act": Act.CONTACT_RECORD}, status_code=HTTP_200_OK)
    async def outcome(self, contact_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Show what will be written; write it once that was looked at."""
        form = await page.form()
        try:
            logged = asked_outcome(form)
            if not form.text("checked"):
                await check_outcome(page.officer, contact_id, form.number("revision"), logged)
                return await _check(page, contact_id, form, logged)
            await log_outcome(page.officer, contact_id, form.number("revision"), logged)
        except (InputInvalid, RuleRefused) as error:
            return await _again(page, contact_id, form, error)
        return page.redirect(f"{PATH}/{contact_id}", done=Wording("已登记结果。", "The outcome is put down."))

    @post("/{contact_id:uuid}/reasons", opt={"act": Act.CONTACT_RECORD}, status_code=HTTP_200_OK)
    async def reasons(self, contact_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Put down what the person says about an absence."""
        form = await page.form()
        try:
            await record_reasons(page.officer, contact_id, form.number("revision"), form.text("reasons"))
        except (InputInvalid, RuleRefused) as error:
            return await _again(page, contact_id, form, error)
        return page.redirect(f"{PATH}/{contact_id}", done=Wording("已登记理由。", "The reasons are put down."))

    @post("/{contact_id:uuid}/reminders", opt={"act": Act.CONTACT_REMIND}, status_code=HTTP_200_OK)
    async def remind(self, contact_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Put down that a reminder was given."""
        form = await page.form()
        try:
            way, reached = needed_choice(ReminderWay, form, "way"), needed_choice(Reached, form, "was_reached")
            await record_reminder(page.officer, contact_id, way, was_reached=reached is Reached.YES)
        except (InputInvalid, RuleRefused) as error:
            return await _again(page, contact_id, form, error)
        return page.redirect(f"{PATH}/{contact_id}", done=Wording("已登记提醒。", "The reminder is put down."))


class FileContactPages(Controller):
    """What officers add to the contacts of a file, from its tab."""

    path = "/supervisees/{supervisee_id:uuid}"

    @post("/contacts", opt={"act": Act.CONTACT_RECORD, **_ABOUT_FILE}, status_code=HTTP_200_OK)
    async def add(self, supervisee_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Put down what took place without having been planned."""
        form = await page.form()
        try:
            kind, logged = needed_choice(ContactKind, form, "kind"), asked_outcome(form)
            await add_contact(page.officer, supervisee_id, kind, logged, form.text("place"))
        except (InputInvalid, RuleRefused) as error:
            return await _tab_again(page, supervisee_id, form, error)
        return _to_tab(page, supervisee_id, form, Wording("已登记。", "It is put down."))

    @post("/appointments", opt={"act": Act.CONTACT_PLAN, **_ABOUT_FILE}, status_code=HTTP_200_OK)
    async def plan(self, supervisee_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Plan a contact."""
        form = await page.form()
        try:
            kind = needed_choice(ContactKind, form, "planned_kind")
            await plan_contact(page.officer, supervisee_id, kind, asked_appointment(form, "planned"))
        except (InputInvalid, RuleRefused) as error:
            return await _tab_again(page, supervisee_id, form, error)
        return _to_tab(page, supervisee_id, form, Wording("已安排。", "It is planned."))


def _to_tab(page: PageRequest, file_id: UUID, form: SubmittedForm, done: Wording) -> HttpResponse:
    return page.redirect(file_path(file_id, form.text("purpose") or Purpose.SUPERVISION, "contacts"), done=done)


async def _tab_again(page: PageRequest, file_id: UUID, form: SubmittedForm, error: SupervisionError) -> HttpResponse:
    purpose, state = form.text("purpose") or Purpose.SUPERVISION, form.state(error, page.language)
    return await show_file(page, file_id, "contacts", purpose=purpose, form=state, error=error)


async def _again(page: PageRequest, contact_id: UUID, form: SubmittedForm, error: SupervisionError) -> HttpResponse:
    purpose = form.text("purpose") or Purpose.SUPERVISION
    view = await contact_view(page, contact_id, purpose, form.state(error, page.language))
    return await page.show_again(view, error, active=ACTIVE)


async def _check(page: PageRequest, contact_id: UUID, form: SubmittedForm, logged: Logged) -> HttpResponse:
    file = await open_contact(page.officer, contact_id, form.text("purpose") or Purpose.SUPERVISION)
    outcome = page.word(logged.outcome, "contact-outcome")
    shown = [
        (Wording("对象", "Person"), f"{file.identity.name} {file.file.number}"),
        (Wording("接触", "Contact"), page.word(file.opened.contact.kind, "contact-kind")),
        (Wording("结果", "Outcome"), outcome),
        (Wording("时间", "Time"), _moment(page, logged.happened_at if logged.outcome in TOOK_PLACE else None)),
        (Wording("说明", "Facts"), logged.text),
        (Wording("下一步", "Next step"), logged.next_step),
        (Wording("改到", "Moved to"), _appointment(page, logged.moved_to)),
        (Wording("说明理由的期限", "Reasons until"), _day(page, form)),
    ]
    if logged.following is not None:
        kind, appointment = logged.following
        told = f"{page.word(kind, 'contact-kind')} {_appointment(page, appointment)}"
        shown.append((Wording("下一次", "Next time"), told))
    if logged.outcome is not Outcome.REASONS_AWAITED:
        shown = [line for line in shown if line[0] != "说明理由的期限"]
    view = CheckView(
        heading=page.say(Wording("核对：将要登记的结果", "Check: the outcome that will be put down")),
        action=page.say(Wording("登记为“%(outcome)s”", "Put down “%(outcome)s”")) % {"outcome": outcome},
        action_path=page.request.url.path,
        back_path=address(f"{PATH}/{contact_id}"),
        shown=tuple(Line(label=page.say(label), value=value) for label, value in shown if value),
        hidden={name: (form.text(name),) for name in _KEPT if form.text(name)},
    )
    return await page.show(view, active=ACTIVE)


def _moment(page: PageRequest, at: datetime | None) -> str:
    return formats.full_moment(at, page.language) if at is not None else ""


def _appointment(page: PageRequest, appointment: Appointment | None) -> str:
    if appointment is None:
        return ""
    return f"{_moment(page, appointment.planned_from)}–{formats.clock(appointment.planned_until)} {appointment.place}"


def _day(page: PageRequest, form: SubmittedForm) -> str:
    day = form.day("reasons_due_on")
    return formats.long_date(day, page.language) if day else ""
