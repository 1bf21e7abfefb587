"""Who may call each route and page of exports, and who has the same role elsewhere."""

from collections.abc import Mapping

from tests.api import export_scenes as scenes
from tests.api.call import Call
from tests.api.page_call import PageCall
from tests.api.page_scenes import coded, like
from tests.cast import NORTH_VILLAGE
from tests.makers_exports import REASON

V1, CONSOLE = "/api/v1", "/console"
ONE = "exports/{export_id}"
FORM = {"kind": "residents", "place": NORTH_VILLAGE, "purpose": "inspection", "reason": REASON}

EXPORT_CALLS: Mapping[str, Call] = {
    f"GET {V1}/exports": Call("petra", "pavel", scenes.asked, is_list=True),
    f"POST {V1}/exports": Call("petra", "pavel", scenes.a_place),
    f"GET {V1}/{ONE}": Call("petra", "pavel", scenes.asked),
    f"POST {V1}/{ONE}/approval": Call("petra", "pavel", scenes.waiting),
    f"POST {V1}/{ONE}/refusal": Call("petra", "pavel", scenes.to_refuse),
    f"POST {V1}/{ONE}/withdrawal": Call("petra", "pavel", scenes.asked),
    f"POST {V1}/{ONE}/password": Call("petra", "pavel", scenes.asked),
    f"GET {V1}/{ONE}/archive": Call("petra", "pavel", scenes.ready),
}
EXPORT_PAGES: Mapping[str, PageCall] = {
    f"GET {CONSOLE}/exports": PageCall("petra", "pavel", like(scenes.asked), is_list=True),
    f"POST {CONSOLE}/exports": PageCall("petra", "pavel", like(scenes.a_place, FORM)),
    f"GET {CONSOLE}/{ONE}": PageCall("petra", "pavel", like(scenes.asked)),
    f"GET {CONSOLE}/{ONE}/approval": PageCall("petra", "pavel", like(scenes.waiting)),
    f"POST {CONSOLE}/{ONE}/approval": PageCall("petra", "pavel", like(scenes.waiting, coded("petra"))),
    f"POST {CONSOLE}/{ONE}/refusal": PageCall("petra", "pavel", like(scenes.to_refuse, {"reason": "范围过大。"})),
    f"POST {CONSOLE}/{ONE}/withdrawal": PageCall("petra", "pavel", like(scenes.asked)),
    f"GET {CONSOLE}/{ONE}/password": PageCall("petra", "pavel", like(scenes.asked)),
    f"POST {CONSOLE}/{ONE}/password": PageCall("petra", "pavel", like(scenes.asked, coded("petra")), answers=200),
    f"GET {CONSOLE}/{ONE}/archive": PageCall("petra", "pavel", like(scenes.ready)),
}
