"""What has to stand in the residence register before a route can be called; each gives what is then sent."""

from collections.abc import Mapping
from uuid import UUID

from supervision.documents import check_character
from supervision.residence.households.opening import open_resident
from supervision.residence.search.comparing import compare_new_residents
from supervision.residence.search.merging import merge_residents
from supervision.residence.search.pairs import list_duplicates
from tests.api.scenes import Asked, Json, Scene
from tests.cast import NORTH_VILLAGE, Cast
from tests.makers_residence import make_building, make_household, make_new, make_person

RESIDENCE_PURPOSE = {"purpose": "visit"}


async def sought(cast: Cast) -> Asked:
    """Somebody who lives in North, and a search for them."""
    building = await make_building(cast.petra.officer, NORTH_VILLAGE)
    await make_household(cast.petra.officer, building.dwellings["101"])
    return Asked(params={"query": "周 1234", **RESIDENCE_PURPOSE})


async def opened(cast: Cast) -> Asked:
    """Somebody who lives in North and whom Petra has opened."""
    building = await make_building(cast.petra.officer, NORTH_VILLAGE)
    _, (resident,) = await make_household(cast.petra.officer, building.dwellings["101"])
    await open_resident(cast.petra.officer, resident, "visit")
    return Asked()


async def registered_twice(cast: Cast) -> tuple[UUID, UUID, UUID]:
    """Somebody who was registered twice in North: the pair, and its two records."""
    officer = cast.petra.officer
    building = await make_building(officer, NORTH_VILLAGE)
    numbers = [body + check_character(body) for body in ("14990219900307131", "14990219900307311")]
    first, second = [
        (await make_household(officer, building.dwellings[room], make_new(make_person(number=number))))[1][0]
        for room, number in zip(("101", "201"), numbers, strict=True)
    ]
    await compare_new_residents()
    (pair,) = (await list_duplicates(officer)).items
    return pair.id, first, second


def a_pair(json: Json = None, params: Mapping[str, str] | None = None, *, joined: bool = False) -> Scene:
    """A pair of records that may be of one person, and what is sent about it."""

    async def scene(cast: Cast) -> Asked:
        pair, first, _ = await registered_twice(cast)
        sent = {"winner_id": str(first), "rationale": "登记重复。"} if joined else json
        return Asked({"pair_id": pair}, params or {}, sent)

    return scene


async def merged(cast: Cast) -> Asked:
    """Two records that were joined."""
    pair, first, _ = await registered_twice(cast)
    return Asked({"merge_id": await merge_residents(cast.petra.officer, pair, first, "登记重复。")})
