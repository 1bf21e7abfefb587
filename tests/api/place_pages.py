"""Who may call each page about places, who has the same role elsewhere, and what their browser sends."""

from collections.abc import Mapping

from tests.api import page_scenes_places, scenes_places
from tests.api.page_call import PageCall
from tests.api.page_scenes import form, like
from tests.cast import NORTH_VILLAGE

CONSOLE = "/console"
ADDRESSES = f"{CONSOLE}/addresses"
ADDRESS_IMPORT = f"{ADDRESSES}/import"
DRAWER = f"{CONSOLE}/drawers/{{drawer_id}}"
DWELLING = f"{CONSOLE}/dwellings/{{dwelling_id}}"
ORGANISATION = f"{CONSOLE}/organisations/{{organisation_id}}"

PLACE_PAGES: Mapping[str, PageCall] = {
    f"GET {CONSOLE}/cabinet": PageCall("petra", "pavel", like(scenes_places.drawer, params={}), is_list=True),
    f"GET {CONSOLE}/premises-map": PageCall("petra", "pavel", page_scenes_places.on_the_map, is_list=True),
    f"GET {CONSOLE}/premises-map/premises": PageCall("petra", "pavel", like(scenes_places.drawer), is_list=True),
    f"GET {CONSOLE}/drawers": PageCall("petra", "pavel", like(scenes_places.drawer), is_list=True),
    f"POST {CONSOLE}/drawers": PageCall("petra", "pavel", page_scenes_places.undrawered),
    f"POST {CONSOLE}/drawers/hand-over": PageCall("petra", "pavel", page_scenes_places.handed_over),
    f"GET {DRAWER}": PageCall("petra", "pavel", like(scenes_places.drawer)),
    f"POST {DRAWER}/duties": PageCall("petra", "pavel", page_scenes_places.duty_given),
    f"POST {DRAWER}/duties/{{duty_id}}/ending": PageCall("petra", "pavel", page_scenes_places.duty_ended),
    f"GET {ADDRESSES}": PageCall("petra", "pavel", like(scenes_places.street), is_list=True),
    f"POST {ADDRESSES}": PageCall("petra", scene=form(scenes_places.STREET)),
    f"POST {ADDRESSES}/points": PageCall("petra", scene=form({"division": NORTH_VILLAGE})),
    f"GET {ADDRESSES}/duplicates": PageCall("petra", "pavel", like(scenes_places.two_of_one), is_list=True),
    f"POST {ADDRESSES}/merges": PageCall("petra", "pavel", page_scenes_places.two_of_one),
    f"POST {ADDRESSES}/merges/{{merge_id}}/undoing": PageCall("petra", "pavel", like(scenes_places.merged)),
    f"GET {ADDRESSES}/{{address_id}}": PageCall("petra", "pavel", like(scenes_places.street)),
    f"POST {ADDRESSES}/{{address_id}}": PageCall(
        "petra", "pavel", like(scenes_places.street, {"revision": "1", "name": "幸福大道"})
    ),
    f"GET {ADDRESS_IMPORT}": PageCall("petra"),
    f"POST {ADDRESS_IMPORT}": PageCall("petra", scene=page_scenes_places.address_sheet),
    f"GET {ADDRESS_IMPORT}/template.xlsx": PageCall("petra"),
    f"GET {ADDRESS_IMPORT}/{{token}}/columns": PageCall("petra", "pavel", page_scenes_places.unread_address_sheet),
    f"POST {ADDRESS_IMPORT}/{{token}}/columns": PageCall("petra", "pavel", page_scenes_places.unread_address_sheet),
    f"GET {ADDRESS_IMPORT}/{{token}}": PageCall("petra", "pavel", page_scenes_places.kept_address_sheet),
    f"POST {ADDRESS_IMPORT}/{{token}}": PageCall("petra", "pavel", page_scenes_places.kept_address_sheet),
    f"GET {ADDRESS_IMPORT}/{{token}}/verdicts.xlsx": PageCall("petra", "pavel", page_scenes_places.kept_address_sheet),
    f"POST {CONSOLE}/dwellings": PageCall("petra", "pavel", page_scenes_places.new_home),
    f"GET {CONSOLE}/dwellings/new": PageCall("petra", "pavel", page_scenes_places.new_home_form),
    f"GET {DWELLING}": PageCall("petra", "pavel", like(scenes_places.home())),
    f"POST {DWELLING}": PageCall("petra", "pavel", like(scenes_places.home(), page_scenes_places.HOME_FORM)),
    f"GET {DWELLING}/landlord": PageCall("petra", "pavel", like(scenes_places.home())),
    f"POST {DWELLING}/landlord": PageCall(
        "petra", "pavel", like(scenes_places.home(), {"name": "孙建业", "phone": "13900001111"})
    ),
    f"POST {DWELLING}/hazards": PageCall(
        "petra", "pavel", like(scenes_places.home(), {"hazard_kind": "01", "note": "楼道堆放杂物。"})
    ),
    f"GET {CONSOLE}/hazards": PageCall("petra", "pavel", page_scenes_places.open_hazard, is_list=True),
    f"POST {CONSOLE}/hazards/{{hazard_id}}/steps": PageCall(
        "petra", "pavel", like(scenes_places.hazard, {"step": "resolved", "note": "已清理。"})
    ),
    f"GET {CONSOLE}/organisations": PageCall(
        "petra", "pavel", like(scenes_places.organisation, params={}), is_list=True
    ),
    f"POST {CONSOLE}/organisations": PageCall("petra", scene=form(page_scenes_places.ORGANISATION_FORM)),
    f"GET {CONSOLE}/organisations/new": PageCall("petra"),
    f"GET {ORGANISATION}": PageCall("petra", "pavel", like(scenes_places.organisation)),
    f"POST {ORGANISATION}": PageCall(
        "petra", "pavel", like(scenes_places.organisation, page_scenes_places.ORGANISATION_FORM | {"revision": "1"})
    ),
    f"POST {ORGANISATION}/closing": PageCall("petra", "pavel", like(scenes_places.organisation)),
    f"GET {ORGANISATION}/contact": PageCall("petra", "pavel", like(scenes_places.organisation)),
}
