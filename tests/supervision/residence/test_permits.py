"""Residence permits from the application to the end, each act in the database and its queue."""

from datetime import date, datetime, timedelta
from uuid import UUID

import pytest

from supervision.audit import verify_chain
from supervision.errors import InputInvalid, NotFound, NotPermitted
from supervision.legal_time import LEGAL_ZONE, legal_day, moved_clock, now
from supervision.residence.addresses.words import DutyPart
from supervision.residence.households.person import Guardian
from supervision.residence.permits.acting import (
    PermitExists,
    accept_application,
    apply_for_permit,
    cancel_permit,
    endorse_permit,
    issue_permit,
    suspend_permit,
    tell_missing,
)
from supervision.residence.permits.eligibility import PermitNotRipe
from supervision.residence.permits.opening import PermitShow, count_permits, list_permits, open_applicant, open_permit
from supervision.residence.permits.standing import PermitYears
from supervision.residence.permits.words import PermitCondition, PermitEnd, PermitState, PermitStep
from supervision.settings import Register
from supervision.storage.database import fetch
from tests.cast import Cast
from tests.makers_residence import Building, id_number, make_household, make_new, make_person, put_on_duty

CONTRACT = ("劳动合同",)
HALF_A_YEAR = timedelta(days=190)


async def resident_of(cast: Cast, building: Building) -> UUID:
    _, (resident,) = await make_household(cast.petra.officer, building.dwellings["101"])
    return resident


async def applied(cast: Cast, resident: UUID) -> UUID:
    proved = legal_day(now()) - HALF_A_YEAR
    return await apply_for_permit(cast.petra.officer, resident, PermitCondition.JOB, CONTRACT, proved)


async def test_a_permit_goes_its_way_and_every_queue_with_it(cast: Cast, building: Building) -> None:
    petra = cast.petra.officer
    permit = await applied(cast, await resident_of(cast, building))
    assert (await count_permits(petra))[PermitShow.TO_HANDLE] == 1
    await tell_missing(petra, permit, ("近期照片", "居住证明"))
    accepted = await accept_application(petra, permit)
    assert accepted.due_on is not None
    assert accepted.due_on >= legal_day(now()) + timedelta(days=15)
    assert (await count_permits(petra))[PermitShow.TO_ISSUE] == 1
    issued = await issue_permit(petra, permit)
    opens, due = issued.endorse_from(PermitYears(12, 1)), issued.due_on
    assert opens is not None
    assert due is not None
    with moved_clock(lambda: at(opens)):
        assert (await count_permits(petra))[PermitShow.TO_ENDORSE] == 1
        endorsed = await endorse_permit(petra, permit)
        assert (await count_permits(petra))[PermitShow.TO_ENDORSE] == 0
    assert endorsed.due_on is not None
    late = endorsed.due_on + timedelta(days=1)
    with moved_clock(lambda: at(late)):
        assert (await count_permits(petra))[PermitShow.TO_SUSPEND] == 1
        assert (await suspend_permit(petra, permit)).state is PermitState.SUSPENDED
        restored = await endorse_permit(petra, permit)
        assert (restored.state, restored.years_from) == (PermitState.VALID, late)
        assert (await cancel_permit(petra, permit, PermitEnd.LEFT_AREA)).state is PermitState.CANCELLED
        file = await open_permit(petra, permit, "permit")
    assert [stored.act.step for stored in file.acts] == [
        PermitStep.APPLY, PermitStep.TELL_MISSING, PermitStep.ACCEPT, PermitStep.ISSUE, PermitStep.ENDORSE,
        PermitStep.SUSPEND, PermitStep.ENDORSE, PermitStep.CANCEL,
    ]  # fmt: skip
    assert file.acts[1].detail.papers == ("近期照片", "居住证明")
    assert (await verify_chain(Register.RESIDENCE)).is_whole


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 10, tzinfo=LEGAL_ZONE)


async def test_half_a_year_must_be_full_and_a_condition_proved(cast: Cast, building: Building) -> None:
    petra, resident = cast.petra.officer, await resident_of(cast, building)
    today = legal_day(now())
    with pytest.raises(PermitNotRipe):
        await apply_for_permit(petra, resident, PermitCondition.JOB, CONTRACT)
    with pytest.raises(PermitNotRipe):
        await apply_for_permit(petra, resident, PermitCondition.JOB, CONTRACT, today - timedelta(days=100))
    with pytest.raises(InputInvalid):
        await apply_for_permit(petra, resident, PermitCondition.JOB, (" ",), today - HALF_A_YEAR)
    permit = await applied(cast, resident)
    with pytest.raises(PermitExists):
        await applied(cast, resident)
    assert (await open_applicant(petra, resident)).open_permit_id == permit


async def test_for_a_child_the_guardian_applies(cast: Cast, building: Building) -> None:
    born = legal_day(now()).replace(day=1) - timedelta(days=365 * 9)
    child = make_person(
        "周小满",
        id_number(born.strftime("%Y%m%d"), 22),
        guardian=Guardian("周晓岚", "父", "13800001234"),
    )
    _, (resident,) = await make_household(cast.petra.officer, building.dwellings["101"], make_new(child))
    permit = await applied(cast, resident)
    (first,) = (await open_permit(cast.petra.officer, permit, "permit")).acts
    assert first.detail.guardian == "周晓岚"


async def test_an_assistant_helps_to_apply_and_does_not_decide_and_elsewhere_nothing_is_there(
    cast: Cast, building: Building
) -> None:
    petra, paul = cast.petra.officer, cast.paul.officer
    resident = await resident_of(cast, building)
    for stranger in (cast.pavel.officer, cast.olga.officer, paul):
        with pytest.raises(NotFound):
            await apply_for_permit(stranger, resident, PermitCondition.JOB, CONTRACT, legal_day(now()) - HALF_A_YEAR)
    await put_on_duty(petra, building.drawer, paul.id, DutyPart.ASSISTANT)
    permit = await apply_for_permit(paul, resident, PermitCondition.JOB, CONTRACT, legal_day(now()) - HALF_A_YEAR)
    with pytest.raises(NotPermitted):
        await accept_application(paul, permit)
    (line,) = (await list_permits(paul, PermitShow.TO_HANDLE)).items
    assert (line.permit.id, line.resident.name) == (permit, "周*")
    with pytest.raises(NotFound):
        await open_permit(cast.pavel.officer, permit, "permit")
    assert (await list_permits(cast.pavel.officer, PermitShow.ALL)).items == ()
    with pytest.raises(InputInvalid, match="permit"):
        await open_permit(petra, permit, None)


async def test_what_an_act_says_is_sealed(cast: Cast, building: Building) -> None:
    await applied(cast, await resident_of(cast, building))
    rows = await fetch("SELECT p::text || a::text AS text FROM residence_permit p JOIN permit_act a ON a.permit = p.id")
    assert not any("劳动合同" in row["text"] for row in rows)
