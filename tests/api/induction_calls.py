"""Who may call the routes and pages of induction, and with what they are called."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta

from supervision.corrections.induction.movements import Paper, record_movement
from supervision.corrections.induction.needs import refer_need
from supervision.corrections.induction.words import Direction, NeedKind, OrganKind
from supervision.legal_time import legal_day, now
from tests.api.call import Call
from tests.api.page_call import PageCall
from tests.api.page_scenes import like
from tests.api.scenes import PURPOSE, Asked, Json, Scene, file, today_text
from tests.cast import Cast
from tests.makers_files import make_person_file

FILE = "/supervisees/{supervisee_id}"
MEMBER = {"kind": "village", "name": "周桂兰", "is_woman": True, "phone": "13900002222"}
PLAN = {
    "situation": "有固定住处。",
    "remorse": "认罪。",
    "family": "母亲同住。",
    "follow_up": "每月谈话。",
    "help": "学电焊。",
}
NEED = {"kind": "work", "text": "希望学习电焊。", "referred_to": "县人力资源和社会保障局"}
MOVEMENT = {"direction": "sent", "organ": "police", "title": "报备函", "organ_name": "县公安局"}
ANSWER = {"state": "met", "answer": "已安排培训。"}
BAN = {"step": "filed", "note": "县公安局，3号"}
GROUP_FORM = {
    "member_kind": "village", "member_name": "周桂兰", "member_sex": "female", "member_minors": "no",
    "member_unit": "", "member_phone": "",
}  # fmt: skip

Made = Callable[[Cast], Awaitable[dict[str, object]]]


async def a_need(cast: Cast) -> dict[str, object]:
    file_id = await make_person_file(cast.olga.officer)
    need_id = await refer_need(cast.olga.officer, file_id, NeedKind.WORK, "希望学习电焊。", "县人社局")
    return {"supervisee_id": file_id, "need_id": need_id}


async def a_movement(cast: Cast) -> dict[str, object]:
    file_id = await make_person_file(cast.olga.officer)
    sent_on = legal_day(now()) - timedelta(days=2)
    movement_id = await record_movement(
        cast.olga.officer, file_id, Direction.SENT, OrganKind.POLICE, Paper("报备函", "县公安局"), sent_on
    )
    return {"supervisee_id": file_id, "movement_id": movement_id}


def given(made: Made, json: Json = None) -> Scene:
    """What has to stand before, and what is sent."""

    async def scene(cast: Cast) -> Asked:
        return Asked(await made(cast), json=json() if callable(json) else json)

    return scene


def today(fields: Mapping[str, object], name: str = "happened_on") -> Callable[..., Json]:
    """The fields with today's date."""
    return lambda *_parts: {**fields, name: today_text()}


INDUCTION_CALLS: Mapping[str, Call] = {
    f"GET /api/v1{FILE}/induction": Call("olga", "oscar", file(PURPOSE)),
    f"PUT /api/v1{FILE}/group": Call("olga", "oscar", file(json=lambda _cast: {"members": [MEMBER]})),
    f"POST /api/v1{FILE}/plans": Call("olga", "oscar", file(json=lambda _cast: {"version": 0, "plan": PLAN})),
    f"POST /api/v1{FILE}/needs": Call("olga", "oscar", file(json=lambda _cast: NEED)),
    f"POST /api/v1{FILE}/needs/{{need_id}}/answer": Call("olga", "oscar", given(a_need, ANSWER)),
    f"POST /api/v1{FILE}/exit-ban": Call("olga", "oscar", file(json=today(BAN))),
    f"POST /api/v1{FILE}/movements": Call("olga", "oscar", file(json=today(MOVEMENT))),
    f"POST /api/v1{FILE}/movements/{{movement_id}}/receipt": Call(
        "olga", "oscar", given(a_movement, today({}, "receipt_on"))
    ),
}
"""By method and path."""

INDUCTION_PAGES: Mapping[str, PageCall] = {
    "GET /console/induction": PageCall("olga", "oscar", like(file()), is_list=True),
    f"POST /console{FILE}/group": PageCall("olga", "oscar", like(file(), GROUP_FORM)),
    f"POST /console{FILE}/plan": PageCall("olga", "oscar", like(file(), {"version": "0", **PLAN})),
    f"POST /console{FILE}/needs": PageCall("olga", "oscar", like(file(), NEED)),
    f"POST /console{FILE}/needs/{{need_id}}/answer": PageCall("olga", "oscar", like(given(a_need), ANSWER)),
    f"POST /console{FILE}/movements": PageCall("olga", "oscar", like(file(), today(MOVEMENT))),
    f"POST /console{FILE}/movements/{{movement_id}}/receipt": PageCall(
        "olga", "oscar", like(given(a_movement), today({}, "receipt_on"))
    ),
    f"POST /console{FILE}/exit-ban": PageCall("olga", "oscar", like(file(), today(BAN))),
}
"""By method and path."""
