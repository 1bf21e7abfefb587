"""An assessment by clicks: short pages that keep what was typed, a check before it is stored, two people, its paper."""

import re
from datetime import timedelta

from supervision.media import MediaType
from supervision.storage.database import fetch
from tests.api.conftest import Service
from tests.api.console.browsing import PDF, browser, shown
from tests.makers_assessments import (
    make_approved,
    make_assigned,
    make_closed_without_a_word,
    make_delegation,
    make_written,
    today,
)
from tests.makers_files import a_photo, make_id_number

PATH = "/console/assessments"


def request_page(**parts: str) -> dict[str, str]:
    return {
        "step": "request", "organ": "court", "organ_name": "临溪县人民法院", "paper_number": "（2026）刑初21号",
        "category": "suspended-sentence", "received_on": today().isoformat(),
    } | parts  # fmt: skip


def person_page(**parts: str) -> dict[str, str]:
    return request_page(step="person", name="孟长庚", document_type="id-card", home_address="松坡村12号") | parts


async def test_a_request_is_taken_in_page_by_page_and_checked_before_it_is_stored(service: Service) -> None:
    number = make_id_number()
    async with browser(service, service.cast.agnes) as agnes:
        late = (today() + timedelta(days=1)).isoformat()
        page = await agnes.refused(f"{PATH}/new", 400, request_page(received_on=late))
        assert "日期不能晚于今天" in page
        assert "（2026）刑初21号" in page
        answer = await agnes.post(f"{PATH}/new", request_page(is_fast="yes"))
        assert 'name="document_number"' in answer.text
        assert 'name="is_fast" value="yes"' in answer.text
        page = await agnes.refused(f"{PATH}/new", 400, person_page(document_number=number[:-1] + "Y"))
        assert "孟长庚" in page
        answer = await agnes.post(f"{PATH}/new", person_page(document_number=number, is_fast="yes"))
        assert ("回复期限" in answer.text, "5个工作日" in answer.text) == (True, True)
        assert await fetch("SELECT id FROM assessment") == []
        back = await agnes.post(f"{PATH}/new", person_page(document_number=number, back="request"))
        assert (f'name="document_number" value="{number}"' in back.text, "临溪县人民法院" in back.text) == (True, True)
        listed = await agnes.done(PATH, person_page(document_number=number, is_fast="yes"))
        assert "委托已登记" in listed
        assert number not in listed
        found = await agnes.post(f"{PATH}/search", {"document_number": number})
        assert (found.status_code, "孟*" in found.text) == (200, True)


async def test_an_assessment_goes_from_the_office_to_the_reply_by_clicks(service: Service) -> None:
    cast = service.cast
    await make_delegation(cast)
    async with browser(service, cast.agnes) as agnes, browser(service, cast.olga) as olga:
        await agnes.done(PATH, person_page(document_number=make_id_number()))
        (row,) = await fetch("SELECT id FROM assessment")
        one = f"{PATH}/{row['id']}"
        page = await agnes.refused(f"{one}/assignment", 400, {"office": str(cast.north_office)})
        assert "两名以上" in page
        await agnes.done(
            f"{one}/assignment",
            {"office": str(cast.north_office), "assessors": [str(cast.olga.id), str(cast.agnes.id)]},
        )
        inquiry = {"kind": "interview", "informant": "victim", "who": "被害人", "happened_on": today().isoformat()}
        page = await olga.refused(f"{one}/inquiries", 400, inquiry)
        assert 'value="被害人"' in page
        page = await olga.done(f"{one}/inquiries", inquiry | {"text": "没有意见。"})
        assert "还没有记录：家庭成员、村（居）民委员会、派出所" in shown(page)
        opinion = {"suitability": "suitable", "home": "自有住房。", "influence": "无。", "reasons": "家庭能够管教。"}
        page = await olga.done(f"{one}/opinion", opinion)
        assert "同意</button>" not in page
        page = await agnes.done(f"{one}/opinion-approval")
        assert "PF-149901-" in page
        paper = shown(await agnes.get(f"{one}/paper"))
        assert ("调查评估意见书" in paper, "适宜社区矫正" in paper, "临溪县社区矫正机构" in paper) == (True, True, True)
        day = today().isoformat()
        await agnes.done(f"{one}/reply", {"replied_on": day, "copied_on": day})
        page = await agnes.done(f"{one}/decision", {"outcome": "ordered-here", "decided_on": day, "paper": "判决书"})
        assert re.search(r"/console/supervisees/new\?assessment=", page)
        form = await olga.get("/console/supervisees/new", assessment=str(row["id"]))
        assert ('value="孟长庚"' in form, 'value="松坡村12号"' in form) == (True, True)


async def test_a_late_decision_is_put_down_on_the_page_of_what_was_closed_without_a_word(service: Service) -> None:
    assessment_id = await make_closed_without_a_word(service.cast)
    day = today().isoformat()
    async with browser(service, service.cast.agnes) as agnes:
        one = f"{PATH}/{assessment_id}"
        assert f'action="{one}/decision"' in await agnes.get(one, purpose="assessing")
        page = await agnes.done(f"{one}/decision", {"outcome": "ordered-here", "decided_on": day, "paper": "判决书"})
        assert re.search(r"/console/supervisees/new\?assessment=", page)


