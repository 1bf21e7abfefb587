"""Who may call each route and page of the register's quality, who has the same role elsewhere, and what is sent."""

from collections.abc import Mapping
from uuid import UUID

from supervision.residence.quality.rectifications import RectificationDraft, add_progress, begin_rectification
from supervision.residence.quality.sample_rows import open_sample
from supervision.residence.quality.samples import draw_sample
from tests.api.call import Call
from tests.api.conftest import Service
from tests.api.page_scenes import PageScene, Sent
from tests.api.scenes import Asked
from tests.cast import NORTH_VILLAGE, Cast
from tests.makers_residence import (
    Building,
    id_number,
    make_building,
    make_household,
    make_new,
    make_person,
    put_on_duty,
)

HERE = {"community": NORTH_VILLAGE}


async def crowded(cast: Cast) -> tuple[Building, UUID]:
    """A drawer of Paul's with seven people in a room for six, and one of them."""
    building = await make_building(cast.petra.officer, NORTH_VILLAGE)
    await put_on_duty(cast.petra.officer, building.drawer, cast.paul.id)
    people = [make_new(make_person(f"韩{order}", id_number(order=order))) for order in range(11, 25, 2)]
    _, (first, *_) = await make_household(cast.petra.officer, building.dwellings["101"], *people)
    return building, first


async def rated(cast: Cast) -> Asked:
    await crowded(cast)
    return Asked()


def page(mark: str, params: Mapping[str, str] | None = None, form: Mapping[str, str] | None = None) -> PageScene:
    """A crowded drawer, and what stands on the page for those who reach it: a text, or the `resident`, or `paul`."""

    async def scene(service: Service) -> Sent:
        building, resident = await crowded(service.cast)
        marks = {"resident": str(resident), "paul": str(service.cast.paul.id)}
        path = {"officer_id": service.cast.paul.id}
        sent = dict(form or {})
        if "owner" in sent:
            sent |= {"owner": str(service.cast.paul.id), "drawer": str(building.drawer)}
        return Sent(path, params or {}, sent, mark=marks.get(mark, mark))

    return scene


def rectification(form: Mapping[str, str] | None = None, *, is_reported: bool = False) -> PageScene:
    """Begun by Petra, owned by Paul."""

    async def scene(service: Service) -> Sent:
        cast = service.cast
        building, _ = await crowded(cast)
        draft = RectificationDraft(NORTH_VILLAGE, building.drawer, cast.paul.id, "核实超员的房屋。")
        rectification_id = await begin_rectification(cast.petra.officer, draft)
        if is_reported:
            await add_progress(cast.paul.officer, rectification_id, "已核实。", is_done=True)
        return Sent({"rectification_id": rectification_id}, form=dict(form or {}), mark=str(rectification_id))

    return scene


async def sample(service: Service) -> Sent:
    """Drawn in a community that Paul does not look after, so that Petra may re-visit."""
    cast = service.cast
    await crowded(cast)
    sample_id = await draw_sample(cast.petra.officer, NORTH_VILLAGE)
    (item,) = (await open_sample(cast.petra.officer, sample_id))[1]
    form = {"missed": "1", "stale": "0", "wrong": "2"}
    return Sent({"sample_id": sample_id, "item_id": item.id}, form=form, mark=str(sample_id))


QUALITY_CALLS: Mapping[str, Call] = {
    "GET /api/v1/quality": Call("petra", "pavel", rated, is_list=True),
}

QUALITY_PAGE_SCENES: Mapping[str, tuple[PageScene, bool]] = {
    "GET /console/quality": (page(f"community={NORTH_VILLAGE}"), True),
    "GET /console/quality/print": (page("幸福路3号楼"), True),
    "GET /console/quality/list": (page("resident"), True),
    "GET /console/rectifications": (rectification(), True),
    "GET /console/rectifications/new": (page("", HERE), False),
    "POST /console/rectifications": (page("", form=HERE | {"owner": "paul", "task": "核实超员的房屋。"}), False),
    "GET /console/rectifications/{rectification_id}": (rectification(), False),
    "POST /console/rectifications/{rectification_id}/steps": (rectification({"note": "已上门。"}), False),
    "POST /console/rectifications/{rectification_id}/recheck": (
        rectification({"note": "属实。", "result": "passed"}, is_reported=True),
        False,
    ),
    "GET /console/samples": (sample, True),
    "POST /console/samples": (page("", form=HERE), False),
    "GET /console/samples/{sample_id}": (sample, False),
    "POST /console/samples/{sample_id}/items/{item_id}": (sample, False),
    "GET /console/assistants": (page("paul"), True),
    "GET /console/assistants/{officer_id}": (page("paul"), False),
    "GET /console/residence-figures": (page(f"community={NORTH_VILLAGE}"), True),
}
"""The pages, all of them Petra's and not Pavel's: what stands before each, and whether it is a list."""
