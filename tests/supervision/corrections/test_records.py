"""Attachments and recorded facts, against the real database."""

import hashlib
import io
from datetime import timedelta
from uuid import uuid4

import pytest
from PIL import Image

from supervision.audit import Act
from supervision.corrections.attachments import AttachmentKind, add_attachment, load_attachments, open_attachment
from supervision.corrections.file_state import EndCause, FileEnded
from supervision.corrections.opening import readings_of
from supervision.corrections.record_kinds import RecordKind
from supervision.corrections.records import RecordAnnulled, add_record, annul_record, load_records
from supervision.errors import InputInvalid, NotFound, NotPermitted
from supervision.legal_time import legal_day, now
from supervision.media import AttachmentRefused, MediaType
from tests.cast import Cast
from tests.makers_ends import make_end
from tests.makers_files import CAMERA, SIGNED_SCAN, a_photo, dump_of, make_attachment, make_person_file, make_record


async def test_a_document_comes_back_as_it_was_and_its_opening_is_a_reading_of_the_file(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    attachment_id = await add_attachment(cast.olga.officer, file_id, AttachmentKind.PROOF, " 警告决定书 ", SIGNED_SCAN)
    opened = await open_attachment(cast.hua.officer, attachment_id, "inspection")
    assert opened.content == SIGNED_SCAN
    assert (opened.attachment.title, opened.attachment.media_type) == ("警告决定书", MediaType.PDF)
    assert opened.attachment.added_by_name == "Olga North"
    newest = (await readings_of(cast.olga.officer, file_id, "supervision")).items[0]
    assert (newest.officer_name, newest.act, newest.purpose) == ("Hua Head", "attachment:open", "inspection")


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
async def test_a_picture_is_kept_without_what_the_camera_wrote_beside_it(cast: Cast, kind: str) -> None:
    file_id, photo = await make_person_file(cast.olga.officer), a_photo(kind)
    assert CAMERA.encode() in photo
    attachment_id = await add_attachment(cast.olga.officer, file_id, AttachmentKind.OTHER, "住处照片", photo)
    opened = await open_attachment(cast.olga.officer, attachment_id, "supervision")
    assert CAMERA.encode() not in opened.content
    with Image.open(io.BytesIO(opened.content)) as picture:
        assert (picture.format, picture.size, dict(picture.getexif())) == (kind, (30, 40), {})
    assert opened.attachment.size_bytes == len(opened.content)
    assert opened.attachment.sha256 == hashlib.sha256(opened.content).hexdigest()


async def test_neither_content_nor_title_of_a_document_stands_in_clear(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    await add_attachment(cast.olga.officer, file_id, AttachmentKind.OTHER, "孙归鸿的病历", SIGNED_SCAN)
    dump = await dump_of("attachment", "audit_entry")
    assert "孙归鸿" not in dump
    assert SIGNED_SCAN.hex() not in dump
    assert "signed and scanned" not in dump


async def test_a_document_elsewhere_or_without_purpose_does_not_open(cast: Cast) -> None:
    attachment_id = await make_attachment(cast.olga.officer, await make_person_file(cast.olga.officer))
    with pytest.raises(InputInvalid):
        await open_attachment(cast.olga.officer, attachment_id, None)
    said = set()
    for sought in (attachment_id, uuid4()):
        with pytest.raises(NotFound) as refusal:
            await open_attachment(cast.oscar.officer, sought, "supervision")
        said.add(str(refusal.value))
    assert len(said) == 1


async def test_a_document_is_added_by_those_who_keep_files_and_only_of_known_kinds(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    with pytest.raises(NotPermitted):
        await add_attachment(cast.hua.officer, file_id, AttachmentKind.OTHER, "x", SIGNED_SCAN)
    with pytest.raises(AttachmentRefused):
        await add_attachment(cast.olga.officer, file_id, AttachmentKind.OTHER, "x", b"#!/bin/sh")
    with pytest.raises(InputInvalid):
        await add_attachment(cast.olga.officer, file_id, AttachmentKind.OTHER, " ", SIGNED_SCAN)
    assert await load_attachments(cast.olga.officer, Act.PERSON_FILE_OPEN, file_id) == ()


async def test_a_recorded_fact_keeps_its_summary_its_proof_and_its_recorder(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    record_id = await make_record(cast.olga.officer, file_id)
    (record,) = await load_records(cast.hua.officer, Act.PERSON_FILE_OPEN, file_id)
    (attachment,) = await load_attachments(cast.hua.officer, Act.PERSON_FILE_OPEN, file_id)
    assert (record.record_id, record.kind, record.recorded_by_name) == (record_id, RecordKind.WARNING, "Olga North")
    assert (record.proof_id, record.proof_sha256) == (attachment.attachment_id, attachment.sha256)
    assert "警告" in record.summary
    assert "警告" not in await dump_of("file_record", "audit_entry")


async def test_a_fact_rests_on_a_proof_of_the_same_file_and_does_not_lie_in_the_future(cast: Cast) -> None:
    file_id, other = await make_person_file(cast.olga.officer), await make_person_file(cast.olga.officer)
    elsewhere = await make_attachment(cast.olga.officer, other)
    today = legal_day(now())
    for happened_on, summary, proof_id, field in [
        (today, "警告。", elsewhere, "proof"),
        (today + timedelta(days=1), "警告。", None, "happened_on"),
        (today, " ", None, "summary"),
    ]:
        with pytest.raises(InputInvalid) as refusal:
            await add_record(cast.olga.officer, file_id, RecordKind.WARNING, happened_on, summary, proof_id)
        assert refusal.value.field == field


async def test_an_annulled_fact_stays_to_be_seen_and_is_annulled_once(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    record_id = await make_record(cast.olga.officer, file_id)
    await annul_record(cast.agnes.officer, file_id, record_id, "复核后撤销。")
    (record,) = await load_records(cast.olga.officer, Act.PERSON_FILE_OPEN, file_id)
    assert record.annulled_at is not None
    with pytest.raises(RecordAnnulled):
        await annul_record(cast.agnes.officer, file_id, record_id, "再次。")
    with pytest.raises(NotFound):
        await annul_record(cast.agnes.officer, file_id, uuid4(), "没有。")
    with pytest.raises(NotFound):
        await annul_record(cast.oscar.officer, file_id, record_id, "别处。")


async def test_an_ended_file_takes_no_new_fact(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    await make_end(cast, file_id, EndCause.DEATH)
    with pytest.raises(FileEnded):
        await add_record(cast.olga.officer, file_id, RecordKind.WARNING, legal_day(now()), "警告。")
