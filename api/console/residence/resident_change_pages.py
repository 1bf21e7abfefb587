"""What happens to an opened resident: told anew, amended, their stay ended or resumed, a material added."""

from typing import Final
from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.status_codes import HTTP_200_OK

from api.console.page_forms import SubmittedForm, form_of
from api.console.pages_base import PageRequest, address
from api.console.residence.person_form import listed_parts, needed_choice, needed_day, person_values, read_person
from api.console.residence.resident_pages import PATH, show_resident
from api.console.view_models.base import FormState
from api.console.view_models.residence.people import AmendmentFormView
from api.http import HttpResponse
from supervision.audit import Act
from supervision.errors import InputInvalid, RuleRefused, SupervisionError
from supervision.legal_time import legal_day
from supervision.masking import mask_name
from supervision.media import MOST_BYTES
from supervision.residence.households.amendments import request_amendment
from supervision.residence.households.changing import ContactChange, change_contact
from supervision.residence.households.materials import NewMaterial, add_to_resident
from supervision.residence.households.opening import open_resident
from supervision.residence.households.registering import end_stay
from supervision.residence.households.store import load_resident
from supervision.residence.households.undoing import resume_stay
from supervision.residence.households.words import MaterialKind, StayEnd
from supervision.residence.purposes import ResidencePurpose
from supervision.residence.rules import find_field_list
from supervision.wording import Wording

ROOM_FOR_A_FORM: Final = 64 * 1024
FILE_NEEDED = Wording("请选择文件。", "Choose the file.")
_ABOUT = {"about": "resident"}
_CHANGING = Wording("这份人员资料", "this resident")


class ResidentChangePages(Controller):
    """Changes to residents inside the officer's reach."""

    path = "/residents/{resident_id:uuid}"

    @post("/contact", opt={"act": Act.RESIDENT_CHANGE}, status_code=HTTP_200_OK)
    async def change_contact(self, resident_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Store a telephone number or workplace that was told in time as a new version."""
        form = await page.form()
        try:
            told = ContactChange(
                needed_day(form, "happened_on"),
                form.text("phone") if "phone" in form.fields else None,
                form.text("workplace") if "workplace" in form.fields else None,
            )
            await change_contact(page.officer, resident_id, form.number("revision"), told)
        except (InputInvalid, RuleRefused) as error:
            return await _again(page, resident_id, "person", form, error)
        return page.redirect(_back(resident_id, form), done=Wording("已记为新版本。", "Kept as a new version."))

    @get("/amendment", opt={"act": Act.AMENDMENT_REQUEST, **_ABOUT})
    async def amendment_form(self, resident_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """The form of an amendment, filled with what is known; opening it is recorded."""
        if "purpose" not in page.filters():
            return await page.ask_purpose(_CHANGING, f"{PATH}/{resident_id}", active="residents")
        record = await open_resident(page.officer, resident_id, page.filters()["purpose"])
        values = {**person_values(record.person), "revision": str(record.resident.revision)}
        view = _amendment_view(page, resident_id, record.resident.division, form_of(values))
        return await page.show(view, active="residents")

    @post("/amendment", opt={"act": Act.AMENDMENT_REQUEST, **_ABOUT}, status_code=HTTP_200_OK)
    async def request_amendment(self, resident_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Ask for a correction, which another officer decides."""
        form = await page.form()
        resident = await load_resident(page.officer, Act.AMENDMENT_REQUEST, resident_id)
        try:
            await request_amendment(
                page.officer, resident_id, form.number("revision"), read_person(form), form.text("amendment_reason")
            )
        except (InputInvalid, RuleRefused) as error:
            view = _amendment_view(page, resident_id, resident.division, form.state(error, page.language))
            return await page.show_again(view, error, active="residents")
        done = Wording("已提出，由另一名民警核准。", "Asked for; another officer decides.")
        return page.redirect(_back(resident_id, form), done=done)

    @post("/ending", opt={"act": Act.STAY_END, **_ABOUT}, status_code=HTTP_200_OK)
    async def end_stay(self, resident_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """End the stay; for a day it can be undone."""
        form = await page.form()
        try:
            reason = needed_choice(StayEnd, form, "end_reason")
            await end_stay(page.officer, resident_id, needed_day(form, "ended_on"), reason)
        except (InputInvalid, RuleRefused) as error:
            return await _again(page, resident_id, "stays", form, error)
        return page.redirect(
            _back(resident_id, form, "stays"),
            done=Wording("居住登记已结束。", "The stay has ended."),
            undo_path=f"{PATH}/{resident_id}/resumption",
        )

    @post("/resumption", opt={"act": Act.STAY_RESUME, **_ABOUT}, status_code=HTTP_200_OK)
    async def resume_stay(self, resident_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Undo the end of a stay within 24 hours."""
        form = await page.form()
        try:
            await resume_stay(page.officer, resident_id)
        except RuleRefused as error:
            return await _again(page, resident_id, "stays", form, error)
        return page.redirect(_back(resident_id, form), done=Wording("居住登记继续有效。", "The stay goes on."))

    @post(
        "/materials",
        opt={"act": Act.MATERIAL_ADD, **_ABOUT},
        status_code=HTTP_200_OK,
        request_max_body_size=MOST_BYTES + ROOM_FOR_A_FORM,
    )
    async def add_material(self, resident_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Seal a photo or paper under the resident's key."""
        form = await page.form()
        try:
            await add_to_resident(page.officer, resident_id, await read_material(form))
        except (InputInvalid, RuleRefused) as error:
            return await _again(page, resident_id, "materials", form, error)
        done = Wording("已加密存放。", "Sealed and kept.")
        return page.redirect(_back(resident_id, form, "materials"), done=done)


async def read_material(form: SubmittedForm) -> NewMaterial:
    """The material that a form carries; InputInvalid names the field to mend."""
    kind, file = needed_choice(MaterialKind, form, "material_kind"), form.file("content")
    if file is None:
        raise InputInvalid(FILE_NEEDED, field="content")
    return NewMaterial(kind, form.text("title"), await file.read())


def _amendment_view(page: PageRequest, resident_id: UUID, division: str, state: FormState) -> AmendmentFormView:
    return AmendmentFormView(
        resident_id=resident_id,
        masked_name=mask_name(state.value("name")),
        form=state,
        fields=listed_parts(find_field_list(legal_day(page.now), division)),
        document_types=page.choices("document-type"),
        sexes=page.choices("sex"),
    )


def _back(resident_id: UUID, form: SubmittedForm, tab: str | None = None) -> str:
    purpose = form.text("purpose") or ResidencePurpose.REGISTRATION
    return address(f"{PATH}/{resident_id}", tab=tab, purpose=purpose)


async def _again(
    page: PageRequest, resident_id: UUID, tab: str, form: SubmittedForm, error: SupervisionError
) -> HttpResponse:
    purpose = form.text("purpose") or ResidencePurpose.REGISTRATION
    state = form.state(error, page.language)
    return await show_resident(page, resident_id, tab, purpose=purpose, form=state, error=error)
