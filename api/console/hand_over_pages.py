"""Handing a supervisee over to after-care: what is carried, looked at first, and the one act that carries it."""

from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.status_codes import HTTP_200_OK

from api.console.page_forms import CHOICE_WRONG, SubmittedForm
from api.console.pages_base import PageRequest, address
from api.console.view_models.aftercare import HandOverView
from api.console.view_models.base import FormState, Line
from api.handing_over import hand_over
from api.http import HttpResponse
from supervision.aftercare.words import Agreement
from supervision.audit import Act
from supervision.corrections.opening import open_person_file
from supervision.corrections.purposes import Purpose
from supervision.errors import InputInvalid, RuleRefused
from supervision.wording import Wording

DONE = Wording("已交接安置帮教。", "Handed over to after-care.")
_NAME, _PHONE, _HOME = Wording("姓名", "Name"), Wording("电话", "Telephone"), Wording("住址", "Address")
_RELEASED = Wording("解除日期", "Released on")


class HandOverPages(Controller):
    """Supervisees inside the officer's reach, at the end of their correction."""

    path = "/supervisees/{supervisee_id:uuid}/aftercare"

    @get("/", opt={"act": Act.PERSON_FILE_HAND_OVER, "about": "person-file"})
    async def look(self, supervisee_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """What would be carried, and the question what the person wants."""
        return await page.show(await _view(page, supervisee_id, FormState()), active="supervisees")

    @post("/", opt={"act": Act.PERSON_FILE_HAND_OVER, "about": "person-file"}, status_code=HTTP_200_OK)
    async def hand_over(self, supervisee_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Carry it over; the two files do not know each other afterwards."""
        form = await page.form()
        try:
            await hand_over(page.officer, supervisee_id, _agreement(form), form.text("wanted"))
        except (InputInvalid, RuleRefused) as error:
            view = await _view(page, supervisee_id, form.state(error, page.language))
            return await page.show_again(view, error, active="supervisees")
        return page.redirect(address(f"/console/supervisees/{supervisee_id}", purpose=Purpose.SUPERVISION), done=DONE)


async def _view(page: PageRequest, supervisee_id: UUID, form: FormState) -> HandOverView:
    file = await open_person_file(page.officer, supervisee_id, Purpose.SUPERVISION)
    carried = (
        Line(label=page.say(_NAME), value=file.identity.name),
        Line(label=page.word(file.identity.document_type, "document-type"), value=file.identity.document_number),
        Line(label=page.say(_PHONE), value=file.telephones.phone or ""),
        Line(label=page.say(_HOME), value=file.home.address),
        Line(label=page.say(_RELEASED), value=file.term_ends_on.isoformat()),
    )
    return HandOverView(
        supervisee_id=supervisee_id,
        name=file.identity.name,
        purpose=file.purpose,
        carried=carried,
        agreements=page.choices("agreement"),
        form=form,
    )


def _agreement(form: SubmittedForm) -> Agreement:
    if form.text("agreement") not in set(Agreement):
        raise InputInvalid(CHOICE_WRONG, field="agreement")
    return Agreement(form.text("agreement"))
