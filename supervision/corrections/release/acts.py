"""The acts around the end: work before it, holds, notices with receipts, the announcement."""

from datetime import date, datetime
from uuid import UUID, uuid4

from supervision.audit import Act, audited_change
from supervision.corrections.opening import about_file
from supervision.corrections.papers.with_acts import issue_with_act
from supervision.corrections.release.appraisal_paper import paper_of_appraisal
from supervision.corrections.release.store import (
    CERTIFICATE,
    HOLD,
    NOTICE,
    TASK,
    Appraisal,
    certificate_of,
)
from supervision.corrections.release.words import (
    HoldKind,
    LiftWay,
    NoticeReceiver,
    ReleaseTask,
    check_announcement,
)
from supervision.corrections.steps import check_paper, load_open_file
from supervision.corrections.store import load_file
from supervision.errors import InputInvalid, NotFound, RuleRefused
from supervision.legal_time import legal_day
from supervision.officers import Officer
from supervision.officers.officer import NOT_HERE
from supervision.storage.database import fetch, fetch_one
from supervision.texts import needed_text, optional_text
from supervision.vault import Place, load_key, seal_json, seal_text
from supervision.wording import Wording

_MOST_NOTE = 1_000

LATER = Wording("日期不能晚于今天。", "The day cannot lie in the future.")
DONE_ALREADY = Wording("已经登记过。", "This is recorded already.")
NOT_ENDED = Wording("须先解除或者终止，才能登记通知。", "Notices follow the release or termination.")
DOCUMENT_NEEDED = Wording("须附决定机关的文书。", "The deciding organ's document is needed.")
NO_APPRAISAL = Wording("只有书面鉴定才填写鉴定意见。", "Only a written appraisal has a finding.")
RECEIPT_EARLY = Wording("回执日期不能早于送出日期。", "A receipt cannot come before the notice went out.")


class ReleaseDone(RuleRefused):
    """Another officer was first; says who and when."""

    code = "release-done"

    def __init__(self, done_by: str | None, done_at: datetime | None) -> None:
        super().__init__(DONE_ALREADY)
        self.done_by = done_by
        self.done_at = done_at


class EndNoticeRefused(RuleRefused):
    """There is no end yet to tell anybody of."""

    code = "end-notice-refused"


async def record_task(
    officer: Officer, file_id: UUID, kind: ReleaseTask, done_on: date, note: str = "", document_id: UUID | None = None,
    appraisal: Appraisal | None = None,
) -> None:  # fmt: skip
    """Record that something before the end was done, or that it was not needed and why. ReleaseDone, InputInvalid.

    An appraisal whose finding is put down here goes out as its paper; one that is on a document needs none.
    """
    note, appraisal = optional_text(note, "note", _MOST_NOTE), _read_appraisal(kind, appraisal)
    async with audited_change(officer.actor, Act.RELEASE_PREPARE, about_file(file_id)) as change:
        file = await load_open_file(officer, Act.RELEASE_PREPARE, file_id)
        _check_day(done_on, change.at, "done_on")
        await check_paper(file_id, document_id)
        await _refuse_again(
            """SELECT r.recorded_at AS at, o.name FROM release_task AS r LEFT JOIN officer AS o ON o.id = r.recorded_by
                WHERE r.file = $1 AND r.kind = $2""",
            file_id, kind,
        )  # fmt: skip
        task_id, key = uuid4(), await load_key(file.vault_key)
        await change.connection.execute(
            """INSERT INTO release_task (id, file, kind, done_on, note_sealed, appraisal_sealed, document, recorded_at,
                                         recorded_by)
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)""",
            task_id, file_id, kind, done_on, seal_text(key, note, Place(TASK, "note_sealed", task_id)),
            seal_json(key, appraisal, Place(TASK, "appraisal_sealed", task_id)) if appraisal else None,
            document_id, change.at, officer.id,
        )  # fmt: skip
        change.note(task=kind, document=document_id)
        if appraisal is not None and (called := await paper_of_appraisal(file)) is not None:
            await issue_with_act(change, officer, file, called)


