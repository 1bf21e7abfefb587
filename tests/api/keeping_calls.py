"""Who may call each route about keeping and destroying, and who has the same role elsewhere."""

from collections.abc import Mapping

from tests.api import keeping_scenes as scenes
from tests.api.call import Call
from tests.api.people_scenes import VISIT, resident

V1 = "/api/v1"
DESTRUCTION = f"{V1}/destructions/{{proposal_id}}"

KEEPING_CALLS: Mapping[str, Call] = {
    f"GET {V1}/residents/{{resident_id}}/holds": Call("petra", "pavel", resident(VISIT)),
    f"POST {V1}/residents/{{resident_id}}/holds": Call("petra", "pavel", resident(json={"reason": "复议"})),
    f"POST {V1}/resident-holds/{{hold_id}}/lifting": Call("petra", "pavel", scenes.hold),
    f"GET {V1}/destructions/due": Call("petra", "pavel", scenes.due, is_list=True),
    f"GET {V1}/destructions": Call("petra", "pavel", scenes.proposed, is_list=True),
    f"POST {V1}/destructions": Call("petra", "pavel", scenes.due),
    f"POST {V1}/destructions/approval": Call("petra", "pavel", scenes.to_approve),
    f"POST {DESTRUCTION}/return": Call("petra", "pavel", scenes.proposed),
    f"GET {DESTRUCTION}/certificate": Call("petra", "pavel", scenes.destroyed),
}
