"""The end of a correction: work before it, what holds the certificate back, the certificate, notices with receipts."""

from typing import Annotated
from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter
from litestar.status_codes import HTTP_200_OK, HTTP_204_NO_CONTENT

from api.v1.file_life import WaitingFileView
from api.v1.release_views import (
    Announcement,
    CertificateIssued,
    Issuing,
    Lifting,
    NewHold,
    NewNotice,
    NewRequest,
    NewTask,
    Receipt,
    ReleaseView,
)
from api.v1.requests import Created, PurposeAsked, Reason
from api.v1.views import ListView, list_of
from supervision.audit import Act
from supervision.corrections.release.acts import (
    announce_release,
    hold_certificate,
    lift_hold,
    record_receipt,
    record_task,
    send_notice,
)
from supervision.corrections.release.certifying import ask_certificate, issue_certificate, return_certificate
from supervision.corrections.release.looking import ReleaseQueue, list_release_queue, open_release
from supervision.officers import Officer

_FILE = {"about": "person-file"}


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

    @post("/supervisees/{supervisee_id:uuid}/release/requests", opt={"act": Act.RELEASE_PREPARE, **_FILE})
    async def ask_certificate(
        self, supervisee_id: FromPath[UUID], data: JSONBody[NewRequest], officer: NamedDependency[Officer]
    ) -> Created:
        """Ask for the certificate, before or after the last day; 409 while another request stands."""
        return Created(
            await ask_certificate(
                officer, supervisee_id, data.cause, data.note, data.ended_at, data.paper_id, data.why_undone
            )
        )

    @post(
        "/supervisees/{supervisee_id:uuid}/release/requests/{request_id:uuid}/return",
        opt={"act": Act.RELEASE_CERTIFY, **_FILE},
        status_code=HTTP_204_NO_CONTENT,
    )
    async def return_certificate(
        self,
        supervisee_id: FromPath[UUID],
        request_id: FromPath[UUID],
        data: JSONBody[Reason],
        officer: NamedDependency[Officer],
    ) -> None:
        """Return a request with the reason."""
        await return_certificate(officer, supervisee_id, request_id, data.reason)

    @post(
        "/supervisees/{supervisee_id:uuid}/release/certificate",
        opt={"act": Act.RELEASE_CERTIFY, **_FILE},
        status_code=HTTP_200_OK,
    )
    async def issue_certificate(
        self, supervisee_id: FromPath[UUID], data: JSONBody[Issuing], officer: NamedDependency[Officer]
    ) -> CertificateIssued:
        """Release: the numbered certificate, and the file is closed. 409 for one's own request, early or held back."""
        issued = await issue_certificate(officer, supervisee_id, data.request_id, data.code)
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
