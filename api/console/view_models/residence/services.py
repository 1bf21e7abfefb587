"""Services beside registration: what may be claimed, requests in queues, one of them, and the slip."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import ClassVar

from api.console.view_models.base import Choice, Deadline, FormState, Happening, Id, LegalBasis, Paging, View


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimLine:
    """A service with the reason why it may be claimed or not; `period` is empty where no law says one.

    `service` is its code, `name` what it is called; `needs` is what to bring, where its row says it.
    """

    service: str
    name: str
    is_open: bool
    reason: str
    office: str
    period: str
    needs: str
    basis: LegalBasis


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestLine:
    """A request in a list; the resident's name is masked, and empty on the resident's own page; `service` is a name."""

    request_id: Id
    number: str
    masked_name: str
    place: str
    service: str
    state: str
    requested_at: datetime
    deadline: Deadline | None
    asked: str = ""
    """The office that was asked last, where the line tells it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ServicesPart:
    """The tab of an opened resident."""

    claims: tuple[ClaimLine, ...]
    requests: tuple[RequestLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestListView(View):
    """The queues of requests, or the closed ones."""

    template: ClassVar[str] = "residence/services/list.html"
    lines: tuple[RequestLine, ...]
    shows: tuple[Choice, ...]
    show: str
    paging: Paging
    may_handle: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestView(View):
    """One request in clear, by the name of its service, with its steps, and what may be done with it now.

    Posts to `/console/service-requests/{id}/forwarding`, `/answer`, `/withdrawal`.
    """

    template: ClassVar[str] = "residence/services/one.html"
    request_id: Id
    number: str
    resident_id: Id
    name: str
    service: str
    state: str
    office: str
    deadline: Deadline | None
    history: tuple[Happening, ...]
    offices: tuple[Choice, ...]
    answers: tuple[Choice, ...]
    may_forward: bool
    may_answer: bool
    may_withdraw: bool
    apply_path: str = ""
    """Where it is applied for in this register itself."""
    waits_for_police: bool = False
    form: FormState = field(default_factory=FormState)


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestSlipView(View):
    """What the resident takes along, in Chinese: what was asked, by when there is an answer, whom to call."""

    template: ClassVar[str] = "residence/services/slip.html"
    request_id: Id
    number: str
    name: str
    service: str
    state: str
    requested_on: date
    remark: str
    asked: str
    contact: str
    due_on: date | None
    papers: tuple[str, ...]
    answer: str
    office: str
    office_phone: str
    printed_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceRow:
    """One row of the catalogue; `service` is its name, `needs_check` where it was not read in the official text."""

    service: str
    condition: str
    office: str
    needs: str
    place: str
    valid_from: date
    valid_until: date | None
    period: str
    source: str
    confidence: str
    needs_check: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceCatalogueView(View):
    """Every row of every service, with its source."""

    template: ClassVar[str] = "residence/services/catalogue.html"
    rows: tuple[ServiceRow, ...]
