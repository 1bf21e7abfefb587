"""Services beside registration: what may be claimed, and a request from the first word to the answer."""

from datetime import date, datetime, timedelta
from uuid import UUID

import pytest

from supervision.actor import Actor
from supervision.audit import Act, verify_chain
from supervision.errors import InputInvalid, NotFound, NotPermitted
from supervision.legal_rules import Unit
from supervision.legal_time import LEGAL_ZONE, legal_day, moved_clock, now
from supervision.officers.holidays import legal_calendar
from supervision.periods import count_period
from supervision.residence.addresses.words import DutyPart
from supervision.residence.changes import about, residence_change
from supervision.residence.codes import ArrivalReason, LodgingKind
from supervision.residence.households.memberships import Destination
from supervision.residence.households.move_decisions import accept_move
from supervision.residence.households.moves import MoveOut, ask_move_out
from supervision.residence.households.readings import readings_of_resident
from supervision.residence.households.registering import StayDraft, end_stay
from supervision.residence.households.store import load_resident
from supervision.residence.households.words import StayEnd
from supervision.residence.keeping.destroying import approve_destruction
from supervision.residence.keeping.proposals import propose_destruction
from supervision.residence.keeping.words import KeptKind
from supervision.residence.permits.acting import accept_application, apply_for_permit, cancel_permit, issue_permit
from supervision.residence.permits.words import PermitCondition, PermitEnd
from supervision.residence.search.comparing import compare_new_residents
from supervision.residence.search.merging import merge_residents, undo_merge
from supervision.residence.search.pairs import list_duplicates
from supervision.residence.services.handling import (
    Forwarding,
    answer_request,
    forward_request,
    offices_over,
    withdraw_request,
)
from supervision.residence.services.listing import (
    RequestShow,
    count_requests,
    list_requests,
    open_request,
    open_services,
)
from supervision.residence.services.requesting import ServiceNotClaimable, add_request, claims_of, request_service
from supervision.residence.services.store import requests_of
from supervision.residence.services.words import RequestState, RequestStepRefused
from supervision.settings import Register
from supervision.storage.database import fetch
from tests.cast import NORTH_VILLAGE, Cast
from tests.makers_files import make_person_file
from tests.makers_keeping import make_second, past_the_period
from tests.makers_residence import Building, id_number, make_household, make_new, make_person, put_on_duty
from tests.supervision.residence.conftest import SOUTH_VILLAGE

REMARK = "想给孩子转学到本地小学"
SCHOOL = Forwarding(name="石坝县教育局", contact="0356-2021234 招生办", note="请按片区安排")


async def resident_of(cast: Cast, building: Building, room: str = "101") -> UUID:
    _, (resident,) = await make_household(cast.petra.officer, building.dwellings[room])
    return resident


async def make_permit(cast: Cast, resident: UUID) -> UUID:
    proved = legal_day(now()) - timedelta(days=190)
    permit = await apply_for_permit(cast.petra.officer, resident, PermitCondition.JOB, ("劳动合同",), proved)
    await accept_application(cast.petra.officer, permit)
    await issue_permit(cast.petra.officer, permit)
    return permit


async def may_claim(cast: Cast, resident: UUID, service: str) -> bool:
    shown = await open_services(cast.petra.officer, resident, "service")
    return next(one.is_open for one in shown.claims if one.service.code == service)


