"""Lists by the API and on pages: what cannot be read is refused whole, and says what it needs."""

import io
import zipfile

import pytest

from supervision.storage.database import fetch
from tests.api.conftest import Service
from tests.api.console.browsing import browser, shown
from tests.api.reconciliation_calls import LIST_FIELDS, list_file
from tests.api.scenes import today_text
from tests.makers_reconciliation import make_reconciliation


def bomb() -> bytes:
    """A workbook that unpacks to far more than any list."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", " " * 200_000_000)
    return target.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("list.csv", "甲,乙\n1,2\n".encode(), "身份证号"),
        ("list.csv", "姓名,身份证号\n".encode(), "行"),
        ("list.xlsx", b"PK\x03\x04 no workbook", "Excel"),
        ("list.xlsx", bomb(), "拒绝读取"),
    ],
)
async def test_a_table_that_is_no_list_is_refused_whole_with_what_is_needed(
    service: Service, name: str, content: bytes, told: str
) -> None:
    agnes = service.cast.agnes
    path = f"/reconciliations/{await make_reconciliation(service.cast)}/lists"
    fields = LIST_FIELDS | {"as_of_on": today_text()}
    async with service.client(agnes) as client:
        answer = await client.post(f"/api/v1{path}", data=fields, files={"sheet": (name, content)})
    assert (answer.status_code, answer.json()["field"]) == (400, "sheet"), answer.text
    async with browser(service, agnes) as officer:
        page = await officer.post(f"/console{path}", fields, {"sheet": (name, content, "text/csv")})
    assert (page.status_code, told in shown(page.text)) == (400, True)
    assert 'value="临溪县人民法院"' in page.text
    assert await fetch("SELECT 1 FROM reconciliation_list") == []


async def test_a_row_fills_the_form_of_a_new_file_without_its_data_in_an_address(service: Service) -> None:
    agnes = service.cast.agnes
    month = await make_reconciliation(service.cast)
    fields = LIST_FIELDS | {"as_of_on": today_text()}
    async with browser(service, agnes) as officer:
        await officer.post(f"/console/reconciliations/{month}/lists", fields, {"sheet": (*list_file(), "text/csv")})
        (row,) = await fetch("SELECT id FROM reconciliation_item")
        page = await officer.client.get(f"/console/supervisees/new?item={row['id']}")
        assert 'value="欧阳静"' in page.text
        async with browser(service, service.cast.olga) as elsewhere:
            refused = await elsewhere.client.get(f"/console/supervisees/new?item={row['id']}")
        assert refused.status_code in {403, 404}
        assert "欧阳静" not in refused.text
