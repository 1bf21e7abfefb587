"""Stay notices: given without an account, followed by their declarer alone, decided on by an officer."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from supervision.audit import Act, verify_chain
from supervision.audit.key_expiry import destroy_expired
from supervision.errors import InputInvalid, NotFound, NotPermitted
from supervision.legal_rules import Unit
from supervision.legal_time import legal_day, moved_clock, now
from supervision.periods import LegalCalendar
from supervision.residence.addresses.words import DutyPart
from supervision.residence.households.opening import open_resident, roles_of_members
from supervision.residence.households.registering import ResidentExists
from supervision.residence.households.store import load_residents
from supervision.residence.households.words import MemberRole, Source, StayEnd
from supervision.residence.notices.content import Declarer, find_due
from supervision.residence.notices.deciding import (
    EndStay,
    NoticeClosed,
    Recognise,
    Refuse,
    decide_notice,
    open_notice,
    with_heads,
)
from supervision.residence.notices.deciding import (
    Register as RegisterPerson,
)
from supervision.residence.notices.giving import give_notice, give_notice_for
from supervision.residence.notices.links import issue_link, load_links, revoke_link
from supervision.residence.notices.listing import count_notices, list_notices
from supervision.residence.notices.matching import names_room
from supervision.residence.notices.receipts import NoticeDecided, follow_notice, withdraw_notice
from supervision.residence.notices.retiring import EXPIRING_NOTICES
from supervision.residence.notices.words import DeclarerKind, ItemState, LinkScope, NoticeState
from supervision.residence.throttle import AskedTooOften
from supervision.settings import Register
from supervision.storage.database import fetch
from tests.cast import Cast
from tests.makers import RESIDENCE
from tests.makers_notices import CALLER, arrival, departure, make_link, make_notice, notice_draft
from tests.makers_residence import Building, id_number, make_household, make_new, make_person, put_on_duty

SECOND = make_person("陈立", id_number(order=12), phone="13800005678")


async def test_a_landlords_notice_becomes_a_registration_by_an_officers_decision(
    cast: Cast, building: Building
) -> None:
    petra = cast.petra.officer
    notice_id, receipt = await make_notice(petra, building.dwellings["101"], arrival(), arrival(SECOND))
    assert receipt.number.startswith("SB-149901-")
    followed = await follow_notice(receipt.number, receipt.code.lower(), CALLER)
    assert (followed.state, len(followed.items)) == (NoticeState.RECEIVED, 2)
    file = await open_notice(petra, notice_id)
    assert (file.content.place, file.matches, file.due.number) == ("幸福路3号楼101", {}, 3)
    state = await decide_notice(
        petra, notice_id, [RegisterPerson(item.id, dwelling_id=building.dwellings["101"]) for item in file.items]
    )
    assert state is NoticeState.ACCEPTED
    decided = (await open_notice(petra, notice_id)).items
    records = [await open_resident(petra, item.resident_id, "registration") for item in decided if item.resident_id]
    assert [record.person.name for record in records] == ["周晓岚", "陈立"]
    assert len({record.household.id for record in records}) == 1
    assert {record.stays[0].source for record in records} == {Source.NOTICE}
    assert (await follow_notice(receipt.number, receipt.code, CALLER)).state is NoticeState.ACCEPTED
    assert (await verify_chain(Register.RESIDENCE)).is_whole


@pytest.mark.parametrize(
    ("address", "room", "expected"),
    [
        ("幸福路3号楼2单元201", "201", True),
        ("幸福路3号楼2单元201室", "2单元０201室", True),
        ("幸福路3号楼2单元201", "2-201", True),
        ("幸福路3号楼1单元201", "2-201", False),
        ("幸福路3号楼1单元1201", "201", False),
        ("幸福路3号楼", "", False),
        ("古槐路12号院东屋", "东屋", True),
    ],
)
def test_a_room_names_the_homes_whose_last_numbers_are_its_own(address: str, room: str, *, expected: bool) -> None:
    assert names_room(address, room) is expected


async def test_the_household_of_the_room_that_was_named_comes_first_and_no_other_is_meant(
    cast: Cast, building: Building
) -> None:
    petra = cast.petra.officer
    older, _ = await make_household(petra, building.dwellings["101"])
    meant, _ = await make_household(
        petra, building.dwellings["201"], make_new(make_person("吴桂英", id_number(order=14)))
    )
    token = await make_link(petra, building.drawer, LinkScope.DRAWER)
    await give_notice(token, notice_draft(arrival(SECOND), room="201室"), CALLER)
    notice_id = (await list_notices(petra)).items[0].id
    file = await open_notice(petra, notice_id)
    assert [household.id for household in file.households] == [meant, older]
    assert file.named_homes(file.items[0]) == {building.dwellings["201"]}


async def test_a_new_household_file_has_a_head_whoever_was_said_to_live_along(cast: Cast, building: Building) -> None:
    petra, home = cast.petra.officer, building.dwellings["101"]
    notice_id, _ = await make_notice(petra, home, arrival(), arrival(SECOND))
    items = (await open_notice(petra, notice_id)).items
    companions = [RegisterPerson(item.id, dwelling_id=home, role=MemberRole.COMPANION) for item in items]
    await decide_notice(petra, notice_id, companions)
    residents = [item.resident_id for item in (await open_notice(petra, notice_id)).items if item.resident_id]
    roles = await roles_of_members(list((await load_residents(petra, Act.RESIDENT_LIST, residents)).values()))
    assert [roles[resident] for resident in residents] == [MemberRole.HEAD, MemberRole.COMPANION]


def test_who_was_said_to_be_the_head_stays_it_also_as_the_second() -> None:
    home, first, second = uuid4(), uuid4(), uuid4()
    said = [
        RegisterPerson(first, dwelling_id=home, role=MemberRole.COMPANION),
        RegisterPerson(second, dwelling_id=home, role=MemberRole.HEAD),
    ]
    assert with_heads(said) == said


async def test_a_receipt_tells_its_declarer_only_and_a_wrong_code_no_more_than_a_wrong_number(
    cast: Cast, building: Building
) -> None:
    await make_household(cast.petra.officer, building.dwellings["101"])
    _, known = await make_notice(cast.petra.officer, building.dwellings["101"], arrival())
    _, other = await make_notice(cast.petra.officer, building.dwellings["201"], arrival(SECOND))
    refusals = []
    for number, code in ((known.number, other.code), ("SB-149901-2026-9999", known.code), ("", "")):
        with pytest.raises(NotFound) as refusal:
            await follow_notice(number, code, CALLER)
        refusals.append(str(refusal.value))
    assert len(set(refusals)) == 1
    followed = [await follow_notice(one.number, one.code, CALLER) for one in (known, other)]
    assert [(one.state, one.items[0].state, one.items[0].resident_id) for one in followed] == [
        (NoticeState.RECEIVED, ItemState.RECEIVED, None)
    ] * 2  # one of the two is registered, the other is not: nobody is told


async def test_a_refusal_says_why_and_the_rest_of_a_list_goes_on(cast: Cast, building: Building) -> None:
    petra = cast.petra.officer
    notice_id, receipt = await make_notice(petra, building.dwellings["101"], arrival(), arrival(SECOND))
    first, second = (await open_notice(petra, notice_id)).items
    with pytest.raises(InputInvalid):
        await decide_notice(petra, notice_id, [Refuse(first.id, "  ")])
    assert await decide_notice(petra, notice_id, [Refuse(first.id, "住址不符")]) is NoticeState.RECEIVED
    followed = await follow_notice(receipt.number, receipt.code, CALLER)
    assert [(item.state, item.reason) for item in followed.items] == [
        (ItemState.REFUSED, "住址不符"),
        (ItemState.RECEIVED, ""),
    ]
    with pytest.raises(NoticeDecided):
        await withdraw_notice(receipt.number, receipt.code, CALLER)
    with pytest.raises(NoticeClosed):
        await decide_notice(petra, notice_id, [Refuse(first.id, "又一次")])
    ending = await decide_notice(petra, notice_id, [RegisterPerson(second.id, dwelling_id=building.dwellings["101"])])
    assert ending is NoticeState.PARTLY_ACCEPTED


async def test_either_everybody_decided_on_at_once_is_stored_or_nobody(cast: Cast, building: Building) -> None:
    petra = cast.petra.officer
    await make_household(petra, building.dwellings["201"])
    notice_id, _ = await make_notice(petra, building.dwellings["101"], arrival(SECOND), arrival())
    items = (await open_notice(petra, notice_id)).items
    with pytest.raises(ResidentExists):
        await decide_notice(
            petra, notice_id, [RegisterPerson(item.id, dwelling_id=building.dwellings["101"]) for item in items]
        )
    file = await open_notice(petra, notice_id)
    assert {item.state for item in file.items} == {ItemState.RECEIVED}
    assert file.households == ()


async def test_somebody_who_is_registered_is_shown_as_such_and_recognised(cast: Cast, building: Building) -> None:
    petra = cast.petra.officer
    _, (resident,) = await make_household(petra, building.dwellings["201"])
    notice_id, _ = await make_notice(petra, building.dwellings["201"], arrival())
    file = await open_notice(petra, notice_id)
    (item,) = file.items
    match = file.matches[item.id]
    assert (match.resident_id, match.masked_name) == (resident, "周*")
    assert await decide_notice(petra, notice_id, [Recognise(item.id, resident)]) is NoticeState.ACCEPTED


async def test_a_landlord_reports_an_end_and_an_officer_ends_the_stay(cast: Cast, building: Building) -> None:
    petra = cast.petra.officer
    _, (resident,) = await make_household(petra, building.dwellings["101"])
    notice_id, _ = await make_notice(petra, building.dwellings["101"], departure())
    file = await open_notice(petra, notice_id)
    (item,) = file.items
    assert file.leavers[item.id] == [resident]
    with pytest.raises(InputInvalid):
        await decide_notice(petra, notice_id, [RegisterPerson(item.id, dwelling_id=building.dwellings["101"])])
    await decide_notice(petra, notice_id, [EndStay(item.id, resident, StayEnd.LEFT_AREA)])
    (stay,) = (await open_resident(petra, resident, "registration")).stays
    assert (stay.ended_on, stay.end_reason) == (legal_day(now()) - timedelta(days=1), StayEnd.LEFT_AREA)


async def test_a_form_that_is_sent_twice_is_one_notice_with_one_receipt(cast: Cast, building: Building) -> None:
    token, draft = await make_link(cast.petra.officer, building.dwellings["101"]), notice_draft()
    assert await give_notice(token, draft, CALLER) == await give_notice(token, draft, CALLER)
    assert (await count_notices(cast.petra.officer)).waiting == 1


async def test_a_notice_is_taken_back_until_it_is_decided_on(cast: Cast, building: Building) -> None:
    notice_id, receipt = await make_notice(cast.petra.officer, building.dwellings["101"])
    await withdraw_notice(receipt.number, receipt.code, CALLER)
    assert (await follow_notice(receipt.number, receipt.code, CALLER)).state is NoticeState.WITHDRAWN
    (item,) = (await open_notice(cast.petra.officer, notice_id)).items
    with pytest.raises(NoticeClosed):
        await decide_notice(cast.petra.officer, notice_id, [Refuse(item.id, "晚了")])
    with pytest.raises(NoticeDecided):
        await withdraw_notice(receipt.number, receipt.code, CALLER)


async def test_a_link_ends_when_it_is_revoked_or_run_out(cast: Cast, building: Building) -> None:
    petra = cast.petra.officer
    token = await make_link(petra, building.drawer, LinkScope.DRAWER, days=3)
    await give_notice(token, notice_draft(room="101"), CALLER)
    with pytest.raises(InputInvalid, match="房号"):
        await give_notice(token, notice_draft(), CALLER)
    later = now() + timedelta(days=4)
    with moved_clock(lambda: later), pytest.raises(NotFound):
        await give_notice(token, notice_draft(room="101"), CALLER)
    (link,) = await load_links(petra)
    await revoke_link(petra, link.id)
    with pytest.raises(NotFound):
        await give_notice(token, notice_draft(room="101"), CALLER)
    assert await load_links(petra) == ()
    with pytest.raises(InputInvalid):
        await issue_link(petra, LinkScope.DRAWER, building.drawer, legal_day(now()) - timedelta(days=1))
    for wrong in ("x" * 500, "", "nobody-issued-this"):
        with pytest.raises(NotFound):
            await give_notice(wrong, notice_draft(), CALLER)


async def test_elsewhere_nobody_knows_of_a_notice_and_an_assistant_on_duty_reads_but_does_not_decide(
    cast: Cast, building: Building
) -> None:
    petra, paul = cast.petra.officer, cast.paul.officer
    notice_id, _ = await make_notice(petra, building.dwellings["101"])
    (item,) = (await open_notice(petra, notice_id)).items
    for stranger in (cast.pavel.officer, cast.olga.officer, paul):
        with pytest.raises(NotFound):
            await open_notice(stranger, notice_id)
    for stranger in (cast.pavel.officer, cast.olga.officer):
        with pytest.raises(NotFound):
            await decide_notice(stranger, notice_id, [Refuse(item.id, "不符")])
    await put_on_duty(petra, building.drawer, paul.id, DutyPart.ASSISTANT)
    assert (await open_notice(paul, notice_id)).notice.id == notice_id
    assert [notice.id for notice in (await list_notices(paul)).items] == [notice_id]
    with pytest.raises(NotPermitted):
        await decide_notice(paul, notice_id, [Refuse(item.id, "不符")])
    receipt = await give_notice_for(paul, building.drawer, notice_draft(arrival(SECOND), room="201"))
    assert (await follow_notice(receipt.number, receipt.code, CALLER)).content.room == "201"
    assert (await count_notices(petra)).waiting == 2
    assert (await count_notices(cast.pavel.officer)).waiting == 0


async def test_a_notice_says_until_when_it_was_in_time(cast: Cast, building: Building) -> None:
    petra = cast.petra.officer
    await make_notice(petra, building.dwellings["101"], arrival(days=20))
    await make_notice(petra, building.dwellings["101"], arrival(SECOND, days=0))
    late, in_time = (await list_notices(petra)).items
    assert (in_time.was_late, late.was_late) == (False, True)
    assert late.is_overdue(legal_day(now()))
    assert (await count_notices(petra)).overdue == 1


async def test_what_the_region_does_not_list_is_not_taken(cast: Cast, building: Building) -> None:
    token = await make_link(cast.petra.officer, building.dwellings["101"])
    person = make_person()
    for wrong, field in (
        (
            notice_draft(
                arrival(
                    type(person)(**{**{f: getattr(person, f) for f in person.__struct_fields__}, "education": "本科"})
                )
            ),
            "education",
        ),
        (notice_draft(arrival(), arrival()), "document_number"),
        (notice_draft(arrival(days=-40)), "began_on"),
        (notice_draft(arrival(until=date(2001, 1, 1))), "expected_until"),
        (notice_draft(declarer=Declarer(DeclarerKind.EMPLOYER, "郑会计", "13911112222")), "declarer_organisation"),
        (notice_draft(declarer=Declarer(DeclarerKind.LANDLORD, "吴桂英", "12")), "declarer_phone"),
    ):
        with pytest.raises(InputInvalid) as refusal:
            await give_notice(token, wrong, CALLER)
        assert refusal.value.field == field
    assert (await count_notices(cast.petra.officer)).waiting == 0


async def test_whoever_tries_too_often_is_stopped_by_the_database(cast: Cast, building: Building) -> None:
    token, other = await make_link(cast.petra.officer, building.dwellings["101"]), "198.51.100.8"
    receipt = await give_notice(token, notice_draft(), other)
    start = now() + timedelta(minutes=2)
    with moved_clock(lambda: start):
        for _ in range(10):
            with pytest.raises(NotFound):
                await follow_notice(receipt.number, "WRONG", CALLER)
        with pytest.raises(AskedTooOften):
            await follow_notice(receipt.number, receipt.code, CALLER)
        assert (await follow_notice(receipt.number, receipt.code, other)).number == receipt.number
        for _ in range(10):
            await give_notice(token, notice_draft(), other)
        with pytest.raises(AskedTooOften):
            await give_notice(token, notice_draft(), other)
    with moved_clock(lambda: start + timedelta(minutes=1)):
        assert (await give_notice(token, notice_draft(), other)).number


async def test_a_closed_notice_is_destroyed_when_its_time_is_over_and_a_waiting_one_stays(
    cast: Cast, building: Building
) -> None:
    petra = cast.petra.officer
    refused, receipt = await make_notice(petra, building.dwellings["101"])
    waiting, _ = await make_notice(petra, building.dwellings["101"], arrival(SECOND))
    (item,) = (await open_notice(petra, refused)).items
    await decide_notice(petra, refused, [Refuse(item.id, "住址不符")])
    assert await destroy_expired(EXPIRING_NOTICES, now() + timedelta(days=100), RESIDENCE) == 0
    assert await destroy_expired(EXPIRING_NOTICES, now() + timedelta(days=200), RESIDENCE) == 1
    assert [row["id"] for row in await fetch("SELECT id FROM stay_notice")] == [waiting]
    with pytest.raises(NotFound):
        await follow_notice(receipt.number, receipt.code, CALLER)


async def test_in_hangzhou_a_notice_has_three_working_days() -> None:
    due = find_due(DeclarerKind.NEWCOMER, date(2026, 11, 20), "330106", LegalCalendar())
    assert (due.unit, due.due_on) == (Unit.WORKING_DAYS, date(2026, 11, 25))


async def test_no_clear_column_joins_a_notice_to_a_place(cast: Cast, building: Building) -> None:
    await make_notice(cast.petra.officer, building.dwellings["101"])
    (row,) = await fetch(
        "SELECT n::text AS text, i::text AS item FROM stay_notice n JOIN stay_notice_item i ON i.notice = n.id"
    )
    (link,) = await fetch("SELECT id FROM notice_link")
    for secret in (building.dwellings["101"], building.drawer, link["id"], "周晓岚", "吴桂英", "13911112222"):
        assert str(secret) not in row["text"] + row["item"]
