"""Who may call each route and page about holds and destroying files, and who has the same role elsewhere."""

from collections.abc import Awaitable, Callable, Mapping
from uuid import UUID

from supervision.aftercare.holds import place_aftercare_hold
from supervision.aftercare.keeping import AFTERCARE_FILES
from supervision.corrections.keeping.files import PERSON_FILES
from supervision.keeping.book import DestructionBook
from supervision.keeping.holds import NewHold
from supervision.storage.database import fetch
from tests.api.call import Call
from tests.api.conftest import Service
from tests.api.page_call import PageCall
from tests.api.page_scenes import PageScene, Sent, like
from tests.api.scenes import Asked, Json, Scene, file, held
from tests.cast import Cast
from tests.makers_destruction import destroyed, make_long_ended, make_long_over, proposed
from tests.makers_orders import unused_code

REASON = {"reason": "与档案馆核对后再定。"}
HOLD = {"reason": "信访复查。", "organ": "市信访局", "document_number": "〔2026〕7号"}
MakePast = Callable[[Cast], Awaitable[UUID]]


def due(make: MakePast) -> Scene:
    async def scene(cast: Cast) -> Asked:
        file_id = await make(cast)
        return Asked({"file_id": file_id}, json={"ids": [str(file_id)]})

    return scene


def waiting(make: MakePast, book: DestructionBook) -> Scene:
    async def scene(cast: Cast) -> Asked:
        return Asked({"proposal_id": await proposed(cast.agnes.officer, await make(cast), book)}, json=REASON)

    return scene


def to_approve(make: MakePast, book: DestructionBook) -> Scene:
    async def scene(cast: Cast) -> Asked:
        proposal_id = await proposed(cast.agnes.officer, await make(cast), book)
        return Asked(json={"ids": [str(proposal_id)], "code": unused_code(cast.hua)})

    return scene


def gone(make: MakePast, book: DestructionBook) -> Scene:
    async def scene(cast: Cast) -> Asked:
        return Asked({"proposal_id": await destroyed(cast, await make(cast), book)})

    return scene


def page_to_approve(make: MakePast, book: DestructionBook) -> PageScene:
    """A proposal, named by the address and by the form, with a code."""

    async def scene(service: Service) -> Sent:
        cast = service.cast
        ids = str(await proposed(cast.agnes.officer, await make(cast), book))
        return Sent(params={"ids": ids}, form={"ids": ids, "code": unused_code(cast.hua)})

    return scene


def calls(path: str, make: MakePast, book: DestructionBook) -> dict[str, Call]:
    return {
        f"GET {path}/due": Call("agnes", "otto", due(make), is_list=True),
        f"GET {path}": Call("agnes", "otto", waiting(make, book), is_list=True),
        f"POST {path}": Call("agnes", "otto", due(make)),
        f"POST {path}/approval": Call("hua", "hugo", to_approve(make, book)),
        f"POST {path}/{{proposal_id}}/return": Call("hua", "hugo", waiting(make, book)),
        f"GET {path}/{{proposal_id}}/certificate": Call("agnes", "otto", gone(make, book)),
    }


def pages(path: str, make: MakePast, book: DestructionBook) -> dict[str, PageCall]:
    return {
        f"GET {path}": PageCall("agnes", "otto", like(due(make)), is_list=True),
        f"POST {path}": PageCall(
            "agnes", "otto", like(due(make), lambda _cast, asked: {"ids": str(asked.path["file_id"])})
        ),
        f"GET {path}/approval": PageCall("hua", "hugo", page_to_approve(make, book)),
        f"POST {path}/approval": PageCall("hua", "hugo", page_to_approve(make, book)),
        f"POST {path}/{{proposal_id}}/return": PageCall("hua", "hugo", like(waiting(make, book), REASON)),
        f"GET {path}/{{proposal_id}}": PageCall("agnes", "otto", like(gone(make, book))),
    }


def over(json: Json = None, params: Mapping[str, str] | None = None) -> Scene:
    """A file of after-care that is past its period."""

    async def scene(cast: Cast) -> Asked:
        return Asked({"file_id": await make_long_over(cast)}, params or {}, json)

    return scene


async def aftercare_held(cast: Cast) -> Asked:
    hold_id = await place_aftercare_hold(cast.agnes.officer, await make_long_over(cast), NewHold("信访复查。"))
    return Asked({"hold_id": hold_id}, json=REASON)


async def listed_hold(service: Service) -> Sent:
    """A hold, marked on the list by the file it lies on."""
    await held(service.cast)
    (row,) = await fetch("SELECT file FROM legal_hold")
    return Sent(mark=str(row["file"]))


V1, CONSOLE = "/api/v1/file-destructions", "/console/file-destruction"

V1_AFTERCARE, CONSOLE_AFTERCARE = "/api/v1/aftercare-destructions", "/console/aftercare-destruction"

DESTRUCTION_CALLS: Mapping[str, Call] = {
    **calls(V1, make_long_ended, PERSON_FILES),
    **calls(V1_AFTERCARE, make_long_over, AFTERCARE_FILES),
    "GET /api/v1/aftercare/{file_id}/holds": Call("agnes", "otto", over(params={"purpose": "complaint"})),
    "POST /api/v1/aftercare/{file_id}/holds": Call("agnes", "otto", over(HOLD)),
    "POST /api/v1/aftercare-holds/{hold_id}/lifting": Call("agnes", "otto", aftercare_held),
}
"""By method and path."""

DESTRUCTION_PAGES: Mapping[str, PageCall] = {
    **pages(CONSOLE, make_long_ended, PERSON_FILES),
    **pages(CONSOLE_AFTERCARE, make_long_over, AFTERCARE_FILES),
    "POST /console/aftercare/{file_id}/holds": PageCall("agnes", "otto", like(over(), HOLD)),
    "POST /console/aftercare-holds/{hold_id}/lifting": PageCall("agnes", "otto", like(aftercare_held, REASON)),
    "GET /console/legal-holds": PageCall("agnes", "otto", listed_hold, is_list=True),
    "POST /console/legal-holds/{hold_id}/lifting": PageCall("hua", "hugo", like(held, {"reason": "复查结束。"})),
    "POST /console/supervisees/{supervisee_id}/legal-holds": PageCall(
        "agnes",
        "otto",
        like(file(), {"reason": "信访复查。", "organ": "市信访局", "document_number": "信复〔2026〕7号"}),
    ),
}
"""By method and path."""

OF_WHAT_IS_GONE = {
    f"GET {V1}/{{proposal_id}}/certificate": "the file is destroyed, and nobody can be shut out of it any more",
    f"GET {CONSOLE}/{{proposal_id}}": "likewise",
}
"""Routes that are about no file any more."""
