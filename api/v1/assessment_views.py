"""Assessments before the sentence as the API shows and takes them."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from litestar.datastructures import UploadFile
from litestar.params import QueryParameter
from msgspec import Meta, Struct

from api.v1.measure_views import AppliedRule
from api.v1.requests import Body, ShortText
from api.v1.views import View
from supervision.corrections.assessments.carrying_over import CarriedAssessment
from supervision.corrections.assessments.content import (
    AssessedPerson,
    Finding,
    NewInquiry,
    NewOpinion,
    Opinion,
    Request,
)
from supervision.corrections.assessments.destroying import AssessmentDestruction, CertifiedDestruction
from supervision.corrections.assessments.documents import AssessmentDocument
from supervision.corrections.assessments.inquiring import Inquiry
from supervision.corrections.assessments.listing import ListedAssessment
from supervision.corrections.assessments.opening import OpenedAssessment
from supervision.corrections.assessments.opinions import WrittenOpinion
from supervision.corrections.assessments.receiving import NewAssessment
from supervision.corrections.assessments.store import TakenStep
from supervision.corrections.assessments.words import (
    AskingOrgan,
    AssessmentOutcome,
    AssessmentPurpose,
    AssessmentState,
    AssessmentStep,
    DocumentKind,
    Informant,
    InquiryKind,
    Suitability,
)
from supervision.corrections.category import Category
from supervision.corrections.identity import Home, Identity, Telephones
from supervision.media import MediaType

AssessmentPurposeAsked = Annotated[
    str | None, QueryParameter(description="Required, and recorded: assessing, complaint or inspection.")
]
"""Why an assessment is opened; the domain refuses what is missing or unknown."""


class AssessmentBody(Body, frozen=True):
    """What came in."""

    organ: AskingOrgan
    request: Request
    identity: Identity
    home: Home
    category: Category
    received_on: date
    telephones: Telephones = Telephones()
    is_fast: bool = False

    def new(self) -> NewAssessment:
        """What is taken in."""
        person = AssessedPerson(self.identity, self.telephones, self.home)
        return NewAssessment(self.organ, self.request, person, self.category, self.received_on, self.is_fast)


class Sought(Body, frozen=True):
    """A whole document number; in a body, because addresses are kept in logs."""

    document_number: Annotated[str, Meta(min_length=1, max_length=40)]


class Assignment(Body, frozen=True):
    """To which office, and who assesses, two officers at least."""

    office_id: UUID
    assessors: Annotated[tuple[UUID, ...], Meta(max_length=20)]


class InquiryBody(Body, frozen=True):
    """An interview or a visit; without `made_by` all assessors were there."""

    kind: InquiryKind
    informant: Informant
    happened_on: date
    finding: Finding
    made_by: Annotated[tuple[UUID, ...], Meta(max_length=20)] = ()

    def new(self) -> NewInquiry:
        """What is put down."""
        return NewInquiry(self.kind, self.informant, self.happened_on, self.finding)


class DocumentUpload(Struct, frozen=True):
    """A document and what it is; its type is told by its content, never by its name. No `reply`: that is issued."""

    kind: DocumentKind
    title: Annotated[str, Meta(min_length=1, max_length=120)]
    content: UploadFile


class OpinionOfPerson(Body, frozen=True):
    """Suitable or not, with facts and reasons; a guarantor where the person would serve outside prison."""

    suitability: Suitability
    opinion: Opinion

    def new(self) -> NewOpinion:
        """What is written."""
        return NewOpinion(self.suitability, self.opinion)


class ReplyBody(Body, frozen=True):
    """On which days the reply and its copy to the procuratorate went out."""

    replied_on: date
    copied_on: date


class ExtensionBody(Body, frozen=True):
    """Until when the organ agreed to wait, and who said so when, by which paper."""

    until: date
    consent: ShortText


class DecisionBody(Body, frozen=True):
    """What the organ decided, when, and by which paper."""

    outcome: AssessmentOutcome
    decided_on: date
    paper: ShortText


class AssessmentLineView(View, frozen=True):
    """An assessment in a list, its person masked."""

    id: UUID
    number: str
    name: str
    id_number: str
    organ: AskingOrgan
    category: Category
    is_fast: bool
    state: AssessmentState
    outcome: AssessmentOutcome | None
    office_name: str
    division: str
    received_on: date
    due_on: date
    replied_on: date | None
    closed_on: date | None

    @classmethod
    def of_listed(cls, listed: ListedAssessment) -> "AssessmentLineView":
        """The view of an assessment in a list."""
        return cls.of(listed.assessment, name=listed.name, id_number=listed.id_number)


class InquiryView(View, frozen=True):
    """An interview or a visit."""

    kind: InquiryKind
    informant: Informant
    happened_on: date
    finding: Finding
    made_by: list[UUID]
    recorded_at: datetime
    recorded_by_name: str

    @classmethod
    def of_inquiry(cls, inquiry: Inquiry) -> "InquiryView":
        """The view of an inquiry."""
        return cls.of(inquiry, made_by=list(inquiry.made_by))


class WrittenOpinionView(View, frozen=True):
    """An opinion; `is_approved` is null while it waits."""

    number: int
    suitability: Suitability
    opinion: Opinion
    written_at: datetime
    written_by_name: str
    is_approved: bool | None
    decided_at: datetime | None
    decided_by_name: str

    @classmethod
    def of_opinion(cls, opinion: WrittenOpinion) -> "WrittenOpinionView":
        """The view of an opinion."""
        return cls.of(opinion)


class AssessmentStepView(View, frozen=True):
    """A step, with its note."""

    step: AssessmentStep
    note: str
    taken_at: datetime
    taken_by_name: str

    @classmethod
    def of_step(cls, step: TakenStep) -> "AssessmentStepView":
        """The view of a step."""
        return cls.of(step)


class DocumentView(View, frozen=True):
    """A document of an assessment, without its content; `template_on` is of a reply, the day of its template."""

    id: UUID
    kind: DocumentKind
    media_type: MediaType
    size_bytes: int
    title: str
    sha256: str
    added_at: datetime
    added_by_name: str
    template_on: date | None

    @classmethod
    def of_document(cls, document: AssessmentDocument) -> "DocumentView":
        """The view of a document."""
        return cls.of(document, id=document.document_id)


class AssessmentView(View, frozen=True):
    """An assessment in clear; `rule` is the row by which its period was counted before any extension."""

    id: UUID
    number: str
    state: AssessmentState
    outcome: AssessmentOutcome | None
    organ: AskingOrgan
    category: Category
    is_fast: bool
    is_minor: bool
    office_id: UUID | None
    received_on: date
    due_on: date
    reply_number: str | None
    replied_on: date | None
    copied_on: date | None
    closed_on: date | None
    request: Request
    identity: Identity
    telephones: Telephones
    home: Home
    assessors: list[UUID]
    inquiries: list[InquiryView]
    opinions: list[WrittenOpinionView]
    documents: list[DocumentView]
    reply_document_id: UUID | None
    steps: list[AssessmentStepView]
    rule: AppliedRule
    purpose: AssessmentPurpose

    @classmethod
    def of_opened(cls, opened: OpenedAssessment) -> "AssessmentView":
        """The view of an assessment that was opened."""
        person = opened.person
        return cls.of(
            opened.assessment,
            request=opened.request,
            identity=person.identity,
            telephones=person.telephones,
            home=person.home,
            assessors=list(opened.assessment.assessors),
            inquiries=[InquiryView.of_inquiry(each) for each in opened.inquiries],
            opinions=[WrittenOpinionView.of_opinion(each) for each in opened.opinions],
            documents=[DocumentView.of_document(each) for each in opened.documents],
            reply_document_id=opened.reply.document_id if opened.reply else None,
            steps=[AssessmentStepView.of_step(each) for each in opened.steps],
            rule=AppliedRule.of_rule(opened.rule),
            purpose=opened.purpose,
        )


class DestructionView(View, frozen=True):
    """A proposal to destroy an assessment, and what became of it."""

    id: UUID
    number: str
    kept_until: date
    state: str
    proposed_at: datetime
    proposed_by_name: str
    decided_at: datetime | None
    decided_by_name: str
    certificate_id: UUID | None

    @classmethod
    def of_destruction(cls, destruction: AssessmentDestruction) -> "DestructionView":
        """The view of a proposal."""
        return cls.of(destruction)


class CertificateView(View, frozen=True):
    """The certificate exactly as it was signed, and its signature in hexadecimal."""

    destruction: DestructionView
    certificate_json: str
    signature: str

    @classmethod
    def of_certified(cls, certified: CertifiedDestruction) -> "CertificateView":
        """The view of a certificate."""
        return cls(
            DestructionView.of_destruction(certified.destruction), certified.certificate_json, certified.signature.hex()
        )


class CarriedView(View, frozen=True):
    """What a person file was told of the assessment before it."""

    suitability: Suitability
    replied_on: date
    carried_on: date
    carried_by_name: str
    organ_name: str
    paper_number: str
    reply_number: str
    opinion: Opinion

    @classmethod
    def of_carried(cls, carried: CarriedAssessment) -> "CarriedView":
        """The view of what was carried over."""
        content = carried.content
        return cls.of(
            carried,
            organ_name=content.organ_name,
            paper_number=content.paper_number,
            reply_number=content.reply_number,
            opinion=content.opinion,
        )
