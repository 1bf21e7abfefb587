"""Files in the browser: found, opened for a purpose, entered, changed and ended; and where somebody has been."""

import re
from datetime import date, datetime, timedelta
from itertools import groupby
from uuid import UUID

import pytest

from supervision import legal_time
from supervision.corrections.contacts.entering import Logged
from supervision.corrections.contacts.keeping import add_contact
from supervision.corrections.contacts.words import ContactKind, Outcome
from supervision.corrections.searching.acting import open_search
from supervision.legal_time import LEGAL_ZONE
from supervision.storage.database import fetch
from tests.api.conftest import Service
from tests.api.console.browsing import PDF, browser, links_of, shown, value_of
from tests.api.console.people import ADDRESS, NAME, PHONE
from tests.api.makers import fix, make_wearer, send
from tests.cast import NORTH
from tests.makers import acts_of
from tests.makers_applications import make_leave
from tests.makers_files import STADIUM_BAN, make_banned_file, make_id_number, make_person_file
from tests.makers_transfers import make_transferred

TABS = (
    "overview", "judgment", "contacts", "compliance", "telephones", "track", "orders", "records", "papers", "readings",
)  # fmt: skip


CUSTODY = {"custody_note": "县公安局刑事拘留。", "checked": "yes", "purpose": "supervision"}


def typed(of_office: UUID, **changed: str) -> dict[str, str | list[str]]:
    """A form that is filled in as it should be."""
    fields: dict[str, str | list[str]] = {
        "begins": "receive",
        "name": "司马青",
        "document_type": "id-card",
        "document_number": make_id_number(),
        "category": "suspended-sentence",
        "office": str(of_office),
        "court": "临溪县人民法院",
        "judgment_number": "（2026）临刑初9号",
        "offended_on": "2026-03-05",
        "judged_on": "2026-10-12",
        "effective_on": "2026-10-23",
        "offence": "危险驾驶罪",
        "sentence": "拘役三个月，缓刑六个月",
        "term_starts_on": "2026-10-23",
        "term_months": "6",
        "phone": "13900002222",
        "home_address": "山西省青屏市临溪县北岭镇石桥街8号",
        "home_lat": "35.491",
        "home_lon": "112.853",
        "contact_name": ["司马平", ""],
        "contact_relation": ["父亲", ""],
        "contact_phone": ["13900003333", ""],
        "contact_address": ["", ""],
    }
    return fields | dict(changed)


def minutes_ago(minutes: int) -> str:
    """As a browser writes a moment."""
    at = legal_time.now().astimezone(LEGAL_ZONE) - timedelta(minutes=minutes)
    return f"{at:%Y-%m-%dT%H:%M}"


async def test_the_list_is_masked_and_found_by_name_and_initials(service: Service) -> None:
    olga = service.cast.olga
    file_id = await make_person_file(olga.officer)
    await make_person_file(olga.officer, name="柳如是")
    async with browser(service, olga) as officer:
        everybody = await officer.get("/console/supervisees")
        for hidden in (NAME, PHONE, ADDRESS):
            assert hidden not in everybody
        assert {"张*", "柳*", "138****5678"} <= set(shown(everybody).split())
        for query in (NAME, "zs", PHONE):
            found = await officer.get("/console/supervisees", query=query)
            assert links_of(found, "/console/supervisees/[0-9a-f-]{36}") == [f"/console/supervisees/{file_id}"] or (
                query == PHONE
            )
        assert "辖区内没有符合条件的对象" in await officer.get("/console/supervisees", query="不在此处")
        assert "辖区内没有符合条件的对象" in await officer.get("/console/supervisees", wears="yes")
        assert "柳*" in await officer.get("/console/supervisees", category="suspended-sentence", state="in-programme")
    async with browser(service, service.cast.oscar) as officer:
        assert "辖区内没有符合条件的对象" in await officer.get("/console/supervisees", query=NAME)


