"""Documents of an assessment, sealed under its key: what the organ sent, records of inquiries, the reply as issued."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from supervision.audit import Act, Change, audited_change
from supervision.corrections.assessments.inquiring import check_may_work
from supervision.corrections.assessments.store import about, load_assessment
from supervision.corrections.assessments.tables import AssessmentDocumentRow
from supervision.corrections.assessments.words import (
    DOCUMENT_NAMES,
    AssessmentRefused,
    AssessmentState,
    DocumentKind,
    read_assessment_purpose,
)
from supervision.corrections.attachments import AttachmentKind, save_attachment
from supervision.corrections.sealed_documents import (
    MOST_TITLE,
    content_of,
    details_of,
    document_title,
    drawn_anew,
    sealed_document,
)
from supervision.errors import InputInvalid, NotFound
from supervision.forms.templates import Template
from supervision.legal_time import legal_day
from supervision.media import MediaType
from supervision.officers import Officer
from supervision.officers.officer import NOT_HERE
from supervision.storage.database import Record, fetch, fetch_one
from supervision.vault import DataKey, load_key
from supervision.wording import Wording

TABLE = "assessment_document"

BY_HAND = tuple(kind for kind in DocumentKind if kind is not DocumentKind.REPLY)
"""What an officer attaches; a reply is issued."""

NOT_BY_HAND = Wording("回复文书由系统生成，请选择其他种类。", "The service makes replies; choose another kind.")
CLOSED = Wording("评估已办结，不能再添加材料。", "The assessment is closed; nothing is attached any more.")


@dataclass(frozen=True, slots=True)
class AssessmentDocument:
    """A document without its content; `template_on` is of a reply, from which day its template held."""

    document_id: UUID
    kind: DocumentKind
    media_type: MediaType
    size_bytes: int
    title: str
    sha256: str
    added_at: datetime
    added_by_name: str
    template_on: date | None


@dataclass(frozen=True, slots=True)
class OpenedDocument:
    """A document with its content."""

    document: AssessmentDocument
    content: bytes


_SELECT = """
SELECT d.id, d.kind, d.media_type, d.size_bytes, d.details_sealed, d.added_at, d.template_on, o.name AS added_by_name
FROM assessment_document AS d JOIN officer AS o ON o.id = d.added_by
"""


async def attach_document(
    officer: Officer, assessment_id: UUID, kind: DocumentKind, title: str, content: bytes
) -> UUID:
    """Seal a document into the assessment; AttachmentRefused as on files, AssessmentRefused once it is closed."""
    if kind not in BY_HAND:
        raise InputInvalid(NOT_BY_HAND, field="kind")
    title, content = document_title(title), await drawn_anew(content)
    async with audited_change(officer.actor, Act.ASSESSMENT_ATTACH, about(assessment_id)) as change:
        found = await load_assessment(officer, Act.ASSESSMENT_ATTACH, assessment_id, lock=True)
        await check_may_work(officer, found, legal_day(change.at))
        if found.state is AssessmentState.CLOSED:
            raise AssessmentRefused(CLOSED)
        return await save_document(
            change, officer, assessment_id, kind, title, content, await load_key(found.vault_key)
        )


async def save_document(
    change: Change,
    officer: Officer,
    assessment_id: UUID,
    kind: DocumentKind,
    title: str,
    content: bytes,
    key: DataKey,
    template: Template | None = None,
) -> UUID:  # fmt: skip
    """Seal a document into an assessment that the caller's change holds; a reply with its template."""
    document_id = uuid4()
    values = sealed_document(TABLE, document_id, title, content, key)
    await AssessmentDocumentRow.insert(
        AssessmentDocumentRow(
            id=document_id,
            assessment=assessment_id,
            kind=kind.value,
            added_at=change.at,
            added_by=officer.id,
            template_on=template and template.effective_on,
            template_origin=template and template.origin.value,
            **values,
        )
    )
    change.note(document=document_id, kind=kind, media_type=values["media_type"], size_bytes=values["size_bytes"])
    return document_id


async def open_document(
    officer: Officer, assessment_id: UUID, document_id: UUID, purpose: str | None
) -> OpenedDocument:
    """A document in clear, for a purpose that is recorded with the assessment's readings."""
    reason, act = read_assessment_purpose(purpose), Act.ASSESSMENT_OPEN
    async with audited_change(officer.actor, act, about(assessment_id), purpose=reason) as change:
        key = await load_key((await load_assessment(officer, act, assessment_id)).vault_key)
        change.note(document=document_id)
        row = await fetch_one(f"{_SELECT} WHERE d.assessment = $1 AND d.id = $2", assessment_id, document_id)
        if row is None:
            raise NotFound(NOT_HERE)
        return OpenedDocument(_document_of(row, key), await _content(document_id, key))


async def documents_of(assessment_id: UUID, key: DataKey) -> tuple[AssessmentDocument, ...]:
    """The documents of an assessment that the caller has loaded, the newest first."""
    rows = await fetch(f"{_SELECT} WHERE d.assessment = $1 ORDER BY d.added_at DESC, d.id", assessment_id)
    return tuple(_document_of(row, key) for row in rows)


async def carry_documents(
    change: Change, officer: Officer, assessment_id: UUID, key: DataKey, file_id: UUID, file_key: DataKey
) -> None:
    """Copy every document into the file that the caller's change holds, under the file's key; one is in memory."""
    carried = []
    for each in reversed(await documents_of(assessment_id, key)):
        title = each.title if each.kind is DocumentKind.REPLY else f"{DOCUMENT_NAMES[each.kind]}：{each.title}"
        content = await _content(each.document_id, key)
        carried.append(
            await save_attachment(
                officer, file_id, AttachmentKind.OTHER, title[:MOST_TITLE], content, file_key, change.at
            )
        )
    if carried:
        change.note(attachments=[str(each) for each in carried])


async def _content(document_id: UUID, key: DataKey) -> bytes:
    row = await fetch_one("SELECT content_sealed FROM assessment_document WHERE id = $1", document_id)
    if row is None:
        raise NotFound(NOT_HERE)
    return content_of(TABLE, document_id, row["content_sealed"], key)


def _document_of(row: Record, key: DataKey) -> AssessmentDocument:
    details = details_of(TABLE, row, key)
    return AssessmentDocument(
        document_id=row["id"],
        kind=DocumentKind(row["kind"]),
        media_type=MediaType(row["media_type"]),
        size_bytes=row["size_bytes"],
        title=details.title,
        sha256=details.sha256,
        added_at=row["added_at"],
        added_by_name=row["added_by_name"],
        template_on=row["template_on"],
    )
