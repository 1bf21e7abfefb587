"""A month of contacts, and one act for many."""

from datetime import date, timedelta
from uuid import UUID, uuid4

from litestar import get, post
from litestar.controller import Controller
from litestar.di import NamedDependency
from litestar.status_codes import HTTP_200_OK

from api.console import formats
from api.console.contact_forms import needed_choice
from api.console.contact_views import PATH
from api.console.page_forms import SubmittedForm, read_choice, read_id
from api.console.page_moments import moment_value, typed_moment
from api.console.pages_base import PageRequest, address
from api.console.supervisee_pages import office_choices
from api.console.view_models.base import Choice, FormState, Line
from api.console.view_models.contacts import (
    Candidate,
    CheckView,
    MonthDay,
    MonthEntry,
    MonthView,
    TogetherView,
)
from api.http import HttpResponse
from supervision.audit import Act
from supervision.corrections.contacts.queues import ContactLine, open_month
from supervision.corrections.contacts.together import Together, list_candidates, record_together
from supervision.corrections.contacts.words import GROUP_KINDS, ContactKind, Outcome
from supervision.errors import InputInvalid, RuleRefused
from supervision.legal_time import add_months, legal_day
from supervision.officers.holidays import legal_calendar
from supervision.wording import Wording

ACTIVE = "contacts"
MONTH_WRONG = Wording("月份须写成 2026-01 这样。", "Write the month like 2026-01.")
WENT, NOT_ASKED = "went-", "not-asked"
_HOW_IT_WENT = {
    Outcome.COMPLIED: Wording("参加", "Came"),
    Outcome.REASONS_AWAITED: Wording("未到", "Absent"),
    Outcome.ACCEPTABLE_ABSENCE: Wording("有理由", "Excused"),
    NOT_ASKED: Wording("不在其中", "Not asked"),
}
_DAYS_OF_A_WEEK = 7
_YEARS = range(1900, 2200)