async def test_the_search_box_finds_a_file_by_its_number_and_what_bears_another_number(service: Service) -> None:
    olga = service.cast.olga
    file_id = await make_person_file(olga.officer)
    application_id = await make_leave(olga, file_id)
    (row,) = await fetch(
        "SELECT a.number AS leave, f.number FROM application AS a JOIN person_file AS f ON f.id = a.file"
    )
    async with browser(service, olga) as officer:
        found = await officer.get("/console/supervisees", query=row["number"])
        assert links_of(found, "/console/supervisees/[0-9a-f-]{36}") == [f"/console/supervisees/{file_id}"]
        assert await officer.status_of(f"/console/supervisees?query={row['leave']}") == 303
        assert officer.last is not None
        assert officer.last.headers["location"] == f"/console/applications/{application_id}"
    async with browser(service, service.cast.oscar) as officer:
        for number in (row["number"], row["leave"]):
            assert "辖区内没有符合条件的对象" in await officer.get("/console/supervisees", query=number)


async def test_a_file_says_what_is_wrong_and_how_somebody_stands_each_with_its_link(service: Service) -> None:
    olga = service.cast.olga
    file_id = await make_person_file(olga.officer)
    path = f"/console/supervisees/{file_id}"
    async with browser(service, olga) as officer:
        quiet = await officer.get(path, purpose="supervision")
        assert f'href="/console/searches/new?supervisee={file_id}"' in quiet
        assert "矫正期待另一名工作人员核对" in shown(quiet)
        assert "普管" in shown(quiet)
        assert "还没有成立" in shown(quiet)
        search_id = await open_search(olga.officer, file_id, legal_time.now() - timedelta(days=1), "两日未接电话。")
        application_id = await make_leave(olga, file_id)
        found = await officer.get(path, purpose="supervision")
        assert "失去联系，正在查找" in shown(found)
        assert "1 件申请正在审批" in shown(found)
        assert f'href="/console/searches/{search_id}?purpose=search"' in found
        assert f'href="/console/applications/{application_id}?purpose=supervision"' in found
        assert "/console/searches/new" not in found
        assert "失去联系，正在查找；" in await officer.get("/console/caseload", wrong="yes")


async def test_a_file_opens_only_for_a_purpose_and_says_so(service: Service) -> None:
    olga = service.cast.olga
    file_id = await make_person_file(olga.officer)
    path = f"/console/supervisees/{file_id}"
    async with browser(service, olga) as officer:
        asked = await officer.get(path, tab="telephones")
        assert "为什么要打开这份档案" in asked
        assert 'name="tab" value="telephones"' in asked
        assert NAME not in asked
        assert ("person-file:open", "done") not in await acts_of(olga.id)
        opened = shown(await officer.get(path, tab="telephones", purpose="complaint"))
        assert "查阅目的：核查投诉（已记录）" in opened
        assert PHONE in opened
        assert await officer.status_of(f"{path}?purpose=curiosity") == 400
    async with browser(service, service.cast.oscar) as officer:
        assert await officer.status_of(f"{path}?purpose=supervision") == 404
    async with browser(service, service.cast.sam) as officer:
        assert await officer.status_of(f"{path}?purpose=supervision") == 403


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_every_tab_opens_in_both_languages(service: Service, language: str) -> None:
    olga = service.cast.olga
    wearer = await make_wearer(olga, service.cast.north_office, NORTH)
    await send(wearer, fix(3), fix(1))
    async with browser(service, olga, language) as officer:
        path = f"/console/supervisees/{wearer.file_id}"
        pages = [await officer.get(path, tab=tab, purpose="supervision") for tab in TABS]
    assert all(NAME in page for page in pages)
    readings = shown(pages[-1])
    assert int(value_of(readings, r"(?:打开档案|Open file) (\d+)")) >= len(TABS)  # in one line, with its parts
    assert ("概览、判决与期限、接触记录" if language == "zh" else "Overview, ") in readings


