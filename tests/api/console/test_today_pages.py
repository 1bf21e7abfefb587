"""*Today's work*: what is due, for whom, and where those begin who have none of it."""

from datetime import timedelta

import pytest

from supervision import legal_time
from supervision.approvals.authorities import AuthorityDraft, confirm_authority, enter_authority
from supervision.monitoring.alerts import Finding, dispose_of_alert
from supervision.officers import revoke_grant
from supervision.position import Strap
from tests.api.conftest import Service
from tests.api.console.browsing import browser, links_of, shown
from tests.api.console.people import NAME
from tests.api.makers import fix, make_wearer, raise_alert, send
from tests.cast import NORTH
from tests.makers import acts_of
from tests.makers_applications import EVERY_ACT, day
from tests.makers_orders import unused_code


async def test_an_alert_is_one_row_with_a_masked_name_and_one_action(service: Service) -> None:
    olga = service.cast.olga
    alert_id = await raise_alert(await make_wearer(olga, service.cast.north_office, NORTH))
    async with browser(service, olga) as officer:
        page = await officer.get("/console/")
    assert "待处置预警 ( 1 )" in shown(page)
    assert "张*" in page
    assert NAME not in page
    assert f"/console/alerts/{alert_id}" in links_of(page, "/console/alerts/[0-9a-f-]+")


async def test_nothing_of_another_township_is_due(service: Service) -> None:
    await raise_alert(await make_wearer(service.cast.olga, service.cast.north_office, NORTH))
    async with browser(service, service.cast.oscar) as officer:
        said = shown(await officer.get("/console/"))
    assert "待处置预警 ( 0 )" in said
    assert "没有待处置的预警" in said


async def test_a_tracker_that_is_still_open_after_its_alert_was_closed_stays_in_sight(service: Service) -> None:
    olga = service.cast.olga
    wearer = await make_wearer(olga, service.cast.north_office, NORTH)
    opened = [fix(minutes, strap=Strap.OPEN) for minutes in (8, 7, 5)]
    for alert_id in set(await send(wearer, fix(9), *opened)):  # it had been silent before, which is over
        await dispose_of_alert(olga.officer, alert_id, Finding.DEVICE_FAULT, "腕带卡扣松动，已约本人来所更换。")
    async with browser(service, olga) as officer:
        said = shown(await officer.get("/console/"))
    assert "待处置预警 ( 0 )" in said
    assert "处置后仍未恢复的终端 (1)" in said
    assert wearer.tracker_id in said


async def test_counts_equal_the_lists_behind_them(service: Service) -> None:
    olga = service.cast.olga
    wearers = [await make_wearer(olga, service.cast.north_office, NORTH) for _ in range(3)]
    first, *_ = [await raise_alert(wearer) for wearer in wearers]
    async with browser(service, olga) as officer:
        await officer.done(f"/console/alerts/{first}/acknowledgement")
        assert "待处置预警 ( 3 )" in shown(await officer.get("/console/"))
        assert "显示 3 条" in shown(await officer.get("/console/alerts", state="open"))


async def test_a_delegation_that_waits_for_the_head_is_todays_work_until_it_is_confirmed(service: Service) -> None:
    cast = service.cast
    draft = AuthorityDraft("临矫委〔2026〕1号", day(0), day(30), office_id=cast.north_office, acts=EVERY_ACT)
    authority_id = await enter_authority(cast.agnes.officer, draft)
    async with browser(service, cast.hua) as head:
        assert "待确认的委托与授权 (1)" in shown(await head.get("/console/"))
        await confirm_authority(cast.hua.officer, authority_id, unused_code(cast.hua))
        assert "待确认的委托与授权" not in shown(await head.get("/console/"))


@pytest.mark.parametrize(("who", "where"), [("sue", "/console/offices"), ("ada", "/console/offices")])
async def test_who_has_no_daily_work_begins_with_their_own_section(service: Service, who: str, where: str) -> None:
    async with browser(service, getattr(service.cast, who)) as officer:
        answer = await officer.client.get("/console/")
    assert (answer.status_code, answer.headers["location"]) == (303, where)


async def test_who_was_granted_nothing_is_told_so(service: Service) -> None:
    petra = service.cast.petra
    await revoke_grant(service.cast.rita.officer, petra.officer.grants[0].id)
    async with browser(service, petra) as officer:
        page = await officer.get("/console/")
    assert "您还没有任何授权" in shown(page)
    assert "社区警务" in page
    assert "data-stream" not in page
    assert 'id="search"' not in page


async def test_the_system_administrator_sees_what_was_refused_today(service: Service) -> None:
    wearer = await make_wearer(service.cast.olga, service.cast.north_office, NORTH)
    await send(wearer, fix(70))
    async with browser(service, service.cast.sam) as officer:
        said = shown(await officer.get("/console/"))
    assert "今天被拒收的定位 (1)" in said
    assert wearer.tracker_id in said
    assert "张*" not in said


async def test_following_the_open_list_is_recorded_once_in_a_while(service: Service) -> None:
    olga = service.cast.olga
    async with browser(service, olga) as officer:
        for _ in range(3):
            await officer.get("/console/alerts/open-list")
        assert [act for act, _ in await acts_of(olga.id)].count("alert:list") == 1
        began_at = legal_time.now()
        with legal_time.moved_clock(lambda: began_at + timedelta(minutes=20)):
            await officer.get("/console/recovery-codes")  # keeps the session
        with legal_time.moved_clock(lambda: began_at + timedelta(minutes=31)):
            await officer.get("/console/alerts/open-list")
    assert (await acts_of(olga.id)).count(("alert:list", "done")) == 2
