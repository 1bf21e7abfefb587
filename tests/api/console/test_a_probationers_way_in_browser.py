"""A probationer's way in a real browser: from the judgment to after-care, by the clicks of two officers."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from playwright.async_api import expect

from api.console.page_moments import moment_value
from supervision.forms.rendering import read_text
from supervision.legal_time import add_months, day_start, legal_day, moved_clock, now
from tests.api.conftest import Service
from tests.api.console.desks import DESK, Desk
from tests.api.console.test_pages_in_browser import opened
from tests.makers import Member
from tests.makers_files import make_id_number

NAME = "沈青禾"
BAN = "禁止进入网吧、游戏厅"
PLAN = ("situation", "remorse", "family", "follow_up", "help")


async def _receive(desk: Desk, begins: date) -> None:
    page = desk.page
    await page.goto(f"{desk.url}/console/supervisees")
    await page.get_by_role("link", name="新建档案").first.click()
    await page.get_by_text("刚收到法律文书，本人还没有报到").click()
    await desk.fill(name=NAME, document_number=make_id_number(), phone="13812345678", home_address="北岭镇松坡村3号")
    await page.select_option("[name=category]", label="缓刑")
    await desk.fill(court="临溪县人民法院", judgment_number="（2026）晋9901刑初8号", offence="盗窃罪")
    await desk.fill(sentence="拘役二个月，缓刑三个月", judged_on=str(begins - timedelta(days=12)))
    await desk.fill(effective_on=str(begins), term_starts_on=str(begins))
    await desk.fill(term_years="0", term_months="3", term_days="0", deducted_days="0")
    await expect(page.locator("#term-result")).to_contain_text("—")
    await page.get_by_role("button", name="登记一项禁止令").click()
    await page.select_option("[name=injunction_kind]", label="不得进入特定区域、场所")
    await desk.fill(injunction_text=BAN)
    await desk.press("建立档案")
    await desk.says("待报到", BAN)


async def _induct(desk: Desk) -> None:
    page, at = desk.page, moment_value(now())
    await desk.tab("概览")
    await desk.unfold("登记报到")
    await desk.fill(happened_at=at)
    await page.select_option("[name=checked_document]", label="居民身份证")
    await desk.press("登记报到")
    await expect(page.locator(".file-head")).to_contain_text("已报到")
    await desk.unfold("登记入矫宣告")
    await desk.fill(happened_at=at, present="Olga North\n矫正小组成员王秀兰", place="北岭司法所宣告室")
    await desk.press("登记宣告")
    await expect(page.locator(".file-head")).to_contain_text("已宣告")
    await _plan(desk)
    await desk.tab("概览")
    await desk.unfold("列入在矫")
    await desk.fill(happened_at=at)
    await desk.press("列入在矫")
    await expect(page.locator(".file-head")).to_contain_text("在矫")
    await desk.tab("经过")
    await desk.says("矫正小组成员王秀兰", "北岭司法所宣告室", "已核对证件原件：居民身份证")


async def _plan(desk: Desk) -> None:
    await desk.tab("方案")
    await desk.unfold("确定矫正小组成员")
    await desk.fill(member_name="王秀兰", member_unit="松坡村村民委员会")
    await desk.page.select_option("[name=member_sex]", label="女")  # as the law asks where the probationer is a woman
    await desk.press("确定矫正小组")
    await desk.says("王秀兰")
    await desk.unfold("制定矫正方案")
    await desk.fill(**dict.fromkeys(PLAN, "按月谈话，帮助就业。"))
    await desk.press("保存为新的一版")
    await desk.says("第 1 版", "按月谈话，帮助就业。")


async def _log_contact(desk: Desk) -> None:
    await desk.tab("接触记录")
    await desk.page.select_option("#add [name=kind]", label="个别谈话")
    await desk.page.select_option("#add [name=outcome]", label="已完成")
    await desk.fill(happened_at=moment_value(now()), text="认罪悔罪，愿意学电焊。")
    await desk.press("登记")
    await desk.says("认罪悔罪，愿意学电焊。")


async def _ask_leave(desk: Desk, today: date) -> None:
    await desk.tab("审批")
    await desk.page.get_by_role("link", name="申请外出").click()
    await desk.page.select_option("[name=reason_kind]", label="就医")
    await desk.page.locator("[name=destinations]").first.fill("省城人民医院")
    await desk.page.locator("[name=division]").first.fill("山西省云安市平川区 140902")
    await desk.fill(reason="到省城医院复查。", from_on=str(today + timedelta(days=5)))
    await desk.fill(until_on=str(today + timedelta(days=7)))
    await desk.press("核对")
    await desk.says("共 3 日")
    await desk.press("提出申请")
    await desk.says("待审批")


async def _decide_leave(desk: Desk) -> None:
    page = desk.page
    await page.goto(f"{desk.url}/console/applications")
    await page.locator("tbody").get_by_role("link", name="审批", exact=True).click()
    if await page.get_by_role("button", name="日常监管").count():
        await page.get_by_role("button", name="日常监管").click()
    await page.get_by_role("radio", name="批准", exact=True).check()
    await desk.press("批准外出")
    await desk.says("已批准")


async def _confirm_term(desk: Desk) -> None:
    await desk.open_file(NAME, "判决与期限")
    await desk.page.get_by_role("button", name="复核期满日").click()
    await desk.says("已复核")


async def _prepare_release(desk: Desk) -> None:
    await desk.open_file(NAME, "解矫")
    for task in ("个人总结", "书面鉴定", "本人已告知"):
        line = desk.page.locator("ol.history > li", has_text=task).first
        await line.locator("summary").click()
        await line.locator("[name=done_on]").fill(str(legal_day(now())))
        await line.get_by_role("button", name="登记", exact=True).click()
    await desk.says("已完成")


async def _ask_release(desk: Desk) -> None:
    await desk.open_file(NAME, "解矫")
    await desk.says("证明书尚未出具", "与安置帮教衔接")
    await desk.page.select_option("[name=cause]", label="期满解除")
    await desk.fill(note="期满，无未决案件。", why_undone="本人尚未决定是否接受帮教。")
    await desk.press("核对")
    await desk.says("未完成的解矫准备", "本人尚未决定是否接受帮教。")
    await desk.press("呈报解除")
    await desk.says("待出具证明书")


async def _issue_certificate(desk: Desk, code: str) -> None:
    await desk.open_file(NAME, "解矫")
    await desk.press("出具证明书")
    await desk.says("本人尚未决定是否接受帮教。", "Olga North")
    await desk.fill(code=code)
    await desk.press("出具证明书")
    await desk.says("解除社区矫正证明书 JC-149901-", "已签发", "本人尚未决定是否接受帮教。")


async def _tell_organs(desk: Desk) -> None:
    page = desk.page
    await desk.open_file(NAME, "解矫")
    for organ in ("社区矫正决定机关", "所在地人民检察院", "公安机关"):
        line = page.locator("ol.history > li", has_text=organ)
        await line.locator("summary").click()
        await line.locator("[name=sent_on]").fill(str(legal_day(now())))
        await line.locator("[name=note]").fill("专人送达。")
        await line.get_by_role("button", name="登记送出").click()
    await expect(page.get_by_text("待回执")).to_have_count(3)
    await desk.says("待回执")
    async with page.expect_download() as download:
        await page.get_by_role("link", name="解除社区矫正证明书").click()
    certificate = await (await download.value).path()
    assert any(NAME in cell for line in read_text(certificate.read_bytes()) for cell in line.cells)


async def _hand_over(desk: Desk) -> None:
    page = desk.page
    await desk.open_file(NAME, "概览")
    await page.get_by_role("link", name="交接安置帮教").click()
    await desk.says("罪名、刑期和矫正情况都不带去")
    await page.get_by_text("同意帮教", exact=True).click()
    await desk.press("交接")
    await desk.says("已交接安置帮教")
    await page.goto(f"{desk.url}/console/aftercare")
    await page.get_by_role("link", name="打开").click()
    await page.locator("main").get_by_role("button").first.click()
    await expect(page.locator("h1")).to_contain_text(NAME)
    await expect(page.locator("main")).not_to_contain_text("盗窃罪")
    await desk.says("同意帮教")


@asynccontextmanager
async def _later(service: Service, day: date, member: Member, pictures: Path) -> AsyncIterator[Desk]:
    """The member's window on another day, at nine; its pages have nothing to complain of."""
    shift = day_start(day) + timedelta(hours=9) - now()
    with moved_clock(lambda: datetime.now(UTC) + shift):
        async with opened(service, member, DESK) as (page, complaints):
            yield Desk(page, service, pictures)
            assert complaints == []