async def test_the_day_of_a_track_has_a_strip_for_each_condition_and_is_recorded(service: Service) -> None:
    olga = service.cast.olga
    wearer = await make_wearer(olga, service.cast.north_office, NORTH)
    await send(wearer, *[fix(24 - minute) for minute in range(4)], *[fix(20 - m, north_m=2_000.0) for m in range(5)])
    path, now = f"/console/supervisees/{wearer.file_id}/day", legal_time.now()
    days = sorted(
        {legal_time.legal_day(now - timedelta(hours=1)), legal_time.legal_day(now)}
    )  # soon after midnight two
    async with browser(service, olga) as officer:
        refused = await officer.client.get(path, headers={"accept": "application/json"})
        assert refused.status_code == 400
        read = [(await officer.client.get(path, params={"purpose": "search", "day": str(day)})).json() for day in days]
        empty = (await officer.client.get(path, params={"purpose": "search", "day": "2026-01-01"})).json()
    assert sum(len(day["track"]["geometry"]["coordinates"]) for day in read) == 9
    spans = [span for day in read for strip in day["conditions"] for span in strip["spans"]]
    assert {strip["label"] for day in read for strip in day["conditions"]} == {"家"}
    assert [state for state, _ in groupby(span["state"] for span in spans)] == [
        "unknown", "inside", "outside", "unknown"
    ]  # fmt: skip
    ends = [datetime.fromisoformat(span["to"]) for span in spans]
    assert ends == sorted(ends)
    assert ends[-1] <= legal_time.now()
    assert [alert["kind"] for day in read for alert in day["alerts"]] == ["left-required-zone"]
    assert (empty["track"]["geometry"]["coordinates"], empty["conditions"]) == ([], [])
    assert ("track:open", "done") in await acts_of(olga.id)


async def test_a_new_file_is_entered_and_opened(service: Service) -> None:
    olga = service.cast.olga
    async with browser(service, olga) as officer:
        empty = await officer.get("/console/supervisees/new")
        assert f'value="{service.cast.north_office}" selected' in empty
        fields = typed(service.cast.north_office)
        page = await officer.done("/console/supervisees", fields)
        said = shown(page)
        assert "档案已建立" in said
        assert "司马青" in said
        assert "2026年10月23日 — 2027年4月22日" in said
        where = officer.last.url.path if officer.last else ""
        telephones = shown(await officer.get(where, tab="telephones", purpose="supervision"))
        assert "司马平 父亲 13900003333" in telephones
        twice = await officer.refused("/console/supervisees", 409, fields)
        assert "本县已有此证件号码的在矫档案" in twice


@pytest.mark.parametrize(
    ("changed", "refusal"),
    [
        ({"document_number": "149901197001010001"}, "校验码不符"),
        ({"judged_on": ""}, "此项必须填写"),
        ({"phone": "12"}, "电话须为"),
        ({"term_months": "1"}, "缓刑的期限须为"),
        ({"office": ""}, "没有这个机构"),
        ({"home_lon": ""}, "住所位置须同时有经度和纬度"),
        ({"category": "deprivation"}, "请从列出的选项中选择"),
    ],
)
async def test_a_form_with_a_mistake_comes_back_whole(service: Service, changed: dict[str, str], refusal: str) -> None:
    async with browser(service, service.cast.olga) as officer:
        page = await officer.refused("/console/supervisees", 400, typed(service.cast.north_office, **changed))
    assert refusal in shown(page)
    for kept in ("司马青", "危险驾驶罪", "司马平", "13900003333"):
        assert kept in page


async def test_a_file_is_changed_and_two_editors_do_not_overwrite_each_other(service: Service) -> None:
    olga = service.cast.olga
    file_id = await make_person_file(olga.officer)
    path = f"/console/supervisees/{file_id}"
    async with browser(service, olga) as officer:
        form = await officer.get(f"{path}/edit", purpose="supervision")
        assert NAME in form
        fields = typed(service.cast.north_office, name="沈明远", revision="1", purpose="supervision")
        saved = shown(await officer.done(path, fields))
        assert "已保存" in saved
        assert "沈明远" in saved
        late = await officer.refused(path, 409, fields)
        assert "档案在您编辑期间已被他人修改" in late


