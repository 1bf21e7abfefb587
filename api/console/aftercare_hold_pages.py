"""暂停销毁 of files of after-care: placing a hold on a file, and lifting it."""

from uuid import UUID

from litestar import Controller, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.status_codes import HTTP_303_SEE_OTHER

from api.console.aftercare_pages import file_path, show_file
from api.console.hold_lines import lifting_state, read_hold
from api.console.legal_hold_pages import LIFTED, PLACED, TAB
from api.console.pages_base import PageRequest
from api.http import HttpResponse
from supervision.aftercare.holds import HOLD, lift_aftercare_hold, place_aftercare_hold
from supervision.aftercare.purposes import AftercarePurpose
from supervision.audit import Act
from supervision.errors import InputInvalid, RuleRefused
from supervision.keeping.holds import file_of_hold


class AftercareHoldPages(Controller):
    """What of after-care must not be destroyed yet."""

    @post("/aftercare/{file_id:uuid}/holds", opt={"act": Act.AFTERCARE_HOLD}, status_code=HTTP_303_SEE_OTHER)
    async def place(self, file_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Stop the destruction of the file."""
        form = await page.form()
        purpose = form.text("purpose") or AftercarePurpose.COMPLAINT
        try:
            await place_aftercare_hold(page.officer, file_id, read_hold(form))
        except InputInvalid as error:
            state = form.state(error, page.language)
            return await show_file(page, file_id, TAB, purpose=purpose, form=state, error=error)
        return page.redirect(file_path(file_id, purpose, TAB), done=PLACED)

    @post("/aftercare-holds/{hold_id:uuid}/lifting", opt={"act": Act.AFTERCARE_LIFT}, status_code=HTTP_303_SEE_OTHER)
    async def lift(self, hold_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Let destruction go on."""
        form = await page.form()
        purpose = form.text("purpose") or AftercarePurpose.COMPLAINT
        try:
            file_id = await lift_aftercare_hold(page.officer, hold_id, form.text("reason"))
        except InputInvalid as error:
            file_id, state = await file_of_hold(HOLD, hold_id), lifting_state(page, form, error, hold_id)
            return await show_file(page, file_id, TAB, purpose=purpose, form=state, error=error)
        except RuleRefused as error:
            return page.redirect(file_path(await file_of_hold(HOLD, hold_id), purpose, TAB), warning=error.args[0])
        return page.redirect(file_path(file_id, purpose, TAB), done=LIFTED)
