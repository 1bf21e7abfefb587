"""What an order's pages show to whom, what they refuse, and what is kept of a form that was refused."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from api.console.page_moments import moment_value
from supervision.legal_time import legal_day, now
from supervision.orders.drafting import draft_order
from supervision.orders.proposing import propose_order
from tests.api.conftest import Service
from tests.api.console.browsing import PDF, Browser, browser, shown, value_of
from tests.api.console.stock import stock_phone, stock_trackers
from tests.cast import Cast
from tests.makers import acts_of
from tests.makers_files import make_person_file
from tests.makers_orders import MODEL, make_approved_order, make_order_in_force, make_terms, unused_code


async def make_draft(cast: Cast, **terms: object) -> UUID:
    file_id = await make_person_file(cast.olga.officer)
    return await draft_order(cast.olga.officer, file_id, await make_terms(cast.olga, file_id, **terms))


async def make_proposed(cast: Cast) -> UUID:
    order_id = await make_draft(cast)
    await propose_order(cast.olga.officer, order_id)
    return order_id


async def make_approved(cast: Cast) -> UUID:
    file_id = await make_person_file(cast.olga.officer)
    return await make_approved_order(cast.olga, cast.hua, file_id, await make_terms(cast.olga, file_id))


def new_order(file_id: UUID, **more: str) -> dict[str, str]:
    today = legal_day(now())
    return {
        "supervisee": str(file_id),
        "zones": "[]",
        "starts_on": today.isoformat(),
        "ends_on": (today + timedelta(days=30)).isoformat(),
        "model": MODEL,
        **more,
    }


async def test_an_order_opens_for_a_purpose_only_and_the_opening_is_recorded(service: Service) -> None:
    order_id = await make_draft(service.cast)
    async with browser(service, service.cast.olga) as olga:
        assert "为什么要打开这份定位令" in await olga.get(f"/console/orders/{order_id}")
        assert ("order:open", "done") not in await acts_of(service.cast.olga.id)
        assert "张三" in await olga.get(f"/console/orders/{order_id}", purpose="supervision")
        assert ("order:open", "done") in await acts_of(service.cast.olga.id)
        assert await olga.status_of(f"/console/orders/{order_id}?purpose=curiosity") == 400


async def test_lists_mask_names_and_offer_tabs_that_narrow_them(service: Service) -> None:
    order_id = await make_proposed(service.cast)
    async with browser(service, service.cast.olga) as olga, browser(service, service.cast.hua) as hua:
        page = await olga.get("/console/orders")
        assert "张*" in page
        assert "张三" not in page
        assert str(order_id) not in await olga.get("/console/orders", show="running")
        assert f"/console/orders/{order_id}/approval" in await hua.get("/console/orders", show="waiting-for-me")


async def test_orders_of_another_township_do_not_exist(service: Service) -> None:
    order_id = await make_draft(service.cast)
    async with browser(service, service.cast.oscar) as oscar:
        assert "没有这样的定位令" in await oscar.get("/console/orders")
        assert await oscar.status_of(f"/console/orders/{order_id}?purpose=supervision") == 404
        await oscar.refused(f"/console/orders/{order_id}/proposal", 404)


@pytest.mark.parametrize("act", ["proposal", "fitting", "start", "notice"])
async def test_who_only_reads_is_refused_each_act(service: Service, act: str) -> None:
    order_id = await make_draft(service.cast)
    async with browser(service, service.cast.carl) as carl:
        page = await carl.get(f"/console/orders/{order_id}", purpose="inspection")
        assert f'action="/console/orders/{order_id}' not in page
        await carl.refused(f"/console/orders/{order_id}/{act}", 403)


async def test_a_form_without_the_session_s_token_changes_nothing(service: Service) -> None:
    order_id = await make_draft(service.cast)
    async with browser(service, service.cast.olga) as olga:
        olga.token = "of-another-page"
        assert "没有写入任何内容" in await olga.refused(f"/console/orders/{order_id}/proposal", 403)
        assert "起草中" in await olga.get(f"/console/orders/{order_id}", purpose="supervision")


async def test_the_form_offers_proved_facts_dedicated_models_and_the_law_s_arithmetic(service: Service) -> None:
    cast = service.cast
    await stock_trackers(cast, 1)
    await stock_phone(cast)
    file_id = await make_person_file(cast.olga.officer)
    await make_terms(cast.olga, file_id)  # leaves a proved warning on the file
    async with browser(service, cast.olga) as olga:
        page = await olga.get("/console/orders/new", supervisee=file_id)
        said = shown(page)
        assert "警告决定" in said
        assert f'<option value="{MODEL}"' in page
        assert '<option value="手机"' not in page
        assert "3 个月" in said
        assert 'data-home-lon="112.85"' in page
        assert await olga.status_of("/console/orders/new") == 404


async def test_a_refused_form_comes_back_with_what_was_typed_and_with_the_fact_already_kept(service: Service) -> None:
    file_id = await make_person_file(service.cast.olga.officer)
    ground = "refused-report"
    fields = new_order(
        file_id,
        grounds=ground,
        zones='[{"kind": "required", "shape": {"type": "Circle", "coordinates": [112.85, 35.49], "radius_m": 1}}]',
        **{
            f"record_{ground}": "new",
            f"happened_on_{ground}": legal_day(now()).isoformat(),
            f"summary_{ground}": "拒不报告，给予警告。",
        },
    )
    async with browser(service, service.cast.olga) as olga:
        page = await olga.refused("/console/orders", 409, fields, {f"proof_{ground}": PDF})
        assert value_of(page, rf'name="record_{ground}" value="([0-9a-f-]{{36}})" required checked')
        assert "拒不报告，给予警告。" in page
        assert "圆形区域的半径须在 30 米至 50 公里之间。" in page


NO_FILE = ("", b"", "application/octet-stream")
FACT = {"record": "new", "happened_on": "2026-11-01", "summary": "拒不报告，给予警告。"}


@pytest.mark.parametrize(
    ("fact", "proof", "said"),
    [
        (FACT | {"happened_on": ""}, PDF, "请填写日期"),
        (FACT | {"happened_on": "2036-11-01"}, PDF, "不能晚于今天"),
        (FACT, NO_FILE, "请附证明文件"),
        (FACT | {"record": ""}, PDF, "请选择或者添加证明这一项的事实"),
        (FACT, ("a.pdf", b"MZ\x00", "application/pdf"), "只接受 PDF"),
        (FACT | {"summary": " "}, PDF, "此项必须填写"),
    ],
)
async def test_a_ground_needs_its_fact_and_the_fact_its_proof(
    service: Service, fact: dict[str, str], proof: tuple[str, bytes, str], said: str
) -> None:
    file_id = await make_person_file(service.cast.olga.officer)
    ground = "refused-report"
    fields = new_order(file_id, grounds=ground) | {f"{name}_{ground}": value for name, value in fact.items()}
    async with browser(service, service.cast.olga) as olga:
        page = await olga.refused("/console/orders", 400, fields, {f"proof_{ground}": proof})
        assert said in page
        assert "已填写的内容都在" in page


async def test_zones_that_cannot_be_read_are_sent_back(service: Service) -> None:
    file_id = await make_person_file(service.cast.olga.officer)
    async with browser(service, service.cast.olga) as olga:
        page = await olga.refused("/console/orders", 400, new_order(file_id, zones="[1, 2"))
        assert "区域的内容无法读取" in page


async def test_without_a_ground_nothing_is_offered_for_proposal(service: Service) -> None:
    order_id = await make_draft(service.cast, grounds=())
    async with browser(service, service.cast.olga) as olga:
        page = await olga.get(f"/console/orders/{order_id}", purpose="supervision")
        assert "缺少材料" in page
        assert "提请审批</button>" not in page
        assert "至少一项法定情形" in await olga.refused(f"/console/orders/{order_id}/proposal", 409)


async def approval(head: Browser, order_id: UUID) -> str:
    page = await head.get(f"/console/orders/{order_id}/approval")
    return value_of(page, r'name="digest" value="([0-9a-f]{64})"')


async def test_a_wrong_code_approves_nothing_and_is_said_beside_its_field(service: Service) -> None:
    order_id = await make_proposed(service.cast)
    async with browser(service, service.cast.hua) as hua:
        fields = {"decision": "approve", "digest": await approval(hua, order_id), "code": "000000"}
        page = await hua.refused(f"/console/orders/{order_id}/approval", 401, fields)
        assert 'id="code-error"' in page
        assert "验证码有误" in page
        assert "待审批" in await hua.get(f"/console/orders/{order_id}", purpose="supervision")


async def test_what_was_not_shown_is_not_approved(service: Service) -> None:
    order_id = await make_proposed(service.cast)
    async with browser(service, service.cast.hua) as hua:
        fields = {"decision": "approve", "digest": "0" * 64, "code": unused_code(service.cast.hua)}
        assert "内容与待审批的内容不一致" in await hua.refused(f"/console/orders/{order_id}/approval", 409, fields)


async def test_a_returned_order_says_why_and_can_be_mended(service: Service) -> None:
    order_id = await make_proposed(service.cast)
    async with browser(service, service.cast.hua) as hua, browser(service, service.cast.olga) as olga:
        path = f"/console/orders/{order_id}/approval"
        assert "此项必须填写" in await hua.refused(path, 400, {"decision": "return", "reason": " "})
        await hua.done(path, {"decision": "return", "reason": "期限过长，请缩短。"})
        assert "退回理由：期限过长，请缩短。" in shown(
            await olga.get(f"/console/orders/{order_id}", purpose="supervision")
        )
        assert "修改定位令草稿" in await olga.get(f"/console/orders/{order_id}/change")
        assert await hua.status_of(path) == 409


async def test_nobody_else_finds_the_approval_page(service: Service) -> None:
    order_id = await make_proposed(service.cast)
    async with browser(service, service.cast.olga) as olga, browser(service, service.cast.hugo) as hugo:
        assert await olga.status_of(f"/console/orders/{order_id}/approval") == 403
        assert await hugo.status_of(f"/console/orders/{order_id}/approval") == 404


async def test_a_notice_is_served_with_the_signed_scan_or_before_two_witnesses(service: Service) -> None:
    order_id = await make_approved(service.cast)
    path, at = f"/console/orders/{order_id}/notice", moment_value(now())
    async with browser(service, service.cast.olga) as olga:
        await olga.done(f"{path}/issue")
        assert "请选择本人是否签名" in await olga.refused(path, 400, {"served_at": at})
        assert "扫描件" in await olga.refused(path, 400, {"outcome": "signed", "served_at": at})
        one = {"outcome": "refused", "served_at": at, "witness_1": "钱一", "witness_2": ""}
        assert 'id="witness_2-error"' in await olga.refused(path, 400, one)
        assert "请填写时间" in await olga.refused(path, 400, {"outcome": "signed", "served_at": ""}, {"scan": PDF})
        assert "已登记告知" in await olga.done(path, {"outcome": "signed", "served_at": at}, {"scan": PDF})
        assert "签收件" in await olga.get(f"/console/orders/{order_id}", purpose="supervision")


async def test_a_notice_keeps_its_number_however_often_it_is_printed(service: Service) -> None:
    order_id = await make_approved(service.cast)
    async with browser(service, service.cast.olga) as olga:
        first, second = [await olga.done(f"/console/orders/{order_id}/notice/issue") for _ in range(2)]
        number = value_of(first, r"(GZ-[0-9-]+)")
        assert shown(second).count("使用电子定位装置告知书") == 1
        assert number in second
        assert "打印告知书" in second


async def test_a_scan_above_ten_megabytes_is_refused_before_it_is_read(service: Service) -> None:
    order_id = await make_approved(service.cast)
    huge = ("scan.pdf", b"%PDF-" + b"0" * (11 * 1024 * 1024), "application/pdf")
    async with browser(service, service.cast.olga) as olga:
        path = f"/console/orders/{order_id}/notice"
        await olga.done(f"{path}/issue")
        fields = {"outcome": "signed", "served_at": moment_value(now())}
        assert "文件过大" in await olga.refused(path, 413, fields, {"scan": huge})


async def test_only_free_trackers_of_the_approved_model_are_offered(service: Service) -> None:
    cast = service.cast
    order_id = await make_approved(cast)
    phone = await stock_phone(cast)
    async with browser(service, cast.agnes) as agnes:
        assert "没有可用的这一型号的终端" in await agnes.get(f"/console/orders/{order_id}", purpose="supervision")
        (tracker_id,) = await stock_trackers(cast, 1)
        assert tracker_id in await agnes.get(f"/console/orders/{order_id}", purpose="supervision")
        path = f"/console/orders/{order_id}/fitting"
        assert "手机不是电子定位装置" in await agnes.refused(path, 409, {"tracker": phone})
        assert "请选择终端" in await agnes.refused(path, 400, {"tracker": ""})
        page = await agnes.done(path, {"tracker": tracker_id})
        assert "告知书尚未送达" in page
        assert "不能启动" in await agnes.refused(f"/console/orders/{order_id}/start", 409)


async def test_an_order_ends_only_with_the_second_factor(service: Service) -> None:
    order = await make_order_in_force(service.cast)
    path = f"/console/orders/{order.order_id}/ending"
    fields = {"cause": "no-longer-needed", "note": "情况好转。"}
    async with browser(service, service.cast.agnes) as agnes:
        assert "提前结束的原因" in await agnes.refused(path, 400, fields | {"cause": "expired"})
        assert "此项必须填写" in await agnes.refused(path, 400, fields | {"note": ""})
        answer = await agnes.post(path, fields)
        assert 'name="note" value="情况好转。"' in answer.text
        assert "验证码有误" in await agnes.refused(path, 401, fields | {"code": "000000"})
        assert "执行中" in await agnes.get(f"/console/orders/{order.order_id}", purpose="supervision")
        page = await agnes.done(path, fields | {"code": unused_code(service.cast.agnes)})
        assert order.tracker_id in page
        assert "待交回" in page


async def test_who_drafts_may_not_end_and_who_does_not_extend_too_long(service: Service) -> None:
    order = await make_order_in_force(service.cast)
    async with browser(service, service.cast.olga) as olga:
        await olga.refused(f"/console/orders/{order.order_id}/ending", 403, {"cause": "no-longer-needed", "note": "x"})
        late = (order.terms.ends_on + timedelta(days=200)).isoformat()
        path = f"/console/orders/{order.order_id}/extension"
        assert "不得超过 3 个月" in await olga.refused(path, 409, {"ends_on": late, "assessment": "需要"})
        assert "延期须附书面评估" in await olga.refused(path, 400, {"ends_on": late, "assessment": ""})


async def test_an_earlier_version_is_shown_without_anything_to_do(service: Service) -> None:
    order = await make_order_in_force(service.cast)
    async with browser(service, service.cast.olga) as olga:
        path = f"/console/orders/{order.order_id}"
        ends_on = (order.terms.ends_on + timedelta(days=20)).isoformat()
        await olga.done(f"{path}/extension", {"ends_on": ends_on, "assessment": "仍然需要。"})
        first = await olga.get(path, purpose="supervision", version=1)
        assert "· 第 1 版 · 新定位令" in shown(first)
        assert f'action="{path}' not in first
        assert await olga.status_of(f"{path}?purpose=supervision&version=9") == 404
        assert "修改延期" in await olga.get(f"{path}/change")


async def test_a_variation_is_given_up_and_the_version_in_force_is_shown_again(service: Service) -> None:
    order = await make_order_in_force(service.cast)
    async with browser(service, service.cast.olga) as olga:
        path = f"/console/orders/{order.order_id}"
        ends_on = (order.terms.ends_on + timedelta(days=20)).isoformat()
        page = await olga.done(f"{path}/extension", {"ends_on": ends_on, "assessment": "仍然需要。"})
        assert "放弃这个版本" in page
        assert "打印告知书" not in page
        page = await olga.done(f"{path}/withdrawal")
        assert "已放弃这个版本" in page
        assert "· 第 1 版 · 新定位令" in shown(page)
        assert "提请延期" in page
        await olga.refused(f"{path}/withdrawal", 409)


async def test_an_order_that_nobody_drafted_is_not_found(service: Service) -> None:
    async with browser(service, service.cast.olga) as olga:
        assert await olga.status_of(f"/console/orders/{uuid4()}?purpose=supervision") == 404
        assert await olga.status_of("/console/orders/not-an-id") == 404


async def test_pages_of_orders_read_in_english_with_their_papers_in_chinese(service: Service) -> None:
    order = await make_order_in_force(service.cast)
    async with browser(service, service.cast.olga, "en") as olga:
        page = shown(await olga.get(f"/console/orders/{order.order_id}", purpose="supervision"))
        assert "in force until" in page
        assert "一、依据" in page
