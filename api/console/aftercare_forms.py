"""The form of a person in after-care: read, filled, and shown again."""

from uuid import UUID

from api.console.page_forms import SubmittedForm, form_of, read_choice
from api.console.pages_base import PageRequest
from api.console.supervisee_pages import office_choices
from api.console.view_models.aftercare import AftercareFormView
from api.console.view_models.base import FormState
from supervision.aftercare.opening import AftercareFile
from supervision.aftercare.person import Contacts, Home, Identity, Needs, Person
from supervision.documents import DocumentType, Sex


def read_person(form: SubmittedForm) -> Person:
    """What was entered; InputInvalid for a choice or a day that is none."""
    return Person(
        Identity(
            form.text("name"),
            read_choice(DocumentType, form.text("document_type"), "document_type") or DocumentType.ID_CARD,
            form.text("document_number"),
            read_choice(Sex, form.text("sex"), "sex"),
            form.day("born_on"),
        ),
        Contacts(form.text("phone"), form.text("kin_name"), form.text("kin_relation"), form.text("kin_phone")),
        Home(form.text("address")),
        Needs(form.text("prison"), form.text("wanted")),
    )


def filled(opened: AftercareFile) -> FormState:
    """The form of a file as it is stored."""
    person = opened.person
    identity, contacts = person.identity, person.contacts
    return form_of(
        {
            "name": identity.name,
            "document_type": identity.document_type,
            "document_number": identity.document_number,
            "sex": identity.sex,
            "born_on": identity.born_on.isoformat() if identity.born_on else None,
            "phone": contacts.phone,
            "kin_name": contacts.kin_name,
            "kin_relation": contacts.kin_relation,
            "kin_phone": contacts.kin_phone,
            "address": person.home.address,
            "prison": person.needs.prison,
            "wanted": person.needs.wanted,
            "revision": str(opened.file.revision),
            "purpose": opened.purpose,
        }
    )


async def form_view(page: PageRequest, form: FormState, file_id: UUID | None = None) -> AftercareFormView:
    """The form of a new or a stored person."""
    return AftercareFormView(
        form=form,
        document_types=page.choices("document-type"),
        sexes=page.choices("sex"),
        offices=() if file_id else await office_choices(page),
        file_id=file_id,
    )
