"""The tab 解矫 of a file."""

from collections.abc import Mapping
from uuid import UUID

from api.console.attachment_pages import attachment_link
from api.console.only_papers import OF_THE_END, only_papers
from api.console.pages_base import PageRequest
from api.console.supervisee_header import header_of
from api.console.view_models.base import Attachment as AttachmentLink
from api.console.view_models.base import FormState
from api.console.view_models.release import HoldLine, NoticeLine, ReleaseTab, RequestLine, TaskLine
from supervision.audit import Act
from supervision.corrections.attachments import Attachment, load_attachments
from supervision.corrections.file_state import RELEASES, EndCause
from supervision.corrections.opening import PersonFile
from supervision.corrections.release.looking import ReleaseWork, load_release
from supervision.corrections.release.store import CertificateHold
from supervision.corrections.release.words import (
    ANNOUNCED,
    HoldKind,
    LiftWay,
    NoticeReceiver,
    ReleaseTask,
    telling_text,
)
from supervision.legal_time import legal_day
from supervision.wording import Wording

_WORK_RULE = Wording(
    "期满前完成个人总结、书面鉴定、与安置帮教衔接，并告知本人。",
    "Before the term ends: a personal summary, a written appraisal, the link-up with after-care; the person is told.",
)
_NOTICES_RULE = Wording(
    "解除、终止后通知社区矫正决定机关、人民检察院、公安机关。",
    "After the end the deciding organ, the prosecutor and the police are told.",
)
_BEGINS = Wording(
    "期满日 %(end)s 前 %(days)s 日：自 %(day)s 起",
    "%(days)s days before the last day, %(end)s: from %(day)s on",
)
_ACTS = {
    "prepare": Act.RELEASE_PREPARE,
    "hold": Act.RELEASE_HOLD,
    "certify": Act.RELEASE_CERTIFY,
    "notify": Act.RELEASE_NOTIFY,
    "announce": Act.RELEASE_ANNOUNCE,
}


async def release_tab(page: PageRequest, file: PersonFile, form: FormState) -> ReleaseTab:
    """What is done before the end, what holds the certificate back, the certificate, the notices."""
    work = await load_release(page.officer, Act.PERSON_FILE_OPEN, file.file_id)
    attached = await load_attachments(page.officer, Act.PERSON_FILE_OPEN, file.file_id)
    papers = {one.attachment_id: one for one in attached}
    certificate = work.certificate
    counted = {"end": work.ends_on, "days": work.work_rule.number, "day": work.begins_on}
    return ReleaseTab(
        header=await header_of(page, file),
        begins_on=work.begins_on,
        work_basis=page.basis(work.work_rule, _WORK_RULE, page.say(_BEGINS) % counted),
        notices_basis=page.basis(work.notices_rule, _NOTICES_RULE),
        is_closed=file.state.is_closed,
        is_over=legal_day(page.now) > work.ends_on,
        is_held=work.is_held,
        is_confirmed=work.is_confirmed,
        tasks=_tasks(work, papers, file),
        conduct_on_file=work.on_file.conduct,
        education_on_file=work.on_file.education,
        holds=tuple(_hold(hold, papers, file) for hold in work.holds),
        notices=_notices(work, papers, file),
        acts=frozenset(name for name, act in _ACTS.items() if page.may(act, file.division)),
        hold_kinds=page.choices("hold-kind", HoldKind),
        lift_ways=page.choices("lift-way", LiftWay),
        causes=page.choices("release-cause", (cause for cause in EndCause if cause in RELEASES)),
        undone=certificate.left_undone if certificate else work.undone,
        telling=page.say(telling_text(work.ends_on)),
        request=_request(page, work, papers, file),
        certificate_number=certificate.number if certificate else "",
        papers=await only_papers(page, file, OF_THE_END),
        issued_at=certificate.issued_at if certificate else None,
        issued_by=certificate.issued_by_name if certificate else "",
        is_announced_kind=not file.is_minor and file.category in ANNOUNCED and file.end_cause is EndCause.EXPIRY,
        announced_on=certificate.announced_on if certificate else None,
        announcement=certificate.announcement if certificate else "",
        form=form,
    )


def _tasks(work: ReleaseWork, papers: Mapping[UUID, Attachment], file: PersonFile) -> tuple[TaskLine, ...]:
    done = {task.kind: task for task in work.tasks}
    return tuple(
        TaskLine(
            kind=kind,
            done_on=task.done_on,
            note=task.note,
            opinion=task.appraisal.opinion if task.appraisal else "",
            done_by=task.recorded_by_name,
            document=_link(task.document_id, papers, file),
        )
        if (task := done.get(kind)) is not None
        else TaskLine(kind=kind)
        for kind in ReleaseTask
    )


def _request(
    page: PageRequest, work: ReleaseWork, papers: Mapping[UUID, Attachment], file: PersonFile
) -> RequestLine | None:
    if (asked := work.request) is None:
        return None
    return RequestLine(
        request_id=asked.request_id,
        cause=asked.cause,
        note=asked.note,
        why_undone=asked.why_undone,
        asked_at=asked.asked_at,
        asked_by=asked.asked_by_name,
        is_own=asked.asked_by == page.officer.id,
        document=_link(asked.paper_id, papers, file),
        returned_at=asked.returned_at,
        returned_by=asked.returned_by_name,
        return_reason=asked.return_reason,
    )


def _hold(hold: CertificateHold, papers: Mapping[UUID, Attachment], file: PersonFile) -> HoldLine:
    return HoldLine(
        hold_id=hold.hold_id,
        kind=hold.kind,
        began_on=hold.began_on,
        note=hold.note,
        document=_link(hold.document_id, papers, file),
        lifted_way=hold.lifted_way or "",
        lifted_at=hold.lifted_at,
        lifted_by=hold.lifted_by_name,
        lift_document=_link(hold.lift_document_id, papers, file),
    )


def _notices(work: ReleaseWork, papers: Mapping[UUID, Attachment], file: PersonFile) -> tuple[NoticeLine, ...]:
    sent = {notice.receiver: notice for notice in work.notices}
    return tuple(
        NoticeLine(
            receiver=receiver,
            notice_id=notice.notice_id,
            sent_on=notice.sent_on,
            note=notice.note,
            sent_by=notice.sent_by_name,
            received_on=notice.received_on,
            receipt=_link(notice.receipt_id, papers, file),
        )
        if (notice := sent.get(receiver)) is not None
        else NoticeLine(receiver=receiver)
        for receiver in NoticeReceiver
    )


def _link(paper_id: UUID | None, papers: Mapping[UUID, Attachment], file: PersonFile) -> AttachmentLink | None:
    paper = papers.get(paper_id) if paper_id else None
    return attachment_link(paper, file.purpose) if paper else None
