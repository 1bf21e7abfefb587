"""The end of a correction as the API takes and shows it."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from msgspec import Meta

from api.v1.requests import Body, Moment, ShortText
from api.v1.views import View
from supervision.corrections.file_state import EndCause
from supervision.corrections.release.looking import ReleaseWork
from supervision.corrections.release.store import Appraisal, Certificate
from supervision.corrections.release.words import HoldKind, LiftWay, NoticeReceiver, ReleaseTask

_Note = Annotated[str, Meta(max_length=1_000)]


class NewAppraisal(Body, frozen=True):
    """What was found of the person; what is left out of conduct and education, the file says by its records."""

    opinion: ShortText
    conduct: _Note = ""
    education: _Note = ""

    def found(self) -> Appraisal:
        """The appraisal as the domain takes it."""
        return Appraisal(self.opinion, self.conduct, self.education)


class NewTask(Body, frozen=True):
    """Something that was done before the end, or was not needed, and why; an `appraisal` goes out as its paper."""

    kind: ReleaseTask
    done_on: date
    note: _Note = ""
    document_id: UUID | None = None
    appraisal: NewAppraisal | None = None


class NewHold(Body, frozen=True):
    """A pending case, since when, and its document where there is one."""

    kind: HoldKind
    began_on: date
    note: ShortText
    document_id: UUID | None = None


class Lifting(Body, frozen=True):
    """How a hold ends; where the deciding organ says otherwise, its document is needed."""

    way: LiftWay
    document_id: UUID | None = None


class NewRequest(Body, frozen=True):
    """Why the correction ends, `expiry` or `pardon`; a pardon, and service outside prison, have a document.

    `why_undone` is needed where work before the end is not done.
    """

    cause: EndCause
    note: ShortText
    ended_at: Moment | None = None
    paper_id: UUID | None = None
    why_undone: Annotated[str, Meta(max_length=1_000)] = ""


class Issuing(Body, frozen=True):
    """Which request is granted, and a fresh second-factor code of whoever grants it."""

    request_id: UUID
    code: str


class NewNotice(Body, frozen=True):
    """Who was told, on which day, which organ that is and how."""

    receiver: NoticeReceiver
    sent_on: date
    note: ShortText


class Receipt(Body, frozen=True):
    """The day of the receipt, and its attachment."""

    received_on: date
    receipt_id: UUID | None = None


class Announcement(Body, frozen=True):
    """When, where and before whom the end was announced in public."""

    announced_on: date
    note: ShortText


class CertificateIssued(View, frozen=True):
    """The number of the certificate, and when the correction ended."""

    number: str
    ended_at: datetime


class TaskView(View, frozen=True):
    """Something that was done before the end."""

    kind: ReleaseTask
    done_on: date
    note: str
    appraisal: Appraisal | None
    document_id: UUID | None
    recorded_at: datetime
    recorded_by_name: str


class HoldView(View, frozen=True):
    """A pending case; `id` is null for custody that is recorded on the file and holds by itself."""

    id: UUID | None
    kind: HoldKind
    began_on: date
    note: str
    document_id: UUID | None
    placed_at: datetime | None
    placed_by_name: str
    lifted_way: LiftWay | None
    lift_document_id: UUID | None
    lifted_at: datetime | None
    lifted_by_name: str


class RequestView(View, frozen=True):
    """A certificate that was asked for; with `returned_at` it has to be asked for anew."""

    id: UUID
    cause: EndCause
    ended_at: datetime | None
    note: str
    why_undone: str
    paper_id: UUID | None
    asked_at: datetime
    asked_by_name: str
    returned_at: datetime | None
    returned_by_name: str
    return_reason: str


class CertificateView(View, frozen=True):
    """The certificate, what had been left undone, and its announcement where there is one."""

    number: str
    issued_at: datetime
    issued_by_name: str
    left_undone: list[ReleaseTask]
    announced_on: date | None
    announcement: str


class NoticeView(View, frozen=True):
    """Who was told of the end, and the receipt."""

    id: UUID
    receiver: NoticeReceiver
    sent_on: date
    note: str
    sent_by_name: str
    received_on: date | None
    receipt_id: UUID | None


class ReleaseView(View, frozen=True):
    """Everything around the end of one correction; `begins_on` is when the work before it begins."""

    begins_on: date
    ends_on: date
    is_confirmed: bool
    is_held: bool
    notices_missing: int
    tasks: list[TaskView]
    undone: list[ReleaseTask]
    holds: list[HoldView]
    request: RequestView | None
    certificate: CertificateView | None
    notices: list[NoticeView]

    @classmethod
    def of_work(cls, work: ReleaseWork) -> "ReleaseView":
        """The view of all that was opened."""
        return cls.of(
            work,
            tasks=[TaskView.of(task) for task in work.tasks],
            undone=list(work.undone),
            holds=[HoldView.of(hold, id=hold.hold_id) for hold in work.holds],
            request=None if work.request is None else RequestView.of(work.request, id=work.request.request_id),
            certificate=_certificate_view(work.certificate),
            notices=[NoticeView.of(notice, id=notice.notice_id) for notice in work.notices],
        )


def _certificate_view(certificate: Certificate | None) -> CertificateView | None:
    if certificate is None:
        return None
    return CertificateView.of(certificate, left_undone=list(certificate.left_undone))