async def test_the_court_s_injunctions_are_entered_shown_declared_and_amended(service: Service) -> None:
    olga = service.cast.olga
    today = legal_time.legal_day(legal_time.now())
    bans = {
        "injunction_kind": ["area", "person", "activity"],
        "injunction_text": ["禁止进入网吧", "禁止接触被害人李某", ""],
        "injunction_until": [str(today + timedelta(days=9)), "", ""],
    }
    fields = typed(service.cast.north_office) | bans
    async with browser(service, olga) as officer:
        odd = await officer.refused("/console/supervisees", 400, fields | {"category": "parole"})
        assert "禁止令只适用于管制和缓刑" in shown(odd)
        assert "禁止进入网吧" in odd
        twice = ["禁止进入网吧", "禁止进入网吧", ""]
        again = await officer.refused("/console/supervisees", 400, fields | {"injunction_text": twice})
        assert "同一项禁止令登记了两次" in shown(again)
        head = shown(await officer.done("/console/supervisees", fields))
        assert "不得进入特定区域、场所：禁止进入网吧" in head
        assert "不得接触特定的人：禁止接触被害人李某" in head
        path = officer.last.url.path if officer.last else ""
        judgment = shown(await officer.get(path, tab="judgment", purpose="supervision"))
        assert "禁止接触被害人李某 与矫正期同时届满" in judgment
        await officer.done(
            f"{path}/report-in",
            {"happened_at": minutes_ago(1), "step_note": "说明了原因。", "checked_document": "id-card"},
        )
        paper = await officer.get(f"{path}/papers/form", form="declaration", purpose="supervision")
        assert "不得接触特定的人：禁止接触被害人李某" in paper
        form = await officer.get(f"{path}/edit", purpose="supervision")
        assert value_of(form, 'name="injunction_text" value="([^"]+)"') == "禁止进入网吧"
        fewer = {"injunction_kind": "person", "injunction_text": "禁止接触被害人李某", "injunction_until": ""}
        revision = value_of(form, 'name="revision" value="([^"]+)"')
        await officer.done(path, fields | fewer | {"revision": revision, "purpose": "supervision"})
        overview = await officer.get(path, purpose="supervision")
        assert "禁止进入网吧" not in overview
        assert "禁止接触被害人李某" in overview


async def test_the_guarantor_and_the_hospital_stand_with_the_judgment_of_who_serves_outside_prison(
    service: Service,
) -> None:
    fields = typed(
        service.cast.north_office, category="medical-parole", guarantor="司马平，父亲", guarantor_phone="13900003333",
        hospital="临溪县人民医院",
    )  # fmt: skip
    async with browser(service, service.cast.olga) as officer:
        odd = await officer.refused("/console/supervisees", 400, fields | {"category": "parole"})
        assert "只有暂予监外执行才登记保证人和指定医院" in shown(odd)
        await officer.done("/console/supervisees", fields)
        path = officer.last.url.path if officer.last else ""
        judgment = shown(await officer.get(path, tab="judgment", purpose="supervision"))
    assert "保证人 司马平，父亲 13900003333" in judgment
    assert "指定的医院 临溪县人民医院" in judgment


async def test_the_term_is_worked_out_as_it_is_typed(service: Service) -> None:
    parameters = {"term_starts_on": "2026-01-31", "term_months": "3", "category": "suspended-sentence"}
    async with browser(service, service.cast.olga) as officer:
        assert "2026年1月31日 — 2026年4月29日" in shown(await officer.get("/console/supervisees/term", **parameters))
        assert "缓刑的期限须为" in await officer.get("/console/supervisees/term", **(parameters | {"term_months": "1"}))
        assert "填写起算日和期限后" in await officer.get("/console/supervisees/term")