async def hold_certificate(
    officer: Officer, file_id: UUID, kind: HoldKind, began_on: date, note: str, document_id: UUID | None = None
) -> UUID:
    """Record a pending case: it holds back the certificate and nothing else, duties end with the term all the same."""
    note = needed_text(note, "note", _MOST_NOTE)
    async with audited_change(officer.actor, Act.RELEASE_HOLD, about_file(file_id)) as change:
        file = await load_open_file(officer, Act.RELEASE_HOLD, file_id)
        _check_day(began_on, change.at, "began_on")
        await check_paper(file_id, document_id)
        hold_id = uuid4()
        sealed = seal_text(await load_key(file.vault_key), note, Place(HOLD, "note_sealed", hold_id))
        await change.connection.execute(
            "INSERT INTO certificate_hold (id, file, kind, began_on, note_sealed, document, placed_at, placed_by)"
            " VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            hold_id, file_id, kind, began_on, sealed, document_id, change.at, officer.id,
        )  # fmt: skip
        change.note(hold=hold_id, kind=kind, document=document_id)
    return hold_id


async def lift_hold(
    officer: Officer, file_id: UUID, hold_id: UUID, way: LiftWay, document_id: UUID | None = None
) -> None:
    """Lift a hold: the case is over, or the deciding organ's document says otherwise. ReleaseDone, InputInvalid."""
    async with audited_change(officer.actor, Act.RELEASE_HOLD, about_file(file_id)) as change:
        await load_open_file(officer, Act.RELEASE_HOLD, file_id)
        if way is LiftWay.ORGAN_SAYS_OTHERWISE and document_id is None:
            raise InputInvalid(DOCUMENT_NEEDED, field="document")
        await check_paper(file_id, document_id)
        row = await fetch_one("SELECT 1 FROM certificate_hold WHERE id = $1 AND file = $2", hold_id, file_id)
        if row is None:
            raise NotFound(NOT_HERE)
        await _refuse_again(
            """SELECT r.lifted_at AS at, o.name FROM certificate_hold AS r LEFT JOIN officer AS o ON o.id = r.lifted_by
                WHERE r.file = $1 AND r.id = $2 AND r.lifted_at IS NOT NULL""",
            file_id, hold_id,
        )  # fmt: skip
        await change.connection.execute(
            """UPDATE certificate_hold SET lifted_way = $2, lift_document = $3, lifted_at = $4, lifted_by = $5
               WHERE id = $1""",
            hold_id, way, document_id, change.at, officer.id,
        )  # fmt: skip
        change.note(hold=hold_id, way=way, document=document_id)


async def send_notice(officer: Officer, file_id: UUID, receiver: NoticeReceiver, sent_on: date, note: str) -> UUID:
    """Record that somebody was told of the end: which organ, and how. EndNoticeRefused, ReleaseDone, InputInvalid."""
    note = needed_text(note, "note", _MOST_NOTE)
    async with audited_change(officer.actor, Act.RELEASE_NOTIFY, about_file(file_id)) as change:
        file = await load_file(officer, Act.RELEASE_NOTIFY, file_id, lock=True)
        if not file.state.is_closed:
            raise EndNoticeRefused(NOT_ENDED)
        _check_day(sent_on, change.at, "sent_on")
        await _refuse_again(
            """SELECT r.sent_at AS at, o.name FROM end_notice AS r LEFT JOIN officer AS o ON o.id = r.sent_by
                WHERE r.file = $1 AND r.receiver = $2""",
            file_id, receiver,
        )  # fmt: skip
        notice_id = uuid4()
        sealed = seal_text(await load_key(file.vault_key), note, Place(NOTICE, "note_sealed", notice_id))
        await change.connection.execute(
            "INSERT INTO end_notice (id, file, receiver, sent_on, note_sealed, sent_at, sent_by)"
            " VALUES ($1, $2, $3, $4, $5, $6, $7)",
            notice_id, file_id, receiver, sent_on, sealed, change.at, officer.id,
        )  # fmt: skip
        change.note(notice=notice_id, receiver=receiver)
    return notice_id


