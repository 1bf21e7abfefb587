"""What follows the issue of a paper: printed again as it was, its signed scan attached, voided with the reason."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from supervision.audit import Act, audited_change
from supervision.corrections.opening import about_file
from supervision.corrections.papers.issuing import issuing_act
from supervision.corrections.papers.store import (
    TABLE,
    Paper,
    file_of_paper,
    load_paper,
    papers_of,
    papers_of_act,
    save_voiding,
)
from supervision.corrections.papers.tables import IssuedPaperRow
from supervision.corrections.purposes import read_purpose
from supervision.corrections.store import StoredFile, load_file
from supervision.errors import InputInvalid, NotFound, RuleRefused, SealBroken
from supervision.officers import Officer, check_officer_may
from supervision.officers.officer import NOT_HERE
from supervision.paging import Page
from supervision.storage.database import fetch_one
from supervision.texts import needed_text
from supervision.vault import Place, load_key, unseal
from supervision.wording import Wording

_MOST_REASON = 400

SCAN_ELSEWHERE = Wording("扫描件不在本人档案中。", "The scan is not on this person's file.")


class PaperVoid(RuleRefused):
    """The paper was voided before; who and when is kept beside the message."""

    code = "paper-void"

    def __init__(self, voided_by: str, voided_at: datetime) -> None:
        super().__init__(Wording(f"文书已由{voided_by}作废。", f"The paper was voided by {voided_by}."))
        self.voided_by = voided_by
        self.voided_at = voided_at


class PaperSigned(RuleRefused):
    """The signed scan was attached before; who and when is kept beside the message."""

    code = "paper-signed"

    def __init__(self, attached_by: str, attached_at: datetime) -> None:
        super().__init__(
            Wording(f"签名扫描件已由{attached_by}归入。", f"The signed scan was attached by {attached_by}.")
        )
        self.attached_by = attached_by
        self.attached_at = attached_at


@dataclass(frozen=True, slots=True)
class PrintedPaper:
    """A paper with its bytes, a DOCX."""

    paper: Paper
    content: bytes


async def list_papers(officer: Officer, file_id: UUID, purpose: str | None, cursor: str | None = None) -> Page[Paper]:
    """The papers of a file, newest first, with what stands in them; recorded as a reading of the file."""
    reason = read_purpose(purpose)
    async with audited_change(officer.actor, Act.PAPER_OPEN, about_file(file_id), purpose=reason) as change:
        change.note(part="papers")
        return await papers_of(await load_file(officer, Act.PAPER_OPEN, file_id), cursor)


async def load_papers(officer: Officer, act: Act, file_id: UUID, cursor: str | None = None) -> Page[Paper]:
    """The papers of a file on which the officer may do `act`, newest first; the caller's act is audited."""
    return await papers_of(await load_file(officer, act, file_id), cursor)


async def load_papers_of_act(officer: Officer, act: Act, file_id: UUID, act_id: UUID) -> tuple[Paper, ...]:
    """The papers of one act on a file on which the officer may do `act`, newest first; the caller's act is audited."""
    return await papers_of_act(await load_file(officer, act, file_id), act_id)


async def print_paper(officer: Officer, paper_id: UUID, purpose: str | None) -> PrintedPaper:
    """The very bytes that were issued, for a purpose that is recorded; SealBroken if they are no longer the same."""
    reason, file_id = read_purpose(purpose), await file_of_paper(paper_id)
    async with audited_change(officer.actor, Act.PAPER_OPEN, about_file(file_id), purpose=reason) as change:
        paper, file = await load_paper(officer, Act.PAPER_OPEN, file_id, paper_id)
        change.note(paper=paper_id, number=paper.number)
        return await printed_of(file, paper)


async def printed_of(file: StoredFile, paper: Paper) -> PrintedPaper:
    """A paper of a file, both loaded by the caller, whose act is audited, with the very bytes; SealBroken."""
    row = await fetch_one(
        "SELECT content_sealed FROM issued_paper WHERE id = $1 AND file = $2", paper.paper_id, file.id
    )
    if row is None:
        raise NotFound(NOT_HERE)
    place = Place(TABLE, "content_sealed", paper.paper_id)
    content = unseal(await load_key(file.vault_key), row["content_sealed"], place)
    if hashlib.sha256(content).hexdigest() != paper.sha256:
        message = f"{TABLE} {paper.paper_id}: the content is not what was issued."
        raise SealBroken(message)
    return PrintedPaper(paper, content)


async def attach_scan(officer: Officer, paper_id: UUID, scan_id: UUID) -> None:
    """Keep the signed scan, an attachment of the same file, with the paper. PaperSigned, PaperVoid, InputInvalid."""
    file_id = await file_of_paper(paper_id)
    async with audited_change(officer.actor, Act.PAPER_ATTACH_SCAN, about_file(file_id)) as change:
        paper, _ = await load_paper(officer, Act.PAPER_ATTACH_SCAN, file_id, paper_id, lock=True)
        _check_not_void(paper)
        if paper.scanned_at is not None:
            raise PaperSigned(paper.scanned_by_name, paper.scanned_at)
        if await fetch_one("SELECT 1 FROM attachment WHERE id = $1 AND file = $2", scan_id, file_id) is None:
            raise InputInvalid(SCAN_ELSEWHERE, field="scan")
        await IssuedPaperRow.update({"scan": scan_id, "scanned_at": change.at, "scanned_by": officer.id}).where(
            IssuedPaperRow.id == paper_id
        )
        change.note(paper=paper_id, number=paper.number, scan=scan_id)


async def void_paper(officer: Officer, paper_id: UUID, reason: str) -> None:
    """Void a paper with the reason: it stays to be seen and printed. PaperVoid; by whoever might have issued it."""
    reason, file_id = needed_text(reason, "reason", _MOST_REASON), await file_of_paper(paper_id)
    async with audited_change(officer.actor, Act.PAPER_VOID, about_file(file_id)) as change:
        paper, file = await load_paper(officer, Act.PAPER_VOID, file_id, paper_id, lock=True)
        check_officer_may(officer, issuing_act(paper.form), file.division)
        _check_not_void(paper)
        await save_voiding(officer, file, paper_id, reason, change.at)
        change.note(paper=paper_id, number=paper.number)


def _check_not_void(paper: Paper) -> None:
    if paper.voided_at is not None:
        raise PaperVoid(paper.voided_by_name, paper.voided_at)
