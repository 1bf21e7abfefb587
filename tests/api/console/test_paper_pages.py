"""Papers in the browser: filled, read before they are issued, fetched, signed, voided; documents beside them."""

import io
import re
import zipfile
from datetime import timedelta
from uuid import uuid4

from supervision.corrections.opening import open_person_file
from supervision.corrections.papers.issuing import issue_paper
from supervision.corrections.papers.keeping import list_papers, void_paper
from supervision.corrections.release.certifying import issue_certificate
from supervision.corrections.sanctions.listing import open_measure
from supervision.corrections.sanctions.words import MeasureKind
from supervision.forms.catalogue import FormName
from supervision.forms.rendering import read_text
from supervision.legal_time import day_end, moved_clock
from tests.api.conftest import Service
from tests.api.console.browsing import PDF, Browser, browser, links_of, shown
from tests.makers import acts_of
from tests.makers_ends import make_request
from tests.makers_files import CAMERA, a_photo, make_person_file, make_term_confirmed
from tests.makers_forms import typed
from tests.makers_measures import FACTS, make_decided
from tests.makers_orders import make_order_in_force, make_zone, unused_code

PERMIT, COMMITMENT, ADMONITION = FormName.LEAVE_PERMIT, FormName.COMMITMENT, FormName.ADMONITION


async def said_in(page: Browser, path: str) -> str:
    """What the DOCX at a path says."""
    lines = read_text((await page.client.get(path)).content)
    return "\n".join(cell for line in lines for cell in line.cells)


async def test_a_paper_is_read_before_it_is_issued_and_then_fetched(service: Service) -> None:
    olga = service.cast.olga
    file_id = await make_person_file(olga.officer, name="慕容青")
    below = f"/console/supervisees/{file_id}/papers"
    fields = {"form": PERMIT.value, "purpose": "supervision", "paper": str(uuid4())}
    async with browser(service, olga) as page:
        tab = await page.get(f"/console/supervisees/{file_id}", tab="papers", purpose="supervision")
        assert "还没有签发文书" in tab
        assert "准予外出通知书" in tab
        assert "社区矫正警告决定书" not in tab
        form = await page.get(f"{below}/form", form=PERMIT.value, purpose="supervision")
        assert "保持通讯畅通" in form
        text = await page.refused(f"{below}/check", 200, fields | typed(PERMIT, reason="陪母亲手术"))
        for wanted in ("慕容青", "陪母亲手术", "签发时编号", "签发并编号"):
            assert wanted in text
        assert (await list_papers(olga.officer, file_id, "supervision")).items == ()
        again = await page.refused(f"{below}/form", 200, fields | typed(PERMIT, reason="陪母亲手术"))
        assert "陪母亲手术" in again
        tab = await page.done(below, fields | typed(PERMIT, reason="陪母亲手术"))
        assert "ZW-149901-" in tab
        (paper,) = (await list_papers(olga.officer, file_id, "supervision")).items
        answer = await page.client.get(f"/console/papers/{paper.paper_id}", params={"purpose": "supervision"})
        assert answer.headers["content-disposition"].startswith("attachment")
        with zipfile.ZipFile(io.BytesIO(answer.content)) as package:
            assert "陪母亲手术" in package.read("word/document.xml").decode()
        twice = await page.refused(below, 409, fields | typed(PERMIT, reason="陪母亲手术"))
        assert "已由Olga North签发" in shown(twice)
    assert {("paper:issue", "done"), ("paper:open", "done")} <= set(await acts_of(olga.id))


async def test_what_is_missing_stands_beside_its_field_and_what_was_typed_stays(service: Service) -> None:
    olga = service.cast.olga
    file_id = await make_person_file(olga.officer)
    fields = {"form": PERMIT.value, **typed(PERMIT, destination="云安市"), "reason": ""}
    async with browser(service, olga) as page:
        for path in ("/papers/check", "/papers"):
            text = await page.refused(f"/console/supervisees/{file_id}{path}", 400, fields)
            assert "此项必须填写" in text
            assert "云安市" in text


async def test_the_county_s_papers_are_offered_to_the_county_agency_alone(service: Service) -> None:
    cast = service.cast
    file_id = await make_person_file(cast.olga.officer)
    below = f"/console/supervisees/{file_id}/papers"
    async with (
        browser(service, cast.olga) as olga,
        browser(service, cast.agnes) as agnes,
        browser(service, cast.hua) as hua,
    ):
        await olga.refused(below, 403, {"form": ADMONITION.value, **typed(ADMONITION)})
        tab = await agnes.done(below, {"form": ADMONITION.value, **typed(ADMONITION)})
        assert "XJ-149901-" in tab
        assert "填写" not in await hua.get(f"/console/supervisees/{file_id}", tab="papers", purpose="supervision")


async def test_a_signed_scan_and_a_voiding_stand_beside_the_paper(service: Service) -> None:
    olga = service.cast.olga
    file_id = await make_person_file(olga.officer)
    paper_id = await issue_paper(olga.officer, file_id, COMMITMENT, {})
    below = f"/console/supervisees/{file_id}/papers/{paper_id}"
    async with browser(service, olga) as page:
        tab = await page.done(f"{below}/scan", {"purpose": "supervision"}, {"scan": PDF})
        assert "已归入签名件" in tab
        assert "已由Olga North归入" in await page.refused(f"{below}/scan", 409, {}, {"scan": PDF})
        tab = await page.done(f"{below}/voiding", {"reason": "姓名有误"})
        assert "已作废" in tab
        assert "姓名有误" in tab
        assert "已由Olga North作废" in await page.refused(f"{below}/voiding", 409, {"reason": "再次"})


