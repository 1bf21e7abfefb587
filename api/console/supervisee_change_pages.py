"""What happens to an opened file: custody and the way back, its end under the second factor, and recorded facts."""

from datetime import datetime
from typing import TypeVar
from uuid import UUID

from litestar import Controller, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.status_codes import HTTP_200_OK

from api.console import formats
from api.console.confirming import CODE_FIELD, ask_code
from api.console.file_papers import ROOM_FOR_A_PAPER, attach_paper
from api.console.page_forms import SubmittedForm, read_choice, read_id
from api.console.page_moments import typed_moment
from api.console.pages_base import PageRequest
from api.console.person_named import person_named
from api.console.supervisee_header import file_path
from api.console.supervisee_pages import show_file
from api.console.view_models.base import Line
from api.console.view_models.contacts import CheckView
from api.console.view_models.sign_in import SecondFactorView
from api.http import HttpResponse
from supervision.audit import Act
from supervision.corrections.absences import end_absence, record_custody
from supervision.corrections.file_state import (
    END_CAUSE_NAMES,
    PAPER_NEEDED,
    RELEASES,
    EndCause,
    EndRefused,
)
from supervision.corrections.purposes import Purpose
from supervision.corrections.record_kinds import RecordKind
from supervision.corrections.records import HAPPENED_LATER, add_record, annul_record
from supervision.corrections.release.terminating import end_person_file
from supervision.errors import InputInvalid, RuleRefused, SignInRefused, SupervisionError
from supervision.legal_time import legal_day
from supervision.texts import needed_text
from supervision.wording import Wording

Value = TypeVar("Value")

_ABOUT_FILE = {"about": "person-file"}


CHOICE_NEEDED = Wording("请选择一项。", "Choose one.")
DAY_NEEDED = Wording("请填写日期。", "Give the day.")
PROOF_NEEDED = Wording("请选择证明文件。", "Choose the document that proves it.")
_HEADING = Wording("结束社区矫正", "End the correction")
_WHY = Wording(
    "结束后档案只供查阅，定位同时停止，终端须交回；不能撤销，重新入矫须另建档案。",
    "The file can then only be read, positioning stops, and the tracker is due back. This cannot be undone; who comes "
    "back gets a new file.",
)

_CUSTODY_STOPS = Wording(
    "从该时刻起定位令终止，报告、核查等义务停止计算；列入“羁押中”名单，羁押结束后须登记。",
    "From that moment the positioning order is over and no duty is counted; the person is on the list of those in "
    "custody until its end is recorded.",
)


