"""The pages of residents and households, as officers and assistants use them, without scripts."""

import pytest

from tests.api.conftest import Service
from tests.api.console.browsing import Browser, browser, links_of, shown, value_of
from tests.api.people_scenes import (
    NEW_NUMBER,
    SOUTH_VILLAGE,
    amendment,
    couple,
    southern,
    to_move_in,
    today_text,
)
from tests.cast import NORTH_VILLAGE
from tests.makers import make_divisions
from tests.makers_residence import Building, id_number, make_building, put_on_duty

NEW = "/console/households/new"
CHILD = id_number("20200601", 21)


async def building_of(service: Service) -> Building:
    return await make_building(service.cast.petra.officer, NORTH_VILLAGE)


def _hidden(page: str) -> dict[str, str]:
    """What a page carries of the other pages."""
    form = page[page.index('action="/console/households/new"') :]
    names = [part.split('"')[0] for part in form.split('type="hidden" name="')[1:]]
    return {name: value_of(form, rf'name="{name}" value="([^"]*)"') for name in names if name != "_csrf_token"}


async def _go_on(officer: Browser, page: str, **fields: str) -> str:
    """The next page, after one was filled in."""
    answer = await officer.post(NEW, {**_hidden(page), "go": "next", **fields})
    assert answer.status_code == 200, shown(answer.text)
    return answer.text


async def test_a_newcomer_is_registered_page_by_page_and_checked_before_it_is_written(service: Service) -> None:
    building = await building_of(service)
    await put_on_duty(service.cast.petra.officer, building.drawer, service.cast.paul.id)
    async with browser(service, service.cast.paul) as officer:
        page = await officer.get(NEW, dwelling=str(building.dwellings["101"]))
        assert "先查一查" in shown(page)
        page = await _go_on(officer, page, name="蒋南", phone="13800007777")
        page = await _go_on(officer, page, document_type="id-card", document_number=NEW_NUMBER)
        assert "居住方式" in shown(page)  # the home was named by the address
        page = await _go_on(officer, page, lodging="02", reason="01", began_on=today_text(1))
        text = shown(page)
        assert "登记 蒋* 为在住人员" in text
        assert "户口登记条例第十五条" in text
        assert "由证件号得出 性别 男" in text
        answer = await officer.post(NEW, {**_hidden(page), "go": "register"})
        assert answer.status_code == 303, shown(answer.text)
        page = await officer.get(answer.headers["location"])
        assert "蒋南" in shown(page)
        assert "幸福路3号楼101" in shown(page)


async def test_what_was_typed_survives_what_is_wrong_with_it(service: Service) -> None:
    building = await building_of(service)
    async with browser(service, service.cast.petra) as officer:
        page = await officer.get(NEW, dwelling=str(building.dwellings["101"]))
        page = await _go_on(officer, page, name="周小满")
        answer = await officer.post(
            NEW, {**_hidden(page), "go": "next", "document_type": "id-card", "document_number": CHILD}
        )
        text = shown(answer.text)
        assert (answer.status_code, "监护人" in text, CHILD in answer.text) == (400, True, True)
        page = await _go_on(
            officer, answer.text, document_type="id-card", document_number=CHILD, guardian_name="周晓岚",
            guardian_phone="13800001234", guardian_relation="母亲",
        )  # fmt: skip
        assert "居住方式" in shown(page)
        assert _hidden(page)["guardian_name"] == "周晓岚"


async def test_a_registration_goes_on_after_the_session_has_ended(service: Service) -> None:
    async with browser(service, service.cast.petra) as officer:
        page = await officer.get(NEW)
        await officer.post(f"{NEW}/kept", {**_hidden(page), "name": "蒋南", "phone": "13800007777"})
    async with browser(service, service.cast.petra) as again, browser(service, service.cast.pavel) as other:
        assert 'value="蒋南"' in await again.get(NEW)
        assert "蒋南" not in await other.get(NEW)
        assert "蒋南" not in await again.get(NEW, fresh="yes")


