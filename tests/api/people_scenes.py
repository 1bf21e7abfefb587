"""What stands before a route about residents and households is called, made the way officers make it."""

import io
from collections.abc import Mapping
from datetime import timedelta
from uuid import UUID

from PIL import Image

from supervision.legal_time import legal_day, now
from supervision.residence.households.amendments import request_amendment
from supervision.residence.households.materials import NewMaterial, add_to_resident
from supervision.residence.households.memberships import split_household
from supervision.residence.households.moves import MoveOut, ask_move_out
from supervision.residence.households.opening import open_resident
from supervision.residence.households.registering import end_stay
from supervision.residence.households.words import HouseholdKind, MaterialKind, MemberRole, StayEnd
from supervision.residence.own_page.codes import make_code
from tests.api.scenes import Asked, Json, Scene
from tests.cast import NORTH_VILLAGE, SOUTH, Cast
from tests.makers import make_divisions
from tests.makers_residence import (
    Building,
    id_number,
    make_building,
    make_household,
    make_new,
    make_person,
    put_on_duty,
)

VISIT = {"purpose": "visit"}
SOUTH_VILLAGE = f"{SOUTH}005"
NEW_NUMBER = id_number(order=31)


def today_text(days_ago: int = 0) -> str:
    return (legal_day(now()) - timedelta(days=days_ago)).isoformat()


def stay_json() -> Json:
    return {"lodging": "02", "reason": "01", "began_on": today_text()}


def newcomer_json(**more: object) -> Json:
    person = {"name": "蒋南", "document_type": "id-card", "document_number": NEW_NUMBER, "phone": "13800007777"}
    return {"person": person, "stay": stay_json(), **more}


def photo() -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (30, 40), "teal").save(target, "JPEG")
    return target.getvalue()


async def couple(cast: Cast) -> tuple[Building, UUID, UUID, UUID]:
    """Two who live in North: the building, their household, the head and the spouse."""
    building = await make_building(cast.petra.officer, NORTH_VILLAGE)
    spouse = make_new(make_person("陈立", id_number(order=12), phone="13800005678"), MemberRole.SPOUSE)
    household, (head, other) = await make_household(cast.petra.officer, building.dwellings["101"], make_new(), spouse)
    return building, household, head, other


async def southern(cast: Cast) -> Building:
    """A building where Pavel works."""
    await make_divisions({SOUTH_VILLAGE: "柳湾村"})
    return await make_building(cast.pavel.officer, SOUTH_VILLAGE, street="柳湾路")


async def a_dwelling(cast: Cast) -> Asked:
    building = await make_building(cast.petra.officer, NORTH_VILLAGE)
    return Asked(json={"dwelling_id": str(building.dwellings["101"]), "residents": [newcomer_json()]})


def household(params: Mapping[str, str] | None = None, json: Json = None) -> Scene:
    async def scene(cast: Cast) -> Asked:
        _, household_id, _, _ = await couple(cast)
        return Asked({"household_id": household_id}, params or {}, json)

    return scene


def resident(params: Mapping[str, str] | None = None, json: Json = None) -> Scene:
    """The spouse; a callable is asked for the body."""

    async def scene(cast: Cast) -> Asked:
        _, _, _, resident_id = await couple(cast)
        return Asked({"resident_id": resident_id}, params or {}, json() if callable(json) else json)

    return scene


async def new_member(cast: Cast) -> Asked:
    _, household_id, _, _ = await couple(cast)
    return Asked(json=newcomer_json(household_id=str(household_id), role="companion"))


async def empty_household(cast: Cast) -> Asked:
    _, household_id, *people = await couple(cast)
    for one in people:
        await end_stay(cast.petra.officer, one, legal_day(now()), StayEnd.LEFT_AREA)
    return Asked({"household_id": household_id})


async def another_head(cast: Cast) -> Asked:
    _, household_id, _, spouse = await couple(cast)
    return Asked({"household_id": household_id}, json={"resident_id": str(spouse), "former_role": "spouse"})


