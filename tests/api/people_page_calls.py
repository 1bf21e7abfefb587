"""Who may open each page about residents and households, who has the same role elsewhere, and what a form sends."""

from collections.abc import Mapping

from tests.api import people_scenes as scenes
from tests.api.conftest import Service
from tests.api.page_scenes import PageScene, Sent, form, like, nothing
from tests.api.people_scenes import NEW_NUMBER, SOUTH_VILLAGE, VISIT, couple, household, photo, resident, today_text
from tests.api.scenes import Asked, Scene
from tests.cast import NORTH_VILLAGE, Cast
from tests.makers_residence import id_number, make_building

CONSOLE = "/console"
NEW, RESIDENT = f"{CONSOLE}/households/new", f"{CONSOLE}/residents/{{resident_id}}"
HOUSEHOLD = f"{CONSOLE}/households/{{household_id}}"
AMENDMENT, MOVE = f"{CONSOLE}/amendments/{{amendment_id}}", f"{CONSOLE}/moves/{{move_id}}"
MATERIAL = f"{CONSOLE}/materials/{{material_id}}"
STAY = {"lodging": "02", "reason": "01", "began_on": today_text()}
PERSON = {
    "name": "蒋南", "document_type": "id-card", "document_number": NEW_NUMBER, "phone": "13800007777", "role": "head",
}  # fmt: skip


async def at_home(service: Service) -> Sent:
    """A dwelling in North, and the last page of a registration there."""
    building = await make_building(service.cast.petra.officer, NORTH_VILLAGE)
    fields = {**PERSON, **STAY, "dwelling": str(building.dwellings["101"]), "step": "check", "go": "register"}
    return Sent(params={"dwelling": str(building.dwellings["101"])}, form=fields)


def filled(scene: Scene, fields: Mapping[str, str]) -> PageScene:
    """A scene of the API with a form."""
    return like(scene, lambda _cast, _asked: fields)


def _amended(_cast: Cast, _asked: Asked) -> Mapping[str, str]:
    return {
        "revision": "1", "name": "陈丽", "document_type": "id-card", "document_number": id_number(order=12),
        "amendment_reason": "名字写错了。",
    }  # fmt: skip


def _head(_cast: Cast, asked: Asked) -> Mapping[str, str]:
    return {"resident": asked.json["resident_id"], "former_role": "spouse"}


def _split(_cast: Cast, asked: Asked) -> Mapping[str, str]:
    return {"resident": asked.json["members"][0]["resident_id"], "kind": "shared"}


def _join(_cast: Cast, asked: Asked) -> Mapping[str, str]:
    member = asked.json["members"][0]
    return {"resident": member["resident_id"], "role": member["role"], "other": asked.json["household_id"]}


def with_file(scene: Scene, kind: str) -> PageScene:
    """A document for what the scene made."""

    async def prepared(service: Service) -> Sent:
        asked = await scene(service.cast)
        content = (
            ("a.jpg", photo(), "image/jpeg") if kind == "photo" else ("a.pdf", b"%PDF-1.4\nxxx", "application/pdf")
        )
        return Sent(asked.path, form={"material_kind": kind, "title": "材料"}, files={"content": content})

    return prepared


async def about_somebody(service: Service) -> Sent:
    """A form that takes the resident from its address."""
    await scenes.southern(service.cast)
    building, _, _, spouse = await couple(service.cast)
    fields = {
        **STAY, "dwelling": str(building.dwellings["201"]), "role": "head", "community": SOUTH_VILLAGE,
        "moves_on": today_text(), "resident": str(spouse),
    }  # fmt: skip
    return Sent({"resident": spouse}, {"resident": str(spouse)}, fields)


async def moving_in(service: Service) -> Sent:
    asked = await scenes.to_move_in(service.cast)
    card = {"document_type": "id-card", "document_number": id_number(order=12)}
    return Sent(form={**STAY, **card, "dwelling": asked.json["dwelling_id"], "role": "head"})


def _accepted(_cast: Cast, asked: Asked) -> Mapping[str, str]:
    return {"decision": "accept", "dwelling": asked.json["to"]["dwelling_id"], "role": "head", **STAY}


