"""An assessment by clicks: short pages that keep what was typed, a check before it is stored, two people, its paper."""

import re
from datetime import timedelta

from supervision.storage.database import fetch
from tests.api.conftest import Service
from tests.api.console.browsing import browser, shown
from tests.makers_assessments import make_closed_without_a_word, make_delegation, make_written, today
from tests.makers_files import make_id_number

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
