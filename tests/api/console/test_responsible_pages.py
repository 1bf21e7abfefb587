"""Who answers for a file, as officers see, set and hand it over; and what an untouched file does not say."""

from tests.api.conftest import Service
from tests.api.console.browsing import browser, shown
from tests.makers_files import make_person_file
from tests.supervision.corrections.contacts.scenes import contacts_of


async def test_another_officer_is_set_on_the_overview_and_the_call_that_tells_the_person_is_one_click_away(
    service: Service,
) -> None:
    olga, agnes = service.cast.olga, service.cast.agnes
    file_id = await make_person_file(olga.officer)
    path = f"/console/supervisees/{file_id}"
    async with browser(service, olga) as officer:
        page = shown(await officer.get(path, purpose="supervision"))
        assert f"责任人：{olga.officer.name}" in page
        assert "以前的责任人" not in page
        again = await officer.refused(f"{path}/officer", 400, {"officer": str(olga.officer.id)})
        assert "已经由其负责" in shown(again)
        done = await officer.done(f"{path}/officer", {"officer": str(agnes.officer.id)})
        (call,) = await contacts_of(file_id)
        assert f"责任人：{agnes.officer.name}" in shown(done)
        assert f'href="/console/contacts/{call.id}"' in done
        assert agnes.officer.name in shown(await officer.get(f"/console/contacts/{call.id}"))


async def test_the_caseload_opens_on_one_s_own_and_shows_the_whole_office_beside_it(service: Service) -> None:
    olga, agnes = service.cast.olga, service.cast.agnes
    mine, hers = await make_person_file(olga.officer), await make_person_file(agnes.officer, olga.officer.office_id)
    async with browser(service, olga) as officer:
        own, whole = await officer.get("/console/caseload"), await officer.get("/console/caseload", whose="all")
        assert (str(mine) in own, str(hers) in own) == (True, False)
        assert (str(mine) in whole, str(hers) in whole) == (True, True)
        assert str(hers) in await officer.get("/console/caseload", whose="all", query="张三")
        assert "没有符合条件的对象" in shown(await officer.get("/console/caseload", whose="all", query="李四"))


async def test_a_caseload_is_looked_at_before_it_is_handed_over(service: Service) -> None:
    olga, agnes = service.cast.olga, service.cast.agnes
    await make_person_file(olga.officer)
    form = {"from_officer": str(olga.officer.id), "to_officer": str(agnes.officer.id)}
    async with browser(service, olga) as officer:
        assert f"{olga.officer.name}" in shown(await officer.get("/console/caseload/hand-over"))
        check = shown((await officer.post("/console/caseload/hand-over", form)).text)
        assert "移交1份档案" in check
        done = shown(await officer.done("/console/caseload/hand-over", form | {"checked": "yes"}))
        assert "已移交1份档案" in done
        same = form | {"to_officer": str(olga.officer.id)}
        assert "已经由其负责" in shown(await officer.refused("/console/caseload/hand-over", 400, same))


async def test_an_untouched_file_offers_no_measure_waits_for_no_track_and_opens_no_form(service: Service) -> None:
    file_id = await make_person_file(service.cast.olga.officer)
    path = f"/console/supervisees/{file_id}"
    async with browser(service, service.cast.olga) as officer:
        conduct = shown(await officer.get(path, tab="conduct", purpose="supervision"))
        assert "目前可以考虑的措施 (0)" in conduct
        assert "档案上没有相关事实的情形" in conduct
        assert "正在读取" not in shown(await officer.get(path, tab="track", purpose="supervision"))
        plan = await officer.get(path, tab="plan", purpose="supervision")
        assert 'class="step-form" open' not in plan.replace("  ", " ")