async def test_nobody_is_registered_twice_and_the_way_to_a_move_is_shown(service: Service) -> None:
    building, _, _, _ = await couple(service.cast)
    async with browser(service, service.cast.petra) as officer:
        page = await officer.get(NEW, dwelling=str(building.dwellings["201"]))
        page = await _go_on(officer, page, name="陈立")
        page = await _go_on(officer, page, document_type="id-card", document_number=id_number(order=12))
        page = await _go_on(officer, page, lodging="02", reason="01", began_on=today_text())
        answer = await officer.post(NEW, {**_hidden(page), "go": "register"})
        assert answer.status_code == 409
        assert "已有在住登记" in shown(answer.text)
        assert "/console/moves/new" in answer.text


async def test_what_the_region_does_not_list_is_not_asked(service: Service) -> None:
    await building_of(service)
    async with browser(service, service.cast.petra) as officer:
        page = await officer.get(NEW)
        assert 'name="phone"' in page
        assert 'name="workplace"' not in page
        assert 'name="religion"' not in page


async def test_household_files_are_listed_masked_and_narrowed_to_a_drawer(service: Service) -> None:
    building, household, _, _ = await couple(service.cast)
    other = await make_building(service.cast.petra.officer, NORTH_VILLAGE, street="平安路")
    async with browser(service, service.cast.petra) as officer:
        (path,) = links_of(await officer.get(f"/console/drawers/{building.drawer}"), r"/console/households\?[^\"]*")
        page = await officer.get(path)
        assert ("周*" in page, "周晓岚" in page, "幸福路3号楼101" in page) == (True, False, True)
        assert links_of(page, f"/console/households/{household}")
        for narrowed in (f"drawer={other.drawer}", "show=closed", "community=149901002"):
            page = await officer.get(f"/console/households?{narrowed}")
            assert "没有符合条件的户档" in shown(page)
            assert not links_of(page, f"/console/households/{household}")
        assert await officer.status_of("/console/households?drawer=none") == 400
    async with browser(service, service.cast.paul) as assistant:
        assert "没有户档" in shown(await assistant.get("/console/households"))
        await put_on_duty(service.cast.petra.officer, building.drawer, service.cast.paul.id)
        assert links_of(await assistant.get("/console/households"), f"/console/households/{household}")


async def test_two_drawers_of_one_name_are_told_apart_by_their_community(service: Service) -> None:
    other = f"{NORTH_VILLAGE[:-3]}007"
    await make_divisions({other: "南坡村"})
    petra = service.cast.petra.officer
    for division, street in ((NORTH_VILLAGE, "古槐路"), (other, "古槐路"), (other, "平安路")):
        await make_building(petra, division, street=street)
    async with browser(service, service.cast.petra) as officer:
        for path in ("/console/households", "/console/stay-notices/new", "/console/moves/new", "/console/notice-links"):
            page = shown(await officer.get(path))
            assert "古槐路3号楼（北岭镇松坡村）" in page, path
            assert "古槐路3号楼（北岭镇南坡村）" in page, path
            assert "平安路3号楼（" not in page, path


async def test_a_household_opens_for_a_purpose_and_shows_everybody_in_it(service: Service) -> None:
    _, household, _, spouse = await couple(service.cast)
    async with browser(service, service.cast.petra) as officer:
        assert "为什么要打开" in shown(await officer.get(f"/console/households/{household}"))
        page = shown(await officer.get(f"/console/households/{household}", purpose="visit"))
        assert "周晓岚" in page
        assert "陈立" in page
        assert "户卡 待打印" in page
        assert "预计住到" in page
        await officer.done(
            f"/console/households/{household}/head",
            {"resident": str(spouse), "former_role": "spouse", "purpose": "visit"},
        )
        text = shown(await officer.get(f"/console/households/{household}", purpose="visit", tab="history"))
        assert "曾在户内" in text
        assert "变更户内关系" in text


