"""Who may call each route and page of the sharing catalogue, who has the same role elsewhere, and what is sent."""

import asyncio
from collections.abc import Mapping
from uuid import UUID

from api.workbooks.writing import workbook_chunks
from supervision.residence.sharing.answer_rows import ANSWER_COLUMNS
from supervision.residence.sharing.providing import MadeProvision
from supervision.residence.sharing.views import propose_view
from supervision.residence.sharing.words import SharedKind
from tests.api.call import Call
from tests.api.conftest import Service
from tests.api.console.browsing import Files, browser
from tests.api.page_call import PageCall
from tests.api.page_scenes import PageScene, Sent
from tests.api.scenes import Asked, Json, Scene, today_text
from tests.cast import NORTH_VILLAGE, Cast
from tests.makers_keeping import make_second
from tests.makers_orders import unused_code
from tests.makers_residence import make_building
from tests.makers_sharing import RECEIVER_NAME, give, make_hazard, make_view, view_draft

V1, CONSOLE = "/api/v1", "/console"
VIEW, PAGE = f"{V1}/sharing-views/{{view_id}}", f"{CONSOLE}/sharing/{{view_id}}"
PASSWORD = "7KQM-X2WF-9RTB-HC4N"
GIVEN = {"scope": "all", "handed_over": "in-person", "password": PASSWORD}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


async def hazardous_view(cast: Cast) -> Asked:
    """An approved view of hazards, and a hazard that is due under it."""
    building = await make_building(cast.petra.officer, NORTH_VILLAGE)
    await make_hazard(cast.petra.officer, building.dwellings["101"])
    return Asked({"view_id": await make_view(cast)})


async def to_decide(cast: Cast) -> Asked:
    """Proposed by another, so that Petra may decide."""
    second = await make_second(cast)
    return Asked({"view_id": await propose_view(second.officer, view_draft())})


async def made_provision(cast: Cast) -> tuple[MadeProvision, dict[str, str]]:
    """A provision, and a row that answers it."""
    asked = await hazardous_view(cast)
    made = await give(cast.petra.officer, UUID(str(asked.path["view_id"])))
    number, item = map(str, made.rows[0][:2])
    row = {"provision": number, "reference": item, "answer": "已消除", "answered_on": today_text(), "note": "已清理"}
    return made, row


def viewed(json: Json = None) -> Scene:
    async def scene(cast: Cast) -> Asked:
        return Asked((await hazardous_view(cast)).path, json=json)

    return scene


def decided(*, with_code: bool = False) -> Scene:
    async def scene(cast: Cast) -> Asked:
        asked = await to_decide(cast)
        return Asked(asked.path, json={"code": unused_code(cast.petra)} if with_code else {"reason": "目的不明确"})

    return scene


async def answered(cast: Cast) -> Asked:
    made, row = await made_provision(cast)
    return Asked({"provision_id": made.id}, json={"rows": [row]})


async def proposal(_cast: Cast) -> Asked:
    draft = view_draft(SharedKind.PERSONS)
    return Asked(json={name: encode_value(getattr(draft, name)) for name in draft.__dataclass_fields__})


def encode_value(value: object) -> Json:
    return list(value) if isinstance(value, tuple) else str(value)


SHARING_CALLS: Mapping[str, Call] = {
    f"GET {V1}/sharing-views": Call("petra", "pavel", hazardous_view, is_list=True),
    f"GET {V1}/sharing-views/catalogue": Call("petra", scene=hazardous_view),
    f"POST {V1}/sharing-views": Call("petra", "pavel", proposal),
    f"GET {VIEW}": Call("petra", "pavel", hazardous_view),
    f"POST {VIEW}/approval": Call("petra", "pavel", decided(with_code=True)),
    f"POST {VIEW}/return": Call("petra", "pavel", decided()),
    f"POST {VIEW}/ending": Call("petra", "pavel", hazardous_view),
    f"GET {VIEW}/provisions": Call("petra", "pavel", hazardous_view),
    f"POST {VIEW}/provisions": Call("petra", "pavel", viewed(GIVEN)),
    f"GET {V1}/provisions/{{provision_id}}": Call("petra", "pavel", answered),
    f"POST {V1}/provisions/{{provision_id}}/answers/check": Call("petra", "pavel", answered),
    f"POST {V1}/provisions/{{provision_id}}/answers": Call("petra", "pavel", answered),
}


