"""Exports of correction files: asked for on a basis, approved by another, then a password and a link for once."""

from typing import Any
from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Stream
from litestar.status_codes import HTTP_303_SEE_OTHER

from api.console.export_desk import ASKED, PLACE_NEEDED
from api.console.file_export_views import DESK, PATH, SECTION, list_view
from api.console.page_forms import SubmittedForm, read_choice, read_id
from api.console.pages_base import PageRequest
from api.export_archives import archive_answer
from api.http import HttpResponse
from supervision.audit import Act
from supervision.corrections.category import Category
from supervision.corrections.exports.fetching import fetch_file_export
from supervision.corrections.exports.requesting import FileExportAsking, request_file_export
from supervision.corrections.file_state import FileState
from supervision.errors import InputInvalid, RuleRefused

_ABOUT: dict[str, Any] = {"about": "file-export"}


class FileExportPages(Controller):
    """What leaves the register, and on whose word."""

    path = "/file-exports"

    @get("/", opt={"act": Act.FILE_EXPORT_LIST})
    async def show_list(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """One's own exports, or those to decide on, and the form for a new one."""
        return await page.show(await list_view(page), active=SECTION)

    @post("/", opt={"act": Act.FILE_EXPORT_REQUEST}, status_code=HTTP_303_SEE_OTHER)
    async def request(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """Ask for an export."""
        form = await page.form()
        try:
            export_id = await request_file_export(page.officer, _asked(form))
        except (InputInvalid, RuleRefused) as error:
            return await page.show_again(await list_view(page, form.state(error, page.language)), error, active=SECTION)
        return page.redirect(f"{PATH}/{export_id}", done=ASKED, undo_path=f"{PATH}/{export_id}/withdrawal")

    @get("/{export_id:uuid}", opt={"act": Act.FILE_EXPORT_LIST, **_ABOUT})
    async def one(self, export_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """One export, and what may be done with it now."""
        return await DESK.show(page, export_id)

    @get("/{export_id:uuid}/password", opt={"act": Act.FILE_EXPORT_UNLOCK, **_ABOUT})
    async def ask_to_unlock(self, export_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """The officer's second factor, before the password is shown."""
        return await DESK.ask_to_unlock(page, export_id)

    @post("/{export_id:uuid}/password", opt={"act": Act.FILE_EXPORT_UNLOCK, **_ABOUT})
    async def unlock(self, export_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """The password, this once, and the link beside it."""
        return await DESK.unlock(page, export_id)

    @get("/{export_id:uuid}/archive", opt={"act": Act.FILE_EXPORT_FETCH, **_ABOUT}, media_type="application/zip")
    async def fetch(self, export_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> Stream:
        """The archive, once."""
        return archive_answer(await fetch_file_export(page.officer, export_id))

    @post(
        "/{export_id:uuid}/withdrawal", opt={"act": Act.FILE_EXPORT_WITHDRAW, **_ABOUT}, status_code=HTTP_303_SEE_OTHER
    )
    async def withdraw(self, export_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Take one's own export back."""
        return await DESK.withdraw(page, export_id)

    @get("/{export_id:uuid}/approval", opt={"act": Act.FILE_EXPORT_DECIDE, **_ABOUT})
    async def ask_approval(self, export_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """What would leave the house, and the approving officer's second factor."""
        return await DESK.ask_approval(page, export_id)

    @post("/{export_id:uuid}/approval", opt={"act": Act.FILE_EXPORT_DECIDE, **_ABOUT}, status_code=HTTP_303_SEE_OTHER)
    async def approve(self, export_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Let another's export go out."""
        return await DESK.approve(page, export_id)

    @post("/{export_id:uuid}/refusal", opt={"act": Act.FILE_EXPORT_DECIDE, **_ABOUT}, status_code=HTTP_303_SEE_OTHER)
    async def refuse(self, export_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Refuse another's export with a reason."""
        return await DESK.refuse(page, export_id)


def _asked(form: SubmittedForm) -> FileExportAsking:
    """What the form asks for; InputInvalid where the place is missing."""
    place = form.text("place")
    if not place:
        raise InputInvalid(PLACE_NEEDED, field="place")
    office_id = None if place.isdigit() else read_id(place, "place")
    return FileExportAsking(
        place if office_id is None else "",
        office_id,
        read_choice(Category, form.text("category"), "category"),
        read_choice(FileState, form.text("state"), "state"),
        form.text("purpose"),
        form.text("basis"),
        form.text("reason"),
    )
