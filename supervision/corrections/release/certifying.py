"""The certificate of release: asked for by who knows the person, issued by another officer of the county's agency.

Community Correction Law, art. 44: the agency issues it, and nothing is undone afterwards.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from supervision.audit import Act, Change, audited_change
from supervision.corrections.file_state import FILE_ENDED, EndCause, FileEnded
from supervision.corrections.files import close_file
from supervision.corrections.opening import about_file
from supervision.corrections.outbox.kinds import EventKind
from supervision.corrections.outbox.telling import Happened, tell
from supervision.corrections.papers.with_acts import issue_with_act
from supervision.corrections.release.acts import ReleaseDone
from supervision.corrections.release.release_papers import papers_of_release
from supervision.corrections.release.requests import REQUEST, CertificateRequest, standing_request, undone_tasks
from supervision.corrections.release.store import certificate_of, holds_of, is_term_confirmed
from supervision.corrections.release.words import check_certificate, check_release
from supervision.corrections.steps import check_paper, load_open_file
from supervision.corrections.store import StoredFile, load_file
from supervision.errors import InputInvalid, NotFound, RuleRefused
from supervision.legal_time import legal_day, now
from supervision.officers import Officer, confirm_with_second_factor
from supervision.officers.officer import NOT_HERE
from supervision.storage.numbering import Series, take_number
from supervision.texts import needed_text, optional_text
from supervision.vault import Place, load_key, seal_text
from supervision.wording import Wording

_MOST_NOTE = 1_000

UNDONE_UNEXPLAINED = Wording(
    "解矫准备还有未完成的事项，请写明未完成的理由。", "Work before the end is not done; say in writing why not."
)
OWN_CERTIFICATE = Wording(
    "呈报解除的人不能出具证明书，请由县级社区矫正机构的其他人员出具。",
    "Whoever asked for the certificate does not issue it; another officer of the county's agency does.",
)


class OwnCertificate(RuleRefused):
    """Whoever asked for the certificate never issues it."""

    code = "own-certificate"


@dataclass(frozen=True, slots=True)
class Issued:
    """A certificate that was issued: its number, and when the correction ended."""

    number: str
    ended_at: datetime


async def ask_certificate(
    officer: Officer,
    file_id: UUID,
    cause: EndCause,
    note: str,
    ended_at: datetime | None = None,
    paper_id: UUID | None = None,
    why_undone: str = "",
) -> UUID:
    """Ask for the certificate, before or after the last day; where work is undone, with the written reason.

    CertificateRefused for what is no release or lacks its paper, ReleaseDone while a request stands, InputInvalid.
    """
    note, why_undone = needed_text(note, "note", _MOST_NOTE), optional_text(why_undone, "why_undone", _MOST_NOTE)
    async with audited_change(officer.actor, Act.RELEASE_PREPARE, about_file(file_id)) as change:
        file = await load_open_file(officer, Act.RELEASE_PREPARE, file_id)
        check_release(cause, file.category, has_paper=paper_id is not None)
        await check_paper(file_id, paper_id)
        if (standing := await standing_request(file)) is not None:
            raise ReleaseDone(standing.asked_by_name, standing.asked_at)
        undone = await undone_tasks(file)
        if undone and not why_undone:
            raise InputInvalid(UNDONE_UNEXPLAINED, field="why_undone")
        request_id, key = uuid4(), await load_key(file.vault_key)
        await change.connection.execute(
            """INSERT INTO release_request (id, file, cause, ended_at, note_sealed, undone_sealed, paper, asked_at,
                                            asked_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)""",
            request_id, file_id, cause, ended_at, seal_text(key, note, Place(REQUEST, "note_sealed", request_id)),
            seal_text(key, why_undone, Place(REQUEST, "undone_sealed", request_id)), paper_id, change.at, officer.id,
        )  # fmt: skip
        change.note(request=request_id, cause=cause, undone=list(undone))
    return request_id


async def return_certificate(officer: Officer, file_id: UUID, request_id: UUID, reason: str) -> None:
    """Return a request with the reason: it has to be made anew. NotFound where it does not stand."""
    reason = needed_text(reason, "reason", _MOST_NOTE)
    async with audited_change(officer.actor, Act.RELEASE_CERTIFY, about_file(file_id)) as change:
        file = await load_open_file(officer, Act.RELEASE_CERTIFY, file_id)
        await _standing(file, request_id)
        sealed = seal_text(await load_key(file.vault_key), reason, Place(REQUEST, "return_sealed", request_id))
        await change.connection.execute(
            "UPDATE release_request SET returned_at = $2, returned_by = $3, return_sealed = $4 WHERE id = $1",
            request_id, change.at, officer.id, sealed,
        )  # fmt: skip
        change.note(request=request_id, returned=True)


async def issue_certificate(officer: Officer, file_id: UUID, request_id: UUID, code: str) -> Issued:
    """Release, with the second factor: the numbered certificate, and the file is closed.

    OwnCertificate for whoever asked, CertificateRefused or CertificateHeldBack; a refusal spends no code.
    """
    file = await load_file(officer, Act.RELEASE_CERTIFY, file_id)
    if file.state.is_closed:
        raise FileEnded(FILE_ENDED)
    await _check(officer, file, request_id, now())
    await confirm_with_second_factor(officer, code)
    async with audited_change(officer.actor, Act.RELEASE_CERTIFY, about_file(file_id)) as change:
        file = await load_open_file(officer, Act.RELEASE_CERTIFY, file_id)
        asked = await _check(officer, file, request_id, change.at)
        undone = await undone_tasks(file)
        end = await close_file(change, officer, file, asked.cause, asked.note, asked.ended_at, asked.paper_id)
        number = await take_number(Series.CERTIFICATE, file.division)
        await change.connection.execute(
            """INSERT INTO release_certificate (id, file, number, issued_at, issued_by, request, left_undone)
               VALUES ($1, $2, $3, $4, $5, $6, $7)""",
            uuid4(), file_id, number, change.at, officer.id, request_id, list(undone),
        )  # fmt: skip
        await tell(change, Happened(EventKind.CERTIFICATE_ISSUED, file_id, legal_day(change.at), number))
        change.note(certificate=number, request=request_id, undone=list(undone))
        await _issue_papers(change, officer, file_id)
    return Issued(number, end)


async def _check(officer: Officer, file: StoredFile, request_id: UUID, at: datetime) -> CertificateRequest:
    asked = await _standing(file, request_id)
    if asked.asked_by == officer.id:
        raise OwnCertificate(OWN_CERTIFICATE)
    check_certificate(
        asked.cause,
        file.category,
        file.term_ends_on,
        now=at,
        is_confirmed=await is_term_confirmed(file.id),
        is_held=any(hold.lifted_at is None for hold in await holds_of(file)),
        has_paper=asked.paper_id is not None,
    )
    return asked


async def _standing(file: StoredFile, request_id: UUID) -> CertificateRequest:
    asked = await standing_request(file)
    if asked is None or asked.request_id != request_id:
        raise NotFound(NOT_HERE)
    return asked


async def _issue_papers(change: Change, officer: Officer, file_id: UUID) -> None:
    """The papers of the release, of the file as it stands now that it is closed."""
    released = await load_file(officer, Act.RELEASE_CERTIFY, file_id)
    if (certificate := await certificate_of(released)) is not None:
        for called in await papers_of_release(released, certificate):
            await issue_with_act(change, officer, released, called)
