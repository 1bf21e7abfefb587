"""Documents open for a purpose, as what they are, and can do nothing in the browser."""

from supervision.corrections.attachments import AttachmentKind, add_attachment
from tests.api.conftest import Service
from tests.api.console.browsing import browser
from tests.makers import acts_of
from tests.makers_files import SIGNED_SCAN, a_photo, make_attachment, make_person_file


async def test_a_document_opens_for_a_purpose_and_the_opening_is_recorded(service: Service) -> None:
    cast = service.cast
    attachment_id = await make_attachment(cast.olga.officer, await make_person_file(cast.olga.officer))
    async with browser(service, cast.olga) as olga:
        path = f"/console/attachments/{attachment_id}"
        assert "为什么要打开材料" in await olga.get(path)
        answer = await olga.client.get(path, params={"purpose": "supervision"})
        assert answer.content == SIGNED_SCAN
        assert answer.headers["content-type"] == "application/pdf"
        assert answer.headers["content-disposition"] == f'inline; filename="{attachment_id}.pdf"'
        assert "script-src" not in answer.headers["content-security-policy"]
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert await olga.status_of(f"{path}?purpose=curiosity") == 400
    assert ("attachment:open", "done") in await acts_of(cast.olga.id)


async def test_a_picture_is_served_as_the_picture_that_it_is(service: Service) -> None:
    officer = service.cast.olga.officer
    file_id = await make_person_file(officer)
    attachment_id = await add_attachment(officer, file_id, AttachmentKind.OTHER, "照片", a_photo("PNG"))
    async with browser(service, service.cast.olga) as olga:
        answer = await olga.client.get(f"/console/attachments/{attachment_id}", params={"purpose": "supervision"})
        assert answer.headers["content-type"] == "image/png"


async def test_another_township_s_documents_do_not_exist(service: Service) -> None:
    cast = service.cast
    attachment_id = await make_attachment(cast.olga.officer, await make_person_file(cast.olga.officer))
    async with browser(service, cast.oscar) as oscar, browser(service, cast.sam) as sam:
        assert await oscar.status_of(f"/console/attachments/{attachment_id}?purpose=supervision") == 404
        assert await sam.status_of(f"/console/attachments/{attachment_id}?purpose=supervision") == 403