def answer_table(*rows: Mapping[str, str]) -> Files:
    """An answer table as a department sends it back."""
    titles = [str(title) for title in ANSWER_COLUMNS.values()]
    cells = [[row[field] for field in ANSWER_COLUMNS] for row in rows]
    return {"sheet": ("答复.xlsx", b"".join(workbook_chunks("答复", titles, cells)), XLSX)}


def page(form: Mapping[str, str] | None = None, mark: str = "") -> PageScene:
    async def scene(service: Service) -> Sent:
        asked = await hazardous_view(service.cast)
        return Sent(asked.path, form=dict(form or {}), mark=mark or str(asked.path["view_id"]))

    return scene


def deciding(*, with_code: bool = False) -> PageScene:
    async def scene(service: Service) -> Sent:
        asked = await to_decide(service.cast)
        form = {"code": unused_code(service.cast.petra)} if with_code else {"reason": "目的不明确"}
        return Sent(asked.path, form=form)

    return scene


async def proposing(_service: Service) -> Sent:
    draft = view_draft(SharedKind.HAZARDS)
    form = {name: encode_value(getattr(draft, name)) for name in draft.__dataclass_fields__ if getattr(draft, name)}
    return Sent(form={**form, "view_purpose": form.pop("purpose")})


async def a_provision(service: Service) -> Sent:
    made, row = await made_provision(service.cast)
    return Sent({"provision_id": made.id}, files=answer_table(row))


async def checked_answers(service: Service) -> Sent:
    """Handed in by Petra: the verdicts wait under a token of hers."""
    made, row = await made_provision(service.cast)
    async with browser(service, service.cast.petra) as officer, asyncio.timeout(30):
        answer = await officer.post(f"{CONSOLE}/provisions/{made.id}/answers", None, answer_table(row))
    return Sent({"provision_id": made.id, "token": answer.headers["location"].rpartition("/")[2]})


SHARING_PAGES: Mapping[str, PageCall] = {
    f"GET {CONSOLE}/sharing": PageCall("petra", "pavel", page(), is_list=True),
    f"GET {CONSOLE}/sharing/print": PageCall("petra", "pavel", page(mark=RECEIVER_NAME), is_list=True),
    f"GET {CONSOLE}/sharing/new": PageCall("petra"),
    f"POST {CONSOLE}/sharing": PageCall("petra", "pavel", proposing),
    f"GET {PAGE}": PageCall("petra", "pavel", page()),
    f"GET {PAGE}/approval": PageCall("petra", "pavel", deciding()),
    f"POST {PAGE}/approval": PageCall("petra", "pavel", deciding(with_code=True)),
    f"POST {PAGE}/return": PageCall("petra", "pavel", deciding()),
    f"POST {PAGE}/ending": PageCall("petra", "pavel", page()),
    f"GET {PAGE}/provisions/new": PageCall("petra", "pavel", page()),
    f"POST {PAGE}/provisions": PageCall("petra", "pavel", page(GIVEN), answers=200),
    f"GET {CONSOLE}/provisions/{{provision_id}}": PageCall("petra", "pavel", a_provision),
    f"POST {CONSOLE}/provisions/{{provision_id}}/answers": PageCall("petra", "pavel", a_provision),
    f"GET {CONSOLE}/provisions/{{provision_id}}/answers/{{token}}": PageCall("petra", "pavel", checked_answers),
    f"POST {CONSOLE}/provisions/{{provision_id}}/answers/{{token}}": PageCall("petra", "pavel", checked_answers),
}
