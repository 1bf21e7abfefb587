"""Who may call each route and page of a file's life, who has the same role elsewhere, and what is sent."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from supervision import legal_time
from supervision.audit import Act
from supervision.corrections.files import create_person_file
from supervision.corrections.life_cycle import LifeStep
from supervision.corrections.life_view import load_life
from supervision.corrections.reporting import declare, lose_contact, report_in
from supervision.corrections.term_entries import confirm_term
from supervision.documents import DocumentType
from tests.api.call import Call
from tests.api.conftest import Service
from tests.api.console.browsing import PDF, Fields
from tests.api.page_call import PageCall
from tests.api.page_scenes import PageScene, Sent, like
from tests.api.scenes import PURPOSE, Asked, Json, Scene, file, now_text
from tests.cast import Cast
from tests.makers_files import make_attachment, make_content, make_person_file, make_ready

FILE = "/api/v1/supervisees/{supervisee_id}"


def a_step(**more: object) -> Json:
    """Something that happened just now."""
    return {"happened_at": now_text(), **more}


def received(
    *steps: LifeStep, json: Callable[[], Json] | None = None, params: Mapping[str, str] | None = None
) -> Scene:
    """A file that began with documents, after these steps."""

    async def scene(cast: Cast) -> Asked:
        olga, at = cast.olga.officer, legal_time.now()
        file_id = await create_person_file(olga, cast.north_office, make_content(), LifeStep.RECEIVE)
        if LifeStep.REPORT_IN in steps:
            await report_in(olga, file_id, at, DocumentType.ID_CARD)
        if LifeStep.DECLARE in steps:
            await declare(olga, file_id, at, ["李四"])
            await make_ready(olga, file_id)
        if LifeStep.LOSE in steps:
            await lose_contact(olga, file_id, at, "电话不通。")
        return Asked({"supervisee_id": file_id}, params or {}, json() if json else None)

    return scene


async def entry_of(cast: Cast, file_id: UUID) -> UUID:
    """The newest last day of a file."""
    life = await load_life(cast.olga.officer, Act.PERSON_FILE_OPEN, file_id)
    return life.entries[0].entry_id


def entered(json: Json = None) -> Scene:
    """A last day that Olga entered."""

    async def scene(cast: Cast) -> Asked:
        file_id = await make_person_file(cast.olga.officer)
        return Asked({"supervisee_id": file_id, "term_id": await entry_of(cast, file_id)}, json=json)

    return scene


async def to_be_shortened(cast: Cast) -> Asked:
    """A confirmed term, and a court's decision on the file."""
    file_id = await make_person_file(cast.olga.officer)
    await confirm_term(cast.agnes.officer, file_id, await entry_of(cast, file_id))
    paper = await make_attachment(cast.olga.officer, file_id)
    change: dict[str, Any] = {"kind": "reduction", "organ": "青屏市中级人民法院", "document_number": "（2026）减1号"}
    return Asked({"supervisee_id": file_id}, json={**change, "document_id": str(paper), "months": 2})


LIFE_CALLS: Mapping[str, Call] = {
    "GET /api/v1/waiting-files": Call("olga", "oscar", received(params={"queue": "reporting"}), is_list=True),
    f"GET {FILE}/life": Call("carl", "hugo", file(PURPOSE)),
    f"GET {FILE}/overview": Call("carl", "hugo", file(PURPOSE)),
    f"POST {FILE}/report-in": Call("olga", "oscar", received(json=lambda: a_step(checked_document="id-card"))),
    f"POST {FILE}/declaration": Call(
        "olga", "oscar", received(LifeStep.REPORT_IN, json=lambda: a_step(present=["李四", "王五"]))
    ),
    f"POST {FILE}/programme": Call("olga", "oscar", received(LifeStep.REPORT_IN, LifeStep.DECLARE, json=a_step)),
    f"POST {FILE}/lost-contact": Call("olga", "oscar", received(json=lambda: a_step(note="电话不通。"))),
    f"POST {FILE}/lost-contact/ending": Call("olga", "oscar", received(LifeStep.LOSE, json=a_step)),
    f"POST {FILE}/terms": Call("olga", "oscar", to_be_shortened),
    f"POST {FILE}/terms/{{term_id}}/confirmation": Call("agnes", "otto", entered()),
    f"POST {FILE}/terms/{{term_id}}/return": Call("hua", "hugo", entered({"reason": "折抵天数有误。"})),
}


def on_page(
    scene: Scene, form: Fields | None = None, *, mark: bool = False, params: Mapping[str, str] | None = None
) -> PageScene:
    """The same, as a browser sends it."""

    async def prepared(service: Service) -> Sent:
        asked = await scene(service.cast)
        return Sent(
            asked.path if not mark else {},
            params or {},
            form={} if form is None else {"happened_at": now_text(), **form},
            mark=str(asked.path["supervisee_id"]),
        )

    return prepared


async def shortened_on_page(service: Service) -> Sent:
    """A court's decision as a browser sends it, with its document."""
    asked = await to_be_shortened(service.cast)
    form = {
        "kind": "reduction",
        "months": "2",
        "days": "",
        "organ": "青屏市中级人民法院",
        "document_number": "（2026）减1号",
    }
    return Sent(asked.path, form=form, files={"document": PDF})


PAGE = "/console/supervisees/{supervisee_id}"

LIFE_PAGES: Mapping[str, PageCall] = {
    "GET /console/waiting-files": PageCall(
        "olga", "oscar", on_page(received(), mark=True, params={"show": "reporting"}), is_list=True
    ),
    f"POST {PAGE}/report-in": PageCall("olga", "oscar", on_page(received(), {"checked_document": "id-card"})),
    f"POST {PAGE}/declaration": PageCall(
        "olga", "oscar", on_page(received(LifeStep.REPORT_IN), {"present": "李四\n王五", "place": "北岭司法所"})
    ),
    f"POST {PAGE}/programme": PageCall("olga", "oscar", on_page(received(LifeStep.REPORT_IN, LifeStep.DECLARE), {})),
    f"POST {PAGE}/lost-contact": PageCall("olga", "oscar", on_page(received(), {"step_note": "电话不通。"})),
    f"POST {PAGE}/lost-contact/ending": PageCall("olga", "oscar", on_page(received(LifeStep.LOSE), {})),
    f"POST {PAGE}/terms": PageCall("olga", "oscar", shortened_on_page),
    f"POST {PAGE}/terms/{{term_id}}/confirmation": PageCall("agnes", "otto", like(entered())),
    f"POST {PAGE}/terms/{{term_id}}/return": PageCall("hua", "hugo", like(entered(), {"reason": "折抵天数有误。"})),
}
