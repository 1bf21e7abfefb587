"""What has to stand before a route about places can be called; each gives what is then sent."""

from itertools import count
from typing import Any

from supervision.legal_time import legal_day, now
from supervision.officers import Role
from supervision.residence.addresses.hazards import HazardDraft, record_hazard
from supervision.residence.addresses.landlords import enter_landlord
from supervision.residence.addresses.standard import AddressDraft, create_address
from supervision.residence.addresses.words import AddressKind
from supervision.residence.cabinet.merging import merge_addresses
from supervision.residence.codes import HazardKind
from supervision.residence.organisations.store import Contact, OrganisationFacts, create_organisation
from supervision.residence.organisations.words import OrganisationKind
from supervision.residence.parties.details import Party
from supervision.residence.parties.store import create_party
from supervision.residence.parties.words import PartyKind
from tests.api.scenes import Asked, Scene
from tests.cast import NORTH, NORTH_VILLAGE, Cast
from tests.makers import RESIDENCE, make_officer
from tests.makers_residence import make_building, put_on_duty

VISIT = {"purpose": "visit"}
LANDLORD = Party(PartyKind.LANDLORD, "孙建业", "13900001111")
FACTS = {"building_use": "01", "ownership": "private", "area_m2": 60, "rooms": 3}
_numbers = count(1)
STREET = {"kind": "street", "name": "石桥街", "division": NORTH_VILLAGE}


async def street(cast: Cast) -> Asked:
    building = await make_building(cast.petra.officer, NORTH_VILLAGE)
    return Asked({"address_id": building.street}, json={"revision": 1, "name": "幸福大道"})


def below_a_street(json: dict[str, Any]) -> Scene:
    async def scene(cast: Cast) -> Asked:
        building = await make_building(cast.petra.officer, NORTH_VILLAGE)
        return Asked(json={**json, "parent_id": str(building.street)})

    return scene


async def two_of_one(cast: Cast) -> Asked:
    building = await make_building(cast.petra.officer, NORTH_VILLAGE)
    draft = AddressDraft(AddressKind.BUILDING, "03栋", parent_id=building.street)
    other = await create_address(cast.petra.officer, draft)
    return Asked({"address_id": other}, json={"merged_id": str(other), "kept_id": str(building.building)})


async def merged(cast: Cast) -> Asked:
    building = await make_building(cast.petra.officer, NORTH_VILLAGE)
    draft = AddressDraft(AddressKind.BUILDING, "03栋", parent_id=building.street)
    other = await create_address(cast.petra.officer, draft)
    return Asked({"merge_id": await merge_addresses(cast.petra.officer, other, building.building)})


async def undrawered(cast: Cast) -> Asked:
    """A building that is no drawer yet."""
    officer = cast.petra.officer
    street_id = await create_address(officer, AddressDraft(AddressKind.STREET, "石桥街", division=NORTH_VILLAGE))
    building = await create_address(officer, AddressDraft(AddressKind.BUILDING, "8号", parent_id=street_id))
    return Asked({"address_id": building}, json={"address_id": str(building)})


async def drawer(cast: Cast) -> Asked:
    building = await make_building(cast.petra.officer, NORTH_VILLAGE)
    body = {"officer_id": str(cast.paul.id), "part": "assistant", "valid_from": legal_day(now()).isoformat()}
    return Asked({"drawer_id": building.drawer}, json=body)


async def duty(cast: Cast) -> Asked:
    building = await make_building(cast.petra.officer, NORTH_VILLAGE)
    return Asked({"duty_id": await put_on_duty(cast.petra.officer, building.drawer, cast.paul.id)}, json={})


async def handed_over(cast: Cast) -> Asked:
    """A drawer of the assistant that goes to another one."""
    building = await make_building(cast.petra.officer, NORTH_VILLAGE)
    await put_on_duty(cast.petra.officer, building.drawer, cast.paul.id)
    other = await make_officer(
        f"assistant{next(_numbers)}", "Other Assistant", Role.POLICE_ASSISTANT, NORTH, cast.north_station,
        register=RESIDENCE, granted_by=cast.rita.id,
    )  # fmt: skip
    body = {
        "part": "assistant", "from_id": str(cast.paul.id), "to_id": str(other.id),
        "drawer_ids": [str(building.drawer)], "first_day": legal_day(now()).isoformat(),
    }  # fmt: skip
    return Asked(json=body)


async def empty_home(cast: Cast) -> Asked:
    """A room in a drawer, without a record."""
    building = await make_building(cast.petra.officer, NORTH_VILLAGE)
    draft = AddressDraft(AddressKind.ROOM, "301", parent_id=building.building, floor=3)
    room = await create_address(cast.petra.officer, draft)
    return Asked({"address_id": room}, json={**FACTS, "address_id": str(room)})


def home(json: dict[str, Any] | None = None) -> Scene:
    """A home with its landlord."""

    async def scene(cast: Cast) -> Asked:
        building = await make_building(cast.petra.officer, NORTH_VILLAGE)
        dwelling = building.dwellings["101"]
        await enter_landlord(cast.petra.officer, dwelling, LANDLORD)
        return Asked({"dwelling_id": dwelling}, VISIT, json)

    return scene


async def hazard(cast: Cast) -> Asked:
    building = await make_building(cast.petra.officer, NORTH_VILLAGE)
    draft = HazardDraft(HazardKind.FIRE, "楼道堆放杂物。")
    hazard_id = await record_hazard(cast.petra.officer, building.dwellings["101"], draft)
    return Asked({"hazard_id": hazard_id}, json={"kind": "referred", "referred_to": "fire"})


async def organisation(cast: Cast) -> Asked:
    facts = OrganisationFacts(
        OrganisationKind.EMPLOYER, "锦绣服装厂", NORTH_VILLAGE, contact=Contact("何敏", "13700002222")
    )
    body = {"revision": 1, "kind": "employer", "name": "锦绣制衣厂", "division": NORTH_VILLAGE}
    return Asked({"organisation_id": await create_organisation(cast.petra.officer, facts)}, VISIT, body)


async def party(cast: Cast) -> Asked:
    party_id = await create_party(cast.petra.officer, NORTH_VILLAGE, LANDLORD)
    body = {"revision": 1, "kind": "landlord", "name": "孙建业", "phone": "13900002222"}
    return Asked({"party_id": party_id}, {**VISIT, "query": "孙建业"}, body)
