"""A confirmed row changes what the next request computes, in its region and register, signed in or not."""

from datetime import timedelta
from http import HTTPStatus
from typing import Any

import pytest

from api.commands.imports import work_off_waiting
from supervision.legal_rules import Unit
from supervision.legal_time import legal_day, now
from supervision.local_rules.book import LocalRow
from supervision.residence.permits.acting import apply_for_permit
from supervision.residence.permits.words import PermitCondition
from supervision.residence.rules import PersonField, ResidenceRuleName
from supervision.residence.sheets.jobs import hand_in, open_import
from supervision.residence.sheets.words import ImportKind
from supervision.sheets.store import job_key
from supervision.storage.database import fetch
from tests.api import scenes
from tests.api.conftest import Service
from tests.api.rule_calls import ROW, SERVICE_ROW
from tests.api.scenes import check_in_json, paired
from tests.cast import NORTH_VILLAGE
from tests.makers_files import make_person_file
from tests.makers_notices import make_link
from tests.makers_orders import unused_code
from tests.makers_residence import Building, id_number, make_building, make_household, make_new, make_person
from tests.makers_rules import make_correction_row, make_field_row, make_row, make_standing_row

V1 = "/api/v1"


async def stand(service: Service, row: LocalRow) -> None:
    await make_standing_row(service.cast.rosa, service.cast.rita, row)


async def building_of(service: Service) -> Building:
    return await make_building(service.cast.petra.officer, NORTH_VILLAGE)


async def test_a_rule_goes_from_the_proposal_to_the_revocation_by_the_api(service: Service) -> None:
    cast = service.cast
    async with service.client(cast.sam) as sam, service.client(cast.sue) as sue, service.client(cast.olga) as olga:
        made = (await sam.post(f"{V1}/local-rules", json=ROW)).json()["id"]
        path = f"{V1}/local-rules/{made}"
        own = await sam.post(f"{path}/confirmation", json={"code": unused_code(cast.sam)})
        assert own.status_code == HTTPStatus.FORBIDDEN
        answer = await sue.post(f"{path}/confirmation", json={"code": unused_code(cast.sue)})
        assert answer.status_code == HTTPStatus.NO_CONTENT
        (row,) = (await olga.get(f"{V1}/local-rules")).json()["items"]
        assert (row["state"], row["number"], row["unit"]) == ("confirmed", 2, "times")
        assert (row["proposed_by_name"], row["confirmed_by_name"]) == ("Sam System", "Sue Security")
        assert (await sam.post(f"{path}/revocation")).status_code == HTTPStatus.NO_CONTENT
        assert (await sam.post(f"{path}/revocation")).status_code == HTTPStatus.CONFLICT


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"name": "order-term-most", "number": 4}, "number"),
        ({"name": "probation-term-most", "number": 60}, "name"),
        ({"name": "permit-issue-due", "number": 10}, "name"),
        ({"number": 4}, "number"),
        ({"division": "99"}, "division"),
    ],
)
async def test_the_api_refuses_what_the_law_does_not_leave_open(
    service: Service, wrong: dict[str, Any], field: str
) -> None:
    async with service.client(service.cast.sam) as sam:
        answer = await sam.post(f"{V1}/local-rules", json=ROW | wrong)
    assert (answer.status_code, answer.json()["field"]) == (HTTPStatus.BAD_REQUEST, field)


async def test_each_register_lists_its_own_rules(service: Service) -> None:
    async with service.client(service.cast.olga) as olga, service.client(service.cast.paul) as paul:
        justice = {rule["name"] for rule in (await olga.get(f"{V1}/rules")).json()["items"]}
        police = {rule["name"]: rule for rule in (await paul.get(f"{V1}/rules")).json()["items"]}
    assert "order-term-most" in justice
    assert not justice & set(police)
    assert police["permit-residence-least"]["opening"] is None
    assert police["notice-due"]["opening"] == {"least": 1, "most": 30, "units": ["days", "working-days"]}
    assert "religion" not in police["person-fields"]["fields"]


async def test_a_permit_is_due_by_the_row_that_stands_when_it_is_accepted(service: Service) -> None:
    petra, building = service.cast.petra, await building_of(service)
    proved = legal_day(now()) - timedelta(days=190)
    due = []
    async with service.client(petra) as client:
        for room, row in (("101", None), ("201", make_row(number=3))):
            if row is not None:
                await stand(service, row)
            _, (resident,) = await make_household(
                petra.officer, building.dwellings[room], make_new(make_person(number=id_number(order=int(room))))
            )
            permit = await apply_for_permit(petra.officer, resident, PermitCondition.JOB, ("劳动合同",), proved)
            answer = (await client.post(f"{V1}/permits/{permit}/acceptance")).json()
            due.append(legal_day(now()).fromisoformat(answer["due_on"]) - legal_day(now()))
    assert due[0] >= timedelta(days=15)
    assert due[1] < timedelta(days=15)


