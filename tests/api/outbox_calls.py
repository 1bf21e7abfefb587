"""Who may call the routes and pages of the outbox, and what stands before each."""

from collections.abc import Mapping

from supervision.corrections.outbox.reading import read_outbox
from supervision.storage.database import fetch
from tests.api.call import Call
from tests.api.conftest import Service
from tests.api.page_call import PageCall
from tests.api.page_scenes import Sent
from tests.api.scenes import PURPOSE, Asked
from tests.cast import COUNTY, Cast
from tests.makers_files import make_person_file

OUTBOX, CONSOLE = "/api/v1/outbox", "/console/outbox"


async def an_event(cast: Cast) -> Asked:
    await make_person_file(cast.olga.officer)
    (row,) = await fetch("SELECT id FROM outbox_event")
    return Asked({"event_id": row["id"], "county": COUNTY}, PURPOSE)


async def waiting(cast: Cast) -> Asked:
    await an_event(cast)
    return Asked(params={"county": COUNTY})


async def provided(cast: Cast) -> Asked:
    await an_event(cast)
    await read_outbox(cast.emil.officer, COUNTY, 0)
    return Asked(json={"county": COUNTY, "up_to": 1})


async def a_county_page(service: Service) -> Sent:
    asked = await an_event(service.cast)
    return Sent(asked.path, mark=f"{CONSOLE}/events/{asked.path['event_id']}")


async def a_list_page(service: Service) -> Sent:
    await an_event(service.cast)
    return Sent(mark=f"{CONSOLE}/{COUNTY}")


async def an_event_page(service: Service) -> Sent:
    asked = await an_event(service.cast)
    return Sent(asked.path, PURPOSE)


OUTBOX_CALLS: Mapping[str, Call] = {
    f"GET {OUTBOX}": Call("emil", "erik", waiting),
    f"POST {OUTBOX}/acknowledgements": Call("emil", "erik", provided),
    f"GET {OUTBOX}/counties": Call("agnes", "otto", an_event, is_list=True),
    f"GET {OUTBOX}/counties/{{county}}/events": Call("agnes", "otto", an_event),
    f"GET {OUTBOX}/events/{{event_id}}": Call("agnes", "otto", an_event),
}
"""By method and path."""

OUTBOX_PAGES: Mapping[str, PageCall] = {
    f"GET {CONSOLE}": PageCall("agnes", "otto", a_list_page, is_list=True),
    f"GET {CONSOLE}/{{county}}": PageCall("agnes", "otto", a_county_page),
    f"GET {CONSOLE}/events/{{event_id}}": PageCall("agnes", "otto", an_event_page),
}
"""By method and path."""