async def test_custody_stops_positioning_and_its_end_is_recorded(service: Service) -> None:
    olga = service.cast.olga
    wearer = await make_wearer(olga, service.cast.north_office, NORTH)
    path = f"/console/supervisees/{wearer.file_id}"
    async with browser(service, olga) as officer:
        wrong = await officer.refused(f"{path}/custody", 400, CUSTODY | {"began_at": ""})
        assert "请填写时间" in wrong
        fields = CUSTODY | {"began_at": minutes_ago(5)}
        unexplained = await officer.refused(f"{path}/custody", 400, fields | {"custody_note": " "})
        assert "采取措施的机关、措施和事由" in unexplained
        check = await officer.post(f"{path}/custody", {**fields, "checked": ""}, {"paper": PDF})
        assert "从该时刻起定位令终止" in shown(check.text)
        assert "羁押中，定位令已停止" not in await officer.get(path, purpose="supervision")
        assert await fetch("SELECT id FROM attachment WHERE file = $1", wearer.file_id) == []
        assert 'name="paper"' in check.text
        held = shown(await officer.done(f"{path}/custody", fields, {"paper": PDF}))
        assert len(await fetch("SELECT id FROM attachment WHERE file = $1", wearer.file_id)) == 1
        assert "从该时刻起不再接收定位" in held
        assert "羁押中，定位令已停止" in held
        assert f"终端 {wearer.tracker_id} 尚未交回" in held
        assert "没有执行中的定位令" in held
        waiting = shown(await officer.get("/console/waiting-files", show="in-custody"))
        assert "核对羁押情况" in waiting
        assert "县公安局刑事拘留。" in await officer.get(path, purpose="supervision", tab="life")
        back = shown(await officer.done(f"{path}/absence/ending", {"returned_at": minutes_ago(1)}))
        assert "原定位令不恢复" in back
        assert "羁押中" not in back


async def test_a_file_ends_only_with_a_fresh_code_for_exactly_what_was_shown(service: Service) -> None:
    olga, agnes = service.cast.olga, service.cast.agnes
    file_id = await make_person_file(olga.officer)
    path = f"/console/supervisees/{file_id}"
    fields = {
        "cause": "death",
        "ended_at": minutes_ago(2),
        "note": "家属报告，已见死亡证明。",
        "purpose": "supervision",
    }
    async with browser(service, agnes) as officer:
        early = await officer.refused(f"{path}/ending", 409, fields | {"cause": "expiry", "code": agnes.code()})
        assert "解除须出具解除社区矫正证明书" in early
        unproved = await officer.refused(f"{path}/ending", 409, fields)
        assert "须附决定机关的文书或者证明" in unproved
        asked = await officer.post(f"{path}/ending", fields, {"paper": PDF})
        assert asked.status_code == 200
        fields |= {"paper_id": value_of(asked.text, 'name="paper_id" value="([^"]+)"')}
        assert "不能撤销" in shown(asked.text)
        assert "家属报告，已见死亡证明。" in asked.text
        assert NAME not in asked.text
        wrong = await officer.refused(f"{path}/ending", 401, fields | {"code": "000000"})
        assert "验证码有误" in wrong
        done = shown(await officer.done(f"{path}/ending", fields | {"code": agnes.code(steps=1)}))
        assert "档案已结束" in done
        assert "结束档案" not in done
        await officer.refused(f"{path}/custody", 409, CUSTODY | {"began_at": minutes_ago(1)})
    async with browser(service, olga) as office:
        other = f"/console/supervisees/{await make_person_file(olga.officer)}"
        assert "终止社区矫正" not in await office.get(other, purpose="supervision")
        await office.refused(f"{other}/ending", 403, fields)


async def test_a_fact_is_recorded_with_its_proof_and_annulled_with_a_reason(service: Service) -> None:
    olga = service.cast.olga
    file_id = await make_person_file(olga.officer)
    path = f"/console/supervisees/{file_id}"
    fields = {"kind": "warning", "happened_on": "2026-11-01", "summary": "两次未按时报告。", "purpose": "inspection"}
    async with browser(service, olga) as officer:
        bare = await officer.refused(f"{path}/records", 400, fields)
        assert "请选择证明文件" in bare
        assert "两次未按时报告。" in bare
        odd = await officer.refused(f"{path}/records", 400, fields, {"proof": ("x.exe", b"MZ" * 40, "text/plain")})
        assert "只接受 PDF" in odd
        page = await officer.done(f"{path}/records", fields, {"proof": PDF})
        assert "已记入档案" in shown(page)
        assert "查阅目的：检查督导" in shown(page)
        (proof,) = links_of(page, '/console/attachments/[^"]+')
        document = await officer.client.get(proof)
        assert document.content == PDF[1]
        (annulment,) = links_of(page, f'{path}/records/[^"]+/annulment')
        assert "此项必须填写" in await officer.refused(annulment, 400, {"reason": ""})
        assert "已撤销" in shown(await officer.done(annulment, {"reason": "记错了人。"}))
        assert re.search("该记录已经撤销", await officer.refused(annulment, 409, {"reason": "再撤一次。"}))


