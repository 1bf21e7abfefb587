"""A resident's own page, and the slip on which an officer hands the code over."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import ClassVar

from api.console.view_models.base import Choice, FormState, Id, LegalBasis, Line, View
from supervision.residence.households.differences import Difference


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeSlipView(View):
    """The slip with a personal code, shown this once; the QR holds the page's address and no code."""

    template: ClassVar[str] = "residence/own/slip.html"
    resident_id: Id
    masked_name: str
    code: str = field(repr=False)
    for_guardian: bool
    valid_until: date
    url: str
    qr_svg: str
    made_by: str
    office: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnSignInView(View):
    """Asks for the code and the end of the document's number."""

    template: ClassVar[str] = "residence/own/sign_in.html"
    form: FormState


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnRefusalView(View):
    """Why a page or a form of the own page is refused, and the way back."""

    template: ClassVar[str] = "residence/own/refusal.html"
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnSection:
    """One part of a resident's own record, as lines."""

    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnRecordView(View):
    """What is kept of the resident, or of their permits (`tab`): nobody else is in it."""

    template: ClassVar[str] = "residence/own/record.html"
    tab: str
    by_guardian: bool
    sections: tuple[OwnSection, ...]
    months_kept: int
    list_source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnReadingLine:
    """Who did what with the record, when and why; `office` and `purpose` may be empty."""

    at: datetime
    who: str
    office: str
    what: str
    purpose: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnReadingsView(View):
    """Who has opened the resident's record."""

    template: ClassVar[str] = "residence/own/readings.html"
    tab: str
    by_guardian: bool
    lines: tuple[OwnReadingLine, ...]
    next_path: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnRequestLine:
    """A correction that the resident asked for, what is different, and what came of it."""

    state: str
    asked_at: datetime
    due_on: date
    decided_at: datetime | None
    reason: str
    answer: str
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnClaimLine:
    """A service by its code and name, whether the resident may ask for it now, why or why not, and what to bring."""

    service: str
    name: str
    is_open: bool
    reason: str
    office: str
    needs: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnServicesView(View):
    """What services a resident may claim, and what became of those that they asked for."""

    template: ClassVar[str] = "residence/own/services.html"
    tab: str
    by_guardian: bool
    form: FormState
    claims: tuple[OwnClaimLine, ...]
    sections: tuple[OwnSection, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnCorrectionView(View):
    """The form in which a resident says what should stand there instead, and what they asked for before."""

    template: ClassVar[str] = "residence/own/correction.html"
    tab: str
    by_guardian: bool
    form: FormState
    fields: frozenset[str]
    document_types: tuple[Choice, ...]
    sexes: tuple[Choice, ...]
    requests: tuple[OwnRequestLine, ...]
    may_ask: bool
    basis: LegalBasis
