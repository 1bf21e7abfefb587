"""Check-ins: asked from a file, answered once, opened for a purpose, withdrawn while they wait."""

from collections import Counter
from collections.abc import AsyncIterator
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

import pytest

from api.console.page_moments import moment_value
from supervision import legal_time
from supervision.legal_time import LEGAL_ZONE, legal_day, moved_clock
from supervision.monitoring.admission import Arrival
from supervision.monitoring.intake import Intake
from supervision.position import Fix
from supervision.storage.database import fetch
from supervision.storage.engine import Connection
from tests.api.conftest import Service
from tests.api.console.browsing import Browser, browser, shown, value_of
from tests.api.console.stock import stock_phone, stock_trackers
from tests.makers import acts_of
from tests.makers_files import make_person_file

PATH = "/console/check-ins"


@pytest.fixture(autouse=True)
async def ten_in_the_morning(service: Service) -> AsyncIterator[None]:  # noqa: ARG001 - signs in first
    """Nobody may be asked at night, whenever the tests run; who is signed in stays so until then."""
    ten = datetime.combine(legal_day(legal_time.now()), time(10), tzinfo=LEGAL_ZONE)
    await fetch("UPDATE session SET last_seen_at = $1, expires_at = $2", ten, ten + timedelta(hours=1))
    with moved_clock(lambda: ten):
        yield


async def ask(olga: Browser, file_id: UUID, phone: str, **more: Any) -> str:
    fields = {"supervisee": str(file_id), "tracker": phone, "reason": "电话汇报的地点存疑。", "when": "now", **more}
    return await olga.done(PATH, fields)


async def answer(phone: str) -> None:
    """The phone reports where it is, as ingest takes it in."""
    at = legal_time.now()
    fix = Fix(at, 1, at, 35.49, 112.85, 18.0)
    await Intake(_no_lease).store([Arrival(phone, is_dedicated=False, fix=fix)], Counter())


async def _no_lease(_connection: Connection) -> None:
    """These tests have one worker."""


async def test_a_check_in_is_asked_answered_and_opened_for_a_purpose(service: Service) -> None:
    cast = service.cast
    file_id, phone = await make_person_file(cast.olga.officer), await stock_phone(cast)
    async with browser(service, cast.olga) as olga:
        form = await olga.get(PATH, supervisee=file_id)
        assert "张*" in form
        assert "张三" not in form
        assert f'<option value="{phone}"' in form
        page = await ask(olga, file_id, phone, window_minutes="15")
        assert "等待回复" in page
        assert "电话汇报的地点存疑。" in page
        await answer(phone)
        result = value_of(await olga.get(PATH), rf'href="({PATH}/[0-9a-f-]+)"')
        assert "为什么要打开这次核查的位置" in await olga.get(result)
        opened = await olga.get(result, purpose="supervision")
        assert "北纬 35.49000°，东经 112.85000°" in opened
        assert 'data-accuracy-m="18.0"' in opened
        assert await olga.status_of(f"{result}?purpose=boredom") == 400
    assert ("check-in:open", "done") in await acts_of(cast.olga.id)


async def test_one_for_later_waits_and_can_be_withdrawn(service: Service) -> None:
    cast = service.cast
    file_id, phone = await make_person_file(cast.olga.officer), await stock_phone(cast)
    async with browser(service, cast.olga) as olga:
        later = moment_value(legal_time.now() + timedelta(hours=3))
        assert "未到时间" in await ask(olga, file_id, phone, when="at", opens_at=later)
        withdrawal = value_of(await olga.get(PATH, show="due"), rf'action="({PATH}/[0-9a-f-]+/withdrawal)"')
        assert "已撤回核查" in await olga.done(withdrawal)
        assert "没有这样的核查" in await olga.get(PATH, show="due")
        assert "该核查已经结束，不能撤回" in await olga.done(withdrawal)
        assert phone in await olga.get(PATH, supervisee=file_id)


@pytest.mark.parametrize(
    ("wrong", "status", "said"),
    [
        ({"reason": " "}, 400, "此项必须填写"),
        ({"tracker": ""}, 400, "请选择手机"),
        ({"supervisee": "nobody"}, 400, "请先在对象的档案里选择对象"),
        ({"when": "at", "opens_at": ""}, 400, "请填写时间"),
        ({"when": "at", "opens_at": "2020-01-01T10:00"}, 409, "不能从过去的时间开始"),
        ({"when": "at", "opens_at": "9999-12-31T23:59"}, 400, "时间须写成"),
        ({"window_minutes": "600"}, 409, "核查时段须在5分钟以上"),
        ({"window_minutes": "many"}, 400, "请填写整数"),
    ],
)
async def test_what_cannot_be_asked_is_sent_back_with_the_reason(
    service: Service, wrong: dict[str, str], status: int, said: str
) -> None:
    file_id, phone = await make_person_file(service.cast.olga.officer), await stock_phone(service.cast)
    fields = {
        "supervisee": str(file_id), "tracker": phone, "reason": "核实。", "when": "now", "opens_at": "",
        "window_minutes": "15",
    }  # fmt: skip
    async with browser(service, service.cast.olga) as olga:
        assert said in await olga.refused(PATH, status, fields | wrong)