async def test_a_photo_put_on_a_file_is_shown_in_the_page_and_tells_no_place(service: Service) -> None:
    olga = service.cast.olga
    file_id = await make_person_file(olga.officer)
    fields = {"kind": "other", "title": "住处门口", "purpose": "supervision"}
    async with browser(service, olga) as page:
        tab = await page.done(
            f"/console/supervisees/{file_id}/documents", fields, {"content": ("a.jpg", a_photo(), "image/jpeg")}
        )
        assert "住处门口" in tab
        (path,) = links_of(tab, '/console/attachments/[^"]+')
        answer = await page.client.get(path)
        assert answer.headers["content-type"] == "image/jpeg"
        assert answer.headers["x-frame-options"] == "SAMEORIGIN"
        assert "frame-ancestors 'self'" in answer.headers["content-security-policy"]
        assert CAMERA.encode() not in answer.content
        refused = await page.refused(
            f"/console/supervisees/{file_id}/documents", 400, fields, {"content": ("a.jpg", b"MZ", "image/jpeg")}
        )
        assert "只接受 PDF" in refused
    assert ("attachment:open", "done") in await acts_of(olga.id)


async def test_the_papers_on_positioning_say_what_was_approved_and_never_where_a_protected_zone_is(
    service: Service,
) -> None:
    cast = service.cast
    zones = (make_zone(35.4917, 112.8536, name="住处"), make_zone(35.5, 112.9, kind="forbidden", is_protected=True))
    order = await make_order_in_force(cast, zones=zones)
    async with browser(service, cast.olga) as page:
        one = await page.get(f"/console/orders/{order.order_id}", purpose="supervision")
        notice, decision = [
            await said_in(page, path) for path in dict.fromkeys(links_of(one, r'/console/papers/[^"]+'))
        ]
        for wanted in ("住处", "35.4917", "须立即离开"):
            assert wanted in notice
        assert "112.9" not in notice
        assert "Hua Head" in decision
        tab = await page.get(f"/console/supervisees/{order.file_id}", tab="papers", purpose="supervision")
        assert f'href="/console/orders/{order.order_id}?purpose=supervision">定位令</a>' in tab


async def test_an_order_whose_papers_could_not_be_made_offers_to_issue_them_as_its_own(service: Service) -> None:
    cast = service.cast
    order = await make_order_in_force(cast)
    for paper in (await list_papers(cast.agnes.officer, order.file_id, "supervision")).items:
        await void_paper(cast.agnes.officer, paper.paper_id, "印刷有误。")
    async with browser(service, cast.olga) as olga:
        one = await olga.get(f"/console/orders/{order.order_id}", purpose="supervision")
        assert shown(one).count("尚未签发") == 2
        (to_fill,) = links_of(one, r'/console/supervisees/[^"]+/papers/form[^"]+')
        assert "form=positioning-notice" in to_fill
        assert "住处" in await olga.get(to_fill)
        elsewhere = await make_person_file(cast.olga.officer)
        assert await olga.status_of(to_fill.replace(str(order.file_id), str(elsewhere))) == 404


async def test_a_decision_shows_its_paper_and_what_is_missing_is_filled_in_and_issued_from_there(
    service: Service,
) -> None:
    cast = service.cast
    file_id = await make_person_file(cast.olga.officer)
    admonition = await make_decided(cast, file_id)
    proposal = await make_decided(cast, file_id, MeasureKind.REVOKE_SUSPENSION)
    async with browser(service, cast.agnes) as page:
        decided = await page.get(f"/console/measures/{admonition}", purpose="supervision")
        (fetched,) = links_of(decided, r'/console/papers/[^"]+')
        assert (await page.client.get(fetched)).content.startswith(b"PK")
        assert await page.status_of(f"/console/measures/{admonition}/paper") == 404
        waiting = await page.get(f"/console/measures/{proposal}", purpose="supervision")
        assert "还缺：主送" in shown(waiting).replace(" ", "")
        (to_fill,) = links_of(waiting, r'/console/supervisees/[^"]+/papers/form[^"]+')
        form = await page.get(to_fill)
        assert FACTS in form
        fields = {name: value for name, value in re.findall(r'name="(\w+)"[^>]*? value="([^"]*)"', form) if value}
        fields |= dict(re.findall(r'<textarea[^>]*name="(\w+)"[^>]*>([^<]*)<', form))
        fields |= {"addressed_to": "临溪县人民法院"}
        below = f"/console/supervisees/{file_id}/papers"
        assert "临溪县人民法院" in await page.refused(f"{below}/check", 200, fields)
        number = (await open_measure(cast.agnes.officer, proposal, "supervision")).measure.number
        assert number
        assert number in await page.done(below, fields)
        issued = await page.get(f"/console/measures/{proposal}", purpose="supervision")
        assert "还缺" not in issued
        assert number in issued


async def test_a_released_persons_certificate_is_fetched_from_the_tab_of_the_release(service: Service) -> None:
    olga, file_id = service.cast.olga.officer, await make_person_file(service.cast.olga.officer)
    await make_term_confirmed(service.cast.agnes.officer, file_id)
    ends = day_end((await open_person_file(olga, file_id, "supervision")).term_ends_on)
    with moved_clock(lambda: ends + timedelta(hours=9)):
        request, agnes = await make_request(olga, file_id), service.cast.agnes
        issued = await issue_certificate(agnes.officer, file_id, request, unused_code(agnes))
    async with browser(service, service.cast.olga) as page:
        tab = await page.get(f"/console/supervisees/{file_id}", tab="release", purpose="supervision")
        fetched = links_of(tab, r'/console/papers/[^"]+')
        assert len(fetched) == 2
        with zipfile.ZipFile(io.BytesIO((await page.client.get(fetched[0])).content)) as package:
            assert issued.number in package.read("word/document.xml").decode()
