"""The audit's page: read, filtered and verified by its administrator, and by nobody else."""

import asyncpg
import pytest

from supervision.legal_time import legal_day, now
from tests.api.conftest import Service
from tests.api.console.browsing import browser, links_of, shown
from tests.makers import acts_of
from tests.makers_files import make_person_file


async def test_entries_are_told_in_words_and_name_nobody_s_file(service: Service) -> None:
    file_id = await make_person_file(service.cast.olga.officer)
    async with browser(service, service.cast.ada) as ada:
        said = shown(await ada.get("/console/audit"))
        assert "Olga North 建立档案" in said
        assert f"档案 {str(file_id)[:8]}" in said
        assert "张三" not in said
    assert ("audit:read", "done") in await acts_of(service.cast.ada.id)


async def test_filters_narrow_and_stay_in_the_address(service: Service) -> None:
    cast = service.cast
    await make_person_file(cast.olga.officer)
    async with browser(service, cast.oscar) as oscar:
        assert await oscar.status_of("/console/officers") == 403
    async with browser(service, cast.ada) as ada:
        page = await ada.get("/console/audit", officer=cast.olga.id, act="person-file:create")
        assert 'value="person-file:create" selected' in page
        assert page.count('<tr id="entry-') == 1
        (by_subject,) = links_of(page, r"/console/audit\?subject=[0-9a-f-]+")
        assert "建立档案" in await ada.get(by_subject)
        refused = await ada.get("/console/audit", result="refused")
        assert "被拒绝" in refused
        assert refused.count('<tr id="entry-') == 1
        today = legal_day(now()).isoformat()
        assert "建立档案" in await ada.get("/console/audit", **{"from": today, "to": today})
        assert "没有符合条件的记录" in await ada.get("/console/audit", subject="nobody")
        assert await ada.status_of("/console/audit?from=yesterday") == 400
        assert await ada.status_of("/console/audit?to=9999-12-31") == 400


async def test_entries_come_fifty_a_page_without_a_gap(service: Service) -> None:
    async with browser(service, service.cast.ada) as ada:
        for _ in range(45):
            await ada.get("/console/offices")
            await ada.get("/console/audit")
        first = await ada.get("/console/audit")
        (following,) = set(links_of(first, r"/console/audit\?cursor=[^\"]+"))
        second = await ada.get(following)
        assert 'rel="next"' in first
        assert "回到第一页" in second
        assert min(numbers(first)) == max(numbers(second)) + 1


def numbers(page: str) -> list[int]:
    return [int(found.split("-")[1].split('"')[0]) for found in page.split('<tr id="')[1:]]


async def test_a_whole_chain_verifies_and_a_broken_one_names_its_first_wrong_entry(service: Service) -> None:
    async with browser(service, service.cast.ada) as ada:
        whole = await ada.post("/console/audit/verification")
        assert "审计链完整" in whole.text
        assert "<html" not in whole.text
        connection = await asyncpg.connect(service.superuser_url)
        await connection.execute("ALTER TABLE audit_entry DISABLE TRIGGER USER")
        await connection.execute("UPDATE audit_entry SET actor_name = 'Nobody' WHERE position = 3")
        await connection.close()
        broken = await ada.post("/console/audit/verification")
        assert "审计链在第 3 条断开" in broken.text
        assert "该条被改动过" in broken.text
    assert ("audit:verify", "done") in await acts_of(service.cast.ada.id)


@pytest.mark.parametrize("name", ["olga", "hua", "sam", "sue"])
async def test_nobody_else_reads_it(service: Service, name: str) -> None:
    async with browser(service, getattr(service.cast, name)) as member:
        assert await member.status_of("/console/audit") == 403
        await member.refused("/console/audit/verification", 403)
