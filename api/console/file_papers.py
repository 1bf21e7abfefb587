"""A document that a form brings along: attached to the file before the act that rests on it."""

from uuid import UUID

from api.console.page_forms import SubmittedForm
from api.console.pages_base import PageRequest
from supervision.corrections.attachments import AttachmentKind, add_attachment
from supervision.errors import InputInvalid
from supervision.media import MOST_BYTES

ROOM_FOR_A_PAPER = MOST_BYTES + 64 * 1024
"""The largest form with a document in it."""
_TITLE_LENGTH = 120


async def attach_paper(
    page: PageRequest,
    file_id: UUID,
    form: SubmittedForm,
    field: str = "paper",
    kind: AttachmentKind = AttachmentKind.PROOF,
) -> UUID | None:
    """Attach the document of that field; None where none was chosen, InputInvalid at the field for what is none."""
    chosen = form.file(field)
    if chosen is None:
        return None
    try:
        return await add_attachment(page.officer, file_id, kind, chosen.filename[-_TITLE_LENGTH:], await chosen.read())
    except InputInvalid as error:
        raise InputInvalid(error.args[0], field=field) from error
