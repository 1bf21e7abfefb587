"""Asking on a supervisee's behalf: the form, the check with the arithmetic, and asking anew what was sent back."""

from itertools import zip_longest
from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.status_codes import HTTP_200_OK

from api.console.application_pages import ACTIVE as INBOX
from api.console.application_pages import PATH as APPLICATIONS
from api.console.application_views import bases_of, facts_of
from api.console.county_choices import code_of_choice, county_choices
from api.console.file_papers import ROOM_FOR_A_PAPER, attach_paper
from api.console.page_forms import SubmittedForm, read_choice, read_id
from api.console.pages_base import PageRequest
from api.console.supervisee_header import file_path, header_of
from api.console.view_models.applications import ApplicationCheckView, ApplicationFormView
from api.console.view_models.base import Choice, FormState, Line
from api.http import HttpResponse
from supervision.audit import Act
from supervision.corrections.applications.asking import ask_again, make_application
from supervision.corrections.applications.content import (
    FIELDS,
    PLACE_NEEDED,
    ApplicationContent,
    ApplicationDraft,
    Destination,
    first_day_in_time,
    injunctions_for,
)
from supervision.corrections.applications.listing import OpenedApplication, open_application
from supervision.corrections.applications.planning import Planned, plan_application
from supervision.corrections.applications.words import ApplicationKind
from supervision.corrections.attachments import load_attachments
from supervision.corrections.opening import open_person_file
from supervision.corrections.purposes import Purpose
from supervision.errors import InputInvalid, RuleRefused
from supervision.legal_time import legal_day
from supervision.officers.holidays import legal_calendar
from supervision.wording import Wording

_ABOUT_FILE = {"about": "person-file"}
_DESTINATION_ROWS = 3
_CHECKED = "checked"
_NOT_LISTED = "不在名录："
_PROOF = Wording("证明材料", "Proof")

ASKED = Wording("已提出，等待审批。", "Asked; it waits for a decision.")
_BEFORE = Wording("外出申请须提前", "Leave is asked for ahead by")


