"""Assessments before the sentence: requests of organs, inquiries, opinions by two officers, replies, destruction."""

from typing import Annotated
from uuid import UUID

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody, MultipartBody, QueryParameter
from litestar.status_codes import HTTP_200_OK, HTTP_204_NO_CONTENT

from api.v1.assessment_views import (
    AssessmentBody,
    AssessmentLineView,
    AssessmentPurposeAsked,
    AssessmentView,
    Assignment,
    CarriedView,
    CertificateView,
    DecisionBody,
    DestructionView,
    DocumentUpload,
    ExtensionBody,
    InquiryBody,
    OpinionOfPerson,
    ReplyBody,
    Sought,
)
from api.v1.file_papers import MOST_UPLOAD_BYTES, downloaded
from api.v1.officer_views import ConfirmingCode
from api.v1.requests import Created, PurposeAsked, Reason
from api.v1.views import ListView, list_of
from supervision.audit import Act
from supervision.corrections.assessments.answering import (
    answer_not_here,
    approve_opinion,
    return_opinion,
    send_reply,
    write_opinion,
)
from supervision.corrections.assessments.carrying_over import carry_over, open_carried
from supervision.corrections.assessments.destroying import (
    destroy_assessment,
    list_destructions,
    open_certificate,
    propose_destruction,
    return_destruction,
)
from supervision.corrections.assessments.documents import attach_document, open_document
from supervision.corrections.assessments.inquiring import assign_assessment, record_inquiry
from supervision.corrections.assessments.listing import AssessmentShow, find_assessments, list_assessments
from supervision.corrections.assessments.opening import open_assessment
from supervision.corrections.assessments.organ_says import extend_assessment, record_decision, withdraw_assessment
from supervision.corrections.assessments.receiving import receive_assessment
from supervision.corrections.assessments.replying import issue_reply
from supervision.officers import Officer

_TAGS = ["Assessments before the sentence"]