async def test_nobody_changes_a_file_without_the_right_or_the_token(service: Service) -> None:
    olga = service.cast.olga
    file_id = await make_person_file(olga.officer)
    path = f"/console/supervisees/{file_id}"
    async with browser(service, service.cast.carl) as reader:
        page = await reader.get(path, purpose="inspection")
        assert f"{path}/edit" not in page
        await reader.refused(path, 403, typed(service.cast.north_office, revision="1"))
        await reader.refused(f"{path}/ending", 403, {"cause": "death"})
    async with browser(service, olga) as officer:
        assert f"{path}/edit" in await officer.get(path, purpose="supervision")
        forged = await officer.client.post(path, data=typed(service.cast.north_office, revision="1"))
        assert forged.status_code == 403


async def test_a_file_whose_person_is_held_says_so_at_its_head(service: Service) -> None:
    olga = service.cast.olga
    file_id = await make_person_file(olga.officer)
    await make_transferred(service.cast, file_id)
    async with browser(service, olga) as officer:
        said = shown(await officer.get(f"/console/supervisees/{file_id}", purpose="supervision"))
    assert "需要您注意 执行地变更中，定位令已停止" in said


async def test_a_file_that_the_day_of_the_offence_closes_to_whoever_enters_it_leads_to_the_list(
    service: Service,
) -> None:
    year, olga = legal_time.legal_day(legal_time.now()).year, service.cast.olga
    number = make_id_number(date(year - 20, 1, 2))
    form = typed(service.cast.north_office, document_number=number, offended_on=f"{year - 3}-06-01")
    async with browser(service, olga) as officer:
        late = await officer.refused("/console/supervisees", 400, form | {"offended_on": "2026-10-13"})
        assert ("不能晚于裁判日期" in late, 'value="2026-10-13"' in late) == (True, True)
        page = await officer.done("/console/supervisees", form)
        assert ("由其他有权限的人员打开" in page, officer.path) == (True, "/console/supervisees")
    async with browser(service, service.cast.hua) as head:
        page = await head.get("/console/supervisees", query=number)
        (path,) = links_of(page, "/console/supervisees/[0-9a-f-]{36}")
        assert f"{year - 3}年6月1日" in await head.get(path, tab="judgment", purpose="supervision")


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_each_number_of_the_compliance_opens_the_contacts_behind_it(service: Service, language: str) -> None:
    olga = service.cast.olga
    file_id = await make_banned_file(olga.officer)
    for outcome in (Outcome.COMPLIED, Outcome.COMPLIED, Outcome.UNACCEPTABLE_ABSENCE):
        logged = Logged(outcome, "事实", happened_at=legal_time.now())
        await add_contact(olga.officer, file_id, ContactKind.TALK, logged)
    path = f"/console/supervisees/{file_id}"
    async with browser(service, olga, language) as officer:
        tab = await officer.get(path, tab="compliance", purpose="supervision")
        assert STADIUM_BAN.text in tab
        numbers = dict(re.findall(r'<a href="([^"]+as=[^"]+)">[^<]+<strong>(\d+)</strong>', tab))
        assert sorted(numbers.values()) == ["1", "2"]
        for where, number in numbers.items():
            behind = await officer.get(where.replace("&amp;", "&"))
            assert len(links_of(behind, r"/console/contacts/[0-9a-f-]{36}\?purpose=supervision")) == int(number)
        if language == "zh":
            assert "应当 3 次 ＝ 已完成 2 ＋ 工作方原因 0" in shown(tab)
    readings = await acts_of(olga.id)
    assert readings.count(("person-file:open", "done")) >= 2 * (1 + len(numbers))
    async with browser(service, service.cast.oscar) as stranger:
        assert await stranger.status_of(f"{path}?tab=compliance&purpose=supervision") == 404
