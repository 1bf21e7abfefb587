"""The acts around the end of a correction, from the tab 解矫, and the printed certificate."""

from collections.abc import Awaitable, Callable
from typing import TypeVar
from uuid import UUID

from litestar import Controller, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.status_codes import HTTP_200_OK

from api.console.confirming import CODE_FIELD, ask_code
from api.console.file_papers import ROOM_FOR_A_PAPER, attach_paper
from api.console.page_forms import SubmittedForm, read_choice, read_id
from api.console.page_moments import typed_moment
from api.console.pages_base import PageRequest
from api.console.release_checks import certificate_lines, request_check
from api.console.supervisee_header import file_path
from api.console.supervisee_pages import show_file
from api.console.view_models.sign_in import SecondFactorView
from api.http import HttpResponse
from supervision.audit import Act
from supervision.corrections.file_state import EndCause
from supervision.corrections.purposes import Purpose
from supervision.corrections.release.acts import (
    announce_release,
    hold_certificate,
    lift_hold,
    record_receipt,
    record_task,
    send_notice,
)
from supervision.corrections.release.certifying import ask_certificate, issue_certificate, return_certificate
from supervision.corrections.release.looking import load_release
from supervision.corrections.release.store import Appraisal
from supervision.corrections.release.words import HoldKind, LiftWay, NoticeReceiver, ReleaseTask
from supervision.errors import InputInvalid, NotFound, RuleRefused, SignInRefused
from supervision.officers.officer import NOT_HERE
from supervision.texts import TEXT_NEEDED, needed_text
from supervision.wording import Wording

Value = TypeVar("Value")

_SUBJECT = Wording("这份档案", "this file")
_FILE = {"about": "person-file"}
_WHY = Wording(
    "出具后档案关闭，只供查阅；不能撤销，重新入矫须另建档案。",
    "The file closes and can then only be read. This cannot be undone; who comes back gets a new file.",
)