class AssessmentController(Controller):
    """Assessments inside the officer's reach; those of minors to whoever holds the grant for minors' files."""

    path = "/assessments"
    tags = _TAGS

    @get("/", opt={"act": Act.ASSESSMENT_LIST})
    async def list_assessments(
        self,
        officer: NamedDependency[Officer],
        wanted: Annotated[AssessmentShow, QueryParameter(name="show")] = AssessmentShow.OPEN,
        cursor: FromQuery[str | None] = None,
    ) -> ListView[AssessmentLineView]:
        """A queue, people masked, what is due first at the top; fifty a page."""
        page = await list_assessments(officer, wanted, cursor)
        return list_of(AssessmentLineView.of_listed, page.items, page.next)

    @post("/", opt={"act": Act.ASSESSMENT_RECEIVE})
    async def receive(self, data: JSONBody[AssessmentBody], officer: NamedDependency[Officer]) -> Response[Created]:
        """Take a request in; 409 where the organ's request about the same person is under way."""
        assessment_id = await receive_assessment(officer, data.new())
        return Response(Created(assessment_id), headers={"location": f"/api/v1/assessments/{assessment_id}"})

    @post("/search", opt={"act": Act.ASSESSMENT_LIST}, status_code=HTTP_200_OK)
    async def find(self, data: JSONBody[Sought], officer: NamedDependency[Officer]) -> ListView[AssessmentLineView]:
        """Assessments by a whole document number, newest first; no other search finds them."""
        return list_of(AssessmentLineView.of_listed, await find_assessments(officer, data.document_number))

    @get("/destructions", opt={"act": Act.ASSESSMENT_LIST})
    async def list_destructions(
        self, officer: NamedDependency[Officer], cursor: FromQuery[str | None] = None
    ) -> ListView[DestructionView]:
        """Proposals to destroy and what became of them, newest first; fifty a page."""
        page = await list_destructions(officer, cursor)
        return list_of(DestructionView.of_destruction, page.items, page.next)

    @get("/destructions/{destruction_id:uuid}", opt={"act": Act.ASSESSMENT_LIST})
    async def certificate(self, destruction_id: FromPath[UUID], officer: NamedDependency[Officer]) -> CertificateView:
        """The certificate of a destruction, its signature verified."""
        return CertificateView.of_certified(await open_certificate(officer, destruction_id))

    @get("/{assessment_id:uuid}", opt={"act": Act.ASSESSMENT_OPEN})
    async def open_assessment(
        self, assessment_id: FromPath[UUID], officer: NamedDependency[Officer], purpose: AssessmentPurposeAsked = None
    ) -> AssessmentView:
        """The assessment in clear; the opening is recorded with its purpose. 400 lists the purposes."""
        return AssessmentView.of_opened(await open_assessment(officer, assessment_id, purpose))

    @post("/{assessment_id:uuid}/assignment", opt={"act": Act.ASSESSMENT_ASSIGN}, status_code=HTTP_204_NO_CONTENT)
    async def assign(
        self, assessment_id: FromPath[UUID], data: JSONBody[Assignment], officer: NamedDependency[Officer]
    ) -> None:
        """Give the work to an office and two officers; 409 for an office without a delegation that lists it."""
        await assign_assessment(officer, assessment_id, data.office_id, data.assessors)

    @post("/{assessment_id:uuid}/inquiries", opt={"act": Act.ASSESSMENT_INQUIRE})
    async def inquire(
        self, assessment_id: FromPath[UUID], data: JSONBody[InquiryBody], officer: NamedDependency[Officer]
    ) -> Created:
        """Put an interview or a visit down; it stays as it is."""
        return Created(await record_inquiry(officer, assessment_id, data.new(), data.made_by))

    @post(
        "/{assessment_id:uuid}/documents", opt={"act": Act.ASSESSMENT_ATTACH}, request_max_body_size=MOST_UPLOAD_BYTES
    )
    async def attach(
        self, assessment_id: FromPath[UUID], data: MultipartBody[DocumentUpload], officer: NamedDependency[Officer]
    ) -> Created:
        """Seal a document of 10 MB at most into the assessment; 409 once it is closed."""
        content = await data.content.read()
        return Created(await attach_document(officer, assessment_id, data.kind, data.title, content))

    @get(
        "/{assessment_id:uuid}/documents/{document_id:uuid}",
        opt={"act": Act.ASSESSMENT_OPEN},
        media_type="application/octet-stream",
    )
    async def open_document(
        self,
        assessment_id: FromPath[UUID],
        document_id: FromPath[UUID],
        officer: NamedDependency[Officer],
        purpose: AssessmentPurposeAsked = None,
    ) -> Response[bytes]:
        """The document itself; the opening is recorded with its purpose."""
        opened = await open_document(officer, assessment_id, document_id, purpose)
        return downloaded(opened.document.title, opened.document.media_type, opened.content)

    @post("/{assessment_id:uuid}/opinion", opt={"act": Act.ASSESSMENT_WRITE}, status_code=HTTP_204_NO_CONTENT)
    async def write(
        self, assessment_id: FromPath[UUID], data: JSONBody[OpinionOfPerson], officer: NamedDependency[Officer]
    ) -> None:
        """Write the opinion; 409 before anything was found out."""
        await write_opinion(officer, assessment_id, data.new())

    @post("/{assessment_id:uuid}/opinion-approval", opt={"act": Act.ASSESSMENT_DECIDE}, status_code=HTTP_204_NO_CONTENT)
    async def approve(self, assessment_id: FromPath[UUID], officer: NamedDependency[Officer]) -> None:
        """Approve what another officer wrote; 409 for whoever wrote any opinion of it."""
        await approve_opinion(officer, assessment_id)

    @post("/{assessment_id:uuid}/opinion-return", opt={"act": Act.ASSESSMENT_DECIDE}, status_code=HTTP_204_NO_CONTENT)
    async def return_opinion(
        self, assessment_id: FromPath[UUID], data: JSONBody[Reason], officer: NamedDependency[Officer]
    ) -> None:
        """Return what another officer wrote, with the reason."""
        await return_opinion(officer, assessment_id, data.reason)

    @post("/{assessment_id:uuid}/reply", opt={"act": Act.ASSESSMENT_REPLY}, status_code=HTTP_204_NO_CONTENT)
    async def reply(
        self, assessment_id: FromPath[UUID], data: JSONBody[ReplyBody], officer: NamedDependency[Officer]
    ) -> None:
        """Put down when the reply and its copy to the procuratorate went out."""
        await send_reply(officer, assessment_id, data.replied_on, data.copied_on)

    @post("/{assessment_id:uuid}/reply-paper", opt={"act": Act.ASSESSMENT_REPLY}, status_code=HTTP_204_NO_CONTENT)
    async def issue_reply(self, assessment_id: FromPath[UUID], officer: NamedDependency[Officer]) -> None:
        """Issue the paper of an answer that has none, because its template could not be used then; 409 otherwise."""
        await issue_reply(officer, assessment_id)

    @post("/{assessment_id:uuid}/not-here", opt={"act": Act.ASSESSMENT_REPLY}, status_code=HTTP_204_NO_CONTENT)
    async def not_here(
        self, assessment_id: FromPath[UUID], data: JSONBody[Reason], officer: NamedDependency[Officer]
    ) -> None:
        """Answer at once that the person does not live here."""
        await answer_not_here(officer, assessment_id, data.reason)

    @post("/{assessment_id:uuid}/extension", opt={"act": Act.ASSESSMENT_RECORD}, status_code=HTTP_204_NO_CONTENT)
    async def extend(
        self, assessment_id: FromPath[UUID], data: JSONBody[ExtensionBody], officer: NamedDependency[Officer]
    ) -> None:
        """Put down that the organ agreed to wait longer."""
        await extend_assessment(officer, assessment_id, data.until, data.consent)

    @post("/{assessment_id:uuid}/withdrawal", opt={"act": Act.ASSESSMENT_RECORD}, status_code=HTTP_204_NO_CONTENT)
    async def withdraw(
        self, assessment_id: FromPath[UUID], data: JSONBody[Reason], officer: NamedDependency[Officer]
    ) -> None:
        """Put down that the organ takes its request back."""
        await withdraw_assessment(officer, assessment_id, data.reason)

    @post("/{assessment_id:uuid}/decision", opt={"act": Act.ASSESSMENT_RECORD}, status_code=HTTP_204_NO_CONTENT)
    async def decide(
        self, assessment_id: FromPath[UUID], data: JSONBody[DecisionBody], officer: NamedDependency[Officer]
    ) -> None:
        """Put down what the organ decided; 409 for `no-word` while it still has time."""
        await record_decision(officer, assessment_id, data.outcome, data.decided_on, data.paper)

    @post("/{assessment_id:uuid}/carrying-over", opt={"act": Act.ASSESSMENT_CARRY_OVER}, status_code=HTTP_200_OK)
    async def carry_over(self, assessment_id: FromPath[UUID], officer: NamedDependency[Officer]) -> Created:
        """Copy it into the open file of the same document number, whose id is returned; 409 without one."""
        return Created(await carry_over(officer, assessment_id))

    @post(
        "/{assessment_id:uuid}/destruction-proposal",
        opt={"act": Act.ASSESSMENT_PROPOSE_DESTRUCTION},
        status_code=HTTP_204_NO_CONTENT,
    )
    async def propose(self, assessment_id: FromPath[UUID], officer: NamedDependency[Officer]) -> None:
        """Propose to destroy it; 409 before its period is over."""
        await propose_destruction(officer, assessment_id)

    @post(
        "/{assessment_id:uuid}/destruction-return", opt={"act": Act.ASSESSMENT_DESTROY}, status_code=HTTP_204_NO_CONTENT
    )
    async def return_destruction(
        self, assessment_id: FromPath[UUID], data: JSONBody[Reason], officer: NamedDependency[Officer]
    ) -> None:
        """Return another officer's proposal, with the reason."""
        await return_destruction(officer, assessment_id, data.reason)

    @post("/{assessment_id:uuid}/destruction", opt={"act": Act.ASSESSMENT_DESTROY}, status_code=HTTP_200_OK)
    async def destroy(
        self, assessment_id: FromPath[UUID], data: JSONBody[ConfirmingCode], officer: NamedDependency[Officer]
    ) -> Created:
        """Destroy what another proposed, with the second factor; the id is that of the certificate's record."""
        return Created(await destroy_assessment(officer, assessment_id, data.code))


class CarriedAssessmentController(Controller):
    """What files inside the officer's reach were told of assessments before them."""

    path = "/supervisees/{supervisee_id:uuid}/assessments"
    tags = _TAGS

    @get("/", opt={"act": Act.PERSON_FILE_OPEN, "about": "person-file"})
    async def carried(
        self, supervisee_id: FromPath[UUID], officer: NamedDependency[Officer], purpose: PurposeAsked = None
    ) -> ListView[CarriedView]:
        """What was carried over, the newest first; the opening is recorded with its purpose."""
        return list_of(CarriedView.of_carried, await open_carried(officer, supervisee_id, purpose))