async def test_a_probationer_goes_from_the_judgment_to_after_care(service: Service, tmp_path: Path) -> None:
    olga, agnes, today = service.cast.olga, service.cast.agnes, legal_day(now())
    begins = today - timedelta(days=2)
    last_day = add_months(begins, 3) - timedelta(days=1)
    async with (
        opened(service, olga, DESK) as (page, complaints),
        opened(service, agnes, DESK) as (agency_page, agency_complaints),
    ):
        desk, agency = Desk(page, service, tmp_path), Desk(agency_page, service, tmp_path)
        await _receive(desk, begins)
        await _induct(desk)
        await _confirm_term(agency)
        await _log_contact(desk)
        await _ask_leave(desk, today)
        await _decide_leave(agency)
        assert complaints + agency_complaints == []
    async with _later(service, last_day - timedelta(days=10), olga, tmp_path) as desk:
        await _prepare_release(desk)
    over = last_day + timedelta(days=1)
    async with _later(service, over, olga, tmp_path) as desk:
        await _ask_release(desk)
    async with _later(service, over, agnes, tmp_path) as desk:
        await _issue_certificate(desk, agnes.code(steps=1))
    async with _later(service, over + timedelta(days=1), olga, tmp_path) as desk:
        await _tell_organs(desk)
        await _hand_over(desk)
