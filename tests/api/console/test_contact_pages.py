"""The pages of contacts as officers use them, through the service and with the real database."""

import re
from datetime import timedelta

from api.console.page_moments import moment_value
from supervision.corrections.contacts.entering import Logged
from supervision.corrections.contacts.keeping import add_contact, plan_contact
from supervision.corrections.contacts.tables import ContactRow
from supervision.corrections.contacts.words import ContactKind, Outcome
from supervision.legal_time import day_start, legal_day, now
from tests.api.conftest import Service
from tests.api.console.browsing import browser, shown, value_of
from tests.makers_files import make_person_file
from tests.supervision.corrections.contacts.scenes import contacts_of, plan_night, tomorrow, waiting


async def test_an_outcome_is_looked_at_before_it_is_written_and_the_next_one_is_planned_with_it(
    service: Service,
) -> None:
    file_id = await make_person_file(service.cast.olga.officer)
    await plan_night()
    duty = await waiting(file_id)
    begins = day_start(legal_day(now()) + timedelta(days=9)) + timedelta(hours=9)
    form = {
        "revision": "0", "outcome": "complied", "happened_at": moment_value(now()), "text": "书面报告，内容属实。",
        "next_step": "核实工作单位", "next_kind": "report", "next_from": moment_value(begins), "next_place": "司法所",
    }  # fmt: skip
    async with browser(service, service.cast.olga) as officer:
        page = await officer.get(f"/console/contacts/{duty.id}")
        assert "依据" in shown(page)
        answer = await officer.post(f"/console/contacts/{duty.id}/outcome", form)
        check = shown(answer.text)
        assert all(text in check for text in ("张三", "已完成", "书面报告，内容属实。", "核实工作单位", "司法所"))
        assert (await waiting(file_id)).id == duty.id
        written = shown(await officer.done(f"/console/contacts/{duty.id}/outcome", form | {"checked": "yes"}))
        assert "已登记结果" in written
        assert "书面报告，内容属实。" in written
    following = await waiting(file_id)
    assert (following.planned_from, following.is_duty) == (begins, True)


async def test_what_is_held_against_somebody_comes_back_without_its_facts(service: Service) -> None:
    file_id = await make_person_file(service.cast.olga.officer)
    contact_id = await add_contact(
        service.cast.olga.officer, file_id, ContactKind.TALK, Logged(Outcome.COMPLIED, happened_at=now())
    )
    async with browser(service, service.cast.olga) as officer:
        form = {"revision": "1", "outcome": "unacceptable-absence"}
        for checked in ({}, {"checked": "yes"}):  # refused before the second look, not after it
            page = await officer.refused(f"/console/contacts/{contact_id}/outcome", 400, form | checked)
            assert "此项必须填写" in shown(page)
        late = await officer.refused(
            f"/console/contacts/{contact_id}/outcome", 409, form | {"revision": "0", "text": "事实"}
        )
        assert "Olga North已经登记" in shown(late)


async def test_a_timeline_keeps_its_filters_as_chips_and_hides_what_a_rule_planned(service: Service) -> None:
    file_id = await make_person_file(service.cast.olga.officer)
    await plan_night()
    called = Logged(Outcome.COMPLIED, "电话问候。", happened_at=now())
    await add_contact(service.cast.olga.officer, file_id, ContactKind.CALL, called)
    path = f"/console/supervisees/{file_id}"
    async with browser(service, service.cast.olga) as officer:
        everything = shown(await officer.get(path, tab="contacts", purpose="supervision"))
        assert "接触记录 (3)" in everything
        page = await officer.get(path, tab="contacts", purpose="supervision", hide_system="yes", kind="call")
        assert "接触记录 (1)" in shown(page)
        assert "电话问候。" in shown(page)
        without = value_of(page, r'class="chip" href="([^"]+)"[^>]*>通信联络')
        assert "kind=" not in without
        assert "hide_system=yes" in without


