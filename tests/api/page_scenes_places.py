"""What has to stand before a page about places can be called, and what its form then sends."""

from supervision.legal_time import legal_day, now
from tests.api import scenes_places
from tests.api.conftest import Service
from tests.api.console.browsing import browser
from tests.api.page_scenes import Sent
from tests.cast import NORTH_VILLAGE
from tests.makers_residence import make_building, put_on_duty

HOME_FORM = {"revision": "2", "building_use": "01", "ownership": "private", "letting_use": "02", "area_m2": "42.5"}
ORGANISATION_FORM = {"kind": "school", "name": "松坡小学", "division": NORTH_VILLAGE}
TABLE = f"区划代码,街路,楼栋,单元,房间,楼层,地址编码,纬度,经度\n{NORTH_VILLAGE},石桥街,8号,,101,1,,35.49,112.85\n"
CSV = ("table.csv", TABLE.encode("gb18030"), "text/csv")
OWN_CSV = ("table.csv", f"社区,路名\n{NORTH_VILLAGE},石桥街\n".encode("gb18030"), "text/csv")


async def on_the_map(service: Service) -> Sent:
    """The page takes its buildings from an address that names the community."""
    await scenes_places.drawer(service.cast)
    return Sent(mark=f"division={NORTH_VILLAGE}")


async def undrawered(service: Service) -> Sent:
    asked = await scenes_places.undrawered(service.cast)
    return Sent(form={"address": str(asked.path["address_id"])})


async def handed_over(service: Service) -> Sent:
    body = (await scenes_places.handed_over(service.cast)).json
    return Sent(
        form={
            "division": NORTH_VILLAGE, "part": "assistant", "from": body["from_id"], "to": body["to_id"],
            "drawers": body["drawer_ids"], "first_day": body["first_day"],
        }
    )  # fmt: skip


async def duty_given(service: Service) -> Sent:
    asked = await scenes_places.drawer(service.cast)
    form = {"part": "assistant", "officer": asked.json["officer_id"], "valid_from": asked.json["valid_from"]}
    return Sent(asked.path, form=form)


async def duty_ended(service: Service) -> Sent:
    cast = service.cast
    building = await make_building(cast.petra.officer, NORTH_VILLAGE)
    duty = await put_on_duty(cast.petra.officer, building.drawer, cast.paul.id, since=legal_day(now()))
    return Sent({"drawer_id": building.drawer, "duty_id": duty})


async def two_of_one(service: Service) -> Sent:
    asked = await scenes_places.two_of_one(service.cast)
    return Sent(form={"merged": asked.json["merged_id"], "kept": asked.json["kept_id"]})


async def address_sheet(_service: Service) -> Sent:
    return Sent(files={"sheet": CSV})


async def kept_address_sheet(service: Service) -> Sent:
    path = await _address_import(service, CSV)
    return Sent({"token": path.rpartition("/")[2]})


async def unread_address_sheet(service: Service) -> Sent:
    """Its columns have to be chosen."""
    path = await _address_import(service, OWN_CSV)
    return Sent({"token": path.removesuffix("/columns").rpartition("/")[2]}, form={"division": "0", "street": "1"})


async def _address_import(service: Service, table: tuple[str, bytes, str]) -> str:
    async with browser(service, service.cast.petra) as officer:
        answer = await officer.post("/console/addresses/import", None, {"sheet": table})
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


async def new_home(service: Service) -> Sent:
    asked = await scenes_places.empty_home(service.cast)
    return Sent(form=HOME_FORM | {"address": str(asked.path["address_id"])})


async def new_home_form(service: Service) -> Sent:
    asked = await scenes_places.empty_home(service.cast)
    return Sent(params={"address": str(asked.path["address_id"])})


async def open_hazard(service: Service) -> Sent:
    """On the list the hazard is a link to its dwelling."""
    asked = await scenes_places.home()(service.cast)
    async with browser(service, service.cast.petra) as officer:
        path = f"/console/dwellings/{asked.path['dwelling_id']}/hazards"
        answer = await officer.post(path, {"hazard_kind": "01", "note": "楼道堆放杂物。"})
    assert answer.status_code == 303, answer.text
    return Sent(mark=str(asked.path["dwelling_id"]))
