"""Applications and written authorities: queues, the form, the check before it is asked, the decision, the permit."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import ClassVar

from api.console.view_models.base import (
    Attachment,
    Choice,
    Deadline,
    FormState,
    Happening,
    Id,
    LegalBasis,
    Line,
    Paging,
    View,
)
from api.console.view_models.papers import ActPaper
from api.console.view_models.supervisees import SuperviseeHeader, SuperviseeTab


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationLine:
    """An application in a list; `return_due` while a person on leave is to be signed off."""

    application_id: Id
    number: str
    kind: str
    masked_name: str
    file_number: str
    reason_kind: str
    state: str
    waits_at: str
    from_on: date
    until_on: date | None
    days: int | None
    asked_at: datetime
    return_due: Deadline | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationListView(View):
    """The queues of applications, or what is decided."""

    template: ClassVar[str] = "applications/list.html"
    lines: tuple[ApplicationLine, ...]
    shows: tuple[Choice, ...]
    show: str
    paging: Paging


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeLine:
    """Who is to be told of an approval, until when, and whether they were."""

    recipient: str
    deadline: Deadline
    told_on: date | None
    told_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationView(View):
    """One application: left what was asked for, right what may be done with it now.

    `acts` are of `decide`, `forward`, `withdraw`, `ask-again`, `sign-off`, `shorten`, `cancel`, `tell`, `print`.
    Posts to `/console/applications/{id}/decision`, `/withdrawal`, `/sign-off`, `/shortening`, `/cancellation`,
    `/telling`.
    """

    template: ClassVar[str] = "applications/one.html"
    application_id: Id
    supervisee_id: Id
    purpose: str
    number: str
    kind: str
    name: str
    file_number: str
    state: str
    decider: str
    waits_at: str
    revision: int
    facts: tuple[Line, ...]
    proof: Attachment | None
    arithmetic: tuple[str, ...]
    bases: tuple[LegalBasis, ...]
    history: tuple[Happening, ...]
    notices: tuple[NoticeLine, ...]
    acts: frozenset[str]
    why_not: str
    needs_code: bool
    needs_note: bool
    zones: tuple[Choice, ...]
    return_due: Deadline | None
    papers: tuple[ActPaper, ...] = ()
    form: FormState = field(default_factory=FormState)


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationsTab(SuperviseeTab):
    """The applications of an opened file, newest first, and the kinds that can be asked for."""

    template: ClassVar[str] = "supervisees/applications.html"
    lines: tuple[ApplicationLine, ...]
    kinds: tuple[Choice, ...]
    supervision_class: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationFormView(View):
    """What is asked for, as it is entered; `fields` are the parts that the kind has. Posts to `action_path`.

    `rows` are destinations: the address, and the division as one of `counties` writes it or after `not_listed`. The
    proof is one on file (`proof_id`) or comes along (file `proof`).
    """

    template: ClassVar[str] = "applications/form.html"
    header: SuperviseeHeader
    kind: str
    fields: frozenset[str]
    action_path: str
    reasons: tuple[Choice, ...]
    persons: tuple[Choice, ...]
    classes: tuple[Choice, ...]
    injunctions: tuple[Choice, ...]
    proofs: tuple[Choice, ...]
    rows: tuple[tuple[str, str], ...]
    counties: tuple[str, ...]
    not_listed: str
    first_in_time: date
    basis: LegalBasis
    form: FormState = field(default_factory=FormState)


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationCheckView(View):
    """What would be asked for, who decides and why, before the button."""

    template: ClassVar[str] = "applications/check.html"
    header: SuperviseeHeader
    kind: str
    action_path: str
    facts: tuple[Line, ...]
    decider: str
    arithmetic: tuple[str, ...]
    bases: tuple[LegalBasis, ...]
    hidden: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class PermitView(View):
    """The permit of what has no form, which the supervisee takes along; in Chinese."""

    template: ClassVar[str] = "applications/permit.html"
    application_id: Id
    number: str
    kind: str
    name: str
    file_number: str
    facts: tuple[Line, ...]
    decided_on: date
    office_name: str
    printed_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorityLine:
    """A delegation or mandate with its state in words."""

    authority_id: Id
    kind: str
    holder: str
    acts: tuple[str, ...]
    document: str
    valid_from: date
    valid_until: date
    state: str
    is_live: bool
    history: tuple[Happening, ...]
    may_confirm: bool
    may_revoke: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorityListView(View):
    """Delegations and mandates, and the form of a new one for whoever enters them."""

    template: ClassVar[str] = "applications/authorities.html"
    lines: tuple[AuthorityLine, ...]
    show: str = ""
    shows: tuple[Choice, ...] = ()
    """For whoever confirms: all, and those that wait for them."""
    offices: tuple[Choice, ...]
    acts: tuple[Choice, ...]
    deputy_acts: tuple[Choice, ...]
    deputies: tuple[Choice, ...]
    may_enter: bool
    paging: Paging
    form: FormState = field(default_factory=FormState)