async def test_a_request_goes_its_way_and_its_queues_with_it(cast: Cast, building: Building) -> None:
    petra, resident = cast.petra.officer, await resident_of(cast, building)
    await make_permit(cast, resident)
    request = await request_service(petra, resident, "legal-service", "拖欠工资")
    assert (await count_requests(petra))[RequestShow.TO_FORWARD] == 1
    await forward_request(petra, request, Forwarding(name="县法律援助中心", contact="0356-12348", note="加急"))
    counts = await count_requests(petra)
    assert (counts[RequestShow.TO_FORWARD], counts[RequestShow.WAITING]) == (0, 1)
    (line,) = (await list_requests(petra, RequestShow.WAITING)).items
    due = count_period(legal_day(now()), 7, Unit.DAYS, await legal_calendar()).due_on
    assert (line.resident.name, line.request.due_on) == ("周*", due)
    with moved_clock(lambda: at(due)):
        assert (await count_requests(petra))[RequestShow.OVERDUE] == 0
    with moved_clock(lambda: at(due + timedelta(days=1))):
        assert (await count_requests(petra))[RequestShow.OVERDUE] == 1
    await answer_request(petra, request, RequestState.NEEDS_PAPERS, papers=("劳动合同", "工资条"))
    assert (await count_requests(petra))[RequestShow.PAPERS] == 1
    await forward_request(petra, request, Forwarding(name="县法律援助中心", contact="0356-12348"))
    await answer_request(petra, request, RequestState.GRANTED, "已指派律师")
    assert sum((await count_requests(petra)).values()) == 0
    file = await open_request(petra, request, "service")
    assert [step.state for step in file.opened.steps] == [
        RequestState.REQUESTED, RequestState.FORWARDED, RequestState.NEEDS_PAPERS, RequestState.FORWARDED,
        RequestState.GRANTED,
    ]  # fmt: skip
    assert [step.detail.text for step in file.opened.steps] == ["拖欠工资", "加急", "", "", "已指派律师"]
    assert file.opened.steps[2].detail.papers == ("劳动合同", "工资条")
    assert file.opened.request.closed_at is not None
    assert (await verify_chain(Register.RESIDENCE)).is_whole


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 10, tzinfo=LEGAL_ZONE)


async def test_a_permit_opens_what_it_gives_and_its_end_closes_it_again(cast: Cast, building: Building) -> None:
    petra, resident = cast.petra.officer, await resident_of(cast, building)
    assert not await may_claim(cast, resident, "compulsory-education")
    assert await may_claim(cast, resident, "residence-permit")
    with pytest.raises(ServiceNotClaimable) as refusal:
        await request_service(petra, resident, "compulsory-education")
    assert "居住证" in str(refusal.value)
    with pytest.raises(InputInvalid):
        await request_service(petra, resident, "free-lunch")
    permit = await make_permit(cast, resident)
    assert await may_claim(cast, resident, "compulsory-education")
    later = now() + timedelta(days=400)
    with moved_clock(lambda: later):
        assert not await may_claim(cast, resident, "compulsory-education")
    await cancel_permit(petra, permit, PermitEnd.SURRENDERED)
    assert not await may_claim(cast, resident, "compulsory-education")


async def test_one_service_is_asked_for_once_at_a_time(cast: Cast, building: Building) -> None:
    petra, resident = cast.petra.officer, await resident_of(cast, building)
    first = await request_service(petra, resident, "legal-advice")
    with pytest.raises(ServiceNotClaimable):
        await request_service(petra, resident, "legal-advice")
    await withdraw_request(petra, first, "自行解决")
    second = await request_service(petra, resident, "legal-advice")
    assert [one.request.id for one in await requests_of(resident)] == [second, first]


async def test_nothing_is_answered_that_no_office_was_asked(cast: Cast, building: Building) -> None:
    petra = cast.petra.officer
    request = await request_service(petra, await resident_of(cast, building), "legal-advice")
    with pytest.raises(RequestStepRefused):
        await answer_request(petra, request, RequestState.GRANTED)
    with pytest.raises(InputInvalid):
        await forward_request(petra, request, Forwarding(name="县法律援助中心"))
    await forward_request(petra, request, SCHOOL)
    for answer, text in ((RequestState.REFUSED, " "), (RequestState.NEEDS_PAPERS, ""), (RequestState.FORWARDED, "x")):
        with pytest.raises(InputInvalid):
            await answer_request(petra, request, answer, text)
    await answer_request(petra, request, RequestState.REFUSED, "不属于受理范围")
    with pytest.raises(RequestStepRefused):
        await withdraw_request(petra, request)


async def test_an_office_of_the_register_finds_what_was_forwarded_to_it(cast: Cast, building: Building) -> None:
    petra = cast.petra.officer
    request = await request_service(petra, await resident_of(cast, building), "id-card")
    own = next(office for office in await offices_over(NORTH_VILLAGE) if office.id == petra.office_id)
    with pytest.raises(InputInvalid):
        await forward_request(petra, request, Forwarding(office_id=cast.pavel.officer.office_id))
    await forward_request(petra, request, Forwarding(office_id=own.id))
    assert (await count_requests(petra))[RequestShow.MY_OFFICE] == 1
    (line,) = (await list_requests(petra, RequestShow.MY_OFFICE)).items
    assert line.request.id == request
    forwarded_to = (await open_request(petra, request, "service")).opened.forwarded_to
    assert forwarded_to is not None
    assert forwarded_to.office == own.name


