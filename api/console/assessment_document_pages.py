"""Documents of an assessment: put in by a form, opened in a frame or fetched."""

from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.status_codes import HTTP_200_OK

from api.console.assessment_forms import chosen
from api.console.assessment_pages import PURPOSES, show_assessment
from api.console.assessment_views import ACTIVE, PATH
from api.console.attachment_pages import shown_document
from api.console.file_papers import ROOM_FOR_A_PAPER
from api.console.pages_base import PageRequest, address
from api.console.paper_pages import DOCUMENT_NEEDED
from api.console.supervisee_change_pages import needed
from api.http import HttpResponse
from supervision.audit import Act
from supervision.corrections.assessments.documents import attach_document, open_document
from supervision.corrections.assessments.words import AssessmentPurpose, DocumentKind
from supervision.corrections.sealed_documents import MOST_TITLE
from supervision.errors import InputInvalid, RuleRefused
from supervision.wording import Wording

ATTACHED = Wording("已加密存入评估。", "Sealed into the assessment.")
_DOCUMENT = Wording("材料", "the document")


class AssessmentDocumentPages(Controller):
    """Documents of assessments inside the officer's reach."""

    path = "/assessments/{assessment_id:uuid}/documents"

    @post("/", opt={"act": Act.ASSESSMENT_ATTACH}, status_code=HTTP_200_OK, request_max_body_size=ROOM_FOR_A_PAPER)
    async def attach(self, assessment_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Put a document into the assessment."""
        form = await page.form()
        purpose = form.text("purpose") or AssessmentPurpose.ASSESSING
        try:
            kind = chosen(DocumentKind, form, "document_kind")
            content = needed(form.file("content"), "content", DOCUMENT_NEEDED)
            title = form.text("title") or content.filename[-MOST_TITLE:]
            await attach_document(page.officer, assessment_id, kind, title, await content.read())
        except (InputInvalid, RuleRefused) as error:
            return await show_assessment(page, assessment_id, purpose, form.state(error, page.language), error)
        return page.redirect(address(f"{PATH}/{assessment_id}", purpose=purpose), done=ATTACHED)

    @get("/{document_id:uuid}", opt={"act": Act.ASSESSMENT_OPEN})
    async def open(
        self, assessment_id: FromPath[UUID], document_id: FromPath[UUID], page: NamedDependency[PageRequest]
    ) -> HttpResponse:
        """The document itself, as it was put in; the opening is recorded with its purpose."""
        if "purpose" not in page.filters():
            return await page.ask_purpose(_DOCUMENT, PATH, active=ACTIVE, purposes=PURPOSES)
        opened = await open_document(page.officer, assessment_id, document_id, page.filters()["purpose"])
        return shown_document(document_id, opened.document.media_type, opened.content)
