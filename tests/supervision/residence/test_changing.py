"""A person's versions: told in time, or amended by another officer; history is never overwritten."""

from datetime import date, timedelta
from uuid import UUID

import msgspec
import pytest

from supervision.errors import InputInvalid, NotFound, NotPermitted
from supervision.legal_time import legal_day, now
from supervision.residence.households.amendments import (
    AmendmentDecided,
    AmendmentWaits,
    OwnAmendment,
    approve_amendment,
    open_amendment,
    refuse_amendment,
    request_amendment,
)
from supervision.residence.households.changing import (
    ContactChange,
    NothingNew,
    ResidentChangedMeanwhile,
    change_contact,
    versions_of,
)
from supervision.residence.households.differences import Difference, find_differences, limited_to
from supervision.residence.households.opening import ResidentRecord, open_resident
from supervision.residence.households.registering import ResidentExists, end_stay
from supervision.residence.households.undoing import UndoTooLate, resume_stay
from supervision.residence.households.words import AmendmentState, AskedBy, Source, StayEnd
from supervision.residence.rules import find_field_list
from supervision.settings import Register
from supervision.storage.database import fetch
from supervision.vault import SearchField, SearchTerm, digest_terms
from tests.cast import Cast
from tests.makers import Member
from tests.makers_residence import Building, make_household, make_new, make_person, put_on_duty

TODAY = legal_day(now())


async def _registered(cast: Cast, building: Building) -> ResidentRecord:
    _, (resident,) = await make_household(cast.petra.officer, building.dwellings["101"])
    return await open_resident(cast.petra.officer, resident, "registration")


async def _is_found(field: SearchField, value: str) -> bool:
    term = SearchTerm(field, value)
    digest = digest_terms(Register.RESIDENCE, [term])[term]
    return bool(await fetch("SELECT FROM resident_term WHERE term_digest = $1", digest))


async def test_a_phone_told_in_time_is_a_new_version_and_finds_the_resident(cast: Cast, building: Building) -> None:
    record = await _registered(cast, building)
    resident = record.resident
    revision = await change_contact(
        cast.petra.officer, resident.id, resident.revision, ContactChange(legal_day(now()), phone="139 0000 9999")
    )
    newest, first = await versions_of((await open_resident(cast.petra.officer, resident.id, "visit")).resident)
    assert (newest.revision, newest.source) == (revision, Source.OFFICER)
    assert newest.differences == (Difference("phone", "13800001234", "13900009999"),)
    assert first.differences == ()
    assert await _is_found(SearchField.PHONE, "13900009999")
    assert not await _is_found(SearchField.PHONE, "13800001234")


async def test_a_change_told_after_the_days_of_the_law_goes_by_an_amendment(cast: Cast, building: Building) -> None:
    resident = (await _registered(cast, building)).resident
    late = ContactChange(legal_day(now()) - timedelta(days=11), phone="13900009999")
    with pytest.raises(InputInvalid, match="更正"):
        await change_contact(cast.petra.officer, resident.id, resident.revision, late)


async def test_an_assistant_changes_nothing_and_asks_for_an_amendment(cast: Cast, building: Building) -> None:
    record = await _registered(cast, building)
    resident = record.resident
    await put_on_duty(cast.petra.officer, building.drawer, cast.paul.id)
    with pytest.raises(NotPermitted):
        await change_contact(
            cast.paul.officer, resident.id, resident.revision, ContactChange(legal_day(now()), phone="13900009999")
        )
    amended = msgspec.structs.replace(record.person, name="周晓兰")
    amendment = await request_amendment(cast.paul.officer, resident.id, resident.revision, amended, "名字写错了。")
    with pytest.raises(NotPermitted):
        await approve_amendment(cast.paul.officer, amendment)
    opened = await open_amendment(cast.petra.officer, amendment)
    assert opened.amendment.asked_by is AskedBy.ASSISTANT
    assert opened.amendment.differences == (Difference("name", "周晓岚", "周晓兰"),)
    await approve_amendment(cast.petra.officer, amendment)
    record = await open_resident(cast.petra.officer, resident.id, "visit")
    assert record.person.name == "周晓兰"
    assert [version.source for version in await versions_of(record.resident)] == [Source.AMENDMENT, Source.OFFICER]