async def test_check_ins_are_capped_by_the_countys_row_and_no_longer_once_it_is_revoked(service: Service) -> None:
    cast = service.cast
    await make_standing_row(cast.sam, cast.sue, make_correction_row(1))
    file_id = await make_person_file(cast.olga.officer)
    phone = await paired(cast, is_dedicated=False)
    first = check_in_json(file_id, phone.tracker_id)
    later = first | {"opens_at": (scenes._tomorrow_noon() + timedelta(hours=4)).isoformat()}  # noqa: SLF001 - its hour
    async with service.client(cast.olga) as olga, service.client(cast.sam) as sam:
        assert (await olga.post(f"{V1}/check-ins", json=first)).status_code == HTTPStatus.CREATED
        refused = await olga.post(f"{V1}/check-ins", json=later)
        assert (refused.status_code, refused.json()["code"]) == (HTTPStatus.CONFLICT, "check-in-refused")
        (row,) = (await sam.get(f"{V1}/local-rules")).json()["items"]
        await sam.post(f"{V1}/local-rules/{row['id']}/revocation")
        assert (await olga.post(f"{V1}/check-ins", json=later)).status_code == HTTPStatus.CREATED


async def test_a_stranger_is_told_the_regions_period(service: Service) -> None:
    building = await building_of(service)
    token = await make_link(service.cast.petra.officer, building.dwellings["101"])
    row = make_row(ResidenceRuleName.NOTICE_DUE, 7, unit=Unit.WORKING_DAYS)
    async with service.client() as stranger:
        before = (await stranger.get(f"/notice/{token}")).text
        await stand(service, row)
        after = (await stranger.get(f"/notice/{token}")).text
    assert row.source not in before
    assert row.source in after
    assert "7个工作日" in after


async def test_the_worker_of_imports_takes_the_columns_that_the_region_lists(service: Service) -> None:
    petra, building = service.cast.petra, await building_of(service)
    await fetch("UPDATE standard_address SET code = 'F-101' WHERE id = $1", building.rooms["101"])
    left_out = []
    for row in (None, make_field_row(PersonField.EDUCATION)):
        if row is not None:
            await stand(service, row)
        table = "证件号码,姓名,房屋编号,流入原因,住所类型,登记日期,文化程度\n"
        table += f"{id_number()},周晓岚,F-101,务工,租赁,2026-03-01,大学本科\n"
        job = await hand_in(petra.officer, ImportKind.RESIDENTS, "名单.csv", table.encode())
        await work_off_waiting()
        checked = await open_import(petra.officer, job)
        left_out.append(checked.left_out(await job_key(checked)))
    assert left_out == [("文化程度",), ()]


async def test_a_service_of_a_county_may_be_claimed_there_once_it_is_confirmed(service: Service) -> None:
    cast, building = service.cast, await building_of(service)
    _, (resident,) = await make_household(cast.petra.officer, building.dwellings["101"])
    claims, requests = (
        f"{V1}/residents/{resident}/services?purpose=service",
        f"{V1}/residents/{resident}/service-requests",
    )
    async with (
        service.client(cast.rosa) as rosa,
        service.client(cast.rita) as rita,
        service.client(cast.petra) as petra,
    ):
        made = (await rosa.post(f"{V1}/local-rules", json=SERVICE_ROW)).json()["id"]
        assert "老年乘车卡" not in (await petra.get(claims)).text
        path = f"{V1}/local-rules/{made}"
        assert (await rita.post(f"{path}/confirmation", json={"code": unused_code(cast.rita)})).status_code == 204
        (row,) = (await petra.get(f"{V1}/local-rules")).json()["items"]
        assert (row["service"]["name"], row["service"]["days"], row["number"]) == ("老年乘车卡", 5, None)
        code = row["service"]["code"]
        (claim,) = [one for one in (await petra.get(claims)).json()["claims"] if one["service"] == code]
        assert (claim["is_open"], claim["source"], claim["needs"]) == (True, SERVICE_ROW["source"], "近期照片一张")
        assert (await petra.post(requests, json={"service": code})).status_code == 201
        assert (await rosa.post(f"{path}/revocation")).status_code == 204
        assert code not in {one["service"] for one in (await petra.get(claims)).json()["claims"]}


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"name": "permit-issue-due"}, "name"),
        ({"number": 3}, "name"),
        ({"division": ""}, "division"),
        ({"service": {**SERVICE_ROW["service"], "code": "free-lunch"}}, "service"),
        ({"service": {**SERVICE_ROW["service"], "unit": "months"}}, "days"),
    ],
)
async def test_the_api_refuses_a_row_of_a_service_that_cannot_be(
    service: Service, wrong: dict[str, Any], field: str
) -> None:
    async with service.client(service.cast.rosa) as rosa:
        answer = await rosa.post(f"{V1}/local-rules", json=SERVICE_ROW | wrong)
    assert (answer.status_code, answer.json()["field"]) == (HTTPStatus.BAD_REQUEST, field)
