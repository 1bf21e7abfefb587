"""A measure's way through the API: two officers at once, what rests on an annulled record, and what stays sealed."""

import asyncio
from collections.abc import Sequence
from inspect import get_annotations, getmembers, iscoroutinefunction
from uuid import UUID

import httpx
import pytest

from supervision.corrections.record_kinds import RecordKind
from supervision.corrections.sanctions import delivering, findings, lapses, objecting, proposing
from supervision.corrections.sanctions.words import MeasureKind, Trigger
from supervision.legal_time import legal_day, now
from supervision.officers import Officer, Role
from supervision.storage.database import fetch
from tests.api.conftest import Service
from tests.api.measure_calls import order_to_review, sealed
from tests.api.scenes import PURPOSE
from tests.cast import COUNTY
from tests.makers import make_officer
from tests.makers_files import dump_of, make_person_file, make_record
from tests.makers_measures import FACTS, make_delivered, make_proposed, make_unrepentant
from tests.makers_orders import unused_code

V1 = "/api/v1"


async def test_of_two_officers_who_decide_at_once_one_wins_and_the_other_is_told_who(service: Service) -> None:
    cast = service.cast
    second = await make_officer("anna", "Anna Agency", Role.COUNTY_AGENCY, COUNTY, cast.county_office)
    measure_id = await make_proposed(cast)
    async with service.client(cast.agnes) as one, service.client(second) as other:
        path = f"{V1}/measures/{measure_id}/decision"
        answers: Sequence[httpx.Response] = await asyncio.gather(one.post(path, json={}), other.post(path, json={}))
    assert sorted(answer.status_code for answer in answers) == [204, 409]
    (late,) = [answer.json() for answer in answers if answer.status_code == 409]
    assert late["code"] == "measure-moved"
    assert late["moved_by"] in {"Agnes Agency", "Anna Agency"}
    assert late["moved_at"]


async def test_what_rests_on_an_annulled_measure_waits_until_somebody_says_that_it_stands(service: Service) -> None:
    cast = service.cast
    file_id = await make_person_file(cast.olga.officer)
    admonition = await make_delivered(cast, file_id)
    await make_record(cast.olga.officer, file_id, RecordKind.ADMONITION)
    await make_unrepentant(cast, file_id)
    warning = await make_delivered(cast, file_id, MeasureKind.WARNING, Trigger.TWO_ADMONITIONS)
    async with service.client(cast.hua) as hua:
        body = {"reason": "事实不成立。", "code": unused_code(cast.hua)}
        assert (await hua.post(f"{V1}/measures/{admonition}/annulment", json=body)).status_code == 204
        waiting = (await hua.get(f"{V1}/measures", params={"show": "reviews"})).json()["items"]
        assert [one["id"] for one in waiting] == [str(warning)]
        stands = {"reason": "另有三次训诫。"}
        assert (await hua.post(f"{V1}/measures/{warning}/review", json=stands)).status_code == 204
        assert (await hua.get(f"{V1}/measures", params={"show": "reviews"})).json()["items"] == []
        again = await hua.post(f"{V1}/measures/{warning}/review", json=stands)
        assert (again.status_code, again.json()["code"]) == (409, "measure-refused")


async def test_an_order_whose_ground_was_annulled_waits_for_the_head(service: Service) -> None:
    order_id = (await order_to_review(service.cast)).path["order_id"]
    async with service.client(service.cast.hua) as hua:
        waiting = (await hua.get(f"{V1}/orders", params={"show": "review"})).json()["items"]
        assert [one["id"] for one in waiting] == [str(order_id)]
        page = (await hua.get(f"/console/orders/{order_id}", params=PURPOSE)).text
        assert "所依据的事实记录已经撤销" in page
        assert (await hua.post(f"{V1}/orders/{order_id}/review", json={"reason": "另有证据。"})).status_code == 204
        assert (await hua.get(f"{V1}/orders", params={"show": "review"})).json()["items"] == []
        assert (await hua.post(f"{V1}/orders/{order_id}/review", json={"reason": "x"})).status_code == 409


async def test_a_measure_of_which_a_police_penalty_came_is_sealed_in_lists_and_until_a_basis_is_given(
    service: Service,
) -> None:
    measure_id = await sealed(service.cast)
    async with service.client(service.cast.agnes) as agnes:
        listed = (await agnes.get(f"{V1}/measures", params={"show": "standing"})).json()["items"]
        assert [(one["kind"], one["is_sealed"]) for one in listed] == [(None, True)]
        opened = (await agnes.get(f"{V1}/measures/{measure_id}", params=PURPOSE)).json()
        assert (opened["facts"], opened["steps"]) == (None, [])
        assert (await agnes.get(f"/console/measures/{measure_id}/paper")).status_code == 404
        basis = {"legal_basis": "办理撤销缓刑案件"}
        read = (await agnes.post(f"{V1}/measures/{measure_id}/sealed-reading", json=basis)).json()
        assert read["facts"] == FACTS
    assert "办理撤销缓刑案件" not in await dump_of("sealed_reading", "audit_entry")


@pytest.mark.parametrize("module", [proposing, delivering, objecting, lapses, findings], ids=lambda one: one.__name__)
def test_nothing_of_a_measure_is_done_by_the_service_itself(module: object) -> None:
    acts = [function for name, function in getmembers(module, iscoroutinefunction) if not name.startswith("_")]
    done_here = [one for one in acts if one.__module__ == getattr(module, "__name__", "")]
    writing = [one for one in done_here if "measure_id" in get_annotations(one) or "facts" in get_annotations(one)]
    reading = {"open_reviews", "warned_before"}
    assert all(next(iter(get_annotations(one).values())) is Officer for one in writing if one.__name__ not in reading)


async def test_no_measure_stands_without_two_people(service: Service) -> None:
    measure_id: UUID = await make_delivered(service.cast)
    (row,) = await fetch("SELECT proposed_by, decided_by, delivered_on FROM measure WHERE id = $1", measure_id)
    assert row["proposed_by"] != row["decided_by"]
    assert row["delivered_on"] == legal_day(now())
