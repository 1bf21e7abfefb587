"""Deadlines as queues: what waits stands by the day on which it is due, what is closed with the newest on top."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from supervision.legal_time import legal_day, now
from supervision.paging import Cursor
from supervision.residence.notices.listing import list_notices
from supervision.residence.permits.acting import apply_for_permit
from supervision.residence.permits.opening import PermitShow, list_permits
from supervision.residence.permits.words import PermitCondition
from supervision.residence.quality.rectification_rows import RectificationShow, list_rectifications
from supervision.residence.quality.rectifications import RectificationDraft, begin_rectification
from supervision.residence.services.listing import RequestShow, list_requests
from supervision.residence.services.requesting import request_service
from supervision.residence.tenancies.keeping import enter_tenancy
from supervision.residence.tenancies.opening import TenancyShow, list_tenancies
from supervision.residence.tenancies.terms import TenantDraft
from supervision.storage.database import fetch
from tests.cast import NORTH_VILLAGE, Cast
from tests.makers_notices import arrival, make_notice
from tests.makers_residence import Building, id_number, make_household, make_new, make_person
from tests.supervision.residence.test_tenancies import lease

LATE, SOON = timedelta(days=-9), timedelta(days=3)


def days() -> tuple[date, date]:
    """A day that is over, and one to come."""
    today = legal_day(now())
    return today + LATE, today + SOON


def behind(day: date, row_id: UUID) -> str:
    """The cursor of a page that ended with a row due on that day."""
    return str(Cursor(datetime.combine(day, time(), UTC), row_id))


async def two_residents(cast: Cast, building: Building) -> Sequence[UUID]:
    second = make_new(make_person("陈立", id_number(order=13)))
    _, residents = await make_household(cast.petra.officer, building.dwellings["101"], make_new(), second)
    return residents


async def test_a_notice_past_its_period_stands_before_the_newer_one(cast: Cast, building: Building) -> None:
    petra, (late, soon) = cast.petra.officer, days()
    first, _ = await make_notice(petra, building.dwellings["101"], arrival())
    second, _ = await make_notice(petra, building.dwellings["201"], arrival(make_person("陈立", id_number(order=12))))
    await fetch("UPDATE stay_notice SET due_on = CASE id WHEN $1 THEN $2::date ELSE $3 END", first, late, soon)
    assert [one.id for one in (await list_notices(petra)).items] == [first, second]
    assert [one.id for one in (await list_notices(petra, cursor=behind(late, first))).items] == [second]
    await fetch("UPDATE stay_notice SET state = 'withdrawn', closed_at = received_at")
    assert [one.id for one in (await list_notices(petra, closed=True)).items] == [second, first]


async def test_permits_stand_by_the_day_by_which_they_are_issued_or_endorsed(cast: Cast, building: Building) -> None:
    petra, (late, soon), proved = cast.petra.officer, days(), legal_day(now()) - timedelta(days=190)
    first, second = [
        await apply_for_permit(petra, one, PermitCondition.JOB, ("劳动合同",), proved)
        for one in await two_residents(cast, building)
    ]
    for show, state in ((PermitShow.TO_ISSUE, "accepted"), (PermitShow.TO_ENDORSE, "valid")):
        await fetch(
            """UPDATE residence_permit SET state = $4, issue_due_on = CASE id WHEN $1 THEN $2::date ELSE $3 END,
                   endorse_from = $2, endorse_due_on = $3::date + CASE id WHEN $1 THEN 1 ELSE 2 END""",
            first, late, soon, state,
        )  # fmt: skip
        assert [one.permit.id for one in (await list_permits(petra, show)).items] == [first, second]
    assert [one.permit.id for one in (await list_permits(petra, PermitShow.ALL)).items] == [second, first]
    after = behind(soon + timedelta(days=1), first)
    assert [one.permit.id for one in (await list_permits(petra, PermitShow.TO_ENDORSE, after)).items] == [second]


async def test_a_service_request_that_is_late_stands_before_the_newer_one(cast: Cast, building: Building) -> None:
    petra, (late, soon) = cast.petra.officer, days()
    first, second = [await request_service(petra, one, "legal-advice") for one in await two_residents(cast, building)]
    await fetch("UPDATE service_request SET due_on = CASE id WHEN $1 THEN $2::date ELSE $3 END", first, late, soon)
    found = await list_requests(petra, RequestShow.TO_FORWARD)
    assert [one.request.id for one in found.items] == [first, second]
    rest = await list_requests(petra, RequestShow.TO_FORWARD, behind(late, first))
    assert [one.request.id for one in rest.items] == [second]


async def test_the_lease_that_runs_out_first_stands_on_top(cast: Cast, building: Building) -> None:
    petra = cast.petra.officer
    _, (resident,) = await make_household(petra, building.dwellings["101"])
    first, second = [
        await enter_tenancy(petra, building.dwellings[room], lease(TenantDraft(resident), days=left))
        for room, left in (("101", 2), ("201", 9))
    ]
    assert [one.tenancy.id for one in (await list_tenancies(petra, TenancyShow.ENDING)).items] == [first, second]
    assert [one.tenancy.id for one in (await list_tenancies(petra, TenancyShow.RUNNING)).items] == [second, first]
    after = behind(legal_day(now()) + timedelta(days=2), first)
    assert [one.tenancy.id for one in (await list_tenancies(petra, TenancyShow.ENDING, after)).items] == [second]


async def test_the_rectification_that_is_due_first_stands_on_top(cast: Cast, building: Building) -> None:
    petra, (late, _) = cast.petra.officer, days()
    first, second = [
        await begin_rectification(petra, RectificationDraft(NORTH_VILLAGE, drawer, petra.id, "请指定协管员。"))
        for drawer in (building.drawer, None)
    ]
    await fetch("UPDATE rectification SET due_on = $2 WHERE id = $1", first, late)
    assert [one.id for one in (await list_rectifications(petra, RectificationShow.OPEN)).items] == [first, second]
    rest = await list_rectifications(petra, RectificationShow.OPEN, behind(late, first))
    assert [one.id for one in rest.items] == [second]