async def test_many_are_put_down_once_however_often_the_button_is_pressed(service: Service) -> None:
    olga = service.cast.olga.officer
    came, absent, not_asked = [await make_person_file(olga) for _ in range(3)]
    async with browser(service, service.cast.olga) as officer:
        page = await officer.get("/console/contacts/together", kind="education")
        form: dict[str, str | list[str]] = {
            "act": value_of(page, r'name="act" value="([^"]+)"'), "kind": "education", "text": "集中学习",
            "happened_at": moment_value(now()), "people": [str(came), str(absent), str(not_asked)],
            f"went-{absent}": "reasons-awaited", f"went-{not_asked}": "not-asked",
        }  # fmt: skip
        check = shown((await officer.post("/console/contacts/together", form)).text)
        assert "到场 (1)" in check
        assert "未到，待说明理由 (1)" in check
        for _ in range(2):
            assert "已为2人各登记一次接触" in shown(
                await officer.done("/console/contacts/together", form | {"checked": "yes"})
            )
        nobody = await officer.refused("/console/contacts/together", 400, form | {"people": []})
        assert "请选择参加的人" in shown(nobody)
    assert [each.outcome for each in await contacts_of(came) if each.source] == [Outcome.COMPLIED]
    assert [each.outcome for each in await contacts_of(absent) if each.source] == [Outcome.REASONS_AWAITED]
    assert [each for each in await contacts_of(not_asked) if each.source] == []


async def test_a_class_is_planned_for_those_who_are_ticked_and_whoever_it_was_planned_for_counts_as_present(
    service: Service,
) -> None:
    olga = service.cast.olga.officer
    asked, not_asked = await make_person_file(olga), await make_person_file(olga)
    async with browser(service, service.cast.olga) as officer:
        page = await officer.get("/console/contacts/plan-together")
        form: dict[str, str | list[str]] = {
            "act": value_of(page, r'name="act" value="([^"]+)"'), "kind": "education", "planned_text": "集中学习",
            "planned_from": moment_value(tomorrow().planned_from), "people": [str(asked)],
        }  # fmt: skip
        assert "通知 (1)" in shown((await officer.post("/console/contacts/plan-together", form)).text)
        done = await officer.done("/console/contacts/plan-together", form | {"checked": "yes"})
        assert "已为1人各安排一次接触" in shown(done)
        assert "请选择参加的人" in shown(
            await officer.refused("/console/contacts/plan-together", 400, form | {"people": []})
        )
        await ContactRow.update({ContactRow.planned_on: legal_day(now())}, force=True)
        page = await officer.get("/console/contacts/together", kind="education")
    for file_id, went in ((asked, "complied"), (not_asked, "not-asked")):
        assert re.search(rf'name="went-{file_id}" value="{went}" checked', page)


async def test_today_s_work_the_caseload_and_the_month_show_the_same_appointment(service: Service) -> None:
    file_id = await make_person_file(service.cast.olga.officer)
    contact_id = await plan_contact(service.cast.olga.officer, file_id, ContactKind.TALK, tomorrow())
    month = f"{legal_day(tomorrow().planned_from):%Y-%m}"
    async with browser(service, service.cast.olga) as officer:
        assert "今后七天 (1)" in shown(await officer.get("/console/"))
        for path in ("/console/contacts?show=week", "/console/caseload", f"/console/contacts/month?month={month}"):
            page = await officer.get(path)
            assert f"/console/contacts/{contact_id}" in page, path
            assert "张三" not in page, path
        assert "有约，请准时" in shown(await officer.get(f"/console/contacts/{contact_id}"))


async def test_a_month_that_no_calendar_here_has_is_refused_in_words(service: Service) -> None:
    async with browser(service, service.cast.olga) as officer:
        for month in ("0001-01", "9999-12", "2026-13", "May"):
            assert await officer.status_of(f"/console/contacts/month?month={month}") == 400