class SuperviseeChangePages(Controller):
    """Changes to files inside the officer's reach."""

    path = "/supervisees/{supervisee_id:uuid}"

    @post(
        "/custody",
        opt={"act": Act.PERSON_FILE_CHANGE},
        status_code=HTTP_200_OK,
        request_max_body_size=ROOM_FOR_A_PAPER,
    )
    async def begin_custody(self, supervisee_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Record custody, once the officer has seen what follows from it; positioning stops from that moment."""
        form = await page.form()
        try:
            began_at, note = typed_moment(form, "began_at"), needed_text(form.text("custody_note"), "custody_note")
            if form.text("checked") != "yes":
                view = await _custody_check(page, supervisee_id, form, began_at)
                return await page.show(view, active="supervisees")
            paper = await attach_paper(page, supervisee_id, form)
            await record_custody(page.officer, supervisee_id, began_at, note, paper)
        except (InputInvalid, RuleRefused) as error:
            return await show_again(page, supervisee_id, "overview", form, error)
        done = Wording("已登记，从该时刻起不再接收定位。", "Recorded; no position is taken from that moment on.")
        return page.redirect(file_path(supervisee_id, purpose_of(form)), done=done)

    @post("/absence/ending", opt={"act": Act.PERSON_FILE_CHANGE}, status_code=HTTP_200_OK)
    async def end_absence(self, supervisee_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Record that custody or a transfer is over; orders that it ended stay ended."""
        form = await page.form()
        try:
            await end_absence(page.officer, supervisee_id, typed_moment(form, "returned_at"))
        except (InputInvalid, RuleRefused) as error:
            return await show_again(page, supervisee_id, "overview", form, error)
        done = Wording("已登记恢复矫正；原定位令不恢复。", "Recorded; the earlier order stays ended.")
        return page.redirect(file_path(supervisee_id, purpose_of(form)), done=done)

    @post(
        "/ending",
        opt={"act": Act.PERSON_FILE_END},
        status_code=HTTP_200_OK,
        request_max_body_size=ROOM_FOR_A_PAPER,
    )
    async def end_file(self, supervisee_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Release or terminate, once a fresh code has confirmed exactly what the page before showed."""
        form = await page.form()
        try:
            cause = needed(read_choice(EndCause, form.text("cause"), "cause"), "cause", CHOICE_NEEDED)
            note, ended_at = needed_text(form.text("note"), "note"), typed_moment(form, "ended_at")
            paper = await attach_paper(page, supervisee_id, form) or read_id(form.text("paper_id"), "paper")
            if cause not in RELEASES and paper is None:
                raise EndRefused(PAPER_NEEDED)
            view = await _confirmation(page, supervisee_id, form, cause, ended_at, paper)
            if CODE_FIELD not in form.fields:
                return await ask_code(page, view, active="supervisees")
            try:
                await end_person_file(page.officer, supervisee_id, cause, note, form.text(CODE_FIELD), ended_at, paper)
            except SignInRefused as refusal:
                return await ask_code(page, view, refusal, active="supervisees")
        except (InputInvalid, RuleRefused) as error:
            return await show_again(page, supervisee_id, "overview", form, error)
        done = Wording("档案已结束，定位已停止。", "The file has ended, and positioning has stopped.")
        return page.redirect(file_path(supervisee_id, purpose_of(form)), done=done)

    @post(
        "/records",
        opt={"act": Act.FILE_RECORD_ADD, **_ABOUT_FILE},
        status_code=HTTP_200_OK,
        request_max_body_size=ROOM_FOR_A_PAPER,
    )
    async def add_record(self, supervisee_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Record a fact together with the document that proves it."""
        form = await page.form()
        try:
            await _add_record(page, supervisee_id, form)
        except (InputInvalid, RuleRefused) as error:
            return await show_again(page, supervisee_id, "records", form, error)
        done = Wording("已记入档案。", "On the file now.")
        return page.redirect(file_path(supervisee_id, purpose_of(form), "records"), done=done)

    @post(
        "/records/{record_id:uuid}/annulment",
        opt={"act": Act.FILE_RECORD_ANNUL, "about": "file-record"},
        status_code=HTTP_200_OK,
    )
    async def annul_record(
        self, supervisee_id: FromPath[UUID], record_id: FromPath[UUID], page: NamedDependency[PageRequest]
    ) -> HttpResponse:
        """Annul a record with the reason; it stays to be seen."""
        form = await page.form()
        try:
            await annul_record(page.officer, supervisee_id, record_id, form.text("reason"))
        except (InputInvalid, RuleRefused) as error:
            only_purpose = SubmittedForm({"purpose": (purpose_of(form),)}, {})  # the form for a new record stays empty
            return await show_again(page, supervisee_id, "records", only_purpose, error)
        done = Wording("已撤销，记录仍可查看。", "Annulled; the record stays to be seen.")
        return page.redirect(file_path(supervisee_id, purpose_of(form), "records"), done=done)


async def _add_record(page: PageRequest, file_id: UUID, form: SubmittedForm) -> None:
    """Look at everything before the document is stored, so that none is left behind without its record."""
    kind = needed(read_choice(RecordKind, form.text("kind"), "kind"), "kind", CHOICE_NEEDED)
    happened_on = needed(form.day("happened_on"), "happened_on", DAY_NEEDED)
    summary = needed_text(form.text("summary"), "summary")
    if happened_on > legal_day(page.now):
        raise InputInvalid(HAPPENED_LATER, field="happened_on")
    proof_id = needed(await attach_paper(page, file_id, form, "proof"), "proof", PROOF_NEEDED)
    await add_record(page.officer, file_id, kind, happened_on, summary, proof_id)


async def _confirmation(
    page: PageRequest, file_id: UUID, form: SubmittedForm, cause: EndCause, ended_at: datetime, paper: UUID | None
) -> SecondFactorView:
    person = await person_named(page, file_id)
    shown = (
        (Wording("对象", "Person"), f"{person.name} {person.number}"),
        (Wording("原因", "Cause"), page.say(END_CAUSE_NAMES[cause])),
        (Wording("时间", "Time"), formats.full_moment(ended_at, page.language)),
        (Wording("说明", "Note"), form.text("note")),
    )
    return SecondFactorView(
        heading=page.say(_HEADING),
        act=page.say(END_CAUSE_NAMES[cause]),
        why=page.say(_WHY),
        action_path=page.request.url.path,
        cancel_path=file_path(file_id, purpose_of(form)),
        shown=tuple(Line(label=page.say(label), value=value) for label, value in shown),
        hidden={name: form.text(name) for name in ("cause", "ended_at", "note", "purpose")}
        | {"paper_id": str(paper or "")},
        is_grave=True,
    )


async def _custody_check(page: PageRequest, file_id: UUID, form: SubmittedForm, began_at: datetime) -> CheckView:
    """What custody is about to be recorded; its document comes along with the confirmation, never before it."""
    person = await person_named(page, file_id)
    shown = (
        (Wording("对象", "Person"), f"{person.name} {person.number}"),
        (Wording("羁押开始", "In custody since"), formats.full_moment(began_at, page.language)),
        (Wording("机关和事由", "Organ and reason"), form.text("custody_note")),
        (Wording("后果", "What follows"), page.say(_CUSTODY_STOPS)),
    )
    return CheckView(
        heading=page.say(Wording("核对后登记羁押", "Check before custody is recorded")),
        action=page.say(Wording("登记羁押", "Record the custody")),
        action_path=page.request.url.path,
        back_path=f"{file_path(file_id, purpose_of(form))}#state",
        shown=tuple(Line(label=page.say(label), value=value) for label, value in shown),
        hidden={name: (form.text(name),) for name in ("began_at", "custody_note", "purpose")},
        paper=page.say(Wording("拘留、逮捕通知等文书", "Notice of detention or arrest, or another document")),
    )


async def show_again(
    page: PageRequest, file_id: UUID, tab: str, form: SubmittedForm, error: SupervisionError
) -> HttpResponse:
    """The tab of the file from which a form was refused, with what was typed."""
    state = form.state(error, page.language)
    return await show_file(page, file_id, tab, purpose=purpose_of(form), form=state, error=error)


def purpose_of(form: SubmittedForm) -> str:
    """For what the file was opened from which the form was sent."""
    return form.text("purpose") or Purpose.SUPERVISION


def needed(value: Value | None, field: str, message: Wording) -> Value:
    """The value, or InputInvalid beside its field."""
    if value is None:
        raise InputInvalid(message, field=field)
    return value