PEOPLE_PAGE_SCENES: Mapping[str, tuple[str, str | None, PageScene, bool]] = {
    f"GET {CONSOLE}/households": ("petra", "pavel", like(household(), params={}), True),
    f"GET {CONSOLE}/residents": ("petra", "pavel", like(resident(), params={}), True),
    f"GET {RESIDENT}": ("petra", "pavel", like(resident(VISIT)), False),
    f"POST {RESIDENT}/contact": (
        "petra",
        "pavel",
        filled(resident(), {"revision": "1", "happened_on": today_text(), "phone": "13900009999"}),
        False,
    ),
    f"GET {RESIDENT}/amendment": ("petra", "pavel", like(resident(VISIT)), False),
    f"POST {RESIDENT}/amendment": ("petra", "pavel", like(scenes.to_amend, _amended), False),
    f"POST {RESIDENT}/ending": (
        "petra",
        "pavel",
        filled(resident(), {"ended_on": today_text(), "end_reason": "left-area"}),
        False,
    ),
    f"POST {RESIDENT}/resumption": ("petra", "pavel", like(scenes.ended), False),
    f"POST {RESIDENT}/materials": ("petra", "pavel", with_file(resident(), "photo"), False),
    f"POST {RESIDENT}/personal-code": ("petra", "pavel", like(resident()), False),
    f"POST {RESIDENT}/personal-code/handing-over": (
        "petra",
        "pavel",
        like(scenes.with_a_code, lambda _cast, _asked: {"is_signed": "yes"}),
        False,
    ),
    f"POST {RESIDENT}/personal-code/revocation": ("petra", "pavel", like(scenes.with_a_code), False),
    f"GET {NEW}": ("petra", "pavel", at_home, False),
    f"POST {NEW}": ("petra", "pavel", at_home, False),
    f"POST {NEW}/kept": ("petra", None, form(PERSON), False),
    f"GET {HOUSEHOLD}": ("petra", "pavel", like(household(VISIT)), False),
    f"POST {HOUSEHOLD}/closing": ("petra", "pavel", like(scenes.empty_household), False),
    f"POST {HOUSEHOLD}/head": ("petra", "pavel", like(scenes.another_head, _head), False),
    f"POST {HOUSEHOLD}/split": ("petra", "pavel", like(scenes.to_split, _split), False),
    f"POST {HOUSEHOLD}/joining": ("petra", "pavel", like(scenes.to_join, _join), False),
    f"POST {HOUSEHOLD}/materials": ("petra", "pavel", with_file(household(), "contract"), False),
    f"GET {MATERIAL}": ("petra", "pavel", like(scenes.material), False),
    f"GET {MATERIAL}/preview": ("petra", "pavel", like(scenes.material), False),
    f"GET {CONSOLE}/amendments": ("petra", "pavel", like(scenes.amendment), True),
    f"GET {AMENDMENT}": ("petra", "pavel", like(scenes.amendment), False),
    f"POST {AMENDMENT}": ("petra", "pavel", filled(scenes.amendment, {"decision": "approve"}), False),
    f"GET {CONSOLE}/moves": ("pavel", None, like(scenes.move), True),
    f"GET {CONSOLE}/moves/new": ("petra", None, nothing, False),
    f"POST {CONSOLE}/moves/new": ("pavel", "petra", moving_in, False),
    f"GET {CONSOLE}/moves/out": ("petra", "pavel", about_somebody, False),
    f"POST {CONSOLE}/moves/out": ("petra", "pavel", about_somebody, False),
    f"GET {CONSOLE}/moves/within": ("petra", "pavel", about_somebody, False),
    f"POST {CONSOLE}/moves/within": ("petra", "pavel", about_somebody, False),
    f"GET {MOVE}": ("pavel", None, like(scenes.move), False),
    f"POST {MOVE}": ("pavel", "petra", like(scenes.move, _accepted), False),
}
"""By route: the officer, who is elsewhere, what stands before, and whether it is a list."""
