"""What is done to an officer from their page: grants, moving, pausing and ending."""

from collections.abc import Awaitable
from uuid import UUID

from litestar import Controller, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.status_codes import HTTP_200_OK

from api.console.confirming import CODE_FIELD, ask_code, wrong_code
from api.console.officer_lists import officer_view
from api.console.officer_pages import OFFICE_UNKNOWN, officer_path, read_grant, read_id
from api.console.page_forms import SubmittedForm
from api.console.pages_base import PageRequest
from api.console.view_models.base import Line
from api.console.view_models.sign_in import SecondFactorView
from api.http import HttpResponse
from supervision.audit import Act
from supervision.errors import InputInvalid, RuleRefused
from supervision.officers import (
    OfficerRecord,
    end_officer,
    give_grant,
    load_officer,
    move_officer,
    resume_officer,
    revoke_grant,
    suspend_officer,
)
from supervision.wording import Wording

GRANTED = Wording("已授予权限，从起始日起、本人下一次请求时生效。", "Granted; it counts from its first day on.")
REVOKED = Wording("已收回权限，本人下一次请求时生效。", "Revoked, from the officer's next request on.")
MOVED = Wording("已调动，原有辖区权限全部收回，请重新授予。", "Moved; grants over divisions ended and are given anew.")
SUSPENDED = Wording("已停用，本人的登录全部失效。", "Suspended; all sessions have ended.")
RESUMED = Wording("已恢复。", "Resumed.")
ENDED = Wording("已注销。", "Ended.")


class OfficerChangePages(Controller):
    """Acts upon one officer; nobody's upon themself."""

    path = "/officers/{officer_id:uuid}"

    @post("/grants", opt={"act": Act.GRANT_GIVE, "about": "officer"})
    async def give(self, officer_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Give a role over a division, for days."""
        form = await page.form()
        return await change_officer(page, officer_id, form, _give(page, officer_id, form), GRANTED)

    @post("/grants/{grant_id:uuid}/ending", opt={"act": Act.GRANT_REVOKE})
    async def revoke(
        self, officer_id: FromPath[UUID], grant_id: FromPath[UUID], page: NamedDependency[PageRequest]
    ) -> HttpResponse:
        """End a grant now."""
        return await change_officer(page, officer_id, await page.form(), revoke_grant(page.officer, grant_id), REVOKED)

    @post("/move", opt={"act": Act.OFFICER_MOVE})
    async def move(self, officer_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Move the officer to another office."""
        form = await page.form()
        return await change_officer(page, officer_id, form, _move(page, officer_id, form), MOVED)

    @post("/suspension", opt={"act": Act.OFFICER_SUSPEND})
    async def suspend(self, officer_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Bar the officer from signing in, until resumed."""
        return await change_officer(
            page, officer_id, await page.form(), suspend_officer(page.officer, officer_id), SUSPENDED
        )

    @post("/resumption", opt={"act": Act.OFFICER_RESUME})
    async def resume(self, officer_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Let the officer sign in again."""
        return await change_officer(
            page, officer_id, await page.form(), resume_officer(page.officer, officer_id), RESUMED
        )

    @post("/ending", opt={"act": Act.OFFICER_END}, status_code=HTTP_200_OK)
    async def end(self, officer_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """End the officer for good; the first post asks for the second factor, the second one ends."""
        form, record = await page.form(), await load_officer(page.officer, officer_id)
        if CODE_FIELD not in form.fields:
            return await ask_code(page, _ending(record), active="officers")
        if (error := await wrong_code(page, form)) is not None:
            return await ask_code(page, _ending(record), error, active="officers")
        return await change_officer(page, officer_id, form, end_officer(page.officer, officer_id), ENDED)


async def change_officer(
    page: PageRequest, officer_id: UUID, form: SubmittedForm, change: Awaitable[object], done: Wording
) -> HttpResponse:
    """Do it and go back to the officer's page; what a rule refuses is said there, with what was typed."""
    try:
        await change
    except (InputInvalid, RuleRefused) as error:
        record = await load_officer(page.officer, officer_id)
        view = await officer_view(page, record, form.state(error, page.language))
        return await page.show_again(view, error, active="officers")
    return page.redirect(officer_path(officer_id), done=done)


async def _give(page: PageRequest, officer_id: UUID, form: SubmittedForm) -> None:
    await give_grant(page.officer, officer_id, read_grant(form))


async def _move(page: PageRequest, officer_id: UUID, form: SubmittedForm) -> None:
    office_id = read_id(form.text("office"))
    if office_id is None:
        raise InputInvalid(OFFICE_UNKNOWN, field="office")
    await move_officer(page.officer, officer_id, office_id)


def _ending(record: OfficerRecord) -> SecondFactorView:
    path = officer_path(record.entry.id)
    return SecondFactorView(
        heading=Wording("注销人员", "End an officer"),
        act=Wording("注销", "End the officer"),
        why=Wording(
            "注销后不能恢复：登录和全部权限立即失效，姓名和经办记录永久保留。",
            "This cannot be undone: sessions and grants end at once; name and record stay.",
        ),
        action_path=f"{path}/ending",
        cancel_path=path,
        shown=who_lines(record),
        is_grave=True,
    )


def who_lines(record: OfficerRecord) -> tuple[Line, ...]:
    """Whom the act is about, for the page that confirms it."""
    entry = record.entry
    return (
        Line(label=Wording("姓名", "Name"), value=entry.name),
        Line(label=Wording("用户名", "Username"), value=entry.username),
        Line(label=Wording("机构", "Office"), value=entry.office_name or "—"),
    )