class ReleasePages(Controller):
    """The end of corrections inside the officer's reach."""

    path = "/supervisees/{supervisee_id:uuid}"

    @post(
        "/release/tasks",
        opt={"act": Act.RELEASE_PREPARE, **_FILE},
        status_code=HTTP_200_OK,
        request_max_body_size=ROOM_FOR_A_PAPER,
    )
    async def record_task(self, supervisee_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Record something that was done before the end."""

        async def act(form: SubmittedForm) -> None:
            kind = _needed(read_choice(ReleaseTask, form.text("kind"), "kind"), "kind")
            done_on = _needed(form.day("done_on"), "done_on")
            paper = await attach_paper(page, supervisee_id, form)
            found = _appraisal(form) if kind is ReleaseTask.APPRAISAL else None
            await record_task(page.officer, supervisee_id, kind, done_on, form.text("note"), paper, found)

        return await _do(page, supervisee_id, act, Wording("已登记。", "Recorded."))

    @post(
        "/release/holds",
        opt={"act": Act.RELEASE_HOLD, **_FILE},
        status_code=HTTP_200_OK,
        request_max_body_size=ROOM_FOR_A_PAPER,
    )
    async def hold(self, supervisee_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Record a pending case."""

        async def act(form: SubmittedForm) -> None:
            kind = _needed(read_choice(HoldKind, form.text("hold_kind"), "hold_kind"), "hold_kind")
            began_on, note = _needed(form.day("began_on"), "began_on"), needed_text(form.text("note"), "note")
            paper = await attach_paper(page, supervisee_id, form)
            await hold_certificate(page.officer, supervisee_id, kind, began_on, note, paper)

        done = Wording("已登记，证明书暂缓；义务照常到期停止。", "Recorded: the certificate waits, the duties do not.")
        return await _do(page, supervisee_id, act, done)

    @post(
        "/release/holds/{hold_id:uuid}/lifting",
        opt={"act": Act.RELEASE_HOLD, **_FILE},
        status_code=HTTP_200_OK,
        request_max_body_size=ROOM_FOR_A_PAPER,
    )
    async def lift(
        self, supervisee_id: FromPath[UUID], hold_id: FromPath[UUID], page: NamedDependency[PageRequest]
    ) -> HttpResponse:
        """Lift a hold."""

        async def act(form: SubmittedForm) -> None:
            way = _needed(read_choice(LiftWay, form.text("way"), "way"), "way")
            paper = await attach_paper(page, supervisee_id, form)
            await lift_hold(page.officer, supervisee_id, hold_id, way, paper)

        return await _do(page, supervisee_id, act, Wording("已解除暂缓。", "The hold is lifted."))

    @post(
        "/release/requests",
        opt={"act": Act.RELEASE_PREPARE, **_FILE},
        status_code=HTTP_200_OK,
        request_max_body_size=ROOM_FOR_A_PAPER,
    )
    async def ask(self, supervisee_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Ask for the certificate, once the officer has seen what is undone and what they say of it."""
        form = await page.form()
        try:
            cause = _needed(read_choice(EndCause, form.text("cause"), "cause"), "cause")
            note, why = needed_text(form.text("note"), "note"), form.text("why_undone")
            ended_at = typed_moment(form, "ended_at") if form.text("ended_at") else None
            paper = await attach_paper(page, supervisee_id, form) or read_id(form.text("paper_id"), "paper")
            if form.text("checked") != "yes":
                view = await request_check(page, supervisee_id, form, cause, ended_at, paper)
                return await page.show(view, active="supervisees")
            await ask_certificate(page.officer, supervisee_id, cause, note, ended_at, paper, why)
        except (InputInvalid, RuleRefused) as error:
            state, purpose = form.state(error, page.language), _purpose(form)
            return await show_file(page, supervisee_id, "release", purpose=purpose, form=state, error=error)
        done = Wording(
            "已呈报，等待县级社区矫正机构出具证明书。", "Asked for; the county's agency issues the certificate."
        )
        return page.redirect(file_path(supervisee_id, _purpose(form), "release"), done=done)

    @post(
        "/release/requests/{request_id:uuid}/return",
        opt={"act": Act.RELEASE_CERTIFY, **_FILE},
        status_code=HTTP_200_OK,
    )
    async def give_back(
        self, supervisee_id: FromPath[UUID], request_id: FromPath[UUID], page: NamedDependency[PageRequest]
    ) -> HttpResponse:
        """Return a request with the reason."""

        async def act(form: SubmittedForm) -> None:
            await return_certificate(page.officer, supervisee_id, request_id, form.text("reason"))

        return await _do(page, supervisee_id, act, Wording("已退回。", "Returned."))

    @post("/release/certificate", opt={"act": Act.RELEASE_CERTIFY, **_FILE}, status_code=HTTP_200_OK)
    async def issue(self, supervisee_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Release, once a fresh code has confirmed exactly what the page before showed."""
        form = await page.form()
        try:
            request_id = _needed(read_id(form.text("request_id"), "request_id"), "request_id")
            view = await _confirmation(page, supervisee_id, form, request_id)
            if CODE_FIELD not in form.fields:
                return await ask_code(page, view, active="supervisees")
            try:
                await issue_certificate(page.officer, supervisee_id, request_id, form.text(CODE_FIELD))
            except SignInRefused as refusal:
                return await ask_code(page, view, refusal, active="supervisees")
        except (InputInvalid, RuleRefused) as error:
            state, purpose = form.state(error, page.language), _purpose(form)
            return await show_file(page, supervisee_id, "release", purpose=purpose, form=state, error=error)
        done = Wording("已解除，证明书已编号；请送达通知。", "Released, and the certificate is numbered.")
        return page.redirect(file_path(supervisee_id, _purpose(form), "release"), done=done)

    @post("/release/notices", opt={"act": Act.RELEASE_NOTIFY, **_FILE}, status_code=HTTP_200_OK)
    async def send_notice(self, supervisee_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Record that somebody was told of the end."""

        async def act(form: SubmittedForm) -> None:
            receiver = _needed(read_choice(NoticeReceiver, form.text("receiver"), "receiver"), "receiver")
            sent_on = _needed(form.day("sent_on"), "sent_on")
            await send_notice(page.officer, supervisee_id, receiver, sent_on, form.text("note"))

        return await _do(page, supervisee_id, act, Wording("已登记送出。", "Recorded as sent."))

    @post(
        "/release/notices/{notice_id:uuid}/receipt",
        opt={"act": Act.RELEASE_NOTIFY, **_FILE},
        status_code=HTTP_200_OK,
        request_max_body_size=ROOM_FOR_A_PAPER,
    )
    async def receipt(
        self, supervisee_id: FromPath[UUID], notice_id: FromPath[UUID], page: NamedDependency[PageRequest]
    ) -> HttpResponse:
        """Record the receipt of a notice."""

        async def act(form: SubmittedForm) -> None:
            received_on = _needed(form.day("received_on"), "received_on")
            paper = await attach_paper(page, supervisee_id, form)
            await record_receipt(page.officer, supervisee_id, notice_id, received_on, paper)

        return await _do(page, supervisee_id, act, Wording("已登记回执。", "The receipt is recorded."))

    @post("/release/announcement", opt={"act": Act.RELEASE_ANNOUNCE, **_FILE}, status_code=HTTP_200_OK)
    async def announce(self, supervisee_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Record that the end was announced in public."""

        async def act(form: SubmittedForm) -> None:
            announced_on = _needed(form.day("announced_on"), "announced_on")
            await announce_release(page.officer, supervisee_id, announced_on, form.text("note"))

        return await _do(page, supervisee_id, act, Wording("已登记公开宣告。", "The announcement is recorded."))


async def _do(
    page: PageRequest, file_id: UUID, act: Callable[[SubmittedForm], Awaitable[None]], done: Wording
) -> HttpResponse:
    form = await page.form()
    try:
        await act(form)
    except (InputInvalid, RuleRefused) as error:
        state = form.state(error, page.language)
        return await show_file(page, file_id, "release", purpose=_purpose(form), form=state, error=error)
    return page.redirect(file_path(file_id, _purpose(form), "release"), done=done)


async def _confirmation(page: PageRequest, file_id: UUID, form: SubmittedForm, request_id: UUID) -> SecondFactorView:
    work = await load_release(page.officer, Act.RELEASE_CERTIFY, file_id)
    asked = work.request
    if asked is None or asked.request_id != request_id or asked.returned_at is not None:
        raise NotFound(NOT_HERE)
    lines = await certificate_lines(page, file_id, work, asked)
    return SecondFactorView(
        heading=page.say(Wording("出具解除社区矫正证明书", "Issue the certificate of release")),
        act=page.say(Wording("出具证明书", "Issue the certificate")),
        why=page.say(_WHY),
        action_path=page.request.url.path,
        cancel_path=file_path(file_id, _purpose(form), "release"),
        shown=lines,
        hidden={"request_id": str(request_id), "purpose": _purpose(form)},
        is_grave=True,
    )


def _purpose(form: SubmittedForm) -> str:
    return form.text("purpose") or Purpose.SUPERVISION


def _appraisal(form: SubmittedForm) -> Appraisal | None:
    """What was found of the person; None where the appraisal is on a document."""
    found = Appraisal(form.text("opinion"), form.text("conduct"), form.text("education"))
    return found if found.opinion or found.conduct or found.education else None


def _needed(value: Value | None, field: str) -> Value:
    if value is None:
        raise InputInvalid(TEXT_NEEDED, field=field)
    return value
