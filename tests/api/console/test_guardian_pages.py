"""Guardians on the tab of the plan: asked for, entered, changed, ended, and offered to the group."""

from api.console.page_moments import moment_value
from supervision.corrections.files import create_person_file
from supervision.corrections.life_cycle import LifeStep
from supervision.corrections.reporting import report_in
from supervision.documents import DocumentType
from supervision.legal_time import legal_day, now
from tests.api.conftest import Service
from tests.api.console.browsing import browser, shown, value_of
from tests.makers_files import make_person_file
from tests.makers_guardians import make_guardian
from tests.makers_limits import granted_for_minors, make_minors_file, minors_content

FORM = {
    "guardian_name": "范秀云", "relation": "mother", "guardian_phone": "13600007777", "guardian_document": "",
    "guardian_address": "北岭镇松坡村12号",
}  # fmt: skip


async def test_a_minors_file_asks_for_a_guardian_keeps_one_and_offers_them_to_the_group(service: Service) -> None:
    cast, today = service.cast, legal_day(now()).isoformat()
    file_id = await make_minors_file(cast)
    await granted_for_minors(cast, cast.olga)
    path = f"/console/supervisees/{file_id}"
    async with browser(service, cast.olga) as officer:
        page = shown(await officer.get(path, purpose="supervision"))
        assert "未成年人，没有登记监护人" in page
        assert "未成年人没有登记监护人 (1)" in shown(await officer.get("/console/induction", queue="no-guardian"))
        wrong = await officer.refused(f"{path}/guardians", 400, FORM | {"form": "guardian", "from_on": ""})
        assert value_of(wrong, r'name="guardian_address" [^>]*value="([^"]+)"') == "北岭镇松坡村12号"
        plan = await officer.done(f"{path}/guardians", FORM | {"form": "guardian", "from_on": today})
        assert "监护人已登记" in shown(plan)
        assert "没有登记监护人" not in shown(plan)
        assert 'name="member_name" value="范秀云"' in plan
        action = value_of(plan, rf'action="({path}/guardians/[0-9a-f-]+)"')
        changed = shown(await officer.done(action, FORM | {"guardian_phone": "13600008888", "version": "1"}))
        assert "13600008888" in changed
        assert "13600007777" in changed
        late = await officer.refused(action, 409, FORM | {"version": "1", "form": action.rsplit("/", 1)[1]})
        assert "Olga North已经修改了监护人" in shown(late)
        ended = shown(await officer.done(f"{action}/ending", {"until_on": today, "reason": "监护权变更。"}))
        assert "监护权变更。" in ended
        assert "没有登记监护人" in ended


async def test_a_talk_and_a_declaration_ask_who_of_the_guardians_was_there(service: Service) -> None:
    cast = service.cast
    file_id = await create_person_file(cast.olga.officer, cast.north_office, minors_content(), LifeStep.RECEIVE)
    olga = await granted_for_minors(cast, cast.olga)
    await make_guardian(olga, file_id)
    await report_in(olga, file_id, now(), DocumentType.ID_CARD)
    path, at = f"/console/supervisees/{file_id}", moment_value(now())
    async with browser(service, cast.olga) as officer:
        refused = await officer.refused(f"{path}/declaration", 400, {"happened_at": at, "present": "何平"})
        assert "请填写到场的监护人" in shown(refused)
        declared = {"happened_at": at, "present": "何平", "guardian": "范秀云"}
        await officer.done(f"{path}/declaration", declared)
        life = shown(await officer.get(path, purpose="supervision", tab="life"))
        assert "监护人到场：范秀云" in life
        talk = {"kind": "talk", "outcome": "complied", "happened_at": at, "text": "谈学习。"}
        assert "请填写到场的监护人" in shown(await officer.refused(f"{path}/contacts", 400, talk))
        await officer.done(f"{path}/contacts", talk | {"guardian_absence": "在外地务工，已电话告知。"})


async def test_an_adults_file_shows_nothing_of_guardians(service: Service) -> None:
    file_id = await make_person_file(service.cast.olga.officer)
    async with browser(service, service.cast.olga) as officer:
        page = shown(await officer.get(f"/console/supervisees/{file_id}", purpose="supervision", tab="plan"))
        assert "登记监护人" not in page
