"""Assessments before the sentence: the list, a new request in short pages, one of them, its paper, destruction."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import ClassVar

from api.console.view_models.base import Attachment, Choice, Deadline, FormState, Happening, Id, Line, Paging, View


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessmentLine:
    """An assessment in a list, its person masked; `deadline` while the organ waits."""

    assessment_id: Id
    number: str
    masked_name: str
    masked_id_number: str
    organ: str
    category: str
    is_fast: bool
    state: str
    outcome: str
    office_name: str
    received_on: date
    deadline: Deadline | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessmentListView(View):
    """A queue (`show`, `cursor` in the address), or what a document number found (posted to `…/search`)."""

    template: ClassVar[str] = "assessments/list.html"
    lines: tuple[AssessmentLine, ...]
    shows: tuple[Choice, ...]
    show: str
    paging: Paging
    form: FormState = FormState()
    is_found: bool = False
    may_receive: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessmentFormView(View):
    """A new request, a page at a time: `request`, `person`, then `check`; what was typed before travels along hidden.

    Each page posts `step` to `/console/assessments/new`; the last one posts everything to `/console/assessments`.
    """

    template: ClassVar[str] = "assessments/form.html"
    step: str
    form: FormState = FormState()
    hidden: Mapping[str, str] = field(default_factory=dict)
    organs: tuple[Choice, ...] = ()
    categories: tuple[Choice, ...] = ()
    document_types: tuple[Choice, ...] = ()
    sexes: tuple[Choice, ...] = ()
    lines: tuple[Line, ...] = ()
    deadline: Deadline | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InquiryLine:
    """An interview or a visit."""

    kind: str
    informant: str
    happened_on: date
    who: str
    place: str
    text: str
    made_by: str
    recorded_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OpinionOfAssessment:
    """An opinion; `is_approved` is None while it waits."""

    suitability: str
    facts: tuple[Line, ...]
    written_by: str
    written_at: datetime
    is_approved: bool | None
    decided_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessmentDocumentLine:
    """A document with where it opens; `opens_here` when a frame of the page can show it."""

    kind: str
    document: Attachment
    opens_here: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessmentView(View):
    """One assessment in clear. Forms post to `/console/assessments/{id}/…` and send `purpose` along.

    `acts` holds any of `assign`, `attach`, `inquire`, `write`, `decide`, `reply`, `not-here`, `extend`, `withdraw`,
    `outcome`, `carry`, `propose-destruction`, `destroy`. `not_asked` are those of whom nothing is put down yet.
    """

    template: ClassVar[str] = "assessments/one.html"
    assessment_id: Id
    number: str
    name: str
    state: str
    outcome: str
    reply_number: str
    is_minor: bool
    request: tuple[Line, ...]
    person: tuple[Line, ...]
    work: tuple[Line, ...]
    deadline: Deadline | None
    inquiries: tuple[InquiryLine, ...]
    not_asked: tuple[str, ...]
    opinions: tuple[OpinionOfAssessment, ...]
    documents: tuple[AssessmentDocumentLine, ...]
    history: tuple[Happening, ...]
    acts: frozenset[str]
    form: FormState = FormState()
    offices: tuple[Choice, ...] = ()
    assessors: tuple[Choice, ...] = ()
    named: tuple[Choice, ...] = ()
    kinds: tuple[Choice, ...] = ()
    informants: tuple[Choice, ...] = ()
    suitabilities: tuple[Choice, ...] = ()
    outcomes: tuple[Choice, ...] = ()
    document_kinds: tuple[Choice, ...] = ()
    needs_guarantor: bool = False
    has_paper: bool = False
    may_see_limits: bool = False
    purpose: str = "assessing"


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessmentPaperView(View):
    """The reply as it was issued: its text, and the DOCX to fetch; posts to itself where the paper is missing."""

    template: ClassVar[str] = "assessments/paper.html"
    assessment_id: Id
    number: str
    lines: tuple[tuple[str, ...], ...]
    document: Attachment | None
    may_issue: bool = False
    form: FormState = FormState()


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessmentDestructionLine:
    """A proposal to destroy, and what became of it."""

    destruction_id: Id
    assessment_id: Id
    number: str
    kept_until: date
    state: str
    proposed_by: str
    proposed_at: datetime
    decided_by: str
    decided_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessmentDestructionsView(View):
    """Proposals to destroy assessments within reach."""

    template: ClassVar[str] = "assessments/destructions.html"
    lines: tuple[AssessmentDestructionLine, ...]
    paging: Paging


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessmentCertificateView(View):
    """The certificate of a destruction, verified and ready to be printed."""

    template: ClassVar[str] = "assessments/certificate.html"
    facts: tuple[Line, ...]
    gone_from_backups_on: date
    certificate_json: str
    signature: str
    signed_by: str
