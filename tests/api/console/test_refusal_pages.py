"""What was refused on the way in, counted by reason and told with what to do; for the system administrator."""

from collections import Counter

import pytest

from devices.outcomes import UNKNOWN_ACCOUNT, MessageOutcome
from supervision.audit import stored_batch
from supervision.legal_time import now
from supervision.monitoring.admission import FixOutcome
from supervision.monitoring.counting import add_counts
from tests.api.conftest import Service
from tests.api.console.browsing import browser, shown
from tests.makers import acts_of


async def count(**outcomes: int) -> None:
    accounts = {"read": "trk-1", "stored": "trk-1", "no_live_order": "trk-1", "refused_sign_in": UNKNOWN_ACCOUNT}
    codes = {
        "read": MessageOutcome.READ,
        "stored": FixOutcome.STORED,
        "no_live_order": FixOutcome.NO_LIVE_ORDER,
        "refused_sign_in": MessageOutcome.REFUSED_SIGN_IN,
    }
    async with stored_batch() as connection:
        counts = Counter({(accounts[name], str(codes[name])): number for name, number in outcomes.items()})
        await add_counts(connection, counts, now())


async def test_refusals_are_told_by_reason_with_what_to_do(service: Service) -> None:
    await count(read=900, stored=900, no_live_order=7, refused_sign_in=3)
    async with browser(service, service.cast.sam) as sam:
        page = await sam.get("/console/refusals")
        said = shown(page)
        assert "没有执行中的定位令 trk-1 7" in said
        assert "未登记的账号 3" in said
        assert "请尽快收回终端" in said
        assert "900" not in said
        assert 'href="/console/trackers/trk-1"' in page
    assert ("refusals:read", "done") in await acts_of(service.cast.sam.id)


async def test_one_reason_and_a_number_of_days_can_be_chosen(service: Service) -> None:
    await count(no_live_order=7, refused_sign_in=3)
    async with browser(service, service.cast.sam) as sam:
        said = shown(await sam.get("/console/refusals", reason="no-live-order", days=30))
        assert "近 30 天" in said
        assert "未登记的账号" not in said
        assert "近 7 天" in await sam.get("/console/refusals", days="many")


async def test_without_refusals_the_page_says_so(service: Service) -> None:
    async with browser(service, service.cast.sam) as sam:
        assert "这段时间没有拒收" in await sam.get("/console/refusals")


@pytest.mark.parametrize("name", ["agnes", "sue", "ada"])
async def test_nobody_else_reads_them(service: Service, name: str) -> None:
    async with browser(service, getattr(service.cast, name)) as member:
        assert await member.status_of("/console/refusals") == 403