async def test_nobody_decides_their_own_amendment(cast: Cast, building: Building) -> None:
    record = await _registered(cast, building)
    amended = msgspec.structs.replace(record.person, name="周晓兰")
    amendment = await request_amendment(
        cast.petra.officer, record.resident.id, record.resident.revision, amended, "名字写错了。"
    )
    with pytest.raises(OwnAmendment):
        await approve_amendment(cast.petra.officer, amendment)
    with pytest.raises(OwnAmendment):
        await refuse_amendment(cast.petra.officer, amendment, "否")
    with pytest.raises(NotFound):
        await open_amendment(cast.pavel.officer, amendment)


async def test_an_amendment_of_what_changed_meanwhile_is_refused(cast: Cast, building: Building) -> None:
    record = await _registered(cast, building)
    resident = record.resident
    await put_on_duty(cast.petra.officer, building.drawer, cast.paul.id)
    amended = msgspec.structs.replace(record.person, name="周晓兰")
    amendment = await request_amendment(cast.paul.officer, resident.id, resident.revision, amended, "名字写错了。")
    with pytest.raises(AmendmentWaits):
        await request_amendment(cast.paul.officer, resident.id, resident.revision, amended, "名字写错了。")
    await change_contact(
        cast.petra.officer, resident.id, resident.revision, ContactChange(legal_day(now()), phone="13900009999")
    )
    with pytest.raises(ResidentChangedMeanwhile):
        await approve_amendment(cast.petra.officer, amendment)
    assert (await open_amendment(cast.petra.officer, amendment)).amendment.is_outdated
    await refuse_amendment(cast.petra.officer, amendment, "资料已更新。")
    with pytest.raises(AmendmentDecided):
        await refuse_amendment(cast.petra.officer, amendment, "资料已更新。")
    opened = (await open_amendment(cast.petra.officer, amendment)).amendment
    assert (opened.state, opened.answer) == (AmendmentState.REFUSED, "资料已更新。")


async def test_saying_what_is_known_already_changes_nothing(cast: Cast, building: Building) -> None:
    record = await _registered(cast, building)
    with pytest.raises(NothingNew):
        await request_amendment(
            cast.petra.officer, record.resident.id, record.resident.revision, record.person, "没有不同。"
        )


async def _ended(member: Member, resident: UUID) -> None:
    await end_stay(member.officer, resident, legal_day(now()), StayEnd.IN_ERROR)


async def test_a_stay_ended_by_mistake_goes_on_as_if_nothing_had_been(cast: Cast, building: Building) -> None:
    record = await _registered(cast, building)
    before = await fetch("SELECT began_on, ended_on, role FROM membership")
    await _ended(cast.petra, record.resident.id)
    assert not await _is_found(SearchField.NAME, "周晓岚")
    await resume_stay(cast.petra.officer, record.resident.id)
    again = await open_resident(cast.petra.officer, record.resident.id, "visit")
    assert [stay.ended_on for stay in again.stays] == [None]
    assert await fetch("SELECT began_on, ended_on, role FROM membership") == before
    assert [row["residents"] for row in await fetch("SELECT residents FROM occupancy")] == [1]
    assert await _is_found(SearchField.NAME, "周晓岚")
    with pytest.raises(UndoTooLate):
        await resume_stay(cast.petra.officer, record.resident.id)


async def test_a_stay_does_not_go_on_when_they_were_registered_anew(cast: Cast, building: Building) -> None:
    record = await _registered(cast, building)
    await _ended(cast.petra, record.resident.id)
    await make_household(cast.petra.officer, building.dwellings["201"], make_new(days=0))
    with pytest.raises(ResidentExists):
        await resume_stay(cast.petra.officer, record.resident.id)


def test_what_another_region_does_not_list_stays_behind() -> None:
    nation, zhejiang = find_field_list(date(2026, 1, 1), "14"), find_field_list(date(2026, 1, 1), "33")
    person = msgspec.structs.replace(make_person(), workplace="云岭纸箱厂", education="高中")
    assert limited_to(person, zhejiang) == person
    assert find_differences(person, limited_to(person, nation)) == (
        Difference("workplace", "云岭纸箱厂", ""),
        Difference("education", "高中", ""),
    )
