"""Residence permits and tenancies."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import ClassVar

from api.console.view_models.base import Choice, Deadline, FormState, Happening, Id, LegalBasis, Line, Paging, View


@dataclass(frozen=True, slots=True, kw_only=True)
class PermitLine:
    """A permit in a list; `deadline` is what the queue waits for."""

    permit_id: Id
    number: str
    masked_name: str
    masked_document: str
    place: str
    condition: str
    state: str
    applied_at: datetime
    deadline: Deadline | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PermitListView(View):
    """The queues of permits, the valid ones, or all."""

    template: ClassVar[str] = "residence/permits/list.html"
    lines: tuple[PermitLine, ...]
    shows: tuple[Choice, ...]
    show: str
    paging: Paging
    may_handle: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PermitApplyView(View):
    """The form of an application, with the sum of the applicant's residence."""

    template: ClassVar[str] = "residence/permits/apply.html"
    resident_id: Id
    name: str
    person: tuple[Line, ...]
    basis: LegalBasis
    is_ripe: bool
    from_registration: bool
    open_permit_id: Id | None
    guardian: str
    conditions: tuple[Choice, ...]
    form: FormState = field(default_factory=FormState)


@dataclass(frozen=True, slots=True, kw_only=True)
class PermitView(View):
    """A permit in clear: where it stands, what the law makes due, its acts, and what can be done now."""

    template: ClassVar[str] = "residence/permits/one.html"
    permit_id: Id
    number: str
    resident_id: Id
    name: str
    person: tuple[Line, ...]
    condition: str
    state: str
    is_lapsed: bool
    basis: LegalBasis
    deadline: Deadline | None
    endorse_from: date | None
    history: tuple[Happening, ...]
    steps: frozenset[str]
    ends: tuple[Choice, ...]
    has_missing: bool
    waits_for_police: bool = False
    form: FormState = field(default_factory=FormState)


@dataclass(frozen=True, slots=True, kw_only=True)
class PermitPaperView(View):
    """A paper to print: the missing papers told once, or the permit's form."""

    template: ClassVar[str] = "residence/permits/paper.html"
    permit_id: Id
    kind: str
    number: str
    name: str
    person: tuple[Line, ...]
    address: str
    photo_path: str
    """Where the photograph comes from; empty without one, and then the paper leaves a place for it."""
    issue_days: int
    condition: str
    papers: tuple[str, ...]
    told_on: date | None
    issued_on: date | None
    valid_until: date | None
    office: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TenancyLine:
    """A tenancy in a list."""

    tenancy_id: Id
    number: str
    address: str
    landlord: str
    tenants: str
    unchecked: int
    starts_on: date
    ends_on: date
    days_left: int
    filing: str
    ended_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TenancyListView(View):
    """Tenancies that run out, that are not filed, that run, or that ended."""

    template: ClassVar[str] = "residence/tenancies/list.html"
    lines: tuple[TenancyLine, ...]
    shows: tuple[Choice, ...]
    show: str
    paging: Paging


@dataclass(frozen=True, slots=True, kw_only=True)
class TenantLine:
    """A tenant as the law's register has them."""

    resident_id: Id
    name: str
    document_type: str
    document_number: str
    checked_by: str
    checked_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TenancyView(View):
    """A tenancy in clear."""

    template: ClassVar[str] = "residence/tenancies/one.html"
    tenancy_id: Id
    number: str
    address: str
    facts: tuple[Line, ...]
    tenants: tuple[TenantLine, ...]
    filing: str
    filing_number: str
    filings: tuple[Choice, ...]
    checkers: tuple[Choice, ...]
    ends: tuple[Choice, ...]
    may_keep: bool
    ends_on: date
    form: FormState = field(default_factory=FormState)


@dataclass(frozen=True, slots=True, kw_only=True)
class TenancyFormView(View):
    """A new tenancy of a household's dwelling; its residents are offered as tenants."""

    template: ClassVar[str] = "residence/tenancies/form.html"
    household_id: Id
    address: str
    residents: tuple[Choice, ...]
    documents: tuple[Choice, ...]
    filings: tuple[Choice, ...]
    checkers: tuple[Choice, ...]
    form: FormState
