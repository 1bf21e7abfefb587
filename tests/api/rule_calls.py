"""Who may call the routes and pages of rules, and with what they are called."""

from collections.abc import Mapping
from typing import Any

from tests.api.call import Call
from tests.api.page_call import PageCall
from tests.api.page_scenes import coded, like
from tests.api.scenes import Asked, body
from tests.cast import Cast
from tests.makers_orders import unused_code
from tests.makers_rules import SOURCE, make_correction_row, propose

RULE = "check-ins-a-day"
ROW = {
    "name": RULE,
    "number": 2,
    "division": "149901",
    "source": SOURCE,
    "confidence": "verified",
    "valid_from": "2026-01-01",
}
SERVICE_ROW: dict[str, Any] = {
    "name": "service",
    "division": "149901",
    "source": SOURCE,
    "confidence": "verified",
    "valid_from": "2026-01-01",
    "service": {
        "name": "老年乘车卡", "name_english": "a bus card for the elderly", "condition": "registered-stay",
        "office": "township", "needs": "近期照片一张", "days": 5, "unit": "working-days",
    },
}  # fmt: skip
FORM = {name: str(value) for name, value in ROW.items() if name != "name"}


async def a_proposal(cast: Cast) -> Asked:
    return Asked({"rule_id": await propose(cast.sam, make_correction_row())})


async def to_be_confirmed(cast: Cast) -> Asked:
    return Asked((await a_proposal(cast)).path, json={"code": unused_code(cast.sue)})


async def named(_cast: Cast) -> Asked:
    return Asked({"name": RULE})


RULE_CALLS: Mapping[str, Call] = {
    "GET /api/v1/rules": Call("carl"),
    "GET /api/v1/local-rules": Call("carl"),
    "POST /api/v1/local-rules": Call("sam", scene=body(ROW)),
    "POST /api/v1/local-rules/{rule_id}/confirmation": Call("sue", scene=to_be_confirmed),
    "POST /api/v1/local-rules/{rule_id}/revocation": Call("sam", scene=a_proposal),
}

RULE_PAGE_CALLS: Mapping[str, PageCall] = {
    "GET /console/rules": PageCall("carl"),
    "GET /console/rules/{name}/new": PageCall("sam", scene=like(named)),
    "POST /console/rules/{name}/new": PageCall("sam", scene=like(named, FORM)),
    "GET /console/rules/rows/{rule_id}/confirmation": PageCall("sue", scene=like(a_proposal)),
    "POST /console/rules/rows/{rule_id}/confirmation": PageCall("sue", scene=like(a_proposal, coded("sue"))),
    "POST /console/rules/rows/{rule_id}/revocation": PageCall("sam", scene=like(a_proposal)),
}
