"""Who may call each route about residents and households, and who has the same role elsewhere."""

from collections.abc import Mapping

from tests.api import people_scenes as scenes
from tests.api.call import Call
from tests.api.people_scenes import VISIT, household, resident, today_text, upload

V1 = "/api/v1"
HOUSEHOLD, RESIDENT = f"{V1}/households/{{household_id}}", f"{V1}/residents/{{resident_id}}"
AMENDMENT, MOVE = f"{V1}/amendments/{{amendment_id}}", f"{V1}/moves/{{move_id}}"

PEOPLE_CALLS: Mapping[str, Call] = {
    f"GET {V1}/households": Call("petra", "pavel", household(), is_list=True),
    f"POST {V1}/households": Call("petra", "pavel", scenes.a_dwelling),
    f"GET {HOUSEHOLD}": Call("petra", "pavel", household(VISIT)),
    f"GET {HOUSEHOLD}/readings": Call("petra", "pavel", household(VISIT)),
    f"POST {HOUSEHOLD}/closing": Call("petra", "pavel", scenes.empty_household),
    f"POST {HOUSEHOLD}/head": Call("petra", "pavel", scenes.another_head),
    f"POST {HOUSEHOLD}/split": Call("petra", "pavel", scenes.to_split),
    f"POST {HOUSEHOLD}/joining": Call("petra", "pavel", scenes.to_join),
    f"POST {HOUSEHOLD}/materials": Call("petra", "pavel", upload("contract", household())),
    f"GET {V1}/residents": Call("petra", "pavel", resident(), is_list=True),
    f"POST {V1}/residents": Call("petra", "pavel", scenes.new_member),
    f"GET {RESIDENT}": Call("petra", "pavel", resident(VISIT)),
    f"GET {RESIDENT}/readings": Call("petra", "pavel", resident(VISIT)),
    f"GET {RESIDENT}/versions": Call("petra", "pavel", resident(VISIT)),
    f"POST {RESIDENT}/contact": Call(
        "petra",
        "pavel",
        resident(json=lambda: {"revision": 1, "happened_on": today_text(), "phone": "13900009999"}),
    ),
    f"POST {RESIDENT}/amendments": Call("petra", "pavel", scenes.to_amend),
    f"POST {RESIDENT}/ending": Call(
        "petra", "pavel", resident(json=lambda: {"ended_on": today_text(), "reason": "left-area"})
    ),
    f"POST {RESIDENT}/resumption": Call("petra", "pavel", scenes.ended),
    f"POST {RESIDENT}/relocation": Call("petra", "pavel", scenes.to_relocate),
    f"POST {RESIDENT}/moves": Call("petra", "pavel", scenes.to_move_out),
    f"POST {RESIDENT}/materials": Call("petra", "pavel", upload("photo", resident())),
    f"GET {V1}/amendments": Call("petra", "pavel", scenes.amendment, is_list=True),
    f"GET {AMENDMENT}": Call("petra", "pavel", scenes.amendment),
    f"POST {AMENDMENT}/approval": Call("petra", "pavel", scenes.amendment),
    f"POST {AMENDMENT}/refusal": Call("petra", "pavel", scenes.amendment),
    f"GET {V1}/moves": Call("pavel", scene=scenes.move, is_list=True),
    f"POST {V1}/moves": Call("pavel", "petra", scenes.to_move_in),
    f"GET {MOVE}": Call("pavel", scene=scenes.move),
    f"POST {MOVE}/acceptance": Call("pavel", "petra", scenes.move),
    f"POST {MOVE}/refusal": Call("pavel", "petra", scenes.refused_move),
    f"POST {MOVE}/withdrawal": Call("petra", scene=scenes.move),
    f"GET {V1}/materials/{{material_id}}": Call("petra", "pavel", scenes.material),
}
