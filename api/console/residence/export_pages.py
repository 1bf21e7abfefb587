"""Exports: asked for, approved by another where they are large, then a password, and a link that works once."""

from typing import Any
from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Stream
from litestar.status_codes import HTTP_303_SEE_OTHER

from api.archives import new_archive_password
from api.console import formats
from api.console.confirming import CODE_FIELD, ask_code
from api.console.page_forms import SubmittedForm, read_choice, read_id
from api.console.pages_base import PageRequest
from api.console.residence.export_views import PATH, list_view, one_view
from api.console.view_models.base import Line
from api.console.view_models.residence.exports import ExportPasswordView
from api.console.view_models.sign_in import SecondFactorView
from api.export_archives import archive_answer
from api.http import HttpResponse
from supervision.audit import Act
from supervision.errors import InputInvalid, RuleRefused, SignInRefused
from supervision.residence.exports.deciding import approve_export, load_to_decide, refuse_export
from supervision.residence.exports.fetching import fetch_export, load_to_unlock, unlock_export
from supervision.residence.exports.requesting import ExportAsking, request_export, withdraw_export
from supervision.residence.exports.store import RegisterExport
from supervision.residence.exports.words import ExportKind
from supervision.wording import Wording

SECTION = "exports"

KIND_NEEDED = Wording("请选择导出的内容。", "Choose what is to be exported.")
PLACE_NEEDED = Wording("请选择范围。", "Choose a place.")
ASKED = Wording("已申请导出。", "The export was asked for.")
APPROVED = Wording("已核准，由申请人取密码、下载。", "Approved; who asked for it takes the password and the archive.")
REFUSED = Wording("已退回，没有导出任何内容。", "Refused; nothing was exported.")
WITHDRAWN = Wording("已撤回，没有导出任何内容。", "Withdrawn; nothing was exported.")
_ABOUT: dict[str, Any] = {"about": "export"}


