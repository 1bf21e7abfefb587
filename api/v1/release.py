"""The end of a correction: work before it, what holds the certificate back, the certificate, notices with receipts."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter
from litestar.status_codes import HTTP_200_OK, HTTP_204_NO_CONTENT
from msgspec import Meta

from api.v1.file_life import WaitingFileView
from api.v1.requests import Body, Created, Moment, PurposeAsked, ShortText
from api.v1.views import ListView, View, list_of
from supervision.audit import Act
from supervision.corrections.file_state import EndCause
from supervision.corrections.release.acts import (
    announce_release,
    hold_certificate,
    issue_certificate,
    lift_hold,
    record_receipt,
    record_task,
    send_notice,
)
from supervision.corrections.release.looking import ReleaseQueue, ReleaseWork, list_release_queue, open_release
from supervision.corrections.release.store import Appraisal
from supervision.corrections.release.words import HoldKind, LiftWay, NoticeReceiver, ReleaseTask
from supervision.officers import Officer

_FILE = {"about": "person-file"}
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


class NewCertificate(Body, frozen=True):
    """Why the correction ends, `expiry` or `pardon`; a pardon, and service outside prison, have a document."""

    cause: EndCause
    note: ShortText
    ended_at: Moment | None = None
    paper_id: UUID | None = None


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


class CertificateView(View, frozen=True):
    """The certificate, and its announcement where there is one."""

    number: str
    issued_at: datetime
    issued_by_name: str
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
    holds: list[HoldView]
    certificate: CertificateView | None
    notices: list[NoticeView]

    @classmethod
    def of_work(cls, work: ReleaseWork) -> "ReleaseView":
        """The view of all that was opened."""
        return cls.of(
            work,
            tasks=[TaskView.of(task) for task in work.tasks],
            holds=[HoldView.of(hold, id=hold.hold_id) for hold in work.holds],
            certificate=None if work.certificate is None else CertificateView.of(work.certificate),
            notices=[NoticeView.of(notice, id=notice.notice_id) for notice in work.notices],
        )


class ReleaseController(Controller):
    """The end of corrections inside the officer's reach."""

    tags = ["Release"]  # noqa: RUF012 - as Litestar declares it

    @get("/release-files", opt={"act": Act.PERSON_FILE_LIST})
    async def list_queue(
        self,
        officer: NamedDependency[Officer],
        queue: Annotated[ReleaseQueue, QueryParameter(name="queue")],
        cursor: FromQuery[str | None] = None,
    ) -> ListView[WaitingFileView]:
        """What waits around the end: `incidents` are past their last day without a certificate; fifty a page."""
        page = await list_release_queue(officer, queue, cursor)
        return list_of(WaitingFileView.of_file, page.items, page.next)

    @get("/supervisees/{supervisee_id:uuid}/release", opt={"act": Act.PERSON_FILE_OPEN})
    async def open_release(
        self, supervisee_id: FromPath[UUID], officer: NamedDependency[Officer], purpose: PurposeAsked = None
    ) -> ReleaseView:
        """Everything around the end; the opening is recorded with its purpose."""
        return ReleaseView.of_work(await open_release(officer, supervisee_id, purpose))

    @post(
        "/supervisees/{supervisee_id:uuid}/release/tasks",
        opt={"act": Act.RELEASE_PREPARE, **_FILE},
        status_code=HTTP_204_NO_CONTENT,
    )
    async def record_task(
        self, supervisee_id: FromPath[UUID], data: JSONBody[NewTask], officer: NamedDependency[Officer]
    ) -> None:
        """Record what was done before the end; 409 for what is recorded already, with who and when."""
        found = data.appraisal.found() if data.appraisal else None
        await record_task(officer, supervisee_id, data.kind, data.done_on, data.note, data.document_id, found)

    @post("/supervisees/{supervisee_id:uuid}/release/holds", opt={"act": Act.RELEASE_HOLD, **_FILE})
    async def hold(
        self, supervisee_id: FromPath[UUID], data: JSONBody[NewHold], officer: NamedDependency[Officer]
    ) -> Created:
        """Record a pending case: it holds back the certificate, and no duty."""
        held = await hold_certificate(officer, supervisee_id, data.kind, data.began_on, data.note, data.document_id)
        return Created(held)

    @post(
        "/supervisees/{supervisee_id:uuid}/release/holds/{hold_id:uuid}/lifting",
        opt={"act": Act.RELEASE_HOLD, **_FILE},
        status_code=HTTP_204_NO_CONTENT,
    )
    async def lift(
        self,
        supervisee_id: FromPath[UUID],
        hold_id: FromPath[UUID],
        data: JSONBody[Lifting],
        officer: NamedDependency[Officer],
    ) -> None:
        """Lift a hold."""
        await lift_hold(officer, supervisee_id, hold_id, data.way, data.document_id)

    @post(
        "/supervisees/{supervisee_id:uuid}/release/certificate",
        opt={"act": Act.RELEASE_CERTIFY, **_FILE},
        status_code=HTTP_200_OK,
    )
    async def issue_certificate(
        self, supervisee_id: FromPath[UUID], data: JSONBody[NewCertificate], officer: NamedDependency[Officer]
    ) -> CertificateIssued:
        """Release: the numbered certificate, and the file is closed. 409 before its time or while it is held back."""
        issued = await issue_certificate(officer, supervisee_id, data.cause, data.note, data.ended_at, data.paper_id)
        return CertificateIssued(issued.number, issued.ended_at)

    @post("/supervisees/{supervisee_id:uuid}/release/notices", opt={"act": Act.RELEASE_NOTIFY, **_FILE})
    async def send_notice(
        self, supervisee_id: FromPath[UUID], data: JSONBody[NewNotice], officer: NamedDependency[Officer]
    ) -> Created:
        """Record that somebody was told of the end."""
        return Created(await send_notice(officer, supervisee_id, data.receiver, data.sent_on, data.note))

    @post(
        "/supervisees/{supervisee_id:uuid}/release/notices/{notice_id:uuid}/receipt",
        opt={"act": Act.RELEASE_NOTIFY, **_FILE},
        status_code=HTTP_204_NO_CONTENT,
    )
    async def record_receipt(
        self,
        supervisee_id: FromPath[UUID],
        notice_id: FromPath[UUID],
        data: JSONBody[Receipt],
        officer: NamedDependency[Officer],
    ) -> None:
        """Record the receipt of a notice."""
        await record_receipt(officer, supervisee_id, notice_id, data.received_on, data.receipt_id)

    @post(
        "/supervisees/{supervisee_id:uuid}/release/announcement",
        opt={"act": Act.RELEASE_ANNOUNCE, **_FILE},
        status_code=HTTP_204_NO_CONTENT,
    )
    async def announce(
        self, supervisee_id: FromPath[UUID], data: JSONBody[Announcement], officer: NamedDependency[Officer]
    ) -> None:
        """Record that the end of probation or parole was announced in public; 409 for a minor."""
        await announce_release(officer, supervisee_id, data.announced_on, data.note)
