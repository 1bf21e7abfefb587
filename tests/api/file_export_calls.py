"""Who may call the routes and pages of exports of correction files, and what stands before each."""

from collections.abc import Mapping

from tests.api.call import Call
from tests.api.page_call import PageCall
from tests.api.page_scenes import coded, like
from tests.api.scenes import Asked
from tests.cast import NORTH, Cast
from tests.makers_file_exports import (
    BASIS,
    REASON,
    make_file_export,
    make_ready_file_export,
    make_waiting_file_export,
)
from tests.makers_files import make_person_file
from tests.makers_orders import unused_code

V1, CONSOLE = "/api/v1", "/console"
ONE = "file-exports/{export_id}"
FORM = {"place": NORTH, "purpose": "inspection", "basis": BASIS, "reason": REASON}
REFUSAL = {"reason": "范围过大。"}


async def files(cast: Cast) -> Asked:
    await make_person_file(cast.olga.officer)
    return Asked(json={"division": NORTH, "purpose": "inspection", "basis": BASIS, "reason": REASON})


async def asked(cast: Cast) -> Asked:
    return Asked({"export_id": await make_file_export(cast)}, json={"code": unused_code(cast.olga)})


async def ready(cast: Cast) -> Asked:
    return Asked({"export_id": await make_ready_file_export(cast)})


async def waiting(cast: Cast) -> Asked:
    return Asked({"export_id": await make_waiting_file_export(cast)}, json={"code": unused_code(cast.agnes)})


async def to_refuse(cast: Cast) -> Asked:
    return Asked((await waiting(cast)).path, json=REFUSAL)


FILE_EXPORT_CALLS: Mapping[str, Call] = {
    f"GET {V1}/file-exports": Call("olga", "oscar", asked, is_list=True),
    f"POST {V1}/file-exports": Call("olga", "oscar", files),
    f"GET {V1}/{ONE}": Call("olga", "oscar", asked),
    f"POST {V1}/{ONE}/approval": Call("agnes", "otto", waiting),
    f"POST {V1}/{ONE}/refusal": Call("agnes", "otto", to_refuse),
    f"POST {V1}/{ONE}/withdrawal": Call("olga", "oscar", asked),
    f"POST {V1}/{ONE}/password": Call("olga", "oscar", asked),
    f"GET {V1}/{ONE}/archive": Call("olga", "oscar", ready),
}
"""By method and path."""

FILE_EXPORT_PAGES: Mapping[str, PageCall] = {
    f"GET {CONSOLE}/file-exports": PageCall("olga", "oscar", like(asked), is_list=True),
    f"POST {CONSOLE}/file-exports": PageCall("olga", "oscar", like(files, FORM)),
    f"GET {CONSOLE}/{ONE}": PageCall("olga", "oscar", like(asked)),
    f"GET {CONSOLE}/{ONE}/approval": PageCall("agnes", "otto", like(waiting)),
    f"POST {CONSOLE}/{ONE}/approval": PageCall("agnes", "otto", like(waiting, coded("agnes"))),
    f"POST {CONSOLE}/{ONE}/refusal": PageCall("agnes", "otto", like(to_refuse, REFUSAL)),
    f"POST {CONSOLE}/{ONE}/withdrawal": PageCall("olga", "oscar", like(asked)),
    f"GET {CONSOLE}/{ONE}/password": PageCall("olga", "oscar", like(asked)),
    f"POST {CONSOLE}/{ONE}/password": PageCall("olga", "oscar", like(asked, coded("olga")), answers=200),
    f"GET {CONSOLE}/{ONE}/archive": PageCall("olga", "oscar", like(ready)),
}
"""By method and path."""
