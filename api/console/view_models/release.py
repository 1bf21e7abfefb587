"""解矫: what is done before the end, what holds the certificate back, the certificate, the notices."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from api.console.view_models.base import Attachment, Choice, FormState, Id, LegalBasis
from api.console.view_models.papers import ActPaper
from api.console.view_models.supervisees import SuperviseeTab


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskLine:
    """One thing to do before the end; without `done_on` it is open."""

    kind: str
    done_on: date | None = None
    note: str = ""
    opinion: str = ""
    done_by: str = ""
    document: Attachment | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldLine:
    """A pending case; `hold_id` is None for custody recorded on the file."""

    hold_id: Id | None
    kind: str
    began_on: date
    note: str
    document: Attachment | None = None
    lifted_way: str = ""
    lifted_at: datetime | None = None
    lifted_by: str = ""
    lift_document: Attachment | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeLine:
    """One organ that is to be told; without `notice_id` it was not told yet."""

    receiver: str
    notice_id: Id | None = None
    sent_on: date | None = None
    note: str = ""
    sent_by: str = ""
    received_on: date | None = None
    receipt: Attachment | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestLine:
    """A certificate that was asked for; `is_own` where the reader asked, who never issues it."""

    request_id: Id
    cause: str
    note: str
    why_undone: str
    asked_at: datetime
    asked_by: str
    is_own: bool
    document: Attachment | None = None
    returned_at: datetime | None = None
    returned_by: str = ""
    return_reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseTab(SuperviseeTab):
    """解矫. `acts` holds any of `prepare`, `hold`, `certify`, `notify`, `announce`.

    Posts to `/console/supervisees/{id}/release/…`: `tasks` (`kind`, `done_on`, `note`, file `paper`; of an
    appraisal `opinion`, `conduct`, `education`), `holds` (`hold_kind`, `began_on`, `note`, file `paper`),
    `holds/{hold}/lifting` (`way`, file `paper`), `requests` (`cause`, `note`, `ended_at`, `why_undone`, file `paper`;
    then a page to check), `requests/{request}/return` (`reason`),
    `certificate` (`request_id`; then the second factor), `notices` (`receiver`, `sent_on`, `note`),
    `notices/{notice}/receipt` (`received_on`, file `paper`), `announcement` (`announced_on`, `note`). `undone` is what
    is left to do, or was when the certificate was issued; `telling` the words in which the person is told.
    """

    template: ClassVar[str] = "supervisees/release.html"
    begins_on: date
    work_basis: LegalBasis
    notices_basis: LegalBasis
    is_closed: bool
    is_over: bool
    is_held: bool
    is_confirmed: bool
    tasks: tuple[TaskLine, ...]
    holds: tuple[HoldLine, ...]
    notices: tuple[NoticeLine, ...]
    acts: frozenset[str]
    hold_kinds: tuple[Choice, ...]
    lift_ways: tuple[Choice, ...]
    causes: tuple[Choice, ...]
    undone: tuple[str, ...] = ()
    telling: str = ""
    request: RequestLine | None = None
    conduct_on_file: str = ""
    education_on_file: str = ""
    certificate_number: str = ""
    papers: tuple[ActPaper, ...] = ()
    issued_at: datetime | None = None
    issued_by: str = ""
    is_announced_kind: bool = False
    announced_on: date | None = None
    announcement: str = ""
    form: FormState = FormState()
