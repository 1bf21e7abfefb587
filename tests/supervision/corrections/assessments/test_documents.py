"""Documents of an assessment: sealed with it, told by content, opened as an act, gone or carried over with it."""

from uuid import UUID

import asyncpg
import pytest

from supervision.approvals.authorities import revoke_authority
from supervision.approvals.words import NotDelegated
from supervision.audit import Act
from supervision.corrections.access_rule import LimitKind
from supervision.corrections.assessments.carrying_over import carry_over
from supervision.corrections.assessments.destroying import destroy_assessment
from supervision.corrections.assessments.documents import AssessmentDocument, attach_document, open_document
from supervision.corrections.assessments.limits import confirm_assessment_limit, set_assessment_limit
from supervision.corrections.assessments.opening import open_assessment
from supervision.corrections.assessments.words import AssessmentPurpose, AssessmentRefused, DocumentKind
from supervision.corrections.attachments import load_attachments, open_attachment
from supervision.errors import InputInvalid, NotFound
from supervision.media import AttachmentRefused, MediaType
from supervision.officers import Officer
from supervision.storage.database import fetch
from tests.cast import Cast
from tests.makers_assessments import (
    make_assigned,
    make_awaited,
    make_closed,
    make_to_destroy,
    make_with_document,
)
from tests.makers_files import CAMERA, SIGNED_SCAN, a_photo, dump_of, make_id_number, make_person_file
from tests.makers_limits import limit_draft
from tests.makers_orders import unused_code

READING = AssessmentPurpose.ASSESSING
INTERVIEW = DocumentKind.INTERVIEW


async def documents(officer: Officer, assessment_id: UUID) -> tuple[AssessmentDocument, ...]:
    return (await open_assessment(officer, assessment_id, READING)).documents


async def test_a_document_is_sealed_and_opened_for_a_purpose_as_an_act(cast: Cast) -> None:
    assessment_id = await make_with_document(cast)
    (found,) = await documents(cast.olga.officer, assessment_id)
    assert (found.kind, found.media_type, found.title) == (DocumentKind.ENTRUSTMENT, MediaType.PDF, "委托函扫描件")
    opened = await open_document(cast.olga.officer, assessment_id, found.document_id, READING)
    assert opened.content == SIGNED_SCAN
    (entry,) = await fetch(
        "SELECT act, purpose FROM audit_entry WHERE actor_id = $1 AND detail_json::jsonb->>'document' = $2",
        str(cast.olga.id), str(found.document_id),
    )  # fmt: skip
    assert (entry["act"], entry["purpose"]) == (Act.ASSESSMENT_OPEN, READING)
    with pytest.raises(InputInvalid):
        await open_document(cast.olga.officer, assessment_id, found.document_id, None)
    dump = await dump_of("assessment_document")
    assert str(found.document_id) in dump
    assert "委托函扫描件" not in dump
    assert SIGNED_SCAN.hex() not in dump


async def test_a_picture_is_drawn_anew_and_what_is_no_document_is_refused(cast: Cast) -> None:
    assessment_id = await make_assigned(cast)
    document_id = await attach_document(cast.olga.officer, assessment_id, INTERVIEW, "走访照片", a_photo())
    opened = await open_document(cast.olga.officer, assessment_id, document_id, READING)
    assert opened.document.media_type is MediaType.JPEG
    assert CAMERA.encode() not in opened.content
    for content in (b"", b"MZ program", b"<html></html>"):
        with pytest.raises(AttachmentRefused):
            await attach_document(cast.olga.officer, assessment_id, INTERVIEW, "笔录", content)
    assert len(await documents(cast.olga.officer, assessment_id)) == 1


async def test_nobody_attaches_a_reply_or_anything_to_what_is_closed_or_not_delegated_any_more(cast: Cast) -> None:
    assessment_id = await make_assigned(cast)
    with pytest.raises(InputInvalid) as refused:
        await attach_document(cast.olga.officer, assessment_id, DocumentKind.REPLY, "意见书", SIGNED_SCAN)
    assert refused.value.field == "kind"
    (authority,) = await fetch("SELECT id FROM written_authority")
    await revoke_authority(cast.hua.officer, authority["id"])
    with pytest.raises(NotDelegated):
        await attach_document(cast.olga.officer, assessment_id, INTERVIEW, "笔录", SIGNED_SCAN)
    with pytest.raises(AssessmentRefused):
        await attach_document(cast.agnes.officer, await make_closed(cast), INTERVIEW, "笔录", SIGNED_SCAN)


async def test_a_document_is_found_with_its_own_assessment_only_and_by_nobody_who_is_shut_out(cast: Cast) -> None:
    assessment_id = await make_with_document(cast)
    (found,) = await documents(cast.olga.officer, assessment_id)
    (authority,) = await fetch("SELECT id FROM written_authority")
    await revoke_authority(cast.hua.officer, authority["id"])
    other = await make_assigned(cast)
    with pytest.raises(NotFound):
        await open_document(cast.olga.officer, other, found.document_id, READING)
    limit_id = await set_assessment_limit(
        cast.agnes.officer, assessment_id, limit_draft(LimitKind.EXCLUSION, cast.olga.id)
    )
    await confirm_assessment_limit(cast.hua.officer, limit_id)
    with pytest.raises(NotFound):
        await open_document(cast.olga.officer, assessment_id, found.document_id, READING)
    with pytest.raises(NotFound):
        await attach_document(cast.olga.officer, assessment_id, INTERVIEW, "笔录", SIGNED_SCAN)


async def test_documents_go_with_the_assessment_that_is_destroyed(cast: Cast) -> None:
    assessment_id = await make_to_destroy(cast)
    await fetch("UPDATE assessment SET state = 'received', closed_on = NULL, outcome = NULL")
    await attach_document(cast.agnes.officer, assessment_id, INTERVIEW, "笔录", SIGNED_SCAN)
    await fetch("UPDATE assessment SET state = 'closed', outcome = 'not-ordered', closed_on = current_date - 400")
    await destroy_assessment(cast.hua.officer, assessment_id, unused_code(cast.hua))
    assert await dump_of("assessment_document") == ""


async def test_documents_are_carried_over_into_the_file_under_its_key(cast: Cast) -> None:
    number = make_id_number()
    assessment_id = await make_awaited(cast, number=number)
    await attach_document(cast.olga.officer, assessment_id, INTERVIEW, "笔录" * 58, SIGNED_SCAN)
    before = {each.sha256 for each in await documents(cast.olga.officer, assessment_id)}
    file_id = await make_person_file(cast.olga.officer, document_number=number)
    await carry_over(cast.olga.officer, assessment_id)
    carried = await load_attachments(cast.olga.officer, Act.PERSON_FILE_OPEN, file_id)
    assert {each.sha256 for each in carried} == before
    (record,) = [each for each in carried if each.media_type is MediaType.PDF]
    assert record.title == ("谈话、走访记录：" + "笔录" * 58)[:120]
    assert (await open_attachment(cast.olga.officer, record.attachment_id, "supervision")).content == SIGNED_SCAN


async def test_a_document_is_never_overwritten(cast: Cast) -> None:
    await make_with_document(cast)
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await fetch("UPDATE assessment_document SET kind = 'other'")
    assert [row["kind"] for row in await fetch("SELECT kind FROM assessment_document")] == ["entrustment"]
