"""The service's health: looked at by the system administrator, and told with what to do."""

from tests.api.conftest import Service
from tests.api.console.browsing import browser, shown
from tests.makers import acts_of

PATH = "/console/doctor"


async def test_before_anybody_has_looked_the_page_says_so(service: Service) -> None:
    async with browser(service, service.cast.sam) as sam:
        assert "还没有检查过" in await sam.get(PATH)


async def test_a_look_finds_what_stands_and_what_does_not(service: Service) -> None:
    async with browser(service, service.cast.sam) as sam:
        said = shown(await sam.done(PATH))
        assert "已检查" in said
        assert "运行状况 故障" in said  # no worker takes anything in here
        assert "服务 故障" in said
        assert "启动服务" in said
        assert "审计链 正常" in said
        assert "密钥 注意" in said
        assert "SUPERVISION_KEY_DIR" in said
        assert "检查于" in await sam.get(PATH)
    assert ("service:check", "done") in await acts_of(service.cast.sam.id)


async def test_nobody_else_looks(service: Service) -> None:
    async with browser(service, service.cast.ada) as ada:
        assert await ada.status_of(PATH) == 403
        await ada.refused(PATH, 403)
    async with browser(service, service.cast.sam) as sam:
        sam.token = "of-another-page"
        await sam.refused(PATH, 403)
        assert "还没有检查过" in await sam.get(PATH)
