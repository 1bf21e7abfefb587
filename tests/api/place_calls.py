"""Who may call each route about places, who has the same role elsewhere, and with what it is called."""

from collections.abc import Mapping

from tests.api import scenes_places
from tests.api.call import Call
from tests.api.scenes import body
from tests.cast import NORTH_VILLAGE

V1 = "/api/v1"
ADDRESS_ROW = {"division": NORTH_VILLAGE, "street": "石桥街", "building": "8号", "room": "101"}
PARTY = {"kind": "broker", "name": "安居中介", "phone": "13900003333", "division": NORTH_VILLAGE}

PLACE_CALLS: Mapping[str, Call] = {
    f"GET {V1}/addresses": Call("petra", "pavel", scenes_places.street, is_list=True),
    f"POST {V1}/addresses": Call("petra", scene=body(scenes_places.STREET)),
    f"GET {V1}/addresses/{{address_id}}": Call("petra", "pavel", scenes_places.street),
    f"PUT {V1}/addresses/{{address_id}}": Call("petra", "pavel", scenes_places.street),
    f"POST {V1}/addresses/import": Call("petra", scene=body({"rows": [ADDRESS_ROW]})),
    f"GET {V1}/address-duplicates": Call("petra", "pavel", scenes_places.two_of_one, is_list=True),
    f"GET {V1}/address-merges": Call("petra", "pavel", scenes_places.merged, is_list=True),
    f"POST {V1}/address-merges": Call("petra", "pavel", scenes_places.two_of_one),
    f"POST {V1}/address-merges/{{merge_id}}/undoing": Call("petra", "pavel", scenes_places.merged),
    f"GET {V1}/drawers": Call("petra", "pavel", scenes_places.drawer, is_list=True),
    f"POST {V1}/drawers": Call("petra", "pavel", scenes_places.undrawered),
    f"GET {V1}/drawers/{{drawer_id}}": Call("petra", "pavel", scenes_places.drawer),
    f"GET {V1}/drawers/{{drawer_id}}/duties": Call("petra", "pavel", scenes_places.drawer),
    f"POST {V1}/drawers/{{drawer_id}}/duties": Call("petra", "pavel", scenes_places.drawer),
    f"POST {V1}/drawer-duties/{{duty_id}}/ending": Call("petra", "pavel", scenes_places.duty),
    f"GET {V1}/duty-board": Call("petra", "pavel", scenes_places.drawer, is_list=True),
    f"POST {V1}/drawer-hand-overs": Call("petra", "pavel", scenes_places.handed_over),
    f"GET {V1}/dwellings": Call("petra", "pavel", scenes_places.home(), is_list=True),
    f"POST {V1}/dwellings": Call("petra", "pavel", scenes_places.empty_home),
    f"GET {V1}/dwellings/{{dwelling_id}}": Call("petra", "pavel", scenes_places.home()),
    f"PUT {V1}/dwellings/{{dwelling_id}}": Call(
        "petra", "pavel", scenes_places.home({**scenes_places.FACTS, "revision": 2})
    ),
    f"POST {V1}/dwellings/{{dwelling_id}}/landlord": Call(
        "petra", "pavel", scenes_places.home({"name": "孙建业", "phone": "13900001111"})
    ),
    f"GET {V1}/dwellings/{{dwelling_id}}/landlord": Call("petra", "pavel", scenes_places.home()),
    f"GET {V1}/dwellings/{{dwelling_id}}/hazards": Call("petra", "pavel", scenes_places.home()),
    f"POST {V1}/dwellings/{{dwelling_id}}/hazards": Call(
        "petra", "pavel", scenes_places.home({"kind": "01", "note": "楼道堆放杂物。"})
    ),
    f"GET {V1}/hazards": Call("petra", "pavel", scenes_places.hazard, is_list=True),
    f"POST {V1}/hazards/{{hazard_id}}/steps": Call("petra", "pavel", scenes_places.hazard),
    f"GET {V1}/organisations": Call("petra", "pavel", scenes_places.organisation, is_list=True),
    f"POST {V1}/organisations": Call(
        "petra", scene=body({"kind": "school", "name": "松坡小学", "division": NORTH_VILLAGE})
    ),
    f"GET {V1}/organisations/{{organisation_id}}": Call("petra", "pavel", scenes_places.organisation),
    f"PUT {V1}/organisations/{{organisation_id}}": Call("petra", "pavel", scenes_places.organisation),
    f"GET {V1}/organisations/{{organisation_id}}/contact": Call("petra", "pavel", scenes_places.organisation),
    f"GET {V1}/parties": Call("petra", "pavel", scenes_places.party, is_list=True),
    f"POST {V1}/parties": Call("petra", scene=body(PARTY)),
    f"GET {V1}/parties/{{party_id}}": Call("petra", "pavel", scenes_places.party),
    f"PUT {V1}/parties/{{party_id}}": Call("petra", "pavel", scenes_places.party),
}