async def to_split(cast: Cast) -> Asked:
    _, household_id, _, spouse = await couple(cast)
    members = [{"resident_id": str(spouse), "role": "head"}]
    return Asked({"household_id": household_id}, json={"members": members, "kind": "shared"})


async def to_join(cast: Cast) -> Asked:
    _, household_id, _, spouse = await couple(cast)
    new = await split_household(cast.petra.officer, household_id, {spouse: MemberRole.HEAD}, HouseholdKind.FAMILY)
    members = [{"resident_id": str(spouse), "role": "spouse"}]
    return Asked({"household_id": new}, json={"household_id": str(household_id), "members": members})


async def ended(cast: Cast) -> Asked:
    _, _, _, spouse = await couple(cast)
    await end_stay(cast.petra.officer, spouse, legal_day(now()), StayEnd.IN_ERROR)
    return Asked({"resident_id": spouse})


async def to_relocate(cast: Cast) -> Asked:
    building, _, _, spouse = await couple(cast)
    return Asked({"resident_id": spouse}, json={"dwelling_id": str(building.dwellings["201"]), "stay": stay_json()})


async def to_move_out(cast: Cast) -> Asked:
    await southern(cast)
    _, _, _, spouse = await couple(cast)
    return Asked({"resident_id": spouse}, json={"community": SOUTH_VILLAGE, "moves_on": today_text()})


async def with_a_code(cast: Cast) -> Asked:
    """A resident for whom a personal code was made."""
    _, _, head, _ = await couple(cast)
    await make_code(cast.petra.officer, head)
    return Asked({"resident_id": head})


async def to_amend(cast: Cast) -> Asked:
    _, _, _, spouse = await couple(cast)
    person = {"name": "陈丽", "document_type": "id-card", "document_number": id_number(order=12)}
    return Asked({"resident_id": spouse}, json={"revision": 1, "person": person, "reason": "名字写错了。"})


async def amendment(cast: Cast) -> Asked:
    """Asked for by the assistant, decided by the officer."""
    building, _, _, spouse = await couple(cast)
    await put_on_duty(cast.petra.officer, building.drawer, cast.paul.id)
    record = await open_resident(cast.paul.officer, spouse, "visit")
    amended = make_person("陈丽", id_number(order=12), phone="13800005678")
    amendment_id = await request_amendment(cast.paul.officer, spouse, record.resident.revision, amended, "写错了。")
    return Asked({"amendment_id": amendment_id}, json={"reason": "证件上不是这样。"})


async def move(cast: Cast) -> Asked:
    """Asked for by North, to be accepted by South."""
    there = await southern(cast)
    _, _, _, spouse = await couple(cast)
    move_id = await ask_move_out(cast.petra.officer, spouse, MoveOut(SOUTH_VILLAGE, legal_day(now())))
    to = {"dwelling_id": str(there.dwellings["101"]), "stay": stay_json()}
    return Asked({"move_id": move_id}, json={"to": to})


async def refused_move(cast: Cast) -> Asked:
    return Asked((await move(cast)).path, json={"reason": "没有这个地址。"})


async def to_move_in(cast: Cast) -> Asked:
    there = await southern(cast)
    await couple(cast)
    card = {"document_type": "id-card", "document_number": id_number(order=12)}
    return Asked(json={"dwelling_id": str(there.dwellings["101"]), "stay": stay_json(), **card})


def upload(kind: str, scene: Scene) -> Scene:
    """A document of that kind, sent to what the scene made."""

    async def prepared(cast: Cast) -> Asked:
        asked = await scene(cast)
        content = photo() if kind == "photo" else b"%PDF-1.4\n" + b"x" * 100
        return Asked(asked.path, form={"kind": kind, "title": "材料"}, files={"content": ("a.bin", content)})

    return prepared


async def material(cast: Cast) -> Asked:
    _, _, head, _ = await couple(cast)
    material_id = await add_to_resident(cast.petra.officer, head, NewMaterial(MaterialKind.PHOTO, "登记照", photo()))
    return Asked({"material_id": material_id}, VISIT)
