"""Asking for a change of the place of execution by clicks."""

import re

from tests.api.conftest import Service
from tests.api.console.browsing import browser, shown
from tests.api.transfer_calls import asking
from tests.cast import OTHER_COUNTY
from tests.makers_files import make_person_file


async def test_the_new_place_is_chosen_by_its_name_and_what_is_no_place_is_asked_for_again(service: Service) -> None:
    olga = service.cast.olga
    file_id = await make_person_file(olga.officer)
    fields = asking(is_page=True) | {"supervisee": str(file_id)}
    async with browser(service, olga) as officer:
        form = await officer.get("/console/transfers/new", supervisee=str(file_id))
        (county,) = re.findall(rf'<option value="([^"]+ {OTHER_COUNTY})">', form)
        again = await officer.refused("/console/transfers", 400, fields | {"to_division": "某某县"})
        assert "页面上可以从名录选择" in shown(again)
        assert 'value="某某县"' in again
        opened = shown(await officer.done("/console/transfers", fields | {"to_division": county}))
    assert county.rpartition(" ")[0] in opened