async def test_todays_work_names_the_queues_in_which_an_assessment_waits(service: Service) -> None:
    await make_written(service.cast)
    async with browser(service, service.cast.agnes) as agnes:
        assert f'{PATH}?show=to-decide">' in await agnes.get("/console/")


async def test_a_document_is_put_in_by_a_form_that_keeps_what_was_typed_and_opens_on_the_page(service: Service) -> None:
    one = f"{PATH}/{await make_assigned(service.cast)}"
    typed = {"document_kind": "interview-record", "title": "母亲谈话笔录"}
    async with browser(service, service.cast.olga) as olga:
        assert "还没有材料" in await olga.get(one, purpose="assessing")
        page = await olga.refused(
            f"{one}/documents", 400, typed, {"content": ("a.exe", b"MZ no document", "application/octet-stream")}
        )
        assert ('value="母亲谈话笔录"' in page, "只接受 PDF" in page) == (True, True)
        page = await olga.refused(f"{one}/documents", 400, typed)
        assert "请选择文件" in page
        await olga.done(
            f"{one}/documents", {"document_kind": "other"}, {"content": ("走访照片.jpg", a_photo(), "image/jpeg")}
        )
        page = await olga.done(f"{one}/documents", typed, {"content": PDF})
        assert ("已加密存入评估" in page, "走访照片.jpg" in page) == (True, True)
        (link,) = re.findall(r'href="([^"]+)" target="document">母亲谈话笔录', page)
        opened = await olga.client.get(link.replace("&amp;", "&"))
        assert (opened.content, opened.headers["x-frame-options"]) == (PDF[1], "SAMEORIGIN")
        assert "不打开，返回" in await olga.get(link.split("?")[0])  # without a purpose it is asked for


async def test_the_reply_is_read_and_fetched_and_issued_where_it_is_missing(service: Service) -> None:
    assessment_id = await make_approved(service.cast)
    paper = f"{PATH}/{assessment_id}/paper"
    async with browser(service, service.cast.agnes) as agnes, browser(service, service.cast.olga) as olga:
        page = await olga.get(paper)
        (link,) = re.findall(r'href="(/console/assessments/[^"]+/documents/[^"]+)"', page)
        fetched = await olga.client.get(link.replace("&amp;", "&"))
        assert fetched.headers["content-type"] == MediaType.DOCX
        assert fetched.headers["content-disposition"].startswith("attachment")
        assert (await olga.client.get(link.replace("&amp;", "&"))).content == fetched.content
        await fetch("DELETE FROM assessment_document")
        assert "由县级机构签发" in await olga.get(paper)
        assert "还没有签发" in await agnes.get(paper)
        assert "适宜社区矫正" in shown(await agnes.done(paper))
        assert "已经签发" in await agnes.refused(paper, 409)


async def test_a_limit_on_an_assessment_is_asked_for_and_decided_by_clicks(service: Service) -> None:
    cast = service.cast
    one = f"{PATH}/{await make_assigned(cast)}"
    day = today().isoformat()
    async with (
        browser(service, cast.agnes) as agnes, browser(service, cast.hua) as hua, browser(service, cast.olga) as olga,
    ):  # fmt: skip
        assert f'href="{one}/limits?purpose=assessing"' in await agnes.get(one, purpose="assessing")
        assert "没有访问限制" in await agnes.get(f"{one}/limits", purpose="assessing")
        page = await agnes.refused(f"{one}/limits", 400, {"kind": "exclusion", "reason": "近亲属。"})
        assert "近亲属。" in page
        limit = {
            "kind": "exclusion",
            "from_on": day,
            "until_on": day,
            "officers": str(cast.olga.id),
            "reason": "近亲属。",
        }
        assert "待另一人审核" in await agnes.done(f"{one}/limits", limit)
        assert "/console/access/limits" in await hua.get("/console/")
        page = await hua.get("/console/access/limits")
        assert f'href="{one}/limits"' in page
        (path,) = re.findall(r'action="(/console/access/assessment-limits/[^"]+)/confirmation"', page)
        assert "近亲属。" not in await hua.done(f"{path}/confirmation")
        assert await olga.status_of(f"{one}?purpose=assessing") == 404
        assert "没有指派给您" in await olga.get(PATH)
        await hua.done(f"{path}/ending", {"reason": "已核实。"})
        assert await olga.status_of(f"{one}?purpose=assessing") == 200


async def test_the_day_of_the_offence_in_a_request_hides_it_from_whoever_entered_it_without_a_grant(
    service: Service,
) -> None:
    born_on = today().replace(year=today().year - 20, month=1, day=2)
    at_seventeen = today().replace(year=today().year - 3, month=3, day=1).isoformat()
    async with browser(service, service.cast.agnes) as agnes:
        number = make_id_number(born_on)
        await agnes.post(f"{PATH}/new", request_page(offended_on=at_seventeen))
        answer = await agnes.post(f"{PATH}/new", person_page(document_number=number, offended_on=at_seventeen))
        assert "犯罪日期" in answer.text
        await agnes.done(PATH, person_page(document_number=number, offended_on=at_seventeen))
        found = await agnes.post(f"{PATH}/search", {"document_number": number})
        assert "没有找到" in found.text
        (row,) = await fetch("SELECT is_minor FROM assessment")
        assert row["is_minor"]