async def test_the_end_of_a_stay_can_be_undone_from_the_notice(service: Service) -> None:
    _, _, _, spouse = await couple(service.cast)
    path = f"/console/residents/{spouse}"
    async with browser(service, service.cast.petra) as officer:
        page = await officer.done(f"{path}/ending", {"ended_on": today_text(), "end_reason": "in-error"})
        assert links_of(page, f"{path}/resumption")
        assert "在住" in shown(await officer.get("/console/residents"))
        assert "陈*" in await officer.get("/console/residents?show=left")
        page = await officer.done(f"{path}/resumption")
        assert "居住登记继续有效" in shown(page)


async def test_an_assistant_asks_and_an_officer_approves_the_compared_items(service: Service) -> None:
    asked = await amendment(service.cast)
    path = f"/console/amendments/{asked.path['amendment_id']}"
    async with browser(service, service.cast.paul) as assistant:
        assert await assistant.status_of(path) in {403, 404}
    async with browser(service, service.cast.petra) as officer:
        assert "待核准的更正 (1)" in shown(await officer.get("/console/"))
        page = shown(await officer.get(path))
        assert "姓名 陈立 陈丽" in page
        page = await officer.done(path, {"decision": "approve"})
        assert "已核准" in shown(page)
        assert "待核准的更正 (0)" in shown(page)


async def test_a_move_in_is_asked_released_and_seen_on_both_sides(service: Service) -> None:
    cast = service.cast
    asked = await to_move_in(cast)
    async with browser(service, cast.pavel) as new_office, browser(service, cast.petra) as old_office:
        fields = {
            "document_type": "id-card", "document_number": id_number(order=12), "dwelling": asked.json["dwelling_id"],
            "role": "head", "lodging": "02", "reason": "01", "began_on": today_text(),
        }  # fmt: skip
        page = shown(await new_office.done("/console/moves/new", fields))
        assert "待接收" in page
        assert "陈立" not in page
        page = await old_office.get("/console/")
        assert "待接收的迁移 (1)" in shown(page)
        (path,) = links_of(page, r"/console/moves/[0-9a-f-]{36}")
        assert "放行" in shown(await old_office.get(path))
        await old_office.done(path, {"decision": "accept"})
        assert "已接收" in shown(await new_office.get("/console/moves"))
        assert "已接收" in shown(await old_office.get("/console/moves"))


async def test_a_move_out_says_where_to_and_is_refused_with_a_reason(service: Service) -> None:
    cast = service.cast
    there = await southern(cast)
    _, _, _, spouse = await couple(cast)
    async with browser(service, cast.petra) as old_office, browser(service, cast.pavel) as new_office:
        assert SOUTH_VILLAGE in await old_office.get("/console/moves/out", resident=str(spouse))
        form = {"resident": str(spouse), "community": SOUTH_VILLAGE, "moves_on": today_text(), "note": "柳湾路上"}
        await old_office.done("/console/moves/out", form)
        path = old_office.path
        page = await new_office.get(path)
        assert "柳湾路上" in shown(page)
        listed = await new_office.post(path, {"go": "where", "drawer": str(there.drawer)})
        assert str(there.dwellings["101"]) in listed.text
        assert "必须填写" in shown(await new_office.refused(path, 400, {"decision": "refuse", "answer": ""}))
        page = await new_office.done(path, {"decision": "refuse", "answer": "没有这个地址。"})
        assert "没有这个地址" in shown(await old_office.get(path))


async def test_every_rule_is_listed_with_its_source_and_what_is_not_read_says_so(service: Service) -> None:
    async with browser(service, service.cast.petra) as officer:
        page = shown(await officer.get("/console/rules"))
    assert "居住证暂行条例第九条" in page
    assert "须以官方文本核定" in page
    assert "浙江省" in page


@pytest.mark.parametrize("show", ["", "ending", "unverified", "left"])
async def test_an_empty_list_says_so_and_offers_the_next_step(service: Service, show: str) -> None:
    async with browser(service, service.cast.petra) as officer:
        page = shown(await officer.get("/console/residents", show=show))
    assert ("还没有登记的人员" in page) == (not show)
    assert ("没有符合条件的人员" in page) == bool(show)
