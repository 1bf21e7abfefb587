"""A parolee's way in a real browser: from a confirmed lapse to a proposal of revocation that is decided and sent."""

from datetime import date, timedelta
from pathlib import Path

from playwright.async_api import expect

from api.console.page_moments import moment_value
from supervision.corrections.category import Category
from supervision.legal_time import legal_day, now
from supervision.officers import Role
from tests.api.conftest import Service
from tests.api.console.desks import DESK, Desk
from tests.api.console.people import NAME
from tests.api.console.test_pages_in_browser import opened
from tests.cast import COUNTY
from tests.makers import make_officer
from tests.makers_files import make_person_file

FACTS = "自脱离监管之日起电话不通，两次走访家中无人，至今没有联系司法所。"


async def _confirm_lapse(desk: Desk, began_on: date) -> None:
    await desk.open_file(NAME, "考核奖惩")
    applies = desk.page.locator("section.card", has=desk.page.get_by_role("heading", name="目前可以考虑的措施"))
    await expect(applies).not_to_contain_text("提请撤销假释")
    await desk.fill(began_on=str(began_on), reason="电话不通，家中无人。", evidence="两次走访记录，邻居证言。")
    await desk.press("确认脱离监管")
    row = applies.locator("tbody tr", has_text="提请撤销假释")
    await expect(row).to_contain_text("计45日")
    await expect(applies).not_to_contain_text("治安管理处罚")
    assert await desk.page.evaluate("document.documentElement.scrollWidth") == DESK[0]
    await desk.says("两次走访记录，邻居证言。")
    await row.get_by_role("link", name="提出").click()


async def _propose_and_hear(desk: Desk) -> None:
    await desk.fill(facts=FACTS)
    await desk.says("刑法第八十六条")
    await desk.press("提出提请撤销假释")
    await desk.says(FACTS, "待决定")
    await desk.page.get_by_text("多次联系未果", exact=True).click()
    await desk.fill(text="三次上门、两次电话，均未见到本人，家属不知去向。")
    await desk.press("记录陈述")
    await desk.says("Agnes Agency 听取本人陈述")
    await expect(desk.page.get_by_role("button", name="决定提请撤销假释")).to_have_count(0)


async def _from_queue(desk: Desk, queue: str) -> None:
    await desk.page.goto(f"{desk.url}/console/")
    await desk.page.get_by_role("link", name=queue).first.click()
    await desk.says("张*")
    await desk.page.get_by_role("link", name="打开", exact=True).click()
    await desk.say_why()


async def _decide_and_issue(desk: Desk) -> None:
    await _from_queue(desk, "待决定")
    await expect(desk.page.locator("main")).to_contain_text("计45日")
    await desk.press("决定提请撤销假释")
    await desk.says("已决定，待送达或者报送")
    await desk.says("撤销假释建议书", "还缺：主送")
    await desk.page.get_by_role("link", name="补签文书").click()
    await desk.fill(addressed_to="青屏市中级人民法院")
    await desk.press("查看全文")
    await desk.says("撤销假释建议书", "临溪县司法局", "青屏市中级人民法院", "多次联系未果", FACTS)
    await desk.press("签发并编号")
    await desk.says("TQ-149901-")


async def _send_and_copy(desk: Desk, today: date, code: str) -> None:
    await _from_queue(desk, "待送达、报送")
    await desk.fill(organ="青屏市中级人民法院", sent_at=moment_value(now()), code=code)
    await desk.press("登记报送")
    await desk.says("已送达或者报送", "青屏市中级人民法院")
    await _from_queue(desk, "待抄送检察院")
    await desk.fill(prosecutor="临溪县人民检察院", copied_on=str(today))
    await desk.press("登记抄送")
    await desk.says("Agnes Agency 抄送人民检察院", "决定机关裁定、决定的期限")
    await desk.page.get_by_role("link", name="对象档案").click()
    await desk.tab("事实记录")
    await desk.says("提请撤销假释")


async def test_a_parolee_out_of_supervision_for_over_a_month_is_proposed_for_revocation(
    service: Service, tmp_path: Path
) -> None:
    cast, today = service.cast, legal_day(now())
    colleague = await make_officer("anna", "Anna Agency", Role.COUNTY_AGENCY, COUNTY, cast.county_office)
    await make_person_file(cast.olga.officer, category=Category.PAROLE, term_starts_on=today - timedelta(days=90))
    async with (
        opened(service, cast.agnes, DESK) as (page, complaints),
        opened(service, colleague, DESK) as (their_page, their_complaints),
    ):
        desk = Desk(page, service, tmp_path)
        await _confirm_lapse(desk, today - timedelta(days=45))
        await _propose_and_hear(desk)
        await _decide_and_issue(Desk(their_page, service, tmp_path))
        await _send_and_copy(desk, today, cast.agnes.code(steps=1))
        assert complaints + their_complaints == []
