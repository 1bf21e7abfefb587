"""Leave and the boundary, as ingest and the API know them: each test fails when its rule is switched off."""

from datetime import datetime, timedelta
from uuid import UUID

import httpx

from supervision.corrections.applications.asking import make_application
from supervision.corrections.applications.words import ApplicationKind
from supervision.corrections.purposes import Purpose
from supervision.corrections.rules import CorrectionRuleName, find_correction_rule
from supervision.legal_time import moved_clock, now
from supervision.monitoring.compliance import SpanState
from supervision.monitoring.track_days import open_track_day
from supervision.storage.database import fetch
from tests.api.application_calls import leave_json
from tests.api.conftest import Service
from tests.api.makers import Wearer, fix, make_wearer, send
from tests.api.scenes import Json
from tests.cast import NORTH
from tests.makers import Member
from tests.makers_applications import approve, day, make_leave, other_draft, today
from tests.makers_files import make_person_file


async def post(service: Service, member: Member, path: str, json: Json) -> httpx.Response:
    async with service.client(member) as client:
        return await client.post(f"/api/v1{path}", json=json)


async def outside(wearer: Wearer, since_minutes: int, until_minutes: int) -> None:
    """The tracker says each minute that its wearer is two kilometres from home."""
    minutes = range(since_minutes, until_minutes, -1)
    await send(wearer, *[fix(minute, north_m=2_000.0) for minute in minutes])


async def breaches(wearer: Wearer) -> list[datetime]:
    rows = await fetch(
        """SELECT occurred_at FROM alert WHERE file = $1 AND kind = 'left-required-zone' AND state <> 'retracted'
           ORDER BY occurred_at""",
        wearer.file_id,
    )
    return [row["occurred_at"] for row in rows]


async def on_leave(service: Service, wearer: Wearer, minutes_ago: int) -> UUID:
    """Leave of today that was asked for and approved so many minutes ago; gives its id."""
    cast, then = service.cast, now() - timedelta(minutes=minutes_ago)
    with moved_clock(lambda: then):
        leave = await make_leave(cast.olga, wearer.file_id, 0, 2, late_reason="急诊。")
        await approve(cast.agnes, leave)
    return leave


async def test_rule_12_the_api_sends_leave_beyond_the_sum_to_the_city(service: Service) -> None:
    cast, most = service.cast, find_correction_rule(CorrectionRuleName.LEAVE_COUNTY_MOST, today()).number
    file_id = await make_person_file(cast.olga.officer)
    await approve(cast.agnes, await make_leave(cast.olga, file_id, 5, most))
    once_more = leave_json() | {"from_on": str(day(5 + most)), "until_on": str(day(5 + most))}
    asked = await post(service, cast.olga, f"/supervisees/{file_id}/applications", once_more)
    assert asked.status_code == 201, asked.text
    async with service.client(cast.agnes) as client:
        shown = (await client.get(asked.headers["location"], params={"purpose": "supervision"})).json()
    assert (shown["application"]["decider"], shown["application"]["waits_at"]) == ("city", "county")
    refused = await post(
        service, cast.agnes, f"/applications/{asked.json()['id']}/approval", {"revision": 1, "note": "同意。"}
    )
    assert (refused.status_code, refused.json()["code"]) == (409, "decision-refused")


async def test_rule_13_the_api_takes_no_refusal_without_a_reason(service: Service) -> None:
    cast = service.cast
    leave = await make_leave(cast.olga, await make_person_file(cast.olga.officer))
    empty = await post(service, cast.agnes, f"/applications/{leave}/refusal", {"revision": 1, "reason": " "})
    assert (empty.status_code, empty.json()["field"]) == (400, "reason")


async def test_whoever_comes_second_is_told_who_was_first_and_when(service: Service) -> None:
    cast = service.cast
    leave = await make_leave(cast.olga, await make_person_file(cast.olga.officer), 5, 10)
    await approve(cast.agnes, leave)
    late = await post(service, cast.hua, f"/applications/{leave}/refusal", {"revision": 1, "reason": "不同意。"})
    assert (late.status_code, late.json()["code"]) == (409, "application-decided")
    assert late.json()["decided_by"] == "Agnes Agency"
    assert datetime.fromisoformat(late.json()["decided_at"]) <= now()


async def test_rule_15_leave_suspends_the_boundary_from_its_approval_on_and_not_before(service: Service) -> None:
    wearer = await make_wearer(service.cast.olga, service.cast.north_office, NORTH)
    await on_leave(service, wearer, 33)  # it settles three minutes after the approval
    await outside(wearer, 28, 2)
    assert await breaches(wearer) == []
    opened = await open_track_day(service.cast.olga.officer, wearer.file_id, today(), Purpose.SUPERVISION)
    states = {span.state for strip in opened.strips for span in strip.spans}
    assert SpanState.LEAVE in states
    assert SpanState.OUTSIDE not in states


async def test_rule_15_a_late_fix_is_judged_by_the_leave_of_its_own_time(service: Service) -> None:
    wearer = await make_wearer(service.cast.olga, service.cast.north_office, NORTH)
    await on_leave(service, wearer, 23)
    await outside(wearer, 18, 2)
    assert await breaches(wearer) == []
    await outside(wearer, 45, 25)
    (occurred_at,) = await breaches(wearer)
    assert occurred_at < now() - timedelta(minutes=40)


async def test_the_boundary_holds_again_once_the_leave_is_cancelled(service: Service) -> None:
    cast = service.cast
    wearer = await make_wearer(cast.olga, cast.north_office, NORTH)
    leave = await on_leave(service, wearer, 45)
    then = now() - timedelta(minutes=23)
    with moved_clock(lambda: then):
        answer = await post(service, cast.agnes, f"/applications/{leave}/cancellation", {"reason": "不去了。"})
        assert answer.status_code == 204, answer.text
    await outside(wearer, 40, 2)
    (occurred_at,) = await breaches(wearer)
    assert occurred_at > then + timedelta(minutes=2)


async def test_a_permit_for_frequent_trips_suspends_no_boundary(service: Service) -> None:
    cast = service.cast
    wearer = await make_wearer(cast.olga, cast.north_office, NORTH)
    trips = other_draft(ApplicationKind.TRIPS)
    then = now() - timedelta(minutes=40)
    with moved_clock(lambda: then):
        await approve(cast.agnes, await make_application(cast.olga.officer, wearer.file_id, trips))
    await outside(wearer, 30, 2)
    assert await breaches(wearer) != []