async def test_the_law_s_caps_stand_beside_the_form_and_hold(service: Service) -> None:
    file_id, phone = await make_person_file(service.cast.olga.officer), await stock_phone(service.cast)
    async with browser(service, service.cast.olga) as olga:
        said = shown(await ask(olga, file_id, phone))
        assert "同一人每天最多 3 次" in said
        assert "依据：社区矫正法第二十六条、第三十四条" in said
        again = {"supervisee": str(file_id), "tracker": phone, "reason": "再问一次。", "when": "now"}
        assert "至少相隔 120 分钟" in await olga.refused(PATH, 409, again)


async def test_a_worn_tracker_is_never_asked(service: Service) -> None:
    file_id = await make_person_file(service.cast.olga.officer)
    (tracker_id,) = await stock_trackers(service.cast, 1)
    async with browser(service, service.cast.olga) as olga:
        assert "没有已配对的手机" in await olga.get(PATH, supervisee=file_id)
        fields = {"supervisee": str(file_id), "tracker": tracker_id, "reason": "核实。", "when": "now"}
        assert "核查只用于已配对的手机" in await olga.refused(PATH, 409, fields)


async def test_who_only_reads_may_look_and_not_ask(service: Service) -> None:
    cast = service.cast
    file_id, phone = await make_person_file(cast.olga.officer), await stock_phone(cast)
    async with browser(service, cast.olga) as olga, browser(service, cast.carl) as carl:
        await ask(olga, file_id, phone)
        page = await carl.get(PATH)
        assert "张*" in page
        assert "您可以查看，不能发起核查" in page
        await carl.refused(PATH, 403, {"supervisee": str(file_id)})


async def test_another_township_s_check_ins_do_not_exist(service: Service) -> None:
    cast = service.cast
    file_id, phone = await make_person_file(cast.olga.officer), await stock_phone(cast)
    async with browser(service, cast.olga) as olga, browser(service, cast.oscar) as oscar:
        await ask(olga, file_id, phone)
        withdrawal = value_of(await olga.get(PATH), rf'action="({PATH}/[0-9a-f-]+/withdrawal)"')
        assert "没有这样的核查" in await oscar.get(PATH)
        assert await oscar.status_of(f"{PATH}?supervisee={file_id}") == 404
        await oscar.refused(withdrawal, 404)
        olga.token = "of-another-page"
        await olga.refused(withdrawal, 403)


async def test_a_series_is_arranged_shown_and_the_rest_withdrawn(service: Service) -> None:
    cast = service.cast
    file_id, phone = await make_person_file(cast.olga.officer), await stock_phone(cast)
    first_on = legal_day(legal_time.now()) + timedelta(days=1)
    fields = {"when": "series", "first_on": first_on.isoformat(), "last_on": (first_on + timedelta(days=6)).isoformat()}
    several = {"weekdays": ["1", "2", "3", "4", "5", "6", "7"], "times": ["09:00", "", "15:00"]}
    async with browser(service, cast.olga) as olga:
        page = await ask(olga, file_id, phone, **fields, **several)
        assert "已安排定期核查" in page
        assert "共 14 次：已回复 0，未回复 0，尚未进行 14。" in shown(page)
        listed = await olga.get(PATH)
        assert listed.count("未到时间") == 1
        series = value_of(listed, rf'href="({PATH}/series/[0-9a-f-]+)"')
        assert "已撤回尚未进行的核查" in await olga.done(f"{series}/withdrawal")
        assert "不能撤回" in await olga.done(f"{series}/withdrawal")


@pytest.mark.parametrize(
    ("wrong", "status", "said"),
    [
        ({"last_on": ""}, 400, "日期须写成"),
        ({"weekdays": []}, 400, "请选择星期几核查"),
        ({"weekdays": ["9"]}, 400, "请选择星期几核查"),
        ({"times": ["noon"]}, 400, "时间须写成"),
        ({"times": [""]}, 400, "请填写核查的时间"),
        ({"times": ["09:00", "10:00"]}, 409, "09:00"),
        ({"last_on": "2020-01-01"}, 400, "结束日期不能早于开始日期"),
        ({"last_on": "9999-12-31"}, 409, "期满"),
    ],
)
async def test_a_series_that_cannot_be_arranged_is_sent_back_with_what_was_typed(
    service: Service, wrong: dict[str, Any], status: int, said: str
) -> None:
    file_id, phone = await make_person_file(service.cast.olga.officer), await stock_phone(service.cast)
    tomorrow = legal_day(legal_time.now()) + timedelta(days=1)
    fields = {
        "supervisee": str(file_id), "tracker": phone, "reason": "核实居住情况。", "when": "series",
        "first_on": tomorrow.isoformat(), "last_on": (tomorrow + timedelta(days=6)).isoformat(),
        "weekdays": ["1", "2", "3", "4", "5", "6", "7"], "times": ["09:00"],
    }  # fmt: skip
    async with browser(service, service.cast.olga) as olga:
        page = await olga.refused(PATH, status, fields | wrong)
        assert said in page
        assert "核实居住情况。" in page