class ExportPages(Controller):
    """What leaves the register, and on whose word."""

    path = "/exports"

    @get("/", opt={"act": Act.EXPORT_LIST})
    async def show_list(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """One's own exports, or those to decide on, and the form for a new one."""
        return await page.show(await list_view(page), active=SECTION)

    @post("/", opt={"act": Act.EXPORT_REQUEST}, status_code=HTTP_303_SEE_OTHER)
    async def request(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """Ask for an export."""
        form = await page.form()
        try:
            export_id = await request_export(page.officer, _asked(form))
        except (InputInvalid, RuleRefused) as error:
            return await page.show_again(await list_view(page, form.state(error, page.language)), error, active=SECTION)
        return page.redirect(f"{PATH}/{export_id}", done=ASKED, undo_path=f"{PATH}/{export_id}/withdrawal")

    @get("/{export_id:uuid}", opt={"act": Act.EXPORT_LIST, **_ABOUT})
    async def one(self, export_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """One export, and what may be done with it now."""
        return await page.show(await one_view(page, export_id), active=SECTION)

    @get("/{export_id:uuid}/password", opt={"act": Act.EXPORT_UNLOCK, **_ABOUT})
    async def ask_to_unlock(self, export_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """The officer's second factor, before the password is shown."""
        export = await load_to_unlock(page.officer, export_id)
        return await ask_code(page, await _unlocking(page, export), active=SECTION)

    @post("/{export_id:uuid}/password", opt={"act": Act.EXPORT_UNLOCK, **_ABOUT})
    async def unlock(self, export_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """The password, this once, and the link beside it."""
        form, export = await page.form(), await load_to_unlock(page.officer, export_id)
        password = new_archive_password()
        try:
            until = await unlock_export(page.officer, export_id, password, form.text(CODE_FIELD))
        except SignInRefused as error:
            return await ask_code(page, await _unlocking(page, export), error, active=SECTION)
        view = ExportPasswordView(export_id=export_id, number=export.number, password=password, expires_at=until)
        return await page.show(view, active=SECTION)

    @get("/{export_id:uuid}/archive", opt={"act": Act.EXPORT_FETCH, **_ABOUT}, media_type="application/zip")
    async def fetch(self, export_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> Stream:
        """The archive, once."""
        return archive_answer(await fetch_export(page.officer, export_id))

    @post("/{export_id:uuid}/withdrawal", opt={"act": Act.EXPORT_WITHDRAW, **_ABOUT}, status_code=HTTP_303_SEE_OTHER)
    async def withdraw(self, export_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Take one's own export back."""
        try:
            await withdraw_export(page.officer, export_id)
        except RuleRefused as error:
            return await page.show_again(await one_view(page, export_id, error), error, active=SECTION)
        return page.redirect(f"{PATH}/{export_id}", done=WITHDRAWN)

    @get("/{export_id:uuid}/approval", opt={"act": Act.EXPORT_DECIDE, **_ABOUT})
    async def ask_approval(self, export_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """What would leave the house, and the approving officer's second factor."""
        export = await load_to_decide(page.officer, export_id)
        return await ask_code(page, await _approving(page, export), active=SECTION)

    @post("/{export_id:uuid}/approval", opt={"act": Act.EXPORT_DECIDE, **_ABOUT}, status_code=HTTP_303_SEE_OTHER)
    async def approve(self, export_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Let another's export go out."""
        form, export = await page.form(), await load_to_decide(page.officer, export_id)
        try:
            await approve_export(page.officer, export_id, form.text(CODE_FIELD))
        except SignInRefused as error:
            return await ask_code(page, await _approving(page, export), error, active=SECTION)
        return page.redirect(f"{PATH}/{export_id}", done=APPROVED)

    @post("/{export_id:uuid}/refusal", opt={"act": Act.EXPORT_DECIDE, **_ABOUT}, status_code=HTTP_303_SEE_OTHER)
    async def refuse(self, export_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Refuse another's export with a reason."""
        form = await page.form()
        try:
            await refuse_export(page.officer, export_id, form.text("reason"))
        except (InputInvalid, RuleRefused) as error:
            return await page.show_again(await one_view(page, export_id, error), error, active=SECTION)
        return page.redirect(f"{PATH}/{export_id}", done=REFUSED)


def _asked(form: SubmittedForm) -> ExportAsking:
    """What the form asks for; InputInvalid where kind or place is missing."""
    kind, place = read_choice(ExportKind, form.text("kind"), "kind"), form.text("place")
    if kind is None:
        raise InputInvalid(KIND_NEEDED, field="kind")
    if not place:
        raise InputInvalid(PLACE_NEEDED, field="place")
    drawer_id = None if place.isdigit() else read_id(place, "place")
    return ExportAsking(kind, place if drawer_id is None else "", drawer_id, form.text("purpose"), form.text("reason"))


async def _unlocking(page: PageRequest, export: RegisterExport) -> SecondFactorView:
    return SecondFactorView(
        heading=page.say(Wording("取导出密码", "Take the password of an export")),
        act=page.say(Wording("显示密码，启用链接", "Show the password and let the link work")),
        why=page.say(
            Wording(
                "密码只显示这一次。下载链接自此刻起有效，只能由您使用一次。",
                "The password is shown this once. From now on the link works, once, and for you only.",
            )
        ),
        action_path=f"{PATH}/{export.id}/password",
        cancel_path=f"{PATH}/{export.id}",
        shown=_summary(page, export),
    )


async def _approving(page: PageRequest, export: RegisterExport) -> SecondFactorView:
    return SecondFactorView(
        heading=page.say(Wording("核准导出", "Approve an export")),
        act=page.say(Wording("核准导出", "Approve the export")),
        why=page.say(
            Wording(
                "核准后，这些人员或房屋的信息以明文离开本系统（装在加密压缩包里）。",
                "Once approved, this leaves the system in clear, inside an encrypted archive.",
            )
        ),
        action_path=f"{PATH}/{export.id}/approval",
        cancel_path=f"{PATH}/{export.id}",
        shown=_summary(page, export),
        is_grave=True,
    )


def _summary(page: PageRequest, export: RegisterExport) -> tuple[Line, ...]:
    lines = {
        Wording("编号", "Number"): export.number,
        Wording("内容", "Content"): page.word(export.kind, "export-kind"),
        Wording("行数", "Rows"): str(export.subjects),
        Wording("目的", "Purpose"): page.word(export.purpose, "residence-purpose"),
        Wording("申请人", "Asked for by"): export.requested_by_name,
        Wording("申请时间", "Asked for at"): formats.full_moment(export.requested_at, page.language),
    }
    return tuple(Line(label=page.say(label), value=value) for label, value in lines.items())
