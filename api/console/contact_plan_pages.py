"""Planning for many by one act: who is asked to come to a class, a service day or a reporting morning."""

from uuid import UUID, uuid4

from litestar import get, post
from litestar.controller import Controller
from litestar.di import NamedDependency
from litestar.status_codes import HTTP_200_OK

from api.console import formats
from api.console.contact_forms import asked_appointment, needed_choice
from api.console.contact_views import PATH
from api.console.page_forms import SubmittedForm, read_choice, read_id
from api.console.pages_base import PageRequest, address
from api.console.supervisee_pages import office_choices
from api.console.view_models.base import FormState, Line
from api.console.view_models.contacts import CheckView, PlanCandidate, PlanTogetherView
from api.http import HttpResponse
from supervision.audit import Act
from supervision.corrections.contacts.planning_together import PlannedTogether, plan_together
from supervision.corrections.contacts.together import PEOPLE_NEEDED, Candidate, list_candidates
from supervision.corrections.contacts.words import GROUP_KINDS, ContactKind
from supervision.errors import InputInvalid, RuleRefused
from supervision.legal_time import legal_day
from supervision.wording import Wording

_KEPT = ("act", "kind", "office", "planned_from", "planned_until", "planned_text", "planned_place")


class PlanTogetherPages(Controller):
    """A class, a service day or a reporting morning that lies ahead."""

    path = "/contacts/plan-together"

    @get("/", opt={"act": Act.CONTACT_PLAN})
    async def choose(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """Who is asked to come, and when."""
        filters = page.filters("kind", "office")
        kind = read_choice(ContactKind, filters.get("kind"), "kind") or ContactKind.EDUCATION
        office = read_id(filters.get("office"), "office")
        return await page.show(await _choosing(page, uuid4(), kind, office, FormState()), active="contacts")

    @post("/", opt={"act": Act.CONTACT_PLAN}, status_code=HTTP_200_OK)
    async def plan(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """Show what will be planned; plan it once that was looked at, however often the button is pressed."""
        form = await page.form()
        act_id = read_id(form.text("act"), "act") or uuid4()
        try:
            act = _asked(form, act_id)
            if not form.text("checked"):
                return await _check(page, form, act)
            contacts = await plan_together(page.officer, act)
        except (InputInvalid, RuleRefused) as error:
            kind = read_choice(ContactKind, form.text("kind"), "kind") or ContactKind.EDUCATION
            office = read_id(form.text("office"), "office")
            view = await _choosing(page, act_id, kind, office, form.state(error, page.language))
            return await page.show_again(view, error, active="contacts")
        done = Wording(f"已为{len(contacts)}人各安排一次接触。", f"A contact was planned for each of {len(contacts)}.")
        return page.redirect(PATH, done=done)


async def _choosing(
    page: PageRequest, act_id: UUID, kind: ContactKind, office: UUID | None, form: FormState
) -> PlanTogetherView:
    people = await list_candidates(page.officer, kind, office, Act.CONTACT_PLAN)
    return PlanTogetherView(
        act_id=act_id,
        people=tuple(
            PlanCandidate(
                supervisee_id=one.person.file_id,
                masked_name=one.person.name,
                number=one.person.number,
                due_on=one.due_on,
                term_ends_on=one.person.term_ends_on,
                office_name=one.person.office_name,
            )
            for one in people
        ),
        kinds=page.choices("contact-kind", GROUP_KINDS),
        offices=await office_choices(page),
        filters={"kind": kind, **({"office": str(office)} if office else {})},
        form=form,
    )


def _asked(form: SubmittedForm, act_id: UUID) -> PlannedTogether:
    chosen = frozenset(file_id for text in form.texts("people") if (file_id := read_id(text, "people")))
    if not chosen:
        raise InputInvalid(PEOPLE_NEEDED, field="people")
    return PlannedTogether(act_id, needed_choice(ContactKind, form, "kind"), asked_appointment(form, "planned"), chosen)


async def _check(page: PageRequest, form: SubmittedForm, act: PlannedTogether) -> HttpResponse:
    """What will be planned; whose term is over by then is named and left out."""
    office, appointment = read_id(form.text("office"), "office"), act.appointment
    chosen = [
        one for one in await list_candidates(page.officer, act.kind, office, Act.CONTACT_PLAN)
        if one.person.file_id in act.file_ids
    ]  # fmt: skip
    day = legal_day(appointment.planned_from)
    asked = [one for one in chosen if one.person.term_ends_on >= day]
    lines = [
        Line(label=page.say(Wording("接触", "Contact")), value=page.word(act.kind, "contact-kind")),
        Line(label=page.say(Wording("时间", "Time")), value=_span(page, act)),
        Line(label=page.say(Wording("内容", "What")), value=f"{appointment.text} {appointment.place}".strip()),
        Line(label=f"{page.say(Wording('通知', 'Asked to come'))} ({len(asked)})", value=_named(asked)),
    ]
    if left := [one for one in chosen if one not in asked]:
        label = Wording("届时矫正期已满，不安排", "Term over by then, not planned")
        lines.append(Line(label=f"{page.say(label)} ({len(left)})", value=_named(left)))
    view = CheckView(
        heading=page.say(Wording("核对：每人各安排一次", "Check: one appointment for each")),
        action=page.say(Wording("为%(n)s人安排", "Plan for %(n)s people")) % {"n": len(asked)},
        action_path=page.request.url.path,
        back_path=address(f"{PATH}/plan-together", kind=act.kind, office=office),
        shown=tuple(lines),
        hidden={name: form.texts(name) for name in _KEPT if form.texts(name)}
        | {"people": tuple(str(one.person.file_id) for one in asked)},
    )
    return await page.show(view, active="contacts")


def _span(page: PageRequest, act: PlannedTogether) -> str:
    begins, ends = act.appointment.planned_from, act.appointment.planned_until
    shown = formats.full_moment(begins, page.language)
    return shown if ends == begins else f"{shown} — {formats.full_moment(ends, page.language)}"


def _named(people: list[Candidate]) -> str:
    return "、".join(f"{one.person.name} {one.person.number}" for one in people)
