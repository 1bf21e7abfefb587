"""Who may call the routes and pages of reconciliations, and with what they are called."""

from collections.abc import Mapping
from uuid import UUID

from supervision.corrections.reconciliation.settling import settle_difference
from supervision.corrections.reconciliation.sheets import sign_sheet
from supervision.corrections.reconciliation.words import Result, Settlement
from tests.api.call import Call
from tests.api.conftest import Service
from tests.api.page_call import PageCall
from tests.api.page_scenes import Sent, coded, like
from tests.api.scenes import PURPOSE, Asked, Json, Scene, today_text
from tests.cast import COUNTY, Cast
from tests.makers_files import make_id_number, make_person_file
from tests.makers_orders import unused_code
from tests.makers_reconciliation import ORGAN, last_month, make_list, make_reconciliation, shown

MONTH, ITEM, SHEET = (
    "/reconciliations/{reconciliation_id}",
    "/reconciliation-items/{item_id}",
    "/count-sheets/{sheet_id}",
)
NOTE = "已电话询问法院。"
UPLOAD = "姓名,身份证号,状态\n欧阳静,{number},在矫\n"
LIST_FIELDS = {"source": "court", "organ": ORGAN}


def list_file() -> tuple[str, bytes]:
    """A list of one row as a court sends it."""
    return "list.csv", UPLOAD.format(number=make_id_number()).encode()


async def compared(cast: Cast) -> tuple[UUID, UUID, UUID]:
    """A month with a list, and a file in North that it does not name: ids of month, list and the file's item."""
    await make_person_file(cast.olga.officer)
    month = await make_reconciliation(cast)
    row = {"姓名": "欧阳静", "身份证号": make_id_number(), "状态": "在矫"}
    list_id = await make_list(cast.agnes.officer, month, row)
    lines = await shown(cast.agnes.officer, month)
    (item_id,) = (line.item.id for line in lines if line.item.result is Result.ONLY_HERE)
    return month, list_id, item_id


def month(json: Json = None) -> Scene:
    """A month whose list was compared."""

    async def scene(cast: Cast) -> Asked:
        month_id, list_id, _ = await compared(cast)
        return Asked({"reconciliation_id": month_id, "list_id": list_id}, json=json)

    return scene


def item(json: Json = None, params: Mapping[str, str] | None = None) -> Scene:
    """A difference that waits."""

    async def scene(cast: Cast) -> Asked:
        return Asked({"item_id": (await compared(cast))[2]}, params or {}, json)

    return scene


async def settled(cast: Cast) -> Asked:
    """A difference that was settled."""
    _, _, item_id = await compared(cast)
    await settle_difference(cast.agnes.officer, item_id, Result.ONLY_HERE, Settlement.LIST_WRONG, NOTE)
    return Asked({"item_id": item_id}, json={"reason": "另有情况。"})


async def possible(cast: Cast) -> Asked:
    """A row that may be about somebody with a file."""
    file_id = await make_person_file(cast.olga.officer)
    month_id = await make_reconciliation(cast)
    await make_list(cast.agnes.officer, month_id, {"姓名": "张三", "身份证号": make_id_number(), "状态": "在矫"})
    (line, *_) = await shown(cast.agnes.officer, month_id)
    assert line.item.result is Result.POSSIBLE
    return Asked({"item_id": line.item.id}, json={"supervisee_id": str(file_id), "note": "照片相符。"})


async def to_be_handed_in(cast: Cast) -> Asked:
    """A month, and a list for it."""
    fields = LIST_FIELDS | {"as_of_on": today_text()}
    return Asked({"reconciliation_id": await make_reconciliation(cast)}, form=fields, files={"sheet": list_file()})


def signed(json: Json = None) -> Scene:
    """A sheet that Agnes signed."""

    async def scene(cast: Cast) -> Asked:
        month_id, _, _ = await compared(cast)
        sheet_id = await sign_sheet(cast.agnes.officer, month_id, "")
        return Asked({"sheet_id": sheet_id}, json=json(cast) if callable(json) else json)

    return scene


async def new_month(_cast: Cast) -> Asked:
    return Asked(json={"county": COUNTY, "month": str(last_month())})