class MonthPages(Controller):
    """What is planned inside the officer's reach, on a month's sheet."""

    path = "/contacts/month"

    @get("/", opt={"act": Act.CONTACT_LIST})
    async def month(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """A month, Monday first."""
        filters = page.filters("month", "office")
        first = _first_of(filters.get("month"), legal_day(page.now))
        lines = await open_month(page.officer, first, read_id(filters.get("office"), "office"))
        view = MonthView(
            first=first,
            weeks=await _weeks(page, first, lines),
            total=len(lines),
            before_path=_month_path(page, add_months(first, -1)),
            after_path=_month_path(page, add_months(first, 1)),
            offices=await office_choices(page),
            filters=filters,
        )
        return await page.show(view, active=ACTIVE)


class TogetherPages(Controller):
    """A class, a service day or a reporting morning: who came, and who did not."""

    path = "/contacts/together"

    @get("/", opt={"act": Act.CONTACT_RECORD})
    async def choose(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """Who was asked to come."""
        filters = page.filters("kind", "office")
        kind = read_choice(ContactKind, filters.get("kind"), "kind") or ContactKind.REPORT
        office = read_id(filters.get("office"), "office")
        form = FormState(values={"kind": kind, "happened_at": moment_value(page.now)})
        return await page.show(await _together(page, uuid4(), kind, office, form), active=ACTIVE)

    @post("/", opt={"act": Act.CONTACT_RECORD}, status_code=HTTP_200_OK)
    async def record(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """Show what will be written; write it once that was looked at, however often the button is pressed."""
        form = await page.form()
        act_id = read_id(form.text("act"), "act") or uuid4()
        try:
            act = _asked(form, act_id)
            if not form.text("checked"):
                return await _check(page, form, act)
            contacts = await record_together(page.officer, act)
        except (InputInvalid, RuleRefused) as error:
            kind = read_choice(ContactKind, form.text("kind"), "kind") or ContactKind.REPORT
            office = read_id(form.text("office"), "office")
            view = await _together(page, act_id, kind, office, form.state(error, page.language))
            return await page.show_again(view, error, active=ACTIVE)
        done = Wording(f"已为{len(contacts)}人各登记一次接触。", f"A contact was put down for each of {len(contacts)}.")
        return page.redirect(PATH, done=done)


async def _together(
    page: PageRequest, act_id: UUID, kind: ContactKind, office: UUID | None, form: FormState
) -> TogetherView:
    people = await list_candidates(page.officer, kind, office)
    has_plan = any(one.is_appointed for one in people)
    return TogetherView(
        act_id=act_id,
        people=tuple(
            Candidate(
                supervisee_id=one.person.file_id,
                masked_name=one.person.name,
                number=one.person.number,
                due_on=one.due_on,
                went=form.value(f"{WENT}{one.person.file_id}")
                or (Outcome.COMPLIED if (one.is_appointed if has_plan else one.due_on) else NOT_ASKED),
            )
            for one in people
        ),
        choices=tuple(Choice(value=value, label=page.say(label)) for value, label in _HOW_IT_WENT.items()),
        has_plan=has_plan,
        may_plan=page.may(Act.CONTACT_PLAN),
        kinds=page.choices("contact-kind", GROUP_KINDS),
        offices=await office_choices(page),
        filters={"kind": kind, **({"office": str(office)} if office else {})},
        form=form,
    )


def _asked(form: SubmittedForm, act_id: UUID) -> Together:
    """Everybody who was asked to come did, but for those of whom something else is said."""
    outcomes: dict[UUID, Outcome] = {}
    for text in form.texts("people"):
        went = form.text(f"{WENT}{text}") or Outcome.COMPLIED
        file_id = read_id(text, "people")
        if file_id is not None and went != NOT_ASKED and (outcome := read_choice(Outcome, went, "people")):
            outcomes[file_id] = outcome
    kind = needed_choice(ContactKind, form, "kind")
    return Together(act_id, kind, typed_moment(form, "happened_at"), form.text("text"), outcomes, form.text("place"))


async def _check(page: PageRequest, form: SubmittedForm, act: Together) -> HttpResponse:
    office = read_id(form.text("office"), "office")
    people = {one.person.file_id: one.person for one in await list_candidates(page.officer, act.kind, office)}
    said = [
        (label, [f"{people[each].name} {people[each].number}" for each, found in act.outcomes.items()
                 if found is outcome and each in people])
        for label, outcome in (
            (Wording("到场", "Came"), Outcome.COMPLIED),
            (Wording("未到，待说明理由", "Did not come, reasons awaited"), Outcome.REASONS_AWAITED),
            (Wording("有正当理由未到", "Excused"), Outcome.ACCEPTABLE_ABSENCE),
        )
    ]  # fmt: skip
    lines = [
        Line(label=page.say(Wording("接触", "Contact")), value=page.word(act.kind, "contact-kind")),
        Line(label=page.say(Wording("时间", "Time")), value=formats.full_moment(act.happened_at, page.language)),
        Line(label=page.say(Wording("内容", "What")), value=f"{act.text} {act.place}"),
        *(Line(label=f"{page.say(label)} ({len(names)})", value="、".join(names)) for label, names in said if names),
    ]
    if not act.outcomes or not act.text:
        await record_together(page.officer, act)  # says what is missing, and writes nothing
    view = CheckView(
        heading=page.say(Wording("核对：每人各登记一次", "Check: one contact for each")),
        action=page.say(Wording("为%(n)s人登记", "Put down for %(n)s people")) % {"n": len(act.outcomes)},
        action_path=page.request.url.path,
        back_path=address(f"{PATH}/together", kind=act.kind, office=office),
        shown=tuple(lines),
        hidden={name: form.texts(name) for name in _KEPT if form.texts(name)}
        | {"people": tuple(map(str, act.outcomes))}
        | {f"{WENT}{file_id}": (outcome,) for file_id, outcome in act.outcomes.items()},
    )
    return await page.show(view, active=ACTIVE)


_KEPT = ("act", "kind", "happened_at", "place", "text", "office")


def _first_of(text: str | None, today: date) -> date:
    if not text:
        return today.replace(day=1)
    try:
        first = date.fromisoformat(f"{text}-01")
    except ValueError as error:
        raise InputInvalid(MONTH_WRONG, field="month") from error
    if first.year not in _YEARS:
        raise InputInvalid(MONTH_WRONG, field="month")
    return first


def _month_path(page: PageRequest, first: date) -> str:
    return address(f"{PATH}/month", **{**page.filters("office"), "month": f"{first:%Y-%m}"})


async def _weeks(page: PageRequest, first: date, lines: tuple[ContactLine, ...]) -> tuple[tuple[MonthDay, ...], ...]:
    today, calendar = legal_day(page.now), await legal_calendar()
    by_day: dict[date, list[MonthEntry]] = {}
    for line in lines:
        if line.contact.planned_on is not None:
            by_day.setdefault(line.contact.planned_on, []).append(_entry(line, today))
    begins, after = first - timedelta(days=first.weekday()), add_months(first, 1)
    days = [begins + timedelta(days=number) for number in range(6 * _DAYS_OF_A_WEEK)]
    sheet = [
        MonthDay(
            day=day,
            is_off=not calendar.is_working_day(day),
            is_today=day == today,
            is_in_month=first <= day < after,
            entries=tuple(by_day.get(day, ())),
        )
        for day in days
    ]
    weeks = [tuple(sheet[at : at + _DAYS_OF_A_WEEK]) for at in range(0, len(sheet), _DAYS_OF_A_WEEK)]
    return tuple(week for week in weeks if any(day.is_in_month for day in week))


def _entry(line: ContactLine, today: date) -> MonthEntry:
    contact = line.contact
    return MonthEntry(
        contact_id=contact.id,
        time=formats.clock(contact.planned_from) if contact.planned_from else "",
        masked_name=line.person.name,
        kind=contact.kind,
        outcome=contact.outcome or "",
        is_overdue=contact.outcome is None and contact.due_on is not None and contact.due_on < today,
    )
