"""Who may call the routes and pages of changes of place, and with what they are called."""

from collections.abc import Mapping

from supervision.corrections.papers.keeping import list_papers, void_paper
from supervision.corrections.transfers.asking import ask_transfer
from supervision.corrections.transfers.steps import TransferState
from supervision.forms.catalogue import FormName
from supervision.legal_time import add_months
from tests.api.call import Call
from tests.api.page_call import PageCall
from tests.api.page_scenes import about_somebody, like
from tests.api.scenes import PURPOSE, Asked, Scene, file
from tests.cast import COUNTY, OTHER_COUNTY, Cast
from tests.makers_files import make_person_file
from tests.makers_transfers import WISH, ask, bring, make_receiver, today

S = TransferState
TRANSFER = "/transfers/{transfer_id}"


def asking(*, is_page: bool = False) -> dict[str, str]:
    """What is sent to ask for a change."""
    fields = {
        "to_division": OTHER_COUNTY,
        "moves_on": str(add_months(today(), 1)),
        "reason": "随家人迁居。",
        "address": "新街2号",
    }
    return fields | ({"to_office": "", "late_reason": ""} if is_page else {})


def at(step: TransferState, *before: TransferState, params: Mapping[str, str] | None = None) -> Scene:
    """A change to an agency outside, so that one county takes every step, and the next one."""

    async def scene(cast: Cast) -> Asked:
        transfer_id = await ask(cast, is_outside=True)
        await bring(cast.agnes, cast.agnes, transfer_id, *before)
        json = {"step": step, "happened_on": str(today()), "note": "函2号。"}
        return Asked({"transfer_id": transfer_id}, params or {}, json)

    return scene


def disputed() -> Scene:
    """A dispute between two counties of one city, which the city settles."""

    async def scene(cast: Cast) -> Asked:
        transfer_id = await ask(cast)
        bela = await make_receiver(cast)
        await bring(cast.agnes, bela, transfer_id, S.INQUIRED, S.DECLINED, S.DISPUTED)
        return Asked(
            {"transfer_id": transfer_id}, {}, {"step": S.AGREED, "happened_on": str(today()), "note": "指定。"}
        )

    return scene


def with_letter(params: Mapping[str, str]) -> Scene:
    """A change whose inquiry went out."""

    async def scene(cast: Cast) -> Asked:
        file_id = await make_person_file(cast.olga.officer)
        transfer_id = await ask(cast, file_id)
        await bring(cast.agnes, cast.agnes, transfer_id, S.INQUIRED)
        (paper,) = (await list_papers(cast.agnes.officer, file_id, "supervision")).items
        return Asked({"transfer_id": transfer_id, "paper_id": paper.paper_id}, params)

    return scene


async def unreplied(cast: Cast) -> Asked:
    """A change from the other county to Agnes's, which she answered, and whose reply is void."""
    bela = await make_receiver(cast)
    file_id = await make_person_file(bela.officer)
    moves_on = add_months(today(), 1)
    transfer_id = await ask_transfer(bela.officer, file_id, COUNTY, moves_on, WISH, cast.agnes.officer.office_id)
    await bring(bela, cast.agnes, transfer_id, S.INQUIRED, S.AGREED)
    for paper in (await list_papers(bela.officer, file_id, "supervision")).items:
        if paper.form is FormName.TRANSFER_REPLY:
            await void_paper(bela.officer, paper.paper_id, "打印有误。")
    return Asked({"transfer_id": transfer_id})


def typed(_cast: Cast, asked: Asked) -> Mapping[str, str]:
    """The step as a form sends it."""
    return {name: str(value) for name, value in asked.json.items()}


def asked_by_form(_cast: Cast, asked: Asked) -> Mapping[str, str]:
    """The request as a form sends it."""
    return {**asking(is_page=True), "supervisee": str(asked.path["supervisee_id"])}


TRANSFER_CALLS: Mapping[str, Call] = {
    "GET /api/v1/transfers": Call("olga", "oscar", at(S.INQUIRED), is_list=True),
    "POST /api/v1/supervisees/{supervisee_id}/transfers": Call("olga", "oscar", file(json=lambda _cast: asking())),
    f"GET /api/v1{TRANSFER}": Call("olga", "oscar", at(S.INQUIRED, params=PURPOSE)),
    f"POST /api/v1{TRANSFER}/carrying": Call("agnes", "otto", at(S.INQUIRED)),
    f"POST /api/v1{TRANSFER}/answer": Call("agnes", "otto", at(S.AGREED, S.INQUIRED)),
    f"GET /api/v1{TRANSFER}/papers/{{paper_id}}": Call("olga", "oscar", with_letter(PURPOSE)),
    f"POST /api/v1{TRANSFER}/reply": Call("agnes", "otto", unreplied),
    f"POST /api/v1{TRANSFER}/decision": Call("agnes", "otto", at(S.REFUSED, S.INQUIRED, S.AGREED)),
    f"POST /api/v1{TRANSFER}/settlement": Call("carl", None, disputed()),
}
"""By method and path."""

TRANSFER_PAGES: Mapping[str, PageCall] = {
    "GET /console/transfers": PageCall("olga", "oscar", like(at(S.INQUIRED)), is_list=True),
    "GET /console/transfers/new": PageCall("olga", "oscar", about_somebody),
    "POST /console/transfers": PageCall("olga", "oscar", like(file(), asked_by_form)),
    f"GET /console{TRANSFER}": PageCall("olga", "oscar", like(at(S.INQUIRED, params=PURPOSE))),
    f"POST /console{TRANSFER}/carrying": PageCall("agnes", "otto", like(at(S.INQUIRED), typed)),
    f"POST /console{TRANSFER}/answer": PageCall("agnes", "otto", like(at(S.AGREED, S.INQUIRED), typed)),
    f"GET /console{TRANSFER}/papers/{{paper_id}}": PageCall("olga", "oscar", like(with_letter(PURPOSE))),
    f"POST /console{TRANSFER}/reply": PageCall("agnes", "otto", like(unreplied)),
    f"POST /console{TRANSFER}/decision": PageCall("agnes", "otto", like(at(S.REFUSED, S.INQUIRED, S.AGREED), typed)),
    f"POST /console{TRANSFER}/settlement": PageCall("carl", None, like(disputed(), typed)),
}
"""By method and path."""