class ApplicationFormPages(Controller):
    """New applications of files inside the officer's reach."""

    path = "/supervisees/{supervisee_id:uuid}/applications"

    @get("/new", opt={"act": Act.APPLICATION_MAKE, **_ABOUT_FILE})
    async def blank(self, supervisee_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """The form of a kind; the file is opened for supervision, and recorded so."""
        kind = read_choice(ApplicationKind, page.filters("kind").get("kind"), "kind") or ApplicationKind.LEAVE
        path = f"/console/supervisees/{supervisee_id}/applications/new"
        return await page.show(await _form_view(page, supervisee_id, kind, path, FormState()), active="supervisees")

    @post(
        "/new",
        opt={"act": Act.APPLICATION_MAKE, **_ABOUT_FILE},
        status_code=HTTP_200_OK,
        request_max_body_size=ROOM_FOR_A_PAPER,
    )
    async def ask(self, supervisee_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """First what would be asked for, with who decides; then, once that was looked at, the asking."""
        form = await page.form()
        kind = read_choice(ApplicationKind, form.text("kind"), "kind") or ApplicationKind.LEAVE
        path = f"/console/supervisees/{supervisee_id}/applications/new"
        try:
            draft = _draft(form, kind)
            if not form.text(_CHECKED):
                planned = await plan_application(page.officer, supervisee_id, draft)
                proof_id = await attach_paper(page, supervisee_id, form, "proof")  # once all else can stand
                return await page.show(await _check_view(page, supervisee_id, planned, form, path, proof_id))
            await make_application(page.officer, supervisee_id, draft)
        except (InputInvalid, RuleRefused) as error:
            view = await _form_view(page, supervisee_id, kind, path, form.state(error, page.language))
            return await page.show_again(view, error, active="supervisees")
        return page.redirect(file_path(supervisee_id, Purpose.SUPERVISION, "applications"), done=ASKED)


class AskAgainPages(Controller):
    """Applications that were sent back."""

    path = "/applications/{application_id:uuid}/asking"

    @get("/", opt={"act": Act.APPLICATION_MAKE, "about": "application"})
    async def filled(self, application_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """The form with what was asked for."""
        opened = await open_application(page.officer, application_id, Purpose.SUPERVISION)
        view = await _form_view(
            page, opened.file.id, opened.application.kind, _again_path(application_id), _filled(opened)
        )
        return await page.show(view, active=INBOX)

    @post(
        "/",
        opt={"act": Act.APPLICATION_MAKE, "about": "application"},
        status_code=HTTP_200_OK,
        request_max_body_size=ROOM_FOR_A_PAPER,
    )
    async def ask(self, application_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """The check, and then the asking."""
        form = await page.form()
        opened = await open_application(page.officer, application_id, Purpose.SUPERVISION)
        file_id, kind, path = opened.file.id, opened.application.kind, _again_path(application_id)
        try:
            draft = _draft(form, kind)
            if not form.text(_CHECKED):
                planned = await plan_application(page.officer, file_id, draft, application_id)
                proof_id = await attach_paper(page, file_id, form, "proof")
                return await page.show(await _check_view(page, file_id, planned, form, path, proof_id))
            await ask_again(page.officer, application_id, draft)
        except (InputInvalid, RuleRefused) as error:
            view = await _form_view(page, file_id, kind, path, form.state(error, page.language))
            return await page.show_again(view, error, active=INBOX)
        return page.redirect(f"{APPLICATIONS}/{application_id}", done=ASKED)


def _again_path(application_id: UUID) -> str:
    return f"{APPLICATIONS}/{application_id}/asking"


def _draft(form: SubmittedForm, kind: ApplicationKind) -> ApplicationDraft:
    rows = zip_longest(form.texts("destinations"), form.texts("division"), fillvalue="")
    return ApplicationDraft(
        kind,
        ApplicationContent(
            reason=form.text("reason"),
            reason_kind=form.text("reason_kind"),
            destinations=tuple(_destination(address, where) for address, where in rows if address or where),
            late_reason=form.text("late_reason"),
            frequency=form.text("frequency"),
            place=form.text("place"),
            person_kind=form.text("person_kind"),
            person=form.text("person"),
            supervision_class=form.text("supervision_class"),
            months=form.number("months", 0),
            injunction=form.text("injunction"),
        ),
        form.day("from_on"),
        form.day("until_on"),
        read_id(form.text("proof_id"), "proof_id"),
        bool(form.text("says_leaving")),
    )


def _destination(address: str, where: str) -> Destination:
    """A row as it was typed: a county of the list ends in its code, and what is on no list says so before its name."""
    if where.startswith(_NOT_LISTED):
        return Destination(address, place=where.removeprefix(_NOT_LISTED).strip())
    code = code_of_choice(where)
    if where and not code.isdecimal():
        raise InputInvalid(PLACE_NEEDED, field="destinations")
    return Destination(address, code)


def _where(each: Destination) -> str:
    """What stands in the field of a destination's division."""
    return f"{each.place} {each.division}".strip() if each.division else f"{_NOT_LISTED}{each.place}"


def _filled(opened: OpenedApplication) -> FormState:
    one, content = opened.application, opened.content
    values = {
        "reason": content.reason,
        "reason_kind": content.reason_kind,
        "late_reason": content.late_reason,
        "frequency": content.frequency,
        "place": content.place,
        "person_kind": content.person_kind,
        "person": content.person,
        "supervision_class": content.supervision_class,
        "months": str(content.months or ""),
        "injunction": content.injunction,
        "from_on": one.from_on.isoformat(),
        "until_on": one.until_on.isoformat() if one.until_on else "",
        "proof_id": str(one.proof_id or ""),
    }
    destinations = tuple(each.address for each in content.destinations)
    codes = tuple(_where(each) for each in content.destinations)
    return FormState(values=values, lists={"destinations": destinations, "division": codes})


async def _form_view(
    page: PageRequest, file_id: UUID, kind: ApplicationKind, path: str, form: FormState
) -> ApplicationFormView:
    file = await open_person_file(page.officer, file_id, Purpose.SUPERVISION)
    attached = await load_attachments(page.officer, Act.PERSON_FILE_OPEN, file_id)
    rule, first = first_day_in_time(file.division, legal_day(page.now), await legal_calendar())
    return ApplicationFormView(
        header=await header_of(page, file),
        kind=kind,
        fields=FIELDS[kind],
        action_path=path,
        reasons=page.choices("leave-reason"),
        persons=page.choices("contact-person"),
        classes=page.choices("supervision-class"),
        injunctions=tuple(
            Choice(value=one.text, label=f"{page.word(one.kind, 'injunction-kind')} · {one.text}")
            for one in injunctions_for(kind, file.judgment.injunctions, legal_day(page.now))
        ),
        proofs=tuple(Choice(value=str(one.attachment_id), label=one.title) for one in attached),
        rows=_rows(form),
        counties=await county_choices(),
        not_listed=_NOT_LISTED,
        first_in_time=first,
        basis=page.basis(rule, _BEFORE, f"{rule.number} {page.word(rule.unit, 'rule-unit')}"),
        form=form,
    )


def _rows(form: FormState) -> tuple[tuple[str, str], ...]:
    """The destinations as typed, with empty rows to type more."""
    typed = tuple(
        (place, code)
        for place, code in zip_longest(form.lists.get("destinations", ()), form.lists.get("division", ()), fillvalue="")
        if place or code
    )
    return (*typed, *((("", ""),) * max(1, _DESTINATION_ROWS - len(typed))))


async def _check_view(
    page: PageRequest,
    file_id: UUID,
    planned: Planned,
    form: SubmittedForm,
    path: str,
    proof_id: UUID | None,
) -> ApplicationCheckView:
    """What was typed goes on hidden; a proof that came along is on the file by now, in the chosen one's place."""
    file = await open_person_file(page.officer, file_id, Purpose.SUPERVISION)
    draft, kept = planned.draft, dict(form.state().lists)
    proof = proof_id or draft.proof_id
    if proof_id is not None:
        kept["proof_id"] = (str(proof_id),)
    attached = await load_attachments(page.officer, Act.PERSON_FILE_OPEN, file_id) if proof else ()
    titles = tuple(Line(label=page.say(_PROOF), value=one.title) for one in attached if one.attachment_id == proof)
    return ApplicationCheckView(
        header=await header_of(page, file),
        kind=draft.kind,
        action_path=path,
        facts=(*facts_of(page, draft.from_on, draft.until_on, draft.content), *titles),
        decider=planned.route.decider,
        arithmetic=tuple(page.say(step) for step in planned.route.steps),
        bases=bases_of(page, planned.route.rules),
        hidden={name: values for name, values in kept.items() if name != _CHECKED},
    )
