"""The page of figures: each of its links opens a list of just that many."""

import html
import re
from datetime import timedelta

from supervision.corrections.access_rule import LimitKind
from supervision.corrections.contacts.entering import Logged
from supervision.corrections.contacts.keeping import add_contact
from supervision.corrections.contacts.words import ContactKind, Outcome
from supervision.legal_time import now
from tests.api.conftest import Service
from tests.api.console.browsing import browser, shown
from tests.makers_files import make_person_file
from tests.makers_limits import make_limit
from tests.supervision.figures.scenes import make_everything

_NUMBER = re.compile(r'<td class="num"[^>]*><a href="([^"]+)">(\d+)</a>')
_TOTAL = re.compile(r"显示 \d+ 条，共 (\d+) 条")


async def test_each_number_of_the_page_opens_a_list_of_that_length(service: Service) -> None:
    await make_everything(service.cast)
    async with browser(service, service.cast.hua) as officer:
        page = await officer.get("/console/correction-figures", span="year")
        numbers = _NUMBER.findall(page)
        assert len(numbers) > 12
        for path, number in numbers:
            listed = shown(await officer.get(html.unescape(path)))
            assert "统计数字背后的名单" in listed
            assert _TOTAL.findall(listed) == [number], path


async def test_a_list_of_contacts_says_when_and_how_and_offers_to_look_at_what_is_finished(service: Service) -> None:
    olga = service.cast.olga
    file_id = await make_person_file(olga.officer)
    contact_id = await add_contact(
        olga.officer, file_id, ContactKind.CALL, Logged(Outcome.COMPLIED, happened_at=now() - timedelta(minutes=5))
    )
    async with browser(service, olga) as officer:
        figures = await officer.get("/console/correction-figures", span="year")
        (path,) = [path for path, _ in _NUMBER.findall(figures) if "counted=contacts" in path and "complied" in path]
        listed = await officer.get(html.unescape(path))
        assert "已完成" in shown(listed)
        assert "没有约定" in shown(listed)
        (button,) = re.findall(rf'href="/console/contacts/{contact_id}"[^>]*>([^<]+)<', listed)
        assert button == "查看"


async def test_a_list_keeps_its_number_while_it_is_filtered_and_paged(service: Service) -> None:
    cast = service.cast
    for _ in range(51):
        await make_person_file(cast.olga.officer)
    await make_limit(cast, await make_person_file(cast.olga.officer), LimitKind.EXCLUSION, cast.olga)
    async with browser(service, cast.olga) as officer:
        page = await officer.get("/console/correction-figures")
        ((path, number),) = [one for one in _NUMBER.findall(page) if "counted=category" in one[0]]
        assert number == "51"
        first = await officer.get(html.unescape(path))
        (following,) = re.findall(r'href="([^"]+)" rel="next"', first)
        assert "共 51 条" in shown(await officer.get(html.unescape(following)))
        assert 'name="counted" value="category"' in first


async def test_a_period_stays_in_the_address_and_a_wrong_number_is_told(service: Service) -> None:
    async with browser(service, service.cast.carl) as officer:
        page = shown(await officer.get("/console/correction-figures", span="quarter", day="2026-08-15"))
        assert "2026年第3季度" in page
        assert "下一期" in page
        assert await officer.status_of("/console/supervisees?counted=category&slice=nonsense") == 400
        assert officer.last is not None
        assert "没有这一项统计" in shown(officer.last.text)


async def test_days_and_months_that_no_calendar_has_are_refused_in_words(service: Service) -> None:
    figures, started = "/console/correction-figures", "/console/supervisees?counted=started"
    async with browser(service, service.cast.carl) as officer:
        for path in (f"{figures}?day=0001-01-01", f"{figures}?span=year&day=9999-12-31", f"{started}&slice=0000-01"):
            assert await officer.status_of(path) == 400, path
        assert await officer.status_of(f"{figures}?day=9999-12-31") == 400
        assert officer.last is not None
        assert "1900年至2200年" in shown(officer.last.text)
