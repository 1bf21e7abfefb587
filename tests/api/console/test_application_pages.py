"""Leave on pages: asked for after a check with its arithmetic, decided by another, printed, signed off."""

from supervision.corrections.rules import CorrectionRuleName
from tests.api.application_page_calls import leave_form
from tests.api.conftest import Service
from tests.api.console.browsing import PDF, browser, links_of, shown, value_of
from tests.makers_applications import day, make_delegation, make_leave, make_nora, seen
from tests.makers_files import STADIUM_BAN, VICTIM_BAN, make_banned_file, make_person_file
from tests.makers_orders import unused_code
from tests.makers_rules import confirm, make_row, propose

HEAD = 3
INBOX = "/console/applications"


async def test_what_is_checked_shows_who_decides_and_is_asked_only_by_the_second_button(service: Service) -> None:
    cast = service.cast
    await make_delegation(cast)
    file_id = await make_person_file(cast.olga.officer)
    typed = {name: value for name, value in leave_form().items() if name != "checked"}
    async with browser(service, cast.olga) as olga:
        path = f"/console/supervisees/{file_id}/applications/new"
        assert "核对" in await olga.get(path, kind="leave")
        check = shown((await olga.post(path, typed)).text)
        assert "由 司法所（受委托） 决定" in check
        assert "共 3 日" in check
        assert "实施办法第二十七条" in check
        tab = f"/console/supervisees/{file_id}"
        assert "还没有申请" in shown(await olga.get(tab, tab="applications", purpose="supervision"))
        assert "待审批" in shown(await olga.done(path, leave_form()))
        refused = shown(await olga.refused(path, 400, typed | {"from_on": str(day(1)), "until_on": str(day(2))}))
        assert "请写明原因" in refused


async def test_a_colleague_decides_and_the_permit_is_there_to_fetch(service: Service) -> None:
    cast = service.cast
    await make_delegation(cast)
    nora, leave = await make_nora(cast), await make_leave(cast.olga, await make_person_file(cast.olga.officer))
    async with browser(service, cast.olga) as olga:
        own = shown(await olga.get(f"{INBOX}/{leave}"))
        assert "提出或者报送的人不能决定同一事项" in own
    async with browser(service, nora) as colleague:
        number = (await seen(nora, leave)).number
        assert number in await colleague.get(INBOX)
        page = f"{INBOX}/{leave}"
        assert "应当批准" in shown(await colleague.get(page))
        refusal = await colleague.refused(
            f"{page}/decision", 400, {"decision": "refuse", "revision": "1", "reason": ""}
        )
        assert "必须填写" in shown(refusal)
        approved = shown(await colleague.done(f"{page}/decision", {"decision": "approve", "revision": "1"}))
        assert "临矫委〔2026〕1号" in approved
        assert "准予外出通知书" in approved
        (permit,) = links_of(await colleague.get(page), r'/console/papers/[^"]+')
        assert (await colleague.client.get(permit)).content.startswith(b"PK")
        late = {"decision": "refuse", "revision": "1", "reason": "不同意。"}
        assert "已由Nora North办理" in shown(await colleague.refused(f"{page}/decision", 409, late))


async def test_where_leave_leads_is_chosen_by_name_and_its_proof_comes_along(service: Service) -> None:
    cast = service.cast
    file_id = await make_person_file(cast.olga.officer)
    path, fields = f"/console/supervisees/{file_id}/applications/new", {**leave_form(), "checked": ""}
    async with browser(service, cast.olga) as olga:
        assert '<option value="山西省云安市平川区 140902">' in await olga.get(path, kind="leave")
        for wrong in ("999999", "某县", "不在名录："):
            refused = await olga.refused(path, 400, fields | {"division": wrong})
            assert "不在名录：" in shown(refused)
        unlisted = shown(
            await olga.refused(path, 200, fields | {"division": "不在名录：外省某县", "says_leaving": "yes"})
        )
        assert "省城人民医院（外省某县）" in unlisted
        checked = await olga.post(path, fields, {"proof": PDF})
        assert checked.status_code == 200
        assert "目的地 省城人民医院（山西省云安市平川区 140902）" in shown(checked.text)
        assert f"证明材料 {PDF[0]}" in shown(checked.text)
        proof_id = value_of(checked.text, 'name="proof_id" value="([^"]+)"')
        tab = await olga.done(path, fields | {"checked": "yes", "proof_id": proof_id})
        asked = value_of(tab, r"/console/applications/([0-9a-f-]{36})")
        opened = shown(await olga.get(f"{INBOX}/{asked}"))
    assert "省城人民医院（山西省云安市平川区 140902）" in opened
    assert PDF[0] in opened


async def test_a_barred_place_is_asked_for_by_the_injunction_that_bars_it(service: Service) -> None:
    cast = service.cast
    banned, unbanned = await make_banned_file(cast.olga.officer), await make_person_file(cast.olga.officer)
    fields = {
        "kind": "barred-place", "place": "县体育馆", "reason": "参加技能比赛。", "from_on": str(day(1)),
        "until_on": str(day(1)), "injunction": STADIUM_BAN.text,
    }  # fmt: skip
    async with browser(service, cast.olga) as olga:
        form = await olga.get(f"/console/supervisees/{banned}/applications/new", kind="barred-place")
        assert STADIUM_BAN.text in form
        assert f'<option value="{VICTIM_BAN.text}"' not in form
        check = shown(await olga.refused(f"/console/supervisees/{banned}/applications/new", 200, fields))
        assert f"所涉禁止令 {STADIUM_BAN.text}" in check
        refused = await olga.refused(f"/console/supervisees/{unbanned}/applications/new", 400, fields)
        assert "判决里没有登记起始之日仍有效的此类禁止令" in shown(refused)
        assert "照判决登记禁止令" in refused


async def test_the_head_confirms_with_a_code_and_a_wrong_one_stands_beside_its_field(service: Service) -> None:
    cast = service.cast
    file_id = await make_banned_file(cast.olga.officer)
    row = make_row(CorrectionRuleName.DECIDER_BARRED_PLACE, HEAD)
    await confirm(cast.sue, await propose(cast.sam, row))
    fields = {
        "kind": "barred-place", "place": "县体育馆", "reason": "参加技能比赛。", "from_on": str(day(1)),
        "until_on": str(day(1)), "injunction": STADIUM_BAN.text, "checked": "yes",
    }  # fmt: skip
    async with browser(service, cast.agnes) as agnes:
        tab = await agnes.done(f"/console/supervisees/{file_id}/applications/new", fields)
    asked = value_of(tab, r"/console/applications/([0-9a-f-]{36})")
    async with browser(service, cast.hua) as hua:
        told = shown(await hua.get(f"{INBOX}/{asked}"))
        assert "由 县级司法行政部门负责人 决定" in told
        assert "进入特定场所由谁批准 县级司法行政部门负责人" in told
        decision = {"decision": "approve", "revision": "1", "code": "000000"}
        wrong = await hua.refused(f"{INBOX}/{asked}/decision", 401, decision)
        assert 'id="code-error"' in wrong
        done = shown(await hua.done(f"{INBOX}/{asked}/decision", decision | {"code": unused_code(cast.hua)}))
        assert "原审人民法院" in done
