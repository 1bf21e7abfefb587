"""A tenant's card never shows a correction status: of one register nothing is to be learned from the other."""

import re
from collections.abc import Mapping

import httpx
import pytest

from supervision.corrections.opening import open_person_file
from supervision.residence.search.comparing import compare_new_residents
from supervision.settings import Register
from tests.apart import OTHER, make_untouchable, tables_of, values_of
from tests.api.conftest import Service
from tests.cast import NORTH_VILLAGE
from tests.makers_files import make_person_file
from tests.makers_orders import make_order_in_force
from tests.makers_residence import id_number, make_building, make_household, make_new, make_person

NAME, PHONE = "欧阳翠微", "13987651234"
SURNAME, GIVEN, READING = "欧阳", "翠微", "ouyangcuiwei"
NUMBER = id_number("19870203", 41)
_PASSING = re.compile(
    r'"(?:as_of|at|expires_at)":"[^"]*"|name="_csrf_token" value="[^"]*"|nonce-[\w-]+|\d\d:\d\d(:\d\d)?'
)
"""What differs between two looks at the same thing: the time of looking, and what proves whose page it is."""


async def _looks(client: httpx.AsyncClient, paths: Mapping[str, Mapping[str, str]]) -> dict[str, tuple[int, str]]:
    """Each address once: its status, and what it says, without what passes."""
    found = {}
    for path, params in paths.items():
        answer = await client.get(path, params=params)
        found[f"{path} {params}"] = (answer.status_code, _PASSING.sub("", answer.text))
    return found


async def test_nothing_that_the_police_can_ask_changes_when_the_same_person_comes_under_correction(
    service: Service,
) -> None:
    petra, olga = service.cast.petra, service.cast.olga
    building = await make_building(petra.officer, NORTH_VILLAGE)
    household, (resident,) = await make_household(
        petra.officer, building.dwellings["101"], make_new(make_person(NAME, NUMBER, phone=PHONE))
    )
    await compare_new_residents()
    purpose = {"purpose": "visit"}
    asked: list[tuple[str, dict[str, str]]] = [
        ("/api/v1/residents", {}),
        *(
            ("/api/v1/residents", purpose | {"query": query})
            for query in (NAME, SURNAME, GIVEN, READING, "oycw", NUMBER, NUMBER[-6:], PHONE, PHONE[-4:])
        ),
        (f"/api/v1/residents/{resident}", purpose),
        ("/api/v1/households", {}),
        (f"/api/v1/households/{household}", purpose),
        *((f"/api/v1/{name}", {}) for name in ("dwellings", "drawers", "moves", "amendments", "duplicates", "permits")),
        ("/api/v1/service-requests", {}),
        (f"/api/v1/residents/{resident}/services", purpose),
        *((f"/api/v1/{name}", {}) for name in ("supervisees", "orders", "alerts", "trackers")),
        *((f"/console/{name}", {}) for name in ("today", "residents", "quality", "cabinet", "supervisees", "map")),
        (f"/console/residents/{resident}", purpose),
        (f"/console/residents/{resident}", purpose | {"tab": "services"}),
        ("/console/service-requests", {}),
        (f"/console/households/{household}", purpose),
    ]
    async with service.client(petra) as client:
        before = [await _looks(client, {path: params}) for path, params in asked]
        file_id = await make_person_file(
            olga.officer, name=NAME, document_number=NUMBER, phone=PHONE, address="临溪县北岭镇幸福路3号楼101"
        )
        await make_order_in_force(service.cast, file_id=file_id)
        await open_person_file(olga.officer, file_id, "supervision")
        after = [await _looks(client, {path: params}) for path, params in asked]
    assert after == before
    assert all(str(resident) in text for look in before for asking, (_, text) in look.items() if "query" in asking)
    assert sum(status == 200 for look in before for status, _ in look.values()) > len(asked) // 2


@pytest.mark.parametrize("register", Register)
async def test_what_both_registers_store_of_one_person_cannot_be_joined(service: Service, register: Register) -> None:
    """Whoever has the database compares every id and digest of one register with every one of the other."""
    cast = service.cast
    building = await make_building(cast.petra.officer, NORTH_VILLAGE)
    await make_household(
        cast.petra.officer, building.dwellings["101"], make_new(make_person(NAME, NUMBER, phone=PHONE))
    )
    file_id = await make_person_file(cast.olga.officer, name=NAME, document_number=NUMBER, phone=PHONE)
    await make_order_in_force(cast, file_id=file_id)
    mine, theirs = await values_of(register), await values_of(OTHER[register])
    assert mine
    assert theirs
    assert mine & theirs == set()


async def test_a_register_whose_tables_cannot_be_touched_is_missed_by_nobody_of_the_other(service: Service) -> None:
    """The matrices take the other register's tables away before each call; here it is shown that they are gone."""
    cast = service.cast
    await make_person_file(cast.olga.officer)
    assert not tables_of(Register.CORRECTIONS) & tables_of(Register.RESIDENCE)
    await make_untouchable(service.superuser_url, Register.CORRECTIONS)
    async with service.client(cast.olga) as client:
        assert (await client.get("/api/v1/supervisees")).status_code >= 500
    async with service.client(cast.petra) as client:
        assert (await client.get("/api/v1/residents")).status_code == 200