async def record_receipt(
    officer: Officer, file_id: UUID, notice_id: UUID, received_on: date, receipt_id: UUID | None = None
) -> None:
    """Record the receipt of a notice, with its paper where there is one. ReleaseDone, InputInvalid."""
    async with audited_change(officer.actor, Act.RELEASE_NOTIFY, about_file(file_id)) as change:
        await load_file(officer, Act.RELEASE_NOTIFY, file_id, lock=True)
        row = await fetch_one(
            """SELECT r.sent_on, r.received_on, o.name
               FROM end_notice AS r LEFT JOIN officer AS o ON o.id = r.receipt_by
               WHERE r.id = $1 AND r.file = $2""",
            notice_id, file_id,
        )  # fmt: skip
        if row is None:
            raise NotFound(NOT_HERE)
        if row["received_on"] is not None:
            raise ReleaseDone(row["name"], None)
        _check_day(received_on, change.at, "received_on")
        if received_on < row["sent_on"]:
            raise InputInvalid(RECEIPT_EARLY, field="received_on")
        await check_paper(file_id, receipt_id)
        await change.connection.execute(
            "UPDATE end_notice SET received_on = $2, receipt = $3, receipt_by = $4 WHERE id = $1",
            notice_id, received_on, receipt_id, officer.id,
        )  # fmt: skip
        change.note(notice=notice_id, receipt=receipt_id)


async def announce_release(officer: Officer, file_id: UUID, announced_on: date, note: str) -> None:
    """Record that the end of probation or parole was announced in public; never of a minor. AnnouncementRefused."""
    note = needed_text(note, "note", _MOST_NOTE)
    async with audited_change(officer.actor, Act.RELEASE_ANNOUNCE, about_file(file_id)) as change:
        file = await load_file(officer, Act.RELEASE_ANNOUNCE, file_id, lock=True)
        check_announcement(file.end_cause, file.category, is_minor=file.is_minor)
        _check_day(announced_on, change.at, "announced_on")
        certificate = await certificate_of(file)
        if certificate is None:
            raise NotFound(NOT_HERE)
        if certificate.announced_on is not None:
            raise ReleaseDone(None, None)
        rows = await fetch("SELECT id FROM release_certificate WHERE file = $1", file_id)
        key, place = await load_key(file.vault_key), Place(CERTIFICATE, "announcement_sealed", rows[0]["id"])
        await change.connection.execute(
            """UPDATE release_certificate SET announced_on = $2, announcement_sealed = $3, announced_by = $4
               WHERE file = $1""",
            file_id, announced_on, seal_text(key, note, place), officer.id,
        )  # fmt: skip
        change.note(announced_on=announced_on)


def _read_appraisal(kind: ReleaseTask, appraisal: Appraisal | None) -> Appraisal | None:
    if appraisal is None:
        return None
    if kind is not ReleaseTask.APPRAISAL:
        raise InputInvalid(NO_APPRAISAL, field="opinion")
    return Appraisal(
        needed_text(appraisal.opinion, "opinion", _MOST_NOTE),
        optional_text(appraisal.conduct, "conduct", _MOST_NOTE),
        optional_text(appraisal.education, "education", _MOST_NOTE),
    )


def _check_day(day: date, at: datetime, field: str) -> None:
    if day > legal_day(at):
        raise InputInvalid(LATER, field=field)


async def _refuse_again(sql: str, *values: object) -> None:
    """ReleaseDone, with who and when, if the query finds what would be recorded twice."""
    row = await fetch_one(sql, *values)
    if row is not None:
        raise ReleaseDone(row["name"], row["at"])
