"""A resident's personal code, for the officer who makes it, hands it over in person, or revokes it."""

from uuid import UUID

from litestar import Controller, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.status_codes import HTTP_200_OK

from api.console.enrolment_papers import qr_svg
from api.console.page_forms import SubmittedForm
from api.console.pages_base import PageRequest, address
from api.console.residence.own_page_base import OWN_PAGE
from api.console.residence.resident_pages import PATH, show_resident
from api.console.view_models.residence.own_page import CodeSlipView
from api.http import HttpResponse
from supervision.audit import Act
from supervision.errors import InputInvalid, RuleRefused, SupervisionError
from supervision.residence.own_page.codes import hand_over_code, make_code, revoke_code
from supervision.residence.purposes import ResidencePurpose
from supervision.wording import Wording

HANDED_OVER = Wording("已登记当面交付，查询码即时可用。", "Handed over; the code opens the page from now.")
REVOKED = Wording("查询码已停用。", "The code opens nothing any more.")
_ABOUT = {"about": "resident"}


class PersonalCodePages(Controller):
    """The personal codes of residents inside the officer's reach."""

    path = "/residents/{resident_id:uuid}/personal-code"

    @post("/", opt={"act": Act.PERSONAL_CODE_MAKE, **_ABOUT}, status_code=HTTP_200_OK)
    async def make(self, resident_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Make a code and show its slip, this once."""
        form = await page.form()
        try:
            new = await make_code(page.officer, resident_id)
        except RuleRefused as error:
            return await _again(page, resident_id, form, error)
        url = f"{page.settings.own_url}{OWN_PAGE}"
        view = CodeSlipView(
            resident_id=resident_id,
            masked_name=new.masked_name,
            code=new.code,
            for_guardian=new.for_guardian,
            valid_until=new.valid_until,
            url=url,
            qr_svg=qr_svg(url),
            made_by=page.officer.name,
            office=page.officer.office_name,
        )
        return await page.show(view, active="residents")

    @post("/handing-over", opt={"act": Act.PERSONAL_CODE_HAND_OVER, **_ABOUT}, status_code=HTTP_200_OK)
    async def hand_over(self, resident_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Record that it was handed over in person against a signature."""
        form = await page.form()
        try:
            await hand_over_code(page.officer, resident_id, is_signed=form.text("is_signed") == "yes")
        except InputInvalid as error:
            return await _again(page, resident_id, form, error)
        return page.redirect(_back(resident_id, form), done=HANDED_OVER)

    @post("/revocation", opt={"act": Act.PERSONAL_CODE_REVOKE, **_ABOUT}, status_code=HTTP_200_OK)
    async def revoke(self, resident_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """End the code at once."""
        form = await page.form()
        await revoke_code(page.officer, resident_id)
        return page.redirect(_back(resident_id, form), done=REVOKED)


def _purpose(form: SubmittedForm) -> str:
    return form.text("purpose") or ResidencePurpose.SERVICE


def _back(resident_id: UUID, form: SubmittedForm) -> str:
    return address(f"{PATH}/{resident_id}", purpose=_purpose(form))


async def _again(page: PageRequest, resident_id: UUID, form: SubmittedForm, error: SupervisionError) -> HttpResponse:
    state = form.state(error, page.language)
    return await show_resident(page, resident_id, "person", purpose=_purpose(form), form=state, error=error)