async def test_an_assistant_asks_in_their_own_drawers_and_answers_nothing(cast: Cast, building: Building) -> None:
    petra, paul = cast.petra.officer, cast.paul.officer
    resident = await resident_of(cast, building)
    for stranger in (cast.pavel.officer, cast.olga.officer, paul):
        with pytest.raises(NotFound):
            await request_service(stranger, resident, "legal-advice")
    await put_on_duty(petra, building.drawer, paul.id, DutyPart.ASSISTANT)
    request = await request_service(paul, resident, "legal-advice", REMARK)
    assert (await count_requests(paul))[RequestShow.TO_FORWARD] == 1
    for refused in (forward_request(paul, request, SCHOOL), answer_request(paul, request, RequestState.GRANTED)):
        with pytest.raises(NotPermitted):
            await refused
    for unknown in (
        forward_request(cast.pavel.officer, request, SCHOOL),
        open_request(cast.pavel.officer, request, "service"),
    ):
        with pytest.raises(NotFound):
            await unknown
    assert (await list_requests(cast.pavel.officer, RequestShow.TO_FORWARD)).items == ()


async def test_requests_follow_a_record_that_was_joined_and_go_back_with_it(cast: Cast, building: Building) -> None:
    petra = cast.petra.officer
    people = [make_person(number=id_number("19900307", order)) for order in (13, 31)]
    one, other = [
        (await make_household(petra, building.dwellings[room], make_new(person)))[1][0]
        for room, person in zip(("101", "201"), people, strict=True)
    ]
    request = await request_service(petra, other, "legal-advice")
    await make_permit(cast, other)
    await compare_new_residents()
    (pair,) = (await list_duplicates(petra)).items
    merge = await merge_residents(petra, pair.id, one, "同一人")
    assert [found.request.id for found in await requests_of(one)] == [request]
    assert await may_claim(cast, one, "compulsory-education")
    with pytest.raises(ServiceNotClaimable):
        await request_service(petra, one, "legal-advice")
    assert (await count_requests(petra))[RequestShow.TO_FORWARD] == 1
    await undo_merge(petra, merge)
    assert await requests_of(one) == ()
    assert not await may_claim(cast, one, "compulsory-education")


async def test_a_record_that_was_joined_to_somebody_who_left_stands_in_no_queue(cast: Cast, building: Building) -> None:
    """Also where that record was joined to another in turn."""
    petra = cast.petra.officer
    first, second, third = [
        (
            await make_household(
                petra, building.dwellings[room], make_new(make_person(number=id_number("19900307", order)))
            )
        )[1][0]
        for room, order in (("101", 13), ("201", 31), ("101", 33))
    ]
    await request_service(petra, first, "legal-advice")
    await compare_new_residents()
    for loser, winner in ((first, second), (second, third)):
        pairs = (await list_duplicates(petra)).items
        pair = next(pair for pair in pairs if {pair.one.id, pair.other.id} == {loser, winner})
        await merge_residents(petra, pair.id, winner, "同一人")
    assert len((await list_requests(petra, RequestShow.TO_FORWARD)).items) == 1
    await end_stay(petra, third, legal_day(now()), StayEnd.LEFT_AREA)
    assert (await list_requests(petra, RequestShow.TO_FORWARD)).items == ()
    assert sum((await count_requests(petra)).values()) == 0


async def test_who_left_stands_in_no_queue_and_asks_for_nothing(cast: Cast, building: Building) -> None:
    petra, resident = cast.petra.officer, await resident_of(cast, building)
    request = await request_service(petra, resident, "legal-advice")
    await end_stay(petra, resident, legal_day(now()), StayEnd.LEFT_AREA)
    assert sum((await count_requests(petra)).values()) == 0
    assert (await list_requests(petra, RequestShow.TO_FORWARD)).items == ()
    with pytest.raises(ServiceNotClaimable):
        await request_service(petra, resident, "employment-advice")
    await withdraw_request(petra, request, "已离开")


