"""Who may call each route and page around the end of a correction, who has the same role elsewhere, what is sent."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from supervision import legal_time
from supervision.corrections.file_state import EndCause
from supervision.corrections.release.acts import hold_certificate, send_notice
from supervision.corrections.release.words import HoldKind, NoticeReceiver
from supervision.legal_time import legal_day
from supervision.storage.database import fetch
from tests.api.call import Call
from tests.api.conftest import Service
from tests.api.page_call import PageCall
from tests.api.page_scenes import Sent, like
from tests.api.scenes import PURPOSE, Asked, Json, Scene, file, today_text
from tests.cast import Cast
from tests.makers_ends import make_end, make_request
from tests.makers_files import make_person_file, make_term_confirmed
from tests.makers_orders import unused_code

FILE = "/api/v1/supervisees/{supervisee_id}"


async def over(cast: Cast) -> UUID:
    """A confirmed term that ended yesterday."""
    file_id = await make_person_file(cast.olga.officer)
    await make_term_confirmed(cast.agnes.officer, file_id)
    yesterday = legal_day(legal_time.now()) - timedelta(days=1)
    await fetch("UPDATE person_file SET term_ends_on = $2 WHERE id = $1", file_id, yesterday)
    return file_id


async def an_incident(cast: Cast) -> Asked:
    return Asked({"supervisee_id": await over(cast)}, {"queue": "incidents"})


async def to_be_asked(cast: Cast) -> Asked:
    return Asked({"supervisee_id": await over(cast)}, json=a_request())


async def to_be_certified(cast: Cast) -> Asked:
    file_id = await over(cast)
    request_id = str(await make_request(cast.olga.officer, file_id))
    return Asked({"supervisee_id": file_id}, json={"request_id": request_id, "code": unused_code(cast.agnes)})


async def to_be_returned(cast: Cast) -> Asked:
    file_id = await over(cast)
    request_id = await make_request(cast.olga.officer, file_id)
    return Asked({"supervisee_id": file_id, "request_id": request_id}, json={"reason": "缺书面鉴定。"})


async def held(cast: Cast) -> Asked:
    file_id, today = await over(cast), legal_day(legal_time.now())
    hold = await hold_certificate(cast.agnes.officer, file_id, HoldKind.REVOCATION_CASE, today, "县法院审理中。")
    return Asked({"supervisee_id": file_id, "hold_id": hold}, json={"way": "case-over"})


def released(json: Json = None) -> Scene:
    """Somebody released at the end of probation."""

    async def scene(cast: Cast) -> Asked:
        file_id = await over(cast)
        await make_end(cast, file_id, EndCause.EXPIRY)
        return Asked({"supervisee_id": file_id}, PURPOSE, json() if callable(json) else json)

    return scene


async def told(cast: Cast) -> Asked:
    """A notice that went out today."""
    file_id, today = await over(cast), legal_day(legal_time.now())
    await make_end(cast, file_id, EndCause.EXPIRY)
    notice = await send_notice(cast.olga.officer, file_id, NoticeReceiver.POLICE, today, "机要送达。")
    return Asked({"supervisee_id": file_id, "notice_id": notice}, json={"received_on": today_text()})


def a_task() -> dict[str, Any]:
    return {"kind": "summary", "done_on": today_text(), "note": "已交。"}


def a_request() -> dict[str, Any]:
    return {"cause": "expiry", "note": "期满。", "why_undone": "材料在纸质档案中。"}


def a_hold() -> dict[str, Any]:
    return {"kind": "revocation-case", "began_on": today_text(), "note": "县法院审理中。"}


def a_notice() -> dict[str, Any]:
    return {"receiver": "prosecutor", "sent_on": today_text(), "note": "机要送达。"}


def an_announcement() -> dict[str, Any]:
    return {"announced_on": today_text(), "note": "北岭司法所，矫正小组成员在场。"}


RELEASE_CALLS: Mapping[str, Call] = {
    "GET /api/v1/release-files": Call("hua", "hugo", an_incident, is_list=True),
    f"GET {FILE}/release": Call("carl", "hugo", file(PURPOSE)),
    f"POST {FILE}/release/tasks": Call("olga", "oscar", file(json=lambda _cast: a_task())),
    f"POST {FILE}/release/holds": Call("agnes", "otto", file(json=lambda _cast: a_hold())),
    f"POST {FILE}/release/holds/{{hold_id}}/lifting": Call("agnes", "otto", held),
    f"POST {FILE}/release/requests": Call("olga", "oscar", to_be_asked),
    f"POST {FILE}/release/requests/{{request_id}}/return": Call("agnes", "otto", to_be_returned),
    f"POST {FILE}/release/certificate": Call("agnes", "otto", to_be_certified),
    f"POST {FILE}/release/notices": Call("olga", "oscar", released(a_notice)),
    f"POST {FILE}/release/notices/{{notice_id}}/receipt": Call("olga", "oscar", told),
    f"POST {FILE}/release/announcement": Call("olga", "oscar", released(an_announcement)),
}

PAGE = "/console/supervisees/{supervisee_id}"


async def certified_on_page(service: Service) -> Sent:
    asked = await to_be_certified(service.cast)
    return Sent(asked.path, form=asked.json)


RELEASE_PAGES: Mapping[str, PageCall] = {
    f"POST {PAGE}/release/tasks": PageCall("olga", "oscar", like(file(), lambda _cast, _asked: a_task())),
    f"POST {PAGE}/release/holds": PageCall(
        "agnes", "otto", like(file(), lambda _cast, _asked: a_hold() | {"hold_kind": "compulsory-measure"})
    ),
    f"POST {PAGE}/release/holds/{{hold_id}}/lifting": PageCall("agnes", "otto", like(held, {"way": "case-over"})),
    f"POST {PAGE}/release/requests": PageCall(
        "olga", "oscar", like(to_be_asked, lambda _cast, _asked: a_request() | {"checked": "yes"})
    ),
    f"POST {PAGE}/release/requests/{{request_id}}/return": PageCall(
        "agnes", "otto", like(to_be_returned, {"reason": "缺书面鉴定。"})
    ),
    f"POST {PAGE}/release/certificate": PageCall("agnes", "otto", certified_on_page),
    f"POST {PAGE}/release/notices": PageCall("olga", "oscar", like(released(), lambda _cast, _asked: a_notice())),
    f"POST {PAGE}/release/notices/{{notice_id}}/receipt": PageCall(
        "olga", "oscar", like(told, lambda _cast, _asked: {"received_on": today_text()})
    ),
    f"POST {PAGE}/release/announcement": PageCall(
        "olga", "oscar", like(released(), lambda _cast, _asked: an_announcement())
    ),
}
