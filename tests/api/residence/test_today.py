"""*Today's work* of the police: what waits for whoever may do it, each line leading to the list of exactly those."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from supervision.legal_time import legal_day, now
from supervision.residence.addresses.hazards import HazardDraft, record_hazard
from supervision.residence.codes import HazardKind
from supervision.residence.households.words import Verdict
from supervision.residence.permits.acting import apply_for_permit
from supervision.residence.permits.words import PermitCondition
from supervision.residence.quality.rectifications import RectificationDraft, begin_rectification
from supervision.residence.visits.tasks import answer_task, escalate_task
from supervision.residence.visits.verdicts import Sending, record_sendings
from supervision.residence.visits.words import TaskLevel
from supervision.storage.database import fetch
from tests.api import import_scenes, keeping_scenes, people_scenes, residence_scenes
from tests.api.conftest import Service
from tests.api.console.browsing import browser, links_of, shown
from tests.cast import NORTH_VILLAGE
from tests.makers_notices import arrival, make_notice
from tests.makers_residence import (
    Building,
    id_number,
    make_building,
    make_household,
    make_new,
    make_person,
    put_on_duty,
)


@pytest.fixture
async def building(service: Service) -> Building:
    return await make_building(service.cast.petra.officer, NORTH_VILLAGE)


@pytest.fixture
async def resident(service: Service, building: Building) -> UUID:
    _, (resident,) = await make_household(service.cast.petra.officer, building.dwellings["101"])
    return resident


async def to_do(service: Service, who: str) -> dict[str, str]:
    """The lines of the card of what waits, each with the address to which it leads."""
    async with browser(service, getattr(service.cast, who)) as officer:
        page = await officer.get("/console/")
    card = page.split('id="waiting"', 1)[1].split("</section>", 1)[0]
    lines = card.split("<tr>")[1:]
    return {shown("<tr>" + line).removesuffix(" 去办理"): links_of(line, '[^"]+')[0] for line in lines}


async def test_an_escalated_task_waits_for_whoever_answers_it(
    service: Service, building: Building, resident: UUID
) -> None:
    paul, petra = service.cast.paul.officer, service.cast.petra.officer
    await put_on_duty(petra, building.drawer, service.cast.paul.id)
    task = Sending(uuid4(), resident, Verdict.MOVED_OUT)
    await record_sendings(paul, [task])
    assert (await to_do(service, "petra"))["人卡不符，待核实 1 件"] == "/console/tasks?state=open"
    await escalate_task(paul, task.id, TaskLevel.STATION, "房东联系不上，请所里核实")
    assert (await to_do(service, "petra"))["待答复的上报 1 件"] == "/console/tasks?state=escalated"
    assert not [line for line in await to_do(service, "paul") if "报" in line or "人卡" in line]
    await answer_task(petra, task.id, "电话核实，人仍在住")
    assert (await to_do(service, "paul"))["上报已答复，待办结 1 件"] == "/console/tasks?state=answered"


async def test_an_assistant_is_sent_to_no_work_that_is_an_officers(
    service: Service, building: Building, resident: UUID
) -> None:
    petra, proved = service.cast.petra.officer, legal_day(now()) - timedelta(days=190)
    await put_on_duty(petra, building.drawer, service.cast.paul.id)
    notice, _ = await make_notice(petra, building.dwellings["101"], arrival())
    permit = await apply_for_permit(petra, resident, PermitCondition.JOB, ("劳动合同",), proved)
    assert {"待受理的申报 1 件", "待受理的居住证申请 1 件"} <= (await to_do(service, "petra")).keys()
    assert not {"待受理的申报 1 件", "待受理的居住证申请 1 件"} & (await to_do(service, "paul")).keys()
    async with browser(service, service.cast.paul) as officer:
        for path in ("/console/stay-notices", "/console/permits"):
            assert ">打开</a></td>" in await officer.get(path)
        assert "等民警办理" in shown(await officer.get(f"/console/permits/{permit}", purpose="permit"))
        assert await officer.status_of(f"/console/stay-notices/{notice}") == 200
    await fetch("UPDATE residence_permit SET state = 'valid', endorse_from = $1, endorse_due_on = $1", proved)
    assert (await to_do(service, "petra"))["逾期待中止的居住证 1 件"] == "/console/permits?show=to-suspend"


async def test_a_hazard_past_its_day_stands_there_and_in_the_list_behind_it(
    service: Service, building: Building
) -> None:
    petra = service.cast.petra.officer
    for note in ("楼道堆放杂物。", "电线老化。"):
        await record_hazard(petra, building.dwellings["101"], HazardDraft(HazardKind.FIRE, note))
    assert not [line for line in await to_do(service, "petra") if "隐患" in line]
    yesterday = legal_day(now()) - timedelta(days=1)
    await fetch("UPDATE hazard SET due_on = $1 WHERE id = (SELECT id FROM hazard LIMIT 1)", yesterday)
    path = (await to_do(service, "petra"))["逾期未消除的隐患 1 件"]
    async with browser(service, service.cast.petra) as officer:
        assert "未消除的隐患 (1)" in shown(await officer.get(path))
        assert "未消除的隐患 (2)" in shown(await officer.get("/console/hazards"))


async def test_a_red_place_waits_until_its_rectification_is_begun(service: Service, building: Building) -> None:
    petra = service.cast.petra
    path = (await to_do(service, "petra"))["红色、黄色未整改的地方 2 件"]
    async with browser(service, petra) as officer:
        said = shown(await officer.get(path))
        assert "幸福路3号楼" in said
        assert said.count("发起整改") == 2
        draft = RectificationDraft(NORTH_VILLAGE, building.drawer, petra.id, "请指定协管员。")
        await begin_rectification(petra.officer, draft)
        assert shown(await officer.get(path)).count("发起整改") == 1
    assert "红色、黄色未整改的地方 1 件" in await to_do(service, "petra")
    assert not [line for line in await to_do(service, "paul") if "未整改" in line]


async def test_an_import_waits_for_the_second_person_and_not_for_the_first(service: Service) -> None:
    await import_scenes.anothers_import(service)
    async with browser(service, service.cast.petra) as officer:
        said = shown(await officer.get("/console/"))
    assert "待确认的导入 (1)" in said


async def test_a_pair_of_records_waits_for_whoever_joins_them(service: Service) -> None:
    await residence_scenes.registered_twice(service.cast)
    assert (await to_do(service, "petra"))["疑似重复的记录 1 件"] == "/console/duplicates"


async def test_a_destruction_waits_for_whoever_did_not_propose_it(service: Service) -> None:
    await keeping_scenes.proposed(service.cast)
    path = (await to_do(service, "petra"))["待核准的销毁 1 件"]
    async with browser(service, service.cast.petra) as officer:
        assert "Piet Police" in shown(await officer.get(path))
        await fetch("UPDATE destruction_proposal SET proposed_by = $1", service.cast.petra.id)
        assert "这里没有记录" in shown(await officer.get(path))
    assert "待核准的销毁 1 件" not in await to_do(service, "petra")


async def test_amendments_beyond_the_first_ten_are_behind_all(service: Service) -> None:
    await people_scenes.amendment(service.cast)
    building = await make_building(service.cast.petra.officer, NORTH_VILLAGE, street="平安路")
    people = [make_new(make_person(f"韩{order}", id_number(order=2 * order + 1))) for order in range(30, 81)]
    await make_household(service.cast.petra.officer, building.dwellings["201"], *people)
    await fetch(
        """INSERT INTO amendment
           SELECT (jsonb_populate_record(a, jsonb_build_object('id', gen_random_uuid(), 'resident', r.id))).*
           FROM amendment AS a, resident AS r WHERE r.id <> a.resident AND r.household IN
               (SELECT household FROM resident GROUP BY 1 HAVING count(*) > 50)"""
    )
    async with browser(service, service.cast.petra) as officer:
        today = await officer.get("/console/")
        assert "待核准的更正 (52)" in shown(today)
        assert "/console/amendments" in links_of(today, "/console/amendments")
        first = await officer.get("/console/amendments")
        assert "显示 50 条，共 52 条" in shown(first)
        (following,) = links_of(first, '/console/amendments[?]cursor[^"]+')
        assert "显示 2 条，共 52 条" in shown(await officer.get(following))