RECONCILIATION_CALLS: Mapping[str, Call] = {
    "GET /api/v1/reconciliations": Call("agnes", "otto", month(), is_list=True),
    "POST /api/v1/reconciliations": Call("agnes", "otto", new_month),
    f"GET /api/v1{MONTH}": Call("agnes", "otto", month()),
    f"POST /api/v1{MONTH}/lists": Call("agnes", "otto", to_be_handed_in),
    f"POST /api/v1{MONTH}/lists/{{list_id}}/withdrawal": Call("agnes", "otto", month()),
    f"POST /api/v1{MONTH}/comparison": Call("agnes", "otto", month()),
    f"GET /api/v1{MONTH}/differences": Call("agnes", "otto", month()),
    f"POST /api/v1{MONTH}/signature": Call("agnes", "otto", month({"remark": "无误。"})),
    f"GET /api/v1{ITEM}": Call("agnes", "otto", item(params=PURPOSE)),
    f"POST /api/v1{ITEM}/settlement": Call(
        "agnes", "otto", item({"result": "only-here", "settlement": "organ-asked", "note": NOTE})
    ),
    f"POST /api/v1{ITEM}/reopening": Call("agnes", "otto", settled),
    f"POST /api/v1{ITEM}/person": Call("agnes", "otto", possible),
    f"GET /api/v1{SHEET}": Call("agnes", "otto", signed()),
    f"POST /api/v1{SHEET}/countersignature": Call("hua", "hugo", signed(lambda cast: {"code": unused_code(cast.hua)})),
    f"POST /api/v1{SHEET}/return": Call("hua", "hugo", signed({"reason": "名单不全。"})),
    "GET /api/v1/count-sheets/sums": Call("carl"),
}
"""By method and path."""


async def page_list(service: Service) -> Sent:
    """A month, and a list for it as a browser sends it."""
    asked = await to_be_handed_in(service.cast)
    return Sent(asked.path, form=dict(asked.form or {}), files={"sheet": (*list_file(), "text/csv")})


RECONCILIATION_PAGES: Mapping[str, PageCall] = {
    "GET /console/reconciliations": PageCall("agnes", "otto", like(month()), is_list=True),
    "POST /console/reconciliations": PageCall(
        "agnes", "otto", like(new_month, lambda _cast, asked: dict(asked.json))
    ),
    f"GET /console{MONTH}": PageCall("agnes", "otto", like(month())),
    f"POST /console{MONTH}/lists": PageCall("agnes", "otto", page_list),
    f"POST /console{MONTH}/lists/{{list_id}}/withdrawal": PageCall("agnes", "otto", like(month())),
    f"POST /console{MONTH}/comparison": PageCall("agnes", "otto", like(month())),
    f"POST /console{MONTH}/signature": PageCall("agnes", "otto", like(month(), {"remark": "无误。"})),
    f"GET /console{ITEM}": PageCall("agnes", "otto", like(item(params=PURPOSE))),
    f"POST /console{ITEM}/settlement": PageCall(
        "agnes", "otto", like(item(), {"result": "only-here", "settlement": "organ-asked", "note": NOTE})
    ),
    f"POST /console{ITEM}/reopening": PageCall("agnes", "otto", like(settled, {"reason": "另有情况。"})),
    f"POST /console{ITEM}/person": PageCall(
        "agnes", "otto",
        like(possible, lambda _cast, asked: {"person": asked.json["supervisee_id"], "note": asked.json["note"]}),
    ),
    "GET /console/count-sheets": PageCall("carl"),
    f"GET /console{SHEET}": PageCall("agnes", "otto", like(signed())),
    f"POST /console{SHEET}/countersignature": PageCall("hua", "hugo", like(signed(), coded("hua"))),
    f"POST /console{SHEET}/return": PageCall("hua", "hugo", like(signed(), {"reason": "名单不全。"})),
}  # fmt: skip
"""By method and path."""

ABOUT_MONTHS = {
    route: "a county's month; what a file that is closed is in it, tests of the room ask"
    for route in (*RECONCILIATION_CALLS, *RECONCILIATION_PAGES)
    if "{item_id}" not in route
} | {
    f"POST {root}{ITEM}/person": "the row stays, as if nobody were alike: there is nothing to decide (409)"
    for root in ("/api/v1", "/console")
}
"""Routes about months and sheets, which hold numbers, or about rows, which are there without a file as well."""
