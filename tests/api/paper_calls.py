"""Who may call each route and page of papers, who has the same role elsewhere, what is sent."""

from collections.abc import Mapping
from uuid import UUID

from supervision.corrections.papers.issuing import issue_paper
from supervision.forms.catalogue import FormName
from tests.api.call import Call
from tests.api.conftest import Service
from tests.api.console.browsing import PDF, Fields, Files
from tests.api.page_call import PageCall
from tests.api.page_scenes import PageScene, Sent
from tests.api.scenes import PURPOSE, Asked, Json, Scene, file
from tests.cast import Cast
from tests.makers_files import make_attachment, make_person_file
from tests.makers_forms import typed

FILE = "/supervisees/{supervisee_id}"
PERMIT = FormName.LEAVE_PERMIT
DRAFT = {"form": PERMIT.value, "fields": typed(PERMIT)}
FILLED = {"form": PERMIT.value, "purpose": "supervision", **typed(PERMIT)}


def paper(json: Json = None, params: Mapping[str, str] | None = None) -> Scene:
    """A paper of somebody in North."""

    async def scene(cast: Cast) -> Asked:
        file_id = await make_person_file(cast.olga.officer)
        return Asked(
            {"paper_id": await issue_paper(cast.olga.officer, file_id, PERMIT, typed(PERMIT))}, params or {}, json
        )

    return scene


async def signed(cast: Cast) -> Asked:
    file_id = await make_person_file(cast.olga.officer)
    paper_id = await issue_paper(cast.olga.officer, file_id, PERMIT, typed(PERMIT))
    return Asked({"paper_id": paper_id}, json={"attachment_id": str(await make_attachment(cast.olga.officer, file_id))})


def on_file(
    form: Fields | None = None, *, params: Mapping[str, str] | None = None, files: Files | None = None,
    with_paper: bool = False,
) -> PageScene:  # fmt: skip
    """A form on the file of somebody in North, or beside one of their papers."""

    async def prepared(service: Service) -> Sent:
        olga = service.cast.olga.officer
        path: dict[str, UUID] = {"supervisee_id": await make_person_file(olga)}
        if with_paper:
            path["paper_id"] = await issue_paper(olga, path["supervisee_id"], PERMIT, typed(PERMIT))
        return Sent(path, params=params or {}, form=form or {}, files=files)

    return prepared


async def fetched(service: Service) -> Sent:
    asked = await paper()(service.cast)
    return Sent(asked.path, params=PURPOSE)


PAPER_CALLS: Mapping[str, Call] = {
    "GET /api/v1/paper-forms": Call("carl"),
    f"GET /api/v1{FILE}/papers": Call("olga", "oscar", file(PURPOSE)),
    f"POST /api/v1{FILE}/papers": Call("olga", "oscar", file(json=DRAFT)),
    f"POST /api/v1{FILE}/papers/preview": Call("olga", "oscar", file(PURPOSE, json=DRAFT)),
    "GET /api/v1/papers/{paper_id}": Call("olga", "oscar", paper(params=PURPOSE)),
    "POST /api/v1/papers/{paper_id}/scan": Call("olga", "oscar", signed),
    "POST /api/v1/papers/{paper_id}/voiding": Call("olga", "oscar", paper({"reason": "日期有误。"})),
}

PAPER_PAGES: Mapping[str, PageCall] = {
    f"GET /console{FILE}/papers/form": PageCall("olga", "oscar", on_file(params={"form": PERMIT.value})),
    f"POST /console{FILE}/papers/form": PageCall("olga", "oscar", on_file(FILLED), answers=200),
    f"POST /console{FILE}/papers/check": PageCall("olga", "oscar", on_file(FILLED), answers=200),
    f"POST /console{FILE}/papers": PageCall("olga", "oscar", on_file(FILLED)),
    f"POST /console{FILE}/papers/{{paper_id}}/scan": PageCall(
        "olga", "oscar", on_file(files={"scan": PDF}, with_paper=True)
    ),
    f"POST /console{FILE}/papers/{{paper_id}}/voiding": PageCall(
        "olga", "oscar", on_file({"reason": "日期有误。"}, with_paper=True)
    ),
    f"POST /console{FILE}/documents": PageCall("olga", "oscar", on_file({"kind": "other"}, files={"content": PDF})),
    "GET /console/papers/{paper_id}": PageCall("olga", "oscar", fetched),
}