async def test_of_a_request_nothing_personal_stands_in_clear_and_every_reading_is_recorded(
    cast: Cast, building: Building
) -> None:
    petra, resident = cast.petra.officer, await resident_of(cast, building)
    request = await request_service(petra, resident, "legal-advice", REMARK)
    await forward_request(petra, request, SCHOOL)
    rows = await fetch("SELECT service_request::text AS q, service_step::text AS s FROM service_request, service_step")
    entries = await fetch("SELECT detail_json FROM audit_entry")
    for text in (REMARK, "教育局", "2021234", "片区", "周晓岚"):
        assert not any(text in row["q"] + row["s"] for row in rows)
        assert not any(text.encode().hex() in row["s"] for row in rows)
        assert not any(text in entry["detail_json"] for entry in entries)
    with pytest.raises(InputInvalid):
        await open_request(petra, request, "curiosity")
    with pytest.raises(InputInvalid):
        await open_services(petra, resident, None)
    await open_request(petra, request, "complaint")
    seen = (await readings_of_resident(petra, resident, "inspection")).items
    acts = [(one.act, one.purpose) for one in seen if one.act.startswith("service-request:")]
    assert acts == [
        ("service-request:open", "complaint"), ("service-request:forward", None), ("service-request:make", None)
    ]  # fmt: skip


async def test_the_resident_s_own_page_asks_in_a_change_of_its_own(cast: Cast, building: Building) -> None:
    petra, resident_id = cast.petra.officer, await resident_of(cast, building)
    resident = await load_resident(petra, Act.RESIDENT_OPEN, resident_id)
    claims = await claims_of(resident, legal_day(now()))
    assert any(claim.service.code == "legal-advice" and claim.is_open for claim in claims)
    async with residence_change(
        Actor.system("own-page"), Act.SERVICE_REQUEST_MAKE, about("resident", resident_id)
    ) as c:
        await add_request(c, resident, "legal-advice", REMARK)
    (opened,) = await requests_of(resident_id)
    assert (opened.steps[0].taken_by_name, opened.steps[0].detail.text) == ("", REMARK)


async def test_a_correction_of_the_same_person_changes_nothing_here(cast: Cast, building: Building) -> None:
    petra, person = cast.petra.officer, make_person()
    _, (resident,) = await make_household(petra, building.dwellings["101"], make_new(person))
    before = await open_services(petra, resident, "service")
    await make_person_file(cast.olga.officer, name=person.name, document_number=person.document_number)
    assert await open_services(petra, resident, "service") == before
    await request_service(petra, resident, "legal-advice")
    assert (await count_requests(petra))[RequestShow.TO_FORWARD] == 1
    with pytest.raises(NotFound):
        await list_requests(cast.olga.officer, RequestShow.TO_FORWARD)


async def test_a_request_goes_along_with_who_moves_to_another_office_s_reach(
    cast: Cast, building: Building, southern: Building
) -> None:
    petra, pavel, today = cast.petra.officer, cast.pavel.officer, legal_day(now())
    resident = await resident_of(cast, building)
    request = await request_service(petra, resident, "legal-advice")
    move = await ask_move_out(petra, resident, MoveOut(SOUTH_VILLAGE, today))
    assert (await count_requests(pavel))[RequestShow.TO_FORWARD] == 0
    stay = StayDraft(LodgingKind.RENTED, ArrivalReason.WORK, today)
    await accept_move(pavel, move, Destination(southern.dwellings["101"]), stay)
    assert (await count_requests(pavel))[RequestShow.TO_FORWARD] == 1
    await forward_request(pavel, request, SCHOOL)
    with pytest.raises(NotFound):
        await answer_request(petra, request, RequestState.GRANTED)


async def test_a_request_is_destroyed_with_its_resident(cast: Cast, building: Building) -> None:
    petra, resident = cast.petra.officer, await resident_of(cast, building)
    await request_service(petra, resident, "legal-advice", REMARK)
    await end_stay(petra, resident, legal_day(now()), StayEnd.LEFT_AREA)
    second = await make_second(cast)
    with past_the_period():
        (proposal,) = await propose_destruction(petra, KeptKind.RESIDENT, [resident])
        (outcome,) = await approve_destruction(second.officer, [proposal], second.code())
    assert outcome.refusal == ""
    assert await fetch("SELECT FROM service_request UNION ALL SELECT FROM service_step") == []
